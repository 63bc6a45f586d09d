"""Tables of a PDF: from the rules on a page to cells, and over the page break to one table.

The rules come from either engine; pdfplumber makes cells of them. A row of a table is a `Line` with cells, so
that it keeps its place among the other lines of the page.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any, NamedTuple

from lezr_extract.read.pdf_words import Box, Cell, Line

MOST_RULES = 600
"""Rules of one page; a drawing has more, and the cost of finding cells grows with their square."""
_FEWEST_RULES = 4
_THIN = 2.5
_SNAP = 3.0
_REACH = 3.0
_BLANK = 0.4
_SLIVER = 0.6
"""Digits stand apart from ideographs by a quarter of a character, and more where a line is spread out."""
_ARTICLE = re.compile(r"第[一二三四五六七八九十百千零〇\d]{1,9}条(?:之[一二三四五六七八九十])?[ \u3000]")
_ENDS = re.compile(r"[。；：:;！？][”’》）)]*$")
_PADDING = 11.0
"""What word processors leave free at both sides of a cell together, in points."""
_SHARED_EDGES = 4.0
_MOVED = 12.0
_MOST_HEADER_ROWS = 4

Rule = dict[str, Any]
"""An edge as pdfplumber knows it."""


class Sign(NamedTuple):
    """A character and where it stands."""

    sign: str
    box: Box


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


def with_tables(lines: list[Line], rules: list[Rule], signs: list[Sign]) -> list[Line]:
    """The lines of a page with those inside of tables replaced by the rows of the tables.

    A frame or table that holds whole articles is layout: its lines stay lines, marked as framed.
    """
    for number, cells in enumerate(_tables(rules), 1):
        box = Box(
            min(c.left for c in cells),
            max(c.right for c in cells),
            min(c.top for c in cells),
            max(c.bottom for c in cells),
        )
        inside = [_inside(line, box) for line in lines]
        if True not in inside:
            continue
        parts = _cells_with_words(cells, signs)
        if _is_layout(parts):
            lines = [
                one._replace(framed=True) if is_in else one for one, is_in in zip(lines, inside, strict=True)
            ]
        elif len({cell.left for cell, _ in parts}) > 1:
            lines = [one for one, is_in in zip(lines, inside, strict=True) if not is_in] + _rows(
                parts, number
            )
    return _from_the_top(lines) if any(line.table for line in lines) else lines


def _from_the_top(lines: list[Line]) -> list[Line]:
    """Lines by their height on the page, since the order in the file may part a table from its heading."""
    rows: list[list[Line]] = []
    for line in lines:
        if line.parted and rows:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [line for row in sorted(rows, key=lambda row: row[0].top) for line in row]


def _tables(rules: list[Rule]) -> list[list[Box]]:
    from pdfplumber.table import (  # noqa: PLC0415
        cells_to_tables,
        edges_to_intersections,
        intersections_to_cells,
        merge_edges,
    )

    edges = merge_edges(rules, _SNAP, _SNAP, _SNAP, _SNAP)
    if len(edges) > MOST_RULES:
        return []
    crossings = edges_to_intersections(edges, _REACH, _REACH)
    cells = intersections_to_cells(crossings)
    found = [
        [Box(left, right, top, bottom) for left, top, right, bottom in table]
        for table in cells_to_tables(cells)
    ]
    return [table for table in found if len(table) > 1]


def _inside(one: Box | Line, box: Box) -> bool:
    across, down = (one.left + one.right) / 2, (one.top + one.bottom) / 2
    return box.left <= across <= box.right and box.top <= down <= box.bottom


def _cells_with_words(cells: list[Box], signs: list[Sign]) -> list[tuple[Box, list[Line]]]:
    cells = sorted(cells, key=lambda cell: (cell.top, cell.left))
    across = sorted({edge for cell in cells for edge in (cell.left, cell.right)})
    down = sorted({edge for cell in cells for edge in (cell.top, cell.bottom)})
    squares = {
        (column, row): at
        for at, cell in enumerate(cells)
        for column in range(bisect_right(across, cell.left), bisect_right(across, cell.right - 0.01) + 1)
        for row in range(bisect_right(down, cell.top), bisect_right(down, cell.bottom - 0.01) + 1)
    }
    held: list[list[Sign]] = [[] for _ in cells]
    for one in signs:
        box = one.box
        square = (
            bisect_right(across, (box.left + box.right) / 2),
            bisect_right(down, (box.top + box.bottom) / 2),
        )
        if (at := squares.get(square)) is not None:
            held[at].append(one)
    return [(cell, _lines(words)) for cell, words in zip(cells, held, strict=True)]


def _lines(signs: list[Sign]) -> list[Line]:
    """The lines that the characters of a cell stand on."""
    rows: list[list[Sign]] = []
    for one in sorted(signs, key=lambda s: s.box.top + s.box.bottom):
        middle = (one.box.top + one.box.bottom) / 2
        if rows and middle < max(before.box.bottom for before in rows[-1][-3:]) - 0.25 * (
            one.box.bottom - one.box.top
        ):
            rows[-1].append(one)
        else:
            rows.append([one])
    return [_line(sorted(row, key=lambda s: s.box.left)) for row in rows]


def _line(row: list[Sign]) -> Line:
    gaps = [after.box.left - before.box.right for before, after in pairwise(row)]
    usual = median(gaps) if gaps else 0.0
    words = [row[0].sign]
    for gap, before, after in zip(gaps, row[:-1], row[1:], strict=True):
        height = after.box.bottom - after.box.top
        latin = before.sign.isascii() and after.sign.isascii()
        mixed = before.sign.isascii() != after.sign.isascii()
        if gap > (0.2 if latin else _SLIVER if mixed else _BLANK) * height and gap > 1.5 * max(usual, 0.0):
            words.append(" ")
        words.append(after.sign)
    boxes = [one.box for one in row]
    return Line(
        "".join(words),
        boxes[0].left,
        boxes[-1].right,
        min(b.top for b in boxes),
        max(b.bottom for b in boxes),
    )


def _is_layout(parts: list[tuple[Box, list[Line]]]) -> bool:
    """Whether one cell holds nearly all words and several articles: the table is a frame around the text."""
    length = sum(len(line.text) for _, lines in parts for line in lines)
    for _, lines in parts:
        articles = sum(_ARTICLE.match(line.text) is not None for line in lines)
        if articles > 1 and sum(len(line.text) for line in lines) > 0.8 * length:
            return True
    return False


def _rows(parts: list[tuple[Box, list[Line]]], number: int) -> list[Line]:
    tops = _apart(box.top for box, _ in parts)
    rows = []
    for at, top in enumerate(tops):
        covering = sorted(
            ((box, lines) for box, lines in parts if box.top <= top + _SNAP and box.bottom > top + _SNAP),
            key=lambda part: part[0].left,
        )
        cells = tuple(
            Cell(_words(lines), box.left, box.right, box.top < top - _SNAP, _open_lines(box, lines))
            for box, lines in covering
        )
        text = "\t".join("" if cell.goes_on else cell.words for cell in cells)
        if not text.strip():
            continue
        bottom = tops[at + 1] if at + 1 < len(tops) else max(box.bottom for box, _ in covering)
        rows.append(
            Line(
                text.rstrip("\t"),
                covering[0][0].left,
                covering[-1][0].right,
                top,
                bottom,
                cells=cells,
                table=number,
            )
        )
    return rows


def _apart(places: Iterable[float], tolerance: float = _SNAP) -> list[float]:
    kept: list[float] = []
    for one in sorted(places):
        if not kept or one > kept[-1] + tolerance:
            kept.append(one)
    return kept


def _words(lines: list[Line]) -> str:
    """The words of a cell on one line: wrapped lines joined, a blank between paragraphs."""
    if not lines:
        return ""
    right, left = max(line.right for line in lines), min(line.left for line in lines)
    words = [lines[0].text]
    for before, after in pairwise(lines):
        size = before.bottom - before.top
        ends = _ENDS.search(before.text) and (
            right - before.right > 1.2 * size or after.left - left > 1.2 * size
        )
        latin = before.text[-1:].isascii() and after.text[:1].isascii() and before.text[-1:].isalpha()
        words += [" " if ends or latin else "", after.text]
    return " ".join("".join(words).split())


def _open_lines(cell: Box, lines: list[Line]) -> int:
    """The lines of a cell whose words break off at a full line, so that the next page may go on with them; 0: not."""
    if not lines or _ENDS.search(lines[-1].text) or lines[-1].text.endswith(("）", ")")):
        return 0
    last = lines[-1]
    room = cell.right - cell.left - (last.right - last.left)
    return len(lines) if room < _PADDING + (last.bottom - last.top) else 0


@dataclass
class _Merged:
    """The words of a cell, one object for all rows that it covers."""

    words: str
    open_lines: int
    rows: int = 1


class Joined:
    """A table that grows row by row and over page breaks."""

    def __init__(self) -> None:
        self._rows: list[list[tuple[Cell, _Merged]]] = []
        self._fresh = False
        self._moved: dict[float, float] = {}

    def goes_on_with(self, cells: Sequence[Cell]) -> bool:
        """Whether the cells on top of the next page belong to this table; if so, the next row is on a new page.

        Their edges are among its own, or it has no others, or all have moved a little, as word processors do.
        """
        ours = _apart(edge for row in self._rows for cell, _ in row for edge in (cell.left, cell.right))
        theirs = _apart(edge for cell in cells for edge in (cell.left, cell.right))
        if not ours or not theirs or not (_near(ours[0], theirs[0]) and _near(ours[-1], theirs[-1])):
            return False
        few, many = sorted((ours, theirs), key=len)
        within = _SHARED_EDGES if len(few) < len(many) else _MOVED
        if not all(any(abs(a - b) < within for b in many) for a in few):
            return False
        self._fresh = True
        self._moved = {edge: min(ours, key=lambda own, edge=edge: abs(own - edge)) for edge in theirs}  # type: ignore[misc]
        self._moved = {edge: own for edge, own in self._moved.items() if abs(edge - own) < _MOVED}
        return True

    def _settled(self, cell: Cell) -> Cell:
        """The cell with its edges where they were on the first page."""
        left = next((own for edge, own in self._moved.items() if _near(edge, cell.left)), cell.left)
        right = next((own for edge, own in self._moved.items() if _near(edge, cell.right)), cell.right)
        return cell._replace(left=left, right=right)

    def repeats(self, rows: Sequence[Sequence[Cell]]) -> int:
        """How many of the rows on top of the next page are the header of this table once more."""
        count = 0
        for row, ours in zip(rows[:_MOST_HEADER_ROWS], self._rows, strict=False):
            if len(row) < 2 or [cell.words for cell in row] != [cell.words for cell, _ in ours]:
                break
            count += 1
        return count if count < len(rows) else 0

    def add(self, cells: Sequence[Cell], below: Sequence[Cell] = ()) -> None:
        """One more row; ``below`` are the cells of the row after it on its page."""
        above = self._rows[-1] if self._rows else []
        if self._moved:
            cells, below = [self._settled(cell) for cell in cells], [self._settled(cell) for cell in below]
        pairs = [(cell, next((pair for pair in above if _same_place(pair[0], cell)), None)) for cell in cells]
        broken = self._fresh and all(
            over is not None and (not cell.words or over[1].open_lines) for cell, over in pairs
        )
        # A header over the page break has words in every column; a group of rows goes on with empty cells.
        inside = self._fresh and any(over is not None and not cell.words for cell, over in pairs)
        row: list[tuple[Cell, _Merged]] = []
        for cell, over in pairs:
            merged = over[1] if over is not None else _Merged("", 0, rows=0)
            sibling = cell.words[:2] == merged.words[:2]  # 造成一般事故 above, 造成重大事故 below
            tall = merged.rows > 1 or (
                (merged.open_lines > 1 or inside)
                and any(one.goes_on and _same_place(one, cell) for one in below)
            )
            if over is None or not (
                broken
                or (cell.goes_on and not self._fresh)
                or (self._fresh and (not cell.words or (tall and merged.open_lines and not sibling)))
            ):
                merged = _Merged(cell.words, cell.open_lines)
            else:
                if self._fresh:
                    merged.words = _one_line(merged.words, cell.words)
                    merged.open_lines = cell.open_lines
                merged.rows += not broken
            row.append((cell, merged))
        if not broken:
            self._rows.append(row)
        self._fresh = False

    def rows(self) -> tuple[tuple[str, ...], ...]:
        """The words of all rows; a cell over several rows stands in each, one over several columns in the first."""
        cells = [cell for row in self._rows for cell, _ in row]
        narrowest = min((cell.right - cell.left for cell in cells), default=0.0)
        edges = _apart((cell.left for cell in cells), _MOVED if narrowest > _MOVED else _SNAP)
        made = []
        for row in self._rows:
            words = [""] * len(edges)
            for cell, merged in row:
                words[max(0, bisect_right(edges, cell.left + _SNAP) - 1)] = (
                    merged.words
                )  # the sliver of a moved edge is no column
            made.append(tuple(words))
        return tuple(made)


def _near(one: float, other: float) -> bool:
    return abs(one - other) < _SHARED_EDGES


def _same_place(one: Cell, other: Cell) -> bool:
    return _near(one.left, other.left) and _near(one.right, other.right)


def _one_line(before: str, after: str) -> str:
    latin = before[-1:].isascii() and after[:1].isascii() and before[-1:].isalpha()
    return before + (" " if latin and after else "") + after
