"""C24 and C25: an entry of a list against its clauses."""

from dataclasses import replace

import pytest
from lezr_extract.compare.checks import of_entry
from lezr_extract.records import (
    Citation,
    Followed,
    Level,
    Power,
    PowerType,
    Reach,
    Referral,
    Role,
    Side,
    Span,
)

ENTRY = Side("", "", "", "", "", "", "", None, None, "对填埋古井行为的处罚", None, "清单.xlsx")
PLACE = Span(0, 1)
FINE = Power(
    type=PowerType.PENALTY,
    alt=(),
    alt_reason="",
    role=Role.BASIS,
    kinds=("罚款",),
    paragraph=1,
    item=None,
    act="填埋古井",
    conduct=(),
    holder=(),
    holder_spans=(),
    holder_source="none",
    agency_resolved=None,
    agency_id=None,
    agency_reason="",
    amounts=(),
    span=PLACE,
    quote="处罚款",
    by="fine",
    score=1.0,
)
ORDER = replace(FINE, type=PowerType.OTHER, kinds=("责令改正",), quote="责令改正")


def referral(outcome):
    cited = Citation(PLACE, "示范水法", "第九条", None, None, Reach.OTHER_LAW)
    return Referral(0, PLACE, "依照示范水法处罚", 0, cited, outcome)


def rules(*args, **more):
    return {finding.rule: finding for finding in of_entry(ENTRY, *args, **more)}


def test_a_penalty_whose_clause_only_orders_is_of_another_type():
    finding = rules(PowerType.PENALTY, [ORDER])["C24"]
    assert finding.level is Level.SUSPECTED
    assert ("责令改正" in finding.explanation, "其他" in finding.explanation) == (True, True)
    assert "第二十八条第一款" in finding.authority


def test_a_licence_that_is_a_fine_is_of_another_type():
    assert "行政处罚" in rules(PowerType.LICENCE, [FINE])["C24"].explanation


@pytest.mark.parametrize(
    ("claimed", "powers"),
    [
        (PowerType.PENALTY, [FINE]),
        (PowerType.PENALTY, [ORDER, FINE]),  # one of the clauses sets it
        (PowerType.OTHER, [ORDER]),
        (None, [FINE]),  # a type that is none of the ten
    ],
)
def test_a_type_that_a_clause_bears_is_no_case(claimed, powers):
    assert not rules(claimed, powers)


def test_a_disputed_type_and_a_ruling_of_the_office_are_only_told():
    disputed = replace(ORDER, alt=(PowerType.PENALTY,), alt_reason="旧林业处罚")
    assert rules(PowerType.PENALTY, [disputed])["C24"].level is Level.NOTICE
    ruled = replace(ORDER, ruling="replanting")
    assert rules(PowerType.PENALTY, [ruled])["C24"].level is Level.NOTICE


def test_a_penalty_without_any_sanction_has_no_basis():
    finding = rules(PowerType.PENALTY, [])["C25"]
    assert finding.level is Level.CONFLICT
    assert "第三十八条" in finding.authority


def test_a_referral_that_leads_to_a_penalty_is_a_basis():
    assert not rules(PowerType.PENALTY, [], [referral(Followed.FOLLOWED)])


@pytest.mark.parametrize("outcome", [Followed.NOT_AT_HAND, Followed.LAW_ONLY])
def test_a_referral_that_could_not_be_followed_leaves_a_suspicion(outcome):
    finding = rules(PowerType.PENALTY, [], [referral(outcome)])["C25"]
    assert finding.level is Level.SUSPECTED
    assert finding.not_compared


def test_a_clause_that_is_not_at_hand_leaves_a_suspicion():
    assert rules(PowerType.PENALTY, [], at_hand=False)["C25"].level is Level.SUSPECTED


def test_an_entry_that_claims_no_penalty_needs_no_sanction():
    assert not rules(PowerType.INSPECTION, [])
