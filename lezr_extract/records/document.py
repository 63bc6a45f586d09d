"""What reading gives: the text of one file, cleaned, with the way back to the source."""

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import NamedTuple

from lezr_extract.records.place import Span


class Box(NamedTuple):
    """A rectangle on a page as it is shown upright, measured from its top left corner.

    Attributes:
        page: counted from 1.
        left, top, right, bottom: points (1/72 inch); of a picture file: its pixels.
    """

    page: int
    left: float
    top: float
    right: float
    bottom: float


class Place(NamedTuple):
    """Where words stand in a file, so that a person finds them there.

    Attributes:
        file: as `Document.file`.
        page: on which they begin, from 1; None where the format has no pages.
        line: of the file on which they begin, from 1; None where the file is not made of lines of text.
        boxes: of all lines on which they are printed, in order; empty where they are not known.
    """

    file: str
    page: int | None = None
    line: int | None = None
    boxes: tuple[Box, ...] = ()


class ShownPage(NamedTuple):
    """What a page looks like, small, for people.

    Attributes:
        file: as `Document.file`.
        page: counted from 1.
        width, height: of the page upright, in the units of its boxes.
        data: a PNG.
    """

    file: str
    page: int
    width: float
    height: float
    data: bytes


@dataclass(frozen=True, slots=True)
class SourceMap:
    """The way from the cleaned text back to the text as the file holds it.

    Attributes:
        steps: pairs ``(cleaned offset, source offset)``, rising; between two steps both run in parallel.
            Empty when nothing was changed.
        pages: pairs ``(cleaned offset, page number from 1)``, rising; empty where the format has no pages.
        boxes: pairs ``(cleaned offset, box of the line or run of words that begins there)``, rising; empty
            where the format does not say where its words stand.
        lines: pairs ``(cleaned offset, number from 1 of the file's line)``, rising; between two, a line of the
            cleaned text is a line of the file. Empty where the file is not made of lines of text.
    """

    steps: tuple[tuple[int, int], ...] = ()
    pages: tuple[tuple[int, int], ...] = ()
    boxes: tuple[tuple[int, Box], ...] = ()
    lines: tuple[tuple[int, int], ...] = ()

    def source_offset(self, offset: int) -> int:
        """The offset in the source text that stands behind ``offset`` of the cleaned text."""
        if not self.steps:
            return offset
        at = bisect_right(self.steps, (offset, 1 << 62)) - 1
        if at < 0:
            return offset
        cleaned, source = self.steps[at]
        return source + offset - cleaned

    def page(self, offset: int) -> int | None:
        """The page on which the character at ``offset`` of the cleaned text stands; None without pages."""
        at = bisect_right(self.pages, (offset, 1 << 62)) - 1
        return self.pages[at][1] if at >= 0 else None

    def box(self, offset: int) -> Box | None:
        """Where the character at ``offset`` of the cleaned text is printed: the box of its line; None if unknown.

        A blank between two lines belongs to the line before.
        """
        at = bisect_right(self.boxes, offset, key=_first) - 1
        return self.boxes[at][1] if at >= 0 else None

    def boxes_of(self, span: Span) -> tuple[Box, ...]:
        """The boxes of all lines on which ``span`` of the cleaned text is printed, in order."""
        first = max(0, bisect_right(self.boxes, span.start, key=_first) - 1)
        last = bisect_right(self.boxes, max(span.start, span.end - 1), key=_first)
        return tuple(box for _, box in self.boxes[first:last])

    def line(self, offset: int, text: str) -> int | None:
        """The line of the file on which the character at ``offset`` stands; None where lines are not known.

        Args:
            offset: in the cleaned text.
            text: the cleaned text.
        """
        at = bisect_right(self.lines, (offset, 1 << 62)) - 1
        if at < 0:
            return None
        start, line = self.lines[at]
        return line + text.count("\n", start, offset)

    def place(self, file: str, span: Span, text: str) -> Place:
        """Where ``span`` of the cleaned text stands in ``file``."""
        return Place(file, self.page(span.start), self.line(span.start, text), self.boxes_of(span))


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the source, kept as such.

    Attributes:
        rows: the cells' words, row by row.
        span: where its words stand in the cleaned text (cells joined with tabs, rows with line breaks).
    """

    rows: tuple[tuple[str, ...], ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Document:
    """The text of one source, before anything is known of its being a law.

    Attributes:
        file: the path as it was given, joined with what was found under it; a member of a container
            (a law of a database) follows after ``#``.
        format: the format that the content showed, not the one that the name claims.
        sha256: of the file's bytes, or of the member's text.
        text: cleaned text, lines separated by a single line feed, no carriage return.
        source_text: the text as the file holds it; equal to ``text`` when ``source_map.steps`` is empty.
        source_map: the way back from ``text`` to ``source_text`` and to pages.
        facts: what the container itself says of the law, by the field's own names: ``title``, ``issuer``,
            ``document_number``, ``rank``, ``status``, ``published``, ``effective``, ``version``, ``version_id``.
            Claims, not truths: `domain` shows that such metadata lies.
        tables: the tables of the source, in order.
        marked_headings: pairs ``(offset of the line in text, level from 1)`` of lines that the source itself
            marks as headings (``#`` of Markdown, h1–h6, heading styles of Word); level 1 is mostly the title.
        lines_are_paragraphs: False where a line break may fall inside a sentence (PDF, some databases).
        notes: pairs ``(offset in text, words)`` of footnotes and endnotes, which are no words of the law itself.
        mended: pairs ``(kind, places)`` of what was mended in the words themselves, white space apart:
            ``script`` (traditional to simplified), ``readings``, ``width``, ``spaces``, ``boilerplate``, ``cuts`` (a line break inside a sentence).
    """

    file: str
    format: str
    sha256: str
    text: str
    source_text: str = ""
    source_map: SourceMap = SourceMap()
    facts: dict[str, str] = field(default_factory=dict)
    tables: tuple[Table, ...] = ()
    marked_headings: tuple[tuple[int, int], ...] = ()
    lines_are_paragraphs: bool = True
    notes: tuple[tuple[int, str], ...] = ()
    mended: tuple[tuple[str, int], ...] = ()


def _first(pair: tuple[int, Box]) -> int:
    return pair[0]
