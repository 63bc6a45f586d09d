"""Tables on a page of a PDF: the characters in the cells of a grid become the rows of a table.

A row of a table is a `Line` with cells, so that it keeps its place among the other lines of the page.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable
from itertools import pairwise
from operator import itemgetter
from statistics import median
from typing import NamedTuple

from lezr_extract.read.pdf_grid import Rule, grids
from lezr_extract.read.pdf_words import Box, Cell, Line

SNAP = 3.0
_BLANK = 0.4
_LATIN_BLANK = 0.2
_SLIVER = 0.6
"""Digits stand apart from ideographs by a quarter of a character, and more where a line is spread out."""
_ARTICLE = re.compile(r"第[一二三四五六七八九十百千零〇\d]{1,9}条(?:之[一二三四五六七八九十])?[ \u3000]")
_ENDS = re.compile(r"[。；：:;！？][”’》）)]*$")
_CLOSING = frozenset("，。、；：！？）》〉”’〕】)]")
_TOUCHING = 3.0
_PADDING = 11.0
"""What word processors leave free at both sides of a cell together, in points."""


class Sign(NamedTuple):
    """A character and where it stands, in points from the top left corner."""

    sign: str
    left: float
    right: float
    top: float
    bottom: float


class Table(NamedTuple):
    """A table on a page.

    Attributes:
        box: what it covers.
        rows: its rows; None where it is layout, a frame around whole articles.
    """

    box: Box
    rows: list[Line] | None

    def covers(self, one: Box | Line) -> bool:
        """Whether the middle of ``one`` lies inside."""
        across, down = (one.left + one.right) / 2, (one.top + one.bottom) / 2
        box = self.box
        return box.left <= across <= box.right and box.top <= down <= box.bottom


def tables_on_page(rules: list[Rule], signs: list[Sign]) -> list[Table]:
    """The tables that the rules of a page enclose, from the top; a box of one column is none."""
    found = []
    for number, cells in enumerate(grids(rules), 1):
        box = Box(
            min(c.left for c in cells),
            max(c.right for c in cells),
            min(c.top for c in cells),
            max(c.bottom for c in cells),
        )
        parts = _cells_with_words(cells, signs)
        if _is_layout(parts):
            found.append(Table(box, None))
        elif len({cell.left for cell, _ in parts}) > 1 and any(lines for _, lines in parts):
            found.append(Table(box, _rows(parts, number)))
    return found


def with_tables(lines: list[Line], tables: list[Table]) -> list[Line]:
    """The lines of a page with those inside of tables replaced by the rows of the tables.

    The lines in a frame stay lines, marked as framed.
    """
    for table in tables:
        if table.rows is None:
            lines = [one._replace(framed=True) if table.covers(one) else one for one in lines]
        else:
            lines = [one for one in lines if not table.covers(one)] + table.rows
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
    highest, lowest = down[0], down[-1]
    held: list[list[Sign]] = [[] for _ in cells]
    left = right = top = bottom = 0.0  # of the cell of the sign before, where the next one mostly stands too
    here: list[Sign] | None = None
    for one in signs:
        sign, first, last, upper, lower = one
        x, y = (first + last) / 2, (upper + lower) / 2
        if here is None or not (left <= x < right and top <= y < bottom):
            if (
                here
                and sign in _CLOSING
                and top <= y < bottom
                and here[-1].left < first < here[-1].right + _TOUCHING
            ):
                here.append(one)  # a mark that hangs over the edge of its cell
                continue
            if not highest <= y <= lowest:
                here = None
                continue
            at = squares.get((bisect_right(across, x), bisect_right(down, y)))
            here = None if at is None else held[at]
            if at is not None:
                left, right, top, bottom = cells[at]
        if here is not None:
            here.append(one)
    return [(cell, _lines(words)) for cell, words in zip(cells, held, strict=True)]


def _lines(signs: list[Sign]) -> list[Line]:
    """The lines that the characters of a cell stand on."""
    rows: list[list[Sign]] = []
    highest = lowest = 0.0  # between them the middle of a sign of the same row lies
    for one in signs:
        _, _, _, top, bottom = one
        if rows and highest < (top + bottom) / 2 < lowest:
            rows[-1].append(one)
        else:
            rows.append([one])
        margin = (bottom - top) / 4
        highest, lowest = top + margin, bottom - margin
    rows.sort(key=lambda row: row[0].top + row[0].bottom)
    level: list[list[Sign]] = []
    for row in rows:
        if level and _on_one_line(level[-1][-1], row[0]):
            level[-1] += row
        else:
            level.append(row)
    return [_line(sorted(row, key=_LEFT)) for row in level]


_LEFT = itemgetter(1)


def _on_one_line(one: Sign, other: Sign) -> bool:
    return (other.top + other.bottom) / 2 < one.bottom - (one.bottom - one.top) / 4


def _line(row: list[Sign]) -> Line:
    gaps = [after[1] - before[2] for before, after in pairwise(row)]
    least = 1.5 * max(median(gaps), 0.0) if gaps else 0.0
    words = [row[0].sign]
    for gap, before, (sign, _, _, top, bottom) in zip(gaps, row[:-1], row[1:], strict=True):
        if gap > least and gap > _blank(before[0], sign) * (bottom - top):
            words.append(" ")
        words.append(sign)
    return Line(
        "".join(words),
        row[0].left,
        row[-1].right,
        min([one[3] for one in row]),
        max([one[4] for one in row]),
    )


def _blank(before: str, after: str) -> float:
    """From how many heights of a character a gap between two of them is a blank."""
    if before.isascii() != after.isascii():
        return _SLIVER
    return _LATIN_BLANK if before.isascii() else _BLANK


def _is_layout(parts: list[tuple[Box, list[Line]]]) -> bool:
    """Whether one cell holds nearly all words and several articles: the table is a frame around the text."""
    length = sum(len(line.text) for _, lines in parts for line in lines)
    for _, lines in parts:
        articles = sum(_ARTICLE.match(line.text) is not None for line in lines)
        if articles > 1 and sum(len(line.text) for line in lines) > 0.8 * length:
            return True
    return False


def _rows(parts: list[tuple[Box, list[Line]]], number: int) -> list[Line]:
    tops = apart(box.top for box, _ in parts)
    rows = []
    for at, top in enumerate(tops):
        covering = sorted(
            ((box, lines) for box, lines in parts if box.top <= top + SNAP and box.bottom > top + SNAP),
            key=lambda part: part[0].left,
        )
        cells = tuple(
            Cell(
                _words(lines), box.left, box.right, box.top < top - SNAP, _open_lines(box, lines), len(lines)
            )
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


def apart(places: Iterable[float], tolerance: float = SNAP) -> list[float]:
    """The places in order, without those that lie no farther than ``tolerance`` behind the one before."""
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
