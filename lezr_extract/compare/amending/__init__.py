"""Amending decisions: reading them into operations, applying these, comparing the result with the new text."""

from lezr_extract.compare.amending.agree import Agreement, agree
from lezr_extract.compare.amending.apply import Applied, NotApplied, apply, same_law
from lezr_extract.compare.amending.places import ARTICLE
from lezr_extract.compare.amending.reading import is_amending, read_decision, target_of

__all__ = [
    "ARTICLE",
    "Agreement",
    "Applied",
    "NotApplied",
    "agree",
    "apply",
    "is_amending",
    "read_decision",
    "same_law",
    "target_of",
]
