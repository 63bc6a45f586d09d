"""Which acts share terms: found by looking each act's rarest terms up, never by setting all beside all.

The weight of two acts is the cosine of their terms, each as heavy as it is rare. The rarest terms find an act; then all
terms are counted. Two long acts have most of what they share in commoner terms, so that the rarest alone would put them
below two short ones that are less alike. Everything is held in arrays of
numbers, with no object for a term, an act or a pair: docs/decide/candidates.md.
"""

from collections.abc import Callable, Iterable
from itertools import islice, pairwise
from math import log
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from lezr_extract.compare.candidates.postings import MOST_HERE, Postings, Rows
from lezr_extract.compare.candidates.terms import terms_of_all
from lezr_extract.compare.wording.arrays import changes, places_in, spread

_Numbers = NDArray[np.int32]
_Places = NDArray[np.int64]
_Sums = NDArray[np.float64]

LookedFor = Callable[[_Places], NDArray[np.bool_]]
"""Tells of numbers of acts which of them are looked for."""

_ASKED = 24  # the rarest terms of an act that are looked up
_LEAST_OF_RARE = 0.03
"""What the terms that are looked up must come to for the others to be counted as well."""
_LEVELS = 16  # of commonness: terms of at least 2, 4, 8 … acts
_ROUNDED = 1 + 1e-9
# Squares of rarity as whole numbers: their sums are exact in any order, so that every machine finds the same.
_EXACT = 2.0**20
_ACTS_AT_ONCE = 20_000
_TERMS_AT_ONCE = 1000  # few, so that what is worked on stays near the processor


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


Terms = tuple[NDArray[np.uint32], _Places]
"""The terms of some acts one behind the other, and how many each has."""


def read(acts: Iterable[str]) -> list[Terms]:
    """The terms of acts from their words, some acts at a time; the words are not kept."""
    words = iter(acts)
    return [terms_of_all(part) for part in iter(lambda: list(islice(words, _ACTS_AT_ONCE)), [])]


class SharedTerms:
    """Finds the acts that share terms with one.

    Args:
        chunks: what `read` gives of all acts, asking ones and others; they are named by their places there, and those
            of one sort of law stand together. Emptied, so that nothing is held twice.
        sorts: of each act the sort of its law, by which it is told whether it is looked for; −1 if it never is.
        territories: of each sort where it is law; the sorts of one territory stand together.
    """

    def __init__(self, chunks: list[Terms], sorts: _Numbers, territories: _Numbers) -> None:
        known, self._counts = _in_several([terms for terms, _ in chunks])
        self._squares = _squares(self._counts, len(sorts))
        lengths = [(np.zeros(0), np.zeros(0))]
        held = [(np.zeros(0, np.int32), np.zeros(1, np.int64))]
        rows: list[Rows] = []
        first = 0
        chunks.reverse()
        while chunks:
            terms, sizes = chunks.pop()
            read = _Chunk(terms, sizes, known)
            lengths.append(read.lengths(self._squares))
            held.append(read.shared(self._counts))
            rows.append(read.rows(first, sorts))
            first += len(sizes)
        self._lengths, self._own_lengths = map(np.concatenate, zip(*lengths, strict=True))
        terms_held, numbers = zip(*held, strict=True)
        self._terms, self._at = np.concatenate(terms_held), np.cumsum(np.concatenate(numbers))
        del terms_held, held
        self._common = self._common_terms()
        self._postings = Postings(rows, len(known), sorts, territories)
        # Worked on again and again, and always left as they are now.
        self._sums = np.zeros(len(sorts))
        self._last_row = np.zeros(len(sorts), np.int64)
        self._columns = np.zeros(len(known), np.int64)

    def alike(self, acts: range, sorts: NDArray[np.bool_], least: float, looked_for: LookedFor) -> Alike:
        """The acts that share terms with each of some acts, with a weight of at least ``least``, above 0.

        Args:
            acts: numbers of acts one behind the other.
            sorts: of each sort whether its acts are looked for.
            least: the least weight.
            looked_for: tells of numbers of acts of such sorts which of them are looked for.
        """
        parts = [Alike(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0))]
        first = acts.start
        while first < acts.stop:
            enough = np.searchsorted(self._at, self._at[first] + _TERMS_AT_ONCE)
            last = min(max(first + 1, int(enough)), acts.stop)
            part = range(first, last)
            found = self._found(part, sorts, least)
            open_ = looked_for(found.found)
            found = Alike(found.asking[open_], found.found[open_], found.weights[open_])
            found = self._weighed(part, found, least)
            parts.append(found._replace(asking=found.asking + (first - acts.start)))
            first = last
        return Alike(*map(np.concatenate, zip(*parts, strict=True)))

    def _found(self, acts: range, sorts: NDArray[np.bool_], least: float) -> Alike:
        """The acts that share enough of the rarest terms of another; what the narrow ones come to stands for the weight."""
        narrow, ends = self._narrow(acts)
        places, at = spread(np.maximum(self._at[acts.start : acts.stop], ends - _ASKED), ends)
        terms = self._terms[places]
        looks = self._postings.look_up(terms, sorts)
        # Numbers of the kind that arrays are asked by, so that they need not be made anew at each look.
        acts_found = looks.acts.astype(np.int64)
        squares = np.repeat(self._squares[terms], np.diff(looks.bounds))
        bounds = looks.bounds[at].tolist()
        middles = at[1:] - (ends - narrow)
        own = self._own_lengths[acts.start : acts.stop]
        sums = np.concatenate(([0.0], np.cumsum(self._squares[terms])))
        rests = own * own - (sums[at[1:]] - sums[middles])
        stretches = zip(bounds[:-1], looks.bounds[middles].tolist(), bounds[1:], strict=True)
        lengths = zip(own.tolist(), rests.tolist(), strict=True)
        found = [
            self._enough(stretch, length, acts_found, squares, least)
            for stretch, length in zip(stretches, lengths, strict=True)
        ]
        rows = np.repeat(np.arange(len(acts)), [len(here) for here, _ in found])
        return Alike(rows, *(np.concatenate(parts) for parts in zip(*found, strict=True)))

    def _enough(
        self,
        stretch: tuple[int, int, int],
        lengths: tuple[float, float],
        acts_found: _Places,
        squares: _Sums,
        least: float,
    ) -> tuple[_Places, _Sums]:
        """The acts that share enough with one, each once, and what its narrow terms come to in them.

        Args:
            stretch: where what its terms found begins, where that of its narrow terms begins, and where it ends.
            lengths: of the act; and the squares of all its terms but the narrow ones.
            acts_found: the acts found by the terms of all.
            squares: of these terms.
            least: the least weight.
        """
        (start, middle, end), (own, rest) = stretch, lengths
        summed, here = self._sums, acts_found[start:end]
        np.add.at(summed, acts_found[middle:end], squares[middle:end])
        of_narrow = of_all = summed[here]
        if middle > start:
            np.add.at(summed, acts_found[start:middle], squares[start:middle])
            of_all = summed[here]
        summed[here] = 0.0
        rows = np.flatnonzero(of_all >= own * _LEAST_OF_RARE * self._lengths[here])
        # Where not even all the other terms would make it enough; a little less, for the rounding.
        rows = rows[of_narrow[rows] + rest * _ROUNDED >= own * least * self._lengths[here[rows]]]
        # An act comes once for each term that it shares; the last time counts.
        here = here[rows]
        self._last_row[here] = rows
        once = self._last_row[here] == rows
        return here[once], of_narrow[rows[once]]

    def _narrow(self, acts: range) -> tuple[_Places, _Places]:
        """Where the narrow terms of each act begin, and where they end.

        These are those among its rarest that find every act in which they stand: in no territory are they too common.
        """
        starts, ends = self._at[acts.start : acts.stop], self._at[acts.start + 1 : acts.stop + 1]
        places, at = spread(np.maximum(starts, ends - _ASKED), ends)
        wide = np.concatenate(([0], np.cumsum(self._counts[self._terms[places]] > MOST_HERE)))[at]
        return ends - np.diff(at) + np.diff(wide), ends

    def _weighed(self, acts: range, found: Alike, least: float) -> Alike:
        """The acts found, weighed by all terms; those below ``least`` left out.

        What the narrow terms come to is known. Every other one is commoner, so of the act found only the terms that are
        as common need be gone through.
        """
        starts = self._at[acts.start : acts.stop]
        ends, _ = self._narrow(acts)
        places, at = spread(starts, ends)
        own = self._terms[places]
        different, columns = np.unique(own, return_inverse=True)
        # A row for each asking act with the squares of its terms, a column for each term of any; the first for others.
        width = len(different) + 1
        squares = np.zeros(len(acts) * width)
        squares[np.repeat(np.arange(len(acts)) * width + 1, np.diff(at)) + columns] = self._squares[own]
        commonness = np.full(len(acts), _LEVELS)
        commonness[ends > starts] = _level(self._counts[self._terms[ends[ends > starts] - 1]])
        sizes = self._common[found.found, commonness[found.asking]].astype(np.int64)
        rows = np.flatnonzero(sizes)
        begins = self._at[found.found[rows]]
        places, bounds = spread(begins, begins + sizes[rows])
        self._columns[different] = np.arange(1, width)
        cells = self._columns[self._terms[places]]
        self._columns[different] = 0
        cells += np.repeat(found.asking[rows] * width, np.diff(bounds))
        sums = found.weights.copy()
        if len(rows):
            sums[rows] += np.add.reduceat(squares[cells], bounds[:-1])
        weights = sums / (
            self._own_lengths[acts.start : acts.stop][found.asking] * self._lengths[found.found]
        )
        enough = weights >= least
        return Alike(found.asking[enough], found.found[enough], weights[enough])

    def _common_terms(self) -> NDArray[np.uint16]:
        """Of each act how many of its terms stand in at least 1, 2, 4, 8 … acts; these are its first."""
        numbers = np.zeros((len(self._at) - 1) * (_LEVELS + 1), np.uint16)
        for first in range(0, len(self._at) - 1, _ACTS_AT_ONCE):
            at = self._at[first : first + _ACTS_AT_ONCE + 1]
            cells = np.repeat(np.arange(first, first + len(at) - 1) * (_LEVELS + 1), np.diff(at))
            cells += _level(self._counts[self._terms[at[0] : at[-1]]])
            np.add.at(numbers, cells, np.uint16(1))
        by_level = numbers.reshape(-1, _LEVELS + 1)
        return np.cumsum(by_level[:, ::-1], axis=1, dtype=np.uint16)[:, ::-1]


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
        alone = alone[self._ends] - alone[self._ends - self._sizes]
        of_all = sums[self._ends] - sums[self._ends - self._sizes]
        return np.sqrt(np.where(of_all > 0, of_all, _EXACT)), np.sqrt(of_all - squares[-1] * alone)

    def shared(self, counts: _Places) -> tuple[_Numbers, _Places]:
        """Of each act the terms that stand in other acts too, the commonest first, and how many these are."""
        shared = self._numbers >= 0
        numbers = self._numbers[shared]
        # One number to sort by: the commoner goes first, of two that are equally common the earlier in order.
        keys = (np.iinfo(np.int32).max - counts[numbers] << 32) + numbers
        before = np.concatenate(([0], np.cumsum(shared)))
        ends = before[self._ends]
        for start, end in pairwise((0, *ends.tolist())):
            keys[start:end].sort()
        return (keys & 0xFFFFFFFF).astype(np.int32), ends - before[self._ends - self._sizes]

    def rows(self, first: int, sorts: _Numbers) -> Rows:
        """Which term stands in which act, those that are never looked for left out; ``first`` is the first act."""
        acts = np.repeat(np.arange(first, first + len(self._sizes), dtype=np.int32), self._sizes)[self._order]
        kept = (self._ordered >= 0) & (sorts[acts] >= 0)
        return Rows(self._ordered[kept], acts[kept])


def _in_several(chunks: Iterable[NDArray[np.uint32]]) -> tuple[NDArray[np.uint32], _Places]:
    """The terms that stand in more than one act, sorted, and in how many each stands."""
    parts = [np.unique(terms, return_counts=True) for terms in chunks]
    different, where = np.unique(
        np.concatenate([np.zeros(0, np.uint32), *(terms for terms, _ in parts)]), return_inverse=True
    )
    counts = np.zeros(len(different), np.int64)
    np.add.at(counts, where, np.concatenate([np.zeros(0, np.int64), *(counts for _, counts in parts)]))
    return different[counts > 1], counts[counts > 1]


def _level(counts: _Places) -> _Places:
    """How common terms are by the number of their acts: the exponent of the power of 2 that it reaches."""
    return np.minimum(np.frexp(counts.astype(np.float64))[1].astype(np.int64) - 1, _LEVELS - 1)


def _squares(counts: _Places, acts: int) -> _Sums:
    """The square of the rarity of each term; behind them of one that stands in a single act."""
    squares = np.zeros(len(counts) + 1)
    numbers, where = np.unique(np.append(counts, 1), return_inverse=True)
    squares[:] = np.array([round(log((acts + 1) / number) ** 2 * _EXACT) for number in numbers.tolist()])[
        where
    ]
    return squares
