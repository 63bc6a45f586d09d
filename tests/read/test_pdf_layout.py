"""Columns, running heads, footnotes and tables of a PDF."""

import re
import sys

import pytest
from lezr_extract.read import Source, read
from lezr_extract.records import Document

WORDS = "水行政主管部门应当加强对河道采砂活动的监督管理工作并定期公布情况"
ARTICLES = [f"第{numeral}条 {numeral * 5}{WORDS}，{WORDS}。" for numeral in "一二三四五六七八九十"]


@pytest.fixture(params=["pdfium", "pdfplumber"])
def engine(request, monkeypatch):
    """Both ways to the lines; without its wheel pypdfium2 cannot be imported."""
    if request.param == "pdfplumber":
        monkeypatch.setitem(sys.modules, "pypdfium2", None)
    return request.param


def set_in(paragraphs, left, room, y=100, step=20):
    """Paragraphs with an indent of two characters, wrapped after ``room`` of them."""
    lines = []
    for paragraph in paragraphs:
        words, indent = paragraph, 2
        while words:
            lines.append((left + 12 * indent, y, words[: room - indent]))
            words, indent, y = words[room - indent :], 0, y + step
    return lines


@pytest.mark.parametrize(
    ("odd", "even", "foot", "note"),
    [
        ("云岭省法规汇编", "云岭省法规汇编", "第 {n} 页 共 4 页", "counted pages"),
        ("云岭省法规汇编", "河道采砂条例", "— {n} —", "left and right pages differ"),
        ("第一章 总则", "第一章 总则", "{n}/4", "a running chapter"),
        ("法规汇编 {n}", "{n} 法规汇编", "共 4 页 第 {n} 页", "the number in the head as well"),
        ("云岭省法规汇编", "", "－{n}－", "right pages alone, wide dashes"),
    ],
)
def test_heads_and_numbers_of_pages_go(document_of, build, odd, even, foot, note):
    lines = set_in(ARTICLES, 50, 28)
    pages = []
    for number in range(1, 5):
        share = lines[(number - 1) * 8 : number * 8 if number < 4 else None]
        head = (odd if number % 2 else even).format(n=number)
        body = [(x, 100 + 20 * at, words) for at, (x, _, words) in enumerate(share)]
        heads = [(200, 40, head)] if head else []
        pages.append([*heads, *body, (290, 770, foot.format(n=number))])
    found = [line for line in document_of("a.pdf", build.pdf(pages)).text.split("\n") if line]
    assert found == ARTICLES, note


def test_a_note_at_the_foot_of_a_page_stands_beside_the_text(document_of, build):
    lines = set_in(ARTICLES[:3], 50, 28)
    pages = [
        [
            *((x, 100 + 20 * at, words) for at, (x, _, words) in enumerate(lines[:5])),
            (50, 740, "①本条所称采砂，包括采石。", 9),
        ],
        [(x, 100 + 20 * at, words) for at, (x, _, words) in enumerate(lines[5:])],
    ]
    document = document_of("a.pdf", build.pdf(pages))
    assert [line for line in document.text.split("\n") if line] == ARTICLES[:3]
    assert [words for _, words in document.notes] == ["①本条所称采砂，包括采石。"]


TITLE = "云岭省河道采砂管理条例"


def in_two_columns(articles, room, left=50, right=310):
    """Lines in two columns of equal height, in the order of reading."""
    lines = set_in(articles, left, room)
    deep = (len(lines) + 1) // 2
    return [
        (x + (right - left) * (at // deep), 100 + 20 * (at % deep), words)
        for at, (x, _, words) in enumerate(lines)
    ]


@pytest.mark.parametrize("drawn", ["column by column", "row by row"])
@pytest.mark.parametrize(
    ("count", "room", "foot", "note"),
    [
        (10, 20, "- 1 -", "a full page"),
        (8, 19, "第 1 页 共 4 页", "a page number with a blank above the gap"),
        (3, 14, "- 1 -", "half a page of narrow columns"),
        (2, 20, "— 12 —", "a few lines"),
        (1, 19, "1", "two or three lines a column"),
        (5, 17, "", "no page number"),
    ],
)
def test_two_columns_are_read_left_then_right_below_their_title(
    document_of, build, engine, drawn, count, room, foot, note
):
    columns = in_two_columns(ARTICLES[:count], room)
    if drawn == "row by row":
        columns.sort(key=lambda line: (line[1], line[0]))
    page = [(220, 50, TITLE, 18), *columns, *([(270, 770, foot)] if foot else [])]
    document = document_of("a.pdf", build.pdf([page]))
    assert [line for line in document.text.split("\n") if line] == [TITLE, *ARTICLES[:count]], note


def test_a_mark_that_hangs_into_the_gap_does_not_close_it(document_of, build):
    rows = ["水行政主管部门应当加强采砂管理工作", "定期公布情况并接受社会的监督管理，", "每年不得少于一次。"]
    other = ["省人民政府应当制定采砂规划并且公布", "规划，规划期为五年，期满重新制定，", "修改的程序相同。"]
    columns = [
        (x, 100 + 20 * at, words) for x, lines in ((50, rows), (262, other)) for at, words in enumerate(lines)
    ]
    document = document_of("a.pdf", build.pdf([columns]))
    assert [line for line in document.text.split("\n") if line] == ["".join(rows), "".join(other)]


NAMES = [("张三", "500元"), ("李四", "1200元"), ("欧阳修", "80元"), ("王五", "300元"), ("赵六", "2000元")]
FIRMS = [
    ("云岭省甲乙河道采砂管理有限公司", "罚款五万元"),
    ("南湖建材有限责任公司", "罚款三万元"),
    ("青山县第一砂石厂", "罚款一万元"),
]
DUTIES = [
    (f"{city}市水行政主管部门", f"负责河道{matter}监督管理工作")
    for city, matter in zip("甲乙丙", ("采砂", "清淤", "航运"), strict=True)
]
ITEMS = [("（一）警告；", "（二）没收违法所得；"), ("（三）罚款；", "（四）吊销许可证；")]


@pytest.mark.parametrize("drawn", ["column by column", "row by row"])
@pytest.mark.parametrize(
    ("rows", "right", "note"),
    [
        (NAMES, 400, "names and amounts far apart"),
        (NAMES, 150, "names and amounts near to each other"),
        (FIRMS, 300, "long names of unequal length"),
        (DUTIES, 250, "cells of equal length, as if they filled a column"),
        (ITEMS, 250, "short items, two on a row"),
    ],
)
def test_a_list_of_names_with_amounts_is_no_second_column(
    document_of, build, engine, drawn, rows, right, note
):
    cells = [((50, 200 + 20 * at, one), (right, 200 + 20 * at, two)) for at, (one, two) in enumerate(rows)]
    listed = [cell for row in cells for cell in row]
    if drawn == "column by column":
        listed.sort()
    page = [
        *set_in(ARTICLES[:1], 50, 40),
        *listed,
        *set_in(ARTICLES[1:2], 50, 40, y=400),
        (290, 770, "- 1 -"),
    ]
    document = document_of("a.pdf", build.pdf([page]))
    assert document.text.split("\n") == [
        ARTICLES[0],
        *(f"{one} {two}" for one, two in rows),
        ARTICLES[1],
        "",
    ], note


def table(rows, merged=(), top=100, edges=(50, 200, 350, 500), step=40):
    """Rules and words; ``merged`` names ``(column, first row, last row)`` without a rule between."""
    bottom = top + step * len(rows)
    drawn = [(x, top, x, bottom) for x in edges]
    for at in range(len(rows) + 1):
        drawn += [
            (edges[column], top + step * at, edges[column + 1], top + step * at)
            for column in range(len(edges) - 1)
            if not any(c == column and a < at <= b for c, a, b in merged)
        ]
    for at, row in enumerate(rows):
        for column, words in enumerate(row):
            for number, line in enumerate(words.split("/")):
                drawn.append((edges[column] + 6, top + step * at + 16 + 14 * number, line))
    return drawn


HEADER = ("违法行为", "情节", "罚款")


def test_a_ruled_table_comes_out_row_by_row_with_merged_cells_in_each_row(document_of, build, engine):
    rows = [HEADER, ("未经批准采砂", "轻微", "一万元以下"), ("", "严重", "一万元以上/五万元以下")]
    page = [(50, 60, "罚款标准如下："), *table(rows, [(0, 1, 2)]), (50, 300, "本标准自公布之日起施行。")]
    document = document_of("a.pdf", build.pdf([page]))
    (found,) = document.tables
    assert found.rows == (
        HEADER,
        ("未经批准采砂", "轻微", "一万元以下"),
        ("未经批准采砂", "严重", "一万元以上五万元以下"),
    )
    assert document.text.split("\n") == [
        "罚款标准如下：",
        "违法行为\t情节\t罚款",
        "未经批准采砂\t轻微\t一万元以下",
        "严重\t一万元以上五万元以下",
        "本标准自公布之日起施行。",
    ]
    start, end = found.span.start, found.span.end
    assert document.text[start:end].startswith("违法行为\t")
    assert document.text[start:end].endswith("五万元以下")


def test_a_table_goes_on_over_the_page_without_its_header_once_more(document_of, build, engine):
    first = [HEADER, ("未经批准采砂", "轻微", "一万元以下"), ("超量采砂", "轻微", "二万元以下")]
    second = [HEADER, ("", "严重", "五万元以下"), ("超期采砂", "轻微", "三万元以下")]
    pages = [[*table(rows), (290, 770, f"- {number} -")] for number, rows in enumerate((first, second), 1)]
    document = document_of("a.pdf", build.pdf(pages))
    (found,) = document.tables
    assert found.rows == (*first, ("超量采砂", "严重", "五万元以下"), second[2])
    assert document.text.count("违法行为") == 1


def test_a_cell_cut_by_the_page_break_is_one_cell(document_of, build):
    edges = (50, 124, 350, 500)
    first = [HEADER, ("未经批准采/砂或者超量", "轻微", "一万元以下"), ("", "一般", "二万元以下")]
    second = [("采砂", "严重", "五万元以下"), ("", "特别严重", "十万元以下")]
    pages = [table(first, [(0, 1, 2)], edges=edges), table(second, [(0, 0, 1)], edges=edges)]
    (found,) = document_of("a.pdf", build.pdf(pages)).tables
    assert [row[0] for row in found.rows] == ["违法行为", *["未经批准采砂或者超量采砂"] * 4]


@pytest.mark.parametrize(
    ("first", "merged", "second", "below", "found", "note"),
    [
        (
            [HEADER, ("未经批准采砂", "三类砂石", "一万元以下"), ("", "", "二万元以下")],
            [(0, 1, 2), (1, 1, 2)],
            [("", "二类砂石", "三万元以下"), ("", "", "四万元以下")],
            [(0, 0, 1), (1, 0, 1)],
            [
                ("未经批准采砂", kind, f"{money}万元以下")
                for kind, money in zip(
                    ("三类砂石", "三类砂石", "二类砂石", "二类砂石"), "一二三四", strict=True
                )
            ],
            "of one kind: another grade, not the rest of the one above, though its line is full",
        ),
        (
            [HEADER, ("未经批准采砂", "重要河段", "一万元以下"), ("", "重要河段或禁", "二万元以下")],
            [(0, 1, 2)],
            [("", "采区", "三万元以下"), ("", "禁采区以外", "四万元以下")],
            [(0, 0, 1)],
            [
                ("未经批准采砂", "重要河段", "一万元以下"),
                ("未经批准采砂", "重要河段或禁", "二万元以下"),
                ("未经批准采砂", "采区", "三万元以下"),
                ("未经批准采砂", "禁采区以外", "四万元以下"),
            ],
            "no word of the table stands over the cut",
        ),
        (
            [HEADER, ("未经批准采砂", "禁采区以外", "一万元以下"), ("", "重要水域禁采", "二万元以下")],
            [(0, 1, 2)],
            [("", "区", "三万元以下"), ("", "其他", "四万元以下")],
            [(0, 0, 1)],
            [
                ("未经批准采砂", "禁采区以外", "一万元以下"),
                ("未经批准采砂", "重要水域禁采区", "二万元以下"),
                ("未经批准采砂", "重要水域禁采区", "三万元以下"),
                ("未经批准采砂", "其他", "四万元以下"),
            ],
            "a word that stands elsewhere in the table is cut",
        ),
        (
            [HEADER, ("未经批准采砂", "轻微", "一万元以下")],
            [],
            [("", "较重", "二万元以下"), ("", "严重", "三万元以下")],
            [],
            [
                ("未经批准采砂", grade, f"{money}万元以下")
                for grade, money in zip(("轻微", "较重", "严重"), "一二三", strict=True)
            ],
            "the empty cell of a group that goes on has its own rules in each row",
        ),
    ],
)
def test_groups_that_go_on_over_the_page_are_told_from_cells_that_are_cut(
    document_of, build, first, merged, second, below, found, note
):
    edges = (50, 140, 224, 500)
    pages = [table(first, merged, edges=edges), table(second, below, edges=edges)]
    (one,) = document_of("a.pdf", build.pdf(pages)).tables
    assert one.rows[1:] == tuple(found), note


def test_a_basis_goes_on_over_the_page_with_its_next_paragraph(document_of, build):
    basis = "《云岭省河道采砂条例》第九条 有下列/行为之一的，处一万元以下罚款："
    first = [("违反条款", "《云岭省河道采砂条例》第五条"), ("处罚依据", basis)]
    second = [("", "（一）未经批准采砂的；"), ("违法行为", "罚款"), ("未经批准采砂", "一万元以下")]
    pages = [table(rows, edges=(50, 200, 500)) for rows in (first, second)]
    (found,) = document_of("a.pdf", build.pdf(pages)).tables
    assert found.rows == (
        first[0],
        ("处罚依据", basis.replace("/", "") + " （一）未经批准采砂的；"),
        *second[1:],
    )


def test_a_mark_that_hangs_over_the_edge_stays_in_its_cell(document_of, build, engine):
    rows = [HEADER, ("未经批准采砂（限期改正）", "轻微", "一万元以下")]
    (found,) = document_of("a.pdf", build.pdf([table(rows, edges=(50, 194, 350, 500))])).tables
    assert found.rows == tuple(rows)


def test_articles_in_a_frame_stay_text_and_the_frame_is_noted(read_as, build):
    lines = set_in(ARTICLES[:4], 60, 28)
    frame = [
        *[(50, y, 560, y) for y in (60, 80, 700)],
        *[(x, 60, x, 700) for x in (50, 560)],
    ]
    document, note = read_as("a.pdf", build.pdf([[*frame, *lines]]))
    assert isinstance(document, Document)
    assert [line for line in document.text.split("\n") if line] == ARTICLES[:4]
    assert (document.tables, note.code, note.place) == ((), "text-in-frame", "第1页")


def test_a_drawing_of_countless_rules_is_no_table(document_of, build):
    drawing = [(50 + n % 500, 60 + n // 3, 60 + n % 500, 60 + n // 3) for n in range(3000)]
    document = document_of("a.pdf", build.pdf([[*drawing, (50, 700, "第一条 为了加强管理，制定本条例。")]]))
    assert document.tables == ()


@pytest.mark.corpus
def test_the_fine_table_comes_out_violation_by_violation(shared):
    (path,) = (shared / "corpora" / "penalty_discretion").glob("*.pdf")
    (document,) = read(Source(path.name, str(path)))
    assert isinstance(document, Document)
    headings = [
        line for line in document.text.split("\n") if re.fullmatch(r"§[\d.]+裁量标准", line.replace(" ", ""))
    ]
    assert len(document.tables) == len(headings) == 281
    unbalanced = 0
    for found in document.tables:
        (violated, *_), (basis, law, *_), (header, *_), *rows = found.rows
        assert (violated, basis, header) == ("违反条款", "处罚依据", "违法行为")
        assert re.search(r"》.*第.+条", law), law
        for row in rows:
            assert row[0], row
            unbalanced += any(cell.count(a) != cell.count(b) for cell in row for a, b in ("《》", "（）"))
            if not row[0].startswith("备注") and "裁量起点" not in row[:2]:
                assert row[1], row
                amount = [cell for cell in row if cell][-1]
                assert re.search(r"[元%倍/0]|罚款|警告", amount), row
    assert unbalanced == 13, "as the file itself has them: HJ964-2018） in eleven notes, ）） in two rows"
