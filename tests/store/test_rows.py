import json
from dataclasses import replace
from decimal import Decimal

import pytest
from lezr_extract.records import Agency, Place, Problem, Severity, Span, Stage
from lezr_extract.store import FileRow, citation_rows, rows_of_law


def filled(sample, store, *laws):
    for one in laws:
        assert store.add_law(rows_of_law(one, sample.found(one), (sample.entry(one),)))
        store.add_file(FileRow(one.file, "markdown", one.sha256, one.id))
    return store


def placed(entry, law):
    """The entry with the place of its bases, which only the database knows."""
    return replace(entry, bases=tuple(replace(basis, place=Place(law.file)) for basis in entry.bases))


def test_an_entry_comes_back_as_the_same_record(sample, store):
    one = sample.law()
    filled(sample, store, one)
    assert list(store.entries()) == [placed(sample.entry(one), one)]


def test_two_entries_of_one_law_never_share_an_id(sample, store):
    one = sample.law()
    twins = (sample.entry(one), sample.entry(one, name="对挖断水渠行为的行政处罚"), sample.entry(one))
    store.add_law(rows_of_law(one, sample.found(one), twins))
    store.finish()
    first = twins[0].id
    assert [entry.id for entry in store.entries()] == [first, f"{first}-2", f"{first}-3"]


def test_entries_of_several_laws_keep_their_own_bases(sample, store):
    laws = [sample.law(title=f"示范水渠管理办法（{n}）") for n in "甲乙丙"]
    filled(sample, store, *laws)
    assert list(store.entries()) == [placed(sample.entry(one), one) for one in laws]


def test_the_cells_of_an_article_hold_its_place_and_its_tree(sample, store):
    one = sample.law()
    filled(sample, store, one)
    identity, start, end, text_start, text_end, text, paragraphs = store.database.execute(
        'SELECT id, start, "end", text_start, text_end, text, paragraphs FROM articles WHERE number = 2'
    ).fetchone()
    assert identity == f"{one.id}-0002"
    assert one.text[start:end].startswith("第二条")
    assert one.text[text_start:text_end] == text == one.articles[1].text
    (paragraph,) = json.loads(paragraphs)
    assert [item["no"] for item in paragraph["items"]] == ["一", "二"]
    start, end = paragraph["items"][0]["span"]
    assert one.text[start:end] == "（一）填埋水渠的；"


def test_amounts_are_numbers_that_sql_can_compare(sample, store):
    filled(sample, store, sample.law())
    rows = store.database.execute("SELECT min, max FROM amounts WHERE min >= 1000 AND max < 5001").fetchall()
    assert rows == [(1000, 5000.5)]
    assert next(iter(store.entries())).amounts[0].max == Decimal("5000.5")


def test_no_row_points_to_nothing(sample, sqlite):
    one, store = sample.law(), sqlite
    filled(sample, store, one)
    starts = [article.span.start for article in one.articles]
    store.add_citations(citation_rows(one.id, starts, [(1, sample.citation(one, target=one.id))]))
    store.add_agencies(
        [
            Agency("water", "水利部", "各级", "全国", ("水利",)),
            Agency("unused", "不用的", "各级", "全国", ()),
        ]
    )
    store.finish()
    assert store.database.execute("PRAGMA foreign_key_check").fetchall() == []
    assert [row["id"] for row in store.database["agencies"].rows] == ["water"]


@pytest.mark.parametrize(
    ("offset", "article", "note"),
    [
        (None, None, "before the first article: the header"),
        (0, "0001", "at the number of the first"),
        (3, "0001", "inside the first"),
    ],
)
def test_a_citation_belongs_to_the_article_in_which_it_stands(sample, offset, article, note):
    one = sample.law()
    starts = [a.span.start for a in one.articles]
    at = 0 if offset is None else starts[0] + offset
    (row,) = citation_rows(one.id, starts, [(1, replace(sample.citation(one), span=Span(at, at + 1)))])
    assert row[2] == (article and f"{one.id}-{article}"), note


def test_the_same_text_is_taken_once_and_says_so(sample, store):
    one = sample.law()
    filled(sample, store, one)
    assert not store.add_law(rows_of_law(one, sample.found(one), (sample.entry(one),)))
    assert store.counts()["laws"] == store.counts()["entries"] == 1


def test_a_line_of_powers_is_written_for_every_article_of_every_file(sample, store):
    one = sample.law()
    filled(sample, store, one)
    store.add_file(FileRow("copy.md", "markdown", one.sha256, one.id))
    store.add_file(FileRow("lost.md"))
    starts = [article.span.start for article in one.articles]
    store.add_citations(citation_rows(one.id, starts, [(1, sample.citation(one))]))
    lines = list(store.power_lines())
    assert [(line["file"], line["article"]) for line in lines] == [
        (one.file, "第一条"),
        (one.file, "第二条"),
        ("copy.md", "第一条"),
        ("copy.md", "第二条"),
    ]
    first, second = lines[:2]
    assert first["powers"] == []
    assert first["competence"] == [{"agency": "水利部门", "matter": "水渠的监督管理"}]
    (power,) = second["powers"]
    assert power["agency"] == ["水利部门"]
    assert power["alt"] == ["其他"]
    assert power["disputed"] is False
    assert power["amounts"][0] == {
        "min": 1000,
        "max": 5000.5,
        "unit": "元",
        "base": None,
        "party": "单位",
        "per": None,
    }
    assert one.text[slice(*power["span"])] == power["quote"]
    (cited,) = second["citations"]
    assert (cited["law"], cited["article"], cited["paragraph"], cited["item"], cited["status"]) == (
        "水法",
        "第九条",
        2,
        "三",
        "unresolved",
    )


def test_problems_come_back_in_the_order_in_which_they_were_met(store):
    problems = [Problem(Stage.READ, s, f"{s.value}.md", "", "code", "原因") for s in Severity]
    store.add_problems(problems[:1])
    store.add_problems(problems[1:])
    assert list(store.problems()) == problems
