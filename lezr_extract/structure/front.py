"""What stands before the first article: title, header lines (题注), contents, preamble."""

import re
from typing import NamedTuple

from lezr_extract.records import Document, PartKind, Span
from lezr_extract.structure.marks import Line, Mark

_DATED = re.compile(
    r"[12０-９0-9一二][0-9０-９〇○零一二三四五六七八九*＊]{3}\s*年|[（(]?\s*(?:[12][09]\d\d)[-./]\d{1,2}[-./]\d{1,2}"
    r"|令[（(〔\[第]|第\s*\S{1,9}\s*号|次会议|公布$|发布$|通过$|修正$|修订$|批准$|施行$|[）)]$|^[（(]|〔\d{4}〕"
)
_TITLE_END = re.compile(
    r"(?:法|法典|条例|规定|办法|决定|决议|细则|规则|规程|规范|标准|准则|通则|章程|制度|意见|通知|公告|批复|解释|修正案|方案|目录"
    r"|纲要|守则|复函|函|答复|令|编|基准|指南|指引|程序|（.{1,40}）|\(.{1,40}\))$"
)
_NOT_TITLE = re.compile(r"[。；：]$|^[（(]?\s*[12]\d{3}\s*年")
_LONGEST_TITLE = 120
_COVER = re.compile(
    r"[（(](?:19|20)\d{2}[-年._]?\d{1,2}[-月._]?\d{1,2}日?[）)]|_(?:19|20)\d{2}-?\d{2}-?\d{2}(?:_.*)?$"
)


class Front(NamedTuple):
    """Where things stand before the body.

    Attributes:
        title: the law's title without 《》, line breaks closed.
        title_span: None when it comes from outside the text.
        title_line: index of the title's last line; -1 when it comes from outside the text.
        header: spans of the header lines.
        kinds: kind of part by the index of the line at which it begins.
    """

    title: str
    title_span: Span | None
    title_line: int
    header: tuple[Span, ...]
    kinds: dict[int, PartKind]


def find_title(document: Document, lines: list[Line], first: int) -> tuple[str, Span | None, int, int]:
    """Title, its span, and its first and last line (-1 when it comes from outside the text)."""
    text = document.text
    claimed = document.facts.get("title", "")
    start = 0
    while start < first and lines[start].mark is Mark.COMMENT:
        start += 1
    at = _title_at(text, lines, start, first, claimed)
    if at is None:
        return claimed or title_of_name(document.file), None, -1, -1
    until = at
    words = _clean_title(text[lines[at].start : lines[at].end])
    while until + 1 < first and not _TITLE_END.search(words) and until - at < 3:
        below = lines[until + 1]
        more = _clean_title(text[below.start : below.end])
        if below.mark is not Mark.NONE or _NOT_TITLE.search(more) or _DATED.search(more):
            break
        words, until = words + more, until + 1
    if not _TITLE_END.search(words):
        words, until = _clean_title(text[lines[at].start : lines[at].end]), at
    span = Span(lines[at].start, lines[until].end)
    return words, span, at, until


def _title_at(text: str, lines: list[Line], start: int, first: int, claimed: str) -> int | None:
    wanted = "".join(claimed.split())
    for i in range(start, min(first, start + 8)):
        line = lines[i]
        words = "".join(text[line.start : line.end].split())
        if wanted and wanted in words:
            return i
    for i in range(start, first):
        if lines[i].hashes == 1:
            return i
    for i in range(start, min(first, start + 8)):
        line = lines[i]
        words = text[line.start : line.end]
        if line.mark is not Mark.NONE or len(words) > _LONGEST_TITLE or _NOT_TITLE.search(words):
            continue
        if not _DATED.search(words) or _TITLE_END.search(words):
            return i
    return None


def _clean_title(words: str) -> str:
    words = "".join(words.split())
    if words.startswith("《") and words.endswith("》"):
        words = words[1:-1]
    return words


def title_of_name(file: str) -> str:
    """The title that a file's name gives: 税收征收管理法(2015-04-24).md is 税收征收管理法."""
    name = file.rsplit("#", 1)[-1].rsplit("/", 1)[-1]
    name = re.sub(r"\.[A-Za-z0-9]{1,5}$", "", name)
    return _COVER.sub("", name).strip()


def find_front(document: Document, lines: list[Line], body: int, contents: tuple[int, int] | None) -> Front:
    """Title, header and preamble before the line ``body`` at which the first heading or article stands."""
    text = document.text
    stop = contents[0] if contents is not None else body
    title, span, title_at, title_line = find_title(document, lines, stop)
    kinds: dict[int, PartKind] = {}
    header = []
    previous: PartKind | None = None
    for i in range(body):
        kind = _kind(text, lines, i, title_at, title_line, contents, previous)
        if kind is not previous:
            kinds[i] = kind
        if kind is PartKind.HEADER:
            header.append(Span(lines[i].start, lines[i].end))
        previous = kind
    return Front(title, span, title_line, tuple(header), kinds)


def _kind(
    text: str,
    lines: list[Line],
    i: int,
    title_at: int,
    title_line: int,
    contents: tuple[int, int] | None,
    previous: PartKind | None,
) -> PartKind:
    line = lines[i]
    if contents is not None and contents[0] <= i < contents[1]:
        return PartKind.CONTENTS
    if title_at <= i <= title_line:
        return PartKind.TITLE
    if line.mark is Mark.COMMENT:
        return PartKind.OTHER
    words = text[line.start : line.end]
    if words.endswith(("。", "：", "；")) or previous is PartKind.PREAMBLE:
        return PartKind.PREAMBLE
    if "".join(words.split()) in ("序言", "前言", "引言"):
        return PartKind.PREAMBLE
    if _DATED.search(words) or previous in (PartKind.TITLE, PartKind.HEADER):
        return PartKind.HEADER
    return PartKind.OTHER
