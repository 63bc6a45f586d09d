"""The runs of four characters of texts: of one as a set, of many as one sorted array of 64-bit numbers."""

import re
from array import array
from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from lezr_extract.compare.wording.arrays import distinct

LENGTH = 4
"""Characters of a run: in UTF-16 exactly one 64-bit number."""

_MARK = r"[\s，。；：、（）()《》〈〉“”,.;:]"
_NO_MEANING = re.compile(f"{_MARK}+")
_UNIT = 2  # bytes of a character in UTF-16
_BYTES = LENGTH * _UNIT


def shingles(text: str) -> frozenset[int]:
    """The runs of four characters of a text as numbers, marks and spaces left out; a shorter text is one run."""
    units = _units(text)
    runs = array("Q")
    for shift in range(0, min(_BYTES, len(units) - _BYTES + 1), _UNIT):
        runs.frombytes(units[shift : len(units) - (len(units) - shift) % _BYTES])
    return frozenset(runs)


def jaccard(a: frozenset[int], b: frozenset[int]) -> float:
    """The share of what two sets have in common, 0 to 1."""
    common = len(a & b)
    return common / (len(a) + len(b) - common) if common else 0.0


def shingles_of_all(texts: Sequence[str]) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """What `shingles` gives of each of many texts, each sorted, one behind the other.

    Returns:
        The runs, and how many there are of each text.
    """
    units, lengths = _units_of_all(texts)
    flat = np.concatenate((units.astype(np.uint64), np.zeros(LENGTH, np.uint64)))
    runs = flat[: -LENGTH + 1].copy()
    for shift in range(1, LENGTH):
        runs |= flat[shift : len(flat) - LENGTH + 1 + shift] << np.uint64(16 * shift)
    inside = np.ones(len(runs), bool)
    ends = np.cumsum(lengths)
    inside[len(units) :] = False
    for shift in range(1, LENGTH):
        inside[ends[lengths > 0] - shift] = False
    return distinct(runs[inside], np.maximum(lengths - LENGTH + 1, 0))


def _units_of_all(texts: Sequence[str]) -> tuple[NDArray[np.uint16], NDArray[np.int64]]:
    """What `_units` gives of each of many texts, one behind the other, and how many characters each has."""
    flat = "".join(texts).encode("utf-16-le", "replace")
    lengths = np.fromiter(map(len, texts), np.int64, len(texts))
    if len(flat) != _UNIT * int(lengths.sum()):
        # Some characters are two units.
        lengths = np.array([len(text.encode("utf-16-le", "replace")) // _UNIT for text in texts], np.int64)
    units = np.frombuffer(flat, "<u2")
    meaning = _with_meaning()[units]
    bounds = np.concatenate(([0], np.cumsum(meaning)))[np.concatenate(([0], np.cumsum(lengths)))]
    units, lengths = units[meaning], np.diff(bounds)
    missing = np.where(lengths > 0, np.maximum(LENGTH - lengths, 0), 0)
    if missing.any():
        units = np.insert(units, np.repeat(bounds[1:], missing), 0)
    return units, lengths + missing


@cache
def _with_meaning() -> NDArray[np.bool_]:
    """Of each unit of UTF-16 whether it counts."""
    known = np.ones(1 << 16, bool)
    known[[match.start() for match in re.finditer(_MARK, "".join(map(chr, range(len(known)))))]] = False
    return known


def _units(text: str) -> bytes:
    """The characters that count, in UTF-16, filled up to one run where they are fewer."""
    units = _NO_MEANING.sub("", text).encode("utf-16-le", "replace")
    return units.ljust(_BYTES, b"\0") if units else units
