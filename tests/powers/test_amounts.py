"""Amounts of fines: every written form, and the sums that are none."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lezr_extract.powers.amounts import find_amounts

CASES = Path(__file__).parents[1] / "cases" / "amounts.txt"


def cases() -> list[tuple[str, list[str]]]:
    blocks = [b for b in CASES.read_text(encoding="utf-8").split("\n\n") if not b.startswith("#")]
    return [(b.splitlines()[0], b.splitlines()[1:]) for b in blocks if b.strip()]


def written(amount) -> str:
    def end(value):
        return "-" if value is None else str(value)

    return f"{end(amount.min)} {end(amount.max)} {amount.unit} | {amount.base or '-'} | {amount.party or '-'} | {amount.per or '-'}"


@pytest.mark.parametrize(("text", "expected"), cases(), ids=lambda v: v if isinstance(v, str) else "")
def test_the_amounts_of_a_clause_are_read_as_a_lawyer_reads_them(text, expected):
    assert [written(a) for a in find_amounts(text)] == expected


def test_a_span_covers_the_words_of_the_sum_in_the_law():
    text = "由主管部门处一万元以上三万元以下罚款。"
    (amount,) = find_amounts(text, start=100)
    assert text[amount.span.start - 100 : amount.span.end - 100] == "一万元以上三万元以下"


@given(st.integers(1, 9999), st.integers(1, 9999))
def test_any_range_in_arabic_numerals_comes_back_exactly(low, more):
    (amount,) = find_amounts(f"处{low}元以上{low + more}元以下的罚款。")
    assert (amount.min, amount.max) == (Decimal(low), Decimal(low + more))


@given(st.text(alphabet="处罚款一二十百千万亿元倍以上下至的，。；分之点0123%‰.,每对", max_size=80))
def test_no_shuffled_words_ever_raise_and_every_amount_stands_in_the_text(text):
    for amount in find_amounts(text):
        assert 0 <= amount.span.start < amount.span.end <= len(text)
        assert amount.min is not None or amount.max is not None
