"""The words of a provision, weighed: what two provisions share beyond the formulas of statutes."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from itertools import compress, repeat
from math import log, sqrt
from operator import add, mul
from sys import intern

from lezr_extract.vocabulary.rarity import RAREST, rarity

_NUMERAL = "零〇一二三四五六七八九十百千万亿两\\d"
_LEFT_OUT = re.compile(
    rf"《(?:[^《》]|《[^《》]*》)*》|第[{_NUMERAL}]+[条款项章节编](?:之[{_NUMERAL}]+)?|[（(][{_NUMERAL}]+[）)]"
)
_RUN = re.compile(r"[\u4e00-\u9fff]+")
_SUM = re.compile(r"[零〇一二三四五六七八九十百千万亿两]{2,}元?|[一二三四五六七八九十]元")
# Formulas that say nothing of the matter, mostly whole phrases whose pairs are not common enough by themselves.
_FORMULA = re.compile(
    r"违反(?:本法|本条例|本办法|本规定|本细则)?(?:的)?规定|有下列(?:行为|情形)之一|依法追究刑事责任|构成犯罪|情节严重|逾期(?:不|未)改正|拒不改正"
    r"|(?:县级以上|各级)?(?:地方)?人民政府|(?:行政)?主管部门|本(?:省|市|区|县|自治区)?行政区域内?|直接负责的主管人员和其他直接责任人员"
    r"|中华人民共和国|国务院|本法|本条例|本办法|本规定|法律、?法规|有关规定|国家有关|自治区|直辖市|设区的市"
)
_USUAL = RAREST / 10
_USUAL_SQUARE = _USUAL * _USUAL


def pairs(text: str) -> Iterator[str]:
    """The pairs of neighbouring Chinese characters of a text, citations and sums of money left out."""
    for run in _RUN.findall(_SUM.sub(" ", _LEFT_OUT.sub(" ", text))):
        # As one string for all texts a pair takes no room of its own, and is found without comparing letters.
        yield from map(intern, map(add, run, run[1:]))


@lru_cache(1_024)
def bare(text: str) -> str:
    """A text without citations, formulas and what is not a Chinese character."""
    return "".join(_RUN.findall(_FORMULA.sub(" ", _LEFT_OUT.sub(" ", text))))


@dataclass(frozen=True, slots=True)
class Wording:
    """The weighed pairs of a text.

    Attributes:
        weights: pair → its rarity, squared for a weight of both sides.
        total: their sum.
        single: the same of single characters: 炸鱼 and 使用炸药捕鱼 share no pair.
    """

    weights: Mapping[str, float]
    total: float
    single: Mapping[str, float] = field(default_factory=dict)

    def shared(self, other: "Wording") -> float:
        """The weight of what both have."""
        small, large = (self, other) if len(self.weights) <= len(other.weights) else (other, self)
        return sum(small.weights_in(large))

    def weights_in(self, other: "Wording") -> Iterator[float]:
        """Of its weights those of the pairs that the other one has too."""
        # Many millions of pairs are looked up: without a step of Python for each it takes a third of the time.
        return compress(self.weights.values(), map(other.weights.__contains__, self.weights))

    def likeness(self, other: "Wording") -> float:
        """From 0, nothing in common, to 1, the same words."""
        if not self.total or not other.total:
            return 0.0
        return self.shared(other) / sqrt(self.total * other.total)

    def single_likeness(self, other: "Wording") -> float:
        """As `likeness`, by single characters."""
        one, both = sum(self.single.values()), sum(other.single.values())
        shared = sum(compress(self.single.values(), map(other.single.__contains__, self.single)))
        return shared / sqrt(one * both) if one and both else 0.0

    def within(self, other: "Wording") -> float:
        """How much of this wording the other one holds, 0 to 1."""
        return self.shared(other) / self.total if self.total else 0.0


EMPTY = Wording({}, 0.0)


@cache
def _squares() -> dict[str, float]:
    """Pair or character → its rarity, squared."""
    return {words: rare * rare for words, rare in rarity().items()}


@lru_cache(1_024)  # the only 款 of an article is the article
def wording(*texts: str) -> Wording:
    """The wording of one or several texts, formulas left out."""
    square = _squares().get
    met = dict.fromkeys(pair for text in texts for pair in pairs(_FORMULA.sub(" ", text)))
    weights = {pair: square(pair, _USUAL_SQUARE) for pair in met}
    single = {sign: square(sign, _USUAL_SQUARE) for sign in dict.fromkeys("".join(met))}
    return Wording(weights, sum(weights.values()), single)


@dataclass(frozen=True, slots=True)
class Usage:
    """How a law uses pairs.

    Attributes:
        topic: what it is about: the pairs that weigh most over all of its articles.
        worn: pair → what its weight is multiplied by inside this law, for pairs of more than one article: a word
            that stands in every article of a law tells none of them from another.
    """

    topic: Wording
    worn: Mapping[str, float]


def usage(texts: Sequence[str], most: int = 80) -> Usage:
    """How a law uses pairs, from the texts of its articles."""
    square = _squares().get
    counted = Counter[str]()
    for text in texts:
        counted.update(set(pairs(text)))
    counts = {pair: count for pair, count in counted.items() if count > 1}
    weighed = {pair: sqrt(count) * square(pair, _USUAL_SQUARE) for pair, count in counts.items()}
    best = dict(sorted(weighed.items(), key=lambda one: (-one[1], one[0]))[:most])
    whole = log(len(texts) + 2)
    left = {count: 1 - log(count) / whole for count in set(counts.values())}
    return Usage(Wording(best, sum(best.values())), {pair: left[count] for pair, count in counts.items()})


def worn_likeness(
    one: Wording, other: Wording, worn: Mapping[str, float], others: Mapping[str, float]
) -> float:
    """As `Wording.likeness`, where what either law says everywhere weighs little."""
    mine, theirs = (_worn(words, worn, others) for words in (one.weights, other.weights))
    shared = sum(compress(mine, map(other.weights.__contains__, one.weights)))
    first, second = sum(mine), sum(theirs)
    return shared / sqrt(first * second) if first and second else 0.0


def _worn(
    weights: Mapping[str, float], worn: Mapping[str, float], others: Mapping[str, float]
) -> list[float]:
    """The weights, each multiplied by what is left of it in either law."""
    own = map(mul, weights.values(), map(worn.get, weights, repeat(1.0)))
    return list(map(mul, own, map(others.get, weights, repeat(1.0))))


def longest_block(one: str, other: str) -> str:
    """The longest stretch that stands in both texts."""
    best, start = "", 0
    for end in range(1, len(one) + 1):
        while start < end and one[start:end] not in other:
            start += 1
        if end - start > len(best):
            best = one[start:end]
    return best


def weight_of(text: str) -> float:
    """The weight of a stretch of words."""
    square = _squares().get
    return sum(square(pair, _USUAL_SQUARE) for pair in map(add, text, text[1:]))
