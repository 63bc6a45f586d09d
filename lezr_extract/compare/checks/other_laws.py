"""An alarm against one higher law weighed with what the other higher laws say of the same act.

A regulation of the State Council that is older than the law above it may still stand in a corpus unchanged (失业保险条例
of 1999 beside 社会保险法 of 2010). A local law that follows the higher or the newer of two that differ departs from the
other one without fault (立法法 arts. 99, 103): that is told, but it is no conflict.

Laws in one field speak of one place and one thing throughout, so that an act of one resembles several acts of the
other. It is of the same act as the nearest of them, not as its neighbours.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from lezr_extract.compare.checks.order import Order, made, order
from lezr_extract.compare.checks.pair import Pair
from lezr_extract.records import ComparedLaw, Deed, Finding, FindingKind, Guard, Level, Related, Relation
from lezr_extract.text.titles import in_marks

_GUARD = "是否与上位法的另一规定一致"
_NEARER = "是否另有更相近的条文"
_NEAR = 0.8
_FARTHER = 0.6
_BETWEEN_TWO = (FindingKind.CONFLICT, FindingKind.OVERLAP)
_AGAINST_ONE = frozenset(("C01", "C02", "C03", "C10", "C11"))
_TELLING = frozenset((Relation.DUPLICATE, Relation.REFINE, Relation.CONFLICT, Relation.OVERLAP))

_Act = tuple[str, int, int | None]
"""The id of the other law, the place of an article, the act in it."""


@dataclass(frozen=True, slots=True)
class PairFound:
    """What comparing one article with one article of another law came to.

    Attributes:
        a: the higher or older law; ``i``: place of its article.
        b: the lower or newer law; ``j``: place of its article.
        related: how they relate.
        findings: the alarms of the pair.
    """

    a: ComparedLaw
    i: int
    b: ComparedLaw
    j: int
    related: Related
    findings: tuple[Finding, ...]


class Nearest:
    """Which act of another law comes nearest to each act of a pair of laws; found for an act when it is asked for.

    Args:
        pairs: all pairs of one law b with the laws that it is compared with.
    """

    def __init__(self, pairs: Iterable[PairFound]) -> None:
        self._of_a: dict[_Act, list[PairFound]] = defaultdict(list)
        self._of_b: dict[_Act, list[PairFound]] = defaultdict(list)
        for pair in pairs:
            one, other = _keys(pair)
            self._of_a[one].append(pair)
            self._of_b[other].append(pair)

    def nearer(self, pair: PairFound) -> str:
        """The article that comes much nearer to either act than the other act does; empty without."""
        one, other = _keys(pair)
        near = _nearness(pair)
        of_b = ((_nearness(found), _named(found.a, found.i)) for found in self._of_b.get(other, ()))
        of_a = ((_nearness(found), _named(found.b, found.j)) for found in self._of_a.get(one, ()))
        for best, words in (max(of_b, default=(0.0, "")), max(of_a, default=(0.0, ""))):
            if best >= _NEAR and near <= _FARTHER * best:
                return words
        return ""


def _named(law: ComparedLaw, index: int) -> str:
    return f"{in_marks(law.title)}{law.articles[index].number}"


def _keys(pair: PairFound) -> tuple[_Act, _Act]:
    """The act of a, and the act of b as far as one law a is concerned."""
    return (pair.a.id, pair.i, pair.related.a), (pair.a.id, pair.j, pair.related.b)


def _nearness(pair: PairFound) -> float:
    return _pair(pair).nearness


def _pair(found: PairFound) -> Pair:
    return Pair(found.a, found.i, found.b, found.j, found.related)


def weighed(pairs: Sequence[PairFound], nearest: Nearest | None = None) -> list[Finding]:
    """The findings of one article of b, lowered where another provision speaks against them.

    Args:
        pairs: all pairs in which the article is b's.
        nearest: over all pairs of its law; None for these alone.
    """
    nearest = nearest or Nearest(pairs)
    return [
        _weighed(_of_nearest(finding, pair, nearest), pair, pairs)
        for pair in pairs
        for finding in pair.findings
    ]


def _of_nearest(finding: Finding, pair: PairFound, nearest: Nearest) -> Finding:
    """An alarm falls where another article of either law comes much nearer: that one is of the same act."""
    if finding.kind not in _BETWEEN_TWO or finding.level is Level.NOTICE:
        return finding
    words = nearest.nearer(pair)
    if not words:
        return finding
    told = Guard(_NEARER, False, f"{words}规定的行为相近得多")
    return replace(finding, level=Level.NOTICE, guards=(*finding.guards, told))


def _weighed(finding: Finding, pair: PairFound, pairs: Sequence[PairFound]) -> Finding:
    alarm = finding.kind is FindingKind.CONFLICT and (finding.rule in _AGAINST_ONE or not finding.rule)
    if not alarm or finding.level is Level.NOTICE:
        return finding
    others = [other for other in pairs if other is not pair and _is_of_same_act(other, finding)]
    bearing = [other for other in others if _bears_out(other, finding.rule)]
    if not bearing:
        return finding
    least = ("yes",) if finding.rule else ("yes", _pair(pair).same_act)
    above = [other for other in bearing if _pair(other).same_act in least and _prevails(other.a, pair.a)]
    other = (above or bearing)[0]
    words = f"与{in_marks(other.a.title)}{other.a.articles[other.i].number}没有这一出入"
    level = Level.NOTICE if above else min(finding.level, Level.SUSPECTED, key=list(Level)[::-1].index)
    return replace(finding, level=level, guards=(*finding.guards, Guard(_GUARD, False, words)))


def _is_of_same_act(other: PairFound, finding: Finding) -> bool:
    """Whether a pair is about the act of b that the finding is about; an article may regulate several."""
    deed = _at(other.b.articles[other.j].deeds, other.related.b)
    side = finding.b
    if deed is None or side.span is None:
        return False
    if None not in (deed.item, side.item) and deed.item != side.item:
        return False
    return deed.span.start < side.span.end and side.span.start < deed.span.end


def _bears_out(other: PairFound, rule: str) -> bool:
    """Whether a higher law regulates the same act and gives no such alarm."""
    if order(other.a, other.b) is not Order.HIGHER or other.related.same_act == "no":
        return False
    if other.related.relation not in _TELLING or any(finding.rule == rule for finding in other.findings):
        return False
    deed = _at(other.a.articles[other.i].deeds, other.related.a)
    if rule == "C01":
        return deed is not None and bool(deed.amounts)
    if rule in ("C02", "C03"):
        return deed is not None and bool(deed.kinds)
    own = _at(other.b.articles[other.j].deeds, other.related.b)
    if own is not None and own.kinds and not (deed is not None and deed.kinds):
        return False  # a duty says nothing of what its breach costs
    return other.related.relation in (Relation.DUPLICATE, Relation.REFINE)


def _prevails(one: ComparedLaw, other: ComparedLaw) -> bool:
    """Whether ``one`` goes before ``other``: the higher law, of equals the newer (立法法 arts. 99, 103)."""
    stands = order(one, other)
    return stands is Order.HIGHER or (stands is Order.EQUAL and made(one) > made(other) > "")


def _at(deeds: Sequence[Deed], index: int | None) -> Deed | None:
    return deeds[index] if index is not None and 0 <= index < len(deeds) else None
