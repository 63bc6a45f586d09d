"""Text cut into pieces that a model knows: of all ways to cut it the likeliest one (unigram model, Kudo 2018)."""

import unicodedata
from collections.abc import Mapping
from itertools import groupby
from math import inf

BEGINS, EMPTY, ENDS, UNKNOWN = range(4)
"""Numbers of the marks: of the beginning, of what is not filled, of the end, and of what no piece stands for."""
_SPACE = "▁"
_STRANGE = 10.0
"""By how much a character that no piece stands for is less likely than the least likely piece."""


class Pieces:
    """The pieces of a model, each with how likely it is."""

    def __init__(self, scores: Mapping[str, float]) -> None:
        """Takes the pieces.

        Args:
            scores: piece → logarithm of how likely it is, in the order of their numbers; the first four are the marks.
        """
        words = list(scores.items())[UNKNOWN + 1 :]
        self._number = {piece: UNKNOWN + 1 + n for n, (piece, _) in enumerate(words)}
        self._score = dict(words)
        self._longest = max(map(len, self._score), default=1)
        self._strange = min(scores.values(), default=0.0) - _STRANGE

    def numbers(self, text: str) -> list[int]:
        """The numbers of the pieces of a text, width and form of its characters made one (NFKC)."""
        found: list[int] = []
        for word in unicodedata.normalize("NFKC", text).split(" "):
            found += self._of_word(_SPACE + word)
        # Several unknown ones in a row are one.
        return [n for number, run in groupby(found) for n in ([number] if number == UNKNOWN else run)]

    def _of_word(self, word: str) -> list[int]:
        best, cut = [0.0, *[-inf] * len(word)], [0] * (len(word) + 1)
        for start in range(len(word)):
            so_far = best[start]
            for end in range(start + 1, min(start + self._longest, len(word)) + 1):
                score = self._score.get(word[start:end])
                if score is None:
                    if end > start + 1:
                        continue
                    score = self._strange
                if so_far + score > best[end]:
                    best[end], cut[end] = so_far + score, start
        found, end = [], len(word)
        while end:
            found.append(self._number.get(word[cut[end] : end], UNKNOWN))
            end = cut[end]
        return found[::-1]
