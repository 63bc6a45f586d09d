"""Takes the pictures of the documents from a real report, in a real browser.

usage: python docs/make_pictures.py outputs/national/report.html [outputs/扫描件/report.html]
       python docs/make_pictures.py --office outputs/图
       python docs/make_pictures.py --overview http://127.0.0.1:8765

The second report is one over a scan or a PDF; from it comes the picture of a clause in its place in the original.
With --office every page of the review is taken, over a small office that is made for it in a new folder from the model
statutes and the model list; with --overview the overview of a running ``lezr review --as 王科长`` over laws in several
versions, in which some weeks of decisions were made.
"""

import re
import sys
from pathlib import Path

from office_pictures import take_office
from playwright.sync_api import Page, sync_playwright

PICTURES = Path(__file__).parent / "pictures"
CHROMIUM = "/usr/bin/chromium"
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]


def take(page: Page, report: Path) -> None:
    """The report as it opens, and one penalty unfolded to its clauses."""
    page.goto(report.resolve().as_uri())
    page.wait_for_selector("html[data-loaded=yes]")
    page.screenshot(path=PICTURES / "report.png")
    page.select_option("#f-type", label="行政处罚")
    page.fill("#q", "排污许可证")
    page.locator("#count", has_text="符合条件").wait_for()
    page.locator(".entry").first.click()
    page.wait_for_selector(".details .basis")
    page.locator("#q").scroll_into_view_if_needed()
    page.mouse.wheel(0, 700)
    page.wait_for_timeout(300)
    page.screenshot(path=PICTURES / "entry.png")


def take_original(page: Page, report: Path) -> None:
    """A penalty unfolded to its clause and its place on the page of the original."""
    page.goto(report.resolve().as_uri())
    page.wait_for_selector("html[data-loaded=yes]")
    page.select_option("#f-type", label="行政处罚")
    page.locator("#count", has_text="符合条件").wait_for()
    entry = page.locator(".entry").nth(3)
    entry.click()
    page.wait_for_selector(".details .sheet")
    page.mouse.wheel(0, (entry.bounding_box() or {"y": 0})["y"] - 80)
    page.wait_for_timeout(300)
    page.screenshot(path=PICTURES / "original.png", clip={"x": 0, "y": 0, "width": 1366, "height": 720})


def take_overview(page: Page, address: str) -> None:
    """Totals, heat map, two organs side by side, network, and the line of time of a law."""
    page.set_viewport_size({"width": 1366, "height": 768})
    for name in ("totals", "overlaps", "network"):
        page.goto(f"{address}/{name}")
        page.screenshot(path=PICTURES / f"review-{name}.png")
    page.goto(f"{address}/")
    page.screenshot(path=PICTURES / "review-progress.png")
    page.goto(f"{address}/overlaps?of=公安机关")
    page.locator("svg a", has=page.locator("title", has_text="公安机关 与 应急管理部门")).click()
    page.wait_for_url("**/overlaps/between?**")
    page.screenshot(path=PICTURES / "review-between.png")
    page.goto(f"{address}/versions?words=中华人民共和国食品安全法")
    page.locator("tbody th a", has_text=re.compile("食品安全法$")).click()
    page.wait_for_url("**/versions/*")
    page.screenshot(path=PICTURES / "review-versions.png")


def main() -> None:
    """Opens the report at the size of an office screen."""
    PICTURES.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        page = browser.new_page(viewport={"width": 1366, "height": 900})
        if sys.argv[1] == "--office":
            take_office(browser, Path(sys.argv[2]), PICTURES)
        elif sys.argv[1] == "--overview":
            take_overview(page, sys.argv[2])
        else:
            take(page, Path(sys.argv[1]))
        if sys.argv[2:] and not sys.argv[1].startswith("--"):
            take_original(page, Path(sys.argv[2]))
        browser.close()


if __name__ == "__main__":
    main()
