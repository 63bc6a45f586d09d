"""Fines set against each other: ends, payers, bases, grades."""

from decimal import Decimal

import pytest
from lezr_extract.compare.consequences.fines import Fines, compare_fines, payer, ranges
from lezr_extract.records import Amount, Span


def yuan(low, high, party=None):
    return amount(low, high, "元", None, party)


def times(low, high, base="违法所得"):
    return amount(low, high, "倍", base, None)


def percent(low, high, base="违法所得"):
    return amount(low, high, "%", base, None)


def amount(low, high, unit, base, party):
    ends = (Decimal(end) if end is not None else None for end in (low, high))
    return Amount(*ends, unit, base, party, None, Span(0, 1))


def sort(a, b):
    return compare_fines(ranges(a, fined=bool(a)), ranges(b, fined=bool(b))).sort


@pytest.mark.parametrize(
    ("a", "b", "found"),
    [
        ([yuan(1000, 5000)], [yuan(1000, 5000)], Fines.SAME),
        ([yuan(None, 5000)], [yuan(0, 5000)], Fines.SAME),  # an open lower end is nought
        ([yuan(1000, 5000)], [yuan(2000, 4000)], Fines.INSIDE),
        ([yuan(1000, 5000)], [yuan(1000, 6000)], Fines.OUTSIDE),
        ([yuan(1000, 5000)], [yuan(None, 5000)], Fines.OUTSIDE),
        ([yuan(1000, 5000), yuan(5000, 9000)], [yuan(1000, 9000), yuan(5000, 9000)], Fines.SHIFTED),  # first grade reaches into the second
        ([yuan(1000, 5000), yuan(5000, 9000)], [yuan(2000, 8000)], Fines.INSIDE),  # of one grade only
        ([yuan(1000, 5000, "单位"), yuan(100, 500, "个人")], [yuan(200, 400, "个人")], Fines.INSIDE),  # each payer for itself
        ([yuan(1000, 5000, "单位")], [yuan(100, 500, "个人")], Fines.APART),
        ([times(1, 5)], [yuan(100, 500)], Fines.APART),  # a multiple is no sum
        ([times(1, 5, "违法所得")], [times(1, 5, "货值金额")], Fines.APART),  # multiples of different bases
        ([times(1, 5)], [times(2, 6)], Fines.OUTSIDE),
        ([percent(10, 50)], [times(1, 3)], Fines.OUTSIDE),  # so many per cent are a part of the multiple
        ([percent(50, 200)], [times(1, 2)], Fines.INSIDE),
        ([percent(100, 200)], [times(1, 2)], Fines.SAME),
        ([percent(10, 50, "货值金额")], [times(1, 3)], Fines.APART),  # of another base they are none
        ([], [yuan(100, 500)], Fines.ADDED),
        ([yuan(100, 500)], [], Fines.DROPPED),
        ([], [], Fines.NONE),
    ],
)  # fmt: skip
def test_fines_of_two_acts(a, b, found):
    assert sort(a, b) is found


def test_a_fine_without_a_sum_is_a_fine_of_any_height():
    bare = ranges((), fined=True)
    assert compare_fines(bare, ranges([yuan(100, 500)], fined=True)).sort is Fines.INSIDE
    assert compare_fines(ranges([yuan(100, 500)], fined=True), bare).sort is Fines.OUTSIDE


def test_what_could_not_be_compared_is_kept():
    found = compare_fines(
        ranges([yuan(1000, 5000)], fined=True), ranges([yuan(2000, 3000), times(1, 5)], fined=True)
    )
    assert found.sort is Fines.INSIDE
    assert [one.words for one in found.left_out] == ["违法所得1倍以上5倍以下"]


@pytest.mark.parametrize(
    ("words", "who"),
    [
        ("直接负责的主管人员", "责任人"),
        ("个人", "个人"),
        ("旅游经营者", "单位"),
        (None, ""),
        ("车辆", ""),  # a thing is no payer that we know
    ],
)
def test_who_pays(words, who):
    assert payer(words) == who


@pytest.mark.parametrize(
    ("one", "words"),
    [
        (yuan(1000, 5000), "1000元以上5000元以下"),
        (yuan(50000, 100000), "5万元以上10万元以下"),
        (yuan(None, 5000), "5000元以下"),
        (yuan(5000, None), "5000元以上"),
        (yuan(200, 200), "200元"),
        (times(1, 5), "违法所得1倍以上5倍以下"),
    ],
)
def test_a_range_in_words(one, words):
    assert ranges([one], fined=True)[0].words == words
