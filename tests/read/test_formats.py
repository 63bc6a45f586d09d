import zipfile
from io import BytesIO

import pytest
from lezr_extract.read import Source, formats, read, sample
from lezr_extract.records import Severity, Stage

LAW = "云岭省采砂条例\n\n第一条 为了加强管理，制定本条例。\n第二条 水行政主管部门负责监督管理。\n"


def zipped(*names):
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as package:
        for name in names:
            package.writestr(name, "x")
    return made.getvalue()


def ole(stream):
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + stream.encode("utf-16-le") + b"\0" * 400


@pytest.mark.parametrize(
    ("name", "content", "code", "words", "note"),
    [
        ("a.md", b"", "empty-file", "0 字节", "an empty file"),
        ("a.txt", " \n　\n".encode(), "empty-file", "空白", "only blanks"),
        (
            "图.docx",
            b"\x89PNG\r\n\x1a\n" + b"\0" * 40,
            "needs-ocr",
            "tesseract-ocr-chi-sim",
            "a picture named .docx",
        ),
        ("图.pdf", b"\xff\xd8\xff\xe0" + b"\0" * 40, "needs-ocr", "make ocr", "a photograph"),
        ("a.xlsx", ole("Workbook"), "broken-file", "Excel", "an old .xls, broken"),
        ("a.docx", ole("EncryptedPackage"), "encrypted", "密码", "a Word file with a password is OLE inside"),
        ("a.ofd", zipped("OFD.xml"), "broken-file", "OFD", "the national layout format, broken"),
        ("a.docx", zipped("xl/workbook.xml"), "broken-file", "Excel", "a workbook, broken"),
        ("a.json", b'{"law": 1}', "unsupported-format", "JSON", "data, no document"),
        ("a.txt", bytes(range(128, 256)) * 20, "unsupported-format", "不是任何", "bytes of no text"),
        ("a.db", b"SQLite format 3\0" + b"\xff" * 200, "broken-file", "法规库已损坏", "a broken database"),
        ("a.pdf", b"%PDF-1.7\nnothing of the kind", "broken-file", "PDF 已损坏", "a broken PDF"),
        ("a.docx", b"PK\x03\x04" + b"\0" * 60, "broken-file", "压缩文件已损坏", "a broken package"),
        ("a.html", b"<html><body></body></html>", "no-text", "没有文字", "a page without words"),
    ],
)
def test_a_file_that_is_no_readable_document_says_what_it_is(problem_of, name, content, code, words, note):
    problem = problem_of(name, content)
    assert (problem.code, problem.stage, problem.severity, problem.file) == (
        code,
        Stage.READ,
        Severity.LOST,
        name,
    ), note
    assert words in problem.cause, note
    assert "\n" not in problem.cause, note


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("a.pdf", LAW, "text"),
        ("a.txt", "# 云岭省采砂条例\n\n" + LAW, "markdown"),
        ("a.doc", f"<html><body><p>{LAW}</p></body></html>", "html"),
        ("a.html", LAW, "text"),
        ("BM.md", "BM is how this text begins, and it is no picture at all.\n" + LAW, "text"),
    ],
)
def test_the_content_tells_the_format_and_not_the_name(document_of, name, content, kind):
    assert document_of(name, content).format == kind


def test_a_word_file_and_a_pdf_are_known_under_any_name(document_of, build):
    assert document_of("a.txt", build.word()).format == "docx"
    assert document_of("a.md", build.pdf([[(50, 50, "第一条 为了加强管理，制定本条例。")]])).format == "pdf"


def test_an_index_page_is_a_note_and_no_loss(problem_of):
    problem = problem_of("_index.md", "---\nbookCollapseSection: true\n---\n")
    assert (problem.code, problem.severity) == ("stub", Severity.NOTE)


def test_a_huge_text_is_refused_before_it_is_read(problem_of, monkeypatch):
    monkeypatch.setattr(sample, "FILE_LIMIT", 1 << 20)
    problem = problem_of("a.txt", "第一条\n" * 200_000)
    assert (problem.code, "MB" in problem.cause) == ("too-large", True)


def test_a_text_above_its_own_limit_is_refused(problem_of):
    problem = problem_of("a.txt", b"a" * (sample.TEXT_LIMIT + 1))
    assert problem.code == "too-large"


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (PermissionError(13, "Permission denied"), "no-permission"),
        (PermissionError("no number"), "no-permission"),
        (OSError(5, "Input/output error"), "unreadable"),
        (OSError("nothing known"), "unreadable"),
    ],
)
def test_what_the_system_refuses_becomes_a_row_in_chinese(tmp_path, monkeypatch, error, code):
    (tmp_path / "a.md").write_text(LAW)

    def refusing(*_):
        raise error

    monkeypatch.setattr(sample.Path, "open", refusing)
    (problem,) = read(Source("a.md", str(tmp_path / "a.md")))
    assert (problem.code, problem.severity) == (code, Severity.LOST)


def test_a_file_that_vanished_in_between_becomes_a_row(tmp_path):
    (problem,) = read(Source("a.md", str(tmp_path / "a.md")))
    assert problem.code == "gone"


def test_every_format_has_a_name_of_its_own():
    kinds = [one.NAME for one in formats.FORMATS]
    assert len(set(kinds)) == len(kinds) > 5
