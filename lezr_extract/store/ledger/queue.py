"""The queue of the review: the entries of the newest run, each with where it stands."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlite_utils import Database

from lezr_extract.records import Gate, Level, State
from lezr_extract.store import connect
from lezr_extract.store.search import phrase


@dataclass(frozen=True, slots=True)
class QueueFilter:
    """What to show; an empty field shows all.

    Attributes:
        type: of the entry.
        agency: as the entry names it; ``—`` for those without one.
        law: title.
        at: a gate at which entries wait, or a `State`.
        lapsed: only those whose decisions have lapsed.
        level: of the gravest finding on it: that `Level` or a graver one.
        person: to whom the entry was given to work on.
        words: words that name, agency or clauses hold, parted by spaces.
    """

    type: str = ""
    agency: str = ""
    law: str = ""
    at: str = ""
    lapsed: bool = False
    level: str = ""
    person: str = ""
    words: str = ""


NO_FILTER = QueueFilter()
NO_AGENCY = "—"


@dataclass(frozen=True, slots=True)
class QueueRow:
    """An entry in the queue.

    Attributes:
        number: in the run's database.
        entry, clause_hash: what a decision names.
        name, type, agency: as decided, else as proposed.
        law, version, article: of its first clause.
        score: confidence of the proposal.
        remarks: number of remarks.
        gate, state, lapsed, last: as in `Standing`.
        level: of the gravest finding on it, None without one.
        person: to whom it was given to work on; empty without.
    """

    number: int
    entry: str
    clause_hash: str
    name: str
    type: str
    agency: str
    law: str
    version: str
    article: str
    score: float
    remarks: int
    gate: Gate | None
    state: State
    lapsed: bool
    last: int
    level: Level | None
    person: str


_FROM = "FROM standings AS s WHERE s.number IS NOT NULL"
_COLUMNS = """
s.number, s.entry, s.clause_hash, s.name, s.type, s.agency, s.law, l.version,
coalesce((SELECT article FROM run.bases b WHERE b.entry = e.number AND b.position = 1), ''),
e.score, json_array_length(e.remarks), s.gate, s.state, s.lapsed, s.last,
coalesce((SELECT level FROM alarms WHERE alarms.number = s.number), 0),
coalesce((SELECT person FROM assignments AS a WHERE a.entry = s.entry), '')
"""
_RUN = "JOIN run.entries AS e ON e.number = s.number JOIN run.laws AS l ON l.id = e.law_id"
# What lapsed comes first, then what waits for an answer; for the rest the order of the list, law by law.
_ORDER = "ORDER BY s.turn, s.number"


class Queue:
    """Looks into a run's database and its ledger together; writes neither. A context manager."""

    def __init__(self, database: Database) -> None:
        self._connection = database.conn

    @classmethod
    def open(cls, run: Path, ledger: Path) -> Self:
        """The queue of the run at ``run`` with the ledger at ``ledger``.

        Raises:
            CannotRunError: one of them is missing or no such database.
        """
        with connect.explained(ledger):
            connection = connect.read_only(ledger)
            connect.attach(connection, run, "run")
            return cls(Database(connection))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()

    def page(self, wanted: QueueFilter, offset: int = 0, limit: int = 50) -> tuple[int, list[QueueRow]]:
        """How many entries there are for ``wanted``, and ``limit`` of them from ``offset``."""
        where, values = _where(wanted)
        (total,) = self._connection.execute(f"SELECT count(*) {_FROM} {where}", values).fetchone()
        # The page is cut out before anything is looked up for it.
        chosen = f"SELECT * {_FROM} {where} {_ORDER} LIMIT ? OFFSET ?"
        rows = self._connection.execute(
            f"SELECT {_COLUMNS} FROM ({chosen}) AS s {_RUN} {_ORDER}",  # noqa: S608
            (*values, limit, offset),
        )
        return int(total), [_row(row) for row in rows]

    def following(self, wanted: QueueFilter, number: int) -> tuple[int | None, int | None]:
        """Numbers of the entries before and after entry ``number`` in the queue of ``wanted``."""
        here = self._connection.execute(
            "SELECT turn, number FROM standings WHERE number = ?", (number,)
        ).fetchone()
        if here is None:
            return None, None
        where, values = _where(wanted)
        found = []
        for sign, order in (("<", "DESC"), (">", "ASC")):
            row = self._connection.execute(
                f"SELECT s.number {_FROM} {where} AND (s.turn, s.number) {sign} (?, ?) "
                f"ORDER BY s.turn {order}, s.number {order} LIMIT 1",
                (*values, *here),
            ).fetchone()
            found.append(row[0] if row else None)
        return found[0], found[1]

    def row(self, number: int) -> QueueRow | None:
        """Entry ``number`` of the run; None where there is none."""
        found = self._connection.execute(
            f"SELECT {_COLUMNS} FROM standings AS s {_RUN} WHERE s.number = ?",  # noqa: S608
            (number,),
        ).fetchone()
        return _row(found) if found else None

    def on_article(self, law: str, article: str) -> list[QueueRow]:
        """The entries that rest on article ``article`` of the law with the title ``law``, in the order of the list."""
        rows = self._connection.execute(
            f"SELECT {_COLUMNS} FROM (SELECT * {_FROM} AND s.number IN (SELECT entry FROM run.bases "  # noqa: S608
            f"WHERE article = ? AND law_id IN (SELECT id FROM run.laws WHERE title = ?))) AS s {_RUN} ORDER BY s.number",
            (article, law),
        )
        return [_row(row) for row in rows]

    def rows(self, wanted: QueueFilter) -> Iterator[QueueRow]:
        """All entries for ``wanted``, in the order of the queue."""
        where, values = _where(wanted)
        rows = self._connection.execute(
            f"SELECT {_COLUMNS} FROM (SELECT * {_FROM} {where}) AS s {_RUN} {_ORDER}",  # noqa: S608
            values,
        )
        return (_row(row) for row in rows)

    def crossed(self, by: str) -> list[tuple[str, dict[str, int]]]:
        """Entries by ``type`` or ``agency`` and by where they stand, the most frequent first."""
        rows = self._connection.execute(f"SELECT {by}, step, count(*) {_FROM} GROUP BY 1, 2")
        found: dict[str, dict[str, int]] = {}
        for value, step, number in rows:
            found.setdefault(value or NO_AGENCY, {})[step] = number
        return sorted(found.items(), key=lambda one: (-sum(one[1].values()), one[0]))

    def lapsed(self) -> int:
        """How many entries wait anew because their clause has changed."""
        (number,) = self._connection.execute(f"SELECT count(*) {_FROM} AND s.turn = 0").fetchone()
        return int(number)

    def choices(self) -> dict[str, list[tuple[str, int]]]:
        """For each filter its values, each with its number of entries: the most frequent first, laws by title."""
        columns = {"type": "2 DESC", "agency": "2 DESC", "law": "1", "step": "1"}
        found = {
            column: self._connection.execute(
                f"SELECT {column}, count(*) {_FROM} GROUP BY 1 ORDER BY {order}, 1"
            ).fetchall()
            for column, order in columns.items()
        }
        found["agency"] = [(value or NO_AGENCY, number) for value, number in found["agency"]]
        found["at"] = found.pop("step")
        return found


def _where(wanted: QueueFilter) -> tuple[str, tuple[object, ...]]:
    """The conditions of ``wanted``, to follow those of `_FROM`, and their values."""
    conditions: list[tuple[str, object]] = []
    if wanted.type:
        conditions.append(("s.type = ?", wanted.type))
    if wanted.agency:
        conditions.append(("s.agency = ?", "" if wanted.agency == NO_AGENCY else wanted.agency))
    if wanted.law:
        conditions.append(("s.law = ?", wanted.law))
    if wanted.at == State.ASKED:
        conditions.append(("s.state = ?", wanted.at))
    elif wanted.at:
        conditions.append(("s.step = ?", wanted.at))
    if wanted.lapsed:
        conditions.append(("s.turn = ?", 0))
    if wanted.level in set(Level):
        least = len(Level) - list(Level).index(Level(wanted.level))
        conditions.append(("s.number IN (SELECT number FROM alarms WHERE level >= ?)", least))
    if wanted.person:
        conditions.append(("s.entry IN (SELECT entry FROM assignments WHERE person = ?)", wanted.person))
    terms = [term for term in wanted.words.split() if any(c.isalnum() for c in term)]
    if terms:
        match = "s.number IN (SELECT rowid FROM run.entries_search WHERE entries_search MATCH ?)"
        conditions.append((match, " AND ".join(map(phrase, terms))))
    return "".join(f" AND {condition}" for condition, _ in conditions), tuple(
        value for _, value in conditions
    )


def _row(row: Sequence[Any]) -> QueueRow:
    # The columns stand in the order of the fields; these have values of their own.
    cells: dict[str, Any] = dict(zip(QueueRow.__slots__, row, strict=True))
    gate, state, lapsed, level = cells["gate"], cells["state"], cells["lapsed"], cells["level"]
    return QueueRow(
        **cells
        | {
            "gate": Gate(gate) if gate else None,
            "state": State(state),
            "lapsed": bool(lapsed),
            "level": list(Level)[-level] if level else None,
        }
    )
