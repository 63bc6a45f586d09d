"""The second look: articles whose types are in doubt are read once more, by a network that sees the order of the words.

Rules and the sums of words (`learned`) decide most articles at once, and cheaply. Where some type is neither clear nor
clearly absent, the network reads the article, and a second judgement weighs what it says together with what rules and
words said. It is linear too, so what the network changed can be told.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from lezr_extract.powers.context import Surroundings
from lezr_extract.powers.network import Network, Parts, Reading
from lezr_extract.records import Article, Law, PowerType

OWN = ("one", "best", "rule", "score", "whole", "words")
"""The inputs that weigh differently from type to type; ``one`` is the type's own constant."""
_HUNDREDTHS = 100
_AFTER_ALL = 1.0
"""Log-odds of the whole from which a penalty counts that the rules only took for related. On articles of other laws
it brings back 10 penalties of 41 that the rules miss, and adds 9 that are none to 60; missing one costs more."""


def parts(law: Law, article: Article) -> Parts:
    """What the network reads of an article: title of the law, name of the chapter, text."""
    chapter = article.path[-1].title.replace(" ", "") if article.path else ""
    return law.short_title, chapter, article.text


class Seen(NamedTuple):
    """What the network says of one type in one article.

    Attributes:
        whole, words: as in `Reading`.
        rival: the highest ``whole`` of any other type.
    """

    whole: float
    words: float
    rival: float

    def inputs(self, facts: Mapping[str, float]) -> dict[str, float]:
        """The numbers that the second judgement weighs, by name.

        Args:
            facts: the inputs of the first judgement.
        """
        return {
            **facts,
            "whole": self.whole,
            "words": self.words,
            "whole of a rival": self.rival,
            "whole×rule": self.whole * facts["rule"],
            "words×rule": self.words * facts["rule"],
            "whole×related": self.whole * facts["related"],
            "words×score": self.words * facts["score"],
            "whole×best": self.whole * facts["best"],
        }


def after_all(facts: Mapping[str, float], of_type: Seen) -> bool:
    """Whether what the rules saw and took for related, or took out, is a basis after all.

    Args:
        facts: the inputs of the first judgement, of a type that the rules decide.
        of_type: what the network says of that type.
    """
    return bool(facts["related"] or facts["hit"]) and of_type.whole >= _AFTER_ALL


def seen(reading: Reading) -> dict[PowerType, Seen]:
    """Of each type what the network says, rounded, so that the last digits of a processor decide nothing."""
    whole = [_rounded(value) for value in reading.whole]
    first, second = sorted(whole)[:-3:-1]
    return {
        t: Seen(value, _rounded(words), second if value == first else first)
        for t, value, words in zip(PowerType, whole, reading.words, strict=True)
    }


def _rounded(value: float) -> float:
    return round(value * _HUNDREDTHS) / _HUNDREDTHS


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of the second judgement.

    Attributes:
        shared: of each input of `Seen.inputs`, for all types.
        own: further weights of each type, of the inputs `OWN`.
        doubt: an article is looked at where the first probability of a type lies between this and 1 less it.
    """

    shared: Mapping[str, float]
    own: Mapping[PowerType, Mapping[str, float]]
    doubt: float

    def probability(self, power_type: PowerType, inputs: Mapping[str, float]) -> float:
        """That the article is a basis of a power of this type, from 0 to 1."""
        own = self.own[power_type]
        total = sum(self.shared[name] * value for name, value in inputs.items())
        total += own["one"] + sum(own[name] * inputs[name] for name in OWN[1:])
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


class SecondLook:
    """Network and weights together.

    Attributes:
        network: that reads.
        weights: of the second judgement.
    """

    def __init__(self, network: Network, weights: Weights) -> None:
        self.network, self.weights = network, weights

    def doubts(self, likely: Mapping[PowerType, float]) -> bool:
        """Whether an article with these probabilities has to be looked at."""
        least = self.weights.doubt
        return any(least < p < 1 - least for p in likely.values())

    def likely(
        self, facts: Mapping[PowerType, Mapping[str, float]], reading: Reading
    ) -> dict[PowerType, float]:
        """The probability of each type, judged anew.

        Args:
            facts: the inputs of the first judgement, of each type.
            reading: of the article.
        """
        of_types = seen(reading)
        return {t: self.weights.probability(t, of_types[t].inputs(facts[t])) for t in facts}

    def readings(self, articles: Sequence[Surroundings]) -> list[Reading]:
        """The network's readings of articles."""
        return self.network.read_all([parts(around.law, around.article) for around in articles])
