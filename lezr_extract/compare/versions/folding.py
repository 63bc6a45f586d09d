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
_SPACE = re.compile(r"\s+")


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
    if not _SPACE.search(words):
        return Folded(words, range(span.start, span.end))
    at = [n for n, sign in enumerate(words, span.start) if not sign.isspace()]
    return Folded(_SPACE.sub("", words), at)


def folded(words: str) -> str:
    """``words`` folded, without the way back."""
    return _SPACE.sub("", words.translate(_TABLE))
