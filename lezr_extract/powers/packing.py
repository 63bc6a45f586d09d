"""Ten weights in one number, so that one addition adds all ten."""

import struct
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_LANE = 32
_TYPES = 10
_HALF = 1 << (_LANE - 1)
_HALVES = sum(_HALF << (_LANE * i) for i in range(_TYPES))
_LANES = struct.Struct(f"<{_TYPES}I")


def packed(weights: Sequence[int]) -> int:
    """Ten weights in hundredths as one number, 32 bits each.

    Sums of packed numbers unpack to the sums of the weights as long as none leaves ±2,147,483,647.
    """
    return int.from_bytes(_LANES.pack(*[weight + _HALF for weight in weights]), "little") - _HALVES


def unpacked(total: int) -> list[int]:
    """The ten weights of `packed`."""
    return [lane - _HALF for lane in _LANES.unpack((total + _HALVES).to_bytes(_LANES.size, "little"))]


def rows_of(packed: Iterable[int]) -> "NDArray[np.int64]":
    """The ten weights of each of ``packed``, one row below the other."""
    import numpy as np  # noqa: PLC0415

    size = _LANES.size
    lanes = b"".join([(one + _HALVES).to_bytes(size, "little") for one in packed])
    return np.frombuffer(lanes, "<u4").reshape(-1, _TYPES).astype(np.int64) - _HALF
