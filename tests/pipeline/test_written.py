"""A record that is written down and made again is the same record."""

from dataclasses import dataclass
from decimal import Decimal

import pytest
from lezr_extract.pipeline.job.written import made, read_back, written
from lezr_extract.records import Amount, CitedClause, ComparedArticle, PowerType, Span


@dataclass(frozen=True, slots=True)
class Alone:
    """A record of one field."""

    words: str


@dataclass(frozen=True, slots=True)
class Pair:
    """A record whose second field has a value of its own accord."""

    first: str
    second: str = "乙"


@dataclass(frozen=True, slots=True)
class Nested:
    """A record that holds others."""

    kind: PowerType
    span: Span | None
    parts: tuple[Alone, ...]
    sum: Decimal


@pytest.mark.parametrize(
    "record",
    [
        pytest.param(Alone("甲"), id="one field"),
        pytest.param(Pair("甲", "丙"), id="fields that are words"),
        pytest.param(Nested(PowerType.LEVY, Span(1, 2), (Alone("a"), Alone("\ud800")), Decimal("0.10")), id="nested"),
        pytest.param(Nested(PowerType.LEVY, None, (), Decimal(3)), id="nothing where there may be nothing"),
        pytest.param(Amount(Decimal(1), None, "元", None, None, None, Span(0, 1)), id="a record of the package"),
    ],
)  # fmt: skip
def test_a_record_is_read_back_as_it_was_written(record):
    assert read_back(type(record), written(record)) == record


@pytest.mark.parametrize(
    ("shape", "cells"),
    [
        pytest.param(Pair, ["甲"], id="a word is missing, and it would have a value of its own"),
        pytest.param(Pair, ["甲", "乙", "丙"], id="a word too many"),
        pytest.param(Span, [1], id="a number is missing"),
        pytest.param(Span, [1, 2, 3], id="a number too many"),
    ],
)
def test_a_record_with_too_few_or_too_many_cells_is_refused(shape, cells):
    with pytest.raises(ValueError, match=r"fields|shorter|longer"):
        made(shape, cells)


def test_what_is_no_record_is_not_written():
    with pytest.raises(TypeError):
        written([object()])


def article(number, text):
    cited = CitedClause("水法", "第十条", None, None, "《水法》第十条")
    return ComparedArticle(number, "第一章", text, Span(0, len(text)), (), (cited,))


def test_records_come_back_as_they_were():
    told = (article("第一条", "不得挖砂。"), article("第二条", "\ud800坏字"))
    assert read_back(tuple[ComparedArticle, ...], written(told)) == told


def test_short_words_of_many_records_are_one_string():
    first, second = (
        read_back(tuple[ComparedArticle, ...], written((article("第一条", "不得挖砂。"),)))[0]
        for _ in range(2)
    )
    assert first.heading is second.heading
    assert first.cites[0].law is second.cites[0].law
