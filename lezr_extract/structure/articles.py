"""The tree: articles with their headings, and the parts that cover the whole text."""

import re
from functools import lru_cache
from typing import NamedTuple

from lezr_extract.records import Annex, Article, Heading, Part, PartKind, Span
from lezr_extract.records.making import maker
from lezr_extract.structure.closing import Closing
from lezr_extract.structure.headings import DEPTH, Headings
from lezr_extract.structure.marks import Line, Mark, lines_of
from lezr_extract.structure.paragraphs import paragraphs_of
from lezr_extract.structure.sequence import Sequence
from lezr_extract.text.numerals import to_chinese

_CAPTION = re.compile(r"[【〔\[]([^】〕\]\n]{1,40})[】〕\]][^\S\n]*")
_LONGEST_CAPTION = 50
_made_article = maker(Article)
_CAPTION_SIGNS = frozenset("【〔[（(")
_ROUND_CAPTION = re.compile(r"[（(]([^（）()\n一二三四五六七八九十]{1}[^（）()\n]{0,24})[）)][^\S\n]*$")
_ITEM_START = re.compile(r"[（(一二三四五六七八九十0-9０-９①⑴㈠]")


class Tree(NamedTuple):
    """A law's provisions."""

    headings: tuple[Heading, ...]
    articles: tuple[Article, ...]
    annexes: tuple[Annex, ...]


def build_tree(
    text: str, lines: list[Line], sequence: Sequence, headings: Headings, closing: Closing
) -> Tree:
    """Articles, headings and annexes with their spans in ``text``."""
    by_line = {one.at: one for one in headings.placed}
    starts = sorted(set(sequence.at) | set(by_line))
    caption = _caption_form(text, lines, sequence)
    path: list[Heading] = []
    articles = []
    for n, at in enumerate(starts):
        if at in by_line:
            heading = by_line[at].heading
            depth = DEPTH[heading.kind]
            path = [above for above in path if DEPTH[above.kind] < depth] + [heading]
            continue
        until = starts[n + 1] if n + 1 < len(starts) else closing.end
        own = lines[at:until]
        articles.append(_whole(text, own) if sequence.whole else _article(text, own, path, caption, sequence))
    ends = [*closing.annexes[1:], len(lines)]
    annexes = tuple(_annex(text, lines[at:end]) for at, end in zip(closing.annexes, ends, strict=False))
    return Tree(tuple(one.heading for one in headings.placed), tuple(articles), annexes)


def _caption_form(text: str, lines: list[Line], sequence: Sequence) -> re.Pattern[str]:
    """The form of captions; （…） is one only where most articles have it alone on the line of their number."""
    rounded = sum(1 for i in sequence.at if _ROUND_CAPTION.match(text, lines[i].body, lines[i].end))
    return _ROUND_CAPTION if 2 * rounded > max(len(sequence.at), 4) else _CAPTION


def _article(
    text: str, lines: list[Line], path: list[Heading], caption: re.Pattern[str], sequence: Sequence
) -> Article:
    mark = lines[0]
    words = [line for line in lines[1:] if line.mark is not Mark.COMMENT]
    captions: list[str] = []
    if sequence.counted and words and _is_caption(text[mark.body : mark.end]):
        captions.append(text[mark.body : mark.end])
    elif mark.body < mark.end:
        words.insert(0, _rest(text, mark, mark.body))
    words = _without_captions(text, words, caption, captions)
    start, end = (words[0].start, words[-1].end) if words else (mark.end, mark.end)
    span = Span(start, end)
    return _made_article(
        article_number(mark.number, mark.sub, counted=sequence.counted),
        (mark.number, mark.sub),
        tuple(path),
        text[start:end],
        Span(mark.start, end),
        span,
        paragraphs_of(text, words),
        "、".join(captions),
    )


def _without_captions(
    text: str, lines: list[Line], caption: re.Pattern[str], captions: list[str]
) -> list[Line]:
    """The lines without the captions that editions put before an article's words or before a later 款."""
    kept = []
    for n, line in enumerate(lines):
        at = line.start
        while text[at : at + 1] in _CAPTION_SIGNS and (match := caption.match(text, at, line.end)):
            if n and caption is _ROUND_CAPTION:
                break
            captions.append(match[1].strip())
            at = match.end()
        if at == line.start:
            kept.append(line)
        elif at < line.end:
            kept.append(_rest(text, line, at))
    return kept


def _is_caption(words: str) -> bool:
    """Whether the words after 一、 are a heading over the paragraphs that follow, not their first sentence."""
    return 0 < len(words) <= _LONGEST_CAPTION and words[-1] not in "。；：，！？、.;:,!?）)”"


def _whole(text: str, lines: list[Line]) -> Article:
    """The one article of a text without numbers."""
    span = Span(lines[0].start, lines[-1].end)
    return Article("全文", (1, 0), (), span.of(text), span, span, paragraphs_of(text, lines))


@lru_cache(maxsize=2048)
def article_number(number: int, sub: int, *, counted: bool = False) -> str:
    """第一百三十三条之一 for (133, 1); 一 for the provisions of a short decision."""
    words = to_chinese(number) if 1 <= number <= 9999 else str(number)
    if counted:
        return words
    return f"第{words}条" + (f"之{to_chinese(sub)}" if sub else "")


def _rest(text: str, mark: Line, body: int) -> Line:
    """The line of the number mark without the mark; it may begin with an item: 第三条 （一）…"""
    if _ITEM_START.match(text, body):
        line = lines_of(text[body : mark.end])[0]
        return line._replace(
            start=line.start + body,
            end=line.end + body,
            mark_end=line.mark_end + body,
            body=line.body + body,
            first=body,
        )
    return Line(body, mark.end, Mark.NONE, 0, 0, body, body, "", 0, body)


def _annex(text: str, lines: list[Line]) -> Annex:
    span = Span(lines[0].start, lines[-1].end)
    title = text[lines[0].start : lines[0].end]
    if lines[0].mark is Mark.ANNEX and lines[0].body >= lines[0].end - 1 and len(lines) > 1:
        title = text[lines[1].start : lines[1].end]
    return Annex(title.strip(), span.of(text), span)


def build_parts(
    text: str,
    lines: list[Line],
    sequence: Sequence,
    headings: Headings,
    closing: Closing,
    *,
    front: dict[int, PartKind],
) -> tuple[Part, ...]:
    """Parts that cover the whole text, in order, without gap or overlap.

    Args:
        text: the law's text.
        lines: its lines.
        sequence: where articles begin.
        headings: where headings and contents begin.
        closing: where annexes and signature begin.
        front: kinds of the lines before the body, by the index of the line at which each begins.
    """
    kinds = dict(front)
    kinds.update((one.at, PartKind.HEADING) for one in headings.placed)
    kinds.update((at, PartKind.ARTICLE) for at in sequence.at)
    if closing.signature < len(lines) and closing.signature not in closing.annexes:
        kinds[closing.signature] = PartKind.SIGNATURE
    kinds.update((at, PartKind.TABLE if at == closing.table else PartKind.ANNEX) for at in closing.annexes)
    starts = sorted(kinds)
    parts = []
    for n, at in enumerate(starts):
        start = lines[at].first if n else 0
        end = lines[starts[n + 1]].first if n + 1 < len(starts) else len(text)
        parts.append(Part(kinds[at], Span(start, end)))
    return tuple(parts)
