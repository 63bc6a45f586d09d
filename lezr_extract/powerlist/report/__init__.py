"""report.html: the draft list as one page that opens without a network."""

from lezr_extract.powerlist.report.facts import LawFacts, LiabilityFacts, RunFacts
from lezr_extract.powerlist.report.page import write_report

__all__ = ["LawFacts", "LiabilityFacts", "RunFacts", "write_report"]
