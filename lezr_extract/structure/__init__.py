"""From a document's text to a law: 编 章 节 条 款 项 目, title and dates, and what it cites."""

from lezr_extract.structure.apart import apart
from lezr_extract.structure.build import build_law
from lezr_extract.structure.citations import find_citations
from lezr_extract.structure.outline import LawOutline, outline
from lezr_extract.structure.repeals import Ended, ended_laws, find_repeals
from lezr_extract.structure.resolve import LawIndex, resolve

__all__ = [
    "Ended",
    "LawIndex",
    "LawOutline",
    "apart",
    "build_law",
    "ended_laws",
    "find_citations",
    "find_repeals",
    "outline",
    "resolve",
]
