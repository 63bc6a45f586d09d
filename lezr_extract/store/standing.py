"""What of the database of an earlier run still stands: rows that depend on the text of one law alone.

A run over many laws of which few have changed takes them over from the former database, table by table, instead of
making them again; only who knows that the same program made them of the same file may do so (`pipeline.job.former`).
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from lezr_extract.store.schema import TABLES

if TYPE_CHECKING:
    import sqlite3

    from lezr_extract.store.rows import Row, Rows

FORMER = "former"
"""The name under which the former database is attached."""
LASTING = ("articles", "powers", "amounts", "exclusions", "liability_clauses", "competence")
"""Tables whose rows no step changes once they are there, and whose ids begin with that of the law."""
_LAW_TEXT = "text"
_COLUMNS = {table.name: tuple(table.columns) for table in TABLES}


def lasting_apart(rows: "Rows") -> "tuple[Rows, dict[str, Any]]":
    """The rows of a law without those of `LASTING` and without its text, and these; `joined` joins them again."""
    (law,) = rows["laws"]
    rest = {table: those for table, those in rows.items() if table not in LASTING}
    lasting: dict[str, Any] = {table: those for table, those in rows.items() if table in LASTING}
    return rest | {"laws": [(*law[:-1], None)]}, lasting | {_LAW_TEXT: law[-1]}


def joined(rows: "Rows", lasting: Mapping[str, Any]) -> "Rows":
    """All rows of a law, from what `lasting_apart` gave."""
    (law,) = rows["laws"]
    tables = {table: those for table, those in lasting.items() if table != _LAW_TEXT}
    return rows | tables | {"laws": [(*law[:-1], lasting[_LAW_TEXT])]}


def take_over(connection: "sqlite3.Connection", law: "Row", numbers: Mapping[str, int]) -> int:
    """Takes over text and lasting rows of a law from the former database; gives the number of its articles.

    Args:
        connection: of the new database.
        law: its row without number and text.
        numbers: of the law itself and of its first article, by table.
    """
    names = [name for name in _COLUMNS["laws"] if name not in ("number", _LAW_TEXT)]
    columns = ", ".join(f'"{name}"' for name in ("number", *names, _LAW_TEXT))
    marks = ", ".join("?" * (1 + len(names)))
    connection.execute(
        f"INSERT INTO laws ({columns}) SELECT {marks}, text FROM {FORMER}.laws WHERE id = ?",  # noqa: S608
        (numbers["laws"], *law, law[0]),
    )
    reach = (f"{law[0]}-", f"{law[0]}.")
    first, count = connection.execute(
        f"SELECT min(number), count(*) FROM {FORMER}.articles WHERE id > ? AND id < ?",  # noqa: S608
        reach,
    ).fetchone()
    for table, statement in _TAKING.items():
        shift = (numbers["articles"] - first,) if table == "articles" and count else ()
        if count:
            connection.execute(statement, (*shift, *reach))
    return int(count)


def _taking(table: str) -> str:
    columns = [f'"{name}"' for name in _COLUMNS[table]]
    taken = ["number + ?" if name == '"number"' else name for name in columns]
    return (
        f"INSERT INTO {table} ({', '.join(columns)}) SELECT {', '.join(taken)} FROM {FORMER}.{table} "  # noqa: S608
        "WHERE id > ? AND id < ? ORDER BY rowid"
    )


_TAKING = {table: _taking(table) for table in LASTING}
