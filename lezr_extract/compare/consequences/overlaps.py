"""Overlaps of duties sorted, with the rules that decide them (domain rules 2, last part, and C17).

Two organs over one matter are no fault by themselves: a law that says who leads and who helps has divided the work
(牵头配合); the same office of city and county is one duty at two levels (层级重复); where neither is said, both can
act (同一事项两主体), and where they can also act differently the choice is the party's fate (真冲突).
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from lezr_extract.compare.consequences.differences import SANCTIONS
from lezr_extract.compare.consequences.fines import Fines, compare_fines, ranges
from lezr_extract.records import (
    ComparedArticle,
    Deed,
    DifferenceKind,
    PowerType,
    Related,
    Relation,
)
from lezr_extract.text.titles import in_marks


class Sort(StrEnum):
    """What an overlap is."""

    DIVIDED = "牵头配合"
    LEVELS = "层级重复"
    TWO_HOLDERS = "同一事项两主体"
    CLASH = "真冲突"


DECIDED_BY: dict[Sort, str] = {
    Sort.DIVIDED: "《行政处罚法》第十八条、第二十六条",
    Sort.LEVELS: "《行政处罚法》第二十三条、第二十五条",
    Sort.TWO_HOLDERS: "《行政处罚法》第二十五条、第二十九条",
    Sort.CLASH: "《行政处罚法》第二十五条、第二十九条",
}
"""The articles of law that decide each sort; where the power is none of punishing they serve by analogy only."""

WORDS: dict[Sort, str] = {
    Sort.DIVIDED: "法条已经写明由谁牵头、由谁配合，按分工各列各的职责",
    Sort.LEVELS: "同一系统的市、县两级都可以行使：由县级以上有管辖权的机关管辖，都有管辖权的由最先立案的机关管辖，清单中写明层级划分",
    Sort.TWO_HOLDERS: "两个机关都可以管：都有管辖权的由最先立案的机关管辖，争议协商不成的报共同上一级指定；同一违法行为不得给予两次以上罚款",
    Sort.CLASH: "两个机关都可以管而处理不同：同一违法行为不得给予两次以上罚款，违反多个规定的按罚款数额高的处罚，管辖争议报共同上一级指定",
}
"""What a sort means for the office, in Chinese."""

_DIVISION = re.compile(
    r"会同|配合|协助|牵头|按照(?:各自的?)?职责|各自(?:的)?职责|职责(?:分工|范围|权限)|由[^，。；]{2,20}指定的部门"
)
_LEVEL = re.compile(
    r"^(?:本)?(?:县级以上|设区的|各级|地方|省级?|市级?(?![场政容])|县级?|区级?|州|盟|旗|自治[区州县旗]|直辖市|国务院|[、，和及或与（）()以上])+(?:地方)?(?:各级)?(?:人民政府)?(?:的)?"
)
# What of a level an organ's name says; 以上 opens it upwards.
_HEIGHTS = (
    re.compile(r"县|旗|(?<![设治])区"),
    re.compile(r"市|州|盟"),
    re.compile(r"省|自治区|直辖市"),
    re.compile(r"国务院"),
)
_BESIDE = re.compile(r"会同|[、，]|和|以及|及|或者|与|商")
_TAIL = re.compile(r"(?:行政)?(?:主管|管理|监督管理)*(?:部门|机关|机构|局|厅|委员会|委)$")


def sort_of(a: ComparedArticle, b: ComparedArticle, related: Related) -> Sort:
    """The sort of an overlap between two articles.

    Args:
        a: the article of the higher or older law.
        b: the other one.
        related: how they relate; its relation is an overlap.
    """
    one, other = _deed(a, related.a), _deed(b, related.b)
    if any(_DIVISION.search(words) for words in (_sentence(a, one), _sentence(b, other))):
        return Sort.DIVIDED
    if one and other and _same_system(one.holder, other.holder):
        return Sort.LEVELS
    if any(difference.kind is not DifferenceKind.AGENCY for difference in related.conflicts):
        return Sort.CLASH
    return Sort.CLASH if one and other and _act_differently(one, other) else Sort.TWO_HOLDERS


def shared_duty(a: ComparedArticle, b: ComparedArticle, related: Related) -> Sort | None:
    """The sort of an overlap between two articles on one act, whatever their relation is; None where one organ acts.

    Two articles that say the same of one act are a duplicate for the list; who acts under either may differ all the
    same: another organ, the same office of another level, or another one in the lead.

    Args:
        a: the article of the older law, of the same rank.
        b: the other one.
        related: how they relate.
    """
    if related.relation is Relation.OVERLAP:
        return sort_of(a, b, related)
    one, other = _deed(a, related.a), _deed(b, related.b)
    if one is None or other is None or not one.holder or not other.holder:
        return None
    if related.same_agency == "no":
        return sort_of(a, b, related)
    organs = _systems(one) | _systems(other)
    if len(organs) > 1 and all(_DIVISION.search(_sentence(*side)) for side in ((a, one), (b, other))):
        return Sort.DIVIDED
    first, second = (_heights(deed.holder) for deed in (one, other))
    return Sort.LEVELS if first and second and not first & second else None


def _act_differently(one: Deed, other: Deed) -> bool:
    """Whether two organs would punish one act with other sanctions or sums."""
    if {one.type, other.type} != {PowerType.PENALTY}:
        return False
    kinds = [set(deed.kinds) & set(SANCTIONS) for deed in (one, other)]
    first, second = (ranges(deed.amounts, fined="罚款" in deed.kinds) for deed in (one, other))
    return kinds[0] != kinds[1] or compare_fines(first, second).sort in (Fines.OUTSIDE, Fines.SHIFTED)


def _systems(deed: Deed) -> set[str]:
    """The systems of all organs that a holder's words name."""
    return {system(part) for name in deed.holder for part in _BESIDE.split(name)} - {""}


def _heights(names: Sequence[str]) -> set[int]:
    """The levels at which organs stand as their names say it (县级 0 … 国务院 3); empty where they do not."""
    found: set[int] = set()
    for name in names:
        words = match.group() if (match := _LEVEL.match(name)) else ""
        spoken = {at for at, level in enumerate(_HEIGHTS) if level.search(words)}
        found |= set(range(min(spoken), len(_HEIGHTS))) if spoken and "以上" in words else spoken
    return found


def divides(words: str) -> bool:
    """Whether ``words`` of a clause say who leads and who helps, or that each acts within its duties."""
    return _DIVISION.search(words) is not None


def _deed(article: ComparedArticle, index: int | None) -> Deed | None:
    return article.deeds[index] if index is not None and 0 <= index < len(article.deeds) else None


def _sentence(article: ComparedArticle, deed: Deed | None) -> str:
    """The sentence in which a deed stands, from full stop to full stop; the whole article without one."""
    if deed is None:
        return article.text
    at = deed.span.start - article.span.start
    start = article.text.rfind("。", 0, max(0, at)) + 1
    end = article.text.find("。", max(0, deed.span.end - article.span.start - 1))
    return article.text[start : end if end >= 0 else None]


def _same_system(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether two organs are the same office at different levels (市生态环境局, 县级生态环境主管部门)."""
    first = {system(name) for name in one} - {""}
    return bool(first & {system(name) for name in other})


def system(name: str) -> str:
    """The system (系统) that an organ belongs to: its name without level and form."""
    return _TAIL.sub("", _LEVEL.sub("", name.strip()))


@dataclass(frozen=True, slots=True)
class ListedBasis:
    """A provision that an entry of a list cites.

    Attributes:
        law: title without 《》.
        article: canonical number.
        paragraph, item: None where the list names none.
    """

    law: str
    article: str
    paragraph: int | None = None
    item: str | None = None


@dataclass(frozen=True, slots=True)
class ListedPower:
    """An entry of a department's list, as overlaps need it.

    Attributes:
        department: whose list it is.
        name: of the entry.
        type: None where it is none of the ten.
        holder: 行使主体 as written; empty where the list names none, which means the department.
        bases: what it cites.
        where: place in the list, for the reader (file, sheet, row).
    """

    department: str
    name: str
    type: PowerType | None
    holder: str
    bases: tuple[ListedBasis, ...]
    where: str = ""


@dataclass(frozen=True, slots=True)
class ListOverlap:
    """An article that the lists of two departments or more cite.

    Attributes:
        law, article: what they cite.
        departments: in the order of first mention.
        entries: their entries that cite it, in the order given.
        sort: see `Sort`.
        explanation: in Chinese.
        authority: the articles of law that decide.
    """

    law: str
    article: str
    departments: tuple[str, ...]
    entries: tuple[ListedPower, ...]
    sort: Sort
    explanation: str
    authority: str


def overlaps_of_lists(entries: Iterable[ListedPower]) -> tuple[ListOverlap, ...]:
    """All articles that two departments both cite, in the order in which they are first cited.

    Titles are the same with or without 《》 and 中华人民共和国. Nothing is left out: the same article cited for another
    type or another 款 is an overlap too, and says so.
    """
    citing: dict[tuple[str, str], list[ListedPower]] = defaultdict(list)
    for entry in entries:
        for key in dict.fromkeys((_unmarked(basis.law), basis.article) for basis in entry.bases):
            citing[key].append(entry)
    found = []
    for (law, article), rows in citing.items():
        departments = tuple(dict.fromkeys(entry.department for entry in rows))
        if len(departments) > 1:
            sort, why = _sort_of_lists(law, article, rows)
            said = f"{'、'.join(departments)}的清单都以{in_marks(law)}{article}为依据：{why}"
            found.append(ListOverlap(law, article, departments, tuple(rows), sort, said, DECIDED_BY[sort]))
    return tuple(found)


def _unmarked(title: str) -> str:
    """A title without marks and without 中华人民共和国."""
    return re.sub(r"[《》〈〉＜＞<>\s]", "", title).removeprefix("中华人民共和国")


def _sort_of_lists(law: str, article: str, rows: Sequence[ListedPower]) -> tuple[Sort, str]:
    """Which sort the entries of one article are, and why."""
    if any(_DIVISION.search(f"{row.name} {row.holder}") for row in rows):
        return Sort.DIVIDED, WORDS[Sort.DIVIDED]
    systems = {system(row.holder or row.department) for row in rows}
    if len(systems) == 1:
        return Sort.LEVELS, WORDS[Sort.LEVELS]
    places = {
        (basis.paragraph, basis.item)
        for row in rows
        for basis in row.bases
        if (_unmarked(basis.law), basis.article) == (law, article)
    }
    if len({row.type for row in rows}) > 1:
        return (
            Sort.TWO_HOLDERS,
            f"类型不同的事项引用同一条，应当核对各自依据的款项；{WORDS[Sort.TWO_HOLDERS]}",
        )
    if len(places) > 1 and (None, None) not in places:
        return Sort.TWO_HOLDERS, f"引用的款项不同，或许各管一段；{WORDS[Sort.TWO_HOLDERS]}"
    return Sort.TWO_HOLDERS, WORDS[Sort.TWO_HOLDERS]
