"""Alarms of checks that were mostly wrong when read are held to 疑似, and every alarm says how reading went."""

from dataclasses import replace

import pytest
from lezr_extract.compare.checks import held, reliability
from lezr_extract.records import Finding, FindingKind, Level, Side
from lezr_extract.vocabulary.checks import checks

SIDE = Side("", "示范条例", "地方性法规", "", "", "", "第一条", None, None, "……", None)


def finding(rule, level=Level.CONFLICT):
    return Finding(FindingKind.CONFLICT, level, rule, None, SIDE, "……")


@pytest.mark.parametrize("rule", [one.id for one in checks().values() if one.held_to is not one.highest])
def test_a_check_that_was_mostly_wrong_claims_no_fault_and_says_why(rule):
    told = held(finding(rule))
    assert told.level is checks()[rule].held_to
    assert "至多报" in told.guards[-1].words
    assert held(told) == told  # once is enough
    assert reliability(told) == ""  # it says so itself


@pytest.mark.parametrize("rule", ["C01", "C11", "C13", "C14"])
def test_a_check_that_was_right_keeps_its_level_and_says_how_often(rule):
    assert held(finding(rule)) == finding(rule)
    read = next(one for one in checks()[rule].read if one.level is Level.CONFLICT)
    assert f"核对过{read.number}处，{read.right}处说得通" in reliability(finding(rule))


def test_a_check_that_nobody_read_says_so_and_a_notice_says_nothing():
    assert "还没有人核对过" in reliability(finding("C03"))
    assert reliability(finding("C01", Level.NOTICE)) == ""


def test_a_conflict_that_only_the_relation_shows_says_how_seldom_such_ones_were_right():
    alone = finding("", Level.SUSPECTED)
    assert held(alone) == alone
    assert "只凭两条关系的抵触" in reliability(alone)
    assert reliability(replace(alone, kind=FindingKind.DUPLICATE)) == ""
    assert reliability(replace(alone, level=Level.NOTICE)) == ""


def test_a_check_is_held_exactly_where_fewer_than_half_of_its_conflicts_were_right():
    for check in checks().values():
        read = next((one for one in check.read if one.level is Level.CONFLICT), None)
        assert all(0 <= one.right <= one.number for one in check.read)
        wrong = read is not None and 2 * read.right < read.number
        assert (check.held_to is not check.highest) == wrong, check.id
