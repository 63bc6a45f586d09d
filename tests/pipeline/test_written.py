"""A record that is written down and made again is the same record."""

from lezr_extract.pipeline.job.written import read_back, written
from lezr_extract.records import CitedClause, ComparedArticle, Span


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
