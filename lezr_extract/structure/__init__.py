"""From a document's text to a law: 编 章 节 条 款 项 目, title and dates, and what it cites."""

from lezr_extract.structure.build import build_law
from lezr_extract.structure.citations import find_citations
from lezr_extract.structure.outline import LawOutline, outline
from lezr_extract.structure.resolve import LawIndex, resolve

__all__ = ["LawIndex", "LawOutline", "build_law", "find_citations", "outline", "resolve"]
