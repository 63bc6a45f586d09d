"""From a copy of a web tool or site to its words, with the way back, and a row that says what was done."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lezr_extract.read.boilerplate import boilerplate
from lezr_extract.read.lines import cut_sentences
from lezr_extract.records import Document, Severity
from lezr_extract.text.clean import edit

LAW = (
    "云岭省河道采砂管理办法\n第一条 为了加强河道采砂管理，制定本办法。\n第二条 违反本办法的，处五千元罚款。\n"
)


def bare(text):
    return edit(text, boilerplate(text)).text


@pytest.mark.parametrize(
    ("line", "note"),
    [
        ("首页 > 政务公开 > 正文", "bread crumbs"),
        ("当前位置：首页 » 法规", "with a label"),
        ("您现在的位置：首页>政策文件>正文", "without spaces"),
        ("导语:工作会议讲话一文来源于网友上传,不代表本站观点,欢迎参考。", "a seller's lead"),
        ("前言：本站为你精心整理了发展总结范文，希望能提供参考价值。", "and another"),
        ("- 1、下载文档前请自行甄别文档内容的完整性，平台不提供额外的编辑服务。", "conditions of a seller"),
        ("- 3、如文档侵犯您的权益，请联系客服反馈，我们会尽快为您处理。", "and the next one"),
        ("【打印】 【关闭】", "tools of the page"),
        ("打印本页 | 关闭窗口", "in other words"),
        ("字体：大 中 小", "size of the letters"),
        ("分享到： 微信 微博", "sharing"),
        ("（责任编辑：张三）", "editor"),
        ("责编 李四 打印", "editor with a tool behind"),
        ("上一篇：云岭省人民政府公告", "the page before"),
        ("下一篇：没有了", "the page after"),
        ("相关链接：云岭省河道条例", "links"),
        (
            "发布时间：2021-03-04 09:30 来源：云岭省人民政府 浏览次数：12次",
            "day of posting and its neighbours",
        ),
        ("时间:2022-03-18 08:46:00", "a moment of posting"),
        ("主办单位：云岭省人民政府办公厅", "foot of the site"),
    ],
)
def test_a_line_of_the_site_goes_and_the_law_stays(line, note):
    assert bare(LAW + line + "\n") == LAW, note
    assert bare(line + "\n" + LAW) == LAW, note


@pytest.mark.parametrize(
    "line",
    [
        "第三条 采砂场关闭后，应当恢复河道原状。",
        "（一）打印、复制、下载有关资料；",
        "出版物的责任编辑：应当具备中级以上专业技术资格。",
        "第四条 网站首页应当公布许可条件、期限和结果。",
        "上一年度的采砂总量由水行政主管部门公布。",
        "（二）时间：自取得许可之日起一年；",
        "第五条 广告应当标明来源：广告主的名称和地址。",
        "来源于天然气的，由水行政主管部门备案。",
        "1.关闭；",
        "关闭非法采砂场",
    ],
)
def test_a_line_of_a_law_stays_whatever_words_it_has(line):
    assert bare(LAW + line + "\n") == LAW + line + "\n"


@given(st.text(st.sampled_from(list("首页>【】打印关闭本站：时间2021-03 责任编辑\n")), max_size=80))
def test_only_whole_lines_go(text):
    kept = bare(text).split("\n")
    lines = text.split("\n")
    at = 0
    for line in kept:
        if line in lines[at:]:
            at = lines.index(line, at) + 1
        else:
            assert line == "", (line, lines)


def test_hostile_lines_take_time_in_proportion_to_their_length():
    bad_lines = (
        "扫一扫" * 70,
        "打印|" * 58,
        "字体 " * 79,
        "来源：甲 时间：2020-01-01 " * 10,
        "当前位置：首页>" * 20,
        "【】 " * 70,
    )
    for text in (
        "打印 " * 100_000,
        "首页" * 100_000,
        "【打印】\n" * 50_000,
        *(f"{line}。\n" * 300 for line in bad_lines),
    ):
        started = time.process_time()
        bare(text)
        assert time.process_time() - started < 3, text[:8]


def test_a_copy_in_traditional_script_is_read_with_its_way_back_and_one_note(read_as):
    copy = "首页 > 法規\n雲嶺省河道管理辦法\n第一條　違反本辦法第三條規(guī)定的,處五千元以上罰鍰。\n"
    document, *rows = read_as("法.txt", copy)
    assert document.text == "云岭省河道管理办法\n第一条 违反本办法第三条规定的，处五千元以上罚锾。\n"
    assert document.source_text == copy
    at = document.text.index("定的，")
    assert copy[document.source_map.source_offset(at)] == "定"
    assert [(row.code, row.severity, row.place) for row in rows] == [
        ("mended", Severity.NOTE, ""),
        ("other-law-word", Severity.NOTE, "第2行"),
    ]
    assert rows[0].cause == "繁体转为简体12字、删去字后残留的注音1处、删去网页套话1行；原文另存，可对照"
    assert "罚款" in rows[1].cause


def test_blanked_years_are_kept_and_told_with_their_lines(read_as):
    document, row = read_as(
        "总结.txt", "执法工作总结\n*年以来，本局处罚二十件。\n20××年3月，学习“*”重要讲话。\n"
    )
    assert isinstance(document, Document)
    assert "*年以来" in document.text
    assert (row.code, row.severity, row.place) == ("blanked", Severity.NOTE, "第2行、第3行")
    assert "3处" in row.cause


def test_a_law_in_good_order_has_no_note(read_as):
    (document,) = read_as("法.txt", LAW)
    assert document.mended == ()


def test_a_page_of_nothing_but_furniture_is_refused(read_as):
    (row,) = read_as("页.txt", "首页 > 法规\n【打印】 【关闭】\n")
    assert (row.code, row.severity) == ("no-text", Severity.LOST)


def test_headings_and_tables_move_with_the_words(read_as):
    page = (
        "<html><body><div id='zoom'><p>首页 &gt; 法規 &gt; 正文</p><h1>雲嶺省河道採砂管理辦法</h1>"
        "<p>第一條 為了加強河(hé)道採砂管理,制(zhì)定本辦法,由水行政主管部門執(zhí)行,並於每年三月公布。</p>"
        "<table><tr><td>違法行為</td><td>罰款</td></tr><tr><td>無證採砂</td><td>五千元</td></tr></table></div></body></html>"
    )
    document = read_as("页.html", page)[0]
    at, level = document.marked_headings[0]
    assert (document.text[at : at + 5], level) == ("云岭省河道", 1)
    assert document.tables[0].span.of(document.text).split() == ["违法行为", "罚款", "无证采砂", "五千元"]


def whole(text):
    return edit(text, cut_sentences(text)).text


@pytest.mark.parametrize(
    ("cut", "joined", "note"),
    [
        ("擅自采砂的，由县级以上水行政主管部门处五千元罚\n款。", "部门处五千元罚款。", "inside a word"),
        (
            "擅自采砂的，由水行政主管部门没收违法所得，\n\n　　并处罚款。",
            "违法所得，并处罚款。",
            "behind a comma, with a line between",
        ),
        ("（二）采砂船舶、机具、\n设备的停放，应当符合规定；", "机具、设备的停放", "inside an item"),
    ],
)
def test_a_sentence_that_a_copy_cut_at_the_width_of_a_page_is_whole_again(cut, joined, note):
    assert joined in whole(LAW + "第三条 " + cut), note


@pytest.mark.parametrize(
    ("text", "note"),
    [
        (
            "云岭省人民政府令，现公布新修订的云岭省河道采砂\n管理办法\n" + LAW,
            "above the first article lines make a title",
        ),
        (LAW + "第三条 采砂人应当提交下列材料，逾期不候\n（一）申请书；", "an item begins"),
        (
            LAW + "第三条 采砂人应当公示许可证，标明期限\n第四条 本办法自公布之日起施行。",
            "the next article begins",
        ),
        (
            LAW + "深入推进严格执法、公正司法、全民守法\n建设法治云岭，必须深入推进依法行政。",
            "a heading has no point inside",
        ),
        (LAW + "船名，船号\t载重\t所有人，住所及联系方式\n河道一号\t五十吨\t王某", "rows of a table"),
    ],
)
def test_a_line_that_stands_for_itself_stays_so(text, note):
    assert whole(text) == text, note


def test_joined_lines_are_told_and_lead_back_to_the_line_of_the_file(read_as):
    words = (
        LAW
        + "第三条 擅自采砂的，由县级以上水行政主管部门处五千元罚\n款；情节特别严重的，吊销采砂\n许可证。\n第四条 施行。"
    )
    *documents, note = read_as("采砂.txt", words.encode())
    (found,) = documents
    assert "罚款；情节特别严重的，吊销采砂许可证。" in found.text
    assert "接上断在句中的行2处" in note.cause
    assert found.source_map.line(found.text.index("第四条 施行"), found.text) == 7
