"""Bars: parts of a whole lying, days standing, and one small chart for each of many series."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from lezr_extract.web.charts.words import fitted

_SIZE = 13.0


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a bar: which series (its place), how many, where."""

    series: int
    number: int
    x: float
    y: float
    width: float
    height: float
    href: str = ""

    @property
    def room(self) -> bool:
        """Whether its number fits into it."""
        return self.width >= 8 + 8 * len(f"{self.number:,}")


@dataclass(frozen=True, slots=True)
class Bar:
    """A row or a column: ``label`` as it fits, ``name`` in full."""

    label: str
    name: str
    at: float
    parts: tuple[Part, ...]
    total: int


@dataclass(frozen=True, slots=True)
class StackedBars:
    """Lying bars, each as long as its total."""

    width: float
    height: float
    left: float
    thick: float
    series: tuple[str, ...]
    bars: tuple[Bar, ...]


def stacked(
    rows: Sequence[tuple[str, Mapping[str, int]]],
    series: Sequence[str],
    href: Callable[[str, str], str],
    *,
    width: float = 590,
    left: float = 130,
) -> StackedBars:
    """A bar for each row, parted by ``series``.

    Args:
        rows: name, and how many of each series.
        series: in the order in which they are laid.
        href: row and series → where a part leads.
        width: of the whole.
        left: room for the names.
    """
    thick, step, right = 18.0, 27.0, 52.0
    longest = max((sum(counts.values()) for _, counts in rows), default=0) or 1
    bars = []
    for place, (name, counts) in enumerate(rows):
        x, y, parts = left, place * step + 4, []
        for index, one in enumerate(series):
            number = counts.get(one, 0)
            if number:
                long = max(1.5, number / longest * (width - left - right))
                parts.append(Part(index, number, round(x, 1), y, round(long, 1), thick, href(name, one)))
                x += long
        bars.append(Bar(fitted(name, left - 10, _SIZE), name, y, tuple(parts), sum(counts.values())))
    return StackedBars(width, len(rows) * step + 4, left, thick, tuple(series), tuple(bars))


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the scale and its number."""

    at: float
    number: int


@dataclass(frozen=True, slots=True)
class Columns:
    """Standing columns on a scale."""

    width: float
    height: float
    left: float
    foot: float
    series: tuple[str, ...]
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    labelled: frozenset[int]
    wide: float


def columns(
    rows: Sequence[tuple[str, Mapping[str, int]]],
    series: Sequence[str],
    *,
    width: float = 590,
    height: float = 220,
    most: float = 44,
) -> Columns:
    """A column for each row, parted by ``series``; ``most`` is the greatest width of one."""
    left, foot, top = 46.0, height - 26, 12.0
    ticks = scale(max((sum(counts.values()) for _, counts in rows), default=0))
    highest = ticks[-1]
    step = (width - left - 8) / max(1, len(rows))
    wide = round(min(most, step * 0.72), 1)
    bars = []
    for place, (name, counts) in enumerate(rows):
        x, y, parts = left + step * (place + 0.5) - wide / 2, foot, []
        for index, one in enumerate(series):
            number = counts.get(one, 0)
            if number:
                high = number / highest * (foot - top)
                y -= high
                parts.append(Part(index, number, round(x, 1), round(y, 1), wide, round(high, 1)))
        bars.append(Bar(name, name, round(x + wide / 2, 1), tuple(parts), sum(counts.values())))
    every = max(1, -(-len(rows) // max(1, int((width - left) / 64))))
    labelled = frozenset(range(len(rows) - 1, -1, -every))
    lines = tuple(Tick(round(foot - one / highest * (foot - top), 1), one) for one in ticks)
    return Columns(width, height, left, foot, tuple(series), tuple(bars), lines, labelled, wide)


def scale(most: int) -> list[int]:
    """Round numbers from 0 to ``most`` or a little more, three to six of them."""
    step = 1
    while most > step * 5:
        digits = str(step)
        step = step * 2 if digits[0] in "15" else step // 2 * 5
    return list(range(0, max(most, 1) + step, step))


@dataclass(frozen=True, slots=True)
class Panel:
    """A small chart: its name, its columns, its last number and how much that is more than the one before."""

    name: str
    label: str
    x: float
    y: float
    bars: tuple[Part, ...]
    last: int
    more: int | None


@dataclass(frozen=True, slots=True)
class Panels:
    """Many small charts on one scale, so that they can be compared without colours."""

    width: float
    height: float
    wide: float
    high: float
    panels: tuple[Panel, ...]


def panels(
    rows: Sequence[tuple[str, Sequence[int]]], *, width: float = 1236, across: int = 5, high: float = 64
) -> Panels:
    """A small chart for each row: its numbers, the oldest first."""
    gap, head = 18.0, 40.0
    wide = (width - gap * (across - 1)) / across
    longest = max((number for _, numbers in rows for number in numbers), default=0) or 1
    found = []
    for place, (name, numbers) in enumerate(rows):
        x, y = (place % across) * (wide + gap), (place // across) * (head + high + gap)
        step = min(40.0, wide / max(1, len(numbers)))
        bars = tuple(
            Part(
                0,
                number,
                round(x + n * step, 1),
                round(y + head + high * (1 - number / longest), 1),
                round(max(2.0, step - 3), 1),
                round(high * number / longest, 1),
            )
            for n, number in enumerate(numbers)
        )
        more = numbers[-1] - numbers[-2] if len(numbers) > 1 else None
        label = fitted(name, wide - 4, _SIZE)
        found.append(Panel(name, label, round(x, 1), round(y, 1), bars, numbers[-1] if numbers else 0, more))
    lines = -(-len(rows) // across)
    return Panels(width, lines * (head + high + gap) - gap + 4, round(wide, 1), head + high, tuple(found))
