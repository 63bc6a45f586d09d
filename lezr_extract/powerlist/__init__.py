"""Stage 7: powers become draft entries of the power list."""

from lezr_extract.powerlist.draft import draft
from lezr_extract.powerlist.report import RunFacts, write_report

__all__ = ["RunFacts", "draft", "write_report"]
