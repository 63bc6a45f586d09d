"""The words of many articles laid out in arrays, and what any two of them share.

Weights of pairs of characters are whole numbers far below 2**53, so that their sums are exact in any order.
"""

from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from lezr_extract.compare.same_act.measures import Laws
from lezr_extract.compare.same_act.nearest import Asked
from lezr_extract.compare.wording.arrays import spread
from lezr_extract.compare.wording.many_texts import weights_of
from lezr_extract.compare.wording.one_text import Usage, Wording, sign_weights

_Floats = NDArray[np.float64]
_Weights = NDArray[np.int32]
_Places = NDArray[np.int64]
_SIGN = np.uint32(0xFFFF)
_LOWEST = np.int64(1) << 30


class Words:
    """Wordings by number, laid out one behind the other when they are first asked for; none can be added then."""

    def __init__(self) -> None:
        self._numbers: dict[int, int] = {}
        self._wordings: list[Wording] = []

    def number(self, wording: Wording) -> int:
        """The number of a wording."""
        found = self._numbers.setdefault(id(wording), len(self._wordings))
        if found == len(self._wordings):
            self._wordings.append(wording)
        return found

    @cached_property
    def totals(self) -> _Floats:
        """What each wording weighs."""
        return np.array([one.total for one in self._wordings], np.float64)

    @cached_property
    def at(self) -> _Places:
        """Where the pairs of each wording begin, with the end of the last."""
        return np.concatenate(([0], np.cumsum([len(one.numbers) for one in self._wordings])))

    @cached_property
    def alphabet(self) -> NDArray[np.uint32]:
        """The pairs that stand in any wording, in order."""
        return self._laid_out[0]

    @cached_property
    def places(self) -> _Places:
        """Of the pairs of one wording behind those of another their places in the alphabet."""
        return self._laid_out[1]

    @cached_property
    def weights(self) -> _Weights:
        """What each pair of the alphabet weighs."""
        return weights_of(self.alphabet)

    def asked(self, numbers: _Places) -> Asked:
        """Some of the wordings, to be held against the articles of a law."""
        cells, bounds = spread(self.at[numbers], self.at[numbers + 1])
        places = self.places[cells]
        return Asked(self.alphabet[places], self.weights[places], np.diff(bounds), self.totals[numbers])

    @cached_property
    def _laid_out(self) -> tuple[NDArray[np.uint32], _Places]:
        pairs = np.frombuffer(b"".join([one.numbers for one in self._wordings]), np.uint32)
        return np.unique(pairs, return_inverse=True)


class Shared:
    """What wordings share, two by two.

    Args:
        words: all of them.
        ones, others: numbers of the wordings to set beside each other.

    Attributes:
        sums: the weight of what each two share.
        weights: of each two the weights of the pairs of the one, 0 for those that the other has not; ``bounds``: where
            those of each two begin.
    """

    def __init__(self, words: Words, ones: _Places, others: _Places) -> None:
        width = len(words.weights)
        rows, row_of = np.unique(others, return_inverse=True)
        table = np.zeros(len(rows) * width, np.int32)
        cells, bounds = spread(words.at[rows], words.at[rows + 1])
        columns = words.places[cells]
        table[np.repeat(np.arange(len(rows)) * width, np.diff(bounds)) + columns] = words.weights[columns]
        cells, self.bounds = spread(words.at[ones], words.at[ones + 1])
        self.weights: _Weights = table[words.places[cells] + np.repeat(row_of * width, np.diff(self.bounds))]
        sums = np.concatenate(([0], np.cumsum(self.weights, dtype=np.int64)))
        self.sums: _Floats = (sums[self.bounds[1:]] - sums[self.bounds[:-1]]).astype(np.float64)


def largest(shared: Shared, chosen: _Places, most: int) -> _Floats:
    """What the heaviest pairs that two wordings share weigh together, at most so many.

    Args:
        shared: what wordings share.
        chosen: which two.
        most: how many pairs.
    """
    cells, bounds = spread(shared.bounds[chosen], shared.bounds[chosen + 1])
    weights = shared.weights[cells].astype(np.int64)
    owners = np.repeat(np.arange(len(chosen)), np.diff(bounds))
    kept = weights > 0
    keys = owners[kept] * _LOWEST + (_LOWEST - 1 - weights[kept])
    keys.sort()
    owners = keys // _LOWEST
    begins = np.searchsorted(owners, np.arange(len(chosen)))
    among = np.arange(len(keys)) - begins[owners] < most
    weights = _LOWEST - 1 - keys[among] % _LOWEST
    return _summed(owners[among], weights.astype(np.float64), len(chosen))


class Signs:
    """The single characters of wordings, two by two.

    Args:
        ones, others: the wordings.

    Attributes:
        shared: the weight of the characters that both have.
        ones, others: of those of either.
    """

    def __init__(self, ones: Sequence[Wording], others: Sequence[Wording]) -> None:
        numbers: dict[int, int] = {}
        wordings: list[Wording] = []
        rows = np.empty(2 * len(ones), np.int64)
        for place, wording in enumerate((*ones, *others)):
            rows[place] = numbers.setdefault(id(wording), len(wordings))
            if rows[place] == len(wordings):
                wordings.append(wording)
        sizes = [len(one.numbers) for one in wordings]
        pairs = np.frombuffer(b"".join([one.numbers for one in wordings]), np.uint32)
        used = np.zeros(0x10000, bool)
        used[pairs >> 16] = used[pairs & _SIGN] = True
        alphabet = np.flatnonzero(used)
        place_of = np.cumsum(used) - 1
        of = np.repeat(np.arange(len(wordings)), sizes)
        has = np.zeros((len(wordings), len(alphabet)), bool)
        has[of, place_of[pairs >> 16]] = has[of, place_of[pairs & _SIGN]] = True
        weights = np.array(sign_weights(alphabet.tolist()), np.float64)
        totals = has @ weights
        one, other = rows[: len(ones)], rows[len(ones) :]
        self.shared: _Floats = (has[one] & has[other]) @ weights
        self.ones: _Floats = totals[one]
        self.others: _Floats = totals[other]


class Pairs(NamedTuple):
    """Two wordings and the laws in which they stand, of many.

    Attributes:
        ones, others: numbers of the wordings.
        at: which two of those of `Shared` they are.
        laws: of each two.
    """

    ones: _Places
    others: _Places
    at: _Places
    laws: Sequence[Laws]


def worn(words: Words, shared: Shared, asked: Pairs) -> _Floats:
    """As `one_text.worn_likeness`, of many.

    Args:
        words: all wordings.
        shared: what they share.
        asked: which of them.
    """
    left, row_of = _left(asked.laws, words)
    size = len(asked.laws)
    sums = []
    for numbers in (asked.ones, asked.others):
        cells, bounds = spread(words.at[numbers], words.at[numbers + 1])
        owners = np.repeat(np.arange(size), np.diff(bounds))
        weights = left[words.places[cells] + row_of[owners]]
        sums.append(_summed(owners, weights, size))
        if numbers is asked.ones:
            cells, _ = spread(shared.bounds[asked.at], shared.bounds[asked.at + 1])
            both = _summed(owners, weights * (shared.weights[cells] > 0), size)
    return alike(both, *sums)


def _summed(owners: _Places, weights: _Floats, size: int) -> _Floats:
    return np.bincount(owners, weights, size).astype(np.float64)


def _left(laws: Sequence[Laws], words: Words) -> tuple[_Floats, _Places]:
    """What each pair of the alphabet weighs in two laws, one two behind another; and where those of each begin."""
    width = len(words.weights)
    distinct = {id(one): one for one in laws}
    rows = {one: row * width for row, one in enumerate(distinct)}
    left = np.tile(words.weights.astype(np.float64), (len(distinct), 1))
    known: dict[int, tuple[_Places, _Floats]] = {}
    for row, two in zip(left, distinct.values(), strict=True):
        for usage in (two.a.usage, two.b.usage):
            if id(usage) not in known:
                known[id(usage)] = _left_in(usage, words)
            places, factors = known[id(usage)]
            row[places] *= factors
    return left.ravel(), np.array([rows[id(one)] for one in laws], np.int64)


def _left_in(usage: Usage, words: Words) -> tuple[_Places, _Floats]:
    """The places in the alphabet of what a law uses often, and what is left of the weight of each."""
    pairs = np.frombuffer(usage.pairs, np.uint32)
    places = np.searchsorted(words.alphabet, pairs)
    there = places < len(words.alphabet)
    there[there] = words.alphabet[places[there]] == pairs[there]
    return places[there], np.frombuffer(usage.left, np.float64)[there]


def alike(shared: _Floats, one: _Floats, other: _Floats) -> _Floats:
    """As `one_text.alike`, of many."""
    both = np.sqrt(one * other)
    return np.divide(shared, both, out=np.zeros(len(shared)), where=both > 0)
