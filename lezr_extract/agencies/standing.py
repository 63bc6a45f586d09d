"""What a whole law says about its organs: short names, departments in charge, who issues which licence."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from lezr_extract.agencies.competence import Charge, find_charges
from lezr_extract.agencies.definitions import Definition, find_definitions
from lezr_extract.agencies.identify import identify
from lezr_extract.agencies.mentions import is_generic, is_government, is_local
from lezr_extract.agencies.punishing import Punishing, find_punishing
from lezr_extract.records import ArticlePowers, Law, Mention, Norm, Power, PowerType

_GENERAL_PART = 15  # articles; 职责分工 stands in the general part, mostly within 第三条 to 第十条
_PLACES = re.compile(
    r"^(?:中华人民共和国|[^省市]{2,8}(?:自治区|自治州|自治县|地区)|[^省市]{1,4}[省市]|[^省市]{2,6}经济特区|实施)+"
)
_FORMS = re.compile(
    r"(?:实施条例|实施细则|暂行条例|条例|暂行办法|办法|暂行规定|规定|细则|规则|法)+$|管理|监督|保护|促进|若干|[《》]"
)
_OPEN = re.compile(r"等(?:有关|相关|行政|主管|部门|机关)|有关|其他|相关")
_BESIDE = re.compile(
    r"(?:、|和|及|以及|或者|，?会同)(?:其他|其它|其|有关|相关).*$"
)  # X部门和其他有关部门: X部门 leads
# 议事协调机构 hold no powers of their own (国务院行政机构设置和编制管理条例 art. 6).
_COORDINATING_BODY = re.compile(r"(?:委员会|领导小组|指挥部|联席会议)(?:办公室)?$")
_COORDINATES = re.compile(r"^(?:组织|负责|综合|统筹|研究|指导|领导|承担|、|和|，)*协调")
_OF_OTHER_POWERS = re.compile(
    r"^(?!.*关于).*(?:人民代表大会|人大(?:常委会|代表)|人民法院|人民检察院|监察法|监察官|法官|检察官|组织法)"
)
_ISSUING = (PowerType.LICENCE, PowerType.CONFIRMATION)


@dataclass(frozen=True, slots=True)
class Department:
    """A department in charge of the law's field.

    Attributes:
        words: as written, at the level that mostly acts (县级以上地方人民政府X主管部门 before 国务院X主管部门).
        ids: of the registry; empty where the name is not in it.
        articles: indexes of the articles that put it in charge.
        all_words: as written at each level.
    """

    words: str
    ids: tuple[str, ...]
    articles: tuple[int, ...]
    all_words: tuple[str, ...]


@dataclass(frozen=True)
class Standing:
    """The organs of one law.

    Attributes:
        law: the law.
        charges: the competences of each article (parallel to ``law.articles``).
        definitions: short names, the first definition of each.
        found: the law's powers.
        punishing: who decides its penalties, where one article says it for all.
    """

    law: Law
    charges: tuple[list[Charge], ...]
    definitions: dict[str, Definition]
    found: Sequence[ArticlePowers]
    punishing: Punishing | None = None

    @cached_property
    def departments(self) -> tuple[Department, ...]:
        """The departments in charge: one where the law has one, several where it names several side by side."""
        general = self._leading(main=True, articles=_GENERAL_PART) or self._leading(
            main=False, articles=_GENERAL_PART
        )
        general = general or self._leading(main=True, articles=len(self.charges))
        if not general:
            return ()
        core = _core(self.law.short_title)
        near = [(index, agency, _shared(core, matter)) for index, agency, matter in general]
        first, best = near[0][0], max(score for _, _, score in near)
        chosen = [(i, agency) for i, agency, score in near if (score == best if best > 1 else i == first)]
        departments = self._grouped(chosen)
        # A body that the law names only at the centre does not carry it out beside one that acts in every place.
        acting = tuple(d for d in departments if not _only_central(d.all_words))
        return acting if any(is_local(name) for d in acting for name in d.all_words) else departments

    def _leading(self, *, main: bool, articles: int) -> list[tuple[int, str, str]]:
        """Article, agency and matter of the charges of the first ``articles`` that can name the law's department."""
        rows = []
        for index, charges in enumerate(self.charges[:articles]):
            for charge in charges:
                agency = _BESIDE.sub("", charge.competence.agency)
                if _COORDINATING_BODY.search(agency) and _COORDINATES.search(charge.competence.matter):
                    continue
                if charge.main >= main and not (
                    _OPEN.search(agency) or is_generic(agency) or is_government(agency)
                ):
                    rows.append((index, agency, charge.competence.matter))
        return rows

    def _grouped(self, chosen: list[tuple[int, str]]) -> tuple[Department, ...]:
        """The chosen agencies by organ."""
        groups: dict[tuple[str, ...], list[tuple[int, str]]] = {}
        for index, agency in chosen:
            groups.setdefault(identify(agency).ids or (agency,), []).append((index, agency))
        departments = []
        for key, rows in groups.items():
            names = list(dict.fromkeys(agency for _, agency in rows))
            names = [
                name for name in names if "所属" not in name
            ] or names  # its branch is not the department
            ids = () if key == (rows[0][1],) else key
            articles = tuple(dict.fromkeys(index for index, _ in rows))
            departments.append(Department(self._name(names, ids), ids, articles, tuple(names)))
        return tuple(departments)

    def _name(self, names: list[str], ids: tuple[str, ...]) -> str:
        """One name for a department that is written at several levels.

        县级以上 is the level that mostly acts (行政处罚法 art. 23). Where only 市 and 县, or 国务院 and 省, stand
        apart, the short name that the law gives the organ at all levels, else what the names share.
        """
        wide = [name for name in names if "以上" in name or "各级" in name]
        if wide or len(names) == 1:
            return (wide or names)[0]
        own = [d.short for d in self.definitions.values() if ids and identify(d.short).ids == ids]
        if own:
            return min(own, key=len)
        local = [name for name in names if is_local(name)] or names
        shared = _common_end(local).lstrip("的和或者以上、")
        return shared if len(shared) >= 4 and identify(shared).ids == ids and ids else local[0]

    @cached_property
    def holders(self) -> Counter[str]:
        """How often each specific holder is named by the law's own powers, without its level."""
        count: Counter[str] = Counter()
        for article in self.found:
            for power in article.powers:
                count.update(
                    {words for words in power.holder if not is_generic(words) and not is_government(words)}
                )
        return count

    @cached_property
    def usual_holder(self) -> str | None:
        """The one organ that holds at least three fifths of the law's powers with a named department."""
        by_organ: Counter[tuple[str, ...]] = Counter()
        words: dict[tuple[str, ...], str] = {}
        for name, times in self.holders.items():
            key = identify(name).ids or (name,)
            by_organ[key] += times
            if key not in words or len(name) < len(words[key]):
                words[key] = name
        total = sum(by_organ.values())
        if total < 3:
            return None
        key, times = by_organ.most_common(1)[0]
        return words[key] if times >= 0.6 * total else None

    @cached_property
    def issuers(self) -> tuple[tuple[int, Power], ...]:
        """The licences and confirmations whose holder is named and specific, with their article."""
        return tuple(
            (article.article, power)
            for article in self.found
            for power in article.powers
            if power.type in _ISSUING and power.holder and not is_generic(power.holder[0])
        )

    def number(self, article: int) -> str:
        """The article as a reader cites it."""
        return self.law.articles[article].number


def read_standing(law: Law, norms: Sequence[Sequence[Norm]], found: Sequence[ArticlePowers]) -> Standing:
    """Reads short names and competences out of every article of ``law``.

    The rules of procedure of assemblies and courts allot no field of the administration; a decision that an assembly
    takes on a field (…常务委员会关于…的决定) does.
    """
    charges: list[list[Charge]] = []
    definitions: dict[str, Definition] = {}
    punishing: Punishing | None = None
    administers = not _OF_OTHER_POWERS.search(law.title)
    for index, article in enumerate(law.articles):
        mentions = _mentions(norms[index]) if index < len(norms) else ()
        start = article.text_span.start
        clauses = norms[index] if index < len(norms) else ()
        charges.append(find_charges(article.text, mentions, start, clauses) if administers else [])
        for definition in find_definitions(article.text, mentions, start, index):
            definitions.setdefault(definition.short, definition)
        punishing = punishing or find_punishing(article.text, mentions, start, index)
    return Standing(law, tuple(charges), definitions, found, punishing)


def _mentions(norms: Sequence[Norm]) -> tuple[Mention, ...]:
    """The actors of an article's clauses in order, each once."""
    seen = {mention.span.start: mention for norm in norms for mention in norm.mentions}
    return tuple(seen[start] for start in sorted(seen))


def _core(title: str) -> str:
    """The matter that a title names: 浙江省水资源管理条例 → 水资源."""
    return _FORMS.sub("", _PLACES.sub("", title))


def _shared(core: str, matter: str) -> int:
    """Length of the longest stretch of ``core`` in ``matter``."""
    for size in range(len(core), 1, -1):
        if any(core[i : i + size] in matter for i in range(len(core) - size + 1)):
            return size
    return 0


def _only_central(names: Sequence[str]) -> bool:
    """Whether an organ is named only as a body of the State Council."""
    return all(name.startswith(("国务院", "国家")) and not is_local(name) for name in names)


def _common_end(names: list[str]) -> str:
    shortest = min(names, key=len)
    size = next((n for n in range(len(shortest)) if len({name[-n - 1] for name in names}) > 1), len(shortest))
    return shortest[len(shortest) - size :]
