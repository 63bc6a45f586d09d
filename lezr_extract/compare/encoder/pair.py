"""A pair of articles as the encoder reads it: the pieces of both in a row, between marks."""

from collections.abc import Sequence
from typing import NamedTuple

from lezr_extract.compare.encoder.pieces import BEGINS, ENDS, Pieces

_OF_EACH, _OF_ALL = 160, 320
"""Characters that are read of a cited provision and of all of them together."""
_MARKS = 4
"""One before the pair, two between the articles, one behind."""


class Article(NamedTuple):
    """An article as it is read.

    Attributes:
        title: of the law.
        text: of the article.
        cited: the words of the provisions on whose breach it speaks: 违反本条例第八条规定的 alone tells no act.
    """

    title: str
    text: str
    cited: tuple[str, ...] = ()

    def numbers(self, pieces: Pieces) -> list[int]:
        """The numbers of its pieces: of the title, of the text, of what is cited."""
        words = [f"{self.title}：", self.text]
        if self.cited:
            words.append("所引：" + " ".join(one[:_OF_EACH] for one in self.cited)[:_OF_ALL])
        return [number for one in words for number in pieces.numbers(one.replace("\n", ""))]


def joined(a: Sequence[int], b: Sequence[int], longest: int) -> list[int]:
    """Both in a row; of what is too long the end of the longer one is left out, or of both.

    Args:
        a: pieces of the first article.
        b: pieces of the second one.
        longest: how many there may be with the marks.
    """
    room = longest - _MARKS
    if len(a) + len(b) > room:
        half = room // 2
        if len(a) < half:
            b = b[: room - len(a)]
        elif len(b) < half:
            a = a[: room - len(b)]
        else:
            a, b = a[:half], b[:half]
    return [BEGINS, *a, ENDS, ENDS, *b, ENDS]
