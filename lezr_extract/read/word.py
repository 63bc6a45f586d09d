"""Word documents (.docx): paragraphs and tables in the order of the page, as the finished document shows them.

Inserted text of tracked changes is read, deleted text is not. A document whose text stands in an embedded
page (altChunk, as web converters write it) is read from there.
"""

import hashlib
import io
import re
import zipfile
from typing import TYPE_CHECKING

from lezr_extract.read import web_page
from lezr_extract.read.assemble import document
from lezr_extract.read.encoding import decode
from lezr_extract.read.flow import Flow
from lezr_extract.read.sample import FILE_LIMIT, Sample, whole
from lezr_extract.read.source import FOREIGN_ERRORS, MEGABYTE, RefusedError, Source
from lezr_extract.read.word_numbering import Numbering
from lezr_extract.records import Document, Problem

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from lxml.etree import _Element as Element

NAME = "docx"

PACKAGE_LIMIT = 64 * MEGABYTE
"""A Word file larger than this is a picture book, no law."""
XML_LIMIT = 32 * MEGABYTE
"""All XML of a package, unpacked; 民法典 has 1.5 MB, and its tree in memory takes about ten times as much."""
UNPACKED_LIMIT = 256 * MEGABYTE
RATIO_LIMIT = 300
"""A part packed tighter than this and larger than `RATIO_FROM` is a bomb: real XML of Word packs 10 to 40 times."""
RATIO_FROM = 8 * MEGABYTE
PARTS_LIMIT = 10_000

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_DOCTYPE = re.compile(rb"<!\s*DOCTYPE|<!\s*ENTITY", re.IGNORECASE)
_DOCTYPE_WIDE = ("<!DOCTYPE".encode("utf-16-le"), "<!DOCTYPE".encode("utf-16-be"))
_LEFT_OUT = frozenset({f"{_W}del", f"{_W}moveFrom", f"{_W}rPr", f"{_W}pPr", f"{_W}txbxContent", _FALLBACK})
_CONTAINERS = frozenset(
    {f"{_W}sdt", f"{_W}sdtContent", f"{_W}customXml", f"{_W}ins", f"{_W}moveTo", f"{_W}smartTag"}
)
_SIGNS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_HEADING_STYLE = re.compile(r"(?:heading|标题)\s*([1-9])$", re.IGNORECASE)


def recognises(sample: Sample) -> bool:
    """A ZIP package with Word's main part, or a broken one that still shows it."""
    if not sample.head.startswith(b"PK\x03\x04"):
        return False
    return not sample.zip_names or any(name.startswith("word/") for name in sample.zip_names)


def documents(source: Source) -> list[Document | Problem]:
    """The one document of the file.

    Raises:
        OSError, RefusedError: see `read`.
    """
    data = whole(source.path, min(PACKAGE_LIMIT, FILE_LIMIT))
    _check_package(data)
    try:
        flow = _flow(_opened(data))
    except FOREIGN_ERRORS as error:
        raise _broken(error) from error
    return [
        document(
            source.file,
            NAME,
            flow.text,
            sha256=hashlib.sha256(data).hexdigest(),
            headings=flow.headings,
            tables=flow.tables,
        )
    ]


def _check_package(data: bytes) -> None:
    """Refuses bombs, document types and encrypted parts before any part is parsed."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = package.infolist()
            xml = [part for part in parts if part.filename.lower().endswith((".xml", ".rels"))]
            if (
                len(parts) > PARTS_LIMIT
                or sum(part.file_size for part in parts) > UNPACKED_LIMIT
                or sum(part.file_size for part in xml) > XML_LIMIT
                or any(
                    part.file_size > RATIO_FROM and part.file_size > RATIO_LIMIT * max(part.compress_size, 1)
                    for part in parts
                )
            ):
                raise RefusedError(
                    "zip-bomb",
                    "压缩内容展开后异常庞大，疑似恶意文件，已拒绝打开",
                    "请核实文件来源，或另存为文本后重试",
                )
            if any(part.flag_bits & 1 for part in parts):
                raise RefusedError("encrypted", "文件内部已加密", "请去除密码后重试")
            for part in xml:
                words = package.read(part)
                if _DOCTYPE.search(words) or any(wide in words for wide in _DOCTYPE_WIDE):
                    raise RefusedError(
                        "hostile-xml",
                        "文件内含外部实体定义（DOCTYPE），疑似恶意文件，已拒绝打开",
                        "请用 Word 另存后重试",
                    )
    except (zipfile.BadZipFile, RuntimeError, OSError, *FOREIGN_ERRORS) as error:
        raise _broken(error) from error


def _opened(data: bytes) -> "WordDocument":
    import docx  # noqa: PLC0415
    from docx.opc.exceptions import OpcError  # noqa: PLC0415
    from lxml.etree import LxmlError  # noqa: PLC0415

    try:
        return docx.Document(io.BytesIO(data))
    except (OpcError, LxmlError, zipfile.BadZipFile, RuntimeError, OSError) as error:
        raise _broken(error) from error


def _broken(error: Exception) -> RefusedError:
    return RefusedError(
        "broken-file",
        f"Word 文件已损坏，无法打开（{type(error).__name__}）",
        "请用 Word 或 WPS 打开修复并另存后重试",
    )


def _flow(word: "WordDocument") -> Flow:
    flow = Flow()
    body = word.element.body
    if body is None:
        raise RefusedError("broken-file", "Word 文件没有正文部分", "请用 Word 或 WPS 打开修复并另存后重试")
    levels = _heading_levels(word)
    numbering = Numbering.of(word)
    waiting: list[Element] = list(reversed(body))
    while waiting:
        element = waiting.pop()
        if element.tag == f"{_W}p":
            _paragraph(flow, element, levels, numbering)
        elif element.tag == f"{_W}tbl":
            flow.table(_rows(element))
        elif element.tag in _CONTAINERS:
            waiting.extend(reversed(element))
        elif element.tag == f"{_W}altChunk":
            _embedded(flow, word, element.get(_R_ID))
    return flow


def _paragraph(flow: Flow, element: "Element", levels: dict[str, int], numbering: Numbering) -> None:
    style = _value(element, "pPr/pStyle")
    mark = numbering.mark(element, style)
    flow.line(mark + _words(element), levels.get(style, 0))
    for box in element.iter(f"{_W}txbxContent"):
        if not any(above.tag == _FALLBACK for above in box.iterancestors()):
            for inner in box.iter(f"{_W}p"):
                flow.line(_words(inner))


def _words(element: "Element") -> str:
    """The words of a paragraph as the finished document shows them."""
    pieces: list[str] = []
    waiting = [element]
    while waiting:
        one = waiting.pop()
        if one.tag == f"{_W}t":
            pieces.append(one.text or "")
        elif one.tag in _SIGNS:
            pieces.append(_SIGNS[one.tag])
        elif one.tag not in _LEFT_OUT:
            waiting.extend(reversed(one))
    return "".join(pieces)


def _rows(table: "Element") -> list[tuple[str, ...]]:
    """Rows of a table; a cell that goes on from the row above is empty."""
    return [
        tuple(
            " ".join(_words(p) for p in cell.iter(f"{_W}p"))
            for cell in row.iter(f"{_W}tc")
            if next(cell.iterancestors(f"{_W}tr")) is row
        )
        for row in table.iterchildren(f"{_W}tr")
    ]


def _embedded(flow: Flow, word: "WordDocument", relation: str | None) -> None:
    part = word.part.rels.get(relation or "")
    if part is None or part.is_external:
        return
    words, _ = decode(web_page.page_in_mht(part.target_part.blob))
    embedded = web_page.flow_of(web_page.parsed(words)) if "<" in words else None
    start = sum(len(line) + 1 for line in flow.lines)
    if embedded is None:
        for line in words.splitlines():
            flow.line(line)
        return
    for line in embedded.lines:
        flow.line(line)
    flow.headings += [(start + at, level) for at, level in embedded.headings]
    flow.tables += [(start + a, start + b, rows) for a, b, rows in embedded.tables]


def _heading_levels(word: "WordDocument") -> dict[str, int]:
    """Style ids of headings with their level; ``Title`` counts as level 1."""
    levels = {}
    for style in word.styles.element.iterchildren(f"{_W}style"):
        name = _value(style, "name")
        if name.lower() in ("title", "标题"):
            levels[style.get(f"{_W}styleId")] = 1
        elif match := _HEADING_STYLE.match(name):
            levels[style.get(f"{_W}styleId")] = int(match[1])
    return levels


def _value(element: "Element", path: str) -> str:
    found = element.find("/".join(f"{_W}{step}" for step in path.split("/")))
    return str(found.get(f"{_W}val") or "") if found is not None else ""
