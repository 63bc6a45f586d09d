"""The line of time of a law: versions, changes, and the entries that each change touched."""

import re

import pytest
from lezr_extract.web.settings import local_person
from tests.web.conftest import client
from tests.web.test_overview import LAW, OTHER, made

NEWER = (
    LAW.replace("2020年5月1日", "2023年5月1日")
    .replace("五万元", "八万元")
    .replace("2020年6月1日", "2023年6月1日")
)
DECISION = """# 示范省人民代表大会常务委员会关于修改《示范省渔港条例》的决定

2024年5月1日示范省人民代表大会常务委员会公布

示范省人民代表大会常务委员会决定对《示范省渔港条例》作如下修改：

一、将第一条修改为：“渔业主管部门应当对渔港内的采砂、爆破活动进行监督检查。”

本决定自2024年6月1日起施行。
"""


@pytest.fixture
def pages(tmp_path):
    review = made(tmp_path, LAW, NEWER, OTHER, DECISION)
    with client(review, local=local_person("王")) as opened:
        yield opened


def law_page(pages, title):
    listed = pages.get("/versions", params={"words": title}).text
    return pages.get(re.search(r'<a href="(/versions/[0-9a-f]+)">', listed)[1])


def test_the_list_has_the_laws_that_have_a_history_and_finds_them_by_words(pages):
    page = pages.get("/versions")
    assert "2 部" in page.text
    assert "示范省河道条例" in page.text
    found = pages.get("/versions?words=渔港").text
    assert "示范省渔港条例" in found
    assert "示范省河道条例" not in found
    assert "没有名称中有“没有这部”的法规" in pages.get("/versions?words=没有这部").text


def test_a_new_version_says_which_articles_changed_and_which_entries_rest_on_them(pages):
    page = law_page(pages, "河道")
    assert "2020-05-01 版" in page.text
    assert "2023-05-01 版" in page.text
    assert "新写或改写 2 条，旧文不再有 2 条" in page.text
    assert "第一条、第五条" in page.text
    touched = page.text.partition("新写或改写")[2].partition("</tr>")[0]
    assert "对擅自填埋河道行为的行政处罚" in touched
    assert "采砂许可证核发" not in touched


def test_copies_of_one_date_are_one_version_and_marks_and_spaces_are_no_change(tmp_path):
    copy = NEWER.replace("，", ", ").replace("应当", "应当 ")
    with client(made(tmp_path, LAW, NEWER, copy), local=local_person("王")) as pages:
        page = law_page(pages, "河道")
    assert "<h2>2 个版本</h2>" in page.text
    assert "另有 1 份同日的文本" in page.text
    assert "新写或改写 2 条，旧文不再有 2 条" in page.text


def test_a_decision_says_what_it_does_and_which_entries_it_touches(pages):
    page = law_page(pages, "渔港")
    row = page.text.partition("次修改、废止</h2>")[2]
    assert "2024-05-01" in row
    assert "2024-06-01起施行" in row
    assert "关于修改《示范省渔港条例》的决定" in row
    assert "第一条" in row
    assert re.search(r'<a href="/entry/\d+">[^<]*采砂活动', row)
    assert '<path d="M' in page.text


def test_the_text_of_a_law_and_its_history_lead_to_each_other(pages):
    page = law_page(pages, "渔港")
    text = pages.get(re.search(r'<a href="(/law/[0-9a-f]+)" class="num">', page.text)[1])
    assert f'<a href="{page.url.path}">沿革</a>' in text.text


@pytest.mark.parametrize("path", ["/versions/none", "/versions/x'%20OR%201=1"])
def test_a_law_that_is_not_there_is_said_to_be_missing(pages, path):
    assert pages.get(path).status_code == 404


def test_a_title_with_script_in_it_is_shown_as_text(tmp_path):
    bad = LAW.replace("示范省河道条例", "示范省<script>alert(1)</script>条例")
    review = made(tmp_path, bad, bad.replace("2020年5月1日", "2022年5月1日"))
    with client(review, local=local_person("王")) as pages:
        for path in ("/versions", "/overlaps", "/network", "/totals", "/"):
            assert "<script>alert" not in pages.get(path).text
