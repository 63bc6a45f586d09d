"""Many pairs of articles related at once: what `Relater.relate` decides of one after the other, by the same weights."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from lezr_extract.compare.consequences.differences import Consequences
from lezr_extract.compare.relating.article_pair import Case
from lezr_extract.compare.relating.judgement import table
from lezr_extract.compare.relating.one_pair import (
    AHEAD,
    COMMON_ACT,
    SLACK,
    Beside,
    Read,
    Relater,
    decided,
    is_copied,
    of_consequences,
    room,
)
from lezr_extract.compare.same_act.measures import OWN, PARTIAL, Matched
from lezr_extract.compare.same_act.measures_of_many import Given, Together, counted
from lezr_extract.compare.same_act.nearest import NEAREST
from lezr_extract.records import ComparedLaw, Deed, Related, Relation

_AT_ONCE = 256
"""Pairs that are measured together: enough for arrays, few enough for what is worked on to stay near the processor."""
_NONE = (0.0, 0.0, 0.0, 0.0)
_OPEN, _RELATED, _UNRELATED = range(3)
_APART = {_RELATED: Relation.RELATED, _UNRELATED: Relation.UNRELATED}

Asked = tuple[ComparedLaw, int, ComparedLaw, int]
"""The higher or equal law, the index of its article, the lower or equal law, the index of its article."""
_Sums = NDArray[np.float64]
_Places = NDArray[np.int64]


class _Pair(NamedTuple):
    """A pair with what was read of it."""

    asked: Asked
    a: Read
    b: Read
    beside: Beside


@dataclass(frozen=True, slots=True)
class _Followed:
    """What follows from the acts of a pair.

    Attributes:
        deeds_a, deeds_b: the acts.
        consequences: set against each other.
        measures: of them.
        copied: see `Case`.
    """

    deeds_a: Sequence[Deed]
    deeds_b: Sequence[Deed]
    consequences: Consequences
    measures: dict[str, float]
    copied: bool


def relate(relater: Relater, pairs: Sequence[Asked]) -> list[Related]:
    """How pairs of articles relate, each as `Relater.relate` says; best all those of one law b, one behind the other.

    The reason is left out of a pair that is related at most.

    Args:
        relater: keeps what is read of laws and articles.
        pairs: in any number.
    """
    rest = iter(pairs)
    found: list[Related] = []
    while part := list(islice(rest, _AT_ONCE)):
        reads = relater.read_all([*((a, i) for a, i, _, _ in part), *((b, j) for _, _, b, j in part)])
        besides = (relater.beside(a, b) for a, _, b, _ in part)
        read = [*map(_Pair, part, reads[: len(part)], reads[len(part) :], besides)]
        found += _related(relater, read)
    return found


def _related(relater: Relater, pairs: Sequence[_Pair]) -> Iterator[Related]:
    together = Together(
        [Given(one.a.matter, one.b.matter, one.beside.laws, (one.asked[1], one.asked[3])) for one in pairs]
    )
    outcomes = list(_outcomes(pairs, together))
    act = table("act")
    sums = together.measures @ np.array(act.columns_of(together.names)).T
    sums += _of_laws_and_outcomes(pairs, outcomes)
    punished = together.measures[:, together.names.index("both_punish")] > 0
    apart = np.full(len(pairs), _OPEN)
    dear: dict[str, _Sums] = {}
    for names, measured, unknown in ((OWN, together.own, PARTIAL), (PARTIAL, together.partial, ())):
        rows = np.flatnonzero(apart == _OPEN)
        found: dict[str, _Sums] = {}
        for name, values in zip(names, measured(rows).T, strict=True):
            found |= counted(name, values, punished[rows].astype(np.float64))
        sums[rows] += np.stack([*found.values()], axis=1) @ np.array(act.columns_of(tuple(found))).T
        for name, values in found.items():
            dear.setdefault(name, np.zeros(len(pairs)))[rows] = values
        apart[rows] = _apart(sums[rows], punished[rows], unknown)
    # Only where it can still matter each is held against all the articles of the other law.
    still = np.flatnonzero(apart == _OPEN)
    nearest = together.nearest(still)
    whole = sums[still]
    for of_answers, values in zip(zip(*act.columns_of(NEAREST), strict=True), nearest.T, strict=True):
        whole += np.outer(values, of_answers)
    standing = dict(zip(still.tolist(), zip(nearest.tolist(), whole.tolist(), strict=True), strict=True))
    for row, (pair, outcome) in enumerate(zip(pairs, outcomes, strict=True)):
        relation = _APART.get(int(apart[row]))
        if relation is None:
            near, of_answers = standing[row]
            likely = act.shares(of_answers)
            if likely["yes"] + likely["partial"] >= COMMON_ACT:
                matched = together.matched(row)
                matched.near = dict(zip(NEAREST, near, strict=True))
                matched.dear = {name: float(of[row]) for name, of in dear.items()}
                yield _decided(relater, pair, matched, outcome)
                continue
            relation = Relation.RELATED if likely["related"] >= likely["unrelated"] else Relation.UNRELATED
        one, other = together.best[row]
        yield Related(
            relation, "no", outcome.consequences.agencies.same, (), "", "", one.deed, other.deed, 0.0
        )


def _outcomes(pairs: Sequence[_Pair], together: Together) -> Iterator[_Followed]:
    """What follows from the acts of each pair that are alike."""
    wording, within = (
        together.measures[:, together.names.index(name)].tolist() for name in ("part_wording", "part_within")
    )
    for row, (pair, deeds) in enumerate(zip(pairs, together.pairs, strict=True)):
        one = pair.a.follow(pair.asked[1], (both[0] for both in deeds))
        other = pair.b.follow(pair.asked[3], (both[1] for both in deeds))
        copied = is_copied(wording[row], within[row], one.deeds, other.deeds)
        found = Consequences(one, other, copied=copied)
        yield _Followed(one.deeds, other.deeds, found, of_consequences(found), copied)


def _of_laws_and_outcomes(pairs: Sequence[_Pair], outcomes: Sequence[_Followed]) -> _Sums:
    """The sums of what the two laws share and of what follows, with the constants; few of them differ."""
    act = table("act")
    of_laws: dict[int, list[float]] = {}
    of_outcomes: dict[tuple[tuple[str, float], ...], list[float]] = {}
    rows = []
    for pair, outcome in zip(pairs, outcomes, strict=True):
        beside, key = pair.beside, tuple(outcome.measures.items())
        if id(beside) not in of_laws:
            of_laws[id(beside)] = act.sums(beside.laws.measures | beside.measures)
        if key not in of_outcomes:
            of_outcomes[key] = act.sums(outcome.measures, _NONE)
        rows.append((of_laws[id(beside)], of_outcomes[key]))
    found: _Sums = np.array(rows).sum(axis=1)
    return found


def _apart(sums: _Sums, punished: NDArray[np.bool_], unknown: tuple[str, ...]) -> _Places:
    """Which pairs are of another act whatever the measures that are not known yet: keys of `_APART`, `_OPEN` for others.

    Args:
        sums: of the answers on the act.
        punished: of each pair whether both articles carry a penalty.
        unknown: the measures that are not known yet beside those of `NEAREST`.
    """
    answers = table("act").answers
    yes, partial, related, unrelated = map(answers.index, ("yes", "partial", "related", "unrelated"))
    found = np.full(len(sums), _OPEN)
    for both in (False, True):
        bounds = room(unknown, punished=both)
        gains = np.array([[bounds[one][other] for other in answers] for one in answers])
        rows = np.flatnonzero(punished == both)
        # Of each answer by how much each other one is ahead at most.
        ahead = np.minimum(sums[rows, None, :] + gains - sums[rows, :, None], AHEAD)
        times = np.exp(ahead)
        other_act = times[:, :, yes] + times[:, :, partial] < 1 - SLACK
        surely = other_act[:, related] | other_act[:, unrelated]
        found[rows[surely & (ahead[:, related, unrelated] < -SLACK)]] = _RELATED
        found[rows[surely & (ahead[:, unrelated, related] < -SLACK)]] = _UNRELATED
    return found


def _decided(relater: Relater, pair: _Pair, matched: Matched, outcome: _Followed) -> Related:
    a, i, b, j = pair.asked
    beside = pair.beside
    case = Case(
        a,
        i,
        b,
        j,
        matched,
        beside.common,
        beside.lower,
        outcome.deeds_a,
        outcome.deeds_b,
        outcome.consequences,
        outcome.copied,
    )
    measures = matched.measures | beside.measures | outcome.measures
    likely = relater.look_closer(case, measures)
    return decided(case, likely, table("outcome").likely(measures))
