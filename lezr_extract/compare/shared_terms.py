"""Which acts share rare terms: found by looking each act's rarest terms up, never by setting all beside all.

The weight of two acts is the cosine of their terms, each as heavy as it is rare. Everything is held in arrays of
numbers, with no object for a term, an act or a pair: docs/decide/candidates.md.
"""

from collections.abc import Iterable, Iterator
from itertools import islice
from math import log
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from lezr_extract.compare.postings import Postings, Rows
from lezr_extract.compare.stretches import changes, places_in
from lezr_extract.compare.terms import terms_of_all

_Numbers = NDArray[np.int32]
_Places = NDArray[np.int64]
_Sums = NDArray[np.float64]

_ASKED = 24  # the rarest terms of an act that are looked up
# Squares of rarity as whole numbers: their sums are exact in any order, so that every machine finds the same.
_EXACT = 2.0**20
_ACTS_AT_ONCE = 20_000
_TERMS_AT_ONCE = 500  # few, so that what is worked on stays near the processor


class Alike(NamedTuple):
    """Acts that share terms, a row for each pair.

    Attributes:
        asking: places of the acts among those that were asked for.
        found: numbers of the acts that share terms with them.
        weights: cosines of the terms.
    """

    asking: _Places
    found: _Places
    weights: _Sums


class SharedTerms:
    """Finds the acts that share rare terms with one.

    Args:
        acts: the words of all acts, of asking ones and others; they are named by their places here, and those of one
            sort of law stand together.
        sorts: of each act the sort of its law, by which it is told whether it is looked for; −1 if it never is.
        territories: of each sort where it is law; the sorts of one territory stand together.
    """

    def __init__(self, acts: Iterable[str], sorts: _Numbers, territories: _Numbers) -> None:
        chunks = list(_read(acts))
        known, counts = _in_several([terms for terms, _ in chunks])
        self._squares = _squares(counts, len(sorts))
        lengths = [(np.zeros(0), np.zeros(0))]
        asked = [(np.zeros(0, np.int32), np.zeros(1, np.int64))]
        rows: list[Rows] = []
        first = 0
        chunks.reverse()
        while chunks:
            terms, sizes = chunks.pop()
            read = _Chunk(terms, sizes, known)
            lengths.append(read.lengths(self._squares))
            asked.append(read.rarest(counts))
            rows.append(read.rows(first, sorts))
            first += len(sizes)
        self._lengths, self._own_lengths = map(np.concatenate, zip(*lengths, strict=True))
        rarest, numbers = zip(*asked, strict=True)
        self._asked, self._asked_at = np.concatenate(rarest), np.cumsum(np.concatenate(numbers))
        self._postings = Postings(rows, len(known), sorts, territories)
        self._sums = np.zeros(len(sorts))

    def alike(self, acts: range, sorts: NDArray[np.bool_], least: float) -> Alike:
        """The acts that share rare terms with each of some acts, with a weight of at least ``least``, above 0.

        Args:
            acts: numbers of acts one behind the other.
            sorts: of each sort whether its acts are looked for.
            least: the least weight.
        """
        parts = [Alike(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0))]
        first = acts.start
        while first < acts.stop:
            enough = np.searchsorted(self._asked_at, self._asked_at[first] + _TERMS_AT_ONCE)
            last = min(max(first + 1, int(enough)), acts.stop)
            found = self._weighed(range(first, last), sorts, least)
            parts.append(found._replace(asking=found.asking + (first - acts.start)))
            first = last
        return Alike(*map(np.concatenate, zip(*parts, strict=True)))

    def _weighed(self, acts: range, sorts: NDArray[np.bool_], least: float) -> Alike:
        bounds = self._asked_at[acts.start : acts.stop + 1]
        terms = self._asked[bounds[0] : bounds[-1]]
        looks = self._postings.look_up(terms, sorts)
        # Numbers of the kind that arrays are asked by, so that they need not be made anew at each look.
        acts_found = looks.acts.astype(np.int64)
        weights = np.repeat(self._squares[terms], np.diff(looks.bounds))
        bounds = looks.bounds[bounds - bounds[0]].tolist()
        summed, least_lengths = self._sums, self._lengths * least
        asking, found, sums = [], [np.zeros(0, np.int64)], [np.zeros(0)]
        own_lengths = self._own_lengths[acts.start : acts.stop].tolist()
        for own, start, end in zip(own_lengths, bounds[:-1], bounds[1:], strict=True):
            here = acts_found[start:end]
            np.add.at(summed, here, weights[start:end])
            # An act comes once for each term that it shares, each time with the sum of all.
            of_all = summed[here]
            summed[here] = 0.0
            enough = of_all >= own * least_lengths[here]
            found.append(here[enough])
            sums.append(of_all[enough])
            asking.append(len(found[-1]))
        rows = np.repeat(np.arange(len(acts)), asking)
        others, totals = np.concatenate(found), np.concatenate(sums)
        _, once = np.unique(rows * len(summed) + others, return_index=True)
        rows, others = rows[once], others[once]
        lengths = self._own_lengths[acts.start : acts.stop][rows] * self._lengths[others]
        return Alike(rows, others, totals[once] / lengths)


class _Chunk:
    """Some acts with their terms numbered; −1 for a term that stands in one act alone and so finds nothing."""

    def __init__(self, terms: NDArray[np.uint32], sizes: _Places, known: NDArray[np.uint32]) -> None:
        self._sizes = sizes
        self._ends = np.cumsum(sizes)
        self._order = terms.argsort(kind="stable")
        ordered = terms[self._order]
        begins = changes(ordered)
        self._ordered = np.repeat(places_in(known, ordered[begins]), np.diff(np.append(begins, len(terms))))
        self._numbers = np.empty(len(terms), np.int32)
        self._numbers[self._order] = self._ordered

    def lengths(self, squares: _Sums) -> tuple[_Sums, _Sums]:
        """Of each act the length of all its terms (never 0), and of those that stand in other acts too."""
        sums = np.concatenate(([0.0], np.cumsum(squares[self._numbers])))
        alone = np.concatenate(([0], np.cumsum(self._numbers < 0)))
        of_all = sums[self._ends] - sums[self._ends - self._sizes]
        others = of_all - squares[-1] * (alone[self._ends] - alone[self._ends - self._sizes])
        return np.sqrt(np.where(of_all > 0, of_all, _EXACT)), np.sqrt(others)

    def rarest(self, counts: _Places) -> tuple[_Numbers, _Places]:
        """Of each act the rarest terms, the rarest first, and how many these are."""
        if not len(counts):
            return np.zeros(0, np.int32), np.zeros(len(self._sizes), np.int64)
        # One number to sort by: the rarer goes first, of two that are equally rare the later in order.
        keys = (counts[self._numbers] << 32) + (len(counts) - self._numbers)
        keys[self._numbers < 0] = np.iinfo(np.int64).max
        start = 0
        for end in self._ends.tolist():
            keys[start:end].sort()
            start = end
        rank = np.arange(len(keys)) - np.repeat(self._ends - self._sizes, self._sizes)
        kept = (rank < _ASKED) & (keys != np.iinfo(np.int64).max)
        before = np.concatenate(([0], np.cumsum(kept)))
        numbers = len(counts) - (keys[kept] & 0xFFFFFFFF)
        return numbers.astype(np.int32), before[self._ends] - before[self._ends - self._sizes]

    def rows(self, first: int, sorts: _Numbers) -> Rows:
        """Which term stands in which act, those that are never looked for left out; ``first`` is the first act."""
        acts = np.repeat(np.arange(first, first + len(self._sizes), dtype=np.int32), self._sizes)[self._order]
        kept = (self._ordered >= 0) & (sorts[acts] >= 0)
        return Rows(self._ordered[kept], acts[kept])


def _read(acts: Iterable[str]) -> Iterator[tuple[NDArray[np.uint32], _Places]]:
    """The terms of the acts and how many each has, some acts at a time."""
    words = iter(acts)
    while part := list(islice(words, _ACTS_AT_ONCE)):
        yield terms_of_all(part)


def _in_several(chunks: Iterable[NDArray[np.uint32]]) -> tuple[NDArray[np.uint32], _Places]:
    """The terms that stand in more than one act, sorted, and in how many each stands."""
    parts = [np.unique(terms, return_counts=True) for terms in chunks]
    different, where = np.unique(
        np.concatenate([np.zeros(0, np.uint32), *(terms for terms, _ in parts)]), return_inverse=True
    )
    counts = np.zeros(len(different), np.int64)
    np.add.at(counts, where, np.concatenate([np.zeros(0, np.int64), *(counts for _, counts in parts)]))
    return different[counts > 1], counts[counts > 1]


def _squares(counts: _Places, acts: int) -> _Sums:
    """The square of the rarity of each term; behind them of one that stands in a single act."""
    squares = np.zeros(len(counts) + 1)
    numbers, where = np.unique(np.append(counts, 1), return_inverse=True)
    squares[:] = np.array([round(log((acts + 1) / number) ** 2 * _EXACT) for number in numbers.tolist()])[
        where
    ]
    return squares
