"""Clauses that were checked by eye: who acts in each and on what."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from lezr_extract.norms import parse_law
from tests.norms.reading_cases import law_of

CASES = Path(__file__).parents[1] / "cases" / "clauses.txt"


class Row(NamedTuple):
    """An article, where the clause begins in it, and what its subject and its object must be."""

    shape: str
    text: str
    at: int
    subject: str
    object: str


def rows() -> Iterator[Row]:
    """The rows of the file, in order."""
    shape = ""
    for line in CASES.read_text("utf-8").splitlines():
        if line.startswith("== "):
            shape = line[3:].strip()
        elif line and not line.startswith("#"):
            words, subject, acted_on = (field.strip() for field in line.split(" | "))
            text = words.replace("／", "\n")
            yield Row(shape, text.replace("【", "").replace("】", ""), text.index("【"), subject, acted_on)


ALL = list(rows())


@pytest.mark.parametrize("row", ALL, ids=[f"{row.shape}-{row.text[row.at : row.at + 12]}" for row in ALL])
def test_who_acts_in_a_clause_and_on_what(row):
    law = law_of(row.text)
    place = law.text.index(row.text) + row.at
    norm = next(norm for norm in parse_law(law)[0] if norm.span.start == place)
    assert (norm.subject_kind, norm.object_kind if norm.object else "—") == (row.subject, row.object)


def test_at_least_a_hundred_clauses_are_kept():
    assert len(ALL) >= 100
