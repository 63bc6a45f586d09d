"""Scans through the whole of reading, with an engine of our own."""

import ctypes
import io
import re
import zlib

import pypdfium2
import pytest
from lezr_extract.read import recognition
from lezr_extract.read.recognition import pages, scan
from lezr_extract.read.recognition.kept import KeptPages
from lezr_extract.read.recognition.words import Words
from lezr_extract.read.source import RefusedError
from lezr_extract.records import Document, Severity
from PIL import Image
from pypdfium2 import raw

_HEADER = b"IHDR" + (100_000).to_bytes(4, "big") * 2 + b"\x08\0\0\0\0"
HUGE = (
    b"\x89PNG\r\n\x1a\n\0\0\0\r"
    + _HEADER
    + zlib.crc32(_HEADER).to_bytes(4, "big")
    + b"\0\0\0\0IDAT"
    + bytes(40)
)


def saved(kind, *pages, **options):
    made = io.BytesIO()
    pages[0].save(
        made, kind, **({"save_all": True, "append_images": pages[1:]} if pages[1:] else {}), **options
    )
    return made.getvalue()


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "BMP", "TIFF", "GIF", "WEBP"])
def test_a_picture_of_any_kind_becomes_a_document_and_a_note_of_who_read_it(read_as, reader, inked, kind):
    document, note = read_as("a.bin", saved(kind, inked()))
    assert isinstance(document, Document)
    assert (document.format, document.text.split("\n")) == ("picture", reader.lines)
    assert (note.code, note.severity) == ("recognised-text", Severity.NOTE)
    assert "reader 1.0" in note.cause
    assert "0.99" in note.cause


def test_every_character_of_a_scan_leads_to_its_page_and_box(read_as, reader, inked):
    document, _ = read_as("a.pdf", saved("PDF", inked(), inked(), resolution=100))
    second = document.text.rindex(reader.lines[1])
    box = document.source_map.box(second + 5)
    assert (box.page, document.source_map.page(second)) == (2, 2)
    # the engine saw 200 dpi, so 100 and 140 of its pixels are 36 and 50.4 points
    assert (box.left, box.top) == pytest.approx((36, 50.4), abs=0.5)


def test_what_the_engine_read_stays_beside_what_was_mended(read_as, reader, inked):
    reader.lines[1] = "第-条 为了加强河道 采砂管理,制定本条例."
    document, _ = read_as("a.png", saved("PNG", inked()))
    assert "第一条 为了加强河道采砂管理，制定本条例。" in document.text
    assert reader.lines[1] in document.source_text
    at = document.text.index("采砂管理，")
    assert document.source_text[document.source_map.source_offset(at) :].startswith("采砂管理,")


def test_an_interrupted_file_goes_on_with_the_next_page_and_a_second_run_reads_nothing(
    read_as, reader, inked
):
    data = saved("TIFF", inked(), inked(), inked())
    heard = []

    def stop(news):
        heard.append((news.page, news.done, news.total))
        if news.page == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt), recognition.listening(stop):
        read_as("a.tiff", data)
    assert (heard, reader.read) == ([(1, 1, 3), (2, 2, 3)], 2)
    first = read_as("a.tiff", data)
    assert reader.read == 3
    assert read_as("a.tiff", data) == first
    assert reader.read == 3


def test_another_version_of_the_engine_reads_anew(read_as, reader, inked, monkeypatch):
    data = saved("PNG", inked())
    read_as("a.png", data)
    monkeypatch.setattr(reader, "name", "reader 2.0", raising=False)
    read_as("a.png", data)
    assert reader.read == 2


@pytest.mark.parametrize("content", [b"", b"{", b"[[1]]", b'[["a", "b", 1, 2, 3, 4]]', b"[" * 100_000, b"7"])
def test_a_broken_kept_page_is_read_anew(monkeypatch, tmp_path, content):
    monkeypatch.setenv("LEZR_CACHE", str(tmp_path))
    kept = KeptPages("ab" * 32, "reader 1.0")
    kept.keep(1, [Words("字", 1, 2, 3, 4, 0.5)])
    assert kept.words(1) == [Words("字", 1, 2, 3, 4, 0.5)]
    (path,) = tmp_path.rglob("*.json")
    path.write_bytes(content)
    assert kept.words(1) is None


def test_a_folder_that_cannot_be_written_costs_nothing_but_time(
    read_as, reader, inked, monkeypatch, tmp_path
):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("LEZR_CACHE", str(tmp_path / "file" / "below"))
    assert isinstance(read_as("a.png", saved("PNG", inked()))[0], Document)


def test_nothing_is_kept_where_the_user_forbids_it(read_as, reader, inked, monkeypatch, tmp_path):
    monkeypatch.setenv("LEZR_CACHE", "off")
    read_as("a.png", saved("PNG", inked()))
    assert [path.name for path in tmp_path.rglob("*.json")] == []


def test_a_page_of_low_confidence_is_a_doubt_with_its_figure(read_as, reader, inked):
    reader.confidence = 0.71
    _, doubt, _ = read_as("a.png", saved("PNG", inked()))
    assert (doubt.code, doubt.severity, doubt.place) == ("low-confidence-page", Severity.DOUBT, "第1页")
    assert "0.71" in doubt.cause


def test_a_confidence_just_below_the_bound_is_not_shown_as_the_bound(read_as, reader, inked):
    reader.confidence = 0.8999
    _, doubt, _ = read_as("a.png", saved("PNG", inked()))
    assert "为 0.89，低于 0.90" in doubt.cause


def test_a_page_that_the_engine_fails_on_is_a_doubt_and_the_others_are_read(
    read_as, reader, inked, monkeypatch
):
    sound = reader.words

    def fails_once(picture):
        if reader.read == 0:
            reader.read += 1
            raise RefusedError("recognition-failed", "超时")
        return sound(picture)

    monkeypatch.setattr(reader, "words", fails_once)
    document, failed, note = read_as("a.tiff", saved("TIFF", inked(), inked()))
    assert reader.lines[1] in document.text
    assert (failed.code, failed.place, failed.severity) == ("recognition-failed", "第1页", Severity.DOUBT)
    assert "第 2 页" in note.cause


def test_without_an_engine_a_scan_says_what_to_install(problem_of, inked):
    for name, data in (("a.pdf", saved("PDF", inked())), ("a.png", saved("PNG", inked()))):
        problem = problem_of(name, data)
        assert (problem.code, problem.severity) == ("needs-ocr", Severity.LOST)
        assert "apt-get install tesseract-ocr tesseract-ocr-chi-sim" in problem.cause
        assert "make ocr" in problem.cause


def test_blank_pages_have_no_words(problem_of, reader):
    problem = problem_of("a.png", saved("PNG", Image.new("L", (300, 400), 255)))
    assert (problem.code, reader.read) == ("no-text", 0)


def test_a_pdf_whose_second_page_is_a_scan_gives_the_words_of_both(read_as, reader, build):
    text = [
        (50, 60 + 20 * at, f"第{n}条 水行政主管部门负责监督管理采砂的活动。") for at, n in enumerate("一二三")
    ]
    reader.lines = ["第四条 本条例自公布之日起施行。"]
    data = build.pdf([text, [(50, 60, "文")]])
    (document,) = read_as("a.pdf", build.pdf([text, []]))
    assert document.text.startswith("第一条")  # the empty page is blank, and so was not read
    assert reader.read == 0
    assert len(read_as("a.pdf", data)) == 1  # a page of one word without a picture is no scan


def test_a_picture_with_turned_camera_is_read_upright(read_as, reader, inked):
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    seen = []
    sound = reader.words
    reader.words = lambda picture: (seen.append(picture.size), sound(picture))[1]
    read_as("a.jpg", saved("JPEG", inked(900, 1200), exif=exif))
    assert seen == [(1200, 900)]


@pytest.mark.parametrize(
    ("data", "code", "note"),
    [
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "broken-file", "a picture of nothing"),
        (
            HUGE,
            "too-large",
            "100,000 square",
        ),
        (b"\xff\xd8\xff\xe0" + b"\0" * 100, "broken-file", "a JPEG of nothing"),
        (b"II*\x00\x08\0\0\0" + b"\xff" * 40, "broken-file", "a TIFF of nothing"),
    ],
)
def test_a_picture_that_cannot_be_opened_is_a_row(problem_of, reader, data, code, note):
    assert problem_of("a.png", data).code == code, note


def test_a_picture_that_opens_but_breaks_off_is_damaged_and_not_without_words(problem_of, reader, inked):
    made = io.BytesIO()
    inked().save(made, "PNG")
    whole = made.getvalue()
    found = problem_of("a.png", whole[: len(whole) - 60])
    assert found.code == "broken-file"
    assert found.cause.count("请") == 1


def test_a_page_that_is_all_length_is_drawn_no_longer_than_the_largest_sheet(
    read_as, reader, inked, monkeypatch
):
    drawn = []
    render = pypdfium2.PdfPage.render

    def watched(page, scale, **how):
        drawn.append(scale * max(page.get_size()))
        return render(page, scale=scale, **how)

    monkeypatch.setattr(pypdfium2.PdfPage, "render", watched)
    long = re.sub(rb"/MediaBox \[[^\]]*\]", b"/MediaBox [0 0 199999995904 54]", saved("PDF", inked()))
    read_as("a.pdf", long)
    assert drawn
    assert max(drawn) <= 20_000


def test_a_picture_that_fills_the_memory_costs_only_its_page(read_as, reader, inked, monkeypatch):
    def full(picture, scale):
        raise MemoryError

    monkeypatch.setattr(pages, "prepared", full)
    (problem,) = read_as("a.png", saved("PNG", inked()))
    assert problem.code == "no-text"
    assert "该页的图片过大" in problem.cause


def test_page_numbers_are_named_as_people_write_them():
    assert scan._numbers([1, 2, 3, 7, 9, 10]) == "1–3、7、9–10"


@pytest.mark.parametrize(
    ("words", "read", "note"),
    [("- 12 -", 1, "a number over a picture"), ("hereby ordered " * 5, 0, "a text layer of a scan")],
)
def test_a_few_signs_over_a_picture_are_not_its_text(read_as, reader, inked, words, read, note):
    scan_with_words = io.BytesIO()
    file = pypdfium2.PdfDocument(saved("PDF", inked(), resolution=100))
    page = file[0]
    shown = raw.FPDFPageObj_NewTextObj(file, b"Helvetica", 12.0)
    raw.FPDFText_SetText(shown, ctypes.cast((words + "\0").encode("utf-16-le"), raw.FPDF_WIDESTRING))
    raw.FPDFPageObj_Transform(shown, 1, 0, 0, 1, 50, 50)
    raw.FPDFPage_InsertObject(page, shown)
    page.gen_content()
    file.save(scan_with_words)
    file.close()
    document = read_as("a.pdf", scan_with_words.getvalue())[0]
    assert isinstance(document, Document)
    assert reader.read == read, note
    assert (words.strip() in document.text) == (read == 0), note
