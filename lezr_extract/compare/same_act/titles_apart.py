"""What sets two laws apart: the words in which their titles differ, and how far either law speaks of the other's.

水路运输 and 道路运输 share half of their words and all of their formulas, but neither law speaks of the other's field;
城市管理 and 市容 do. Where each of two articles names its own law's field and never the other's, their acts are two.
"""

from collections.abc import Sequence
from difflib import SequenceMatcher
from math import log1p

_TELLING = 2
"""Characters of a word that tells a field; shorter ones count only where a title has no longer one."""
_IN_TEXT = 10_000
_OFTEN = 5.0
"""How often a word stands in a law is counted as a logarithm for so many characters; this is as often as it gets."""

Words = tuple[str, ...]


def words_apart(a: str, b: str) -> tuple[Words, Words]:
    """The words of either field that the other one has not.

    Args:
        a: the field that a title names, see `ComparedLaw.field`.
        b: that of another title.
    """
    only_a, only_b = [], []
    for what, begin, end, start, stop in SequenceMatcher(None, a, b, autojunk=False).get_opcodes():
        if what != "equal":
            only_a.append(a[begin:end])
            only_b.append(b[start:stop])
    return _telling(only_a), _telling(only_b)


def _telling(words: Sequence[str]) -> Words:
    long = tuple(word for word in words if len(word) >= _TELLING)
    return long or tuple(filter(None, words))


def says(text: str, words: Words) -> float:
    """1 where a text has one of some words, else 0."""
    return float(any(word in text for word in words))


def how_often(text: str, words: Words) -> float:
    """How often a law says the one of some words that it says most, 0 to 1."""
    return max((_often(text.count(word), len(text)) for word in words), default=0.0)


def _often(count: int, length: int) -> float:
    return min(1.0, log1p(count * _IN_TEXT / (length + 1)) / _OFTEN)


def laws_apart(words: tuple[Words, Words], a: str, b: str) -> dict[str, float]:
    """Measures of how far apart two laws are, each 0 to 1.

    Args:
        words: in which their fields differ.
        a: all that the first law says.
        b: all that the second one says.
    """
    only_a, only_b = words
    both = float(bool(only_a and only_b))
    a_in_b, b_in_a = how_often(b, only_a), how_often(a, only_b)
    return {
        "title_both": both,
        "title_a": float(bool(only_a)),
        "title_b": float(bool(only_b)),
        "title_a_in_b": a_in_b,
        "title_b_in_a": b_in_a,
        "title_a_in_a": how_often(a, only_a),
        "title_b_in_b": how_often(b, only_b),
        "title_far": both * (1 - a_in_b) * (1 - b_in_a),
        "title_near": both * min(a_in_b, b_in_a),
    }


def articles_apart(words: tuple[Words, Words], a: str, b: str) -> dict[str, float]:
    """The same of two articles of these laws.

    Args:
        words: in which the fields of the laws differ.
        a: what the article of the first law says.
        b: what that of the second one says.
    """
    only_a, only_b = words
    own_a, own_b = says(a, only_a), says(b, only_b)
    return {
        "article_a_in_b": says(b, only_a),
        "article_b_in_a": says(a, only_b),
        "article_a_own": own_a,
        "article_b_own": own_b,
        "article_own": own_a * own_b * bool(only_a and only_b),
    }
