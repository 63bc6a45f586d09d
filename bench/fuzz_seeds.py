"""Sound files of every format for `bench.fuzz_read`: small real ones, and made ones where there are none."""

import gzip
import json
import subprocess
import tempfile
import zipfile
from collections.abc import Callable
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from lezr_extract.read import programs

from bench.variants import docx_numbered, ofd, pdf, text
from bench.variants.source import SourceLaw, laws

CORPORA = Path(__file__).parent.parent.parent / "shared" / "corpora"
_LARGEST = 120_000
_MOST = 12
_W = "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'"


@lru_cache
def _law() -> SourceLaw:
    """The first third of a law: small files take more mutations."""
    law = next(iter(laws(1)))
    return SourceLaw(law.title, law.lines[: len(law.lines) // 3], law.articles)


def _found(*suffixes: str) -> list[bytes]:
    paths = [
        path
        for path in sorted(CORPORA.rglob("*"))
        if path.suffix in suffixes and 0 < path.stat().st_size < _LARGEST
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


def _members() -> dict[str, bytes]:
    record = {"source_document_id": "law", "title": _law().title, "publish_date": "2024-01-01"}
    return {
        "law.txt": "\n".join(_law().lines).encode("gb18030"),
        "法/law.docx": docx_numbered.numbered(_law()),
        "records.jsonl": json.dumps(record).encode(),
    }


def _zip() -> list[bytes]:
    inner = _packed(_members())
    return [inner, _packed({**_members(), "inner.zip": inner}), _packed({"a.txt": b"1"})]


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
    "docx": _docx,
    "doc": lambda: _by_office(".doc", "doc:MS Word 97"),
    "rtf": lambda: _by_office(".rtf", "rtf"),
    "pdf": lambda: [pdf.one_column(_law()), pdf.two_columns(_law()), *_found(".pdf")[:4]],
    "ofd": lambda: [ofd.with_page_numbers(_law())],
    "zip": _zip,
    "7z": lambda: _seven(".7z"),
    "tar.gz": lambda: [*_seven(".tar"), gzip.compress(b"\n".join(line.encode() for line in _law().lines))],
}


@lru_cache
def seeds_of(kind: str) -> list[bytes]:
    """The sound files of a format; none where a program to make them is missing."""
    return FORMATS[kind]()
