"""The words of a provision, weighed: what two provisions share beyond the formulas of statutes.

A pair of neighbouring characters is one number, and its weight is whole: sums over the pairs of a text are then
exact whatever the order, and what two texts share is an intersection of sets, with no step of Python for each pair.
"""

import re
import sys
from array import array
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import repeat
from math import fsum, sqrt
from operator import mul
from typing import NamedTuple

from lezr_extract.vocabulary.rarity import RAREST, rarity

_NUMERAL = "零〇一二三四五六七八九十百千万亿两\\d"
_LEFT_OUT = re.compile(
    rf"《(?:[^《》]|《[^《》]*》)*》|第[{_NUMERAL}]+[条款项章节编](?:之[{_NUMERAL}]+)?|[（(][{_NUMERAL}]+[）)]"
)
_RUN = re.compile(r"[\u4e00-\u9fff]+")
_NO_RUN = re.compile(r"[^\u4e00-\u9fff]+")
NUMERALS_OF_SUMS, DIGITS_OF_SUMS, YUAN = "零〇一二三四五六七八九十百千万亿两", "一二三四五六七八九十", "元"
_SUM = re.compile(rf"[{NUMERALS_OF_SUMS}]{{2,}}{YUAN}?|[{DIGITS_OF_SUMS}]{YUAN}")
# Formulas that say nothing of the matter, mostly whole phrases whose pairs are not common enough by themselves. Each
# begins with a character of its own, not with what may be absent: so the places to look at are found four times faster.
_FORMULA = re.compile(
    r"违反(?:本法|本条例|本办法|本规定|本细则)?(?:的)?规定|有下列(?:行为|情形)之一|依法追究刑事责任|构成犯罪|情节严重|逾期(?:不|未)改正|拒不改正"
    r"|县级以上(?:地方)?人民政府|各级(?:地方)?人民政府|地方人民政府|人民政府|行政主管部门|主管部门"
    r"|本(?:省|市|区|县|自治区)?行政区域内?|直接负责的主管人员和其他直接责任人员"
    r"|中华人民共和国|国务院|本法|本条例|本办法|本规定|法律、?法规|有关规定|国家有关|自治区|直辖市|设区的市"
)
_GAP = ord(" ")
_SIGN = 0xFFFF
_FIELD_OF_ONE_SIGN = 4_000
_MOST_KEPT = 200_000

UNIT = 100
"""What a pair weighs is counted in hundredths: its rarity in tenths, squared for a weight of both sides."""


class _Unknown(NamedTuple):
    """What weighs a pair that is not in the table, and a single character that names a field."""

    rare: int
    sign: int


UNKNOWN_PAIR = _Unknown(RAREST * RAREST, _FIELD_OF_ONE_SIGN)


class _Weights(dict[int, int]):
    """Pair → what it weighs; a gap between two runs of characters weighs nothing."""

    def __missing__(self, pair: int) -> int:
        if pair <= _SIGN:
            return UNKNOWN_PAIR.sign
        gap = pair & _SIGN == _GAP or pair >> 16 == _GAP
        weight = 0 if gap else UNKNOWN_PAIR.rare
        # Nearly all pairs of a corpus soon have their place here; a limit all the same.
        if len(self) < _MOST_KEPT:
            self[pair] = weight
        return weight


@cache
def _weights() -> _Weights:
    return _Weights(known_pairs())


def known_pairs() -> dict[int, int]:
    """The pairs of the table, each with what it weighs."""
    rare = {words: round(10 * tenths) for words, tenths in rarity().items() if len(words) > 1}
    return {ord(words[0]) << 16 | ord(words[1]): one * one for words, one in rare.items()}


@cache
def _signs() -> dict[int, int]:
    """Character → what it weighs."""
    rare = {sign: round(10 * tenths) for sign, tenths in rarity().items() if len(sign) == 1}
    return {_GAP: 0} | {ord(sign): one * one for sign, one in rare.items()}


def pairs(text: str) -> frozenset[int]:
    """The pairs of neighbouring Chinese characters of a text, citations and sums of money left out.

    A pair is the number of its first character and that of its second one; gaps between runs count as a character.
    """
    return frozenset(_numbers(plain_runs(text)))


def runs(text: str) -> str:
    """The runs of Chinese characters of a text, citations, sums of money and formulas left out; a space between two."""
    return plain_runs(without_formulas(text))


def plain_runs(text: str) -> str:
    """As `runs`, formulas and all."""
    return _NO_RUN.sub(" ", _SUM.sub(" ", without_citations(text)))


def without_formulas(text: str) -> str:
    """A text with a space for each formula."""
    return _FORMULA.sub(" ", text)


def without_citations(text: str) -> str:
    """A text with a space for each title, number of an article or item that is cited."""
    return _LEFT_OUT.sub(" ", text)


def written(pair: int) -> str:
    """The two characters of a pair; one of them is a space where it stands at a gap."""
    return chr(pair >> 16) + chr(pair & _SIGN)


def _numbers(text: str) -> "array[int]":
    """Each two neighbouring characters of a text of the basic plane as one number."""
    units = text.encode("utf-16-be")
    size = len(units)
    found = array("I", units[: size - size % 4])
    found.frombytes(units[2 : size - (size - 2) % 4])
    if sys.byteorder == "little":
        found.byteswap()
    return found


def bare(text: str) -> str:
    """A text without citations, formulas and what is not a Chinese character."""
    return _NO_RUN.sub("", _FORMULA.sub(" ", _LEFT_OUT.sub(" ", text)))


@dataclass(frozen=True, slots=True)
class Wording:
    """The weighed pairs of a text.

    Attributes:
        numbers: the pairs, see `pairs`, each once, in order.
        total: what they weigh together, in hundredths.
    """

    numbers: "array[int]"
    total: int

    @property
    def pairs(self) -> frozenset[int]:
        """The pairs as a set, made anew each time."""
        return frozenset(self.numbers)

    def shared(self, other: "Wording") -> int:
        """The weight of what both have."""
        return weight(self.pairs & other.pairs)

    def likeness(self, other: "Wording") -> float:
        """From 0, nothing in common, to 1, the same words."""
        return alike(self.shared(other), self.total, other.total)

    def within(self, other: "Wording") -> float:
        """How much of this wording the other one holds, 0 to 1."""
        return self.shared(other) / self.total if self.total else 0.0


EMPTY = Wording(array("I"), 0)


def alike(shared: float, one: float, other: float) -> float:
    """What two sides share, against the mean of what either weighs: 0 to 1."""
    return shared / sqrt(one * other) if one and other else 0.0


def pair_weights(found: Iterable[int]) -> list[int]:
    """What each of some pairs weighs."""
    return list(map(_weights().__getitem__, found))


def sign_weights(found: Iterable[int]) -> list[int]:
    """What each of some characters weighs, by their numbers."""
    return list(map(_signs().get, found, repeat(RAREST * RAREST)))


def weight(found: Collection[int]) -> int:
    """What pairs weigh together."""
    return sum(map(_weights().__getitem__, found))


def heaviest(found: Collection[int], most: int) -> list[int]:
    """What the heaviest of some pairs weigh."""
    return sorted(map(_weights().__getitem__, found), reverse=True)[:most]


def wording(*texts: str) -> Wording:
    """The wording of one or several texts, formulas left out."""
    if len(texts) == 1:
        return _weighed(frozenset(_numbers(runs(texts[0]))))
    return together([wording(text) for text in texts])


def together(parts: Sequence[Wording]) -> Wording:
    """The wording of several texts, from that of each."""
    if len(parts) == 1:
        return parts[0]
    return _weighed(frozenset[int]().union(*(one.pairs for one in parts)))


def _weighed(found: frozenset[int]) -> Wording:
    return Wording(array("I", sorted(found)), weight(found))


def of_field(field: str) -> Wording:
    """The wording of the words that name a field; one of a single character (水) counts as a pair of its own."""
    if len(field) == 1:
        return Wording(array("I", (ord(field),)), _FIELD_OF_ONE_SIGN)
    return wording(field) if field else EMPTY


@dataclass(frozen=True, slots=True)
class Signs:
    """The single characters of a wording: 炸鱼 and 使用炸药捕鱼 share no pair.

    Attributes:
        signs: their numbers.
        total: what they weigh together.
    """

    signs: frozenset[int]
    total: int

    def likeness(self, other: "Signs") -> float:
        """As `Wording.likeness`."""
        return alike(_weight_of_signs(self.signs & other.signs), self.total, other.total)


def signs(words: Wording) -> Signs:
    """The single characters of a wording."""
    found = frozenset([pair >> 16 for pair in words.pairs]).union([pair & _SIGN for pair in words.pairs])
    return Signs(found, _weight_of_signs(found))


def _weight_of_signs(found: Collection[int]) -> int:
    return sum(sign_weights(found))


@dataclass(frozen=True, slots=True)
class Topic:
    """What a law is about: the pairs that weigh most over all of its articles, with what each weighs and all do."""

    weights: Mapping[int, float]
    pairs: frozenset[int]
    total: float

    def likeness(self, other: "Topic") -> float:
        """As `Wording.likeness`, by the weights of the smaller side."""
        small = self if len(self.weights) <= len(other.weights) else other
        shared = fsum(map(small.weights.__getitem__, self.pairs & other.pairs))
        return alike(shared, self.total, other.total)


class Usage:
    """How a law uses pairs.

    A pair that stands in every article of a law tells none of them from another: its weight counts less there.

    Args:
        topic: what the law is about.
        pairs: those of more than one article, in order.
        left: what the weight of each of these is multiplied by inside the law.
    """

    __slots__ = ("_worn", "left", "pairs", "topic")

    def __init__(self, topic: Topic, pairs: "array[int]", left: "array[float]") -> None:
        self.topic, self.pairs, self.left = topic, pairs, left
        self._worn: Mapping[int, float] | None = None

    @property
    def worn(self) -> Mapping[int, float]:
        """Pair → what its weight is multiplied by."""
        if self._worn is None:
            self._worn = dict(zip(self.pairs, self.left, strict=True))
        return self._worn


def worn_likeness(
    one: Wording, other: Wording, worn: Mapping[int, float], others: Mapping[int, float]
) -> float:
    """As `Wording.likeness`, where what either law says everywhere weighs little."""
    mine, theirs, shared = (
        _worn(found, worn, others) for found in (one.pairs, other.pairs, one.pairs & other.pairs)
    )
    return alike(shared, mine, theirs)


def _worn(found: Collection[int], worn: Mapping[int, float], others: Mapping[int, float]) -> float:
    """What pairs weigh, each multiplied by what is left of it in either law."""
    own = map(mul, map(_weights().__getitem__, found), map(worn.get, found, repeat(1.0)))
    return fsum(map(mul, own, map(others.get, found, repeat(1.0))))


def longest_block(one: str, other: str) -> str:
    """The longest stretch that stands in both texts."""
    best, longest = 0, 0
    for start in range(len(one)):
        # Only what is longer than the longest so far is looked for.
        while start + longest < len(one) and one[start : start + longest + 1] in other:
            best, longest = start, longest + 1
    return one[best : best + longest]


def weight_of(text: str) -> int:
    """The weight of a stretch of words."""
    return weight(_numbers(text))
