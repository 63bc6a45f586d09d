"""Which engine reads pictures on this machine."""

import os
from collections.abc import Callable
from functools import cache

from lezr_extract.read.recognition import rapid, tesseract
from lezr_extract.read.recognition.words import Engine

CHOICE = "LEZR_OCR"
"""The environment variable that names the engine: ``rapidocr``, ``tesseract``, or ``off`` for none."""


_OPENED: dict[str, Callable[[], Engine | None]] = {"rapidocr": rapid.opened, "tesseract": tesseract.opened}


def engine() -> Engine | None:
    """The best engine that is installed: RapidOCR, else Tesseract, else None."""
    choice = os.environ.get(CHOICE, "").strip().lower()
    names = [name for name in _OPENED if choice in ("", name)]
    return next((found for name in names if (found := _engine(name)) is not None), None)


@cache
def _engine(name: str) -> Engine | None:
    return _OPENED[name]()
