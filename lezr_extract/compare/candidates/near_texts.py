"""Near-duplicate texts: all pairs whose shingles agree to a given share (Jaccard), without comparing all pairs.

Of two sets that agree to the share t one has, among its ``n - ceil(t * n) + 1`` members that are rarest in the
corpus, a member that is among those of the other (prefix filtering). So only these are looked up; one that stands in
no other text needs no row at all. Exact and the same on every machine: docs/decide/candidates.md.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from lezr_extract.compare.candidates.shingles import jaccard, shingles, shingles_of_all
from lezr_extract.compare.wording.arrays import changes, places_in, spread

SHARE = 0.7
"""Share of the shingles in common from which two texts are near duplicates."""

_MOST_HERE = 64
_AT_ONCE = 2000
_GOLDEN = np.uint64(0x9E3779B97F4A7C15)  # mixes all bits of a run into the highest ones (Knuth 6.4)
_FEWEST_BITS, _MOST_BITS = 16, 25

Open = Callable[[NDArray[np.int32]], NDArray[np.bool_]]
"""Tells of numbers of texts which of them are looked for."""


class Texts(Protocol):
    """Texts that can be gone through and asked for by number; a list is one."""

    def __getitem__(self, number: int, /) -> str:
        """The text of that number."""

    def __iter__(self) -> Iterator[str]:
        """All of them, in the order of their numbers."""

    def __len__(self) -> int:
        """How many there are."""


class NearTexts:
    """Finds the texts that are near to another.

    Args:
        texts: all texts; their numbers are their places here.
        found: numbers of the texts that can be found; None for all.
        share: the share from which two texts are near.
        most_here: a run that stands in more texts than this finds nothing, since it belongs to a formula of drafting
            (自公布之日起施行) and not to a matter; None for no limit.

    Attributes:
        formulas: how many looks were not taken because of ``most_here``.
    """

    def __init__(
        self,
        texts: Texts,
        found: Iterable[int] | None = None,
        share: float = SHARE,
        most_here: int | None = _MOST_HERE,
    ) -> None:
        self._texts = texts
        self._share = share
        self._most_here = most_here
        self.formulas = 0
        runs, sizes, kept = self._rarest()
        self._sizes = sizes.astype(np.int32)
        self._at = np.concatenate(([0], np.cumsum(kept)))
        self._lay_out(runs, found)

    def near(self, number: int) -> Iterator[tuple[int, float]]:
        """The texts that can be found that are near to a text, in order, each with its share."""
        return ((other, share) for _, other, share in self.near_to(range(number, number + 1)))

    def pairs(self) -> Iterator[tuple[int, int, float]]:
        """All pairs of near texts that can be found, the earlier one first, each with its share."""
        for first in range(0, len(self._sizes), _AT_ONCE):
            numbers = range(first, min(first + _AT_ONCE, len(self._sizes)))
            for number, other, share in self.near_to(numbers):
                if other < number:
                    yield other, number, share

    def near_to(self, numbers: range, looked_for: Open | None = None) -> Iterator[tuple[int, int, float]]:
        """The near texts of each of some texts: number, number of the near one, share; in their order.

        Args:
            numbers: of texts one behind the other.
            looked_for: None for all that can be found.
        """
        texts, share = self._texts, self._share
        of, mine = -1, frozenset[int]()
        for number, other in self._perhaps(numbers, looked_for):
            if number != of:
                of, mine = number, shingles(texts[number])
            alike = jaccard(mine, shingles(texts[other]))
            if alike >= share:
                yield number, other, alike

    def _perhaps(self, numbers: range, looked_for: Open | None) -> Iterator[tuple[int, int]]:
        """Pairs that share one of their rarest runs and are long enough for each other."""
        at = self._at[numbers.start : numbers.stop + 1]
        groups = self._groups[at[0] : at[-1]]
        owners = np.repeat(np.arange(numbers.start, numbers.stop, dtype=np.int32), np.diff(at))
        starts, ends = self._starts[groups], self._starts[groups + 1]
        if self._most_here is not None:
            few = ends - starts <= self._most_here
            self.formulas += len(few) - int(few.sum())
            owners, starts, ends = owners[few], starts[few], ends[few]
        places, bounds = spread(starts, ends)
        others, owners = self._here[places], np.repeat(owners, np.diff(bounds))
        sizes, own = self._sizes[others], self._sizes[owners]
        open_ = (np.minimum(sizes, own) >= self._share * np.maximum(sizes, own)) & (others != owners)
        if looked_for is not None:
            open_ &= looked_for(others)
        pairs = np.unique(owners[open_].astype(np.int64) << 32 | others[open_])
        return zip((pairs >> 32).tolist(), (pairs & 0xFFFFFFFF).tolist(), strict=True)

    def _lay_out(self, runs: NDArray[np.uint64], found: Iterable[int] | None) -> None:
        """Lays out which texts that can be found stand at each run; looked up by the number of the run."""
        texts = np.repeat(np.arange(len(self._sizes), dtype=np.int32), np.diff(self._at))
        rows = np.arange(len(runs))
        if found is not None:
            open_ = np.zeros(len(self._sizes), bool)
            open_[np.fromiter(found, np.int64)] = True
            rows = np.flatnonzero(open_[texts])
        order = rows[runs[rows].argsort(kind="stable")]
        ordered = runs[order]
        first = changes(ordered)
        self._here = texts[order]
        # Behind the last run one that stands nowhere, for those that stand only in texts that cannot be found.
        self._starts = np.concatenate((first, [len(order), len(order)])).astype(np.int32)
        self._groups = places_in(ordered[first], runs)
        self._groups[self._groups < 0] = len(first)

    def _rarest(self) -> tuple[NDArray[np.uint64], NDArray[np.int64], NDArray[np.int64]]:
        """Of each text the rarest runs, one of which every near text shares; those of no other text left out.

        Returns:
            These runs, of one text behind those of another; of each text the number of all its runs, and of these.
        """
        counts = _Counts(len(self._texts))
        for runs, _ in self._batches():
            counts.add(runs)
        rarest, sizes_of_all, numbers = (
            [np.zeros(0, np.uint64)],
            [np.zeros(0, np.int64)],
            [np.zeros(0, np.int64)],
        )
        for runs, sizes in self._batches():
            rarity = counts.of(runs)
            shared = np.flatnonzero(rarity > 1)
            bounds = np.searchsorted(shared, np.concatenate(([0], np.cumsum(sizes))))
            among = np.diff(bounds)
            wanted = among - np.ceil(self._share * sizes).astype(np.int64) + 1
            wanted = np.where(sizes > 0, np.maximum(wanted, 0), 0)
            rarity = rarity[shared]
            rows = [np.zeros(0, np.int64)]
            for number in np.flatnonzero(wanted).tolist():
                start, end = bounds[number], bounds[number + 1]
                # The runs of a text are sorted, so that of two that are equally rare always the same one goes first.
                rows.append(start + rarity[start:end].argsort(kind="stable")[: wanted[number]])
            rarest.append(runs[shared[np.concatenate(rows)]])
            sizes_of_all.append(sizes)
            numbers.append(wanted)
        return np.concatenate(rarest), np.concatenate(sizes_of_all), np.concatenate(numbers)

    def _batches(self) -> Iterator[tuple[NDArray[np.uint64], NDArray[np.int64]]]:
        """The runs of the texts, some texts at a time."""
        texts = iter(self._texts)
        while batch := list(islice(texts, _AT_ONCE)):
            yield shingles_of_all(batch)


class _Counts:
    """In how many texts runs stand, by a part of their bits: never too few, seldom too many.

    Args:
        texts: how many texts there will be; of each about a hundred runs, most of them in others too.
    """

    def __init__(self, texts: int) -> None:
        bits = min(max(texts.bit_length() + 6, _FEWEST_BITS), _MOST_BITS)
        self._shift = np.uint64(64 - bits)
        self._counts = np.zeros(1 << bits, np.uint32)

    def add(self, runs: NDArray[np.uint64]) -> None:
        np.add.at(self._counts, self._places(runs), np.uint32(1))

    def of(self, runs: NDArray[np.uint64]) -> NDArray[np.uint32]:
        return self._counts[self._places(runs)]

    def _places(self, runs: NDArray[np.uint64]) -> NDArray[np.int64]:
        return (runs * _GOLDEN >> self._shift).view(np.int64)
