"""What stands before the first article: title, header lines (题注), contents, preamble."""

import re
from typing import NamedTuple

from lezr_extract.records import Document, PartKind, Span
from lezr_extract.structure.dates import DATE
from lezr_extract.structure.marks import Line, Mark

NORM_TITLE = re.compile(
    r"(?:法|法典|条例|规定|办法|决定|决议|细则|规则|规程|规范|准则|通则|章程|解释|修正案|命令|守则|意见|通知|基准|纲要"
    r"|方案|标准|制度|程序|公告|通告|规划|目录|指南|指引|指导|措施|要求|计划|纪要|批复|复函|答复|函)(?:全文)?"
    r"(?:[（(][^（）()]{1,20}[）)])*$"
)
# Letters, speeches and reports speak to somebody; they make no rule (domain rules 1.3).
NO_NORM_TITLE = re.compile(
    r"(?:批复|复函|函|答复|讲话|致辞|讲稿|报告|请示|总结|通报|简报|解读|答记者问|问答|攻略|案例|说明|名单|公报)"
    r"(?:[（(][^（）()]{1,20}[）)])*$"
)
_FORWARDS = re.compile(r"(?:通知|公告|令|意见)$")
_HEADER = re.compile(
    r"令\s*[（(〔\[第]|令\s*[12]\d{3}|令$|第\s*\S{1,9}\s*号|[〔\[（(][12]\d{3}[〕\]）)]\s*第?\d+\s*号|次会议|会议通过"
    r"|(?:公布|发布|颁布|通过|修正|修订|批准|施行)[）)]?$|^[（(]|[）)]$"
)
_PROMULGATES = re.compile(r"公布|发布|施行|通过|修正|修订|批准|印发")
_SENTENCE_END = ("。", "：", "；", ":", ";")
_NOT_TITLE = re.compile(r"[。；：:;]$|>|^[（(]?\s*(?:[12]\d{3}|[一二][〇○零九]\S\S)\s*年")
_PREAMBLES = frozenset(("序言", "前言", "引言", "序"))
_LONGEST_TITLE = 120
_TITLE_LINES = 4
_SEARCHED_LINES = 12
_LEADING_NUMBER = re.compile(r"^[\u4e00-\u9fff]{1,8}[〔\[][12]\d{3}[〕\]]\s*第?\d+号(?=\S{4})")
_NUMBER_ALONE = re.compile(r"[\u4e00-\u9fff]{1,8}[〔\[【(（][12]\d{3}[〕\]】)）]第?\d+号")
_DATE_IN_NAME = re.compile(
    r"[（(](?:19|20)\d{2}[-.]?\d{2}[-.]?\d{2}[）)]|_(?:19|20)\d{2}[-.]?\d{2}[-.]?\d{2}(?=_|$)"
)
_TRAILING_DATE = re.compile(r"(?<!修正案)[（(](?:19|20)\d{2}(?:[-年.][^（）()]*|)[）)]$")


class Title(NamedTuple):
    """The title and where it stands.

    Attributes:
        words: without 《》, line breaks closed, a 文号 before it and a date in brackets behind it left out.
        at, last: indices of its first and last line; -1 when it comes from outside the text.
    """

    words: str
    at: int
    last: int


class Front(NamedTuple):
    """Where things stand before the body.

    Attributes:
        header: stretches of header lines.
        kinds: kind of part by the index of the line at which it begins.
        preamble: whether sentences stand before the first article.
    """

    header: tuple[Span, ...]
    kinds: dict[int, PartKind]
    preamble: bool


def find_title(document: Document, lines: list[Line], stop: int, *, numbered: bool) -> Title:
    """The law's title.

    Args:
        document: as read; its container may claim a title.
        lines: of its text.
        stop: index of the line before which the title stands: contents, first heading or article.
        numbered: the articles are 第X条; then the text that a covering notice or order carries names them.
    """
    text = document.text
    claimed = clean_title(document.facts.get("title", ""))
    found = _marked(text, lines, stop) or _claimed(text, lines, stop, claimed) or _first(text, lines, stop)
    if numbered and (found is None or _FORWARDS.search(found.words)):
        found = _nearest(text, lines, stop, 0 if found is None else found.last + 1) or found
    if found is None:
        return Title(claimed or clean_title(title_of_name(document.file)), -1, -1)
    return found


def clean_title(words: str) -> str:
    """A title without white space, 《》, a leading 文号 and a trailing date in brackets."""
    words = "".join(words.split())
    if words.startswith("《") and words.endswith("》") and "《" not in words[1:]:
        words = words[1:-1]
    return _TRAILING_DATE.sub("", _LEADING_NUMBER.sub("", words))


def title_of_name(file: str) -> str:
    """The title that a file's name gives: 税收征收管理法(2015-04-24).md is 税收征收管理法."""
    name = file.rsplit("#", 1)[-1].rsplit("/", 1)[-1]
    name = re.sub(r"\.[A-Za-z0-9]{1,5}$", "", name)
    return _DATE_IN_NAME.sub("", name).partition("_")[0].strip() or name


def _marked(text: str, lines: list[Line], stop: int) -> Title | None:
    """The line that the source itself marks as its first heading."""
    for i in range(min(stop, len(lines))):
        if lines[i].hashes == 1 and lines[i].mark in (Mark.NONE, Mark.COUNTED):
            return _joined(text, lines, i, stop)
    return None


def _claimed(text: str, lines: list[Line], stop: int, claimed: str) -> Title | None:
    """The lines that together say the title that the container claims."""
    if not claimed:
        return None
    for i in range(min(stop, _SEARCHED_LINES)):
        words = ""
        for j in range(i, min(i + _TITLE_LINES, stop)):
            words = clean_title(words + text[lines[j].start : lines[j].end])
            if words == claimed:
                return Title(claimed, i, j)
    return None


def _first(text: str, lines: list[Line], stop: int) -> Title | None:
    """The first line that has the form of a title, else the first that is no sentence, date or number."""
    plain: Title | None = None
    for i in range(min(stop, _SEARCHED_LINES)):
        words = "".join(text[lines[i].start : lines[i].end].split())
        if lines[i].mark is not Mark.NONE or len(words) > _LONGEST_TITLE or _NOT_TITLE.search(words):
            continue
        if _NUMBER_ALONE.fullmatch(words):
            continue
        title = _joined(text, lines, i, stop)
        if NORM_TITLE.search(title.words) or NO_NORM_TITLE.search(title.words):
            return title
        if plain is None and not _HEADER.search(words):
            plain = title
    return plain


def _nearest(text: str, lines: list[Line], stop: int, start: int) -> Title | None:
    """The title that stands last before the articles, behind a covering notice or order."""
    for i in range(min(stop, len(lines)) - 1, start - 1, -1):
        words = clean_title(text[lines[i].start : lines[i].end])
        if lines[i].mark is not Mark.NONE or len(words) > _LONGEST_TITLE or _NOT_TITLE.search(words):
            continue
        if NORM_TITLE.search(words) and not _FORWARDS.search(words) and not words.startswith(("（", "(")):
            at = i
            while at - 1 >= start and i - at < _TITLE_LINES - 1 and _goes_on(text, lines, at - 1):
                at -= 1
            return Title(
                clean_title("".join(text[lines[j].start : lines[j].end] for j in range(at, i + 1))), at, i
            )
    return None


def _goes_on(text: str, lines: list[Line], i: int) -> bool:
    """Whether a line is the upper half of a title that is broken over two lines."""
    words = "".join(text[lines[i].start : lines[i].end].split())
    plain = lines[i].mark is Mark.NONE and len(words) <= _LONGEST_TITLE
    dated = DATE.search(words) is not None
    return (
        plain
        and not dated
        and not NORM_TITLE.search(words)
        and words[-1] not in "。；：，）)日"
        and len(words) > 3
    )


def _joined(text: str, lines: list[Line], at: int, stop: int) -> Title:
    """The title that begins on line ``at``, with the lines below that complete it."""
    words = alone = clean_title(text[lines[at].start : lines[at].end])
    last = at
    while last + 1 < stop and last + 1 - at < _TITLE_LINES and not NORM_TITLE.search(words):
        below = lines[last + 1]
        more = "".join(text[below.start : below.end].split())
        if below.mark is not Mark.NONE or _NOT_TITLE.search(more) or _HEADER.search(more):
            break
        words, last = clean_title(words + more), last + 1
    if not NORM_TITLE.search(words):
        return Title(alone, at, at)
    return Title(words, at, last)


def find_front(
    text: str, lines: list[Line], title: Title, body: int, contents: tuple[int, int] | None
) -> Front:
    """Header and preamble before the line ``body`` at which the first heading or article stands."""
    kinds: dict[int, PartKind] = {}
    header: list[Span] = []
    previous: PartKind | None = None
    for i in range(body):
        kind = _kind(text, lines[i], i, title, contents=contents, previous=previous)
        if kind is PartKind.HEADER:
            if previous is PartKind.HEADER:
                header[-1] = Span(header[-1].start, lines[i].end)
            else:
                header.append(Span(lines[i].start, lines[i].end))
        if kind is not previous:
            kinds[i] = kind
        previous = kind
    return Front(tuple(header), kinds, PartKind.PREAMBLE in kinds.values())


def _kind(
    text: str,
    line: Line,
    i: int,
    title: Title,
    *,
    contents: tuple[int, int] | None,
    previous: PartKind | None,
) -> PartKind:
    if contents is not None and contents[0] <= i < contents[1]:
        return PartKind.CONTENTS
    if title.at <= i <= title.last:
        return PartKind.TITLE
    if line.mark is Mark.COMMENT:
        return PartKind.OTHER
    words = "".join(text[line.start : line.end].split())
    tells = DATE.search(words) is not None and _PROMULGATES.search(words) is not None
    if tells and (previous is not PartKind.PREAMBLE or len(words) < _LONGEST_TITLE):
        return PartKind.HEADER
    speaks = words in _PREAMBLES or words.endswith(_SENTENCE_END) or previous is PartKind.PREAMBLE
    return PartKind.PREAMBLE if speaks and not DATE.fullmatch(words) else PartKind.HEADER
