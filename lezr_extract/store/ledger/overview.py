"""What the overview pages count: runs, days of decisions, and the articles on which entries rest."""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from lezr_extract.records import Gate, State
from lezr_extract.store.ledger.ledger import Ledger
from lezr_extract.store.ledger.queue import Queue

_DAY = "substr(datetime(at, '+8 hours'), 1, 10)"
"""The day in China (UTC+8, the whole country), of the ledger's UTC time."""


class Held(NamedTuple):
    """An entry on an article: one for each article that the entry rests on.

    Attributes:
        number: of the entry, in the run's database.
        type, agency: of the entry, as decided, else as proposed.
        law_id, article: what it rests on.
    """

    number: int
    type: str
    agency: str
    law_id: str
    article: str


class TakenRun(NamedTuple):
    """A run whose entries were taken in.

    Attributes:
        event: number of the event.
        at: UTC, ISO 8601.
        entries, new, lapsed, gone: as `Taken` has them.
    """

    event: int
    at: str
    entries: int
    new: int
    lapsed: int
    gone: int


class DayCount(NamedTuple):
    """Decisions of one day: ``day`` (``YYYY-MM-DD``, in China), ``gate``, ``verdict``, ``number``."""

    day: str
    gate: str
    verdict: str
    number: int


class NearLaws(NamedTuple):
    """A finding of comparing that joins two articles: its kind, sort and words, and the articles."""

    kind: str
    sort: str
    explanation: str
    a: tuple[str, str]
    b: tuple[str, str]


class Overview(Queue):
    """A run's database and its ledger, looked into for the overview pages; writes neither."""

    def state(self) -> tuple[str, str, int]:
        """What changes with everything that the overview counts: run, findings, number of the newest event."""
        (newest,) = self._connection.execute("SELECT coalesce(max(number), 0) FROM events").fetchone()
        run = self._connection.execute(
            "SELECT number FROM events WHERE kind = 'entries' ORDER BY number DESC LIMIT 1"
        ).fetchone()
        mark = self._connection.execute("SELECT mark FROM taken WHERE name = 'findings'").fetchone()
        return str(run[0]) if run else "", str(mark[0]) if mark else "", int(newest)

    def held(self) -> Iterator[Held]:
        """The entries of the run, as proposed, on every article that they rest on; one may come twice."""
        rows = self._connection.execute(
            "SELECT e.number, e.type, e.agency, b.law_id, b.article "
            "FROM run.entries AS e JOIN run.bases AS b ON b.entry = e.number ORDER BY e.number, b.position"
        )
        return map(Held._make, rows)

    def changed(self) -> dict[int, tuple[str, str]]:
        """Number of each entry of which decisions have set something → its type and agency now."""
        rows = self._connection.execute(
            "SELECT number, type, agency FROM standings WHERE number IS NOT NULL AND changes <> '{}'"
        )
        return {number: (kind, agency) for number, kind, agency in rows}

    def rejected(self) -> frozenset[int]:
        """Numbers of the entries that are 不列入."""
        rows = self._connection.execute(
            "SELECT number FROM standings WHERE step = ? AND number IS NOT NULL", (State.REJECTED,)
        )
        return frozenset(number for (number,) in rows)

    def near_laws(self) -> list[NearLaws]:
        """What comparing found of two articles that regulate the same act."""
        rows = self._connection.execute(
            "SELECT kind, body FROM findings WHERE kind IN ('overlap', 'duplicate', 'conflict') ORDER BY number"
        )
        found = []
        for kind, body in rows:
            line = json.loads(body)
            a, b = line.get("a"), line.get("b")
            if a and b:
                sides = [(str(side.get("law_id", "")), str(side.get("article", ""))) for side in (a, b)]
                words = str(line.get("explanation", ""))
                found.append(NearLaws(kind, str(line.get("sort", "")), words, sides[0], sides[1]))
        return found

    def titles(self, law_ids: Iterable[str]) -> dict[str, str]:
        """Title of each of the laws."""
        wanted = sorted(set(law_ids))
        rows = self._connection.execute(
            "SELECT id, title FROM run.laws WHERE id IN (SELECT value FROM json_each(?))",
            (json.dumps(wanted),),
        )
        return dict(rows.fetchall())

    def runs(self) -> list[TakenRun]:
        """All runs whose entries were taken in, in order."""
        rows = self._connection.execute(
            "SELECT number, at, body FROM events WHERE kind = 'entries' ORDER BY number"
        )
        found = []
        for event, at, body in rows:
            taken = json.loads(body)
            numbers = [int(taken.get(name, 0)) for name in ("entries", "new", "lapsed", "gone")]
            found.append(TakenRun(event, at, *numbers))
        return found

    def run_totals(self, by: str, events: Sequence[int]) -> dict[str, dict[int, int]]:
        """Entries by ``type`` or ``agency`` → by run (its event); runs that left no totals are absent."""
        column = {"type": "type", "agency": "agency"}[by]
        rows = self._connection.execute(
            f"SELECT {column}, event, sum(entries) FROM run_totals "  # noqa: S608
            "WHERE event IN (SELECT value FROM json_each(?)) GROUP BY 1, 2",
            (json.dumps(list(events)),),
        )
        found: dict[str, dict[int, int]] = {}
        for value, event, number in rows:
            found.setdefault(value, {})[event] = number
        return found

    def day_counts(self, after: int, until: int) -> list[DayCount]:
        """Decisions by day, gate and verdict, of the events behind ``after`` and not behind ``until``."""
        rows = self._connection.execute(
            f"SELECT {_DAY}, gate, verdict, count(*) FROM decisions JOIN events USING (number) "  # noqa: S608
            "WHERE number > ? AND number <= ? GROUP BY 1, 2, 3 ORDER BY 1, 2, 3",
            (after, until),
        )
        return [DayCount(*row) for row in rows]

    def confirmed_counts(self) -> list[tuple[str, int]]:
        """Day → entries whose confirmation in force was made on it; the sum is what is 已确认 now."""
        rows = self._connection.execute(
            f"SELECT {_DAY}, count(*) FROM standings AS s JOIN events AS e ON e.number = s.last "  # noqa: S608
            "WHERE s.step = ? AND s.number IS NOT NULL GROUP BY 1 ORDER BY 1",
            (State.LISTED,),
        )
        return [(day, number) for day, number in rows]

    def oldest_waiting(self) -> dict[str, str]:
        """Gate → UTC time since when the entry waits there that has waited longest after a decision."""
        rows = self._connection.execute(
            "SELECT s.step, min(s.last) FROM standings AS s "
            "WHERE s.number IS NOT NULL AND s.last > 0 AND s.gate IS NOT NULL GROUP BY 1"
        ).fetchall()
        found = {}
        for gate, last in rows:
            (at,) = self._connection.execute("SELECT at FROM events WHERE number = ?", (last,)).fetchone()
            found[gate] = at
        return {gate: found[gate] for gate in Gate if gate in found}


def keep_run_totals(ledger: Ledger) -> None:
    """Notes by type and agency what the run brought that was taken in last; once for each run."""
    row = ledger.execute("SELECT max(number) FROM events WHERE kind = 'entries'").fetchone()
    if row is None or row[0] is None:
        return
    with ledger.writing():
        ledger.execute(
            "INSERT OR IGNORE INTO run_totals (event, type, agency, entries) "
            "SELECT ?, type, agency, count(*) FROM standings WHERE number IS NOT NULL GROUP BY type, agency",
            (row[0],),
        )
