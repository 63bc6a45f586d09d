"""Words without what editions do to them: white space and the width of punctuation are no change of a law."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lezr_extract.records import Span

_WIDE = dict(zip(",;:?!()[]", "，；：？！（）［］", strict=True))
_SAME = (
    _WIDE
    | dict.fromkeys("“”„‟″＂「」『』", '"')
    | dict.fromkeys("‘’‚‛′＇", "'")
    | dict.fromkeys("〈＜", "<")
    | dict.fromkeys("〉＞", ">")
    | dict.fromkeys("—–―－─", "-")
    | dict.fromkeys("·•・‧", "·")
    | {chr(0xFF10 + n): str(n) for n in range(10)}
    | {"〔": "［", "〕": "］", "○": "〇", "％": "%", "．": "."}
)
_TABLE = str.maketrans(_SAME)
# White space; and 、 between 》《 or ”“, which older editions print and GB/T 15834—2011 (4.5.3.5) leaves out.
_DROPPED = re.compile(r"\s+|(?<=[》\"])、(?=\s*[《\"])")


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded words with the way back.

    Attributes:
        text: the folded words.
        at: offset in the law's text of each of their characters.
    """

    text: str
    at: Sequence[int]

    def span(self, start: int, end: int) -> Span:
        """Where ``text[start:end]`` stands in the law's text; an empty stretch stands before the next character."""
        if start < end:
            return Span(self.at[start], self.at[end - 1] + 1)
        if start < len(self.at):
            return Span(self.at[start], self.at[start])
        last = self.at[-1] + 1 if self.at else 0
        return Span(last, last)


def fold(text: str, span: Span) -> Folded:
    """The words of ``span`` in ``text``, folded."""
    words = text[span.start : span.end].translate(_TABLE)
    kept: list[str] = []
    at: list[int] = []
    done = 0
    for match in _DROPPED.finditer(words):
        kept.append(words[done : match.start()])
        at.extend(range(span.start + done, span.start + match.start()))
        done = match.end()
    if not done:
        return Folded(words, range(span.start, span.end))
    kept.append(words[done:])
    at.extend(range(span.start + done, span.end))
    return Folded("".join(kept), at)


def folded(words: str) -> str:
    """``words`` folded, without the way back."""
    return _DROPPED.sub("", words.translate(_TABLE))
