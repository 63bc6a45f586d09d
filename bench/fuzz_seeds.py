"""Sound files of every format for `bench.fuzz_read`: small real ones, and made ones where there are none."""

import base64
import gzip
import json
import sqlite3
import subprocess
import tempfile
import zipfile
from collections.abc import Callable
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from lezr_extract.read import national_database, programs

from bench.variants import docx_numbered, ofd, pdf, rar, scan, text
from bench.variants.sheets import sheets
from bench.variants.source import SourceLaw, laws

if TYPE_CHECKING:
    from PIL.Image import Image

CORPORA = Path(__file__).parent.parent.parent / "shared" / "corpora"
_LARGEST = 120_000
_MOST = 12
_W = "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'"


@lru_cache
def _law() -> SourceLaw:
    """The first third of a law: small files take more mutations."""
    law = next(iter(laws(1)))
    return SourceLaw(law.title, law.lines[: len(law.lines) // 3], law.articles)


def _found(*suffixes: str, largest: int = _LARGEST) -> list[bytes]:
    paths = [
        path
        for path in sorted(CORPORA.rglob("*"))
        if path.name.endswith(suffixes) and 0 < path.stat().st_size < largest
    ]
    return [path.read_bytes() for path in paths[:: max(1, len(paths) // _MOST)][:_MOST]]


def _docx() -> list[bytes]:
    made = docx_numbered.numbered(_law())
    return [made, _rich(made), docx_numbered.with_lists(_law(), apart=True), *_found(".docx")[:6]]


def _rich(data: bytes) -> bytes:
    """With a table, a note, a text box, a tracked change and a field."""
    run = "<w:r><w:t>甲</w:t></w:r>"
    extra = (
        f"<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr><w:p>{run}</w:p></w:tc><w:tc><w:p>{run}</w:p></w:tc></w:tr>"
        f"</w:tbl><w:p><w:ins>{run}</w:ins><w:del><w:r><w:delText>乙</w:delText></w:r></w:del><w:r><w:fldChar w:fldCharType='begin'/>"
        f"</w:r><w:r><w:fldChar w:fldCharType='end'/></w:r><w:r><w:footnoteReference w:id='2'/></w:r><w:r><w:pict><w:txbxContent>"
        f"<w:p>{run}</w:p></w:txbxContent></w:pict></w:r><w:r><w:sym w:font='Symbol' w:char='F0B3'/></w:r></w:p>"
    )
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, part.replace(b"<w:sectPr", extra.encode() + b"<w:sectPr", 1))
        new.writestr(
            "word/footnotes.xml",
            f"<w:footnotes {_W}><w:footnote w:id='2'><w:p>{run}</w:p></w:footnote></w:footnotes>",
        )
    return made.getvalue()


@lru_cache
def members() -> dict[str, bytes]:
    """What the archives hold: a text, a Word file, a list of a download."""
    record = {"source_document_id": "law", "title": _law().title, "publish_date": "2024-01-01"}
    return {
        "law.txt": "\n".join(_law().lines).encode("gb18030"),
        "法/law.docx": docx_numbered.numbered(_law()),
        "records.jsonl": json.dumps(record).encode(),
    }


def _zip() -> list[bytes]:
    inner = _packed(members())
    return [inner, _packed({**members(), "inner.zip": inner}), _packed({"a.txt": b"1"})]


def _packed(members: dict[str, bytes]) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return made.getvalue()


def _seven(suffix: str) -> list[bytes]:
    bsdtar = programs.find("bsdtar")
    if bsdtar is None:
        return []
    with tempfile.TemporaryDirectory() as folder:
        for name, content in (("a.txt", b"a" * 900), ("b.docx", docx_numbered.numbered(_law()))):
            (Path(folder) / name).write_bytes(content)
        subprocess.run([bsdtar, "-acf", f"made{suffix}", "a.txt", "b.docx"], cwd=folder, check=True)
        return [(Path(folder) / f"made{suffix}").read_bytes()]


def _database() -> list[bytes]:
    """Three laws of the embedded database."""
    national = national_database()
    if national is None:
        return []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "laws.db"
        small = sqlite3.connect(path)
        small.execute("ATTACH ? AS whole", (str(national),))
        small.execute(
            "CREATE TABLE laws AS SELECT * FROM whole.laws WHERE law_id IN"
            " (SELECT law_id FROM whole.articles GROUP BY law_id HAVING count(*) BETWEEN 20 AND 30 ORDER BY law_id LIMIT 3)"
        )
        small.execute(
            "CREATE TABLE articles AS SELECT * FROM whole.articles WHERE law_id IN (SELECT law_id FROM laws)"
        )
        small.commit()
        small.close()
        return [path.read_bytes()]


def _workbooks() -> list[bytes]:
    from openpyxl import Workbook  # noqa: PLC0415

    book = Workbook()
    page = book.active
    assert page is not None
    for row in (("序号", "事项", "依据"), (1, "对违法采砂的处罚", "第一条"), (2.5, None, True)):
        page.append(row)
    page.merge_cells("B2:B3")
    book.create_sheet("第二张")["C9"] = "=1+1"
    made = BytesIO()
    book.save(made)
    return [made.getvalue(), *(data for data in _found(".xlsx") if data.startswith(b"PK"))]


def _page() -> "Image":
    """The head of a sheet, small enough to be broken at every place."""
    law = _law()
    return scan.pictures(sheets(law.title, law.lines)[:1], noise=0)[0].crop((0, 150, 1654, 750)).reduce(4)


def _picture(kind: str) -> list[bytes]:
    from PIL import ImageDraw  # noqa: PLC0415

    page = _page()
    coloured = page.convert("RGB")
    ImageDraw.Draw(coloured).rectangle((5, 5, 60, 60), fill=(200, 30, 30))
    made = [_saved(page, kind), _saved(coloured, kind)]
    if kind == "TIFF":
        black = page.convert("1")
        made += [_saved(page, kind, save_all=True, append_images=[coloured, black])]
        made += [_saved(black, kind, compression=way) for way in ("group4", "tiff_lzw", "tiff_adobe_deflate")]
    if kind == "PNG":
        made += [_saved(page.convert("1"), kind), _saved(coloured.convert("RGBA"), kind)]
    if kind == "JPEG":
        made += [_saved(coloured, kind, progressive=True)]
    return made


def _saved(page: "Image", kind: str, **how: object) -> bytes:
    made = BytesIO()
    page.save(made, kind, **how)
    return made.getvalue()


def _mht() -> list[bytes]:
    head = b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\nContent-Type: text/html\r\n"
    page = text.web_page(_law())
    plain = head + b"\r\n" + page + b"\r\n--b--\r\n"
    coded = head + b"Content-Transfer-Encoding: base64\r\n\r\n" + base64.encodebytes(page) + b"\r\n--b--\r\n"
    return [plain, coded]


def _by_office(suffix: str, kind: str) -> list[bytes]:
    office = programs.find("soffice", "libreoffice")
    if office is None:
        return []
    with tempfile.TemporaryDirectory() as folder:
        for number, data in enumerate(_docx()[:3]):
            (Path(folder) / f"{number}.docx").write_bytes(data)
        profile = f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}"
        files = [str(path) for path in sorted(Path(folder).glob("*.docx"))]
        programs.printed(
            [office, profile, "--headless", "--convert-to", kind, "--outdir", folder, *files], 120
        )
        return [path.read_bytes() for path in sorted(Path(folder).glob(f"*{suffix}"))]


FORMATS: dict[str, Callable[[], list[bytes]]] = {
    "text": lambda: [text.gb18030(_law()), *_found(".txt")],
    "markdown": lambda: _found(".md"),
    "html": lambda: [text.web_page(_law()), *_found(".html", ".htm")],
    "mht": _mht,
    "docx": _docx,
    "doc": lambda: _by_office(".doc", "doc:MS Word 97"),
    "rtf": lambda: _by_office(".rtf", "rtf"),
    "xlsx": _workbooks,
    "xls": lambda: [*_found(".xls"), *(data for data in _found(".xlsx") if data.startswith(b"\xd0"))],
    "pdf": lambda: [pdf.one_column(_law()), pdf.two_columns(_law()), *_found("法.pdf", largest=200_000)[:1]],
    "scan": lambda: [scan.picture_pdf([_page(), _page()])],
    "ofd": lambda: [ofd.with_page_numbers(_law()), ofd.ofd([], _picture("PNG")[:1])],
    "png": lambda: _picture("PNG"),
    "jpg": lambda: _picture("JPEG"),
    "tif": lambda: _picture("TIFF"),
    "bmp": lambda: _picture("BMP"),
    "gif": lambda: _picture("GIF"),
    "webp": lambda: _picture("WEBP"),
    "db": _database,
    "zip": _zip,
    "rar": lambda: [rar.rar4([*members().items()]), rar.rar5([*members().items()])],
    "7z": lambda: _seven(".7z"),
    "tar.gz": lambda: [*_seven(".tar"), gzip.compress(b"\n".join(line.encode() for line in _law().lines))],
}


@lru_cache
def seeds_of(kind: str) -> list[bytes]:
    """The sound files of a format; none where a program to make them is missing."""
    return FORMATS[kind]()
