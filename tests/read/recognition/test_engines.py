"""What the engines of this machine read; each test says so where one is not installed."""

import pytest
from bench.variants.compare import distance
from bench.variants.scan import font, picture_pdf, pictures
from bench.variants.sheets import sheets
from lezr_extract.read.recognition import engines, tesseract
from lezr_extract.records import Document

TITLE = "云岭省河道采砂管理条例"
PAGE = (
    TITLE,
    "第一条 为了加强河道采砂管理，保障防洪和供水安全，根据有关法律、行政法规，结合本省实际，制定本条例。",
    "第二条 县级以上人民政府水行政主管部门负责本行政区域内河道采砂的监督管理工作。",
    "第三条 违反本条例规定，有下列行为之一的，由水行政主管部门责令停止违法行为，处以罚款：",
    "（一）未取得河道采砂许可证采砂的；",
    "（二）在禁采区、禁采期采砂的。",
    "第四条 本条例自公布之日起施行。",
)

ERRORS = {"rapidocr": 0.005, "tesseract": 0.03}
"""The largest share of wrong characters (docs/decide/ocr.md)."""


def test_a_tilted_noisy_scan_is_read_as_well_as_was_measured(read_as, real_engine):
    try:
        font(12)
    except LookupError as absent:
        pytest.skip(str(absent))
    document = read_as("a.pdf", picture_pdf(pictures(sheets(TITLE, PAGE))))[0]
    assert isinstance(document, Document)
    right, read = ("".join("".join(lines).split()) for lines in (PAGE, document.text))
    assert distance(right, read) <= ERRORS[real_engine] * len(right), read
    box = document.source_map.box(document.text.index("第四条"))
    assert (box.page, box.top < 72 + 20 * 9 + 12 < box.bottom + 6) == (1, True), box


def test_the_table_of_words_becomes_lines_with_the_box_around_them():
    rows = [
        "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext",
        "4\t1\t1\t1\t1\t0\t10\t10\t200\t20\t-1\t",
        "5\t1\t1\t1\t1\t1\t10\t12\t60\t20\t90\t第一条",
        "5\t1\t1\t1\t1\t2\t100\t10\t40\t20\t80\t制定",
        "5\t1\t1\t1\t1\t3\t142\t10\t40\t22\t80\t办法",
        "5\t1\t1\t1\t2\t1\t10\t40\t40\t20\t50\tRiver",
        "5\t1\t1\t1\t2\t2\t52\t40\t40\t20\t50\tlaw",
        "broken",
    ]
    first, second = tesseract.lines_of("\n".join(rows))
    assert (first.text, first.left, first.top, first.right, first.bottom) == (
        "第一条 制定办法",
        10,
        10,
        182,
        32,
    )
    assert first.confidence == pytest.approx((0.9 * 3 + 0.8 * 4) / 7)
    assert second.text == "River law"


def test_an_engine_that_the_user_does_not_name_is_not_taken(monkeypatch):
    monkeypatch.setenv(engines.CHOICE, "off")
    assert engines.engine() is None
