"""The wordings of many texts found at once, in arrays: what `wording.wording` and `wording.together` find of each."""

from array import array
from collections.abc import Sequence
from functools import cache
from heapq import nsmallest
from itertools import pairwise
from math import fsum, log, sqrt
from operator import mul, neg
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from lezr_extract.compare.stretches import changes, distinct
from lezr_extract.compare.wording import (
    UNKNOWN_PAIR,
    Topic,
    Usage,
    Wording,
    known_pairs,
    plain_runs,
    runs,
)

_Pairs = NDArray[np.uint32]
_Sizes = NDArray[np.int64]
_SIGN = 0xFFFF
_GAP = ord(" ")
_BREAK = "\n"


def wordings(texts: Sequence[Sequence[str]]) -> list[Wording]:
    """The wording of each of many texts that stand in one or several pieces."""
    pairs, sizes = _pairs_of([runs(piece) for pieces in texts for piece in pieces])
    ends = np.concatenate(([0], np.cumsum(sizes)))
    return _weighed(pairs, np.diff(ends[np.cumsum([0, *map(len, texts)])]))


def _pairs_of(cleaned: Sequence[str]) -> tuple[_Pairs, _Sizes]:
    """The pairs of cleaned texts, one text behind the other, and how many each has; they may come several times."""
    sizes = np.array([max(0, len(piece) - 1) for piece in cleaned], np.int64)
    units = np.frombuffer(_BREAK.join(cleaned).encode("utf-16-le"), "<u2")
    inside = units != ord(_BREAK)
    places = np.flatnonzero(inside[:-1] & inside[1:])
    return units[places].astype(np.uint32) << np.uint32(16) | units[places + 1], sizes


def all_together(parts: Sequence[Sequence[Wording]]) -> list[Wording]:
    """The wording of each of many texts, from those of its parts; of a single part its own."""
    several = [row for row, one in enumerate(parts) if len(one) != 1]
    numbers = b"".join([one.numbers for row in several for one in parts[row]])
    sizes = np.array([sum(len(one.numbers) for one in parts[row]) for row in several], np.int64)
    found = iter(_weighed(np.frombuffer(numbers, np.uint32).copy(), sizes))
    return [one[0] if len(one) == 1 else next(found) for one in parts]


def usage(texts: Sequence[str], most: int = 80) -> Usage:
    """How a law uses pairs, from the texts of its articles."""
    often = _said_often(texts)
    numbers, counts = often.pairs.tolist(), often.counts.tolist()
    roots = {count: sqrt(count) for count in set(counts)}
    weighed = map(mul, map(roots.__getitem__, counts), often.weights.tolist())
    best = {pair: -less for less, pair in nsmallest(most, zip(map(neg, weighed), numbers, strict=True))}
    whole = log(len(texts) + 2)
    left = {count: 1 - log(count) / whole for count in roots}
    return Usage(
        Topic(best, frozenset(best), fsum(best.values())),
        array("I", often.pairs.tobytes()),
        array("d", map(left.__getitem__, counts)),
    )


class _Often(NamedTuple):
    """Pairs that several texts have, in order.

    Attributes:
        pairs: of them.
        counts: how many texts have each.
        weights: what each weighs, above 0.
    """

    pairs: _Pairs
    counts: _Sizes
    weights: NDArray[np.int32]


def _said_often(texts: Sequence[str]) -> _Often:
    """The pairs (`wording.pairs`, formulas and all) that more than one of some texts have."""
    pairs, _ = distinct(*_pairs_of([plain_runs(text) for text in texts]))
    pairs.sort()
    begins = changes(pairs)
    counts = np.diff(np.append(begins, len(pairs)))
    pairs, counts = pairs[begins[counts > 1]], counts[counts > 1]
    weights = weights_of(pairs)
    heavy = weights > 0
    return _Often(pairs[heavy], counts[heavy], weights[heavy])


def weights_of(pairs: _Pairs) -> NDArray[np.int32]:
    """What each of some pairs weighs, as `wording.pair_weights`."""
    known = _known()
    found: NDArray[np.int32] = known.weights[known.rows[pairs >> 16] + known.columns[pairs & _SIGN]]
    return found


class _Known(NamedTuple):
    """What all pairs weigh, as a table: most characters begin no pair that is known, and share a row.

    Attributes:
        rows: of each character where its row begins, as the first one of a pair.
        columns: of each character its place in a row, as the second one.
        weights: row behind row.
    """

    rows: NDArray[np.int32]
    columns: NDArray[np.int32]
    weights: NDArray[np.int32]


@cache
def _known() -> _Known:
    known = known_pairs()
    pairs = np.array([*known], np.uint32)
    (rows, height), (columns, width) = (
        _numbered(np.concatenate(([_GAP, *also], part)))
        for part, also in ((pairs >> 16, (0,)), (pairs & _SIGN, ()))
    )
    weights = np.full((height, width), UNKNOWN_PAIR.rare, np.int32)
    weights[rows[pairs >> 16], columns[pairs & _SIGN]] = [*known.values()]
    weights[rows[_GAP]] = weights[:, columns[_GAP]] = 0
    weights[rows[0]] = UNKNOWN_PAIR.sign
    return _Known(rows * np.int32(width), columns, weights.ravel())


def _numbered(signs: NDArray[np.uint32]) -> tuple[NDArray[np.int32], int]:
    """Of each character its number, those that are not given all 0; and how many numbers there are."""
    different = np.unique(signs)
    numbers = np.zeros(0x10000, np.int32)
    numbers[different] = np.arange(1, len(different) + 1)
    return numbers, len(different) + 1


def _weighed(pairs: _Pairs, sizes: _Sizes) -> list[Wording]:
    """Stretches of pairs, each as a wording."""
    pairs, sizes = distinct(pairs, sizes)
    ends = np.concatenate(([0], np.cumsum(sizes)))
    sums = np.concatenate(([0], np.cumsum(weights_of(pairs), dtype=np.int64)))[ends]
    words = pairs.tobytes()
    found = []
    for (start, end), total in zip(pairwise((4 * ends).tolist()), np.diff(sums).tolist(), strict=True):
        numbers = array("I")
        numbers.frombytes(words[start:end])
        found.append(Wording(numbers, total))
    return found
