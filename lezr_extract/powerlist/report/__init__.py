"""report.html: the draft list as one page that opens without a network."""

from lezr_extract.powerlist.report.facts import LawFacts, RunFacts
from lezr_extract.powerlist.report.page import write_report

__all__ = ["LawFacts", "RunFacts", "write_report"]
