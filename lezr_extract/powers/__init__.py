"""Powers: norms in, typed powers with kinds, act, amounts and holder as written out.

`find_powers` tries the rules of ``vocabulary.rules`` on the clauses of each article (`match`), lets exclusions
and stronger rules decide (`merge`), and gives one power for each type and holder, with the exact words behind it.
"""

from collections.abc import Iterable, Sequence

from lezr_extract.powers.context import Surroundings, law_flags
from lezr_extract.powers.liability import liability_clauses
from lezr_extract.powers.match import Hit, find_hits, rule_index
from lezr_extract.powers.merge import exclusions, merge, settle, take_out
from lezr_extract.powers.referrals import find_referrals
from lezr_extract.powers.rulings import NO_RULINGS, Rulings, apply_rulings, without_attached
from lezr_extract.records import ArticlePowers, Citation, Law, Norm
from lezr_extract.vocabulary.rules import rule_book

__all__ = ["Rulings", "decide", "find_powers", "find_referrals", "liability_clauses"]


def find_powers(
    law: Law,
    norms: Sequence[Sequence[Norm]],
    citations: Sequence[Citation] = (),
    rulings: Rulings = NO_RULINGS,
) -> tuple[ArticlePowers, ...]:
    """The powers of a law.

    Args:
        law: the law.
        norms: the clauses of each article, parallel to ``law.articles``.
        citations: not needed by the rules of today; the models of later steps read them.
        rulings: the office's own rulings on disputed acts, by id of the act.

    Returns:
        A record for each article in which a power or an exclusion was found, in order; holders as written,
        ``agency_*`` and ``competence`` left to the stage ``agencies``.
    """
    del citations
    book, of_law = rule_book(), law_flags(law)
    found = []
    for number, clauses in enumerate(norms):
        if not clauses:
            continue
        around = Surroundings(law, number, clauses, of_law)
        standing, excluded = decide(around, rulings)
        if not standing and not excluded:
            continue
        article = ArticlePowers(number, merge(standing, around, book), exclusions(excluded, around))
        if article.powers or article.exclusions:
            found.append(article)
    return tuple(found)


def decide(around: Surroundings, rulings: Rulings = NO_RULINGS) -> tuple[list[Hit], list[Hit]]:
    """The rules that stand for the clauses of one article, and the exclusions that hold in it."""
    hits: Iterable[Hit] = find_hits(around, rule_index())
    standing, excluded = settle(apply_rulings(hits, around, rulings) if rulings else hits)
    left = take_out(standing, excluded, around)
    return without_attached(left, around) if rulings else left, excluded
