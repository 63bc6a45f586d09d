"""The overview in a real browser: a cell clicked through to an entry, the same by keyboard, and how wide it gets."""

import re

import pytest
from lezr_extract.web.settings import local_person
from tests.web.serving import Served
from tests.web.test_overview import LAND, PAGES, POLICE, WATER, kept_run, review

__all__ = ["kept_run", "review"]
pytestmark = pytest.mark.browser


def test_a_cell_of_the_heat_map_leads_through_both_texts_to_the_entry(review, opened):
    with Served(review, local_person("王")) as served:
        page = opened(served)
        page.get_by_role("link", name="职责交叉", exact=True).click()
        cell = page.locator("svg a", has=page.locator("title", has_text=f"{POLICE} 与 {WATER}：3 处"))
        assert cell.locator("text").text_content() == "3"
        cell.click()
        page.wait_for_url("**/overlaps/between?**")
        second = page.locator("article.share").nth(0)
        left, right = second.locator(".sides.two > div").all()
        assert POLICE in left.inner_text()
        assert WATER in right.inner_text()
        assert abs((left.bounding_box() or {})["y"] - (right.bounding_box() or {})["y"]) < 2
        right.get_by_role("link", name="采砂许可证核发").click()
        page.wait_for_url(re.compile(r"/entry/\d+$"))


def test_the_network_brings_an_organ_to_the_front_and_leads_to_its_pairs(review, opened):
    with Served(review, local_person("王")) as served:
        page = opened(served, "/network")
        page.locator("svg a", has=page.locator("text", has_text="自然资源")).click()
        page.wait_for_url("**/network?of=**")
        assert page.locator("h2").first.inner_text() == f"{LAND}与谁共管"
        page.get_by_role("link", name=f"{WATER}与{LAND}共管的 1 处").click()
        assert page.locator("h1").inner_text() == f"{WATER} 与 {LAND}"


def test_the_overview_is_worked_by_keyboard_alone(review, opened):
    with Served(review, local_person("王")) as served:
        page = opened(served, "/overlaps")
        seen = []
        for _ in range(40):
            page.keyboard.press("Tab")
            seen.append(
                page.evaluate(
                    "document.activeElement.closest('svg') ? 'svg' : document.activeElement.getAttribute('aria-label')"
                )
            )
            if seen[-1] == f"{POLICE}与{WATER}共管的 3 处":
                break
        assert seen[-1] == f"{POLICE}与{WATER}共管的 3 处"
        assert "svg" not in seen, "the drawing does not stand in the way of the keyboard"
        page.keyboard.press("Enter")
        page.wait_for_url("**/overlaps/between?**")


@pytest.mark.parametrize(
    "path", [*PAGES, "/network?of=公安机关", "/overlaps/between?a=公安机关&b=水行政主管部门"]
)
def test_no_overview_page_is_wider_than_a_small_screen_and_none_breaks_the_policy(review, opened, path):
    with Served(review, local_person("王")) as served:
        page = opened(served)
        said = []
        page.on("console", lambda message: said.append(message.text))
        page.goto(served.address + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 1366
        assert said == []


def test_map_and_network_stand_wholly_on_a_small_screen(review, opened):
    with Served(review, local_person("王")) as served:
        page = opened(served)
        for path in ("/overlaps", "/network"):
            page.goto(served.address + path)
            box = page.locator("svg.chart").bounding_box()
            assert box["y"] + box["height"] <= 768, path


def test_everything_can_be_read_without_javascript(review, opened):
    with Served(review, local_person("王")) as served:
        page = opened(served, "/overlaps", java_script_enabled=False)
        page.get_by_label("看哪个机关").select_option(LAND)
        page.get_by_role("button", name="查看").click()
        page.wait_for_url("**of=**")
        assert page.get_by_role("link", name=f"{WATER}与{LAND}共管的 1 处").count() == 1
