"""A line of time: a lane for each version, marks on it, years below."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

_LEFT, _RIGHT, _LANE, _TOP, _SIGN = 150.0, 24.0, 40.0, 10.0, 13.0


@dataclass(frozen=True, slots=True)
class Mark:
    """Something on a day: ``kind`` is its sign, ``words`` what it is; ``x`` is filled in by `timeline`."""

    day: str
    kind: str
    words: str
    href: str = ""
    x: float = 0.0


@dataclass(frozen=True, slots=True)
class Span:
    """A lane: its name, from when to when it was in force (empty for unknown), how it stands, its marks."""

    name: str
    since: str
    until: str
    state: str
    marks: tuple[Mark, ...]
    href: str = ""
    x: float = 0.0
    width: float = 0.0
    y: float = 0.0


@dataclass(frozen=True, slots=True)
class Timeline:
    """The drawing: lanes, years and today."""

    width: float
    height: float
    left: float
    foot: float
    lanes: tuple[Span, ...]
    years: tuple[tuple[float, str], ...]
    today: float


def timeline(lanes: Sequence[Span], today: str, *, width: float = 1236) -> Timeline:
    """``lanes`` laid on the years from their first day to today, or to the last day that lies ahead."""
    days = [
        day
        for lane in lanes
        for day in (lane.since, lane.until, *(mark.day for mark in lane.marks))
        if _known(day)
    ]
    first = min([*days, today])
    last = max([*days, today])
    start = float(first[:4])
    end = max(float(last[:4]) + 1, start + 2)

    def at(year: float) -> float:
        """Where a moment lies."""
        return round(_LEFT + (year - start) / (end - start) * (width - _LEFT - _RIGHT), 1)

    def place(day: str) -> float:
        """Where a day lies."""
        return at(_year(day))

    found = []
    for number, lane in enumerate(lanes):
        marks = _beside([replace(mark, x=place(mark.day)) for mark in lane.marks if _known(mark.day)])
        x = place(lane.since) if _known(lane.since) else 0.0
        until = place(lane.until) if _known(lane.until) else max(place(today), x + 8)
        wide = round(max(3.0, until - x), 1) if x else 0.0
        y = _TOP + number * _LANE
        found.append(Span(lane.name, lane.since, lane.until, lane.state, marks, lane.href, x, wide, y))
    foot = _TOP + len(lanes) * _LANE
    every = next(step for step in (1, 2, 5, 10, 20, 50, 100, 1000) if (end - start) / step <= 14)
    years = tuple((at(year), str(year)) for year in range(int(start), int(end) + 1, every))
    return Timeline(width, foot + 26, _LEFT, foot, tuple(found), years, place(today))


def _beside(marks: Sequence[Mark]) -> tuple[Mark, ...]:
    """Marks in the order of their days, moved aside where one would cover another."""
    found: list[Mark] = []
    for mark in sorted(marks, key=lambda one: one.x):
        least = found[-1].x + _SIGN if found else 0.0
        found.append(mark if mark.x >= least else replace(mark, x=least))
    return tuple(found)


def _known(day: str) -> bool:
    try:
        date.fromisoformat(day)
    except ValueError:
        return False
    return True


def _year(day: str) -> float:
    """A day as a number of years."""
    read = date.fromisoformat(day)
    return read.year + (read.timetuple().tm_yday - 1) / 366
