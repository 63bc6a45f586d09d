"""Every character of an article can be traced to its page and to the box in which it is printed."""

import sys

import pypdfium2
import pytest
from lezr_extract.records import Box, SourceMap, Span

WORDS = "第一条 为了加强河道采砂的监督管理工作保障防洪和供水安全根据有关法律制定本条例第二条略"
CROPPED = "/CropBox [40 100 560 790]"


@pytest.fixture(params=["pdfium", "pdfplumber"])
def engine(request, monkeypatch):
    """Both ways to the lines; without its wheel pypdfium2 cannot be imported."""
    if request.param == "pdfplumber":
        monkeypatch.setitem(sys.modules, "pypdfium2", None)
    return request.param


def test_the_box_of_an_offset_is_that_of_the_line_that_begins_before_it():
    first, second = Box(1, 10, 20, 30, 40), Box(2, 11, 21, 31, 41)
    boxes = SourceMap(boxes=((2, first), (5, second)))
    assert [boxes.box(at) for at in (0, 2, 4, 5, 99)] == [None, first, first, second, second]


@pytest.mark.parametrize(
    ("span", "found"),
    [((0, 3), "a"), ((2, 3), "a"), ((3, 4), "b"), ((2, 4), "ab"), ((0, 9), "abc"), ((6, 6), "c")],
)
def test_the_boxes_of_a_span_are_those_of_all_its_lines(span, found):
    boxes = {name: Box(1, at, at, at, at) for at, name in enumerate("abc")}
    placed = SourceMap(boxes=((0, boxes["a"]), (3, boxes["b"]), (6, boxes["c"])))
    assert placed.boxes_of(Span(*span)) == tuple(boxes[name] for name in found)


def test_a_text_without_pages_has_no_boxes():
    assert SourceMap().box(3) is None
    assert SourceMap().boxes_of(Span(0, 5)) == ()


def test_words_on_joined_lines_and_pages_lead_to_the_lines_where_they_were_set(document_of, build, engine):
    head = (250, 30, "云岭省法规汇编")
    pages = [
        [head, (74, 60, WORDS[:20]), (50, 80, WORDS[20:38]), (290, 780, "- 1 -")],
        [head, (50, 60, WORDS[38:]), (290, 780, "- 2 -")],
        [head, (74, 60, "第三条 略。"), (290, 780, "- 3 -")],
    ]
    document = document_of("a.pdf", build.pdf(pages))
    for words, page, left, baseline in (
        (WORDS[2:20], 1, 74, 60),
        (WORDS[24:38], 1, 50, 80),
        (WORDS[39:], 2, 50, 60),
        ("第三条", 3, 74, 60),
    ):
        at = document.text.index(words)
        for offset in (at, at + len(words) - 1):
            box = document.source_map.box(offset)
            assert (box.page, round(box.left)) == (page, left), (engine, words)
            assert box.top < baseline < box.bottom, (engine, words)


@pytest.mark.parametrize(
    ("engine", "sheet"),
    [
        *((engine, sheet) for engine in ("pdfium", "pdfplumber") for sheet in ("", CROPPED, "/Rotate 90")),
        (
            "pdfium",
            f"{CROPPED} /Rotate 270",
        ),  # pdfplumber takes the wrong corner of a sheet that is cut and turned
    ],
    indirect=["engine"],
)
def test_the_printed_words_stand_in_their_box_on_the_sheet_as_it_is_shown(document_of, build, engine, sheet):
    """The words are cut out of the rendered page: ink inside the box, none beside it on the same height."""
    data = build.pdf([[(100, 200, "云岭省河道采砂管理条例")]])
    data = data.replace(b"/MediaBox [0 0 600 800]", f"/MediaBox [0 0 600 800] {sheet}".encode())
    document = document_of("a.pdf", data)
    box = document.source_map.box(0)
    file = pypdfium2.PdfDocument(data)
    page = file[0].render(scale=1).to_pil().convert("L").point(lambda grey: 255 * (grey < 128))
    file.close()
    left, top, right, bottom = page.getbbox()
    assert box.left - 2 <= left, (engine, sheet)
    assert box.top - 2 <= top, (engine, sheet)
    assert right <= box.right + 2, (engine, sheet)
    assert bottom <= box.bottom + 2, (engine, sheet)
    assert (right - left) * (bottom - top) > 0.3 * (box.right - box.left) * (box.bottom - box.top)
