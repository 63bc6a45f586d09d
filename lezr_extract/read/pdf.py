"""PDF with a text layer: lines of every page with their place, joined into paragraphs.

pypdfium2 gives the lines where its wheel exists, pdfplumber in pure Python where not; from the lines on both
go one way (`pdf_lines`).
"""

import hashlib
import re
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from lezr_extract.read import pdf_scan
from lezr_extract.read.assemble import document
from lezr_extract.read.pdf_drawing import Sheet, rules_of, signs_of
from lezr_extract.read.pdf_grid import may_be_table, rule
from lezr_extract.read.pdf_lines import paragraphs
from lezr_extract.read.pdf_tables import Sign, Table, tables_on_page, with_tables
from lezr_extract.read.pdf_words import Box, Line, lines_in_row
from lezr_extract.read.recognition import INSTALL
from lezr_extract.read.sample import FILE_LIMIT, TEXT_LIMIT, Sample, too_large, whole
from lezr_extract.read.source import FOREIGN_ERRORS, RefusedError, Source, problem
from lezr_extract.records import Document, Problem, Severity

if TYPE_CHECKING:
    from pdfplumber.page import Page
    from pypdfium2 import PdfDocument

NAME = "pdf"

PAGES_LIMIT = 5_000
_NAMED_PAGES = 8
_BLANK_FROM = 0.2
"""Share of a character's size from which pdfplumber takes a gap for a blank."""
_USUAL = re.compile("[\u4e00-\u9fffA-Za-z0-9\\s，。、；：（）《》“”〔〕％%.·-]")
_GARBLED = 0.6
"""Below this share of usual characters the fonts of the file carry no key to their characters."""


def recognises(sample: Sample) -> bool:
    """The mark of PDF near the beginning, as all viewers accept it."""
    return b"%PDF-" in sample.head[:1024]


def documents(source: Source) -> list[Document | Problem]:
    """The document of the file, and a problem where some pages hold only pictures.

    Raises:
        OSError, RefusedError: see `read`; ``needs-ocr`` for a scan where no engine is installed.
    """
    data = whole(source.path, FILE_LIMIT)
    sha256 = hashlib.sha256(data).hexdigest()
    pages = lines_of(data)
    words = "".join(line.text for page in pages for line in page)
    garbled = len(_USUAL.findall(words)) < _GARBLED * len(words)
    pictures = list(range(1, len(pages) + 1)) if garbled else pdf_scan.pages_to_read(data, pages)
    if pictures and pdf_scan.can_read():
        lines = [[] for _ in pages] if garbled else pages
        return pdf_scan.documents(source, data, lines, pictures, partial(_document, source, sha256))
    if not words.strip():
        raise RefusedError("needs-ocr", f"扫描件：{len(pages)} 页都没有文字层", INSTALL)
    if garbled:
        raise RefusedError("garbled-text-layer", "文字层是乱码（字体没有字符编码表）", INSTALL)
    made: list[Document | Problem] = [_document(source, sha256, pages)]
    if framed := [number for number, page in enumerate(pages, 1) if any(line.framed for line in page)]:
        cause = f"第 {framed[0]} 页等 {len(framed)} 页的条文排在表格框里，已按正文读入，请核对先后次序"
        made.append(problem(source.file, "text-in-frame", cause, Severity.NOTE, f"第{framed[0]}页"))
    empty = [number for number, page in enumerate(pages, 1) if not page]
    if not empty:
        return made
    named = "、".join(map(str, empty[:_NAMED_PAGES])) + (" 等" if len(empty) > _NAMED_PAGES else "")
    cause = f"第 {named} 页没有文字层（共 {len(empty)} 页），可能是扫描页，其内容未读入；{INSTALL}"
    return [*made, problem(source.file, "pages-without-text", cause, Severity.DOUBT, f"第{empty[0]}页")]


def _document(source: Source, sha256: str, pages: Sequence[list[Line]]) -> Document:
    laid_out = paragraphs(list(pages))
    return document(
        source.file,
        NAME,
        laid_out.text,
        edits=laid_out.edits,
        sha256=sha256,
        pages=laid_out.pages,
        boxes=laid_out.boxes,
        tables=laid_out.tables,
        notes=laid_out.notes,
        lines_are_paragraphs=False,
    )


def lines_of(data: bytes) -> list[list[Line]]:
    """The lines of each page, top to bottom.

    Raises:
        RefusedError: encrypted, broken, or with more text than `TEXT_LIMIT`.
    """
    try:
        import pypdfium2  # noqa: F401, PLC0415
    except ImportError:
        return lines_by_pdfplumber(data)
    return lines_by_pdfium(data)


def lines_by_pdfium(data: bytes) -> list[list[Line]]:
    """`lines_of` with pypdfium2."""
    import pypdfium2  # noqa: PLC0415

    try:
        file = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise _encrypted() from error
        raise _broken(error) from error
    pages: list[list[Line]] = []
    try:
        _check_pages(len(file))
        total = 0
        for number in range(len(file)):
            try:
                pages.append(_pdfium_page(file, number))
            except pypdfium2.PdfiumError:
                pages.append([])  # one broken page: reported as a page without text
            total += sum(len(line.text) for line in pages[-1])
            _check_size(total)
    finally:
        file.close()
    return pages


def _pdfium_page(file: "PdfDocument", number: int) -> list[Line]:
    import ctypes  # noqa: PLC0415

    import pypdfium2  # noqa: PLC0415
    from pypdfium2 import raw  # noqa: PLC0415

    page = file[number]
    sheet = Sheet.of(page)
    text_page = page.get_textpage()

    handle, place = text_page.raw, raw.FS_RECTF()
    to_place = ctypes.byref(place)

    def box(offset: int) -> Box:
        at = max(0, raw.FPDFText_GetCharIndexFromTextIndex(handle, offset))
        if not raw.FPDFText_GetLooseCharBox(handle, at, to_place):
            raise pypdfium2.PdfiumError("a character without a box")
        return sheet.box(place.left, place.bottom, place.right, place.top)

    rules = rules_of(page, sheet)
    tables = tables_on_page(rules, signs_of(text_page, sheet)) if may_be_table(rules) else []
    filled = [table for table in tables if table.rows]
    lines: list[Line] = []
    at = 0
    for row in text_page.get_text_range().split("\r\n"):
        if not (filled and _taken(row, at, box, filled)):
            lines += lines_in_row(row, lambda offset, at=at: box(at + offset))  # type: ignore[misc]
        at += len(row) + 2
    lines = with_tables(lines, tables)
    text_page.close()
    page.close()
    return lines


def _taken(row: str, at: int, box: Callable[[int], Box], tables: list[Table]) -> bool:
    """Whether a row that begins at ``at`` lies in one table from its first character to its last."""
    words = row.strip()
    if not words:
        return True
    begin = at + len(row) - len(row.lstrip())
    first = box(begin)
    table = next((one for one in tables if one.covers(first)), None)
    return table is not None and table.covers(box(begin + len(words) - 1))


def lines_by_pdfplumber(data: bytes) -> list[list[Line]]:
    """`lines_of` with pdfplumber, thirteen to twenty-seven times slower."""
    import io  # noqa: PLC0415

    import pdfplumber  # noqa: PLC0415
    from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect  # noqa: PLC0415
    from pdfminer.pdfexceptions import PDFException  # noqa: PLC0415
    from pdfminer.psexceptions import PSException  # noqa: PLC0415
    from pdfplumber.utils.exceptions import PdfminerException  # noqa: PLC0415

    pages: list[list[Line]] = []
    try:
        with pdfplumber.open(io.BytesIO(data)) as file:
            _check_pages(len(file.pages))
            total = 0
            for page in file.pages:
                pages.append(_plumber_page(page))
                total += sum(len(line.text) for line in pages[-1])
                _check_size(total)
                page.close()
    except (PDFPasswordIncorrect, PDFEncryptionError) as error:
        raise _encrypted() from error
    except (PdfminerException, PDFException, PSException, OSError, *FOREIGN_ERRORS) as error:
        if any(isinstance(cause, PDFPasswordIncorrect | PDFEncryptionError) for cause in error.args):
            raise _encrypted() from error
        raise _broken(error) from error
    return pages


def _plumber_page(page: "Page") -> list[Line]:
    lines: list[Line] = []
    for found in page.extract_text_lines(return_chars=True, x_tolerance_ratio=_BLANK_FROM, strip=False):
        text, boxes = _in_step(found["text"], found["chars"], page.cropbox[:2])
        lines += lines_in_row(text, boxes.__getitem__)
    x, y = page.cropbox[:2]
    rules = [
        between
        for edge in page.edges
        if (between := rule(edge["x0"] - x, edge["top"] - y, edge["x1"] - x, edge["bottom"] - y))
    ]
    if not may_be_table(rules):
        return lines
    signs = [
        Sign(one["text"], one["x0"] - x, one["x1"] - x, one["top"] - y, one["bottom"] - y)
        for one in page.chars
        if one["text"].strip()
    ]
    return with_tables(lines, tables_on_page(rules, signs))


def _in_step(text: str, characters: list[dict[str, Any]], corner: Sequence[float]) -> tuple[str, list[Box]]:
    """A box per character of ``text``; a blank that stands for a gap takes the box of the character before.

    ``corner`` is where the sheet as it is shown (/CropBox) begins.
    """
    x, y = corner
    boxes: list[Box] = []
    waiting = iter(one for one in characters if str(one["text"]).strip())
    for character in text:
        one = None if character.isspace() else next(waiting, None)
        if one is not None:
            boxes.append(Box(one["x0"] - x, one["x1"] - x, one["top"] - y, one["bottom"] - y))
        else:
            boxes.append(boxes[-1] if boxes else Box(0.0, 0.0, 0.0, 0.0))
    return text, boxes


def _check_pages(count: int) -> None:
    if count == 0:
        raise RefusedError("broken-file", "PDF 里没有页面", "请重新下载该文件")
    if count > PAGES_LIMIT:
        raise RefusedError("too-large", f"PDF 有 {count} 页，超过 {PAGES_LIMIT} 页的上限", "请拆分后重试")


def _check_size(characters: int) -> None:
    if characters * 3 > TEXT_LIMIT:
        raise too_large(characters * 3, TEXT_LIMIT)


def _encrypted() -> RefusedError:
    return RefusedError("encrypted", "PDF 设有打开密码", "请去除密码后重试")


def _broken(error: BaseException) -> RefusedError:
    return RefusedError(
        "broken-file", f"PDF 已损坏，无法打开（{type(error).__name__}）", "请重新下载，或用阅读器另存后重试"
    )
