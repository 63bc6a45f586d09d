"""Several laws glued into one file, taken apart: each becomes a document of its own with its way back to the file."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import TypeVar

from lezr_extract.records import Document, SourceMap, Span
from lezr_extract.structure.announced import announced_starts, may_announce
from lezr_extract.structure.marks import Line, Mark, lines_of

T = TypeVar("T")

_FIRST = re.compile(r"^[^\S\n]*(?:\*\*)?第[^\S\n]*[一1１][^\S\n]*条(?!第)", re.MULTILINE)
_TITLE = re.compile(
    r"(?:法|法典|条例|规定|办法|细则|规则|规程|章程|规范|准则)(?:[（(][^（）()]{1,20}[）)])?$"
)
_COMMENCES = re.compile(r"施行|生效|实施|执行|废止")
_SHORTEST, _LONGEST = 5, 60
_HEAD_LINES = 40
"""Between a title and its 第一条: the line of the meeting and a table of contents."""
_LAST_LINES = 6
_FRONT = frozenset((Mark.NONE, Mark.HEADING, Mark.CONTENTS, Mark.COMMENT))


def apart(document: Document) -> tuple[Document, ...]:
    """The documents that ``document`` holds; itself alone where it holds one.

    A second law begins where the numbers restart below a title of its own and the law before has said when it
    commences, or below a title that the covering notice has named (`announced`). What follows under 附件 stays with
    the law that it is annexed to. The first keeps the file's name, the others are ``file#2`` …; what the container
    claims holds for the first alone, but for its title it holds for all under one notice.
    """
    text = document.text
    glued = len(_FIRST.findall(text)) > 1
    announces = may_announce(text)
    if not glued and not announces:
        return (document,)
    lines = lines_of(text, dict(document.marked_headings))
    cuts = _restarts(text, lines) if glued else []
    facts: dict[str, str] = {}
    if not cuts and announces:
        cuts = [lines[start].first for start in announced_starts(text, lines)]
        facts = {name: value for name, value in document.facts.items() if name != "title"}
    if not cuts:
        return (document,)
    parts = zip([0, *cuts], [*cuts, len(text)], strict=True)
    return tuple(
        _part(document, start, end, number, document.facts if number == 1 else facts)
        for number, (start, end) in enumerate(parts, 1)
    )


def _restarts(text: str, lines: Sequence[Line]) -> list[int]:
    """Where a title begins below which 第一条 stands anew, behind a law that has ended."""
    firsts = [
        i for i, line in enumerate(lines) if line.mark is Mark.ARTICLE and line.number == 1 == line.sub + 1
    ]
    cuts = []
    for before, restart in pairwise(firsts):
        title = _title(text, lines, before, restart)
        if title is not None and _has_ended(text, lines, before, title):
            cuts.append(lines[title].first)
    return cuts


def _title(text: str, lines: Sequence[Line], before: int, restart: int) -> int | None:
    """Index of the line of the title above ``restart``; None where there is none or an annex begins."""
    for i in range(restart - 1, max(before, restart - _HEAD_LINES), -1):
        words = "".join(text[lines[i].start : lines[i].end].split())
        if lines[i].mark not in _FRONT or words.endswith(("。", "；")):
            return None
        if lines[i].mark is Mark.NONE and _SHORTEST <= len(words) <= _LONGEST and _TITLE.search(words):
            return None if lines[i - 1].mark is Mark.ANNEX else i
    return None


def _has_ended(text: str, lines: Sequence[Line], first: int, title: int) -> bool:
    """Whether the law before says in its last lines when it commences."""
    start = lines[max(first + 1, title - _LAST_LINES)].start
    return _COMMENCES.search(text, start, lines[title - 1].end) is not None


def _part(document: Document, start: int, end: int, number: int, facts: Mapping[str, str]) -> Document:
    text = document.text[start:end].rstrip("\n")
    end = start + len(text)
    way = document.source_map
    return replace(
        document,
        file=document.file if number == 1 else f"{document.file}#{number}",
        text=text,
        source_map=SourceMap(
            (
                (0, way.source_offset(start)),
                *((new - start, source) for new, source in way.steps if start < new < end),
            ),
            _within(way.pages, start, end, carried=True),
            _within(way.boxes, start, end, carried=True),
            _lines(document, start, end),
        ),
        source_text=document.source_text or document.text,
        facts=dict(facts),
        tables=tuple(
            replace(table, span=table.span.moved(-start))
            for table in document.tables
            if Span(start, end).holds(table.span)
        ),
        marked_headings=_within(document.marked_headings, start, end),
        notes=_within(document.notes, start, end),
    )


def _lines(document: Document, start: int, end: int) -> tuple[tuple[int, int], ...]:
    first = document.source_map.line(start, document.text)
    if first is None:
        return ()
    inside = _within(document.source_map.lines, start, end)
    return inside if inside[:1] and inside[0][0] == 0 else ((0, first), *inside)


def _within(
    pairs: Sequence[tuple[int, T]], start: int, end: int, *, carried: bool = False
) -> tuple[tuple[int, T], ...]:
    """The pairs inside, from the new beginning on; ``carried``: what holds at the beginning holds there too."""
    inside = tuple((at - start, what) for at, what in pairs if start <= at < end)
    earlier = [what for at, what in pairs if at < start]
    if carried and earlier and (not inside or inside[0][0] > 0):
        return ((0, earlier[-1]), *inside)
    return inside
