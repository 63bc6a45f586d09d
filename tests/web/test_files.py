"""What an office takes away: its own columns, the opinion, 新旧对照表; and nothing that the page does not offer."""

import csv
import io
from urllib.parse import quote

import pytest
from lezr_extract.pipeline.deciding.intake import Kind
from tests.web.conftest import decide, hand_in, run_to_its_end
from tests.web.present import HEADINGS, LAW, workbook

CODED = 'columns = ["职权编码", "事项名称", "实施依据", "承办人"]\n[code]\nform = "{类型字母}{序号:03}"\n'


@pytest.fixture
def read(fresh):
    """The pages over one regulation that was read."""
    hand_in(fresh, "示范省河道条例.md", LAW)
    assert not run_to_its_end(fresh).failed
    return fresh


def rows(answer):
    """The rows of a CSV answer."""
    assert answer.status_code == 200, answer.text
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))


def confirm(pages, number):
    for gate in ("初审", "审查", "会审", "确认"):
        assert decide(pages, number, gate=gate).status_code == 303


@pytest.mark.parametrize(
    ("scope", "count", "note"),
    [
        ("全部", 3, "all that is proposed"),
        ("至今", 2, "without what is not to be listed"),
        ("已确认", 1, "what was confirmed"),
    ],
)
def test_the_list_is_taken_away_as_proposed_as_it_stands_or_as_confirmed(read, scope, count, note):
    confirm(read, 1)
    decide(read, 2, "不列入", reason="下放")
    found = rows(read.get(f"/files/list?form=csv&scope={scope}&template=公示"))
    assert sum(any("示范省河道条例" in cell for cell in row) for row in found) == count, note


@pytest.mark.parametrize(
    ("form", "begins"),
    [
        ("xlsx", b"PK"),
        ("docx", b"PK"),
        ("html", b"<!doctype html>"),
        ("csv", b"\xef\xbb\xbf"),
        ("json", b"{"),
    ],
)
def test_every_form_is_saved_under_a_chinese_name_and_opens_nothing_in_the_browser(read, form, begins):
    answer = read.get(f"/files/list?form={form}&scope=全部")
    assert answer.content.lower().lstrip().startswith(begins.lower())
    said = answer.headers["content-disposition"]
    assert said.startswith("attachment; ")
    assert quote("权责清单（拟列）") in said


def test_the_list_goes_out_in_the_columns_of_the_present_list(read):
    name = "水利局.xlsx"
    hand_in(read, name, workbook(), Kind.LIST)
    assert f'<option value="现行清单/{name}">' in read.get("/files").text
    found = rows(read.get(f"/files/list?form=csv&scope=全部&template=现行清单/{name}"))
    head = next(row for row in found if "实施依据" in row)
    assert [cell for cell in head if cell in HEADINGS] == list(HEADINGS)


def test_a_template_of_the_office_brings_columns_and_codes(read):
    assert hand_in(read, "我局.toml", CODED, Kind.TEMPLATE).status_code == 303
    found = rows(read.get("/files/list?form=csv&scope=全部&template=模板/我局.toml"))
    head = next(row for row in found if "职权编码" in row)
    assert head[:4] == ["职权编码", "事项名称", "实施依据", "承办人"]
    assert found[found.index(head) + 1][0].endswith("001")


@pytest.mark.parametrize(
    ("query", "status", "note"),
    [
        ("form=exe", 404, "no such form"),
        ("form=csv&scope=别的", 400, "no such scope"),
        ("form=csv&template=没有", 400, "no such template"),
        ("form=csv&template=/etc/passwd", 400, "no path"),
        ("form=csv&template=../lezr.db", 400, "no way up"),
        ("form=csv&template=模板/../lezr.db", 400, "nor from the folder"),
        ("form=csv&code=/etc/x.toml", 400, "the code is no file"),
        ("form=csv&code={没有}", 409, "the code is wrong"),
        ("form=json&code={序号}", 409, "no codes in JSON"),
    ],
)
def test_only_what_the_page_offers_is_given(read, query, status, note):
    answer = read.get(f"/files/list?{query}")
    assert answer.status_code == status, note
    assert "root:" not in answer.text


def test_an_amended_law_gives_a_side_by_side_of_the_text_before_and_after(read):
    assert "交来修改后的法规" in read.get("/files").text
    hand_in(read, "示范省河道条例.md", LAW.replace("五万元", "八万元"))
    run_to_its_end(read)
    page = read.get("/files").text
    assert "以前交来的文本" in page
    where = page.partition("/files/editions.html?pair=")[2].partition('"')[0]
    made = read.get(f"/files/editions.html?pair={where}")
    assert made.status_code == 200
    assert "五" in made.text
    assert "八" in made.text
    assert read.get(f"/files/editions.docx?pair={where}").content.startswith(b"PK")
    for wrong in ("", "lezr.db|review.db", "../lezr.db|示范省河道条例.md"):
        assert read.get("/files/editions.html", params={"pair": wrong}).status_code == 404
    assert read.get(f"/files/editions.exe?pair={where}").status_code == 404


def test_two_dated_texts_and_an_amending_decision_are_offered_side_by_side(fresh):
    newer = LAW.replace("2020年5月1日", "2024年5月1日").replace("2020年6月1日", "2024年6月1日")
    decision = (
        "# 示范省人民代表大会常务委员会关于修改《示范省河道条例》的决定\n\n"
        "2025年5月1日示范省人民代表大会常务委员会公布\n\n"
        "一、将第一条中的“八万元”修改为“九万元”。\n\n本决定自2025年6月1日起施行。\n"
    )
    hand_in(fresh, "旧.md", LAW)
    hand_in(fresh, "新.md", newer.replace("五万元", "八万元"))
    hand_in(fresh, "决定.md", decision)
    assert not run_to_its_end(fresh).failed
    page = fresh.get("/files").text
    assert "2020-05-01的文本（旧.md）" in page
    assert "2024-05-01的文本（新.md）" in page
    assert page.count("关于修改《示范省河道条例》的决定") >= 2
    made = fresh.get("/files/editions.html", params={"pair": "新.md|决定.md"})
    assert "九" in made.text


def test_without_a_comparison_there_is_no_opinion_and_the_page_says_how_to_get_one(read):
    assert "勾选“对照各法规之间的抵触和重复”" in read.get("/files").text
    assert read.get("/files/opinion?form=docx").status_code == 404


def test_the_opinion_is_written_from_a_comparison_that_the_pages_ran(fresh):
    higher = LAW.replace("示范省河道条例", "中华人民共和国河道法").replace(
        "示范省人民代表大会常务委员会公布", "第十三届全国人民代表大会常务委员会第一次会议通过"
    )
    hand_in(fresh, "河道法.md", higher.replace("五万元", "二万元"))
    hand_in(fresh, "示范省河道条例.md", LAW)
    state = run_to_its_end(fresh, "laws", "compare")
    assert not state.failed, state.outcome
    assert "对照了" in state.outcome
    docx = pytest.importorskip("docx")
    answer = fresh.get("/files/opinion?form=docx&level=提示")
    words = "\n".join(one.text for one in docx.Document(io.BytesIO(answer.content)).paragraphs)
    assert "审查" in words
    for query in ("form=exe", "form=docx&level=没有"):
        assert fresh.get(f"/files/opinion?{query}").status_code == 404
