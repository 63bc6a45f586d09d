"""The list as JSON: one object an entry, with the field names of `records.Entry`."""

import json
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any

from lezr_extract.powerlist.export.columns import place_text
from lezr_extract.powerlist.finished import whole_file
from lezr_extract.records import Amount, Basis, Entry

SCHEMA = "lezr-power-list/1"


def write_objects(entries: Iterable[Entry], path: Path) -> int:
    """Writes ``{"schema": …, "entries": [...]}`` to ``path``, an entry a line; gives the number of entries.

    Raises:
        OSError: the file cannot be written; an older one of that name is then untouched.
    """
    count = 0
    with (
        whole_file(path) as partial,
        partial.open("w", encoding="utf-8", errors="replace", newline="\n") as out,
    ):
        out.write(f'{{"schema": {json.dumps(SCHEMA)}, "entries": [')
        for entry in entries:
            out.write(",\n" if count else "\n")
            out.write(json.dumps(entry_object(entry), ensure_ascii=False))
            count += 1
        out.write("\n]}\n")
    return count


def entry_object(entry: Entry) -> dict[str, Any]:
    """``entry`` as plain values; spans are ``[start, end]``, amounts are numbers."""
    return {
        "id": entry.id,
        "name": entry.name,
        "type": str(entry.type),
        "alt": [str(t) for t in entry.alt],
        "kinds": list(entry.kinds),
        "agency": entry.agency,
        "agency_written": entry.agency_written,
        "agency_id": entry.agency_id,
        "bases": [_basis(b) for b in entry.bases],
        "amounts": [_amount(a) for a in entry.amounts],
        "territory": entry.territory,
        "law_status": entry.law_status,
        "score": round(entry.score, 4),
        "by": entry.by,
        "remarks": list(entry.remarks),
    }


def _basis(basis: Basis) -> dict[str, Any]:
    return {
        "law_id": basis.law_id,
        "law": basis.law_title,
        "version": basis.law_version,
        "rank": basis.rank,
        "article": basis.article,
        "paragraph": basis.paragraph,
        "item": basis.item,
        "place": place_text(basis),
        "kind": basis.kind,
        "text": basis.text,
        "span": list(basis.span),
        "marks": [[kind, *span] for kind, span in basis.marks],
        "original": basis.original or None,
        "file": basis.place.file if basis.place else None,
        "page": basis.place.page if basis.place else None,
        "line": basis.place.line if basis.place else None,
        "boxes": [list(box) for box in basis.place.boxes] if basis.place else [],
    }


def _amount(amount: Amount) -> dict[str, Any]:
    return {
        "min": _number(amount.min),
        "max": _number(amount.max),
        "unit": amount.unit,
        "base": amount.base,
        "party": amount.party,
        "per": amount.per,
        "span": list(amount.span),
    }


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
