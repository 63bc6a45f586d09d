"""Stage 1: a file of any format becomes a records.Document, or a Problem that says why not."""

from lezr_extract.read.download_folders import LISTS as DOWNLOAD_LISTS
from lezr_extract.read.formats import read
from lezr_extract.read.found import sources
from lezr_extract.read.laws_database import national_database
from lezr_extract.read.recognition import PageDone, keeps, listening
from lezr_extract.read.shown_page import shown_pages
from lezr_extract.read.source import Source

__all__ = [
    "DOWNLOAD_LISTS",
    "PageDone",
    "Source",
    "keeps",
    "listening",
    "national_database",
    "read",
    "shown_pages",
    "sources",
]
