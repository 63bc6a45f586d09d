"""The ledger (审核台账, review.db): every decision that people made, kept apart from what a run derives."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlite_utils import Database

from lezr_extract.errors import LezrError
from lezr_extract.records import Decision, Gate, Standing, State, Verdict
from lezr_extract.store import connect, migrate
from lezr_extract.store.ledger import chain
from lezr_extract.store.ledger.moves import WITH_BEFORE, moved
from lezr_extract.store.ledger.standing import NotItsTurnError, after, in_force, standing_of

MIGRATIONS = Path(__file__).with_name("migrations")
BUSY_SECONDS = 30
"""How long a writer waits for another; a bulk decision on 50,000 entries takes seconds."""

_EVENTS = "SELECT number, kind, who, at, body, previous, hash FROM events"
_STANDINGS = "SELECT entry, clause_hash, state, gate, changes, lapsed, last FROM standings"
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
class ListedEntry:
    """An entry of a run as the ledger takes it in.

    Attributes:
        number: in the run's database.
        entry: its id.
        clause_hash: of its clauses.
        law: title of the law of its first clause.
        name, type, agency: as the run proposes them.
        words_key: of its clauses without their numbers (`words_key`); empty where a move is not looked for.
    """

    number: int
    entry: str
    clause_hash: str
    law: str
    name: str
    type: str
    agency: str
    words_key: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """What taking in the entries of a run came to.

    Attributes:
        entries: number of entries at hand, each wording counted.
        new: not seen before.
        lapsed: decided on words that are gone, and not so before this run.
        gone: have decisions, and are no longer there.
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
            connection = connect.shared(path, BUSY_SECONDS)
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

    def take(self, entries: Iterable[ListedEntry], at: str, run: str = "") -> Taken:
        """Takes in the entries of a run; decisions on words that are gone lapse. All or nothing.

        Entries that are gone keep their decisions, and get them back when they return; where the same words stand
        under another number, the entry there shows them, lapsed.

        Args:
            entries: all of the run.
            at: UTC, ISO 8601.
            run: what tells this run from others (see `last_run`).
        """
        wordings: dict[str, dict[str, ListedEntry]] = {}
        for listed in entries:
            wordings.setdefault(listed.entry, {}).setdefault(listed.clause_hash, listed)
        with self.writing():
            known = {
                (row[0], row[1]): bool(row[2])
                for row in self.execute("SELECT entry, clause_hash, lapsed FROM standings")
            }
            seen = {entry for entry, _ in known}
            histories = self._histories()
            keys = {entry: next(iter(words.values())).words_key for entry, words in wordings.items()}
            moves = moved(self._unmoved(), keys, seen, histories.keys() | self._followed())
            self._keep_moves(moves, at)
            self.execute("UPDATE standings SET number = NULL")
            lapsed, followed = 0, self._followed()
            for entry, words in wordings.items():
                for clause_hash, listed in words.items():
                    history = self.history(entry) if entry in followed else histories.get(entry, ())
                    standing = standing_of(entry, clause_hash, history, words.keys())
                    self._keep(standing, listed)
                    lapsed += standing.lapsed and not known.get((entry, clause_hash), False)
            taken = Taken(
                entries=sum(map(len, wordings.values())),
                new=len(wordings.keys() - seen),
                lapsed=lapsed,
                gone=len(histories.keys() - wordings.keys() - set(moves.values())),
            )
            self.append("entries", "", at, asdict(taken) | {"run": run})
            return taken

    def decide(
        self, decisions: Sequence[Decision], seen: Mapping[tuple[str, str], int]
    ) -> tuple[Decision, ...]:
        """Writes ``decisions``, all or none; gives them with their numbers.

        Args:
            decisions: one for each entry and wording.
            seen: entry and clause hash → number of the newest decision that the person saw (`Standing.last`).

        Raises:
            DecidedMeanwhileError: somebody else decided on one of them since, or its clause has changed.
            NotItsTurnError: an entry does not wait at that gate, or is not in the list.
        """
        with self.writing():
            standings = {d.entry: self.standings(d.entry) for d in decisions}
            if missing := [entry for entry, found in standings.items() if not found]:
                raise NotItsTurnError(f"清单中没有条目 {missing[0]}；请刷新后再定")
            overtaken = []
            for d in decisions:
                now = _with_words(standings[d.entry], d.clause_hash)
                if now is None or now.last != seen.get((d.entry, d.clause_hash), 0):
                    overtaken += [now] if now else standings[d.entry]
            if overtaken:
                raise DecidedMeanwhileError(overtaken)
            return tuple(self._write(d, standings[d.entry]) for d in decisions)

    def undo(self, number: int, who: str, when: str, reason: str = "") -> Decision:
        """Takes decision ``number`` back by a decision of its own; the entry stands as before it.

        Raises:
            NotItsTurnError: there is no such decision, or it is not the newest in force on its entry.
        """
        with self.writing():
            return self._undo(number, who, when, reason)

    def undo_batch(self, batch: str, who: str, when: str, reason: str = "") -> tuple[Decision, ...]:
        """Takes back every decision of ``batch``, all or none.

        Raises:
            NotItsTurnError: as `undo`, or there is no such batch.
        """
        with self.writing():
            numbers = self.execute(
                "SELECT number FROM decisions WHERE batch = ? AND verdict <> ? ORDER BY number",
                (batch, Verdict.UNDO),
            ).fetchall()
            if not batch or not numbers:
                raise NotItsTurnError(f"没有这一批决定：{batch}")
            return tuple(self._undo(number, who, when, reason) for (number,) in numbers)

    # Reading

    def standings(self, entry: str) -> list[Standing]:
        """Where ``entry`` stands, for each wording that it has today; empty when no run brought it."""
        return [
            _standing(row)
            for row in self.execute(f"{_STANDINGS} WHERE entry = ? AND number IS NOT NULL", (entry,))
        ]

    def listed(self) -> dict[int, dict[str, str]]:
        """Number of each confirmed entry in the newest run → what decisions have set of it."""
        rows = self.execute(
            "SELECT number, changes FROM standings WHERE state = ? AND number IS NOT NULL", (State.LISTED,)
        )
        return {number: json.loads(changes) for number, changes in rows}

    def history(self, entry: str) -> tuple[Decision, ...]:
        """Every decision ever made on ``entry``, under whichever number, in order, lapsed and undone ones included."""
        return tuple(self._decisions(WITH_BEFORE, (entry,)))

    def progress(self) -> dict[str, int]:
        """How many of today's entries wait at which gate, or are 已确认 or 不列入; lapsed ones are among the waiting."""
        rows = self.execute("SELECT step, count(*) FROM standings WHERE number IS NOT NULL GROUP BY 1")
        found = {str(name): int(count) for name, count in rows}
        return {name: found.get(name, 0) for name in (*Gate, State.LISTED, State.REJECTED)}

    def last_run(self) -> str | None:
        """The run whose entries were taken last; None before the first."""
        row = self.execute(
            "SELECT json_extract(body, '$.run') FROM events WHERE kind = 'entries' ORDER BY number DESC LIMIT 1"
        ).fetchone()
        return str(row[0]) if row else None

    def note(self, kind: str, who: str, at: str, body: Mapping[str, object]) -> int:
        """Writes down that something happened that decides nothing (a comment, a login); gives its number."""
        with self.writing():
            return self.append(kind, who, at, body)

    def notes(self, kind: str, entry: str) -> tuple[chain.Event, ...]:
        """The events of ``kind`` that concern ``entry``, in order."""
        rows = self.execute(
            f"{_EVENTS} WHERE kind = ? AND json_extract(body, '$.entry') = ? ORDER BY number", (kind, entry)
        )
        return tuple(chain.Event(*row) for row in rows)

    def events(self) -> Iterator[chain.Event]:
        """All that happened, in order."""
        rows = self.execute(f"{_EVENTS} ORDER BY number")
        return (chain.Event(*row) for row in rows)

    def newest_events(self, before: int | None = None) -> Iterator[chain.Event]:
        """The events, the newest first, from the one before number ``before`` on."""
        rows = self.execute(f"{_EVENTS} WHERE ? IS NULL OR number < ? ORDER BY number DESC", (before, before))
        return (chain.Event(*row) for row in rows)

    def batch_by(self, batch: str) -> str:
        """Who decided the batch; empty where there is none."""
        found = next(self._decisions("WHERE batch = ? AND batch <> ''", (batch,)), None)
        return found.who if found else ""

    def first_broken(self) -> int | None:
        """Number of the first event that was tampered with; None where all is as it was written."""
        return chain.first_broken(self.events())

    # Inside a transaction

    @contextmanager
    def writing(self) -> Iterator[None]:
        """A transaction that holds the write lock from its first look to its last word; inside another one, part of it."""
        if self._connection.in_transaction:
            yield
            return
        with connect.explained(self.path):
            self.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self.execute("ROLLBACK")
                raise
            self.execute("COMMIT")

    def _write(self, decision: Decision, standings: Sequence[Standing]) -> Decision:
        standing = _with_words(standings, decision.clause_hash)
        if standing is None or decision.verdict is Verdict.UNDO:
            raise NotItsTurnError("撤回请指明要撤回的决定")
        after(standing, decision)  # refuses a decision out of turn before anything is written
        written = self._record(decision)
        self._stand_anew(standings)
        return written

    def _undo(self, number: int, who: str, when: str, reason: str) -> Decision:
        found = next(self._decisions("WHERE number = ?", (number,)), None)
        if found is None:
            raise NotItsTurnError(f"没有第 {number} 号决定")
        standings = self.standings(found.entry)
        if _with_words(standings, found.clause_hash) is None:
            raise NotItsTurnError("所据条文已不在清单中，决定保留在台账里，不能撤回")
        valid = [d for d in in_force(self.history(found.entry)) if d.clause_hash == found.clause_hash]
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
        self._stand_anew(standings)
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
        number = self.append("decision", decision.who, decision.when, body)
        cells = {**body, "changes": json.dumps(body["changes"], ensure_ascii=False), "number": number}
        marks = ", ".join("?" * len(cells))
        self.execute(f"INSERT INTO decisions ({', '.join(cells)}) VALUES ({marks})", [*cells.values()])  # noqa: S608
        return replace(decision, number=number)

    def append(self, kind: str, who: str, at: str, body: Mapping[str, object]) -> int:
        """Adds an event to the chain, inside `writing`; gives its number."""
        row = self.execute(f"{_EVENTS} ORDER BY number DESC LIMIT 1").fetchone()
        event = chain.bound(chain.Event(*row) if row else None, kind, who, at, body)
        self.execute(
            "INSERT INTO events (number, kind, who, at, body, previous, hash) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (event.number, event.kind, event.who, event.at, event.body, event.previous, event.hash),
        )
        return event.number

    def _stand_anew(self, standings: Sequence[Standing]) -> None:
        words = {standing.clause_hash for standing in standings}
        for old in standings:
            number, law, proposed, key = self.execute(
                "SELECT number, law, proposed, words_key FROM standings WHERE entry = ? AND clause_hash = ?",
                (old.entry, old.clause_hash),
            ).fetchone()
            name, kind, agency = json.loads(proposed)
            listed = ListedEntry(number, old.entry, old.clause_hash, law, name, kind, agency, key)
            self._keep(standing_of(old.entry, old.clause_hash, self.history(old.entry), words), listed)

    def _keep(self, standing: Standing, listed: ListedEntry) -> None:
        new = dict(standing.changes)
        cells = {
            "entry": standing.entry,
            "clause_hash": standing.clause_hash,
            "state": standing.state,
            "gate": standing.gate,
            "changes": json.dumps(new, ensure_ascii=False),
            "lapsed": standing.lapsed,
            "last": standing.last,
            "number": listed.number,
            "law": listed.law,
            "proposed": json.dumps([listed.name, listed.type, listed.agency], ensure_ascii=False),
            "name": new.get("name", listed.name),
            "type": new.get("type", listed.type),
            "agency": new.get("agency", listed.agency),
            "words_key": listed.words_key,
            "turn": 0 if standing.lapsed else 1 if standing.state is State.ASKED else 2,
        }
        names, marks = ", ".join(cells), ", ".join("?" * len(cells))
        self.execute(f"INSERT OR REPLACE INTO standings ({names}) VALUES ({marks})", [*cells.values()])  # noqa: S608

    def execute(self, statement: str, values: Sequence[object] = ()) -> sqlite3.Cursor:
        """Runs one statement, for the modules of this folder."""
        return self._connection.execute(statement, tuple(values))

    def _unmoved(self) -> Iterator[tuple[str, str]]:
        """The entries of earlier runs that did not move on to another number since, with their words."""
        return self.execute(
            "SELECT entry, words_key FROM standings WHERE entry NOT IN (SELECT before FROM moves)"
        )

    def _followed(self) -> set[str]:
        """The entries that were others before."""
        return {entry for (entry,) in self.execute("SELECT entry FROM moves")}

    def _keep_moves(self, moves: Mapping[str, str], at: str) -> None:
        for entry, before in sorted(moves.items()):
            number = self.append("moved", "", at, {"entry": entry, "before": before})
            self.execute(
                "INSERT INTO moves (number, entry, before) VALUES (?, ?, ?)", (number, entry, before)
            )

    def _histories(self) -> dict[str, list[Decision]]:
        histories: dict[str, list[Decision]] = {}
        for decision in self._decisions(""):
            histories.setdefault(decision.entry, []).append(decision)
        return histories

    def _decisions(self, where: str, values: Sequence[object] = ()) -> Iterator[Decision]:
        rows = self.execute(f"{_DECISIONS} {where} ORDER BY number", values)
        return (_decision(row) for row in rows)


def _with_words(standings: Iterable[Standing], clause_hash: str) -> Standing | None:
    return next((standing for standing in standings if standing.clause_hash == clause_hash), None)


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
