"""Pictures of pages: PNG, JPEG, TIFF (with its pages), BMP, GIF, WebP, read by an engine where one is installed."""

import hashlib
import io
import warnings
from functools import partial
from typing import TYPE_CHECKING

from lezr_extract.read import recognition
from lezr_extract.read.sample import Sample, whole
from lezr_extract.read.source import FOREIGN_ERRORS, MEGABYTE, RefusedError, Source
from lezr_extract.records import Document, Problem

if TYPE_CHECKING:
    from PIL.Image import Image

NAME = "picture"

_MAGIC = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"II*\x00", b"MM\x00*")
_KINDS = ("PNG", "JPEG", "TIFF", "BMP", "GIF", "WEBP")
_LIMIT = 128 * MEGABYTE
_PIXELS_LIMIT = 100_000_000
"""A sheet of A3 at 600 dpi has 70 million; a larger picture is no page, and may be a bomb."""
_PAGES_LIMIT = 2_000


def recognises(sample: Sample) -> bool:
    """The marks of picture files."""
    head = sample.head
    bitmap = head.startswith(b"BM") and len(head) > 18 and head[6:10] == bytes(4) and head[15:18] == bytes(3)
    return head.startswith(_MAGIC) or bitmap or (head[:4] == b"RIFF" and head[8:12] == b"WEBP")


def documents(source: Source) -> list[Document | Problem]:
    """The document of the picture.

    Raises:
        OSError, RefusedError: see `read`; ``needs-ocr`` without an engine.
    """
    if recognition.no_engine():
        raise RefusedError("needs-ocr", "内容是图片，需要文字识别", recognition.INSTALL)
    data = whole(source.path, _LIMIT)
    opened = opened_picture(data)
    count = _frames(opened)
    if count > _PAGES_LIMIT:
        raise RefusedError("too-large", f"图片超过 {_PAGES_LIMIT} 页的上限", "请拆分后重试")

    failed: list[RefusedError] = []

    def picture(number: int) -> "tuple[Image, float]":
        try:
            return page_of(opened, number - 1), 1.0
        except RefusedError as refused:
            failed.append(refused)
            raise

    sha256 = hashlib.sha256(data).hexdigest()
    made = partial(recognition.laid_out_document, source.file, NAME, sha256)
    numbers = range(1, count + 1)
    sheets = recognition.Sheets(source.file, sha256, [[] for _ in numbers], numbers, picture, made)
    with opened:
        try:
            return recognition.recognised_document(sheets)
        except RefusedError as refused:
            raise failed[0] if len(failed) == count else refused from None


def opened_picture(data: bytes) -> "Image":
    """A picture of bounded size, not yet decoded.

    Raises:
        RefusedError: it is broken or too large.
    """
    from PIL import Image  # noqa: PLC0415

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the size is judged here
            opened = Image.open(io.BytesIO(data), formats=_KINDS)
    except Image.DecompressionBombError as error:
        raise _too_large() from error
    except (OSError, SyntaxError, *FOREIGN_ERRORS) as error:
        raise _broken(error) from error
    _check_size(opened)
    return opened


def page_of(opened: "Image", frame: int) -> "Image":
    """One page of a picture, grey, turned as its camera says.

    Raises:
        RefusedError: the page is broken or too large.
    """
    from PIL import Image, ImageOps  # noqa: PLC0415

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            opened.seek(frame)
            _check_size(opened)
            turned = ImageOps.exif_transpose(opened)
            if turned.mode in ("RGBA", "LA", "PA") or "transparency" in turned.info:
                turned = turned.convert("RGBA")
                paper = Image.new("RGBA", turned.size, "white")
                turned = Image.alpha_composite(paper, turned)
            return turned.convert("L")
    except Image.DecompressionBombError as error:
        raise _too_large() from error
    except (OSError, SyntaxError, MemoryError, *FOREIGN_ERRORS) as error:
        raise _broken(error) from error


def _frames(opened: "Image") -> int:
    """How many pages the picture has; an animation is one."""
    if opened.format != "TIFF":
        return 1
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return int(getattr(opened, "n_frames", 1))
    except (OSError, SyntaxError, *FOREIGN_ERRORS) as error:
        raise _broken(error) from error


def _check_size(opened: "Image") -> None:
    width, height = opened.size
    if width * height > _PIXELS_LIMIT:
        raise _too_large()


def _too_large() -> RefusedError:
    return RefusedError("too-large", "图片的像素过多，不像一页文件", "请用不高于 600 dpi 的扫描件重试")


def _broken(error: BaseException) -> RefusedError:
    return RefusedError("broken-file", f"图片已损坏，无法打开（{type(error).__name__}）", "请重新扫描或下载")
