"""The order of norms and their dates: which of two laws is higher, whether both apply somewhere, and which is newer.

立法法 arts. 98–103, 106 and 109 (domain rules 4.2, Order of norms).
"""

from enum import Enum

from lezr_extract.compare.checks.alarm import Test, lowered, notice, stands, untested
from lezr_extract.records import ComparedLaw, Rank, Status
from lezr_extract.text.titles import in_marks
from lezr_extract.vocabulary.checks import variation
from lezr_extract.vocabulary.territories import NATION, province_of

_HEIGHT = {
    Rank.CONSTITUTION: 0,
    Rank.LAW: 1,
    Rank.ADMINISTRATIVE_REGULATION: 2,
    Rank.STATE_COUNCIL_DECISION: 2,
    Rank.SUPERVISION_REGULATION: 2,
    Rank.LOCAL_REGULATION: 3,
    Rank.ZONE_REGULATION: 3,
    Rank.AUTONOMOUS_REGULATION: 3,
    Rank.MINISTRY_RULE: 4,
    Rank.LOCAL_RULE: 4,
    Rank.NORMATIVE_DOCUMENT: 5,
}
_LOCAL_LAW = frozenset((Rank.LOCAL_REGULATION, Rank.ZONE_REGULATION, Rank.AUTONOMOUS_REGULATION))
_LOCAL = _LOCAL_LAW | {Rank.LOCAL_RULE}


class Order(Enum):
    """How a stands to b."""

    HIGHER = "higher"
    EQUAL = "equal"
    LOWER = "lower"
    OPEN = "open"  # neither is higher by itself: 部门规章 and 地方性法规 (立法法 art. 106)
    UNKNOWN = "unknown"


def order(a: ComparedLaw, b: ComparedLaw) -> Order:
    """Which of two laws stands higher (立法法 arts. 98–102, 106).

    Of two local texts of one rank the province's stands higher than its city's (arts. 81, 100).
    """
    one, other = _HEIGHT.get(a.rank), _HEIGHT.get(b.rank)
    if one is None or other is None:
        return Order.UNKNOWN
    if {a.rank, b.rank} & _LOCAL_LAW and Rank.MINISTRY_RULE in (a.rank, b.rank):
        return Order.OPEN
    if one != other:
        return Order.HIGHER if one < other else Order.LOWER
    if a.rank in _LOCAL and b.rank in _LOCAL and a.territory != b.territory:
        if a.territory and a.territory == province_of(b.territory):
            return Order.HIGHER
        if b.territory and b.territory == province_of(a.territory):
            return Order.LOWER
    return Order.EQUAL


def meet(a: ComparedLaw, b: ComparedLaw) -> bool:
    """Whether both are law in some place; an unknown territory meets only the nation's."""
    if NATION in (a.territory, b.territory):
        return True
    if not a.territory or not b.territory:
        return False
    return (
        a.territory == b.territory
        or a.territory == province_of(b.territory)
        or b.territory == province_of(a.territory)
    )


def made(law: ComparedLaw) -> str:
    """The day on which the text was made as it stands: of its version, else published, else in force; may be empty."""
    return law.version or law.published or law.effective


def is_in_force(a: ComparedLaw) -> Test:
    """Guard: the higher law is in force; one that has ended or is not yet in force binds nobody."""
    if a.status is Status.CURRENT:
        return stands("in_force", f"{in_marks(a.title)}现行有效")
    if a.status is Status.UNKNOWN and not (a.effective or made(a)):
        return untested("in_force", f"{in_marks(a.title)}的日期和效力状态不明")
    if a.status is Status.UNKNOWN:
        return stands("in_force", f"{in_marks(a.title)}{a.effective or made(a)}起施行，没有见到废止的依据")
    return notice("in_force", f"{in_marks(a.title)}{a.status.value}")


def was_law(valid_from: str, law: ComparedLaw) -> Test:
    """Guard: the rule was law when the text was made; what is older had no such limit and only waits for revision."""
    day = made(law)
    if not day:
        return untested("made_before", f"{in_marks(law.title)}的制定日期不明")
    if day < valid_from:
        return notice("made_before", f"{day}制定，该规则{valid_from}起施行：属于应当清理的旧规定")
    if law.effective and law.effective < valid_from:
        return lowered(
            "made_before", f"本文件{law.effective}起施行，{day}修改，条文或许在该规则{valid_from}施行之前已有"
        )
    return stands("made_before", f"{day}制定，该规则{valid_from}起施行")


def varies(law: ComparedLaw) -> Test:
    """Guard: the text may depart from higher law (立法法 arts. 84, 85, 101)."""
    authority = variation(law.title, law.rank)
    if authority:
        return notice("variation", f"可以依法变通（{authority}）")
    return stands("variation", "没有变通的权限")


def newer(a: ComparedLaw, b: ComparedLaw) -> str:
    """A sentence on a higher law that was made after the lower one; empty where it was not or dates are unknown."""
    one, other = made(a), made(b)
    if one and other and one > other:
        return f"上位法{one}在后，下位法{other}在先，下位法应当随上位法修改（{_revised_by(a, b)}）。"
    return ""


def _revised_by(a: ComparedLaw, b: ComparedLaw) -> str:
    """By which a lower law has to follow a later higher one: 法规 of a place national law, all others by rank alone."""
    national = a.rank in (Rank.LAW, Rank.ADMINISTRATIVE_REGULATION)
    if b.rank in (Rank.LOCAL_REGULATION, Rank.ZONE_REGULATION, Rank.AUTONOMOUS_REGULATION):
        return "《立法法》第八十二条第二款" if national else "《立法法》第八十一条第一款"
    return "《立法法》第九十九条" if national else "《立法法》第一百条"
