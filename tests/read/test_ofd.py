import io
import zipfile

import pytest
from bench.variants.ofd import ofd
from bench.variants.sheets import Placed, sheets
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lezr_extract.read import Source, ofd_package, read
from lezr_extract.read.ofd_page import deltas
from lezr_extract.records import Document, Problem, Severity
from PIL import Image, ImageDraw

TITLE = "云岭省河道采砂管理条例"
LINES = (
    TITLE,
    "第一条 为了加强河道采砂管理，保障防洪和供水安全，根据有关法律、行政法规，结合本省实际，制定本条例。",
    "第二条 水行政主管部门负责监督管理工作：",
    "（一）编制2024年采砂规划；",
    "（二）审批采砂许可。",
)
SPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
MILLIMETRE = 72 / 25.4


def page_of(objects, folder="Doc_0", template="", area="0 0 200 280"):
    """A package of one page with the given objects, and a template with its own."""
    made = io.BytesIO()
    shown = '<ofd:Template TemplateID="7" ZOrder="Background"/>' if template else ""
    named = '<ofd:TemplatePage ID="7" BaseLoc="Tpls/T.xml"/>' if template else ""
    body = "<ofd:Content><ofd:Layer>{}</ofd:Layer></ofd:Content>"
    with zipfile.ZipFile(made, "w") as package:
        package.writestr(
            "OFD.xml",
            f"<ofd:OFD {SPACE}><ofd:DocBody><ofd:DocRoot>/{folder}/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        )
        package.writestr(
            f"{folder}/Document.xml",
            f"<ofd:Document {SPACE}><ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>{area}</ofd:PhysicalBox></ofd:PageArea>"
            f'{named}</ofd:CommonData><ofd:Pages><ofd:Page ID="1" BaseLoc="Pages/P.xml"/></ofd:Pages></ofd:Document>',
        )
        package.writestr(
            f"{folder}/Pages/P.xml", f"<ofd:Page {SPACE}>{shown}{body.format(objects)}</ofd:Page>"
        )
        package.writestr(f"{folder}/Tpls/T.xml", f"<ofd:Page {SPACE}>{body.format(template)}</ofd:Page>")
    return made.getvalue()


def text(words, boundary="20 30 100 5", size=4, more="", code='X="0" Y="4"'):
    return (
        f'<ofd:TextObject Boundary="{boundary}" Size="{size}" {more}><ofd:TextCode {code}>{words}</ofd:TextCode>'
        "</ofd:TextObject>"
    )


def test_the_pages_of_a_law_become_its_paragraphs(document_of):
    document = document_of("a.ofd", ofd(sheets(TITLE, LINES)))
    assert (document.format, document.text.split("\n")) == ("ofd", list(LINES))
    assert document.lines_are_paragraphs is False


def test_running_heads_and_page_numbers_go_and_every_character_knows_its_place(document_of):
    lines = [TITLE, *(f"第{n}条 " + "水行政主管部门应当加强管理，" * 60 + "。" for n in "一二三四")]
    pages = sheets(TITLE, lines, heads=True)
    document = document_of("a.ofd", ofd(pages))
    assert [line for line in document.text.split("\n") if line] == lines
    last = max(number for number, page in enumerate(pages, 1) if any("第四条" in one.words for one in page))
    (line,) = (one for one in pages[last - 1] if "第四条" in one.words)
    box = document.source_map.box(document.text.index("第四条"))
    assert (box.page, box.left) == (last, pytest.approx(line.left, abs=0.1))
    assert box.top < line.baseline - 6 < box.bottom


@pytest.mark.parametrize(
    ("objects", "words", "note"),
    [
        (text("第一条 略。"), "第一条 略。", "no deltas: each character takes its width"),
        (text("第一条略", code='X="0" Y="4" DeltaX="g 3 4"'), "第一条略", "equal steps"),
        (text("第一条略", code='X="0" Y="4" DeltaX="4 4 12"'), "第一条 略", "a wide step is a blank"),
        (
            text("甲", "20 30 9 5") + text("。", "24 30 9 5") + text("丙", "20 38 9 5"),
            "甲。\n丙",
            "every character an object of its own",
        ),
        (text("后", "20 60 9 5") + text("先。", "20 30 9 5"), "先。\n后", "not in the order of the page"),
        (
            '<ofd:TextObject Boundary="20 30 90 5" Size="4"><ofd:CGTransform CodePosition="0" CodeCount="2"'
            ' GlyphCount="2"><ofd:Glyphs>11 12</ofd:Glyphs></ofd:CGTransform><ofd:TextCode X="0" Y="4">条例'
            "</ofd:TextCode></ofd:TextObject>",
            "条例",
            "glyphs named beside their characters",
        ),
        (
            '<ofd:TextObject Boundary="20 30 90 20" Size="4"><ofd:TextCode X="0" Y="4">上。</ofd:TextCode>'
            '<ofd:TextCode X="0" Y="14">下</ofd:TextCode></ofd:TextObject>',
            "上。\n下",
            "two codes on two lines",
        ),
        (
            f"<ofd:PageBlock><ofd:PageBlock>{text('深')}</ofd:PageBlock></ofd:PageBlock>",
            "深",
            "blocks inside blocks",
        ),
        (text("见") + text("藏", "20 60 9 5", more='Visible="false"'), "见", "what is hidden is not read"),
        (text("&lt;甲&gt;"), "<甲>", "escaped signs"),
        (
            text("好") + '<ofd:TextObject Size="4"><ofd:TextCode>坏</ofd:TextCode></ofd:TextObject>',
            "好",
            "no boundary",
        ),
    ],
)
def test_objects_of_a_page_become_lines(document_of, objects, words, note):
    assert document_of("a.ofd", page_of(objects)).text == words, note


@pytest.mark.parametrize(
    ("more", "area", "left", "top", "right"),
    [
        ("", "0 0 200 280", 20, 30.56, 28),
        ('CTM="2 0 0 2 0 0"', "0 0 200 280", 20, 31.12, 36),
        ('CTM="1 0 0 1 5 -3"', "0 0 200 280", 25, 27.56, 33),
        ('HScale="0.5"', "0 0 200 280", 20, 30.56, 24),
        ("", "10 20 200 280", 10, 10.56, 18),
    ],
)
def test_boxes_follow_the_boundary_the_matrix_and_the_corner_of_the_sheet(
    document_of, more, area, left, top, right
):
    box = document_of("a.ofd", page_of(text("条例", more=more), area=area)).source_map.box(0)
    assert (box.left, box.top, box.right) == pytest.approx(
        (left * MILLIMETRE, top * MILLIMETRE, right * MILLIMETRE)
    )


def test_the_words_of_a_template_stand_on_the_page(document_of):
    document = document_of(
        "a.ofd", page_of(text("第一条 略。", "20 60 90 5"), template=text("云岭省人民政府令。"))
    )
    assert document.text == "云岭省人民政府令。\n第一条 略。"


def test_a_package_without_a_namespace_prefix_is_read(document_of):
    data = page_of(text("条例"))
    assert document_of(
        "a.ofd", _changed(data, lambda words: words.replace(b"ofd:", b"").replace(b"xmlns:ofd", b"xmlns"))
    ).text


def test_a_scan_inside_an_ofd_asks_for_an_engine(problem_of, read_as):
    page = Image.new("L", (600, 840), 255)
    ImageDraw.Draw(page).rectangle((100, 100, 400, 120), fill=0)
    saved = io.BytesIO()
    page.save(saved, "PNG")
    assert problem_of("a.ofd", ofd([], [saved.getvalue()])).code == "needs-ocr"
    _, doubt = read_as("a.ofd", ofd([[Placed(72, 84, LINES[1])]], [saved.getvalue()]))
    assert (doubt.code, doubt.place, doubt.severity) == ("pages-without-text", "第2页", Severity.DOUBT)


@pytest.mark.parametrize(
    ("words", "steps"),
    [
        (None, []),
        ("5 4.5", [5, 4.5]),
        ("g 3 5 2", [5, 5, 5, 2]),
        ("2 g 2 -1", [2, -1, -1]),
        ("g 99999 5", [5] * 8),
        ("g x 5 4", []),
        ("g 2", []),
        ("1 nan 2", [1]),
        ("1 1e300", [1]),
        ("g -3 5 4", [4]),
    ],
)
def test_steps_are_unpacked_and_bounded(words, steps):
    assert deltas(words, 8) == steps


def _changed(data, change):
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name)))
    return made.getvalue()


BOMB = b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize(
    ("change", "code", "note"),
    [
        (lambda words: BOMB + words, "hostile-xml", "an entity of a file"),
        (lambda words: words[: len(words) // 2], "broken-file", "parts cut short"),
        (
            lambda words: words.replace(b"Pages/P.xml", b"../../../etc/passwd"),
            "broken-file",
            "a way out of the package",
        ),
        (lambda words: words.replace(b"<ofd:Page ID", b"<ofd:Leaf ID"), "broken-file", "no pages"),
        (
            lambda words: words.replace("条例".encode(), "\ue123\ue124".encode()),
            "garbled-text-layer",
            "no characters",
        ),
    ],
)
def test_a_package_that_cannot_be_read_is_a_row(problem_of, change, code, note):
    assert problem_of("a.ofd", _changed(page_of(text("条例")), change)).code == code, note


def test_parts_that_unpack_beyond_the_limit_are_refused(problem_of, monkeypatch):
    monkeypatch.setattr(ofd_package, "PART_LIMIT", 1000)
    assert problem_of("a.ofd", page_of(text("条例" * 2000))).code == "zip-bomb"


def test_too_many_pages_are_refused(problem_of, monkeypatch):
    monkeypatch.setattr(ofd_package, "PAGES_LIMIT", 1)
    assert problem_of("a.ofd", ofd([[Placed(72, 84, "甲")]] * 2)).code == "too-large"


SEED = ofd(sheets(TITLE, LINES, heads=True))
ODD = (
    b"<",
    b"</ofd:Page>",
    b'"',
    b"g 9999999 1",
    b"-1e99",
    b"nan",
    b"\xff",
    b"&#0;",
    b"ofd:PageBlock",
    b"0 0 0 0",
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    part=st.sampled_from(
        ["OFD.xml", "Doc_0/Document.xml", "Doc_0/Pages/Page_0/Content.xml", "Doc_0/PublicRes.xml"]
    ),
    changes=st.lists(
        st.tuples(st.floats(0, 1), st.sampled_from(ODD), st.integers(0, 20)), min_size=1, max_size=5
    ),
)
def test_a_package_with_a_mutated_part_ends_in_a_document_or_a_problem(tmp_path, part, changes):
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(SEED)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            words = old.read(name)
            if name == part:
                for where, odd, gone in changes:
                    at = int(where * len(words))
                    words = words[:at] + odd + words[at + gone :]
            new.writestr(name, words)
    path = tmp_path / "a.ofd"
    path.write_bytes(made.getvalue())
    for one in read(Source("a.ofd", str(path))):
        assert isinstance(one, Document | Problem)
        if isinstance(one, Document):
            assert all(one.source_map.box(at) is not None for at in range(len(one.text)))
