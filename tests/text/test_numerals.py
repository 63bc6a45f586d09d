from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lezr_extract.text.numerals import to_chinese, to_decimal, to_int


@pytest.mark.parametrize(
    ("words", "number", "note"),
    [
        ("一百三十三", 133, "plain"),
        ("十", 10, "ten without 一"),
        ("一千零一", 1001, "a gap"),
        ("二〇二一", 2021, "a year, place by place"),
        ("１２", 12, "full-width"),
        ("两万五千", 25000, "两"),
        ("第三", None, "no numeral"),
        ("", None, "nothing"),
    ],
)
def test_a_numeral_is_read_as_statutes_write_it(words, number, note):
    assert to_int(words) == number, note


@pytest.mark.parametrize(
    ("words", "number", "note"),
    [
        ("五万", Decimal(50000), "Chinese"),
        ("1.5万", Decimal(15000), "Arabic with 万"),
        ("30000", Decimal(30000), "Arabic"),
        ("30,000", Decimal(30000), "with thousands mark"),
        ("零点二", Decimal("0.2"), "点"),
        ("1.2.3", None, "no number"),
        ("点五", None, "no whole part"),
    ],
)
def test_an_amount_is_exact(words, number, note):
    assert to_decimal(words) == number, note


@given(st.integers(1, 9999))
def test_every_article_number_survives_writing_and_reading(number):
    assert to_int(to_chinese(number)) == number


@given(st.text(max_size=30))
def test_no_text_makes_a_numeral_reader_raise(text):
    to_int(text)
    to_decimal(text)
