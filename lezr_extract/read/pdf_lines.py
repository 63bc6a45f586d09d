"""From the lines of pages to paragraphs: page numbers and running heads out, wrapped lines joined.

A page shows a paragraph by an indent, by a gap, or by a line that ends before the right edge; statutes add
their own signs (第X条, （一）) and end a sentence with 。；： before a 款 or 项 ends. Which of these a file
uses is measured on its own lines.
"""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from lezr_extract.read.lines import BEGINS_PROVISION
from lezr_extract.records import Box as PlaceOnPage
from lezr_extract.text.clean import Edit


class Line(NamedTuple):
    """A line of a page: its words and its box in points from the top left corner."""

    text: str
    left: float
    right: float
    top: float
    bottom: float


class Box(NamedTuple):
    """Where a character stands, in points from the top left corner."""

    left: float
    right: float
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class LaidOut:
    """Text of all pages, line by line, and what makes paragraphs of it.

    Attributes:
        text: every line as the file holds it.
        edits: deletions of page furniture and joints of lines, in offsets of ``text``.
        pages: ``(offset, page)`` of the first line of each page.
        boxes: ``(offset, box)`` of every line that is no page furniture.
    """

    text: str
    edits: list[Edit]
    pages: list[tuple[int, int]]
    boxes: list[tuple[int, PlaceOnPage]]


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


_PAGE_NUMBER = re.compile(
    r"[-—–―·\s]*\d{1,4}[-—–―·\s]*|第\s*[\d一二三四五六七八九十百]+\s*页(?:[\s,，/]*共\s*\d+\s*页)?|\d{1,4}\s*/\s*\d{1,4}"
    r"|[Pp]age\s*\d+(?:\s*of\s*\d+)?"
)
_EDGE = 2
_PAGES_FOR_A_HEAD = 3
_SHARE_FOR_A_HEAD = 0.4
_ENDS_SENTENCE = re.compile(r"[。；：:;！？…][”’\"』）)]*$|[.…·]{4,}\s*\d*$")
_WIDER = 1.2
_UNBROKEN = re.compile(r"[（“‘《〈〔\[(]*(?:[0-9A-Za-z.,%％-]+|.)[，。、；：！？）》〉”’〕\])]*")
# Word sets digits apart from ideographs by a quarter of a character, which a PDF gives back as a blank.
_SLIVER = re.compile(
    r"(?<=[\u4e00-\u9fff，。、；：（）《》〔〕]) (?=[0-9A-Za-z])|(?<=[0-9A-Za-z%％]) (?=[\u4e00-\u9fff，。、；：（）《》〔〕])"
)
_SLIVER_WIDTH = 0.6


def lines_in_row(row: str, box: Callable[[int], Box]) -> list[Line]:
    """The lines in what an engine gives as one row.

    Engines sometimes run two lines into one row with a blank between; a blank that only a gap of less than
    `_SLIVER_WIDTH` characters brought about between an ideograph and a digit is none.

    Args:
        row: the words of the row.
        box: where the character at an offset of ``row`` stands.
    """
    lines: list[Line] = []
    words: list[str] = []
    text = row.rstrip()
    start = at = len(text) - len(text.lstrip())
    for blank in re.finditer(r"(?<=\S) (?=\S)", text):
        before, after = box(blank.start() - 1), box(blank.end())
        height = before.bottom - before.top
        if after.top > before.top + 0.7 * height:
            words.append(text[at : blank.start()])
            lines.append(_line("".join(words), box(start), before))
            words, start, at = [], blank.end(), blank.end()
        elif _SLIVER.match(text, blank.start()) and after.left - before.right < _SLIVER_WIDTH * height:
            words.append(text[at : blank.start()])
            at = blank.end()
    words.append(text[at:])
    if text:
        lines.append(_line("".join(words), box(start), box(len(text) - 1)))
    return lines


def _line(text: str, first: Box, last: Box) -> Line:
    return Line(text, first.left, last.right, min(first.top, last.top), max(first.bottom, last.bottom))


def paragraphs(pages: list[list[Line]]) -> LaidOut:
    """The text of the pages and the edits that make paragraphs of its lines."""
    furniture = _furniture(pages)
    habits = _habits(pages, furniture)
    lines: list[str] = []
    edits: list[Edit] = []
    starts: list[tuple[int, int]] = []
    boxes: list[tuple[int, PlaceOnPage]] = []
    at = 0
    before: tuple[Line, int, int] | None = None  # the last line of the body, its page, where its words end
    for number, page in enumerate(pages, 1):
        if page:
            starts.append((at, number))
        for line in page:
            end = at + len(line.text)
            if (number, line) in furniture:
                edits.append((at, end, ""))
            else:
                if before is not None:
                    edits += _joint(before, (line, number, at), habits)
                before = (line, number, end)
                boxes.append((at, PlaceOnPage(number, line.left, line.top, line.right, line.bottom)))
            lines.append(line.text)
            at = end + 1
    return LaidOut("\n".join(lines), _without_overlap(edits), starts, boxes)


def _joint(before: tuple[Line, int, int], after: tuple[Line, int, int], habits: _Habits) -> list[Edit]:
    (line, page, end), (following, following_page, start) = before, after
    if not _goes_on(line, following, habits, same_page=page == following_page):
        return []
    latin = line.text[-1:].isascii() and following.text[:1].isascii()
    return [(end, start, " " if latin and line.text[-1:].isalpha() else "")]


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


def _habits(pages: list[list[Line]], furniture: set[tuple[int, Line]]) -> _Habits:
    body = [
        (number, line)
        for number, page in enumerate(pages, 1)
        for line in page
        if (number, line) not in furniture
    ]
    long = [line for _, line in body if len(line.text) >= 12] or [line for _, line in body]
    size = median((line.right - line.left) / max(_width(line.text), 1) for line in long) if long else 0.0
    size = size or 1.0
    rights = sorted(line.right for line in long)
    right = rights[int(len(rights) * 0.9)] if rights else 0.0
    pairs = [(line, following) for (page, line), (other, following) in pairwise(body) if page == other]
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


def _furniture(pages: list[list[Line]]) -> set[tuple[int, Line]]:
    """Page numbers, and first or last lines that many pages share but for their digits; from the edge inwards."""
    shared = Counter(_shape(line) for page in pages for line in {*page[:_EDGE], *page[-_EDGE:]})
    needed = max(_PAGES_FOR_A_HEAD, _SHARE_FOR_A_HEAD * len(pages))
    found: set[tuple[int, Line]] = set()
    for number, page in enumerate(pages, 1):
        for edge in (page[:_EDGE], page[: -_EDGE - 1 : -1]):
            for line in edge:
                head = shared[_shape(line)] >= needed and not BEGINS_PROVISION.match(line.text)
                if not head and not _PAGE_NUMBER.fullmatch(line.text):
                    break
                found.add((number, line))
    return found


def _shape(line: Line) -> tuple[str, int]:
    return re.sub(r"\d+", "0", line.text), round(line.top / 4)


def _without_overlap(edits: list[Edit]) -> list[Edit]:
    kept: list[Edit] = []
    for one in sorted(edits):
        if not kept or one[0] >= kept[-1][1]:
            kept.append(one)
    return kept
