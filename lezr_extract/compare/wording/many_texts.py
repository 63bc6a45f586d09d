"""The wordings of many texts found at once, in arrays: what `one_text.wording` and `one_text.together` find of each."""

from array import array
from collections.abc import Iterable, Sequence
from functools import cache
from heapq import nsmallest
from itertools import pairwise
from math import fsum, log, sqrt
from operator import mul, neg
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from lezr_extract.compare.wording.arrays import changes, distinct
from lezr_extract.compare.wording.one_text import (
    DIGITS_OF_SUMS,
    NUMERALS_OF_SUMS,
    UNKNOWN_PAIR,
    YUAN,
    Topic,
    Usage,
    Wording,
    known_pairs,
    without_citations,
    without_formulas,
)

_Pairs = NDArray[np.uint32]
_Sizes = NDArray[np.int64]
_SIGN = 0xFFFF
_GAP = ord(" ")
_BREAK = "\n"


def wordings(texts: Sequence[Sequence[str]]) -> list[Wording]:
    """The wording of each of many texts that stand in one or several pieces."""
    pairs, sizes = _pairs_of([without_formulas(piece) for pieces in texts for piece in pieces])
    ends = np.concatenate(([0], np.cumsum(sizes)))
    return _weighed(pairs, np.diff(ends[np.cumsum([0, *map(len, texts)])]))


def _pairs_of(texts: Sequence[str]) -> tuple[_Pairs, _Sizes]:
    """The pairs of `one_text.plain_runs` of texts, one behind the other, and how many each has; they may come twice."""
    if not texts:
        return np.zeros(0, np.uint32), np.zeros(0, np.int64)
    flat = _BREAK.join([without_citations(text).replace(_BREAK, " ") for text in texts])
    units = np.frombuffer(flat.encode("utf-16-le", "surrogatepass"), "<u2")
    breaks = units == ord(_BREAK)
    spoken = _spoken()[units]
    spoken &= ~_in_sums(units)
    gaps = ~(spoken | breaks)
    # Of a gap the first character stands for all.
    further = gaps[1:] & gaps[:-1]
    units = np.where(gaps, np.uint16(_GAP), units)
    kept = np.ones(len(units), bool)
    kept[1:] = ~further
    units = units[kept]
    inside = units != ord(_BREAK)
    ends = np.append(np.flatnonzero(~inside), len(units))
    sizes = np.diff(ends, prepend=-1) - 2
    places = np.flatnonzero(inside[:-1] & inside[1:])
    return units[places].astype(np.uint32) << np.uint32(16) | units[places + 1], np.maximum(sizes, 0)


def _in_sums(units: NDArray[np.uint16]) -> NDArray[np.bool_]:
    """Of each character whether it belongs to a sum of money: numerals in a row, or one, and 元 behind them."""
    numerals = _numerals()[units]
    # Nothing stands before the first one and behind the last.
    beside = np.zeros(len(units) + 2, bool)
    beside[1:-1] = numerals
    several = numerals & (beside[:-2] | beside[2:])
    yuan = units == ord(YUAN)
    found = several.copy()
    found[1:] |= several[:-1] & yuan[1:]
    one = _digits()[units[:-1]] & yuan[1:] & ~several[:-1]
    found[:-1] |= one
    found[1:] |= one
    return found


@cache
def _spoken() -> NDArray[np.bool_]:
    """Of each unit of UTF-16 whether it is a Chinese character."""
    known = np.zeros(1 << 16, bool)
    known[0x4E00:0xA000] = True
    return known


@cache
def _numerals() -> NDArray[np.bool_]:
    return _of(NUMERALS_OF_SUMS)


@cache
def _digits() -> NDArray[np.bool_]:
    return _of(DIGITS_OF_SUMS)


def _of(signs: str) -> NDArray[np.bool_]:
    known = np.zeros(1 << 16, bool)
    known[[*map(ord, signs)]] = True
    return known


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
    """The pairs (`one_text.pairs`, formulas and all) that more than one of some texts have."""
    pairs, _ = distinct(*_pairs_of(texts))
    pairs.sort()
    begins = changes(pairs)
    counts = np.diff(np.append(begins, len(pairs)))
    pairs, counts = pairs[begins[counts > 1]], counts[counts > 1]
    weights = weights_of(pairs)
    heavy = weights > 0
    return _Often(pairs[heavy], counts[heavy], weights[heavy])


def weights_of(pairs: _Pairs) -> NDArray[np.int32]:
    """What each of some pairs weighs, as `one_text.pair_weights`."""
    known = _known()
    found: NDArray[np.int32] = known.weights[known.rows[pairs >> 16] + known.columns[pairs & _SIGN]]
    return found


def worn_weights(words: Wording, usages: Iterable[Usage]) -> list[float]:
    """What each pair of some words weighs where what a law says everywhere weighs little, as `one_text.worn_likeness`.

    Args:
        words: their pairs, in order.
        usages: of the laws.
    """
    pairs = np.frombuffer(words.numbers, np.uint32)
    found = weights_of(pairs).astype(np.float64)
    for usage in usages:
        often, left = np.frombuffer(usage.pairs, np.uint32), np.frombuffer(usage.left, np.float64)
        if len(often):
            places = np.minimum(np.searchsorted(often, pairs), len(often) - 1)
            found *= np.where(often[places] == pairs, left[places], 1.0)
    weights: list[float] = found.tolist()
    return weights


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
