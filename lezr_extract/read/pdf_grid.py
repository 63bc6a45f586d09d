"""The rules drawn on a page of a PDF, and the grids of cells that they enclose.

The rules come from either engine; pdfplumber joins them and finds where they cross.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from lezr_extract.read.pdf_words import Box

MOST_RULES = 600
"""Rules of one page; a drawing has more, and the cost of finding crossings grows with their square."""
_FEWEST_RULES = 4
_THIN = 2.5
_SNAP = 3.0
_REACH = 3.0

Rule = dict[str, Any]
"""An edge as pdfplumber knows it."""


def rule(left: float, top: float, right: float, bottom: float) -> Rule | None:
    """The rule between two points; None where it is neither level nor upright, or no longer than a dash."""
    left, right, top, bottom = min(left, right), max(left, right), min(top, bottom), max(top, bottom)
    wide, high = right - left, bottom - top
    if min(wide, high) > 1.0 or max(wide, high) < 4.0:
        return None
    if wide >= high:
        return {
            "orientation": "h",
            "x0": left,
            "x1": right,
            "top": top,
            "bottom": top,
            "width": wide,
            "height": 0,
        }
    return {
        "orientation": "v",
        "x0": left,
        "x1": left,
        "top": top,
        "bottom": bottom,
        "width": 0,
        "height": high,
    }


def rules_between(
    points: Sequence[tuple[float, float]], begins: set[int], *, filled_only: bool
) -> list[Rule]:
    """The rules of a drawn path.

    Args:
        points: its corners on the sheet.
        begins: the places of the points where a new stroke begins.
        filled_only: the path has no outline: it is a rule where it is thin, a background where not.
    """
    if not points:
        return []
    xs, ys = [x for x, _ in points], [y for _, y in points]
    wide, high = max(xs) - min(xs), max(ys) - min(ys)
    if min(wide, high) <= _THIN:
        middle_x, middle_y = (max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2
        level = wide >= high
        one = (
            rule(min(xs), middle_y, max(xs), middle_y)
            if level
            else rule(middle_x, min(ys), middle_x, max(ys))
        )
        return [one] if one else []
    if filled_only:
        return []
    between = (rule(*points[at - 1], *points[at]) for at in range(1, len(points)) if at not in begins)
    return [one for one in between if one]


def may_be_table(rules: Sequence[Rule]) -> bool:
    """Whether the rules of a page could enclose cells: some of either kind, and no drawing."""
    if not _FEWEST_RULES <= len(rules) <= 10 * MOST_RULES:
        return False
    level = sum(1 for one in rules if one["orientation"] == "h")
    return level >= 2 and len(rules) - level >= 2


def grids(rules: list[Rule]) -> list[list[Box]]:
    """The cells of each table that the rules enclose, from the top; a cell alone is no table."""
    from pdfplumber.table import cells_to_tables, edges_to_intersections, merge_edges  # noqa: PLC0415

    edges = merge_edges(rules, _SNAP, _SNAP, _SNAP, _SNAP)
    if len(edges) > MOST_RULES:
        return []
    cells = _cells(edges_to_intersections(edges, _REACH, _REACH))
    found = [
        [Box(left, right, top, bottom) for left, top, right, bottom in table]
        for table in cells_to_tables(cells)
    ]
    return [table for table in found if len(table) > 1]


_Point = tuple[float, float]


def _cells(crossings: Mapping[_Point, Mapping[str, list[Rule]]]) -> list[tuple[float, float, float, float]]:
    """The smallest cell to the right of and below each crossing, as left, top, right, bottom.

    As `pdfplumber.table.intersections_to_cells` finds them, which looks through all crossings for each one.
    """
    upright = {point: {id(one) for one in at["v"]} for point, at in crossings.items()}
    level = {point: {id(one) for one in at["h"]} for point, at in crossings.items()}
    column: dict[float, list[float]] = {}
    row: dict[float, list[float]] = {}
    for x, y in sorted(crossings):
        column.setdefault(x, []).append(y)
        row.setdefault(y, []).append(x)
    found = []
    for x, y in sorted(crossings):
        lower = [low for low in column[x] if low > y and upright[x, y] & upright[x, low]]
        beside = [far for far in row[y] if far > x and level[x, y] & level[far, y]]
        cell = next(
            (
                (x, y, far, low)
                for low in lower
                for far in beside
                if (far, low) in crossings
                and upright[far, low] & upright[far, y]
                and level[far, low] & level[x, low]
            ),
            None,
        )
        if cell:
            found.append(cell)
    return found
