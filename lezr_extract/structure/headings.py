"""Headings (编 章 节) over the articles, the contents that only announce them, and titles that lack 第X章."""

import re
from typing import NamedTuple

from lezr_extract.records import Heading, Span
from lezr_extract.structure.marks import Line, Mark
from lezr_extract.structure.sequence import Sequence

DEPTH = {"编": 0, "分编": 1, "章": 2, "节": 3}
# Titles that chapters of statutes bear so often that one alone, standing between two articles, is a heading.
USUAL_TITLES = frozenset(
    "总则 附则 罚则 法律责任 监督检查 监督管理 监督与管理 监督和管理 保障措施 保障与监督 监督与保障 一般规定 "
    "奖励与处罚 奖惩 服务与保障 保障与服务 规划与建设 规划和建设 保护与管理 管理与监督 权利与义务 权利和义务 "
    "争议处理 其他规定 附加规定 责任追究 管理与服务 保护措施 管理与保护".split()
)
_LONGEST_TITLE = 40
_LONGEST_BARE_TITLE = 25
_NOT_IN_TITLE = re.compile(r"[。；：！？;:!?]")
_NOT_IN_BARE_TITLE = re.compile(r"[。；：，！？;:!?,《》“”（）()0-9０-９]")
_CLOSED = "。；：！？…”』」）)》】.;:!?"


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
        announced: titles that the contents give, white space taken out, in order.
    """

    placed: tuple[PlacedHeading, ...]
    contents: tuple[int, int] | None
    announced: tuple[str, ...]


def find_headings(text: str, lines: list[Line], articles: Sequence, title_line: int, end: int) -> Headings:
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
    opening = _opening(lines, [i for i in marked if i < first])
    contents = _contents(text, lines, [i for i in marked if i < first], opening, first)
    if contents is not None and opening and opening[0] < contents[1]:
        opening = []
    announced = _announced(text, lines, contents)
    body = opening + [i for i in marked if i > first]
    body = _in_order(text, lines, body)
    placed = {i: _placed(text, lines, i) for i in body}
    for i in _bare_titles(text, lines, articles, set(placed), announced, contents, title_line, end):
        placed[i] = _bare(text, lines[i], i)
    return Headings(tuple(placed[i] for i in sorted(placed)), contents, announced)


def squeezed(words: str) -> str:
    """``words`` without white space: 总　则 is 总则."""
    return "".join(words.split())


def _is_heading(text: str, line: Line) -> bool:
    """Whether the line is a heading and not a sentence that begins with 第二章."""
    words = text[line.body : line.end]
    if len(words) > _LONGEST_TITLE or _NOT_IN_TITLE.search(words):
        return False
    return (
        line.hashes > 0
        or line.body > line.mark_end
        or not words.startswith(("的", "规定", "第", "和", "、", "至"))
    )


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
    signs = [i for i in range(first) if lines[i].mark is Mark.CONTENTS]
    if signs:
        start = signs[0]
        if before and before[-1] > start:
            if (
                opening
                and (len(opening) < len([i for i in before if i > start]))
                and lines[opening[0]].number == 1
            ):
                return start, opening[0]
            if len(before) > len(opening) or lines[before[-1]].number > 1:
                return start, before[-1] + 1
            return start, opening[0]
        return start, _repeated(text, lines, start + 1, first)
    if len(before) > len(opening):
        return before[0], opening[0]
    return None


def _repeated(text: str, lines: list[Line], start: int, first: int) -> int:
    """The line that says again what the contents' first line says; the first article when none does."""
    if start >= first:
        return first
    words = squeezed(text[lines[start].start : lines[start].end])
    for i in range(start + 1, first):
        if squeezed(text[lines[i].start : lines[i].end]) == words:
            return i
    return first


def _announced(text: str, lines: list[Line], contents: tuple[int, int] | None) -> tuple[str, ...]:
    if contents is None:
        return ()
    found = []
    for i in range(*contents):
        line = lines[i]
        if line.mark in (Mark.HEADING, Mark.NONE):
            found.append(re.sub(r"[.…·\d]+$", "", squeezed(text[line.body : line.end])))
    return tuple(found)


def _in_order(text: str, lines: list[Line], marked: list[int]) -> list[int]:
    """Headings without those inside a quotation, such as the new chapter that an amending decision quotes."""
    kept: list[int] = []
    numbers: dict[str, int] = {}
    for i in marked:
        line = lines[i]
        due = line.number in (1, numbers.get(line.unit, 0) + 1)
        if (
            not due
            and kept
            and text.count("“", lines[kept[-1]].end, line.start)
            > text.count("”", lines[kept[-1]].end, line.start)
        ):
            continue
        numbers[line.unit] = line.number
        for unit, depth in DEPTH.items():
            if depth > DEPTH[line.unit]:
                numbers.pop(unit, None)
        kept.append(i)
    return kept


def _placed(text: str, lines: list[Line], i: int) -> PlacedHeading:
    line = lines[i]
    title, end, until = squeezed(text[line.body : line.end]), line.end, i + 1
    if not title and until < len(lines):
        below = lines[until]  # some editions put the title into a line of its own
        words = text[below.start : below.end]
        if below.mark is Mark.NONE and len(words) <= _LONGEST_BARE_TITLE and not _NOT_IN_TITLE.search(words):
            title, end, until = squeezed(words), below.end, until + 1
    number = squeezed(text[line.start : line.mark_end])
    return PlacedHeading(i, until, Heading(line.unit, number, title, Span(line.start, end)))


def _bare(text: str, line: Line, i: int) -> PlacedHeading:
    span = Span(line.start, line.end)
    return PlacedHeading(i, i + 1, Heading("章", "", squeezed(span.of(text)), span))


def _bare_titles(
    text: str,
    lines: list[Line],
    articles: Sequence,
    used: set[int],
    announced: tuple[str, ...],
    contents: tuple[int, int] | None,
    title_line: int,
    end: int,
) -> list[int]:
    """Lines that are chapter titles without 第X章: short, unpunctuated, between two articles."""
    sure, likely = [], []
    article_lines = set(articles.at)
    floor = contents[1] if contents is not None else title_line + 1
    for at in articles.at:
        i = at - 1
        if i < floor or i in used or i in article_lines or i >= end:
            continue
        line = lines[i]
        if line.mark is not Mark.NONE:
            continue
        words = squeezed(text[line.start : line.end])
        if len(words) > _LONGEST_BARE_TITLE or _NOT_IN_BARE_TITLE.search(words):
            continue
        if i > floor and i - 1 not in used and text[lines[i - 1].end - 1] not in _CLOSED:
            continue
        if line.hashes or words in announced or words in USUAL_TITLES:
            sure.append(i)
        elif at != articles.at[0]:
            likely.append(i)
    if any(lines[i].unit == "章" for i in used):
        return sure
    return sure + likely if len(sure) + len(likely) > 1 else sure
