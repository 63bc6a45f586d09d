"""From a document's text to a law: 编 章 节 条 款 项 目, title and dates, and what it cites."""

from lezr_extract.structure.build import build_law

__all__ = ["build_law"]
