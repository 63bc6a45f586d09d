"""A pair of articles as the encoder reads it: the pieces of both in a row, between marks."""

from collections.abc import Sequence
from typing import NamedTuple

from lezr_extract.compare.encoder.pieces import BEGINS, ENDS, Pieces

_MARKS = 4
"""One before the pair, two between the articles, one behind."""


class Article(NamedTuple):
    """``title`` of the law and ``text`` of the article."""

    title: str
    text: str

    def numbers(self, pieces: Pieces) -> list[int]:
        """The numbers of its pieces, those of the title first."""
        return [*pieces.numbers(f"{self.title}："), *pieces.numbers(self.text.replace("\n", ""))]


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
