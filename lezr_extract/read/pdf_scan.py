"""PDF whose pages are pictures: which pages, and their pictures for the engine that reads them."""

import hashlib
from collections.abc import Callable, Sequence
from math import sqrt
from typing import TYPE_CHECKING

from lezr_extract.read import recognition
from lezr_extract.read.pdf_words import Line
from lezr_extract.read.source import RefusedError, Source
from lezr_extract.records import Document, Problem

if TYPE_CHECKING:
    from PIL.Image import Image
    from pypdfium2 import PdfDocument, PdfPage

_DPI = 200
"""Finer pictures were read no better, and take longer (docs/decide/ocr.md)."""
_PIXELS_LIMIT = 24_000_000
_LONGEST_SIDE = 20_000
"""Pixels; twice A0. A page that is all length has few pixels by its area and fills the memory with its rows."""
_FEW_SIGNS = 30
"""A text layer of fewer signs on a page that a picture covers is a stamp or a page number, not its text."""
_COVERED = 0.5


def can_read() -> bool:
    """Whether pages can be rendered and an engine is installed."""
    try:
        import pypdfium2  # noqa: F401, PLC0415
    except ImportError:
        return False
    return not recognition.no_engine()


def pages_to_read(data: bytes, pages: Sequence[list[Line]]) -> list[int]:
    """The numbers, from 1, of the pages whose text is a picture.

    Args:
        data: the file.
        pages: the lines of each page as the text layer gives them.
    """
    thin = [
        number for number, lines in enumerate(pages, 1) if sum(len(line.text) for line in lines) < _FEW_SIGNS
    ]
    empty = [number for number in thin if not pages[number - 1]]
    try:
        import pypdfium2  # noqa: PLC0415
    except ImportError:
        return empty
    if thin == empty:
        return thin
    file = pypdfium2.PdfDocument(data)
    try:
        return [number for number in thin if not pages[number - 1] or _covered(file, number)]
    finally:
        file.close()


def documents(
    source: Source,
    data: bytes,
    lines: Sequence[list[Line]],
    pictures: Sequence[int],
    made: Callable[[list[list[Line]]], Document],
) -> list[Document | Problem]:
    """The document of all pages, those of ``pictures`` read by the engine.

    Args:
        source: the file.
        data: its bytes.
        lines: of each page as the text layer gives them.
        pictures: the numbers, from 1, of the pages to be read.
        made: makes the document of the lines of all pages.

    Raises:
        RefusedError: as `recognition.recognised_document`.
    """
    import pypdfium2  # noqa: PLC0415

    opened = pypdfium2.PdfDocument(data)

    def picture(number: int) -> "tuple[Image, float]":
        try:
            page: PdfPage = opened[number - 1]
            width, height = page.get_size()
            scale = min(
                _DPI / 72,
                sqrt(_PIXELS_LIMIT / max(1.0, width * height)),
                _LONGEST_SIDE / max(1.0, width, height),
            )
            rendered = page.render(scale=scale, grayscale=True).to_pil()
            page.close()
        except (pypdfium2.PdfiumError, ValueError, MemoryError) as error:
            raise RefusedError(
                "recognition-failed", "该页无法显示", "请用阅读器打开核对，或另存后重试"
            ) from error
        return rendered, scale

    try:
        sha256 = hashlib.sha256(data).hexdigest()
        return recognition.recognised_document(
            recognition.Sheets(source.file, sha256, lines, pictures, picture, made)
        )
    finally:
        opened.close()


def _covered(file: "PdfDocument", number: int) -> bool:
    """Whether one picture covers most of a page."""
    import pypdfium2  # noqa: PLC0415
    from pypdfium2 import raw  # noqa: PLC0415

    try:
        page = file[number - 1]
        width, height = page.get_size()
        boxes = [one.get_bounds() for one in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE], max_depth=3)]
    except pypdfium2.PdfiumError:
        return False
    largest = max(((right - left) * (top - bottom) for left, bottom, right, top in boxes), default=0.0)
    return bool(largest > _COVERED * width * height)
