"""Headings (编 章 节) over the articles, the contents that only announce them, and titles that lack 第X章."""

import re
from bisect import bisect_left
from itertools import pairwise
from typing import NamedTuple

from lezr_extract.records import Heading, Span
from lezr_extract.structure.marks import Line, Mark
from lezr_extract.structure.sequence import CLOSED, Quotations, Sequence

DEPTH = {"编": 0, "分编": 1, "章": 2, "节": 3}
# Titles that chapters bear so often that one alone, standing between two articles, is a heading.
USUAL_TITLES = frozenset(
    ("总则", "附则", "罚则", "法律责任", "监督检查", "监督管理", "一般规定", "其他规定", "奖励与处罚")
)
_LONGEST_TITLE = 40
_LONGEST_BARE_TITLE = 25
_NOT_IN_TITLE = re.compile(r"[。；：！？;:!?]")
_NOT_IN_BARE_TITLE = re.compile(r"[。；：，！？;:!?,｡《》“”（）()0-9０-９＝=×÷+%％]")
_LONGEST_ENTRY = 400  # a contents on one line; also keeps a hostile line of dots from costing its square
_UNFINISHED = ("、", "，", "和", "及", "与", "或", "的")
_LEADERS = re.compile(r"[.．…·\s]*\d*$")  # dots and page number of a printed contents


_NUMBERED = re.compile(r"(?=第[一二三四五六七八九十百\d]+(?:编|分编|章|节))")


class PlacedHeading(NamedTuple):
    """A heading and the lines, ``lines[at:until]``, that it fills."""

    at: int
    until: int
    heading: Heading


class Headings(NamedTuple):
    """The headings of the body, and the lines of the contents (目录) where there is one.

    Attributes:
        placed: in the order of the text.
        contents: first and one after the last line of the contents; None without one.
        announced: the headings that the contents give, white space taken out, in order.
    """

    placed: tuple[PlacedHeading, ...]
    contents: tuple[int, int] | None
    announced: tuple[str, ...]


def find_headings(text: str, lines: list[Line], articles: Sequence, *, title_line: int, end: int) -> Headings:
    """The headings of a law whose articles are known.

    Args:
        text: the law's text.
        lines: its lines.
        articles: which of them are articles.
        title_line: index of the line that holds the title; -1 when there is none.
        end: index of the line at which the body ends (annexes and signature follow).
    """
    first = articles.at[0]
    marked = [i for i in range(end) if lines[i].mark is Mark.HEADING and _is_heading(text, lines[i])]
    before = [i for i in marked if i < first]
    opening = _opening(lines, before)
    contents = _contents(text, lines, before, opening, first)
    if contents is not None:
        opening = [i for i in opening if i >= contents[1]]
    numbered = _in_order(text, lines, opening + [i for i in marked if i > first])
    placed = {i: _placed(text, lines, i) for i in numbered}
    announced = _announced(text, lines, contents)
    floor = contents[1] if contents is not None else title_line + 1
    bare = _bare_titles(text, lines, articles, placed=placed, announced=announced, floor=floor)
    units = _Units(lines, numbered)
    for i in bare:
        placed[i] = _bare(text, lines, i, units)
    return Headings(tuple(placed[i] for i in sorted(placed)), contents, announced)


def squeezed(words: str) -> str:
    """``words`` without white space: 总　则 is 总则."""
    return "".join(words.split())


def _is_heading(text: str, line: Line) -> bool:
    """Whether the line is a heading and not a sentence that begins with 第二章."""
    if line.hashes:
        return line.end - line.body <= 2 * _LONGEST_TITLE
    words = text[line.body : line.end]
    if len(words) > _LONGEST_TITLE or _NOT_IN_TITLE.search(words):
        return False
    return line.body > line.mark_end or not words.startswith(("的", "规定", "第", "和", "、", "至"))


def _opening(lines: list[Line], before: list[int]) -> list[int]:
    """The headings right above the first article: 第一编, 第一章, 第一节, each one deeper than the last."""
    opening: list[int] = []
    for i in reversed(before):
        if opening and DEPTH[lines[i].unit] >= DEPTH[lines[opening[0]].unit]:
            break
        opening.insert(0, i)
    return opening


def _contents(
    text: str, lines: list[Line], before: list[int], opening: list[int], first: int
) -> tuple[int, int] | None:
    sign = next((i for i in range(first) if lines[i].mark is Mark.CONTENTS), None)
    if sign is None:
        # A contents without its word: more headings stand before the first article than it can have over it.
        return (before[0], opening[0]) if len(before) > len(opening) else None
    listed = [i for i in before if i > sign]
    again = _repeated(text, lines, sign + 1, first)
    if again is not None:
        return sign, again
    if not listed:
        return sign, first
    inside = [i for i in opening if i > sign]
    if len(listed) > len(inside) and lines[inside[0]].number == 1:
        return sign, inside[0]
    return sign, listed[-1] + 1


def _repeated(text: str, lines: list[Line], start: int, first: int) -> int | None:
    """The line that says again what the contents' first line says, and with which the body begins."""
    if start >= first:
        return None
    words = _entry(text, lines[start])
    for i in range(start + 1, first):
        if _entry(text, lines[i]) == words:
            return i
    return None


def _entry(text: str, line: Line) -> str:
    return squeezed(_LEADERS.sub("", text[line.start : min(line.end, line.start + _LONGEST_ENTRY)]))


def _announced(text: str, lines: list[Line], contents: tuple[int, int] | None) -> tuple[str, ...]:
    if contents is None:
        return ()
    entries = (lines[i] for i in range(*contents))
    listed = [_entry(text, line) for line in entries if line.mark in (Mark.HEADING, Mark.NONE)]
    return tuple(words for entry in listed for words in _NUMBERED.split(entry) if words)


def _in_order(text: str, lines: list[Line], marked: list[int]) -> list[int]:
    """Headings without those inside a quotation, such as the new chapter that an amending decision quotes."""
    kept: list[int] = []
    numbers: dict[str, int] = {}
    quotations = Quotations(text)
    for i in marked:
        line = lines[i]
        due = line.number in (1, numbers.get(line.unit, 0) + 1)
        if not due and kept and quotations.open_between(lines[kept[-1]].end, line.start):
            continue
        numbers[line.unit] = line.number
        for unit, depth in DEPTH.items():
            if depth > DEPTH[line.unit]:
                numbers.pop(unit, None)
        kept.append(i)
    return kept


def _placed(text: str, lines: list[Line], i: int) -> PlacedHeading:
    line = lines[i]
    title, end, until = squeezed(text[line.body : line.end]).rstrip("=*。"), line.end, i + 1
    if not title and until < len(lines):
        below = lines[until]  # some editions put the title into a line of its own
        words = text[below.start : below.end]
        if below.mark is Mark.NONE and len(words) <= _LONGEST_BARE_TITLE and not _NOT_IN_TITLE.search(words):
            title, end, until = squeezed(words), below.end, until + 1
    while until < len(lines) and title.endswith(_UNFINISHED):
        below = lines[until]  # a long title broken over two lines
        words = text[below.start : below.end]
        if below.mark is not Mark.NONE or len(words) > _LONGEST_TITLE or _NOT_IN_TITLE.search(words):
            break
        title, end, until = title + squeezed(words), below.end, until + 1
    number = squeezed(text[line.start : line.mark_end])
    return PlacedHeading(i, until, Heading(line.unit, number, title, Span(line.start, end)))


def _bare(text: str, lines: list[Line], i: int, units: "_Units") -> PlacedHeading:
    span = Span(lines[i].start, lines[i].end)
    title = squeezed(span.of(text))
    unit = units.of(i, closes=title == "附则")
    return PlacedHeading(i, i + 1, Heading(unit, "", title, span))


class _Units:
    """Which unit (编 章 节) a title without its number is, from the numbered headings around it."""

    def __init__(self, lines: list[Line], numbered: list[int]) -> None:
        self.lines, self.numbered = lines, numbered
        self.by_level: dict[int, set[str]] = {}
        for i in numbered:
            self.by_level.setdefault(lines[i].hashes, set()).add(lines[i].unit)
        self.book = next((i for i in numbered if lines[i].unit == "编"), len(lines))

    def of(self, i: int, *, closes: bool) -> str:
        """The unit that has the same Markdown level, else the one whose number is missing there."""
        at = bisect_left(self.numbered, i)
        above = self.lines[self.numbered[at - 1]] if at else None
        below = self.lines[self.numbered[at]] if at < len(self.numbered) else None
        if closes and self.book < i and below is None:
            return "编"  # 附则 after the last 编 of a code belongs to the whole code
        level = self.lines[i].hashes
        units = self.by_level.get(level, set()) if level else set()
        if len(units) == 1:
            return next(iter(units))
        if below is not None and below.unit == "节" and below.number > 1:
            before = above.number if above is not None and above.unit == "节" else 0
            if below.number == before + 2:
                return "节"
        return "章"


def _bare_titles(
    text: str,
    lines: list[Line],
    articles: Sequence,
    *,
    placed: dict[int, PlacedHeading],
    announced: tuple[str, ...],
    floor: int,
) -> list[int]:
    """Lines that are chapter titles without 第X章: short, unpunctuated, right before an article or a heading.

    The line before must have ended its sentence. One such line alone, in a law without other headings, is a
    heading only when it bears a usual title or the contents announce it.
    """
    sure, likely = [], []
    openers = sorted({*articles.at, *placed})
    taken = {i for one in placed.values() for i in range(one.at, one.until)}
    for above, opener in pairwise([floor - 1, *(i for i in openers if i >= floor)]):
        i = opener - 1
        line = lines[i]
        if (
            i <= above
            or i in taken
            or line.mark is not Mark.NONE
            or not _is_bare_title(text, lines, i, floor)
        ):
            continue
        words = squeezed(text[line.start : line.end])
        if line.hashes > 1 or words in announced or words in USUAL_TITLES:
            sure.append(i)
        elif opener > articles.at[0]:
            likely.append(i)
    return sure + likely if placed or len(sure) + len(likely) > 1 else sure


def _is_bare_title(text: str, lines: list[Line], i: int, floor: int) -> bool:
    words = squeezed(text[lines[i].start : lines[i].end])
    if not 1 < len(words) <= _LONGEST_BARE_TITLE or _NOT_IN_BARE_TITLE.search(words):
        return False
    before = lines[i - 1] if i > floor else None
    return before is None or before.mark is Mark.HEADING or text[before.end - 1] in CLOSED
