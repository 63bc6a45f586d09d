"""审查意见书: findings by level, both texts, what they rest on, what was not compared."""

from dataclasses import replace

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lezr_extract.powerlist.export.opinion import opinion_of
from lezr_extract.powerlist.export.opinion_page import write_opinion_page
from lezr_extract.powerlist.export.opinion_word import write_opinion_document
from lezr_extract.records import Difference, DifferenceKind, Finding, FindingKind, Guard, Level, Side
from lxml import html

LOCAL = Side("b", "青溪市示范渡口条例", "地方性法规", "2020-01-01", "2020-03-01", "青溪市", "第五条", 2, "一", "处十万元罚款", None, "送审/渡口.docx")  # fmt: skip
HIGHER = replace(LOCAL, law_id="a", law="示范渡口法", rank="法律", article="第九条", paragraph=None, item=None, text="处一万元罚款", file="法.md")  # fmt: skip
CONFLICT = Finding(
    FindingKind.CONFLICT, Level.CONFLICT, "C01", HIGHER, LOCAL, "罚款高于上位法的幅度。", "《行政处罚法》第十二条",
    (Guard("是否复述上位法", True, "没有复述"),), ("裁量基准",),
    (Difference(DifferenceKind.FINE_RANGE, "一万元 → 十万元"),),
)  # fmt: skip
NOTICE = Finding(
    FindingKind.AGENCY_NAME, Level.NOTICE, "C15", None, LOCAL, "旧名称。", not_compared=("附件",)
)


def words_of(path):
    document = docx.Document(str(path))
    tables = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(p.text for p in document.paragraphs), *tables])


def page_of(path):
    return html.fromstring(path.read_text(encoding="utf-8")).text_content()


WRITERS = [(write_opinion_document, "意见.docx", words_of), (write_opinion_page, "意见.html", page_of)]


@pytest.mark.parametrize(("write", "name", "read"), WRITERS)
def test_an_opinion_says_all_that_a_finding_says(write, name, read, tmp_path):
    write(opinion_of([NOTICE, CONFLICT]), tmp_path / name)
    said = read(tmp_path / name)
    for words in (
        "《青溪市示范渡口条例》审查意见书（草稿）", "渡口.docx", "（一）冲突（1处）", "（二）疑似（0处）", "（三）提示（1处）",
        "《青溪市示范渡口条例》第五条第二款第（一）项", "《示范渡口法》第九条", "处一万元罚款", "处十万元罚款", "《行政处罚法》第十二条",
        "是否复述上位法：没有复述", "一万元 → 十万元", "裁量基准", "附件", "由审查机关认定", "日期",
    ):  # fmt: skip
        assert words in said, words
    assert said.index("罚款高于上位法") < said.index("旧名称"), "the gravest first"


def test_both_texts_stand_beside_each_other(tmp_path):
    write_opinion_document(opinion_of([CONFLICT]), tmp_path / "意见.docx")
    table = docx.Document(str(tmp_path / "意见.docx")).tables[1]
    assert [cell.text for cell in table.rows[1].cells] == ["处一万元罚款", "处十万元罚款"]


def test_what_was_reviewed_is_counted_by_level_each_law_once():
    opinion = opinion_of([CONFLICT, NOTICE, replace(CONFLICT, b=replace(LOCAL, law_id="c", law="另一办法"))])
    assert [(one.law, [count for _, count in one.counts]) for one in opinion.objects] == [
        ("青溪市示范渡口条例", [1, 0, 1]), ("另一办法", [1, 0, 0])
    ]  # fmt: skip
    assert opinion.title == "法律文件审查意见书（草稿）"


def test_no_finding_is_an_opinion_too(tmp_path):
    write_opinion_document(opinion_of([]), tmp_path / "意见.docx")
    assert "没有发现问题" in words_of(tmp_path / "意见.docx")


def test_more_findings_than_a_document_holds_are_left_out_and_counted():
    opinion = opinion_of([NOTICE, CONFLICT, CONFLICT, NOTICE], most=3)
    assert [(len(part.remarks), part.left_out) for part in opinion.parts] == [(2, 0), (0, 0), (1, 1)]
    assert [remark.number for part in opinion.parts for remark in part.remarks] == [1, 2, 3]


def test_the_same_findings_give_the_same_bytes(tmp_path):
    for write, name, _ in WRITERS:
        write(opinion_of([CONFLICT]), tmp_path / name)
        first = (tmp_path / name).read_bytes()
        write(opinion_of([CONFLICT]), tmp_path / name)
        assert (tmp_path / name).read_bytes() == first


@settings(max_examples=25, deadline=None)
@given(st.text(st.characters(), max_size=30))
def test_whatever_a_clause_holds_is_shown_as_text(tmp_path_factory, words):
    folder = tmp_path_factory.getbasetemp()
    opinion = opinion_of([replace(CONFLICT, b=replace(LOCAL, text=words), explanation=words)])
    write_opinion_document(opinion, folder / "意见.docx")
    docx.Document(str(folder / "意见.docx"))
    write_opinion_page(opinion, folder / "意见.html")
    page = (folder / "意见.html").read_text(encoding="utf-8")
    assert "<script" not in page.lower()


def test_script_in_a_clause_is_text_on_the_page(tmp_path):
    hostile = replace(CONFLICT, explanation="<script>alert(1)</script>")
    write_opinion_page(opinion_of([hostile]), tmp_path / "意见.html")
    page = (tmp_path / "意见.html").read_text(encoding="utf-8")
    assert "<script" not in page
    assert "&lt;script&gt;" in page
