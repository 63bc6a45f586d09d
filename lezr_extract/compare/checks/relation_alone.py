"""A departure that only the relation of two articles shows, no check: the guards that can be tested all the same.

Among the findings of laws such an alarm stays at 疑似 at most. It falls to 提示 where the acts have nothing in common
but the field of their laws or lie outside of what the higher law is limited to, where another clause of that law sets
what b adds, where it is not in force, where b follows another law or may depart (立法法 arts. 84, 85, 101).
"""

from functools import partial

from lezr_extract.compare.checks.alarm import Outcome, Test, height, lowered, shown
from lezr_extract.compare.checks.fines import of_same_paragraph
from lezr_extract.compare.checks.order import is_in_force, varies
from lezr_extract.compare.checks.pair import Pair, apart, other_party
from lezr_extract.compare.checks.penalties import (
    LIGHT,
    has,
    kinds_of,
    listed,
    other_basis,
    other_clause,
    own_leave,
    penalties_of,
    supplement,
)
from lezr_extract.compare.checks.scope import within
from lezr_extract.compare.checks.sums import alike, outside, ranged
from lezr_extract.compare.checks.words import likeness
from lezr_extract.records import DifferenceKind, Guard, Level

_SOMEWHAT_LIKE = 0.3
_NO_SUM = "未写数额"
_SLIGHT = LIGHT | {"没收违法所得"}  # 行政处罚法 (2021) art. 28.2 confiscates every gain


def departure_of_relation(
    pair: Pair, highest: Level, most: Level = Level.SUSPECTED
) -> tuple[Level, tuple[Guard, ...]]:
    """The level that the guards leave to a conflict of the relation alone, and what was tested.

    Args:
        pair: the articles with the relation.
        highest: the level that the relation claims.
        most: a level that it does not exceed.
    """
    tests = [apart(pair), within(pair), other_party(pair), *_elsewhere(pair), *_of_another_clause(pair)]
    tests += _slight(pair)
    tests += [is_in_force(pair.a), varies(pair.b)]
    leave = own_leave(pair)
    # That the details are left to others makes 冲突 doubtful; that this very matter is, or what is added, ends it.
    tests += [leave] if leave.outcome is Outcome.NOTICE else []
    if pair.b_deed is not None:
        basis = other_basis(pair, pair.b_deed, unnamed=False)
        # That b has further bases makes 冲突 doubtful; 疑似 says no more than that.
        tests += [basis] if basis.outcome is not Outcome.LOWERED else []
    tests = [test for test in tests if test.outcome is not Outcome.UNTESTED]
    if any(test.outcome is Outcome.CLEARED for test in tests):
        return Level.NOTICE, shown(tests)
    return height(highest, most, tests), shown(tests)


def _slight(pair: Pair) -> list[Test]:
    """Guard: the departure is more than a fine whose sum was not read, a warning, or what every gain is subject to."""
    if any(_NO_SUM in one.detail for one in pair.related.conflicts):
        return [lowered("open_fine", "有一方没有写明数额，或许另款写明")]
    if {one.kind for one in pair.related.conflicts} == {DifferenceKind.MEASURE}:
        deeds = penalties_of(pair.b_article) if pair.b_deed is None else (pair.b_deed,)
        added = kinds_of(deeds) - kinds_of(penalties_of(pair.a_article))
        if added and added <= _SLIGHT:
            return [lowered("general_rule", f"增加的只是{listed(added)}")]
    return []


def _elsewhere(pair: Pair) -> list[Test]:
    """Guard: what b adds to a's penalty is not set for the same act by another clause of a."""
    added = [one for one in pair.related.conflicts if one.kind is DifferenceKind.MEASURE]
    if not added or len(pair.related.conflicts) > len(added):
        return []
    deeds = penalties_of(pair.b_article) if pair.b_deed is None else (pair.b_deed,)
    kinds = kinds_of(deeds) - kinds_of(penalties_of(pair.a_article))
    if (only := supplement(pair)).outcome is not Outcome.STANDS:
        return [only]
    tests = [other_clause(pair, partial(has, kind)) for kind in sorted(kinds)]
    open_ones = [test for test in tests if test.outcome is not Outcome.CLEARED]
    return open_ones[:1] or tests[:1]


def _of_another_clause(pair: Pair) -> list[Test]:
    """Guard: no other clause of a's article on an act as like sets a range that holds b's fine (个人有前款行为的)."""
    base, deed = pair.a_deed, pair.b_deed
    if base is None or deed is None:
        return []
    departing = [one.amount for one in outside(base.amounts, deed.amounts)]
    goes_on = [
        one for one in of_same_paragraph(pair, pair.a_article.deeds) if one.paragraph != base.paragraph
    ]
    least = max(_SOMEWHAT_LIKE, likeness(base.act, deed.act))
    for other in pair.a_article.deeds:
        if other.amounts == base.amounts or (other not in goes_on and likeness(other.act, deed.act) < least):
            continue
        like = [one for one in other.amounts if any(alike(one, amount) for amount in departing)]
        if like and not outside(like, departing):
            return [lowered("other_clause", f"{pair.a_article.number}另有{ranged(like).words}的罚款")]
    return []
