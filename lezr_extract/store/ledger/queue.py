"""The queue of the review: the entries of the newest run, each with where it stands."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlite_utils import Database

from lezr_extract.records import Gate, State
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
        words: words that name, agency or clauses hold, parted by spaces.
    """

    type: str = ""
    agency: str = ""
    law: str = ""
    at: str = ""
    lapsed: bool = False
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


_FROM = """
FROM run.entries AS e JOIN standings AS s ON s.number = e.number JOIN run.laws AS l ON l.id = e.law_id
"""
_COLUMNS = """
e.number, s.entry, s.clause_hash, coalesce(json_extract(s.changes, '$.name'), e.name),
coalesce(json_extract(s.changes, '$.type'), e.type), coalesce(json_extract(s.changes, '$.agency'), e.agency),
l.title, l.version, coalesce((SELECT article FROM run.bases b WHERE b.entry = e.number AND b.position = 1), ''),
e.score, json_array_length(e.remarks), s.gate, s.state, s.lapsed, s.last
"""
_NEIGHBOURS = """
SELECT before, after FROM (
  SELECT e.number AS here, lag(e.number) OVER w AS before, lead(e.number) OVER w AS after
"""
# What lapsed comes first, then what waits for an answer; for the rest the order of the list, law by law.
_ORDER = "ORDER BY s.lapsed DESC, s.state = '待答复' DESC, e.number"


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
        rows = self._connection.execute(
            f"SELECT {_COLUMNS} {_FROM} {where} {_ORDER} LIMIT ? OFFSET ?",
            (*values, limit, offset),
        )
        return int(total), [_row(row) for row in rows]

    def following(self, wanted: QueueFilter, number: int) -> tuple[int | None, int | None]:
        """Numbers of the entries before and after entry ``number`` in the queue of ``wanted``."""
        where, values = _where(wanted)
        rows = self._connection.execute(
            f"{_NEIGHBOURS} {_FROM} {where} WINDOW w AS ({_ORDER})) WHERE here = ?",
            (*values, number),
        ).fetchone()
        return tuple(rows) if rows else (None, None)

    def row(self, number: int) -> QueueRow | None:
        """Entry ``number`` of the run; None where there is none."""
        found = self._connection.execute(
            f"SELECT {_COLUMNS} {_FROM} WHERE e.number = ?",
            (number,),
        ).fetchone()
        return _row(found) if found else None

    def rows(self, wanted: QueueFilter) -> Iterator[QueueRow]:
        """All entries for ``wanted``, in the order of the queue."""
        where, values = _where(wanted)
        rows = self._connection.execute(f"SELECT {_COLUMNS} {_FROM} {where} {_ORDER}", values)
        return (_row(row) for row in rows)

    def crossed(self, by: str) -> list[tuple[str, dict[str, int]]]:
        """Entries by ``type`` or ``agency`` and by where they stand, the most frequent first."""
        column = f"coalesce(nullif(e.{by}, ''), '{NO_AGENCY}')"
        rows = self._connection.execute(
            f"SELECT {column}, coalesce(s.gate, s.state), count(*) {_FROM} GROUP BY 1, 2"
        )
        found: dict[str, dict[str, int]] = {}
        for value, at, number in rows:
            found.setdefault(value, {})[at] = number
        return sorted(found.items(), key=lambda one: (-sum(one[1].values()), one[0]))

    def lapsed(self) -> int:
        """How many entries wait anew because their clause has changed."""
        (number,) = self._connection.execute(f"SELECT count(*) {_FROM} WHERE s.lapsed").fetchone()
        return int(number)

    def choices(self) -> dict[str, list[tuple[str, int]]]:
        """For each filter its values, each with its number of entries."""
        columns = {
            "type": ("e.type", "count(*) DESC"),
            "agency": (f"coalesce(nullif(e.agency, ''), '{NO_AGENCY}')", "count(*) DESC"),
            "law": ("l.title", "min(e.number)"),
            "at": ("coalesce(s.gate, s.state)", "1"),
        }
        return {
            name: self._connection.execute(
                f"SELECT {column}, count(*) {_FROM} GROUP BY 1 ORDER BY {order}, 1"
            ).fetchall()
            for name, (column, order) in columns.items()
        }


def _where(wanted: QueueFilter) -> tuple[str, tuple[object, ...]]:
    conditions: list[tuple[str, object]] = []
    if wanted.type:
        conditions.append(("e.type = ?", wanted.type))
    if wanted.agency:
        conditions.append(("e.agency = ?", "" if wanted.agency == NO_AGENCY else wanted.agency))
    if wanted.law:
        conditions.append(("l.title = ?", wanted.law))
    if wanted.at in set(Gate):
        conditions.append(("s.gate = ?", wanted.at))
    elif wanted.at:
        conditions.append(("s.state = ?", wanted.at))
    if wanted.lapsed:
        conditions.append(("s.lapsed = ?", 1))
    terms = [term for term in wanted.words.split() if any(c.isalnum() for c in term)]
    if terms:
        match = "e.number IN (SELECT rowid FROM run.entries_search WHERE entries_search MATCH ?)"
        conditions.append((match, " AND ".join(map(phrase, terms))))
    words = " AND ".join(condition for condition, _ in conditions)
    return (f"WHERE {words}" if words else ""), tuple(value for _, value in conditions)


def _row(row: Sequence[Any]) -> QueueRow:
    # The columns stand in the order of the fields; these three have values of their own.
    cells: dict[str, Any] = dict(zip(QueueRow.__slots__, row, strict=True))
    gate, state, lapsed = cells["gate"], cells["state"], cells["lapsed"]
    return QueueRow(
        **cells | {"gate": Gate(gate) if gate else None, "state": State(state), "lapsed": bool(lapsed)}
    )
