"""The conflict checks C01–C25 (domain rules 4.2).

What each says, the articles on which it rests with their dates, and its guards are data in
``vocabulary/data/checks.toml``; here is one file for each group, and what the comparing of laws calls.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

from lezr_extract.compare.checks.basis import bases_of
from lezr_extract.compare.checks.case import Case, Matched, Setting
from lezr_extract.compare.checks.citations import moved_articles, repealed_laws, unknown_titles
from lezr_extract.compare.checks.coercion_set import enforcement_below_law, measure_beyond_rank
from lezr_extract.compare.checks.documents_set import document_sets_powers
from lezr_extract.compare.checks.doubles import (
    copy_of_higher_law,
    ministry_against_province,
    one_power_twice,
    two_organs,
)
from lezr_extract.compare.checks.entries import penalty_without_sanction, type_against_clause
from lezr_extract.compare.checks.fees_set import fee_without_basis
from lezr_extract.compare.checks.fines import different_fines, fine_outside_range
from lezr_extract.compare.checks.held import held, reliability
from lezr_extract.compare.checks.kinds import kind_not_in_higher_law, precondition_dropped
from lezr_extract.compare.checks.known import Edition, Known, Repealed
from lezr_extract.compare.checks.licences_set import licence_beyond_rank, licence_incomplete
from lezr_extract.compare.checks.limits import longer_than_higher_law, longer_than_the_general_law
from lezr_extract.compare.checks.names import old_names
from lezr_extract.compare.checks.order import Order, meet, order
from lezr_extract.compare.checks.organ import other_organ, rule_of_one_ministry
from lezr_extract.compare.checks.pair import Pair
from lezr_extract.compare.checks.penalties_set import (
    kind_above_rank,
    rule_beyond_its_kinds,
)
from lezr_extract.compare.checks.relation_alone import departure_of_relation
from lezr_extract.records import ComparedLaw, Finding, Power, PowerType, Referral, Related, Relation, Side
from lezr_extract.vocabulary.checks import Cap

__all__ = [
    "Edition",
    "Known",
    "Matched",
    "Order",
    "Pair",
    "Repealed",
    "bases_of",
    "departure_of_relation",
    "held",
    "meet",
    "of_citations",
    "of_entry",
    "of_law",
    "of_pair",
    "order",
    "reliability",
]

_OF_PAIR: Mapping[Order, tuple[Callable[[Pair], Iterator[Finding]], ...]] = {
    Order.HIGHER: (
        fine_outside_range,
        kind_not_in_higher_law,
        precondition_dropped,
        other_organ,
        longer_than_higher_law,
        one_power_twice,
        copy_of_higher_law,
    ),
    Order.EQUAL: (different_fines, two_organs, one_power_twice),
    Order.OPEN: (ministry_against_province, two_organs),
}
_OF_ACT: tuple[Callable[[Case], Iterator[Finding]], ...] = (
    kind_above_rank,
    rule_beyond_its_kinds,
    document_sets_powers,
    enforcement_below_law,
    measure_beyond_rank,
    licence_beyond_rank,
    longer_than_the_general_law,
    fee_without_basis,
    licence_incomplete,
)


def of_pair(a: ComparedLaw, i: int, b: ComparedLaw, j: int, related: Related) -> tuple[Finding, ...]:
    """The alarms of two articles that regulate the same act.

    C01, C02, C03, C10, C11, C18 and C21 where a is higher; C17, C18 and C19 where both are equal; C17 and C23 where
    neither is higher by itself. Nothing where the two are not law in any one place.

    Args:
        a: the higher or equal law.
        i: index of its article.
        b: the lower or equal law.
        j: index of its article.
        related: how they relate, with the acts on which that rests.
    """
    if related.relation in (Relation.PARALLEL, Relation.UNRELATED) or not meet(a, b):
        return ()
    pair = Pair(a, i, b, j, related)
    found = [finding for check in _OF_PAIR.get(order(a, b), ()) for finding in check(pair)]
    if any(finding.rule == "C21" for finding in found):  # a copy is told once
        found = [finding for finding in found if finding.rule != "C18"]
    return tuple(found)


def of_law(
    law: ComparedLaw,
    higher: Mapping[int, Matched],
    caps: Sequence[Cap] | None = None,
    at_hand: Sequence[ComparedLaw] = (),
    nearby: Mapping[int, Sequence[tuple[ComparedLaw, int]]] | None = None,
) -> tuple[Finding, ...]:
    """The alarms of one law by itself: C04–C09, C11, C12, C15, C20 and C22.

    Args:
        law: the law under review.
        higher: for the index of each article that was compared with higher law the provisions that match it (law,
            index of its article, how they relate); an empty row says that none of what is at hand matches. An article
            that is absent was not compared, and what needs the comparison stays at 疑似.
        caps: the caps of fines for 规章, as `lezr_extract.vocabulary.checks.caps_with` gives them; None for those
            that we know.
        at_hand: further higher laws at hand of which nothing matched; best those that `bases_of` names, since an
            alarm reaches 冲突 only where the bases of the law were looked at.
        nearby: for the index of an article provisions of other higher laws that are near in words only.
    """
    setting = Setting(law, higher, caps, at_hand, nearby)
    found: list[Finding] = []
    for index, article in enumerate(law.articles):
        for deed in article.deeds:
            case = Case(setting, index, deed)
            found += [finding for check in _OF_ACT for finding in check(case)]
    found += rule_of_one_ministry(setting)
    found += old_names(law)
    return _once(found)


def of_citations(law: ComparedLaw, known: Known) -> tuple[Finding, ...]:
    """The alarms on what a law cites: C13 repealed, C14 moved or absent, C16 a title that nothing bears.

    Args:
        law: the citing law.
        known: the laws at hand and what has ended.
    """
    return (*repealed_laws(law, known), *moved_articles(law, known), *unknown_titles(law, known))


def of_entry(
    entry: Side,
    claimed: PowerType | None,
    powers: Sequence[Power],
    referrals: Sequence[Referral] = (),
    *,
    at_hand: bool = True,
) -> tuple[Finding, ...]:
    """The alarms on an entry of a list: C24 its type against its clauses, C25 a penalty without a sanction.

    Args:
        entry: the entry with its words, as the side that the alarm is about.
        claimed: the type in the list; None where it is none of the ten.
        powers: all powers found in the clauses that the entry cites.
        referrals: of those clauses, followed.
        at_hand: whether every cited clause is at hand.
    """
    return (
        *type_against_clause(entry, claimed, powers, referrals, at_hand=at_hand),
        *penalty_without_sanction(entry, claimed, powers, referrals, at_hand=at_hand),
    )


def _once(found: Sequence[Finding]) -> tuple[Finding, ...]:
    """Several deeds of one sentence give one alarm of a check."""
    kept: dict[tuple[str, str, object, str], Finding] = {}
    for finding in found:
        kept.setdefault((finding.rule, finding.b.article, finding.b.span, finding.explanation), finding)
    return tuple(kept.values())
