"""The ledger (审核台账, review.db): every decision that people made, kept apart from what a run derives."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlite_utils import Database

from lezr_extract.errors import LezrError
from lezr_extract.records import Decision, Gate, Standing, State, Verdict
from lezr_extract.store import connect, migrate
from lezr_extract.store.ledger import chain
from lezr_extract.store.ledger.standing import NotItsTurnError, after, in_force, standing_of

MIGRATIONS = Path(__file__).with_name("migrations")
BUSY_SECONDS = 30
"""How long a writer waits for another; a bulk decision on 50,000 entries takes seconds."""

_EVENTS = "SELECT number, kind, who, at, body, previous, hash FROM events"
_DECISIONS = (
    "SELECT entry, gate, verdict, who, at, clause_hash, reason, changes, batch, undoes, number "
    "FROM decisions JOIN events USING (number)"
)


class DecidedMeanwhileError(LezrError):
    """Somebody else has decided since the page was opened; nothing was written.

    Attributes:
        standings: of the entries concerned, as they are now.
    """

    def __init__(self, standings: Sequence[Standing]) -> None:
        super().__init__(
            f"有 {len(standings)} 个条目在您打开页面之后已由他人审核；您的决定没有写入，请核对后再定"
        )
        self.standings = tuple(standings)


@dataclass(frozen=True, slots=True)
class Taken:
    """What taking in the entries of a run came to.

    Attributes:
        entries: number of entries at hand.
        new: not seen before.
        lapsed: decided on other words than today's, and not so before.
        gone: seen before, with decisions, and no longer there.
    """

    entries: int
    new: int
    lapsed: int
    gone: int


class Ledger:
    """The review's own database; a context manager. One connection for each thread."""

    def __init__(self, database: Database, path: Path | str) -> None:
        self.database = database
        self.path = path
        self._connection: sqlite3.Connection = database.conn
        # Transactions are opened by hand: a decision must hold the write lock from its first look to its last word.
        self._connection.isolation_level = None

    @classmethod
    def open(cls, path: Path) -> Self:
        """The ledger at ``path``, made where there is none.

        Raises:
            CannotRunError: it is no ledger, was written by a newer program, or cannot be written.
        """
        with connect.explained(path):
            connection = sqlite3.connect(path, timeout=BUSY_SECONDS)
            connection.execute("PRAGMA journal_mode = WAL")
            # A decision that was acknowledged survives a power failure.
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("PRAGMA foreign_keys = ON")
            database = Database(connection)
            migrate.migrate(database, MIGRATIONS)
            return cls(database, path)

    @classmethod
    def in_memory(cls) -> Self:
        """A new, empty ledger that lives as long as the object."""
        database = Database(memory=True)
        migrate.migrate(database, MIGRATIONS)
        return cls(database, ":memory:")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()

    # Writing

    def take(self, entries: Iterable[tuple[str, str]], at: str) -> Taken:
        """Takes in the entries of a run, each with the hash of its clauses; decisions on other words lapse.

        All or nothing. Entries that are gone keep their decisions, and get them back when they return.
        """
        with self._writing():
            before = {row[0]: (row[1], bool(row[2])) for row in self._standing_rows()}
            histories = self._histories()
            self._connection.execute("UPDATE standings SET present = 0")
            new = lapsed = number = 0
            for entry, clause_hash in entries:
                number += 1
                known = before.get(entry)
                if known is not None and known[0] == clause_hash:
                    self._connection.execute("UPDATE standings SET present = 1 WHERE entry = ?", (entry,))
                    continue
                standing = standing_of(entry, clause_hash, histories.get(entry, ()))
                self._keep(standing)
                new += known is None
                lapsed += standing.lapsed and not (known is not None and known[1])
            (gone,) = self._connection.execute(
                "SELECT count(*) FROM standings WHERE present = 0 AND last > 0"
            ).fetchone()
            taken = Taken(number, new, lapsed, gone)
            self._append("entries", "", at, {"entries": number, "new": new, "lapsed": lapsed, "gone": gone})
            return taken

    def decide(self, decisions: Sequence[Decision], seen: Mapping[str, int]) -> tuple[Decision, ...]:
        """Writes ``decisions``, all or none; gives them with their numbers.

        Args:
            decisions: one for each entry.
            seen: entry → number of the newest decision that the person saw on it (`Standing.last`).

        Raises:
            DecidedMeanwhileError: somebody else decided on one of them since, or its clause has changed.
            NotItsTurnError: an entry does not wait at that gate, or is not in the list.
        """
        with self._writing():
            standings = {standing.entry: standing for standing in self.standings(d.entry for d in decisions)}
            if missing := [d.entry for d in decisions if d.entry not in standings]:
                raise NotItsTurnError(f"清单中没有条目 {missing[0]}；请刷新后再定")
            overtaken = [
                standings[d.entry]
                for d in decisions
                if (standings[d.entry].last, standings[d.entry].clause_hash)
                != (seen.get(d.entry, 0), d.clause_hash)
            ]
            if overtaken:
                raise DecidedMeanwhileError(overtaken)
            return tuple(self._write(decision, standings[decision.entry]) for decision in decisions)

    def undo(self, number: int, who: str, when: str, reason: str = "") -> Decision:
        """Takes decision ``number`` back by a decision of its own; the entry stands as before it.

        Raises:
            NotItsTurnError: there is no such decision, or it is not the newest in force on its entry.
        """
        with self._writing():
            return self._undo(number, who, when, reason)

    def undo_batch(self, batch: str, who: str, when: str, reason: str = "") -> tuple[Decision, ...]:
        """Takes back every decision of ``batch``, all or none.

        Raises:
            NotItsTurnError: as `undo`, or there is no such batch.
        """
        with self._writing():
            numbers = self._connection.execute(
                "SELECT number FROM decisions WHERE batch = ? AND verdict <> ? ORDER BY number",
                (batch, Verdict.UNDO),
            ).fetchall()
            if not batch or not numbers:
                raise NotItsTurnError(f"没有这一批决定：{batch}")
            return tuple(self._undo(number, who, when, reason) for (number,) in numbers)

    # Reading

    def standings(self, entries: Iterable[str]) -> Iterator[Standing]:
        """Where ``entries`` stand; those that no run has brought are left out."""
        for entry in entries:
            row = self._connection.execute(
                "SELECT entry, clause_hash, state, gate, changes, lapsed, last FROM standings "
                "WHERE entry = ? AND present = 1",
                (entry,),
            ).fetchone()
            if row:
                yield _standing(row)

    def history(self, entry: str) -> tuple[Decision, ...]:
        """Every decision ever made on ``entry``, in order, lapsed and undone ones included."""
        return tuple(self._decisions("WHERE entry = ?", (entry,)))

    def progress(self) -> dict[str, int]:
        """How many of today's entries wait at which gate, or are 已确认 or 不列入; lapsed ones are among the waiting."""
        rows = self._connection.execute(
            "SELECT coalesce(gate, state), count(*) FROM standings WHERE present = 1 GROUP BY 1"
        )
        found = {str(name): int(count) for name, count in rows}
        return {name: found.get(name, 0) for name in (*Gate, State.LISTED, State.REJECTED)}

    def events(self) -> Iterator[chain.Event]:
        """All that happened, in order."""
        rows = self._connection.execute(f"{_EVENTS} ORDER BY number")
        return (chain.Event(*row) for row in rows)

    def first_broken(self) -> int | None:
        """Number of the first event that was tampered with; None where all is as it was written."""
        return chain.first_broken(self.events())

    # Inside a transaction

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with connect.explained(self.path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")

    def _write(self, decision: Decision, standing: Standing) -> Decision:
        if decision.verdict is Verdict.UNDO:
            raise NotItsTurnError("撤回请指明要撤回的决定")
        after(standing, decision)  # refuses a decision out of turn before anything is written
        written = self._record(decision)
        self._stand(written.entry, standing.clause_hash)
        return written

    def _undo(self, number: int, who: str, when: str, reason: str) -> Decision:
        found = next(iter(self._decisions("WHERE number = ?", (number,))), None)
        if found is None:
            raise NotItsTurnError(f"没有第 {number} 号决定")
        standing = next(iter(self.standings([found.entry])), None)
        if standing is None:
            raise NotItsTurnError("该条目已不在清单中，决定保留在台账里，不能撤回")
        valid = [d for d in in_force(self.history(found.entry)) if d.clause_hash == standing.clause_hash]
        if not valid or valid[-1].number != number:
            raise NotItsTurnError("只能撤回该条目最后一个有效的决定")
        undo = replace(
            found,
            verdict=Verdict.UNDO,
            who=who,
            when=when,
            reason=reason,
            changes=(),
            undoes=number,
            number=0,
        )
        written = self._record(undo)
        self._stand(found.entry, standing.clause_hash)
        return written

    def _record(self, decision: Decision) -> Decision:
        body = {
            "entry": decision.entry,
            "gate": decision.gate,
            "verdict": decision.verdict,
            "clause_hash": decision.clause_hash,
            "reason": decision.reason,
            "changes": dict(decision.changes),
            "batch": decision.batch,
            "undoes": decision.undoes,
        }
        number = self._append("decision", decision.who, decision.when, body)
        row = {**body, "changes": json.dumps(body["changes"], ensure_ascii=False), "number": number}
        names = ", ".join(row)
        marks = ", ".join(f":{name}" for name in row)
        self._connection.execute(f"INSERT INTO decisions ({names}) VALUES ({marks})", row)  # noqa: S608
        return replace(decision, number=number)

    def _append(self, kind: str, who: str, at: str, body: Mapping[str, object]) -> int:
        row = self._connection.execute(f"{_EVENTS} ORDER BY number DESC LIMIT 1").fetchone()
        event = chain.bound(chain.Event(*row) if row else None, kind, who, at, body)
        self._connection.execute(
            "INSERT INTO events (number, kind, who, at, body, previous, hash) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (event.number, event.kind, event.who, event.at, event.body, event.previous, event.hash),
        )
        return event.number

    def _stand(self, entry: str, clause_hash: str) -> None:
        self._keep(standing_of(entry, clause_hash, self.history(entry)))

    def _keep(self, standing: Standing) -> None:
        self._connection.execute(
            "INSERT OR REPLACE INTO standings (entry, clause_hash, state, gate, changes, lapsed, last, present) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, 1)",
            (
                standing.entry,
                standing.clause_hash,
                standing.state,
                standing.gate,
                json.dumps(dict(standing.changes), ensure_ascii=False),
                standing.lapsed,
                standing.last,
            ),
        )

    def _standing_rows(self) -> Iterator[tuple[str, str, int]]:
        yield from self._connection.execute("SELECT entry, clause_hash, lapsed FROM standings")

    def _histories(self) -> dict[str, list[Decision]]:
        histories: dict[str, list[Decision]] = {}
        for decision in self._decisions(""):
            histories.setdefault(decision.entry, []).append(decision)
        return histories

    def _decisions(self, where: str, values: Sequence[object] = ()) -> Iterator[Decision]:
        rows = self._connection.execute(f"{_DECISIONS} {where} ORDER BY number", tuple(values))
        return (_decision(row) for row in rows)


def _decision(row: Sequence[Any]) -> Decision:
    entry, gate, verdict, who, when, clause_hash, reason, changes, batch, undoes, number = row
    return Decision(
        entry=entry,
        gate=Gate(gate),
        verdict=Verdict(verdict),
        who=who,
        when=when,
        clause_hash=clause_hash,
        reason=reason,
        changes=tuple(sorted(json.loads(changes).items())),
        batch=batch,
        undoes=undoes,
        number=number,
    )


def _standing(row: Sequence[Any]) -> Standing:
    entry, clause_hash, state, gate, changes, lapsed, last = row
    return Standing(
        entry=entry,
        clause_hash=clause_hash,
        state=State(state),
        gate=Gate(gate) if gate else None,
        changes=tuple(sorted(json.loads(changes).items())),
        lapsed=bool(lapsed),
        last=last,
    )
