"""What stands on a page of a PDF: lines of words, and rows of tables, each with its box."""

import re
from collections.abc import Callable
from typing import NamedTuple


class Box(NamedTuple):
    """Where a character or a cell stands, in points from the top left corner."""

    left: float
    right: float
    top: float
    bottom: float


class Cell(NamedTuple):
    """A cell of a table where it crosses one row.

    Attributes:
        words: of the whole cell, on one line.
        left, right: its edges.
        goes_on: it began in a row above.
        open_lines: how many lines its words fill where they break off at a full line, so that the next page may
            go on with them; 0 where they end.
        lines: how many lines its words fill.
    """

    words: str
    left: float
    right: float
    goes_on: bool
    open_lines: int
    lines: int = 1


class Line(NamedTuple):
    """A line of a page: its words and its box in points from the top left corner.

    Attributes:
        text: its words; of a row of a table the cells parted by tabs, a merged cell in its first row only.
        left, right, top, bottom: its box.
        parted: it stands on one row with the line before, behind a wide gap.
        column: 0 where the line runs over the whole page, else the number of its column from 1.
        cells: of a row of a table.
        table: the number of the table on its page from 1; 0 outside of tables.
        listed: it is a row of a list whose cells stand one below the other, and no part of a paragraph.
        framed: it stands inside of a frame of rules that holds the text itself.
    """

    text: str
    left: float
    right: float
    top: float
    bottom: float
    parted: bool = False
    column: int = 0
    cells: tuple[Cell, ...] = ()
    table: int = 0
    framed: bool = False
    listed: bool = False


# Word sets digits apart from ideographs by a quarter of a character, which a PDF gives back as a blank.
_SLIVER = re.compile(
    r"(?<=[\u4e00-\u9fff，。、；：（）《》〔〕]) (?=[0-9A-Za-z])|(?<=[0-9A-Za-z%％]) (?=[\u4e00-\u9fff，。、；：（）《》〔〕])"
)
_SLIVER_WIDTH = 0.6
_WIDE = 0.4
"""From this many heights of a character a gap may be the one between two columns, with a mark that hangs into it."""


def lines_in_row(row: str, box: Callable[[int], Box]) -> list[Line]:
    """The lines in what an engine gives as one row.

    Engines sometimes run two lines into one row with a blank between; a blank that only a gap of less than
    `_SLIVER_WIDTH` characters brought about between an ideograph and a digit is none. Behind a wide gap begins
    a part of its own, which may belong to another column.

    Args:
        row: the words of the row.
        box: where the character at an offset of ``row`` stands.
    """
    lines: list[Line] = []
    words: list[str] = []
    text = row.rstrip()
    start = at = len(text) - len(text.lstrip())
    parted = False
    for blank in re.finditer(r"(?<=\S) (?=\S)", text):
        before, after = box(blank.start() - 1), box(blank.end())
        height = before.bottom - before.top
        lower = after.top > before.top + 0.7 * height
        gap = after.left - before.right
        sliver = _SLIVER.match(text, blank.start()) and gap < _SLIVER_WIDTH * height
        wide = gap > _WIDE * height and not sliver
        if lower or wide:
            words.append(text[at : blank.start()])
            lines.append(_line("".join(words), box(start), before, parted=parted))
            words, start, at, parted = [], blank.end(), blank.end(), wide and not lower
        elif sliver:
            words.append(text[at : blank.start()])
            at = blank.end()
    words.append(text[at:])
    if text:
        lines.append(_line("".join(words), box(start), box(len(text) - 1), parted=parted))
    return lines


def _line(text: str, first: Box, last: Box, *, parted: bool) -> Line:
    return Line(
        text, first.left, last.right, min(first.top, last.top), max(first.bottom, last.bottom), parted
    )
