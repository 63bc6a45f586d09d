"""Who works on which entry (分办): an order of work, no decision; it lapses with no clause and binds nobody."""

from collections.abc import Sequence

from lezr_extract.store.ledger.ledger import Ledger

KIND = "assigned"


def assign(ledger: Ledger, entries: Sequence[str], person: str, who: str, at: str) -> int:
    """Gives ``entries`` to ``person``, all or none; gives the number of the event.

    Args:
        ledger: where to.
        entries: ids, at least one.
        person: name of an account; empty gives them back to nobody.
        who: does it.
        at: UTC, ISO 8601.
    """
    with ledger.writing():
        number = ledger.append(KIND, who, at, {"person": person, "given": list(entries)})
        for entry in entries:
            if person:
                ledger.execute(
                    "INSERT OR REPLACE INTO assignments (entry, person, event) VALUES (?, ?, ?)",
                    (entry, person, number),
                )
            else:
                ledger.execute("DELETE FROM assignments WHERE entry = ?", (entry,))
        return number


def workload(ledger: Ledger) -> list[tuple[str, int]]:
    """How many entries of the newest run each person has, by name; those that wait for nobody any more count not."""
    rows = ledger.execute(
        "SELECT person, count(*) FROM assignments JOIN standings USING (entry) "
        "WHERE number IS NOT NULL AND gate IS NOT NULL GROUP BY 1 ORDER BY 1"
    )
    return [(str(name), int(count)) for name, count in rows]
