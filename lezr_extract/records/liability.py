"""A clause of a liability chapter (法律责任, 罚则) and what it ends in."""

from dataclasses import dataclass
from typing import Literal

from lezr_extract.records.place import Span

Ending = Literal["power", "excluded", "open"]


@dataclass(frozen=True, slots=True)
class LiabilityClause:
    """One sentence of a liability chapter, or the head of a list with its conducts.

    Attributes:
        article: index into `Law.articles`.
        span: in the law's text.
        ending: ``power`` (it carries one, or belongs to one), ``excluded`` (it is none, for a stated reason) or
            ``open`` (neither: a person must look).
        reason: id of the class of exclusion; empty for the others.
        by: id of the rule that excluded it.
    """

    article: int
    span: Span
    ending: Ending
    reason: str
    by: str
