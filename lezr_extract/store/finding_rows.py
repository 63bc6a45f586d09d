"""Findings → rows: what comparing has to say of the laws of the run."""

import json

from lezr_extract.records import Finding
from lezr_extract.store.rows import Row

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def finding_row(finding: Finding) -> Row:
    """The row of ``findings`` without its number; the texts of both sides stand in ``articles``."""
    a, b = finding.a, finding.b
    return (
        finding.kind.value,
        finding.level.value,
        finding.rule,
        finding.sort,
        *((a.law_id, a.law, a.article, a.paragraph, a.item) if a else (None, "", "", None, None)),
        b.law_id,
        b.article,
        b.paragraph,
        b.item,
        finding.explanation,
        finding.authority,
        _encode([(guard.name, guard.passed, guard.words) for guard in finding.guards]),
        _encode(finding.not_compared),
        _encode([(one.kind.value, one.detail, one.a, one.b) for one in finding.differences]),
    )
