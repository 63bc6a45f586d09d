"""The learned model at work: scores of clauses, and the judgement of an article's types from rules and scores.

Two steps, both linear, so that every decision can be taken apart into words: (1) a clause has a score for each
type, the sum of the weights of its features; (2) for each type the best clause's score and what the rules found
give the probability that the article is a basis (实施依据) of such a power. What the rules alone would have said
is one of the inputs, so the model corrects rules and does not replace them. An article that stays in doubt gets a
`second_look`.
"""

import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import repeat
from typing import NamedTuple

from lezr_extract.powers.context import Surroundings
from lezr_extract.powers.features import Classes, candidates
from lezr_extract.powers.match import Hit, barred
from lezr_extract.powers.network import Reading
from lezr_extract.powers.packing import unpacked
from lezr_extract.powers.second_look import SecondLook, after_all, seen
from lezr_extract.powers.weighing import Weighing
from lezr_extract.records import PowerType, Role
from lezr_extract.vocabulary.rule_book import related, rule_of_model

TYPES = tuple(PowerType)
LOWEST = -6.0
"""Score of a type in an article without a clause that could carry it."""
HUNDREDTHS = 100
_HOPELESS = -3.5  # no threshold is reached from here without a rule
BY_RULES = frozenset({PowerType.PENALTY})
"""Types that the rules decide, and a second look at most adds to: for penalties models of other documents were worse
than the rules (folds: F1 0.946 against 0.955), and a penalty that was missed costs an office most."""
# A clause that scores this little below the best one, and over this bound, carries the power as well.
_BESIDE, _CARRIES = 0.7, 0.0
_NONE = (LOWEST,) * len(TYPES)


class Facts(NamedTuple):
    """What rules and scores say of one type in one article.

    Attributes:
        rule: score of the strongest basis rule that stands, 0 without one.
        related: a related rule stands.
        hit: some basis rule held, also one that another took out.
        others: number of other types with a standing basis rule.
        best: score of the best clause.
        rival: best score of any other type.
    """

    rule: float
    related: bool
    hit: bool
    others: int
    best: float
    rival: float

    def inputs(self) -> dict[str, float]:
        """The numbers that the judgement weighs, by name."""
        stands = float(self.rule > 0)
        return {
            "rule": stands,
            "score": self.rule,
            "related": float(self.related),
            "hit": float(self.hit),
            "others": float(self.others),
            "best": self.best,
            "rival": self.rival,
            "best×rule": self.best * stands,
            "best×score": self.best * self.rule,
            "best×related": self.best * self.related,
        }


OWN = ("one", "best", "rule", "score")
"""The inputs that weigh differently from type to type; ``one`` is the type's own constant."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """Weights of the second step.

    Attributes:
        shared: weight of each input of `Facts.inputs` for all types.
        own: further weights of each type for the inputs `OWN`.
        threshold: probability from which an article counts as basis.
    """

    shared: Mapping[str, float]
    own: Mapping[PowerType, Mapping[str, float]]
    threshold: float

    def probability(self, power_type: PowerType, facts: Facts) -> float:
        """That the article is a basis of a power of this type, from 0 to 1."""
        shared, own, best = self.shared, self.own[power_type], facts.best
        # The inputs in their order, those that are 0 left out: sums of floats are the same to the bit.
        total, tail = 0.0, own["best"] * best
        if facts.rule > 0:
            total = shared["rule"] + shared["score"] * facts.rule
            tail = tail + own["rule"] + own["score"] * facts.rule
        if facts.related:
            total += shared["related"]
        if facts.hit:
            total += shared["hit"]
        total = (
            total + shared["others"] * facts.others + shared["best"] * best + shared["rival"] * facts.rival
        )
        if facts.rule > 0:
            total = total + shared["best×rule"] * best + shared["best×score"] * (best * facts.rule)
        if facts.related:
            total += shared["best×related"] * best
        total += own["one"] + tail
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))

    def basis(
        self,
        facts: Mapping[PowerType, Facts],
        likely: Mapping[PowerType, float],
        reading: Reading | None = None,
    ) -> set[PowerType]:
        """The types of which the article is a basis.

        By their probability, those of `BY_RULES` by their rules, or where the reading of a second look says that what
        the rules took for related is a basis after all.
        """
        by_rules = {t for t in BY_RULES if facts[t].rule}
        if reading:
            of_types = seen(reading)
            by_rules |= {t for t in BY_RULES if after_all(facts[t].inputs(), of_types[t])}
        return by_rules | {t for t, p in likely.items() if p >= self.threshold and t not in BY_RULES}


class _Look(NamedTuple):
    """What the first look at an article finds.

    Attributes:
        scores: of each clause that may carry a power.
        facts: see there.
        likely: probability of each type that a rule or the model named.
    """

    scores: dict[int, list[float]]
    facts: dict[PowerType, Facts]
    likely: dict[PowerType, float]


@dataclass(frozen=True)
class ClauseModel:
    """The model as loaded.

    Attributes:
        version: short name, part of ``Power.by``.
        classes: of words, see `features.Classes`.
        constants: of the ten types, in the order of `TYPES`.
        weights: of each feature, the ten in one number (`packed`).
        judgement: the second step.
        second: the second look at articles in doubt; None without one.
    """

    version: str
    classes: Classes
    constants: tuple[float, ...]
    weights: Mapping[str, int]
    judgement: Judgement
    second: SecondLook | None = None

    @cached_property
    def weighing(self) -> Weighing:
        """The same weights, laid out for speed."""
        return Weighing(self.weights, self.classes)

    def scores(self, features: Collection[str], barred: Collection[PowerType] = ()) -> list[float]:
        """The score of a clause for each type, in the order of `TYPES`; `LOWEST` for those that are barred."""
        total = unpacked(sum(map(self.weights.get, features, repeat(0))))
        return _without([c + w / HUNDREDTHS for c, w in zip(self.constants, total, strict=True)], barred)

    def _scores(
        self, articles: Sequence[tuple[Surroundings, Collection[int]]]
    ) -> Iterator[dict[int, list[float]]]:
        """The scores of clauses, as `scores` gives them, by clause, for each article."""
        import numpy as np  # noqa: PLC0415

        rows = iter((np.array(self.constants) + self.weighing.sums(articles) / HUNDREDTHS).tolist())
        for around, clauses in articles:
            yield {i: _without(next(rows), barred(around, i)) for i in clauses}

    def judge(
        self, articles: Sequence[tuple[Surroundings, Sequence[Hit], Sequence[Hit]]]
    ) -> list[tuple[list[Hit], dict[PowerType, float]]]:
        """Rules and scores together.

        Args:
            articles: of one law, each with every rule that held in it, and those that stand after exclusions and
                stronger rules.

        Returns:
            Of each article the hits that stand now: of a type that is judged a basis its rules, or the clause with
            the best score where no rule found it; of a type that is judged none its rules as related ones. And the
            probability of each type that a rule or the model named.
        """
        clauses = [candidates(around, hits) for around, hits, _ in articles]
        asked = [(around, of_article) for (around, _, _), of_article in zip(articles, clauses, strict=True)]
        looks = [
            self._look(hits, standing, scores)
            for (_, hits, standing), scores in zip(articles, self._scores(asked), strict=True)
        ]
        readings = self._second_readings([around for around, _, _ in articles], looks)
        return [
            self._judged(around, standing, look, reading)
            for (around, _, standing), look, reading in zip(articles, looks, readings, strict=True)
        ]

    def _look(
        self, hits: Sequence[Hit], standing: Sequence[Hit], scores: dict[int, list[float]]
    ) -> _Look | None:
        """The first look at an article; None where no clause may carry a power."""
        if not scores:
            return None
        facts = facts_of(hits, standing, list(scores.values()))
        likely = {
            t: self.judgement.probability(t, f) for t, f in facts.items() if f.best > _HOPELESS or f.hit
        }
        return _Look(scores, facts, likely)

    def _second_readings(
        self, articles: Sequence[Surroundings], looks: Sequence[_Look | None]
    ) -> list[Reading | None]:
        """What the second look reads in the articles in doubt, types that the rules decide apart; None for others."""
        found: list[Reading | None] = [None] * len(articles)
        if self.second is None:
            return found
        doubtful = []
        for at, look in enumerate(looks):
            if look and self.second.doubts({t: p for t, p in look.likely.items() if t not in BY_RULES}):
                doubtful.append(at)
        for at, reading in zip(
            doubtful, self.second.readings([articles[at] for at in doubtful]), strict=True
        ):
            found[at] = reading
        return found

    def _judged(
        self, around: Surroundings, standing: Sequence[Hit], look: _Look | None, reading: Reading | None
    ) -> tuple[list[Hit], dict[PowerType, float]]:
        if look is None:
            return list(standing), {}
        scores, facts, likely = look
        if self.second and reading:
            likely = self.second.likely({t: f.inputs() for t, f in facts.items()}, reading)
        basis = self.judgement.basis(facts, likely, reading)
        kept = [_as(hit, basis) for hit in standing]
        ruled = {hit.norm for hit in standing if hit.ruling}
        by_rule = {hit.rule.type for hit in kept if hit.rule.role is Role.BASIS}
        for power_type in TYPES:
            if power_type in basis and power_type not in by_rule:
                found = self._found(power_type, scores, around, reading)
                kept += (hit for hit in found if hit.norm not in ruled)
        return kept, likely

    def _found(
        self,
        power_type: PowerType,
        scores: Mapping[int, list[float]],
        around: Surroundings,
        reading: Reading | None,
    ) -> Iterator[Hit]:
        """The clauses that carry a power of a type that no rule finds."""
        index = TYPES.index(power_type)
        rule = rule_of_model(power_type, self.version)
        named = _clause_at(around, reading.at[index]) if reading else None
        if named is not None and scores.get(named, _NONE)[index] > LOWEST:
            yield Hit(rule, named, around.norms[named].span)
            return
        best = max(of_types[index] for of_types in scores.values())
        least = min(best, max(_CARRIES, best - _BESIDE))
        for i, of_types in scores.items():
            if LOWEST < of_types[index] >= least:
                yield Hit(rule, i, around.norms[i].span)


def _without(scores: list[float], barred: Collection[PowerType]) -> list[float]:
    for power_type in barred:
        scores[TYPES.index(power_type)] = LOWEST
    return scores


def facts_of(
    hits: Sequence[Hit], standing: Sequence[Hit], scores: Sequence[Sequence[float]]
) -> dict[PowerType, Facts]:
    """The facts of one article: what the rules say, and the scores of its clauses for the ten types."""
    best = [max(LOWEST, *of_type) for of_type in zip(*scores, strict=True)] or [LOWEST] * len(TYPES)
    first, second = sorted(best)[:-3:-1]
    rule: dict[PowerType, float] = {}
    for hit in standing:
        if hit.rule.type is not None and hit.rule.role is Role.BASIS:
            rule[hit.rule.type] = max(rule.get(hit.rule.type, 0.0), hit.rule.score)
    touched = {hit.rule.type for hit in standing if hit.rule.role is Role.RELATED} - rule.keys()
    held = {hit.rule.type for hit in hits if hit.rule.role is Role.BASIS}
    number = len(rule)
    return {
        t: Facts(
            rule.get(t, 0.0),
            t in touched,
            t in held,
            number - (t in rule),
            top,
            second if top == first else first,
        )
        for t, top in zip(TYPES, best, strict=True)
    }


def _clause_at(around: Surroundings, place: int) -> int | None:
    """The clause that holds a character of the article's text."""
    place += around.article.text_span.start
    return next((i for i, norm in enumerate(around.norms) if norm.span.start <= place < norm.span.end), None)


def _as(hit: Hit, basis: Collection[PowerType]) -> Hit:
    """A basis hit of a type that is judged to be none regulates a power that was created elsewhere."""
    if hit.rule.role is Role.RELATED or hit.rule.type in basis or hit.ruling:
        return hit
    return Hit(related(hit.rule), hit.norm, hit.span, hit.act, hit.kind, hit.ruling)
