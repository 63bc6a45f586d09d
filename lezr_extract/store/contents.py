"""What a database holds, in one number a table: two databases with the same numbers say the same of every law.

Rows count in the order of their primary key and not in that in which they were written. Of the full-text index every
word with its place counts, and not how SQLite has cut it into pieces.
"""

import hashlib
from typing import TYPE_CHECKING

from lezr_extract.store.schema import TABLES

if TYPE_CHECKING:
    from sqlite_utils import Database

_SEARCH = "_search"
_OF_THE_DAY = "runs"
"""The one table that differs between two runs over the same input."""


def sums(database: "Database") -> dict[str, str]:
    """The sha256 of each table but ``runs``, by name."""
    return {table.name: _sum(database, table.name) for table in TABLES if table.name != _OF_THE_DAY}


def _sum(database: "Database", table: str) -> str:
    connection = database.conn
    if table.endswith(_SEARCH):
        connection.execute(
            f"CREATE VIRTUAL TABLE temp.{table}_words USING fts5vocab(main, {table}, instance)"
        )
        query = f"SELECT * FROM temp.{table}_words"  # noqa: S608
    else:
        columns = connection.execute(f"PRAGMA table_info({table})").fetchall()
        key = [name for _, (_, name, *_, at) in sorted((c[5], c) for c in columns) if at]
        query = f"SELECT * FROM {table} ORDER BY {', '.join(key)}"  # noqa: S608
    made = hashlib.sha256()
    for row in connection.execute(query):
        made.update(repr(tuple(row)).encode("utf-8", "surrogatepass"))
    if table.endswith(_SEARCH):
        connection.execute(f"DROP TABLE temp.{table}_words")
    return made.hexdigest()
