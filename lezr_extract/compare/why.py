"""The reason of a decision, in Chinese, with the words of both sides."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lezr_extract.compare.relation import Case
from lezr_extract.records import Relation


def reason(case: Case, relation: Relation, act: str) -> str:
    """X."""
    return f"{relation.value}{act}{len(case.a.title)}"
