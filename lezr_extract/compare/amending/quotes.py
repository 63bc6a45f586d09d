"""Telling the words of a decision from the words that it quotes.

Quoted text of several paragraphs opens its quotation mark at each paragraph and closes it once, at the end; copies
print the marks straight or curly, leave out some at the heads of paragraphs, and lose the last one.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lezr_extract.records import Span

QUOTED = "▣"
"""Stands for a quotation in the masked text of a decision."""

_NUMERAL = "[一二三四五六七八九十百千零〇两0-9]"
_CLOSED_BY = frozenset("，。；：、）)》\n中的之后前均都统一分修改删和与及或等")
# A line inside a quotation that lost its end: only a new instruction looks like this.
_INSTRUCTION = re.compile(
    rf"\s*(?:条目{_NUMERAL}+|{_NUMERAL}+[、.．]|[（(]{_NUMERAL}+[）)]|第{_NUMERAL}+条(?=\s))?\s*"
    rf"(?:(?:将|把|在|删去|删除|对)?(?:刑法|宪法|《[^》\n]{{2,60}}》|原)?第{_NUMERAL}+(?:条|款|项|章|节)"
    rf"[^“”\"\n]{{0,30}}(?:修改为|改为|增加|删去|删除|作为|合并)|(?:删去|删除)(?:刑法|宪法|《[^》\n]{{2,60}}》)?第{_NUMERAL}+[条款项章节]"
    rf"|增加{_NUMERAL}*[条款项章节]，|本(?:决定|修正案)自)"
)


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation.

    Attributes:
        span: of it, marks included, in the text of the decision.
        text: its words, a line for each paragraph or item, without the marks.
    """

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Masked:
    """A stretch of a decision in which every quotation is one `QUOTED` sign.

    Attributes:
        text: the masked words.
        at: offset in the decision's text of each of its characters.
        quotes: in order, one for each sign.
        end: offset at which the stretch ends.
    """

    text: str
    at: tuple[int, ...]
    quotes: tuple[Quote, ...]
    end: int

    def span(self, start: int, end: int) -> Span:
        """Where ``text[start:end]`` stands in the decision, quotations included."""
        if start >= end:
            at = self.at[start] if start < len(self.at) else self.end
            return Span(at, at)
        last = end - 1
        stop = self.at[last] + 1
        if self.text[last] == QUOTED:
            stop = self.quotes[self.text.count(QUOTED, 0, last)].span.end
        return Span(self.at[start], stop)

    def quote(self, place: int) -> Quote:
        """The quotation for the sign at ``place`` of the masked text."""
        return self.quotes[self.text.count(QUOTED, 0, place)]


def mask(text: str, span: Span, heads: Sequence[int] = ()) -> Masked:
    """The words of ``span`` in ``text`` with every quotation masked.

    Args:
        text: of the decision.
        span: the stretch.
        heads: offsets at which entries of the decision begin; a quotation that lost its end is ended there.
    """
    stops = {head for head in heads if _INSTRUCTION.match(text, head)}
    signs: list[str] = []
    at: list[int] = []
    quotes: list[Quote] = []
    i = span.start
    while i < span.end:
        if text[i] in '“"「' or (text[i] == "”" and text[i - 1 : i] in "：:"):
            end, words = _quotation(text, i, span.end, stops)
            quotes.append(Quote(Span(i, end), words))
            signs.append(QUOTED)
            at.append(i)
            i = end
        else:
            signs.append("，" if text[i] in "," else text[i])
            at.append(i)
            i += 1
    return Masked("".join(signs), tuple(at), tuple(quotes), span.end)


def _quotation(text: str, start: int, stop: int, stops: set[int]) -> tuple[int, str]:
    """Where the quotation that opens at ``start`` ends, and its words."""
    straight = text[start] == '"'
    depth = 0
    words: list[str] = []
    i = start + 1
    while i < stop:
        sign = text[i]
        if sign == "\n":
            line = i + 1
            if line in stops or (not _opens(text, line) and _INSTRUCTION.match(text, line)):
                return i, _joined(words)
        if sign in '“"”「」' and _at_line_start(text, i, start):
            i += 1
            continue
        if sign == '"' and straight:
            if text[i + 1 : i + 2] in _CLOSED_BY or i + 1 >= stop or text[i + 1] == '"':
                return i + 1, _joined(words)
            depth = 1 - depth
        elif sign in "“「":
            depth += 1
        elif sign in "”」" or (sign == '"' and not straight):
            if depth == 0:
                return i + 1, _joined(words)
            depth -= 1
        words.append(sign)
        i += 1
    return stop, _joined(words)


def _opens(text: str, line: int) -> bool:
    while line < len(text) and text[line] in " \t　":
        line += 1
    return text[line : line + 1] in ("“", '"', "”", "「")


def _at_line_start(text: str, at: int, start: int) -> bool:
    at -= 1
    while at > start and text[at] in " \t　":
        at -= 1
    return at > start and text[at] == "\n"


def _joined(words: list[str]) -> str:
    lines = ("".join(words)).split("\n")
    return "\n".join(line.strip() for line in lines if line.strip())
