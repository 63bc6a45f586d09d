"""新旧对照表.html as a person meets it in a browser; every request to anywhere but the file is an error."""

import pytest
from lezr_extract.compare.versions import align
from lezr_extract.pipeline.job.one_source import law_of
from lezr_extract.powerlist.export.side_by_side import sheet_of
from lezr_extract.powerlist.export.side_by_side_html import write_side_by_side_page
from lezr_extract.records import Document

pytestmark = pytest.mark.browser

OLD = "示范水渠条例\n第一条　水渠归集体所有。\n第二条　填埋水渠的，处<script>document.title='x'</script>一万元以下罚款。"


@pytest.fixture(scope="module")
def page(browser, tmp_path_factory):
    old, new = (
        law_of(Document("示范.txt", "text", "", text))[0] for text in (OLD, OLD.replace("一万元", "五万元"))
    )
    found = align(old, new)
    path = tmp_path_factory.mktemp("page") / "新旧对照表.html"
    write_side_by_side_page(sheet_of(old, new, found, [()] * len(found.rows)), path)
    page = browser.new_page()
    page.faults = []
    page.on("console", lambda message: page.faults.append(message.text))
    page.on(
        "request",
        lambda request: page.faults.append(request.url) if not request.url.startswith("file:") else None,
    )
    page.goto(path.as_uri())
    yield page
    page.close()


def test_the_page_asks_for_nothing_and_runs_no_word_of_a_law(page):
    assert page.faults == []
    assert page.title() == "示范水渠条例新旧对照表"
    assert "<script>" in page.inner_text("table")


def test_the_marks_stand_where_the_words_changed(page):
    assert page.inner_text("td del") == "一万元"
    assert page.inner_text("td ins") == "五万元"


def test_a_tick_leaves_only_what_changed_on_the_page(page):
    assert page.locator("tbody tr:visible").count() == 2
    page.check("#only")
    assert page.locator("tbody tr:visible").count() == 1
    page.uncheck("#only")
    assert page.locator("tbody tr:visible").count() == 2
