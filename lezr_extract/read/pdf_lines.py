"""From the lines of pages to paragraphs: page numbers and running heads out, wrapped lines and tables joined.

A page shows a paragraph by an indent, by a gap, or by a line that ends before the right edge; statutes add
their own signs (第X条, （一）) and end a sentence with 。；： before a 款 or 项 ends. Which of these a file
uses is measured on its own lines.
"""

import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from lezr_extract.read.assemble import MarkedTable
from lezr_extract.read.lines import BEGINS_PROVISION
from lezr_extract.read.pdf_columns import in_columns, shifts
from lezr_extract.read.pdf_furniture import NOTE_MARK, footnotes, furniture
from lezr_extract.read.pdf_long_tables import Joined
from lezr_extract.read.pdf_words import Cell, Line
from lezr_extract.records import Box as PlaceOnPage
from lezr_extract.text.clean import Edit


@dataclass(frozen=True, slots=True)
class LaidOut:
    """Text of all pages, line by line, and what makes paragraphs of it.

    Attributes:
        text: every line as the file holds it.
        edits: deletions of page furniture and joints of lines, in offsets of ``text``.
        pages: ``(offset, page)`` of the first line of each page.
        boxes: ``(offset, box)`` of every line that is no page furniture.
        tables: ``(start, end, rows)`` in ``text``.
        notes: ``(offset, words)`` of footnotes, which are taken out like page furniture.
    """

    text: str
    edits: list[Edit]
    pages: list[tuple[int, int]]
    boxes: list[tuple[int, PlaceOnPage]]
    tables: list[MarkedTable] = field(default_factory=list)
    notes: list[tuple[int, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Habits:
    """How this file sets its paragraphs, in points.

    Attributes:
        left, right: edges of the body text.
        size: width of a character.
        indents: whether a paragraph begins with an indent.
        gap: distance of two lines of one paragraph, from top to top.
        gaps: whether the distance between two paragraphs is wider.
    """

    left: float
    right: float
    size: float
    indents: bool
    gap: float
    gaps: bool


_ENDS_SENTENCE = re.compile(r"[。；：:;！？…][”’\"』）)]*$|[.…·]{4,}\s*\d*$")
_WIDER = 1.2
_UNBROKEN = re.compile(r"[（“‘《〈〔\[(]*(?:[0-9A-Za-z.,%％-]+|.)[，。、；：！？）》〉”’〕\])]*")


def paragraphs(pages: list[list[Line]]) -> LaidOut:
    """The text of the pages and the edits that make paragraphs of its lines."""
    pages = in_columns(pages)
    out = furniture(pages)
    notes = set(footnotes(pages, out))
    out |= notes
    stage = _Stage(_Setting.of(pages, out))
    for number, page in enumerate(pages, 1):
        stage.turn(number, page, out)
        for at, line in enumerate(page):
            if (number, line) in out or at < stage.headers:
                stage.leave_out(line, is_note=(number, line) in notes)
            elif line.cells:
                stage.row(line, page[at + 1].cells if page[at + 1 : at + 2] else ())
            else:
                stage.words(line)
    return stage.laid_out()


class _Setting:
    """The habits of the columns and of what runs over the whole page."""

    def __init__(self, whole: _Habits, columns: _Habits, shift: dict[int, float]) -> None:
        self._whole, self._columns, self._shift = whole, columns, shift

    @classmethod
    def of(cls, pages: list[list[Line]], out: set[tuple[int, Line]]) -> "_Setting":
        """Measured on all lines of the body."""
        shift = shifts(pages)
        body = [
            (number, _moved(line, shift))
            for number, page in enumerate(pages, 1)
            for line in page
            if not line.cells and (number, line) not in out
        ]
        whole = _habits([(number, line) for number, line in body if not line.column])
        columns = [(number, line) for number, line in body if line.column]
        return cls(whole, _habits(columns) if columns else whole, shift)

    def goes_on(self, line: Line, following: Line, *, same_page: bool) -> bool:
        """Whether ``following`` belongs to the paragraph of ``line``."""
        if line.listed or following.listed or bool(line.column) != bool(following.column):
            return False
        return _goes_on(
            _moved(line, self._shift),
            _moved(following, self._shift),
            self._columns if line.column else self._whole,
            same_page=same_page and line.column == following.column,
        )


class _Stage:
    """Sets the lines out one by one, joins them, and grows the tables among them."""

    def __init__(self, setting: _Setting) -> None:
        self.headers = 0
        self._setting = setting
        self._lines: list[str] = []
        self._edits: list[Edit] = []
        self._pages: list[tuple[int, int]] = []
        self._boxes: list[tuple[int, PlaceOnPage]] = []
        self._notes: list[tuple[int, str]] = []
        self._at = self._page = 0
        self._before: tuple[Line, int, int] | None = (
            None  # the last line of the body, page, where its words end
        )
        self._tables: list[tuple[int, int, Joined]] = []
        self._table: tuple[int, int] | None = None  # page and number of the table that may grow

    def turn(self, number: int, page: list[Line], out: set[tuple[int, Line]]) -> None:
        """The next page; a table on top of it may go on with the one at the end of the page before."""
        self._page, self.headers = number, 0
        if page:
            self._pages.append((self._at, number))
        body = [line for line in page if (number, line) not in out]
        if not body or not body[0].cells or self._table is None:
            self._table = None if body else self._table
            return
        rows = [line.cells for line in body if line.table == body[0].table]
        table = self._tables[-1][2]
        if table.goes_on_with([cell for row in rows for cell in row]):
            self._table = (number, body[0].table)
            repeated = table.repeats(rows)
            self.headers = page.index(body[repeated]) if repeated else 0
        else:
            self._table = None

    def leave_out(self, line: Line, *, is_note: bool) -> None:
        """A line that is no part of the text."""
        if is_note and self._notes and not NOTE_MARK.match(line.text):
            at, words = self._notes[-1]
            self._notes[-1] = (at, words + line.text)
        elif is_note:
            self._notes.append((self._at, line.text))
        self._edits.append((self._at, self._at + len(line.text), ""))
        self._add(line)

    def row(self, line: Line, below: tuple[Cell, ...]) -> None:
        """A row of a table, and the cells of the row after it."""
        here = (self._page, line.table)
        if self._table != here:
            self._tables.append((self._at, self._at, Joined()))
            self._table = here
        start, _, table = self._tables[-1]
        table.add(line.cells, below)
        self._tables[-1] = (start, self._at + len(line.text), table)
        self._before = None
        self._keep(line)

    def words(self, line: Line) -> None:
        """A line of the text."""
        if self._before is not None:
            self._edits += self._joint(self._before, line)
        self._before = (line, self._page, self._at + len(line.text))
        self._table = None
        self._keep(line)

    def laid_out(self) -> LaidOut:
        """All that was set."""
        tables = [(start, end, table.rows()) for start, end, table in self._tables]
        return LaidOut(
            "\n".join(self._lines),
            _without_overlap(self._edits),
            self._pages,
            self._boxes,
            tables,
            self._notes,
        )

    def _keep(self, line: Line) -> None:
        self._boxes.append((self._at, PlaceOnPage(self._page, line.left, line.top, line.right, line.bottom)))
        self._add(line)

    def _add(self, line: Line) -> None:
        self._lines.append(line.text)
        self._at += len(line.text) + 1

    def _joint(self, before: tuple[Line, int, int], following: Line) -> list[Edit]:
        line, page, end = before
        if not self._setting.goes_on(line, following, same_page=page == self._page):
            return []
        latin = line.text[-1:].isascii() and following.text[:1].isascii()
        return [(end, self._at, " " if latin and line.text[-1:].isalpha() else "")]


def _moved(line: Line, shift: dict[int, float]) -> Line:
    by = shift.get(line.column, 0.0)
    return line._replace(left=line.left - by, right=line.right - by) if by else line


def _goes_on(line: Line, following: Line, habits: _Habits, *, same_page: bool) -> bool:
    """Whether ``following`` belongs to the paragraph of ``line``."""
    room = habits.right - line.right
    if room > 2.2 * habits.size and room > habits.size * _width(_first_word(following.text)):
        return False
    indented = following.left > habits.left + 1.2 * habits.size
    if not _ENDS_SENTENCE.search(line.text):
        return not indented
    if BEGINS_PROVISION.match(following.text) or (indented and habits.indents):
        return False
    # Only an item ends with a semicolon, and then the next item follows.
    if habits.indents or line.text.endswith(("；", ";")):
        return True
    return same_page and habits.gaps and following.top - line.top < _WIDER * habits.gap


def _first_word(text: str) -> str:
    """What cannot be parted at the beginning of a line, so that it may have left room on the line before."""
    found = _UNBROKEN.match(text)
    return found.group() if found else ""


def _habits(body: list[tuple[int, Line]]) -> _Habits:
    long = [line for _, line in body if len(line.text) >= 12] or [line for _, line in body]
    size = median((line.right - line.left) / max(_width(line.text), 1) for line in long) if long else 0.0
    size = size or 1.0
    rights = sorted(line.right for line in long)
    right = rights[int(len(rights) * 0.9)] if rights else 0.0
    pairs = [
        (line, following)
        for (page, line), (other, following) in pairwise(body)
        if (page, line.column) == (other, following.column)
    ]
    full = [line.right >= right - 2.2 * size for line, _ in pairs]
    wrapped = [
        pair
        for pair, ends in zip(pairs, full, strict=True)
        if ends and not _ENDS_SENTENCE.search(pair[0].text)
    ]
    parted = [
        pair
        for pair, ends in zip(pairs, full, strict=True)
        if not ends and _ENDS_SENTENCE.search(pair[0].text)
    ]
    lefts = Counter(round(following.left) for _, following in wrapped) or Counter(
        round(line.left) for line in long
    )
    left = float(lefts.most_common(1)[0][0]) if lefts else 0.0
    begins = [following for _, following in parted]
    indented = sum(line.left > left + 1.2 * size for line in begins)
    gap, wider = _gap(wrapped, 0.5), _gap(parted, 0.1)  # nearly all paragraphs must stand apart
    return _Habits(left, right, size, indented > 0.5 * len(begins), gap, wider > _WIDER * gap > 0)


def _gap(pairs: list[tuple[Line, Line]], share: float) -> float:
    """The distance below which ``share`` of the pairs lie."""
    distances = sorted(following.top - line.top for line, following in pairs if following.top > line.top)
    return distances[int(len(distances) * share)] if distances else 0.0


def _width(text: str) -> float:
    return sum(0.5 if character.isascii() else 1.0 for character in text)


def _without_overlap(edits: list[Edit]) -> list[Edit]:
    kept: list[Edit] = []
    for one in sorted(edits):
        if not kept or one[0] >= kept[-1][1]:
            kept.append(one)
    return kept
