"""Ten weights in one number, so that one addition adds all ten."""

import struct
from collections.abc import Sequence

_LANE = 32
_TYPES = 10
_HALF = 1 << (_LANE - 1)
_HALVES = sum(_HALF << (_LANE * i) for i in range(_TYPES))
_LANES = struct.Struct(f"<{_TYPES}I")
WIDTH = _LANE * _TYPES
"""Bits of a packed number; two of them, one above the other, are added like one (`beside`)."""
_LOW = (1 << WIDTH) - 1


def packed(weights: Sequence[int]) -> int:
    """Ten weights in hundredths as one number, 32 bits each.

    Sums of packed numbers unpack to the sums of the weights as long as none leaves ±2,147,483,647.
    """
    return int.from_bytes(_LANES.pack(*[weight + _HALF for weight in weights]), "little") - _HALVES


def unpacked(total: int) -> list[int]:
    """The ten weights of `packed`."""
    return [lane - _HALF for lane in _LANES.unpack((total + _HALVES).to_bytes(WIDTH // 8, "little"))]


def beside(first: int, second: int) -> int:
    """Two packed numbers as one; sums of such pairs are pairs of the sums."""
    return first + (second << WIDTH)


def apart(pair: int) -> tuple[int, int]:
    """The two of `beside`."""
    first = ((pair + _HALVES) & _LOW) - _HALVES
    return first, (pair - first) >> WIDTH
