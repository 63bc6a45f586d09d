"""report.html as a person meets it in a browser; every request to anywhere but the file is an error."""

import io
import re
from dataclasses import replace
from pathlib import Path

import pytest
from lezr_extract.powerlist import draft
from lezr_extract.powerlist.report import RunFacts, write_report
from lezr_extract.records import Box, Place, PowerType, ShownPage
from PIL import Image, ImageDraw
from tests.powerlist.building import amount_of, found_of, law_of, power_of

pytestmark = pytest.mark.browser

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


def a_page(file, number):
    """A page of 600 by 800 points with a black bar where the clause stands."""
    picture = Image.new("L", (900, 1200), 255)
    ImageDraw.Draw(picture).rectangle((150, 450, 750, 480), fill=0)
    made = io.BytesIO()
    picture.save(made, "PNG")
    return ShownPage(file, number, 600, 800, made.getvalue())


def entries_with_places():
    """The first three entries as a PDF, a text in traditional script and a page without a picture gave them."""
    places = [
        Place("卷/甲.pdf", 2, None, (Box(2, 100, 300, 500, 320),)),
        Place("卷/乙.txt", None, 12),
        Place("卷/丙.pdf", 5, None, (Box(5, 1, 2, 3, 4),)),
    ]
    made = entries()
    for at, place in enumerate(places):
        basis = made[at].bases[0]
        original = basis.text.replace("务", "務") if place.line else ""
        made[at] = replace(made[at], bases=(replace(basis, place=place, original=original),))
    return made


@pytest.fixture
def page(browser, tmp_path):
    path = Path(tmp_path / "report.html")
    write_report(entries_with_places(), {}, RUN, path, {("卷/甲.pdf", 2): a_page("卷/甲.pdf", 2)})
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


def unfolded(page, number):
    page.locator(".entry").nth(number).click()
    page.locator(f"#details-of-{number} .basis").first.wait_for()
    return page.locator(f"#details-of-{number}")


def test_a_clause_of_a_pdf_is_shown_in_its_place_on_the_page_and_the_whole_page_on_demand(page):
    sheet = unfolded(page, 0).locator(".sheet")
    assert sheet.locator(".origin").inner_text().split() == ["原件", "甲.pdf", "第", "2", "页"]
    svg = sheet.locator("svg")
    _, top, width, height = (float(side) for side in svg.get_attribute("viewBox").split())
    assert (width, top < 300, top + height > 320, height < 200) == (600, True, True, True)
    assert dark(svg.screenshot()), "the picture is really drawn, in spite of the policy of the page"
    strip = svg.bounding_box()["height"]
    sheet.get_by_role("button", name="看整页").click()
    assert svg.get_attribute("viewBox") == "0 0 600 800"
    assert svg.bounding_box()["height"] > 3 * strip
    sheet.get_by_role("button", name="只看该处").click()
    assert svg.bounding_box()["height"] == strip


def dark(png):
    """Whether a good part of a picture is the bar of the page, black below the colour of the mark or not."""
    grey = Image.open(io.BytesIO(png)).convert("L")
    return sum(grey.histogram()[:60]) > 0.05 * grey.width * grey.height


def test_words_that_cleaning_changed_stand_beside_the_cleaned_ones(page):
    details = unfolded(page, 1)
    cleaned, source = (details.locator(f".beside > div >> nth={n}") for n in (0, 1))
    assert "水务部门" in cleaned.inner_text()
    assert "水務部门" in source.inner_text()
    assert source.locator("mark.was").all_inner_texts() == ["務"]
    left, right = cleaned.bounding_box(), source.bounding_box()
    assert (left["y"], left["x"] < right["x"]) == (right["y"], True)
    assert details.locator(".origin").inner_text().split() == ["原件", "乙.txt", "第", "12", "行"]


def test_a_page_without_a_picture_is_named(page):
    details = unfolded(page, 2)
    assert details.locator(".origin").inner_text().split() == ["原件", "丙.pdf", "第", "5", "页"]
    assert details.locator(".sheet").count() == 0
