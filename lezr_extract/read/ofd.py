"""OFD (GB/T 33190, the national layout format): the text of its pages with its place; scans inside through OCR.

A page puts runs of characters at places in millimetres. What stands on one line is joined; from the lines on OFD
and PDF go one way.
"""

import hashlib
from functools import partial
from typing import TYPE_CHECKING

from lezr_extract.read import recognition
from lezr_extract.read.ofd_package import OfdPackage, OfdPage
from lezr_extract.read.ofd_page import Contents, PagePicture, Run, contents
from lezr_extract.read.pdf_words import Line
from lezr_extract.read.picture import opened_picture, page_of
from lezr_extract.read.recognition.order import in_order
from lezr_extract.read.recognition.words import Words
from lezr_extract.read.sample import TEXT_LIMIT, Sample, too_large, whole
from lezr_extract.read.source import FOREIGN_ERRORS, MEGABYTE, RefusedError, Source, problem
from lezr_extract.records import Document, Problem, Severity

if TYPE_CHECKING:
    from PIL.Image import Image

NAME = "ofd"

_LIMIT = 128 * MEGABYTE
_FEW_SIGNS = 30
_COVERED = 0.5
_UNKNOWN = frozenset("\ufffd□¤")
_UNREADABLE = 0.4
"""Share of signs without a code point from which the fonts of the file carry no key to their characters."""


def recognises(sample: Sample) -> bool:
    """A ZIP package with the main part of OFD."""
    return "OFD.xml" in sample.zip_names


def documents(source: Source) -> list[Document | Problem]:
    """The document of the file, and what is doubtful about its pages.

    Raises:
        OSError, RefusedError: see `read`.
    """
    data = whole(source.path, _LIMIT)
    sha256 = hashlib.sha256(data).hexdigest()
    try:
        return _read(source, OfdPackage.of(data), sha256)
    except FOREIGN_ERRORS as error:
        raise RefusedError(
            "broken-file", f"OFD 文件已损坏，无法打开（{type(error).__name__}）", "请重新下载该文件"
        ) from error


def scanned_page(data: bytes, number: int) -> "tuple[Image, float] | None":
    """The picture that is a page, and its pixels per point; None where the page is text or there is none.

    Args:
        data: the file.
        number: of the page, from 1.

    Raises:
        RefusedError: the file or the picture is broken.
    """
    package = OfdPackage.of(data)
    if not 1 <= number <= len(package.pages):
        return None
    page = package.pages[number - 1]
    found = contents(package, page)
    scan = _scan(found, page)
    return _picture(package, scan) if scan else None


def _read(source: Source, package: OfdPackage, sha256: str) -> list[Document | Problem]:
    pages: list[list[Line]] = []
    scans: dict[int, PagePicture] = {}
    total = 0
    for number, page in enumerate(package.pages, 1):
        found = contents(package, page)
        pages.append(_lines(found.runs))
        total += sum(len(run.text) for run in found.runs)
        if total * 3 > TEXT_LIMIT:
            raise too_large(total * 3, TEXT_LIMIT)
        if scan := _scan(found, page):
            scans[number] = scan
    _check_signs(pages)
    made = partial(recognition.laid_out_document, source.file, NAME, sha256)
    if not scans:
        return [made(pages)]
    if recognition.no_engine():
        if not any(page for number, page in enumerate(pages, 1) if number not in scans):
            raise RefusedError("needs-ocr", f"扫描件：{len(scans)} 页都是图片", recognition.INSTALL)
        cause = f"有 {len(scans)} 页是图片，其内容未读入；{recognition.INSTALL}"
        place = f"第{min(scans)}页"
        return [made(pages), problem(source.file, "pages-without-text", cause, Severity.DOUBT, place)]

    def picture(number: int) -> "tuple[Image, float]":
        return _picture(package, scans[number])

    return recognition.recognised_document(
        recognition.Sheets(source.file, sha256, pages, sorted(scans), picture, made)
    )


def _scan(found: Contents, page: OfdPage) -> PagePicture | None:
    """The picture that covers a page of hardly any text; None for any other page."""
    largest = max(found.pictures, key=lambda one: one.area, default=None)
    thin = sum(len(run.text) for run in found.runs) < _FEW_SIGNS
    return largest if largest is not None and thin and largest.area > _COVERED * page.area else None


def _lines(runs: list[Run]) -> list[Line]:
    return in_order([Words(run.text, run.left, run.top, run.right, run.bottom, 1.0) for run in runs])


def _picture(package: OfdPackage, scan: PagePicture) -> "tuple[Image, float]":
    """The sheet with the picture where it stands, and its pixels per point."""
    from PIL import Image  # noqa: PLC0415

    with opened_picture(package.read(scan.part)) as opened:
        page = page_of(opened, 0)
    scale = page.width / max(1.0, scan.right - scan.left)
    size = round((scan.left + scan.right) * scale), round((scan.top + scan.bottom) * scale)
    if scan.left < 1 and scan.top < 1:
        return page, scale
    if size[0] * size[1] > 4 * page.width * page.height:
        raise RefusedError("recognition-failed", "页面上图片的位置异常", "请用 OFD 阅读器打开核对")
    sheet = Image.new("L", size, 255)
    sheet.paste(page, (round(scan.left * scale), round(scan.top * scale)))
    return sheet, scale


def _check_signs(pages: list[list[Line]]) -> None:
    words = "".join(line.text for page in pages for line in page)
    strange = sum(sign in _UNKNOWN or "\ue000" <= sign <= "\uf8ff" for sign in words)
    if words and strange > _UNREADABLE * len(words):
        raise RefusedError(
            "garbled-text-layer",
            "文字层是乱码（字体没有字符编码表）",
            "请用 OFD 阅读器转为图片或 PDF 后重试",
        )
