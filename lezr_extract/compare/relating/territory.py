"""Whether two laws can apply at the same place, and which of them is the higher one.

Territory decides what can be compared at all: the same norm of two provinces is parallel, never a duplicate or a
conflict (立法法 arts. 80, 93: local law holds for its own 行政区域).
"""

from enum import StrEnum

from lezr_extract.records import ComparedLaw, Rank
from lezr_extract.vocabulary.territories import NATION, province_of


class Common(StrEnum):
    """What two laws have in common of the land."""

    SAME = "same"  # both hold at the same place
    APART = "apart"  # no place has both
    UNKNOWN = "unknown"


# 立法法 arts. 98–102: each rank above what stands after it. Ministry rules and provincial rules are of equal rank
# (art. 102), as are regulations of zones and of autonomous areas with local regulations inside their own field.
_ORDER = {
    Rank.CONSTITUTION: 0,
    Rank.LAW: 1,
    Rank.SUPERVISION_REGULATION: 2,
    Rank.ADMINISTRATIVE_REGULATION: 2,
    Rank.STATE_COUNCIL_DECISION: 2,
    Rank.LOCAL_REGULATION: 3,
    Rank.ZONE_REGULATION: 3,
    Rank.AUTONOMOUS_REGULATION: 3,
    Rank.MINISTRY_RULE: 4,
    Rank.LOCAL_RULE: 4,
    Rank.NORMATIVE_DOCUMENT: 5,
}
_FREE = {
    Rank.ZONE_REGULATION: "经济特区法规可以作变通规定（立法法第一百零一条）",
    Rank.AUTONOMOUS_REGULATION: "自治条例和单行条例可以作变通规定（立法法第八十五条）",
}
_FREE_PLACES = {
    "浦东新区": "浦东新区法规可以作变通规定（立法法第八十四条）",
    "海南自由贸易港": "海南自由贸易港法规可以作变通规定（立法法第八十四条）",
}


def common(a: ComparedLaw, b: ComparedLaw) -> Common:
    """Whether the two laws can hold at the same place."""
    one, other = a.territory, b.territory
    if NATION in (one, other) or (one and one == other):
        return Common.SAME
    if not one or not other:
        return Common.UNKNOWN
    within, outside = province_of(one), province_of(other)
    if not within or not outside:
        return Common.UNKNOWN if within != outside else Common.APART
    if within == outside and (one == within or other == outside):
        return Common.SAME
    return Common.APART


def lower(a: ComparedLaw, b: ComparedLaw) -> bool:
    """Whether ``b`` stands below ``a``; a city's regulation below its province's (立法法 art. 81)."""
    first, second = _ORDER.get(a.rank), _ORDER.get(b.rank)
    if first is None or second is None:
        return False
    if first != second:
        return first < second
    return bool(province_of(b.territory) == a.territory != b.territory)


def variation(law: ComparedLaw) -> str:
    """Why the law may lawfully depart from higher law; empty where it may not."""
    for name, words in _FREE_PLACES.items():
        if name in law.title and law.rank in (Rank.LOCAL_REGULATION, Rank.ZONE_REGULATION):
            return words
    return _FREE.get(law.rank, "")
