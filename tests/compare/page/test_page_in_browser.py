"""The page of findings as a person meets it in a browser; every request to anywhere but the file is an error."""

import re

import pytest
from lezr_extract.compare.page import PageFacts, write_page
from lezr_extract.records import Finding, FindingKind, Guard, Level, Side, Span

pytestmark = pytest.mark.browser

CLAUSE = "擅自占用示范水道<script>document.title='x'</script>的，处一万元罚款。"


def side(law, text=CLAUSE):
    return Side(
        "id",
        law,
        "地方性法规",
        "2020-01-01",
        "2020-03-01",
        "浙江省",
        "第五条",
        2,
        "一",
        text,
        Span(0, len(text)),
    )


def findings():
    """Three findings, one of each level."""
    told = zip(
        Level,
        ("C01", "C10", ""),
        (FindingKind.CONFLICT, FindingKind.CONFLICT, FindingKind.REFINE),
        strict=True,
    )
    return [
        Finding(kind, level, rule, side("示范水道法"), side(f"浙江省示范水道条例{number}"), f"说明{number}",
                guards=(Guard("是否同一行为", True, "是"),), not_compared=("其他上位法",))
        for number, (level, rule, kind) in enumerate(told)
    ]  # fmt: skip


@pytest.fixture
def page(browser, tmp_path):
    path = tmp_path / "findings.html"
    left_out = (("示范旧条例", "2001-01-01", "旧.md", "已废止"),)
    facts = PageFacts("法律文件比对", "甲 对照 乙", (("条文", 9),), left_out, 7, dict.fromkeys(Level, 1))
    write_page(findings(), facts, path)
    asked, wrong = [], []
    page = browser.new_page(viewport={"width": 1366, "height": 768})
    page.on("request", lambda request: asked.append(request.url))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    page.goto(path.as_uri())
    yield page
    assert asked == [path.as_uri()]
    assert wrong == []
    page.close()


def test_it_filters_by_level_rule_kind_and_words_and_runs_nothing_of_a_text(page):
    def shown(number):
        page.locator("#count", has_text=re.compile(f"^{number} 处$")).wait_for(timeout=5_000)
        assert page.locator(".finding:visible").count() == number

    shown(3)
    page.select_option("#f-level", "疑似")
    shown(1)
    assert "C10" in page.locator(".finding:visible h2").inner_text()
    page.locator("#clear").click()
    page.select_option("#f-kind", "conflict")
    shown(2)
    page.select_option("#f-rule", "C01")
    shown(1)
    page.locator("#clear").click()
    page.fill("#f-words", "条例2 水道")
    shown(1)
    assert page.title() == "法律文件比对"
    assert page.locator(".sides").last.inner_text().count(CLAUSE) == 2
    assert page.locator("text=共 7 处").count() == 1
    assert page.locator("text=示范旧条例").count() == 1
    assert "第五条第二款第（一）项" in page.locator(".finding").first.inner_text()
