"""Page after page through the engine: what was kept is not read again, and a listener hears of each page."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from lezr_extract.read.recognition.kept import KeptPages
from lezr_extract.read.recognition.sheet import prepared
from lezr_extract.read.recognition.words import Engine, Words
from lezr_extract.read.source import RefusedError

if TYPE_CHECKING:
    from PIL.Image import Image


class PageDone(NamedTuple):
    """News of a page that was read.

    Attributes:
        file: as `Source.file`.
        page: its number.
        done, total: how many pages of the file are read, of how many that need it.
    """

    file: str
    page: int
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class PageWords:
    """What was read from a page.

    Attributes:
        words: in units of the page.
        failure: why the page could not be read; empty where it was.
    """

    words: tuple[Words, ...]
    failure: str = ""

    @property
    def confidence(self) -> float | None:
        """Mean over the characters; None for a page without words."""
        length = sum(len(one.text) for one in self.words)
        return sum(one.confidence * len(one.text) for one in self.words) / length if length else None


_LISTENER: ContextVar[Callable[[PageDone], None] | None] = ContextVar("listener", default=None)


@contextmanager
def listening(listener: Callable[[PageDone], None]) -> Iterator[None]:
    """While inside, ``listener`` is called in this process after each page that is read from a picture."""
    token = _LISTENER.set(listener)
    try:
        yield
    finally:
        _LISTENER.reset(token)


def read_pages(
    file: str,
    sha256: str,
    numbers: Sequence[int],
    picture: "Callable[[int], tuple[Image, float]]",
    engine: Engine,
) -> dict[int, PageWords]:
    """The words of pages that are pictures.

    Args:
        file: for the listener.
        sha256: of the file; under it pages are kept.
        numbers: of the pages, from 1.
        picture: gives for a page its picture and the picture's pixels per unit of the page; may raise RefusedError.
        engine: reads them.
    """
    kept = KeptPages(sha256, engine.name)
    pages: dict[int, PageWords] = {}
    for done, number in enumerate(numbers, 1):
        found = kept.words(number)
        if found is not None:
            pages[number] = PageWords(tuple(found))
        else:
            try:
                found = _read(*picture(number), engine)
                kept.keep(number, found)
                pages[number] = PageWords(tuple(found))
            except RefusedError as refused:
                pages[number] = PageWords((), str(refused))
        if listener := _LISTENER.get():
            listener(PageDone(file, number, done, len(numbers)))
    return pages


def _read(picture: "Image", scale: float, engine: Engine) -> list[Words]:
    try:
        sheet = prepared(picture, scale)
    except MemoryError as error:
        raise RefusedError("too-large", "该页的图片过大", "请用不高于 600 dpi 的扫描件重试") from error
    return sheet.on_page(engine.words(sheet.picture)) if sheet else []
