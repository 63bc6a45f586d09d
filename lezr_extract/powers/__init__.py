"""Powers: norms in, typed powers with kinds, act, amounts and holder as written out.

`find_powers` tries the rules of ``vocabulary.rules`` on the clauses of each article (`match`), lets exclusions
and stronger rules decide (`merge`), lets the learned model judge what they say (`learned`), and gives one power for
each type and holder, with the exact words behind it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lezr_extract.powers.context import Surroundings, law_flags
from lezr_extract.powers.learned import ClauseModel
from lezr_extract.powers.liability import liability_clauses
from lezr_extract.powers.match import Hit, find_hits, rule_index
from lezr_extract.powers.merge import exclusions, merge, settle, take_out
from lezr_extract.powers.model_file import standard_model
from lezr_extract.powers.referrals import find_referrals
from lezr_extract.powers.rulings import NO_RULINGS, Rulings, apply_rulings, without_attached
from lezr_extract.records import ArticlePowers, Law, Norm, Power, PowerType, Role
from lezr_extract.records.making import changer
from lezr_extract.vocabulary.rules import rule_book

__all__ = [
    "ClauseModel",
    "Rulings",
    "decide",
    "find_powers",
    "find_referrals",
    "liability_clauses",
    "rules_in",
    "standard_model",
]


_changed = changer(Power)


def find_powers(
    law: Law,
    norms: Sequence[Sequence[Norm]],
    *,
    rulings: Rulings = NO_RULINGS,
    model: ClauseModel | None = None,
) -> tuple[ArticlePowers, ...]:
    """The powers of a law.

    Args:
        law: the law.
        norms: the clauses of each article, parallel to ``law.articles``.
        rulings: the office's own rulings on disputed acts, by id of the act.
        model: the learned model (`standard_model`); None for the rules alone.

    Returns:
        A record for each article in which a power or an exclusion was found, in order; holders as written,
        ``agency_*`` and ``competence`` left to the stage ``agencies``.
    """
    book, of_law = rule_book(), law_flags(law)
    read = [Surroundings(law, number, clauses, of_law) for number, clauses in enumerate(norms) if clauses]
    # Each step goes over the whole law, and not article by article: what one step needs stays in the processor's cache.
    decided = _decided(read, rulings, model)
    found = []
    for around, of_article in zip(read, decided, strict=True):
        if not of_article.standing and not of_article.excluded:
            continue
        powers = tuple(_sure(power, of_article.likely) for power in merge(of_article.standing, around, book))
        article = ArticlePowers(around.index, powers, exclusions(of_article.excluded, around))
        if article.powers or article.exclusions:
            found.append(article)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Decided:
    """What is decided of one article.

    Attributes:
        standing: the hits that become powers.
        excluded: the exclusions that hold.
        likely: probability of each named type that the article is a basis of it; empty without a model.
    """

    standing: Sequence[Hit]
    excluded: Sequence[Hit]
    likely: Mapping[PowerType, float]


def decide(around: Surroundings, rulings: Rulings = NO_RULINGS, model: ClauseModel | None = None) -> Decided:
    """Rules, rulings and model together on one article."""
    return _decided([around], rulings, model)[0]


def _decided(articles: Sequence[Surroundings], rulings: Rulings, model: ClauseModel | None) -> list[Decided]:
    ruled = [
        (around, *_standing(hits, around, rulings))
        for around, hits in zip(articles, find_hits(articles, rule_index()), strict=True)
    ]
    if model is None:
        return [Decided(standing, excluded, {}) for _, _, standing, excluded in ruled]
    decided = []
    judged = model.judge([(around, hits, standing) for around, hits, standing, _ in ruled])
    for (around, _, _, excluded), (kept, likely) in zip(ruled, judged, strict=True):
        left = take_out(kept, excluded, around)
        if rulings:
            left = without_attached(list(apply_rulings(left, around, rulings)), around)
        decided.append(Decided(left, excluded, likely))
    return decided


def rules_in(around: Surroundings, rulings: Rulings = NO_RULINGS) -> tuple[list[Hit], list[Hit], list[Hit]]:
    """The rules on one article: all that hold, those of them that stand, and the exclusions."""
    return _standing(find_hits([around], rule_index())[0], around, rulings)


def _standing(
    hits: list[Hit], around: Surroundings, rulings: Rulings
) -> tuple[list[Hit], list[Hit], list[Hit]]:
    standing, excluded = settle(apply_rulings(hits, around, rulings) if rulings else hits)
    left = take_out(standing, excluded, around)
    return hits, without_attached(left, around) if rulings else left, excluded


def _sure(power: Power, likely: Mapping[PowerType, float]) -> Power:
    """The power with the probability of the model as its score, where it is a basis and no ruling fixed its type."""
    if power.role is not Role.BASIS or power.ruling or power.type not in likely:
        return power
    return _changed(power, score=round(likely[power.type], 3))
