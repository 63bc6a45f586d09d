"""Reading pictures of pages (OCR): scans in PDF, photographs, pictures inside OFD.

Needs an engine that the base install does without: RapidOCR (extra ``ocr``) or Tesseract with its simplified
Chinese data. Where there is none, a scan becomes a problem that says what to install.
"""

from lezr_extract.read.recognition.kept import keeps
from lezr_extract.read.recognition.pages import PageDone, listening
from lezr_extract.read.recognition.scan import (
    INSTALL,
    Sheets,
    laid_out_document,
    no_engine,
    recognised_document,
)

__all__ = [
    "INSTALL",
    "PageDone",
    "Sheets",
    "keeps",
    "laid_out_document",
    "listening",
    "no_engine",
    "recognised_document",
]
