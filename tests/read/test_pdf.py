import sys

import pytest
from lezr_extract.read import pdf
from lezr_extract.read.pdf_lines import paragraphs
from lezr_extract.read.pdf_words import Line
from lezr_extract.records import Document, Severity
from lezr_extract.text.clean import edit

FULL = 28  # characters of 12 points that fill a line of the test page
LONG = "水行政主管部门应当加强对河道采砂活动的监督管理工作并定期公布情况，"  # longer than a line


def wrapped(paragraph, indent, y, gap=0):
    """A paragraph cut into lines as a word processor does it; gives the lines and the next y."""
    lines, first = [], True
    while paragraph:
        room = FULL - (indent if first else 0)
        lines.append((50 + (12 * indent if first else 0), y, paragraph[:room]))
        paragraph, first, y = paragraph[room:], False, y + 20
    return lines, y + gap


def page_of(paragraphs_, indent=2, gap=0):
    lines, y = [], 60
    for paragraph in paragraphs_:
        more, y = wrapped(paragraph, indent, y, gap)
        lines += more
    return lines


PARAGRAPHS = [
    "第一条 " + LONG + "制定本条例。",
    "省人民政府应当" + LONG + "保障防洪安全。" + LONG + "保障供水安全。",
    "第三条 有下列行为之一的，由县级以上人民政府水行政主管部门责令停止违法行为，处以罚款：",
    "（一）" + LONG + "未取得许可证的；",
    "（二）超量采砂的。",
    "第四条 本条例自公布之日起施行。",
]


@pytest.fixture(params=["pdfium", "pdfplumber"])
def engine(request, monkeypatch):
    """Both ways to the lines; without its wheel pypdfium2 cannot be imported."""
    if request.param == "pdfplumber":
        monkeypatch.setitem(sys.modules, "pypdfium2", None)
    return request.param


@pytest.mark.parametrize(
    ("indent", "gap", "note"), [(2, 0, "indents"), (0, 10, "gaps"), (2, 10, "both"), (0, 0, "neither")]
)
def test_wrapped_lines_become_the_paragraphs_that_were_set(document_of, build, engine, indent, gap, note):
    document = document_of("a.pdf", build.pdf([page_of(PARAGRAPHS, indent, gap)]))
    assert document.text.split("\n") == PARAGRAPHS, (note, engine)
    assert document.lines_are_paragraphs is False


@pytest.mark.parametrize(("indent", "gap"), [(2, 0), (0, 10)])
def test_a_paragraph_whose_last_line_is_full_ends_where_the_next_begins(document_of, build, indent, gap):
    full = "一二三四五六七八九十甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未"[: FULL - indent - 1] + "。"
    text = [*PARAGRAPHS[:2], full, "各级人民政府应当加强管理。", *PARAGRAPHS[2:]]
    assert document_of("a.pdf", build.pdf([page_of(text, indent, gap)])).text.split("\n") == text


def test_page_numbers_and_running_heads_go_and_the_sentence_runs_on(document_of, build, engine):
    text = [f"第{numeral}条 {numeral * 9}{LONG}{numeral * 7}{LONG}{numeral}。" for numeral in "一二三四"]
    lines = page_of(text)
    pages = []
    for number in range(4):
        share = lines[number * 3 : number * 3 + 3 if number < 3 else None]  # a sheet ends inside an article
        body = [(x, 60 + 20 * at, words) for at, (x, _, words) in enumerate(share)]
        pages.append([(250, 30, "云岭省法规汇编"), *body, (290, 780, f"- {number + 1} -")])
    document = document_of("a.pdf", build.pdf(pages))
    assert [line for line in document.text.split("\n") if line] == text


def test_every_character_knows_its_page(document_of, build):
    document = document_of("a.pdf", build.pdf([page_of([f"第{n}条 略。"]) for n in "一二三"]))
    assert [document.source_map.page(document.text.index(f"第{n}条")) for n in "一二三"] == [1, 2, 3]


def test_radicals_become_the_ideographs_that_they_look_like(document_of, build):
    assert document_of("a.pdf", build.pdf([[(50, 60, "第⼀条 ⼈⺠政府。")]])).text == "第一条 人民政府。"


def test_a_scan_is_named_as_such(problem_of, build):
    problem = problem_of("a.pdf", build.pdf([[], [], []]))
    assert problem.code == "needs-ocr"
    assert "3 页" in problem.cause


def test_pages_without_text_are_a_doubt_beside_the_document(read_as, build):
    document, problem = read_as("a.pdf", build.pdf([page_of(PARAGRAPHS), [], page_of(PARAGRAPHS)]))
    assert isinstance(document, Document)
    assert (problem.code, problem.severity, problem.place) == ("pages-without-text", Severity.DOUBT, "第2页")


def test_a_text_layer_of_unknown_signs_is_refused(problem_of, build):
    assert problem_of("a.pdf", build.pdf([[(50, 60, "ƀƁƂƃƄƅƆƇƈƉƊƋƌƍƎƏ" * 2)]])).code == "garbled-text-layer"


ENCRYPT = (
    "/Encrypt << /Filter /Standard /V 1 /R 2 /Length 40 /P -4"
    f" /O <{'11' * 32}> /U <{'22' * 32}> >> /ID [<{'33' * 16}> <{'33' * 16}>]"
)


def test_a_password_is_named_as_such(problem_of, build, engine):
    assert problem_of("a.pdf", build.pdf([page_of(PARAGRAPHS)], ENCRYPT)).code == "encrypted", engine


def test_a_broken_pdf_is_a_row(problem_of, build, engine):
    assert problem_of("a.pdf", build.pdf([page_of(PARAGRAPHS)])[:60]).code in (
        "broken-file",
        "needs-ocr",
    ), engine


def test_a_pdf_of_countless_pages_is_refused(problem_of, build, monkeypatch):
    monkeypatch.setattr(pdf, "PAGES_LIMIT", 2)
    assert problem_of("a.pdf", build.pdf([page_of(["第一条 略。"])] * 3)).code == "too-large"


def laid(*rows):
    """Lines of a page of 400 points from rows ``(left, right, words)``."""
    made = paragraphs(
        [
            [
                Line(words, left, right, 20.0 * at, 20.0 * at + 12)
                for at, (left, right, words) in enumerate(rows)
            ]
        ]
    )
    return edit(made.text, made.edits).text.split("\n")


@pytest.mark.parametrize(
    ("rows", "lines", "note"),
    [
        (
            [(50, 400, "依照《采砂办法》第五条的规定和本条例"), (50, 200, "第九条的规定处罚。")],
            1,
            "a cited article is no new one",
        ),
        (
            [(50, 400, "依照云岭省采砂条例以及《采砂修正案"), (50, 200, "（十二）》修改。")],
            1,
            "a numeral of a title is no item",
        ),
        (
            [(50, 390, "可以处一万元以上五万元以下的罚款，自"), (50, 200, "2024年起施行。")],
            1,
            "a word that did not fit",
        ),
        ([(50, 200, "第一章 总则"), (50, 200, "第一条 为了。")], 2, "a heading"),
        (
            [(50, 400, "第一章 环评类........................3"), (50, 200, "建设单位未报批")],
            2,
            "a line of a table of contents",
        ),
    ],
)
def test_signs_of_the_text_decide_where_the_page_does_not(rows, lines, note):
    filler = [
        (50, 400, "水行政主管部门应当加强对采砂的管理，"),
        (50, 400, "并按照国家和省的有关规定公布名录，"),
        (50, 100, "制定办法。"),
    ]
    assert len(laid(*filler, *rows)) == 1 + lines, note


def test_no_line_at_all_makes_no_text():
    assert paragraphs([[], []]).text == ""
