"""What a page carries beside its text: page numbers, running heads, footnotes."""

import re
from collections import Counter
from itertools import pairwise
from statistics import median

from lezr_extract.read.lines import BEGINS_PROVISION
from lezr_extract.read.pdf_words import Line

_NUMERAL = r"(?:\d{1,4}|[一二三四五六七八九十百〇零]{1,6}|[ivxIVX]{1,6})"
_DASHES = r"[-—–―－~～·•.…\s]*"
PAGE_NUMBER = re.compile(
    rf"{_DASHES}(?:\d{{1,4}}|[ivx]{{1,6}}){_DASHES}"
    rf"|{_DASHES}第\s*{_NUMERAL}\s*页[\s,，/;；]*(?:[（(]?\s*共\s*{_NUMERAL}\s*页\s*[）)]?)?{_DASHES}"
    rf"|{_DASHES}共\s*{_NUMERAL}\s*页[\s,，/;；]*第\s*{_NUMERAL}\s*页{_DASHES}"
    rf"|{_DASHES}\d{{1,4}}\s*[/／]\s*\d{{1,4}}{_DASHES}"
    rf"|[Pp](?:age|AGE|\.)?\s*\d+(?:\s*(?:of|/)\s*\d+)?"
)
_EDGE = 2
_PAGES_FOR_A_HEAD = 3
_SHARE_FOR_A_HEAD = 0.4
_STANDS_APART = 1.6
_LONGEST_HEAD = 40
NOTE_MARK = re.compile(r"[①-⑳❶-❿*＊†]|[\[〔［(（]?\d{1,3}[\]〕］)）]?\s*[^\d\s.年月万元]|注\s*\d*\s*[:：]")
_SMALLER = 0.9


def furniture(pages: list[list[Line]]) -> set[tuple[int, Line]]:
    """Page numbers, and first or last lines that many pages share but for their digits; from the edge inwards.

    On few pages, or with left and right pages headed differently, a line on the edge that two pages share must
    also stand apart from the body. A heading that stands there on most pages is a running head as well.

    Returns:
        ``(page from 1, line)``.
    """
    sheets = [sorted((line for line in page if not line.cells), key=lambda line: line.top) for page in pages]
    shared = Counter(
        shape for sheet in sheets for shape in {_shape(line) for line in (*sheet[:_EDGE], *sheet[-_EDGE:])}
    )
    filled = sum(bool(page) for page in pages)
    needed = max(_PAGES_FOR_A_HEAD, _SHARE_FOR_A_HEAD * filled)
    found: set[tuple[int, Line]] = set()
    for number, sheet in enumerate(sheets, 1):
        pitch = _pitch(sheet)
        for edge in (sheet[: _EDGE + 1], sheet[: -_EDGE - 2 : -1]):
            for at, line in enumerate(edge[:_EDGE]):
                count = shared[_shape(line)]
                apart = at + 1 < len(edge) and abs(edge[at + 1].top - line.top) > _STANDS_APART * pitch
                head = count >= needed or (apart and count >= max(2, 0.2 * filled))
                if head and BEGINS_PROVISION.match(line.text):
                    head = apart and count >= _PAGES_FOR_A_HEAD
                if not head and not PAGE_NUMBER.fullmatch(line.text):
                    break
                found.add((number, line))
    return found | _in_their_place(sheets, found)


def _in_their_place(sheets: list[list[Line]], found: set[tuple[int, Line]]) -> set[tuple[int, Line]]:
    """Heads that one page has alone, at the height where others have theirs: of a left page, of a chapter."""
    heights = Counter(round(line.top / 4) for _, line in found)
    places = {place for place, count in heights.items() if count >= 2}
    more = set()
    for number, sheet in enumerate(sheets, 1):
        pitch = _pitch(sheet)
        for line, inner in (sheet[:2], sheet[:-3:-1]) if len(sheet) > 2 else ():
            apart = abs(inner.top - line.top) > _STANDS_APART * pitch
            sentence = line.text.endswith(("。", "；", "：")) or len(line.text) > _LONGEST_HEAD
            if apart and not sentence and round(line.top / 4) in places:
                more.add((number, line))
    return more


def footnotes(pages: list[list[Line]], taken: set[tuple[int, Line]]) -> list[tuple[int, Line]]:
    """The lines of notes at the foot of pages: set smaller than the text, the first with a mark, in order."""
    heights = [
        line.bottom - line.top for page in pages for line in page if len(line.text) >= 12 and not line.cells
    ]
    if not heights:
        return []
    small = _SMALLER * median(heights)
    found: list[tuple[int, Line]] = []
    for number, page in enumerate(pages, 1):
        body = [line for line in page if (number, line) not in taken]
        run: list[Line] = []
        for line in sorted(body, key=lambda one: -one.top):
            if line.cells or line.bottom - line.top >= small:
                break
            run.append(line)
        while run and not NOTE_MARK.match(run[-1].text):
            run.pop()
        if run and len(run) <= len(body) // 2:
            found += [(number, line) for line in reversed(run)]
    return found


def _pitch(sheet: list[Line]) -> float:
    steps = [below.top - line.top for line, below in pairwise(sheet) if below.top > line.top + 2]
    return median(steps) if steps else 0.0


def _shape(line: Line) -> tuple[str, int]:
    return re.sub(r"\d+", "0", line.text), round(line.top / 4)
