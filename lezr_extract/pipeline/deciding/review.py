"""The review of a run: its database and, beside it, the ledger of what people decided."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from typing import Any

from lezr_extract.errors import CannotRunError
from lezr_extract.pipeline.comparing.compare_output import LINES as FINDINGS
from lezr_extract.pipeline.deciding.suggest import LINES as SUGGESTIONS
from lezr_extract.pipeline.deciding.suggest import read_suggestions
from lezr_extract.pipeline.job.run import DATABASE
from lezr_extract.records import Decision, Entry
from lezr_extract.store import Store
from lezr_extract.store.ledger import (
    Event,
    Ledger,
    ListedEntry,
    Overview,
    Queue,
    QueueFilter,
    QueueRow,
    Taken,
    clause_hash,
    findings_on,
    in_force,
    keep_run_totals,
    take_findings,
    taken,
)
from lezr_extract.store.ledger.clauses import words_key
from lezr_extract.store.ledger.suggestions import take_suggestions, taken_suggestions
from lezr_extract.store.provisions import CitedPlace

LEDGER = "review.db"
"""The ledger's name; it stands beside ``lezr.db`` and no run ever touches it."""


@dataclass(frozen=True, slots=True)
class Reviewed:
    """An entry with all that a reviewer needs.

    Attributes:
        row: where it stands, with names as decided.
        entry: as the run proposes it.
        history: every decision on it, the newest last, lapsed ones included.
        comments: events of kind ``comment``.
        changes: what decisions in force have set.
        cites: for each clause, what it cites.
        findings: what comparing had to say of its articles, as lines of findings.jsonl, the gravest first.
        before, after: numbers of its neighbours in the queue, None at the ends.
    """

    row: QueueRow
    entry: Entry
    history: tuple[Decision, ...]
    comments: tuple[Event, ...]
    changes: tuple[tuple[str, str], ...]
    cites: tuple[tuple[CitedPlace, ...], ...]
    findings: list[dict[str, Any]]
    before: int | None
    after: int | None

    @property
    def undoable(self) -> Decision | None:
        """The decision that can be taken back: the last in force on today's words."""
        valid = [one for one in in_force(self.history) if one.clause_hash == self.row.clause_hash]
        return valid[-1] if valid else None

    @staticmethod
    def words_of(comment: Event) -> str:
        """What a comment says."""
        return str(json.loads(comment.body)["words"])

    @property
    def stands(self) -> dict[str, str]:
        """The fields that a decision can set, as they stand now."""
        remark = dict(self.changes).get("remark", "")
        return {"name": self.row.name, "type": self.row.type, "agency": self.row.agency, "remark": remark}


class Review:
    """Opens the two databases for each request; knows when a new run has replaced the first."""

    def __init__(self, database: Path) -> None:
        """Of the run whose database, or whose folder, is ``database``.

        Raises:
            CannotRunError: there is no such database.
        """
        self.database = database / DATABASE if database.is_dir() else database
        if not self.database.is_file():
            raise CannotRunError(f"没有这个数据库：{database}；请先用 lezr run 生成，或改正路径")
        self.ledger_path = self.database.with_name(LEDGER)
        self.findings_path = self.database.with_name(FINDINGS)
        self.suggestions_path = self.database.with_name(SUGGESTIONS)
        self._seen: tuple[str, ...] | None = None
        self._lock = Lock()
        self.refresh()

    def refresh(self) -> Taken | None:
        """Takes in the entries when the run is another than last time; None when it is not."""
        with self._lock:
            paths = (self.database, self.findings_path, self.suggestions_path)
            state = tuple(map(file_state, paths))
            if state == self._seen:
                return None
            with Store.read(self.database) as store, Ledger.open(self.ledger_path) as ledger:
                run, made = store.run_name(), None
                if ledger.last_run() != run:
                    entries = (_listed(number, entry) for number, entry in store.numbered_entries())
                    made = ledger.take(entries, now(), run)
                    keep_run_totals(ledger)
                mark = f"{run}\t{state[1]}"
                if taken(ledger) != mark:
                    take_findings(ledger, self.database, self._findings(), mark)
                if taken_suggestions(ledger) != state[2]:
                    take_suggestions(ledger, read_suggestions(self.suggestions_path), state[2])
            self._seen = state
            return made

    def _findings(self) -> Iterator[dict[str, Any]]:
        if self.findings_path.is_file():
            with self.findings_path.open(encoding="utf-8") as lines:
                yield from map(json.loads, lines)

    @contextmanager
    def queue(self) -> Iterator[Queue]:
        """The queue, up to date."""
        self.refresh()
        with Queue.open(self.database, self.ledger_path) as queue:
            yield queue

    @contextmanager
    def ledger(self) -> Iterator[Ledger]:
        """The ledger, up to date."""
        self.refresh()
        with Ledger.open(self.ledger_path) as ledger:
            yield ledger

    @contextmanager
    def overview(self) -> Iterator[Overview]:
        """Run and ledger for the overview pages, up to date."""
        self.refresh()
        with Overview.open(self.database, self.ledger_path) as overview:
            yield overview

    def entry(self, number: int, wanted: QueueFilter) -> Reviewed | None:
        """Entry ``number`` of the run, and its neighbours in the queue of ``wanted``; None where there is none."""
        with self.queue() as queue, Store.read(self.database) as store, self.ledger() as ledger:
            row, entry = queue.row(number), store.entry(number)
            if row is None or entry is None:
                return None
            before, after = queue.following(wanted, number)
            standing = next(s for s in ledger.standings(row.entry) if s.clause_hash == row.clause_hash)
            return Reviewed(
                row,
                entry,
                ledger.history(row.entry),
                ledger.notes("comment", row.entry),
                standing.changes,
                tuple(store.cited(basis.law_id, basis.span) for basis in entry.bases),
                findings_on(ledger, ((basis.law_id, basis.article) for basis in entry.bases)),
                before,
                after,
            )


def file_state(path: Path) -> str:
    """What tells a file from what stood there before; empty where there is none."""
    if not path.is_file():
        return ""
    facts = path.stat()
    return f"{facts.st_ino}-{facts.st_mtime_ns}-{facts.st_size}"


def _listed(number: int, entry: Entry) -> ListedEntry:
    law = entry.bases[0].law_title if entry.bases else ""
    return ListedEntry(
        number,
        entry.id,
        clause_hash(entry.bases),
        law,
        entry.name,
        str(entry.type),
        entry.agency,
        words_key(entry),
    )


def now() -> str:
    """The time as the ledger writes it."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")
