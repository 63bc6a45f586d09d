"""A whole review as people do it, in a real browser: four people, four gates, a law that changes meanwhile."""

import io
import time
from pathlib import Path

import pytest
from lezr_extract.pipeline.deciding.intake import Intake, Kind
from lezr_extract.pipeline.deciding.intake_run import Task
from lezr_extract.pipeline.deciding.review import Review, now
from lezr_extract.pipeline.job.one_source import Options
from lezr_extract.pipeline.job.run import run
from lezr_extract.records import Gate, Person
from lezr_extract.store.ledger import People
from lezr_extract.web import passwords
from lezr_extract.web.settings import local_person
from tests.web.conftest import PASSWORD
from tests.web.present import LAW, workbook
from tests.web.serving import Served

pytestmark = pytest.mark.browser

RULES_ONLY = Options(workers=1, rules_only=True)


def law_file(folder, words):
    path = Path(folder) / "示范省河道条例.md"
    path.write_text(words, encoding="utf-8")
    return path


@pytest.fixture
def review(tmp_path):
    source = law_file(tmp_path, LAW)
    run([str(source)], tmp_path / "out", RULES_ONLY)
    return Review(tmp_path / "out")


def test_four_people_take_an_entry_through_four_gates_and_a_changed_law_brings_it_back(
    review, opened, tmp_path
):
    with review.ledger() as ledger:
        for gate in Gate:
            People(ledger).keep(Person(f"{gate}员", (gate,)), passwords.made(PASSWORD), "主任", now())
    with Served(review) as served:
        for gate in Gate:
            page = opened(served)
            page.get_by_label("账户").fill(f"{gate}员")
            page.get_by_label("密码").fill(PASSWORD)
            page.get_by_role("button", name="登录").click()
            page.get_by_role("link", name="待审队列").click()
            page.get_by_role("link", name="填埋河道").click()
            page.wait_for_url("**/entry/1")
            page.keyboard.press("a")
            page.get_by_role("button", name="提交").click()
            page.wait_for_url("**/entry/2")
        public = opened(served, "/public")
        assert public.get_by_text("填埋河道").count() == 1
        # The law is amended: another fine. What rests on words that stayed is kept.
        run([str(law_file(tmp_path, LAW.replace("五万元", "八万元")))], tmp_path / "out", RULES_ONLY)
        page.goto(f"{served.address}/")
        assert page.get_by_text("1 个条目的条文有变，原决定已失效").count() == 1
        page.get_by_text("1 个条目的条文有变").click()
        page.get_by_role("link", name="填埋河道").click()
        assert page.locator(".history .lapsed").count() == 4
        assert page.get_by_text("八万元").count() == 1
        public.reload()
        assert public.get_by_text("填埋河道").count() == 0


def test_the_queue_is_filtered_without_loading_the_page_anew(review, opened):
    with Served(review, local_person("王")) as served:
        page = opened(served, "/queue")
        page.evaluate("document.body.dataset.same = 'yes'")
        page.keyboard.press("/")
        page.keyboard.type("采砂")
        page.wait_for_url("**words=%E9%87%87%E7%A0%82**")
        page.get_by_text("共 2 项").wait_for()
        assert page.locator("table.queue tbody tr").count() == 2
        assert page.evaluate("document.body.dataset.same") == "yes"


def test_a_reviewer_works_by_keyboard_alone(review, opened):
    with Served(review, local_person("王")) as served:
        page = opened(served, "/entry/1")
        page.keyboard.press("c")
        page.locator("textarea[name=name]").fill("对填埋河道的处罚")
        page.get_by_role("button", name="提交").press("Enter")
        page.wait_for_url("**/entry/2")
        page.keyboard.press("k")
        page.wait_for_url("**/entry/1")
        assert page.locator("h1").inner_text().endswith("对填埋河道的处罚")
        page.keyboard.press("u")
        page.wait_for_url("**/queue")


def test_everything_can_be_read_and_decided_without_javascript(review, opened):
    with Served(review, local_person("王")) as served:
        page = opened(served, "/queue", java_script_enabled=False)
        page.get_by_label("类型").select_option("行政许可")
        page.get_by_role("button", name="筛选", exact=True).click()
        page.get_by_role("link", name="采砂").first.click()
        page.get_by_label("不列入").check()
        page.get_by_label("理由").fill("已下放")
        page.get_by_role("button", name="提交").click()
        with review.ledger() as ledger:
            assert ledger.progress()["不列入"] == 1


PAGES = (
    "/", "/queue", "/entry/1", "/suggestions", "/suggestion/1", "/files", "/intake", "/record", "/people", "/public",
)  # fmt: skip
NAMELESS = """() => [...document.querySelectorAll("input:not([type=hidden]), select, textarea, button, a[href]")]
    .filter(e => !(e.labels && e.labels.length) && !e.getAttribute("aria-label") && !e.textContent.trim())
    .map(e => e.outerHTML)"""
"""What can be reached by keyboard and says nothing to a screen reader."""


@pytest.fixture
def checked(review):
    """The review with a present list that was checked."""
    intake = Intake(review.database, RULES_ONLY)
    intake.keep("示范市水利局权责清单.xlsx", io.BytesIO(workbook()), Kind.LIST)
    intake.start(review.refresh, [Task.LISTS])
    while intake.state.running:
        time.sleep(0.02)
    assert not intake.state.failed, intake.state.outcome
    return review


def test_every_page_fits_a_small_screen_and_names_all_that_can_be_reached(checked, opened):
    with Served(checked, local_person("王")) as served:
        page = opened(served)
        for path in PAGES:
            page.goto(served.address + path)
            assert page.evaluate("document.documentElement.scrollWidth") <= 1366, path
            assert page.evaluate(NAMELESS) == [], path
            assert page.locator("h1").count() == 1, path
            assert page.locator("html").get_attribute("lang") == "zh-CN"


def test_a_suggestion_is_found_and_decided_by_keyboard_alone(checked, opened):
    with Served(checked, local_person("王")) as served:
        page = opened(served, "/suggestions")
        page.keyboard.press("/")
        page.keyboard.type("填埋")
        page.get_by_text("共 1 条").wait_for()
        page.locator("a.name").press("Enter")
        page.wait_for_url("**/suggestion/*")
        page.wait_for_load_state()
        page.keyboard.press("r")
        page.keyboard.press("Tab")
        page.keyboard.type("对象不同")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.wait_for_url("**/suggestions?**")
        page.get_by_text("不采纳").first.wait_for()


@pytest.mark.parametrize(("path", "note"), [("/suggestions", "建议"), ("/queue", "队列")])
def test_a_list_that_is_renewed_leaves_the_focus_on_its_link(checked, opened, path, note):
    with Served(checked, local_person("王")) as served:
        page = opened(served, path)
        link = page.locator("a.name").first
        link.focus()
        before = page.evaluate("document.activeElement.href")
        page.evaluate("document.querySelector('#list a.name').dataset.old = 'yes'")
        page.evaluate("document.querySelector('form.filters').dispatchEvent(new Event('change'))")
        page.locator("#list a.name[data-old]").wait_for(state="detached")
        assert page.evaluate("document.activeElement.href || ''").split("?")[0] == before.split("?")[0], note


def test_suggestions_are_read_and_decided_without_javascript(checked, opened):
    with Served(checked, local_person("王")) as served:
        page = opened(served, "/suggestions", java_script_enabled=False)
        page.get_by_label("建议", exact=True).select_option("新增")
        page.get_by_role("button", name="筛选", exact=True).click()
        page.get_by_role("link", name="采砂许可证核发").click()
        page.get_by_label("采纳", exact=False).first.check()
        page.get_by_role("button", name="提交").click()
        page.goto(f"{served.address}/suggestions?state=采纳")
        assert page.get_by_role("link", name="采砂许可证核发").count() == 1


def test_a_rejection_without_a_reason_is_held_back_on_the_page_itself(review, opened):
    with Served(review, local=local_person("主任")) as served:
        page = opened(served)
        page.goto(f"{served.address}/entry/1")
        page.keyboard.press("r")
        page.get_by_role("button", name="提交，到下一项").click()
        assert page.url.endswith("/entry/1"), "the page with what was chosen is still there"
        assert page.get_by_role("textbox", name="理由").evaluate("box => box.validity.valueMissing")
        page.keyboard.press("Escape")
        page.get_by_label("通过", exact=False).first.check()
        page.get_by_role("button", name="提交，到下一项").click()
        page.wait_for_url("**/entry/2")
