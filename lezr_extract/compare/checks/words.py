"""How alike two passages are, and which words of a passage decide a guard."""

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise
from operator import add

from lezr_extract.records import Deed

_PLAIN = re.compile(r"[^\u4e00-\u9fff]+|[的了等和与或者以及应当]")
# What is left of a place when the field is taken out of it (在…保护范围内).
_PLACE = re.compile(
    r"(?:保护|管理|控制|规划)?(?:范围|区域|地带|区)内?(?=[^\n]|$)|(?<=\n)[内里上中]|在(?=\n)|(?:任何)?(?:单位|个人)"
)
# Words that every sanction has; they tell nothing of the act.
_FORMAL = re.compile(
    r"由?[^，。；]{0,24}主管部门|违反(?:本|《)[^，。；]{0,30}?规定|有下列(?:行为|情形)之一|由[^，。；]{0,24}?(?:部门|机关|机构)|责令(?:限期)?(?:改正|停止违法行为)"
    r"|情节严重|情节较重|逾期不改正|拒不改正|处[^，。；]{0,30}?罚款|没收[^，。；]{0,12}|吊销[^，。；]{0,16}|给予警告|构成犯罪[^。；]*|第[一二三四五六七八九十百]+条"
)

_NOT_CHINESE = re.compile(r"[^\u4e00-\u9fff]+")
_SIGN = 16  # bits of a Chinese character of the basic plane
_KEPT = 1_024
"""Passages whose pairs are kept, about 10 KB each in each of three tables: one law is compared at a time."""


@lru_cache(_KEPT)
def pairs_of(words: str) -> frozenset[str]:
    """The pairs of neighbouring characters that tell what a passage is about."""
    return _pairs(_PLAIN.sub("", _FORMAL.sub("", words)))


def likeness(one: str, other: str, field: str = "") -> float:
    """From 0 to 1: the share of the shorter passage's pairs of characters that the longer one has too.

    Args:
        one: a passage.
        other: another one.
        field: words that every passage of the law has (内河渡船) and that therefore tell nothing.
    """
    a, b = pairs_of(one), pairs_of(other)
    if field:
        a, b = a - all_pairs(field) or a, b - all_pairs(field) or b
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0


@lru_cache(_KEPT)
def own_pairs(words: str, fields: tuple[str, ...]) -> frozenset[str]:
    """As `pairs_of`, without the words of a field: of 在湿地内垂钓 in a law on wetlands only 垂钓 tells the act.

    Args:
        words: a passage.
        fields: of the laws in which it is compared.
    """
    plain = _PLAIN.sub("", _FORMAL.sub("", words))
    for field in fields:
        for size in range(len(field), 1, -1):
            for start in range(len(field) - size + 1):
                plain = plain.replace(field[start : start + size], "\n")
    return frozenset[str]().union(*map(_pairs, _PLACE.sub("\n", plain).split("\n")))


@lru_cache(_KEPT)
def all_pairs(words: str) -> frozenset[str]:
    """All pairs of neighbouring Chinese characters, to tell whether a passage is a copy."""
    return _pairs(_NOT_CHINESE.sub("", words))


def _pairs(words: str) -> frozenset[str]:
    """Each two neighbouring characters."""
    return frozenset(map(add, words, words[1:]))


@lru_cache(_KEPT)
def _numbers(words: str) -> frozenset[int]:
    """As `all_pairs`, each as one number: less to make and to keep where only their number counts."""
    units = _NOT_CHINESE.sub("", words).encode("utf-32-le", "replace")
    signs = memoryview(units).cast("I").tolist()
    return frozenset([one << _SIGN | other for one, other in pairwise(signs)])


def sameness(one: str, other: str, least: float = 0.0) -> float:
    """From 0 to 1: what two passages share of all that they say.

    Args:
        one: a passage; of the two the one that is compared with fewer others.
        other: another one.
        least: from which it matters; 0 may be given for less.
    """
    b = _numbers(other)
    # So few characters cannot make up enough of what the other one says.
    if len(one) - 1 < least * len(b):
        return 0.0
    a = _numbers(one)
    both = len(a & b)
    return both / (len(a) + len(b) - both) if a and b else 0.0


def matter(deed: Deed) -> str:
    """The words that tell what act a deed is about: its conduct clauses where they are at hand, its act, its quote."""
    return "，".join((*(clause.text for clause in deed.conduct), deed.act, deed.quote))


def any_of(words: Iterable[str], text: str) -> str:
    """The first of ``words`` that stands in ``text``; empty where none does."""
    return next((word for word in words if word in text), "")
