"""Pictures of pages for people: what a page of a PDF, of a scan or of a picture file looks like, small.

Boxes (`records.Box`) are measured on the same page, so that words can be shown where they are printed.
"""

import io
import re
from collections.abc import Iterator, Sequence
from math import sqrt
from typing import TYPE_CHECKING

from lezr_extract.read import archives, ofd, pdf, picture
from lezr_extract.read.sample import FILE_LIMIT, look, whole
from lezr_extract.read.source import FOREIGN_ERRORS, RefusedError, Source
from lezr_extract.records import Problem, ShownPage

if TYPE_CHECKING:
    from PIL.Image import Image

_WIDTH = 840
"""Pixels: the characters of a sheet of A4 are then about fourteen high, and stay readable."""
_PIXELS_LIMIT = 2_000_000
_GREYS = 4
_GLUED = re.compile(r"#\d+")


def shown_pages(sources: Sequence[Source | Problem], wanted: Sequence[tuple[str, int]]) -> list[ShownPage]:
    """The pictures of those ``wanted`` pages, ``(file, page)``, that ``sources`` hold.

    A page that cannot be shown (a broken file, a format without pages, a text page of OFD) has none.
    """
    pages: dict[str, list[int]] = {}
    for file, page in wanted:
        pages.setdefault(file, []).append(page)
    place = archives.Place()
    return [made for one in sources if isinstance(one, Source) for made in _of_source(one, pages, place)]


def _of_source(source: Source, pages: dict[str, list[int]], place: archives.Place) -> Iterator[ShownPage]:
    files = [file for file in pages if file.startswith(source.file)]
    try:
        if files and archives.recognises(look(source)):
            inside = place.inside()
            for batch in archives.batches(source, inside):
                for member in batch:
                    if isinstance(member, Source):
                        yield from _of_source(member, pages, inside)
            return
        # Laws that were glued into one file stand for it as file#2 ….
        own = [f for f in files if f == source.file or _GLUED.fullmatch(f, len(source.file))]
        if own:
            yield from _of_file(source, [(file, page) for file in own for page in pages[file]])
    except (OSError, RefusedError, *FOREIGN_ERRORS):
        return


def _of_file(source: Source, wanted: Sequence[tuple[str, int]]) -> Iterator[ShownPage]:
    sample = look(source)
    if pdf.recognises(sample):
        yield from _of_pdf(whole(source.path, FILE_LIMIT), wanted)
    elif picture.recognises(sample):
        with picture.opened_picture(whole(source.path, FILE_LIMIT)) as opened:
            for file, page in wanted:
                yield _made(file, page, picture.page_of(opened, page - 1), 1.0)
    elif ofd.recognises(sample):
        data = whole(source.path, FILE_LIMIT)
        for file, page in wanted:
            if scanned := ofd.scanned_page(data, page):
                yield _made(file, page, *scanned)


def _of_pdf(data: bytes, wanted: Sequence[tuple[str, int]]) -> Iterator[ShownPage]:
    try:
        import pypdfium2  # noqa: PLC0415
    except ImportError:
        return
    try:
        opened = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return
    try:
        for file, number in wanted:
            try:
                page = opened[number - 1]
                width, height = page.get_size()
                scale = _scale(width, height)
                yield _made(file, number, page.render(scale=scale, grayscale=True).to_pil(), scale)
                page.close()
            except (pypdfium2.PdfiumError, IndexError):
                continue
    finally:
        opened.close()


def _scale(width: float, height: float) -> float:
    return min(_WIDTH / max(1.0, width), sqrt(_PIXELS_LIMIT / max(1.0, width * height)))


def _made(file: str, number: int, shown: "Image", scale: float) -> ShownPage:
    """The small picture of a page.

    Args:
        file: of the page.
        number: of the page.
        shown: the page, in any size.
        scale: pixels of ``shown`` per unit of the page.
    """
    from PIL import Image  # noqa: PLC0415

    smaller = _scale(*shown.size)
    grey = shown.convert("L")
    if smaller < 1:
        size = max(1, round(shown.width * smaller)), max(1, round(shown.height * smaller))
        grey = grey.resize(size, Image.Resampling.LANCZOS)
    made = io.BytesIO()
    # Thin strokes fade when a page is made small: what is grey becomes darker, paper stays paper.
    few = grey.point([level * level // 255 * _GREYS // 256 for level in range(256)])
    indexed = Image.frombytes("P", few.size, few.tobytes())
    indexed.putpalette([255 * grey // (_GREYS - 1) for grey in range(_GREYS) for _ in "rgb"])
    indexed.save(made, "PNG", bits=2)
    return ShownPage(file, number, shown.width / scale, shown.height / scale, made.getvalue())
