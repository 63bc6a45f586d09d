"""Whether two articles regulate the same act (行为、事项): what they share, as numbers with names.

The matter of an article is its acts with the conduct clauses that they cite, without sanctions and holders; where
it has no act, its own words. Every measure is between 0 and 1, so that one table of weights reads them all.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import log

from rapidfuzz import fuzz

from lezr_extract.compare.wording import (
    EMPTY,
    Usage,
    Wording,
    bare,
    longest_block,
    usage,
    weight_of,
    wording,
    worn_likeness,
)
from lezr_extract.records import ComparedArticle, ComparedLaw, Deed, PowerType, Role

_LAST = re.compile(r"自[^。，]{0,30}起?施行|本(?:法|条例|办法|规定|细则)[^。]{0,12}(?:施行|实施)")
_FIRST = re.compile(r"^为了?|制定本(?:法|条例|办法|规定|细则)")
_MEANING = re.compile(r"(?:本法|本条例|本办法|本规定)所?称|下列用语|是指")
_STAFF = re.compile(r"工作人员|给予(?:行政)?处分|玩忽职守|滥用职权")
_CRIME = re.compile(r"^[^，。]{0,30}违反[^，]*，?构成犯罪的，依法追究刑事责任。$")
_POLICY = re.compile(r"鼓励|支持|引导|推动|促进|加强|推进|倡导|宣传")
_FORMS = (_LAST, _FIRST, _MEANING, _STAFF, _CRIME, _POLICY)
_SHORT_FORM = 90
_LONGEST = 400
_WAYS = tuple(
    re.compile(words)
    for words in (
        r"未经[^，。]{0,12}(?:批准|许可|同意|审批|核准|审查)|擅自|未取得|未依法取得|无证|未办理",
        r"未按照?|未依照|不按照?|不符合|未达到|未执行|未遵守",
        r"拒绝|阻碍|阻挠|拒不|妨碍|抗拒",
        r"弄虚作假|虚假|隐瞒|骗取|欺骗|谎报|瞒报|伪造|变造|篡改|冒用",
        r"转让|出租|出借|倒卖|买卖|转包|分包|挂靠",
        r"未(?:建立|制定|设置|设立|配备|安装)|不(?:建立|设置|配备)|未(?:设|配)",
        r"未[^，。]{0,8}(?:备案|报告|报送|申报|公示|公布|公告|告知|标明|明示|登记)",
        r"损毁|破坏|毁坏|损坏|侵占|移动|拆除|涂改|污损|盗",
        r"排放|倾倒|堆放|丢弃|抛撒|遗撒|焚烧|填埋",
        r"生产|制造|加工|销售|经营|出售|收购|使用",
        r"建设|修建|搭建|挖|采|取土|施工|占用|占道",
        r"收费|收取|价格|费用|收受|索取",
        r"检查|检验|检测|监测|抽查|抽样",
        r"奖励|表彰|补贴|补助|资助|救助",
        r"规划|方案|预案|计划",
        r"投诉|举报|复议|诉讼|调解|仲裁",
        r"培训|教育|宣传|演练",
    )
)
_SOME = 0.08
_ALIKE = 0.75
"""Parts that are nearest to each other, and as much alike as this share of the best pair, belong to the same act."""
_FEW = 12
"""An act of fewer characters (当事人违反规定) says too little; its 款 speaks for it."""
_ITEM = re.compile(r"[（(][一二三四五六七八九十百\d]+[）)]|\d+[.．、]")


@dataclass(frozen=True, slots=True)
class Matter:
    """An article as it is matched.

    Attributes:
        parts: the wording of each punished act with its conduct; of an article that punishes nothing, of each 款.
        words: the bare words of the same.
        deeds: indexes of the deeds that they belong to, None without.
        act: all parts together.
        text: the whole article.
        plain: the bare words of the article.
        forms: which of the standing forms of clauses it is of (date, purpose, meaning, staff, crime, policy).
        types: its types of power.
        punishes: it carries a penalty.
        cites: the other laws that it cites.
        length: of its text.
    """

    parts: tuple[Wording, ...]
    words: tuple[str, ...]
    deeds: tuple[int | None, ...]
    act: Wording
    text: Wording
    plain: str
    forms: frozenset[int]
    types: frozenset[PowerType]
    punishes: bool
    cites: frozenset[str]
    length: int


@dataclass(frozen=True, slots=True)
class About:
    """A law as it is matched.

    Attributes:
        field: the wording of the field in its title; ``named`` the field itself.
        usage: what its articles speak of.
    """

    field: Wording
    named: str
    usage: Usage


def about(law: ComparedLaw) -> About:
    """What a law is about."""
    return About(_short_wording(law.field), law.field, usage([article.text for article in law.articles]))


def _short_wording(field: str) -> Wording:
    return wording(field) if len(field) > 1 else Wording({field: 40.0}, 40.0) if field else EMPTY


def matter(article: ComparedArticle) -> Matter:
    """An article as it is matched."""
    punished = [n for n, deed in enumerate(article.deeds) if deed.type is PowerType.PENALTY and _says(deed)]
    paragraphs = _paragraphs(article.text)
    spoken: list[tuple[int | None, list[str]]] = []
    for n in punished:
        deed = article.deeds[n]
        words = _spoken(deed)
        if sum(map(len, words)) < _FEW and 0 < deed.paragraph <= len(paragraphs):
            words = [*words, paragraphs[deed.paragraph - 1][1]]
        spoken.append((n, words))
    taken = {article.deeds[n].paragraph for n in punished}
    spoken += [(_deed_of(n, article), [words]) for n, words in paragraphs if n not in taken]
    parts = [wording(*words) for _, words in spoken]
    text = wording(article.text)
    weights = {pair: weight for one in parts for pair, weight in one.weights.items()}
    act = Wording(weights, sum(weights.values())) if weights else text
    forms = frozenset(
        number
        for number, form in enumerate(_FORMS)
        if form.search(article.text) and (number > 1 or len(article.text) < _SHORT_FORM * 3)
    )
    types = frozenset(d.type for d in article.deeds if d.type is not None and d.role is Role.BASIS)
    return Matter(
        parts=tuple(parts),
        words=tuple(bare("".join(words))[:_LONGEST] for _, words in spoken),
        deeds=tuple(n for n, _ in spoken),
        act=act,
        text=text,
        plain=bare(article.text)[:_LONGEST],
        forms=forms,
        types=types,
        punishes=bool(punished),
        cites=frozenset(cited.law for cited in article.cites if cited.law),
        length=len(article.text),
    )


def _says(deed: Deed) -> bool:
    return bool(deed.act or any(cited.text for cited in deed.conduct))


def _paragraphs(text: str) -> list[tuple[int, str]]:
    """The 款 with their 项, numbered from 1; a 款 that is long is cut into its sentences."""
    rows: list[tuple[int, str]] = []
    number = 0
    for line in filter(None, map(str.strip, text.split("\n"))):
        if rows and _ITEM.match(line):
            rows[-1] = (rows[-1][0], f"{rows[-1][1]}{line}")
        else:
            number += 1
            rows.append((number, line))
    return rows or [(1, text)]


def _deed_of(paragraph: int, article: ComparedArticle) -> int | None:
    """The deed that stands in a 款; where none does the first."""
    deeds = article.deeds
    return next((n for n, deed in enumerate(deeds) if deed.paragraph == paragraph), 0 if deeds else None)


def _spoken(deed: Deed) -> list[str]:
    return [deed.act, *(cited.text for cited in deed.conduct if cited.text)]


@dataclass(frozen=True, slots=True)
class Matched:
    """What two articles share.

    Attributes:
        measures: by name, each about 0 to 1.
        a, b: the deeds that are most alike, None without.
        pairs: deeds of a and b that are alike, with how much.
    """

    measures: dict[str, float]
    a: int | None
    b: int | None
    pairs: tuple[tuple[int, int, float], ...]


def matched(a: Matter, b: Matter, law_a: About, law_b: About) -> Matched:
    """What two articles share, measured."""
    table = [[one.likeness(other) for other in b.parts] for one in a.parts]
    best, i, j = max((value, -x, -y) for x, row in enumerate(table) for y, value in enumerate(row))
    near_a = [max(row) for row in table]
    near_b = [max(row[y] for row in table) for y in range(len(b.parts))]
    worn = law_a.usage.worn, law_b.usage.worn
    measures = {
        "part": best,
        "covered_a": sum(near_a) / len(near_a),
        "covered_b": sum(near_b) / len(near_b),
        "some_apart": 1.0 - min(*near_a, *near_b),
        "many_a": 1.0 - 1.0 / len(near_a),
        "many_b": 1.0 - 1.0 / len(near_b),
        "own_act": worn_likeness(a.act, b.act, *worn),
    }
    measures |= _of_laws(a, b, law_a, law_b) | _of_articles(a, b)
    measures |= _of_parts((a.parts[-i], a.words[-i]), (b.parts[-j], b.words[-j]), worn, best)
    pairs = tuple(
        (first, second, value)
        for x, row in enumerate(table)
        for y, value in enumerate(row)
        for first, second in ((a.deeds[x], b.deeds[y]),)
        if value >= max(_ALIKE * best, near_a[x], near_b[y]) and first is not None and second is not None
    )
    return Matched(_bent(measures), a.deeds[-i], b.deeds[-j], pairs)


def _of_laws(a: Matter, b: Matter, law_a: About, law_b: About) -> dict[str, float]:
    field = max(law_a.field.within(law_b.field), law_b.field.within(law_a.field))
    return {
        "field": field,
        "field_both": min(law_a.field.within(law_b.field), law_b.field.within(law_a.field)),
        "field_none": float(not law_a.field.shared(law_b.field)),
        "field_same": float(law_a.named == law_b.named),
        "topic": law_a.usage.topic.likeness(law_b.usage.topic),
        "field_a_in_b": law_a.field.within(b.text) if law_a.field.total else 0.0,
        "field_b_in_a": law_b.field.within(a.text) if law_b.field.total else 0.0,
    }


def _of_articles(a: Matter, b: Matter) -> dict[str, float]:
    types = a.types | b.types
    return {
        "text": a.text.likeness(b.text),
        "text_within": max(a.text.within(b.text), b.text.within(a.text)),
        "act": a.act.likeness(b.act),
        "act_in_a": b.act.within(a.act),
        "act_in_b": a.act.within(b.act),
        "a_in_text": a.act.within(b.text),
        "b_in_text": b.act.within(a.text),
        "wording": fuzz.ratio(a.plain, b.plain) / 100,
        "types": len(a.types & b.types) / len(types) if types else 0.5,
        "both_punish": float(a.punishes and b.punishes),
        "one_punishes": float(a.punishes != b.punishes),
        "no_types": float(not a.types and not b.types),
        "forms": float(bool(a.forms & b.forms)),
        "forms_apart": float(bool(a.forms ^ b.forms)),
        "lengths": min(1.0, abs(log((a.length + 1) / (b.length + 1))) / 3),
        "cite_same": float(bool(a.cites & b.cites)),
    }


def _of_parts(
    a: tuple[Wording, str],
    b: tuple[Wording, str],
    worn: tuple[Mapping[str, float], Mapping[str, float]],
    likeness: float,
) -> dict[str, float]:
    """The two parts that are most alike, closer."""
    (one, said_a), (other, said_b) = a, b
    ways_a, ways_b = _ways(said_a), _ways(said_b)
    block = longest_block(said_a, said_b) if likeness > _SOME else ""
    return {
        "part_within": max(one.within(other), other.within(one)),
        "part_weight": min(1.0, one.shared(other) / 600),
        "part_wording": fuzz.ratio(said_a, said_b) / 100,
        "part_partial": fuzz.partial_ratio(said_a, said_b) / 100,
        "own_part": worn_likeness(one, other, *worn),
        "part_single": one.single_likeness(other),
        "ways": len(ways_a & ways_b) / len(ways_a | ways_b) if ways_a or ways_b else 0.5,
        "ways_apart": float(bool(ways_a and ways_b) and not ways_a & ways_b),
        "block": min(1.0, len(block) / 40),
        "block_share": len(block) / (1 + min(len(said_a), len(said_b))),
        "block_weight": min(1.0, weight_of(block) / 800),
        "rare": _rarest(one, other),
        "short": min(1.0, 30 / (1 + min(len(said_a), len(said_b)))),
    }


def _bent(measures: dict[str, float]) -> dict[str, float]:
    """Likenesses count otherwise when they are high: what lies above each step is a measure of its own."""
    for name in ("text", "act", "part", "part_wording", "topic", "own_part", "part_single"):
        value = measures[name]
        measures |= {f"{name}_over_{step}": max(0.0, value - step / 10) for step in (3, 6)}
    # Two penalties share their formulas, whatever they punish: there the acts must speak.
    if measures["both_punish"]:
        for name in (
            "text",
            "wording",
            "act",
            "part",
            "part_wording",
            "part_single",
            "own_part",
            "ways",
            "block_weight",
            "field_none",
        ):
            measures[f"punished_{name}"] = measures[name]
    return measures | {
        "part_and_field": measures["part"] * max(measures["field"], measures["topic"]),
        "part_and_none": measures["part"] * measures["field_none"],
        "text_and_none": measures["text"] * measures["field_none"],
    }


@lru_cache(16_384)  # each article is compared with several
def _ways(words: str) -> frozenset[int]:
    """The ways of acting that a text names (without leave, not as prescribed, by fraud …)."""
    return frozenset(number for number, way in enumerate(_WAYS) if way.search(words))


def _rarest(one: Wording, other: Wording) -> float:
    """The mean weight of the six rarest pairs that both have, 0 to 1."""
    small, large = (one, other) if len(one.weights) <= len(other.weights) else (other, one)
    shared = sorted(small.weights_in(large), reverse=True)[:6]
    return sum(shared) / (6 * 52)
