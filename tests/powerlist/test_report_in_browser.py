"""report.html as a person meets it in a browser; every request to anywhere but the file is an error."""

import re
import shutil
from pathlib import Path

import pytest
from lezr_extract.powerlist import draft
from lezr_extract.powerlist.report import RunFacts, write_report
from lezr_extract.records import PowerType
from tests.powerlist.building import amount_of, found_of, law_of, power_of

pytestmark = pytest.mark.browser

CHROMIUM = next(
    (p for name in ("chromium", "chromium-browser", "google-chrome") if (p := shutil.which(name))), None
)
RUN = RunFacts("0.0", "2026-01-02", laws=1, articles=60, problems=0)


def entries():
    """Sixty penalties, the first with a script in its clause."""
    lines = [
        f"第{'一二三四五六七八九'[i]}条 擅自占用第{i}号河道<script>document.title='x'</script>的，由水务部门处一万元以上五万元以下罚款。"
        for i in range(9)
    ]
    law = law_of("\n".join(lines))
    made = []
    for i in range(9):
        quote = law.articles[i].text
        fine = amount_of(law, "一万元以上五万元以下", 10_000, 50_000)
        power = power_of(
            law, quote, PowerType.PENALTY if i else PowerType.LICENCE, holder=("水务部门",), kinds=("罚款",), amounts=(fine,)
        )  # fmt: skip
        made += draft(law, found_of(power))
    return made * 7


@pytest.fixture(scope="module")
def browser():
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine")
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as run:
        found = run.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield found
        found.close()


@pytest.fixture
def page(browser, tmp_path):
    path = Path(tmp_path / "report.html")
    write_report(entries(), {}, RUN, path)
    context = browser.new_context(viewport={"width": 1366, "height": 768})
    asked, wrong = [], []

    def only_the_file(route):
        asked.append(route.request.url)
        route.continue_() if route.request.url == path.as_uri() else route.abort()

    context.route("**/*", only_the_file)
    page = context.new_page()
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    page.goto(path.as_uri())
    page.wait_for_selector("html[data-loaded=yes]", timeout=20_000)
    yield page
    assert asked == [path.as_uri()]
    assert wrong == []
    context.close()


def counted(page, words):
    """Waits until the line above the list begins with ``words``; the page's policy forbids to wait by script."""
    page.locator("#count", has_text=re.compile(f"^{words}")).wait_for(timeout=5_000)


def test_it_opens_and_shows_a_page_of_the_list(page):
    assert page.inner_text("#count").startswith("共 63 项")
    assert page.locator("#entries > li").count() == 50
    page.get_by_role("button", name="下一页").click()
    assert page.locator("#entries > li").count() == 13


def test_search_and_filters_narrow_the_list(page):
    page.fill("#q", "3号河道")
    counted(page, "符合条件 7 项")
    page.select_option("#f-type", label="行政许可")
    counted(page, "符合条件 0 项")
    page.click("#clear")
    counted(page, "共 63 项")
    page.fill("#q", "五万元以下")
    counted(page, "符合条件 0 项")
    page.check("#f-clauses")
    counted(page, "共 63 项")


def test_a_number_of_the_heat_map_leads_to_its_entries(page):
    page.get_by_role("button", name="水务部门，行政许可，7 项").click()
    counted(page, "符合条件 7 项")
    assert page.input_value("#f-agency") == "水务部门"


def test_an_entry_unfolds_by_keyboard_to_its_clause_with_marked_words(page):
    entry = page.locator(".entry").nth(1)
    entry.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".details .basis")
    assert entry.get_attribute("aria-expanded") == "true"
    marked = {
        kind: page.locator(f".details mark.{kind}").first.inner_text()
        for kind in ("holder", "act", "sanction")
    }
    assert marked["holder"] == "水务部门"
    assert marked["act"].startswith("擅自占用第1号河道")
    assert marked["sanction"] == "罚款"
    page.keyboard.press("Enter")
    assert page.locator(".details").first.is_hidden()


def test_a_script_in_a_law_is_shown_as_text_and_never_runs(page):
    page.locator(".entry").first.click()
    page.wait_for_selector(".details .basis")
    assert "<script>document.title='x'</script>" in page.locator(".basis p").first.inner_text()
    assert page.title() == "权责清单（草案）"
    assert page.locator("#entries script").count() == 0


def test_no_part_of_the_page_is_wider_than_a_common_screen(page):
    assert page.evaluate("document.documentElement.scrollWidth") <= 1366


def test_an_entry_reads_from_left_to_right_type_name_holder_score(page):
    boxes = [
        page.locator(f".entry .{part}").first.bounding_box() for part in ("kind", "name", "who", "score")
    ]
    assert [b["x"] for b in boxes] == sorted(b["x"] for b in boxes)
    assert len({round(b["y"] / 12) for b in boxes}) == 1, "they stand on one line"
