"""From an article, a power or an entry of the database back to file, page, line and boxes."""

import json
from itertools import islice

import pytest
from lezr_extract.pipeline import Options, run
from lezr_extract.records import Box, Place, SourceMap, Span
from lezr_extract.store import FileRow, Store, rows_of_law
from tests.read.conftest import pdf_bytes

TEXT = (
    "云岭省河道条例",
    "第一条 县级人民政府水务部门负责河道的监督管理工作。",
    "第二条 违反本条例规定倾倒垃圾的，由水务部门处一千元以上",
    "五千元以下罚款。",
    "第三条 本条例自2030年1月1日起施行。",
)


@pytest.fixture(scope="module")
def stored(tmp_path_factory):
    """A PDF of two pages, and a text in narrow punctuation, through a whole run."""
    folder = tmp_path_factory.mktemp("places")
    lines = [(50, 60 + 20 * at, words) for at, words in enumerate(TEXT)]
    (folder / "a.pdf").write_bytes(pdf_bytes([lines[:3], [(50, 60, TEXT[3]), (50, 80, TEXT[4])]]))
    text = (
        "云岭省采砂办法\n\n第一条 违法采砂的,由水务部门处一千元罚款.\n第二条 本办法自2031年3月1日起施行。\n"
    )
    (folder / "b.txt").write_text(text, encoding="utf-8")
    run([str(folder)], folder / "out", Options(workers=1))
    with Store.read(folder / "out" / "lezr.db") as store:
        yield store


def test_an_article_over_two_pages_leads_to_the_boxes_of_its_lines(stored):
    law_id, start, end = stored.database.execute(
        "SELECT law_id, start, \"end\" FROM articles WHERE article = '第二条' ORDER BY number"
    ).fetchone()
    place = stored.place(law_id, Span(start, end))
    assert (place.file.endswith("a.pdf"), place.page, place.line) == (True, 1, None)
    assert [(box.page, box.left) for box in place.boxes] == [(1, 50), (2, 50)]
    assert [
        box.top < baseline < box.bottom for box, baseline in zip(place.boxes, (100, 60), strict=True)
    ] == [True, True]


def test_a_power_leads_to_its_own_lines_alone(stored):
    law_id, start, end = stored.database.execute(
        'SELECT law_id, powers.start, powers."end" FROM powers JOIN articles ON articles.id = article_id '
        "WHERE powers.quote LIKE '%五千元%'"
    ).fetchone()
    assert {box.page for box in stored.place(law_id, Span(start, end)).boxes} == {1, 2}


def test_every_basis_of_an_entry_carries_its_place_and_the_words_of_its_file(stored):
    found = {
        basis.law_title: basis
        for entry in stored.entries()
        for basis in entry.bases
        if basis.kind == "liability"
    }
    scan, text = found["云岭省河道条例"], found["云岭省采砂办法"]
    assert (scan.place.page, scan.original) == (1, "")
    assert (text.place.page, text.place.line, text.place.boxes) == (None, 3, ())
    assert text.original == "违法采砂的,由水务部门处一千元罚款."
    assert text.text == "违法采砂的，由水务部门处一千元罚款。"


def test_a_hit_says_page_or_line_and_where_on_the_page(stored):
    hits = {(hit.kind, hit.law): hit for hit in stored.search("罚款")}
    page = hits["article", "云岭省河道条例"]
    assert (page.page, page.line, [box.page for box in page.boxes]) == (1, None, [1, 2])
    assert [hits[kind, "云岭省采砂办法"].line for kind in ("article", "entry")] == [3, 3]
    assert hits["entry", "云岭省河道条例"].page == 1


def test_words_that_were_not_changed_are_not_kept_twice(stored):
    rows = stored.database.execute(
        "SELECT text, original FROM articles WHERE original IS NOT NULL"
    ).fetchall()
    assert [text for text, _ in rows] == ["违法采砂的，由水务部门处一千元罚款。"]


def test_a_map_comes_back_as_it_was_with_boxes_in_whole_points(sample, store):
    one = sample.law()
    way = SourceMap(((0, 1),), ((0, 1), (40, 2)), ((3, Box(1, 10.4, 20.6, 30, 40)),), ((0, 5),))
    store.add_law(rows_of_law(one, sample.found(one), (sample.entry(one),)))
    store.add_file(FileRow(one.file, law_id=one.id, source_map=way))
    assert store.place(one.id, Span(4, 6)) == Place(one.file, 1, 5, (Box(1, 10, 21, 30, 40),))
    cells = store.database.execute("SELECT pages, lines, boxes FROM files").fetchone()
    assert [json.loads(cell) for cell in cells] == [[[0, 1], [40, 2]], [[0, 5]], [[3, 1, 10, 21, 30, 40]]]


def test_a_law_without_a_file_and_a_file_without_a_law_have_no_place(sample, store):
    one = sample.law()
    store.add_law(rows_of_law(one))
    assert store.place(one.id, Span(0, 3)) == Place("")
    store.add_file(FileRow("b.txt"))
    assert [file.source_map for file in islice(store.files(), 1)] == [SourceMap()]
