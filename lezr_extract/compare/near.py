"""Near-duplicate texts: all pairs whose shingles agree to a given share (Jaccard), without comparing all pairs.

Of two sets that agree to the share t one has, among its ``n - ceil(t * n) + 1`` members that are rarest in the
corpus, a member that is among those of the other (prefix filtering). So only these are looked up; one that stands in
no other text needs no row at all. Exact and the same on every machine: docs/decide/candidates.md.
"""

import re
from array import array
from collections.abc import Iterable, Iterator
from math import ceil
from typing import Protocol

SHARE = 0.7
"""Share of the shingles in common from which two texts are near duplicates."""

_LENGTH = 4  # characters of a shingle: in UTF-16 exactly one 64-bit number
_BUCKETS = 4_194_301  # a prime, since the low bits of a shingle are one character
_NO_MEANING = re.compile(r"[\s，。；：、（）()《》〈〉“”,.;:]+")
_MOST_HERE = 64


def shingles(text: str) -> frozenset[int]:
    """The runs of four characters of a text as numbers, marks and spaces left out; a shorter text is one run."""
    units = _NO_MEANING.sub("", text).encode("utf-16-le", "replace")
    if not units:
        return frozenset()
    if len(units) < 2 * _LENGTH:
        return frozenset((int.from_bytes(units, "little"),))
    runs = array("Q")
    for shift in range(0, min(2 * _LENGTH, len(units) - 2 * _LENGTH + 1), 2):
        runs.frombytes(units[shift : len(units) - (len(units) - shift) % (2 * _LENGTH)])
    return frozenset(runs)


def jaccard(a: frozenset[int], b: frozenset[int]) -> float:
    """The share of what two sets have in common, 0 to 1."""
    common = len(a & b)
    return common / (len(a) + len(b) - common) if common else 0.0


class Texts(Protocol):
    """Texts that can be gone through and asked for by number; a list is one."""

    def __getitem__(self, number: int, /) -> str:
        """The text of that number."""

    def __iter__(self) -> Iterator[str]:
        """All of them, in the order of their numbers."""


class NearTexts:
    """Finds the texts that are near to another.

    Args:
        texts: all texts; their numbers are their places here.
        share: the share from which two texts are near.
        most_here: a run that stands in more texts than this finds nothing, since it belongs to a formula of drafting
            (自公布之日起施行) and not to a matter; None for no limit.
    """

    def __init__(self, texts: Texts, share: float = SHARE, most_here: int | None = _MOST_HERE) -> None:
        self._texts = texts
        self._share = share
        self._most_here = most_here
        self._counts = _counted(texts)
        self._here: dict[int, list[int]] = {}
        self.formulas = 0
        """How many looks were not taken because of ``most_here``."""

    def add(self, numbers: Iterable[int]) -> None:
        """Puts texts among those that can be found."""
        for number in numbers:
            for run in self._rarest(shingles(self._texts[number])):
                self._here.setdefault(run, []).append(number)

    def near(self, number: int) -> Iterator[tuple[int, float]]:
        """The texts among those added that are near to a text, in order, each with its share."""
        mine = shingles(self._texts[number])
        yield from self._near(number, mine, self._rarest(mine))

    def pairs(self) -> Iterator[tuple[int, int, float]]:
        """All pairs of near texts, the earlier one first, each with its share; nothing need be added before."""
        for number, text in enumerate(self._texts):
            mine = shingles(text)
            rarest = self._rarest(mine)
            for other, share in self._near(number, mine, rarest):
                yield other, number, share
            for run in rarest:
                self._here.setdefault(run, []).append(number)

    def _near(self, number: int, mine: frozenset[int], rarest: list[int]) -> Iterator[tuple[int, float]]:
        seen: set[int] = set()
        for run in rarest:
            here = self._here.get(run, ())
            if self._most_here is not None and len(here) > self._most_here:
                self.formulas += 1
            else:
                seen.update(here)
        seen.discard(number)
        for other in sorted(seen):
            share = jaccard(mine, shingles(self._texts[other]))
            if share >= self._share:
                yield other, share

    def _rarest(self, runs: frozenset[int]) -> list[int]:
        """The rarest runs, one of which every near text shares; those that stand in no other text left out."""
        counts = self._counts
        wanted = len(runs) - ceil(self._share * len(runs)) + 1
        shared = [(counts[run % _BUCKETS] << 64) | run for run in runs if counts[run % _BUCKETS] > 1]
        wanted -= len(runs) - len(shared)
        if wanted <= 0:
            return []
        shared.sort()
        return [one & 0xFFFFFFFFFFFFFFFF for one in shared[:wanted]]


def _counted(texts: Iterable[str]) -> "array[int]":
    """In how many texts runs stand, by their remainder: never too few, seldom too many."""
    counts = array("I", bytes(4 * _BUCKETS))
    for text in texts:
        for run in shingles(text):
            counts[run % _BUCKETS] += 1
    return counts
