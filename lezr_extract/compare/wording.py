"""The words of a provision, weighed: what two provisions share beyond the formulas of statutes."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import sqrt

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


def pairs(text: str) -> Iterator[str]:
    """The pairs of neighbouring Chinese characters of a text, citations and sums of money left out."""
    for run in _RUN.findall(_SUM.sub(" ", _LEFT_OUT.sub(" ", text))):
        for at in range(len(run) - 1):
            yield run[at : at + 2]


def bare(text: str) -> str:
    """A text without citations, formulas and what is not a Chinese character."""
    return "".join(_RUN.findall(_FORMULA.sub(" ", _LEFT_OUT.sub(" ", text))))


@dataclass(frozen=True, slots=True)
class Wording:
    """The weighed pairs of a text.

    Attributes:
        weights: pair → its rarity, squared for a weight of both sides.
        total: their sum.
    """

    weights: Mapping[str, float]
    total: float

    def shared(self, other: "Wording") -> float:
        """The weight of what both have."""
        small, large = (self, other) if len(self.weights) <= len(other.weights) else (other, self)
        held = large.weights
        return sum(weight for pair, weight in small.weights.items() if pair in held)

    def likeness(self, other: "Wording") -> float:
        """From 0, nothing in common, to 1, the same words."""
        if not self.total or not other.total:
            return 0.0
        return self.shared(other) / sqrt(self.total * other.total)

    def within(self, other: "Wording") -> float:
        """How much of this wording the other one holds, 0 to 1."""
        return self.shared(other) / self.total if self.total else 0.0


EMPTY = Wording({}, 0.0)


def wording(*texts: str) -> Wording:
    """The wording of one or several texts, formulas left out."""
    table = rarity()
    weights: dict[str, float] = {}
    for text in texts:
        for pair in pairs(_FORMULA.sub(" ", text)):
            if pair not in weights:
                rare = table.get(pair, _USUAL)
                weights[pair] = rare * rare
    return Wording(weights, sum(weights.values()))


def topic(texts: Iterable[str], most: int = 80) -> Wording:
    """What a law is about: the pairs that weigh most over all of its articles."""
    table = rarity()
    counts: dict[str, int] = {}
    for text in texts:
        for pair in set(pairs(text)):
            counts[pair] = counts.get(pair, 0) + 1
    weighed = {
        pair: sqrt(count) * table.get(pair, _USUAL) ** 2 for pair, count in counts.items() if count > 1
    }
    best = dict(sorted(weighed.items(), key=lambda one: (-one[1], one[0]))[:most])
    return Wording(best, sum(best.values()))
