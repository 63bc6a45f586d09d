"""Two columns on a page: found by the gap between them, read left then right; headings over both part them.

The gap must be free of words over the height of both columns and the usual line must fill its column: a list of
names with their amounts is no second column.
"""

from collections import Counter
from statistics import median

from lezr_extract.read.pdf_words import Line

_FEWEST_LINES = 5
_CROSSING = 0.2
_FILLS = 0.6
_PLACES = tuple(0.5 + sign * step / 100 for step in range(0, 22, 2) for sign in (1, -1))
"""Where the gap may lie, as shares of the width of the body, from the middle outwards."""


def in_columns(pages: list[list[Line]]) -> list[list[Line]]:
    """The lines of each page in the order of reading, each with the number of its column.

    Args:
        pages: lines from the top, parts of one row apart (`Line.parted`); they are joined again where the page
            has one column.
    """
    gutters = [_gutter(page) for page in pages]
    found = [gutter for gutter in gutters if gutter is not None]
    if not found:
        return [_joined(page) for page in pages]
    usual = median(found) if len(found) * 3 >= sum(bool(page) for page in pages) else None
    made = []
    for page, gutter in zip(pages, gutters, strict=True):
        at = usual if gutter is None and usual is not None and _leaves_free(page, usual) else gutter
        made.append(_joined(page) if at is None else _ordered(page, at))
    return made


def shifts(pages: list[list[Line]]) -> dict[int, float]:
    """How far each column stands to the right of the first, in points."""
    lefts: dict[int, Counter[int]] = {}
    for page in pages:
        for line in page:
            if line.column and not line.cells:
                lefts.setdefault(line.column, Counter())[round(line.left)] += 1
    edges = {column: counter.most_common(1)[0][0] for column, counter in lefts.items()}
    first = edges.get(1, 0)
    return {column: float(edge - first) for column, edge in edges.items()}


def _gutter(page: list[Line]) -> float | None:
    words = [line for line in page if not line.cells]
    if len(words) < 2 * _FEWEST_LINES:
        return None
    first, last = min(line.left for line in words), max(line.right for line in words)
    for share in _PLACES:
        at = first + share * (last - first)
        left = [line for line in words if line.right <= at]
        right = [line for line in words if line.left >= at]
        if (
            min(len(left), len(right)) >= _FEWEST_LINES
            and len(words) - len(left) - len(right) <= _CROSSING * len(words)
            and _fills(left)
            and _fills(right)
            and _beside(left, right)
        ):
            return (max(line.right for line in left) + min(line.left for line in right)) / 2
    return None


def _leaves_free(page: list[Line], gutter: float) -> bool:
    crossing = sum(line.left < gutter < line.right for line in page)
    return bool(page) and crossing <= _CROSSING * len(page) + 1


def _fills(column: list[Line]) -> bool:
    """Whether the usual line fills the column."""
    width = max(line.right for line in column) - min(line.left for line in column)
    return median(line.right - line.left for line in column) > _FILLS * width > 0


def _beside(left: list[Line], right: list[Line]) -> bool:
    """Whether most of the shorter column stands beside the other one."""
    top, bottom = min(line.top for line in left), max(line.bottom for line in left)
    beside = sum(top - 2 <= line.top and line.bottom <= bottom + 2 for line in right)
    return beside >= min(_FEWEST_LINES, len(right) // 2 + 1)


def _joined(page: list[Line]) -> list[Line]:
    lines: list[Line] = []
    for line in page:
        lines[-1:] = [_behind(lines[-1], line)] if line.parted and lines else [*lines[-1:], line]
    return lines


def _behind(line: Line, part: Line) -> Line:
    return line._replace(
        text=f"{line.text} {part.text}",
        right=part.right,
        top=min(line.top, part.top),
        bottom=max(line.bottom, part.bottom),
    )


def _ordered(page: list[Line], gutter: float) -> list[Line]:
    lines: list[Line] = []
    for line in page:
        column = 1 if line.right <= gutter else 2 if line.left >= gutter else 0
        if line.parted and lines and lines[-1].column == column:
            lines[-1] = _behind(lines[-1], line)
        else:
            lines.append(line._replace(column=column, parted=False))
    made: list[Line] = []
    band: list[Line] = []
    for line in sorted(lines, key=lambda one: one.top):
        if line.column:
            band.append(line)
        else:
            made += _left_then_right(band)
            made.append(line)
            band = []
    return made + _left_then_right(band)


def _left_then_right(band: list[Line]) -> list[Line]:
    return [line for line in band if line.column == 1] + [line for line in band if line.column == 2]
