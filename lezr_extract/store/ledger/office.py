"""What an office fills in beside the decisions (承办机构, 责任事项 …), and where all entries stand: for export and import.

An office's cells are no decision on the power: they rest on no clause and lapse with none. They are events of the
chain like everything else, the latest of each cell counts.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from lezr_extract.records import Gate, Standing, State
from lezr_extract.store.ledger.ledger import Ledger

KIND = "cells"


@dataclass(frozen=True, slots=True)
class OfficeCells:
    """The cells of one entry.

    Attributes:
        cells: words by the name of the cell; without those that were emptied.
        last: number of the newest event that set one; 0 without.
    """

    cells: Mapping[str, str] = field(default_factory=dict)
    last: int = 0


def standings_by_number(ledger: Ledger) -> dict[int, Standing]:
    """Where each entry of the newest run stands, by its number there."""
    rows = ledger.execute(
        "SELECT number, entry, clause_hash, state, gate, changes, lapsed, last FROM standings "
        "WHERE number IS NOT NULL"
    )
    return {
        number: Standing(
            entry,
            clause_hash,
            State(state),
            Gate(gate) if gate else None,
            tuple(sorted(json.loads(changes).items())),
            bool(lapsed),
            last,
        )
        for number, entry, clause_hash, state, gate, changes, lapsed, last in rows
    }


def entries_named(ledger: Ledger, entries: Iterable[str]) -> dict[str, tuple[str, int | None]]:
    """Name of each of ``entries`` as it stands, and its number in the newest run (None where it is gone), by its id."""
    found: dict[str, tuple[str, int | None]] = {}
    for entry in dict.fromkeys(entries):
        row = ledger.execute(
            "SELECT name, number FROM standings WHERE entry = ? ORDER BY number IS NULL, number LIMIT 1",
            (entry,),
        ).fetchone()
        if row is not None:
            found[entry] = (str(row[0]), row[1])
    return found


def office_cells(ledger: Ledger, until: int | None = None) -> dict[str, OfficeCells]:
    """The cells of every entry that has some, by its id; as they were at event ``until``, or as they are."""
    found: dict[str, OfficeCells] = {}
    rows = ledger.execute(
        "SELECT number, body FROM events WHERE kind = ? AND (? IS NULL OR number <= ?) ORDER BY number",
        (KIND, until, until),
    )
    for number, body in rows:
        event = json.loads(body)
        cells = {**found.get(event["entry"], OfficeCells()).cells, **event["cells"]}
        found[event["entry"]] = OfficeCells({name: words for name, words in cells.items() if words}, number)
    return found


def keep_cells(ledger: Ledger, entry: str, cells: Mapping[str, str], who: str, at: str) -> int:
    """Writes down what the office has filled in for an entry (empty words empty a cell); gives the event's number."""
    return ledger.note(KIND, who, at, {"entry": entry, "cells": dict(cells)})
