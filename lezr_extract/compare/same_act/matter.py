"""What is matched of a law and of an article, found once for all the pairs in which they stand.

The matter of an article is its acts with the conduct clauses that they cite, without sanctions and holders; where
it has no act, its own words.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from lezr_extract.compare.same_act.nearest import Rivals
from lezr_extract.compare.wording.one_text import (
    Signs,
    Wording,
    bare,
    of_field,
    signs,
)
from lezr_extract.records import CitedClause, ComparedArticle, ComparedLaw, Deed, PowerType, Role

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
_FRAME = re.compile(
    r"^(?:本(?:法|条例|办法|规定|细则|规则|规范|决定))?自[^。]{0,40}起?(?:施行|实施|生效)(?:，|。|$)"
    r"|^(?:为了?|根据)[^。]*特?制[定订]本(?:法|条例|办法|规定|细则|规则|规范)。?$"
)
"""The clauses that frame a law: from when it is law, and why it was made."""
_LONGEST_FRAME = 260
_REMEDY = re.compile(
    r"^[^。；\n]*不服的?，[^。；\n]*(?:复议|诉讼|起诉)[^。；\n]*。?"
    r"(?:\s*[^。\n]*(?:逾期|期满|期限内)[^。\n]*(?:申请|起诉)[^。\n]*执行[^。\n]*。?)?$"
)
"""How a decision is contested (行政复议法, 行政诉讼法) and then carried out, and nothing else."""
_FEW = 12
"""An act of fewer characters (当事人违反规定) says too little; its 款 speaks for it."""
_BEGINNING = 10
_ITEM = re.compile(r"[（(][一二三四五六七八九十百\d]+[）)]|\d+[.．、]")


class Part:
    """A punished act with its conduct, or of an article that punishes nothing a 款.

    What only the part that is most like another one is asked for is found when it first is.

    Attributes:
        wording: of its words.
        deed: index of the deed that it belongs to, None without.
    """

    __slots__ = ("_said", "_signs", "_texts", "_ways", "deed", "wording")

    def __init__(self, texts: tuple[str, ...], deed: int | None, wording: Wording) -> None:
        self.wording = wording
        self.deed = deed
        self._texts = texts
        self._said: str | None = None
        self._ways: frozenset[int] | None = None
        self._signs: Signs | None = None

    @property
    def said(self) -> str:
        """Its bare words."""
        if self._said is None:
            self._said = bare("".join(self._texts))[:_LONGEST]
        return self._said

    @property
    def act(self) -> str:
        """The bare words of the act alone, without the conduct that it cites or the 款 that speaks for it."""
        return bare(self._texts[0])

    @property
    def begins(self) -> str:
        """The first characters of its words as they stand in the article; readings name a part by their place."""
        return self._texts[0][:_BEGINNING]

    @property
    def ways(self) -> frozenset[int]:
        """The ways of acting that it names (without leave, not as prescribed, by fraud …)."""
        if self._ways is None:
            said = self.said
            self._ways = frozenset(number for number, way in enumerate(_WAYS) if way.search(said))
        return self._ways

    @property
    def signs(self) -> Signs:
        """Its single characters."""
        if self._signs is None:
            self._signs = signs(self.wording)
        return self._signs


@dataclass(frozen=True, slots=True)
class Matter:
    """An article as it is matched.

    Attributes:
        parts: at least one, see there.
        act: the wording of all parts together.
        text: that of the whole article.
        plain: the bare words of the article.
        forms: which of the standing forms of clauses it is of (date, purpose, meaning, staff, crime, policy).
        types: its types of power.
        punishes: it carries a penalty.
        cites: the other laws that it cites.
        length: of its text.
    """

    parts: tuple[Part, ...]
    act: Wording
    text: Wording
    plain: str
    forms: frozenset[int]
    types: frozenset[PowerType]
    punishes: bool
    cites: frozenset[str]
    length: int


class About:
    """A law as it is matched.

    Args:
        law: the law.

    Attributes:
        named: the field in its title; ``field`` its wording.
        usage: what its articles speak of.
    """

    __slots__ = ("_law", "_rivals", "field", "named", "usage")

    def __init__(self, law: ComparedLaw) -> None:
        self._law = law
        self._rivals: Rivals | None = None
        self.field = of_field(law.field)
        self.named = law.field
        # Brings in numpy, which nobody waits for who compares nothing.
        from lezr_extract.compare.wording.many_texts import usage  # noqa: PLC0415

        self.usage = usage([article.text for article in law.articles])

    @property
    def text(self) -> str:
        """All that its articles say, made anew each time."""
        return "\n".join(article.text for article in self._law.articles)

    @property
    def rivals(self) -> Rivals:
        """Its articles, to find the one that is most like another law's."""
        if self._rivals is None:
            self._rivals = Rivals([article.text for article in self._law.articles])
        return self._rivals


def about(law: ComparedLaw) -> About:
    """What a law is about."""
    return About(law)


class _Spoken(NamedTuple):
    """The words of an article by the parts to which they belong.

    Attributes:
        article: whose they are.
        deeds: of each part its deed.
        texts: of each part.
        punishes: the parts are punished acts.
    """

    article: ComparedArticle
    deeds: tuple[int | None, ...]
    texts: tuple[tuple[str, ...], ...]
    punishes: bool

    @property
    def whole(self) -> bool:
        """Whether the parts are all that the article says.

        A title may run over the end of a 款, so that the whole leaves out what its parts do not.
        """
        return not self.punishes and (len(self.texts) == 1 or "《" not in self.article.text)


def matter(article: ComparedArticle) -> Matter:
    """An article as it is matched."""
    return matters([article])[0]


def matters(articles: Sequence[ComparedArticle]) -> list[Matter]:
    """Articles as they are matched; many at once cost less."""
    # Brings in numpy, which nobody waits for who compares nothing.
    from lezr_extract.compare.wording.many_texts import all_together, wordings  # noqa: PLC0415

    spoken = [_spoken_in(article) for article in articles]
    texts = [words for one in spoken for words in one.texts]
    found = wordings([*texts, *((one.article.text,) for one in spoken if not one.whole)])
    parts, whole = iter(found[: len(texts)]), iter(found[len(texts) :])
    wording_of = [[next(parts) for _ in one.texts] for one in spoken]
    acts = all_together(wording_of)
    return [
        _matter(one, words, act, act if one.whole else next(whole))
        for one, words, act in zip(spoken, wording_of, acts, strict=True)
    ]


def _spoken_in(article: ComparedArticle) -> _Spoken:
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
    return _Spoken(
        article, tuple(n for n, _ in spoken), tuple(tuple(words) for _, words in spoken), bool(punished)
    )


def _matter(spoken: _Spoken, words: Sequence[Wording], act: Wording, text: Wording) -> Matter:
    article = spoken.article
    parts = tuple(map(Part, spoken.texts, spoken.deeds, words))
    types = frozenset(d.type for d in article.deeds if d.type is not None and d.role is Role.BASIS)
    return Matter(
        parts=parts,
        act=act if act.total else text,
        text=text,
        plain=parts[0].said if spoken.whole and len(parts) == 1 else bare(article.text)[:_LONGEST],
        forms=frozenset(
            number
            for number, form in enumerate(_FORMS)
            if form.search(article.text) and (number > 1 or len(article.text) < _SHORT_FORM * 3)
        ),
        types=types,
        punishes=spoken.punishes,
        cites=frozenset(cited.law for cited in article.cites if cited.law),
        length=len(article.text),
    )


def only_frames(article: ComparedArticle) -> bool:
    """Whether an article says nothing but from when its law is law, or why it was made and on what it rests."""
    text = article.text.strip()
    return bool(_FRAME.search(text)) and len(text) < _LONGEST_FRAME and "\n" not in text


def only_remedies(article: ComparedArticle) -> bool:
    """Whether an article says nothing but how the decisions of its law are contested and carried out."""
    return bool(_REMEDY.search(article.text.strip()))


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
    """The deed that stands in a 款, or that punishes who breaks it (违反本条第二款); where none does the first."""
    deeds = article.deeds
    stands = (n for n, deed in enumerate(deeds) if deed.paragraph == paragraph)
    broken = (
        n for n, deed in enumerate(deeds) if any(_is_there(c, paragraph, article) for c in deed.conduct)
    )
    return next(chain(stands, broken), 0 if deeds else None)


def _is_there(cited: CitedClause, paragraph: int, article: ComparedArticle) -> bool:
    return not cited.law and (cited.article, cited.paragraph) == (article.number, paragraph)


def _spoken(deed: Deed) -> list[str]:
    return [deed.act, *(cited.text for cited in deed.conduct if cited.text)]
