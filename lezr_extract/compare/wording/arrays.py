"""Arrays worked on at once: their stretches laid out or sorted, where they change, what stands where in another."""

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

_Unsigned = TypeVar("_Unsigned", np.uint32, np.uint64)
_Integer = TypeVar("_Integer", np.int32, np.int64)


def spread(starts: NDArray[_Integer], ends: NDArray[_Integer]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The places of stretches, one stretch behind the other.

    Args:
        starts: where each begins.
        ends: where each ends, never before it begins.

    Returns:
        The places, and where those of each stretch begin among them, with the end of the last.
    """
    bounds = np.zeros(len(starts) + 1, np.int64)
    np.cumsum(ends - starts, out=bounds[1:])
    places = np.repeat(starts - bounds[:-1], ends - starts)
    places += np.arange(len(places))
    return places, bounds


def distinct(
    values: NDArray[_Unsigned], sizes: NDArray[np.int64]
) -> tuple[NDArray[_Unsigned], NDArray[np.int64]]:
    """Stretches of values, each sorted and every value once in it; ``values`` is sorted in place.

    Args:
        values: one stretch behind the other.
        sizes: of the stretches.

    Returns:
        The values that stay, and the sizes then.
    """
    ends = np.cumsum(sizes)
    start = 0
    for end in ends.tolist():
        values[start:end].sort()
        start = end
    first = np.ones(len(values), bool)
    first[1:] = values[1:] != values[:-1]
    first[(ends - sizes)[sizes > 0]] = True
    kept = np.concatenate(([0], np.cumsum(first)))
    return values[first], kept[ends] - kept[ends - sizes]


def changes(*columns: NDArray[np.generic]) -> NDArray[np.int64]:
    """The rows at which any of the columns has another value than in the row before; the first row too."""
    changed = np.zeros(len(columns[0]), bool)
    changed[:1] = True
    for column in columns:
        changed[1:] |= column[1:] != column[:-1]
    return np.flatnonzero(changed)


def places_in(known: NDArray[_Unsigned], values: NDArray[_Unsigned]) -> NDArray[np.int32]:
    """The places of values among sorted ones, each of which stands there once; −1 for a value that does not."""
    places = np.searchsorted(known, values)
    there = places < len(known)
    there[there] = known[places[there]] == values[there]
    return np.where(there, places, -1).astype(np.int32)
