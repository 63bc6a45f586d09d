"""A heat map: the same names down and across, a number where two meet."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt

from lezr_extract.web.charts.words import fitted, organ

SHADES = 6
"""From 1, the palest, to 6."""


@dataclass(frozen=True, slots=True)
class Cell:
    """Where two names meet: 0 is left white."""

    row: str
    column: str
    number: int
    shade: int
    x: float
    y: float
    href: str


@dataclass(frozen=True, slots=True)
class Name:
    """A name at the edge: ``label`` as it fits, ``name`` in full, where its line lies."""

    label: str
    name: str
    at: float


@dataclass(frozen=True, slots=True)
class Matrix:
    """The heat map."""

    width: float
    height: float
    left: float
    top: float
    wide: float
    high: float
    rows: tuple[Name, ...]
    columns: tuple[Name, ...]
    cells: tuple[Cell, ...]
    legend: tuple[tuple[int, str], ...]


def matrix(
    names: Sequence[str],
    numbers: Mapping[tuple[str, str], int],
    href: Callable[[str, str], str],
    *,
    width: float = 1236,
) -> Matrix:
    """The map of ``names``; ``numbers`` has a pair once, in either order.

    The shade grows with the root of the number: a few pairs share much, and most little.
    """
    left, top, high = 158.0, 116.0, 25.0
    wide = (width - left) / max(1, len(names))
    wide = min(wide, 78.0)
    highest = max(numbers.values(), default=0)
    cells = []
    for down, row in enumerate(names):
        for across, column in enumerate(names):
            number = numbers.get((row, column), numbers.get((column, row), 0))
            if row != column and number:
                shade = _shade(number, highest)
                x, y = round(left + across * wide, 1), top + down * high
                cells.append(Cell(row, column, number, shade, x, y, href(row, column)))
    rows = tuple(
        Name(fitted(organ(name), left - 14, 13), name, top + (n + 0.5) * high) for n, name in enumerate(names)
    )
    across_names = tuple(
        Name(fitted(organ(name), top - 12, 13), name, round(left + (n + 0.5) * wide, 1))
        for n, name in enumerate(names)
    )
    whole = left + wide * len(names)
    return Matrix(
        round(whole, 1), top + high * len(names) + 2, left, top, round(wide, 1), high, rows, across_names,
        tuple(cells), _legend(highest),
    )  # fmt: skip


def _shade(number: int, highest: int) -> int:
    return max(1, min(SHADES, round(sqrt(number / highest) * SHADES)))


def _legend(highest: int) -> tuple[tuple[int, str], ...]:
    """The shades in use, each with the numbers that it stands for."""
    found: dict[int, list[int]] = {}
    for number in range(1, highest + 1):
        found.setdefault(_shade(number, highest), []).append(number)
    return tuple(
        (shade, str(same[0]) if len(same) == 1 else f"{same[0]}–{same[-1]}") for shade, same in found.items()
    )
