"""Penalties of labelled articles of real law: found nearly all, and their sums read exactly."""

import json
from collections import Counter
from dataclasses import replace

import pytest
from lezr_extract.norms import parse_law
from lezr_extract.powers import find_powers
from lezr_extract.read import read, sources
from lezr_extract.records import Document, PowerType, Role
from lezr_extract.structure import build_law

SAMPLE = 150


def labelled_penalties(shared):
    """The first labelled articles with one penalty that has sums, each with what is found in it."""
    rows = (
        json.loads(line)
        for line in (shared / "gold/powers.train.jsonl").read_text(encoding="utf-8").splitlines()
    )
    taken = 0
    for row in rows:
        penalties = [p for p in row["powers"] if p["type"] == "行政处罚" and p["role"] == "basis"]
        if len(penalties) != 1 or not penalties[0]["fines"]:
            continue
        taken += 1
        if taken > SAMPLE:
            return
        for source in sources([str(shared / "corpora" / row["file"])]):
            for document in read(source):
                law = build_law(document)[0] if isinstance(document, Document) else None
                if law is None:
                    continue
                law = replace(law, articles=tuple(a for a in law.articles if a.number == row["article"]))
                found = [p for a in find_powers(law, parse_law(law)) for p in a.powers]
                yield penalties[0], [p for p in found if p.type is PowerType.PENALTY and p.role is Role.BASIS]


@pytest.mark.corpus
def test_labelled_penalties_are_found_and_their_sums_are_exact(shared):
    found = exact = count = 0
    for label, powers in labelled_penalties(shared):
        count += 1
        found += bool(powers)
        expected = Counter((f["min"], f["max"], f["unit"]) for f in label["fines"])
        ours = Counter(
            (None if a.min is None else float(a.min), None if a.max is None else float(a.max), a.unit)
            for p in powers
            for a in p.amounts
        )
        exact += expected == ours
    assert count == SAMPLE
    assert found / count >= 0.97
    assert exact / count >= 0.93
