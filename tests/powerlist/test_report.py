"""report.html: one file, no request, no markup from law texts; totals without any script."""

import base64
import hashlib
import json
import re
import zlib
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lezr_extract.powerlist import draft
from lezr_extract.powerlist.export.columns import without_blank_lines
from lezr_extract.powerlist.report import LawFacts, RunFacts, write_report
from lezr_extract.powerlist.report.pieces import MARK_KINDS, changes, segments
from lezr_extract.powerlist.report.totals import TOP_AGENCIES, TYPES, Totals
from lezr_extract.records import Basis, Box, Place, PowerType, ShownPage, Span
from tests.powerlist.building import found_of, law_of, power_of

RUN = RunFacts(
    "0.0", "2026-01-02 03:04", laws=1, articles=3, problems=7, seconds=1.5, more=(("输入", "<b>甲</b>"),)
)


@pytest.fixture
def entry():
    law = law_of("第一条 违反规定倾倒</script><img src=x>垃圾的，由水务部门处一万元罚款。")
    power = power_of(law, "处一万元罚款", PowerType.PENALTY, holder=("水务部门",), kinds=("罚款",))
    return draft(law, found_of(power))[0]


def page_of(entries, tmp_path, **laws):
    write_report(entries, laws, RUN, tmp_path / "report.html")
    return (tmp_path / "report.html").read_text(encoding="utf-8")


def block(page, name):
    encoding, words = re.search(rf'id="{name}" data-encoding="(\w+)">([^<]*)</script>', page).groups()
    return json.loads(zlib.decompress(base64.b64decode(words)) if encoding == "deflate" else words)


class Tags(HTMLParser):
    """Collects the tags and their attributes."""

    def __init__(self, page):
        super().__init__()
        self.seen = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.seen.append((tag, dict(attrs)))


def test_the_policy_allows_our_own_script_and_style_and_nothing_else(entry, tmp_path):
    page = page_of([entry], tmp_path)
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page).group(1)
    assert policy.startswith("default-src 'none'; ")
    for kind, tag in (("script-src", "script"), ("style-src", "style")):
        own = re.search(rf"<{tag}>(.*?)</{tag}>", page, re.S).group(1)
        wanted = base64.b64encode(hashlib.sha256(own.encode()).digest()).decode()
        assert f"{kind} 'sha256-{wanted}'" in policy
    assert "; img-src data:;" in policy, "pictures of pages stand in the file itself"
    assert "unsafe" not in policy


def test_the_page_names_nothing_that_a_browser_would_fetch(entry, tmp_path):
    for tag, attributes in Tags(page_of([entry], tmp_path)).seen:
        assert tag not in {"link", "img", "iframe", "object", "embed", "base"}
        assert not {"src", "srcset", "action", "style", "onclick", "onload"} & set(attributes)
        assert attributes.get("href", "#").startswith("#")


def test_words_of_laws_and_names_of_files_are_data_and_never_markup(entry, tmp_path):
    hostile = replace(entry, name="<script>alert(1)</script>", agency='"><img src=x onerror=alert(1)>')
    page = page_of([hostile], tmp_path, **{entry.bases[0].law_id: LawFacts(file="<svg onload=alert(1)>")})
    assert "<script>alert" not in page
    assert "<img" not in page
    assert "<svg onload" not in page
    assert "<b>甲" not in page
    assert block(page, "index-0")[0][0] == "<script>alert(1)</script>"
    assert "</script><img src=x>" in block(page, "clauses-0")[0][1]


def test_totals_charts_and_the_heat_map_need_no_script(entry, tmp_path):
    page = page_of([entry, replace(entry, agency="", type=PowerType.LICENCE)], tmp_path)
    plain = re.sub(r"<script.*?</script>", "", page, flags=re.S)
    assert re.search(r"<dt>权责事项</dt><dd>2</dd>", plain)
    assert re.search(r"<dt>读取问题</dt><dd>7</dd>", plain)
    assert plain.count("<rect") >= 2 * (len(TYPES) + 2)
    assert re.search(r'<th scope="row" title="水务部门">水务部门</th>', plain)
    assert "2026-01-02 03:04" in plain
    assert "<noscript>" in plain


@pytest.mark.parametrize(
    ("agency", "remarks", "open_", "note"),
    [
        ("", (), 1, "nobody is named"),
        ("有关部门", ("行使主体：待确认：条文只说「有关部门」，未指明部门",), 1, "the clause leaves it open"),
        ("公安机关", ("行使主体：行政拘留由公安机关行使；其余处罚待确认：条文未写明",), 1, "a part is open"),
        ("水务局", ("行使主体照录条文，所指机关待确认",), 1, "which organ the words mean"),
        ("水务局", ("行使主体：依第三条，为水务局",), 0, "settled, and why"),
        ("水务局", ("识别把握较低（0.51），请重点核对",), 0, "another doubt"),
    ],
)
def test_the_first_page_counts_holders_that_the_remarks_leave_to_be_confirmed(
    entry, tmp_path, agency, remarks, open_, note
):
    page = page_of([replace(entry, agency=agency, remarks=remarks)], tmp_path)
    assert f"<dt>主体待确认</dt><dd>{open_}</dd>" in page, note


def test_laws_of_unknown_status_are_told_once_and_not_beside_every_entry(entry, tmp_path):
    assert entry.law_status == "状态不明"
    assert not any("状态不明" in remark for remark in entry.remarks)
    told = "件法律文件没有写明现在是否有效"
    assert f">1 {told}" in page_of([entry, replace(entry, type=PowerType.LICENCE)], tmp_path), (
        "one law, twice"
    )
    assert told not in page_of([replace(entry, law_status="现行有效")], tmp_path)


def test_a_clause_behind_several_entries_is_carried_once(entry, tmp_path):
    page = page_of([entry, replace(entry, type=PowerType.OTHER)], tmp_path)
    assert len(block(page, "clauses-0")) == 1
    assert [row[6] for row in block(page, "index-0")] == [[0], [0]]


PICTURE = ShownPage("卷/示例.pdf", 3, 595.28, 841.9, b"\x89PNG <not markup>")


def placed(entry, place, original=""):
    return replace(entry, bases=(replace(entry.bases[0], place=place, original=original),))


def page_with(entries, tmp_path, pages):
    write_report(entries, {}, RUN, tmp_path / "report.html", pages)
    return (tmp_path / "report.html").read_text(encoding="utf-8")


def test_a_clause_on_two_pages_carries_the_picture_of_each_and_the_boxes_of_its_lines(entry, tmp_path):
    boxes = (Box(3, 50.4, 700, 500, 712), Box(3, 50, 720, 300, 732), Box(4, 50, 60, 500, 72))
    entries = [placed(entry, Place("卷/示例.pdf", 3, None, boxes)), placed(entry, None)]
    entries[1] = replace(entries[1], bases=(replace(entries[1].bases[0], span=Span(0, 4)),))
    page = page_with(entries, tmp_path, {("卷/示例.pdf", 3): PICTURE})
    head, (first, second) = block(page, "head-0"), block(page, "clauses-0")
    assert first[2] == [0, 0, [[3, 0, 50, 700, 500, 712, 50, 720, 300, 732], [4, -1, 50, 60, 500, 72]]]
    assert len(second) == 2, "a clause of which nothing is known carries nothing"
    assert (head["files"], head["pages"]) == (["卷/示例.pdf"], [[595.3, 841.9]])
    encoding, words = re.search(r'id="page-0" data-encoding="(\w+)">([^<]*)</script>', page).groups()
    assert (encoding, base64.b64decode(words)) == ("png", PICTURE.data)
    assert "本报告附 1 页" in page


def test_a_page_behind_several_clauses_is_carried_once(entry, tmp_path):
    place = Place("卷/示例.pdf", 3, None, (Box(3, 1, 2, 3, 4),))
    one = placed(entry, place)
    other = replace(one, bases=(replace(one.bases[0], span=Span(0, 4)),))
    page = page_with([one, other], tmp_path, {("卷/示例.pdf", 3): PICTURE})
    assert page.count('id="page-') == 1
    assert [row[2][2][0][1] for row in block(page, "clauses-0")] == [0, 0]


def test_a_line_of_a_text_is_carried_and_words_that_were_changed_stand_beside(entry, tmp_path):
    page = page_with([placed(entry, Place("乙.txt", None, 12), "第一條 違反")], tmp_path, {})
    (row,) = block(page, "clauses-0")
    assert row[2] == [0, 12, []]
    assert row[3][0] == "第一條 違反"
    assert "页面图" not in re.sub(r"<script.*?</script>", "", page, flags=re.S)


@pytest.mark.parametrize(
    ("text", "source", "changed", "note"),
    [
        ("责任由水务部门承担", "責任由水務部門承擔", ["責", "務", "門", "擔"], "another script"),
        ("责任自负", "責(zé)任自負(fù)", ["責(zé)", "負(fù)"], "readings behind characters"),
        ("处罚，并公告", "处罚,并公告", [","], "punctuation"),
        ("甲乙丙", "甲\n　乙 丙", [], "white space counts for nothing"),
        ("甲\n乙", "甲乙", [], "nor does a break that was put in"),
        ("甲乙", "甲打印本页关闭窗口乙", ["打印本页关闭窗口"], "words that were taken out"),
        ("甲", "甲完", ["完"], "the end"),
    ],
)
def test_what_cleaning_changed_is_marked_in_the_words_of_the_file(text, source, changed, note):
    marks = changes(text, source)
    assert [source[s : s + n] for s, n in zip(marks[::2], marks[1::2], strict=True)] == changed, note


@given(st.text(alphabet="甲乙丙 \n(a)", max_size=30), st.text(alphabet="甲乙丙 \n(a)", max_size=30))
def test_marks_of_changes_rise_and_stay_inside(text, source):
    marks = changes(text, source)
    at = 0
    for start, length in zip(marks[::2], marks[1::2], strict=True):
        assert start >= at
        assert length > 0
        at = start + length
    assert at <= len(source)
    assert changes(source, source) == []


def test_problems_are_listed_as_text_with_the_way_to_the_rest(entry, tmp_path):
    trouble = ("未成法律", "<b>扫描.pdf", "第3页", "扫描件；请安装 <script>")
    write_report([entry], {}, replace(RUN, troubles=(trouble,)), tmp_path / "report.html")
    page = re.sub(
        r"<script.*?</script>", "", (tmp_path / "report.html").read_text(encoding="utf-8"), flags=re.S
    )
    assert (
        "<td>未成法律</td><td>&lt;b&gt;扫描.pdf</td><td>第3页</td><td>扫描件；请安装 &lt;script&gt;</td>"
        in page
    )
    assert "全部 7 条见 problems.csv" in page
    assert "troubles" not in re.sub(r"<style.*?</style>", "", page_of([entry], tmp_path), flags=re.S)


def test_many_entries_are_compressed_in_chunks_and_all_of_them_are_there(entry, tmp_path):
    page = page_of((replace(entry, name=f"名称{i}") for i in range(1201)), tmp_path)
    assert block(page, "head-0")["chunks"] == {"index": 3, "details": 3, "clauses": 1}
    names = [row[0] for i in range(3) for row in block(page, f"index-{i}")]
    assert names == [f"名称{i}" for i in range(1201)]
    assert 'id="index-0" data-encoding="deflate"' in page


def test_no_entry_at_all_still_gives_a_page(tmp_path):
    assert "<dt>权责事项</dt><dd>0</dd>" in page_of([], tmp_path)


def test_a_report_that_fails_leaves_nothing(entry, tmp_path):
    def broken():
        yield entry
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        write_report(broken(), {}, RUN, tmp_path / "report.html")
    assert list(tmp_path.iterdir()) == []


def test_agencies_beyond_the_thirtieth_share_a_row_and_the_unknown_ones_stand_last(entry):
    totals = Totals()
    for i in range(TOP_AGENCIES + 5):
        for _ in range(2):
            totals.add(replace(entry, agency=f"机关{i}"))
    for _ in range(90):
        totals.add(replace(entry, agency=""))
    bars = totals.by_agency()
    assert [(b.label, b.number) for b in bars[-2:]] == [("其余 5 个主体", 10), ("（待确认）", 90)]
    assert sum(b.number for b in bars) == totals.entries == 160
    assert bars[0].length == bars[-1].length, "the rows of no agency do not set the scale"
    rows = totals.heat_map()
    assert len(rows) == TOP_AGENCIES + 2
    assert sum(row.number for row in rows) == 160


def basis_of(text, marks):
    span = Span(100, 100 + len(text))
    return Basis("1", "示例", "法律", "第一条", None, None, "grant", text, span, marks)


@given(
    text=st.text(alphabet="甲乙\n 。", min_size=1, max_size=30),
    marks=st.lists(
        st.tuples(st.sampled_from([*MARK_KINDS, "另类"]), st.integers(90, 140), st.integers(0, 20)),
        max_size=8,
    ),
)
def test_marks_never_overlap_and_stay_inside_the_shown_text(text, marks):
    basis = basis_of(text, tuple((kind, Span(start, start + length)) for kind, start, length in marks))
    numbers = segments(basis)
    at = 0
    for start, length, kind in zip(numbers[::3], numbers[1::3], numbers[2::3], strict=True):
        assert start >= at
        assert length >= 0
        assert 0 <= kind < len(MARK_KINDS)
        at = start + length
    assert at <= len(without_blank_lines(text)) or not numbers


def test_a_sum_inside_a_sanction_keeps_its_own_colour_and_blank_lines_do_not_shift_it():
    text = "由甲部门处\n\n一万元罚款"
    at = 100 + text.index("一")
    basis = basis_of(text, (("sanction", Span(at - 3, at + 5)), ("amount", Span(at, at + 3))))
    shown = without_blank_lines(text)
    numbers = segments(basis)
    pieces = [
        (shown[s : s + n], MARK_KINDS[k])
        for s, n, k in zip(numbers[::3], numbers[1::3], numbers[2::3], strict=True)
    ]
    assert ("一万元", "amount") in pieces
    assert ("罚款", "sanction") in pieces
