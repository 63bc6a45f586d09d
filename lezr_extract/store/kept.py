"""What runs have read, kept beside the database: an interrupted run goes on from it, the next one reads only changes.

One SQLite file. Every row carries the sha256 of its own content: a damaged one is as if it were not there. It can be
deleted at any time; nothing is lost but time.
"""

import hashlib
import sqlite3
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing, suppress
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Self

from lezr_extract.errors import CannotRunError
from lezr_extract.store import connect

FILE = ".lezr-kept.db"
"""Name of the file in the folder of a run; hidden, because nobody has to look at it."""
FORMAT = 3
"""Number of the structure of the file; one of another number is not read but begun anew."""
_TABLES = f"""
PRAGMA application_id = 1279610450;
PRAGMA user_version = {FORMAT};
CREATE TABLE kept (
  key BLOB PRIMARY KEY, made TEXT NOT NULL, until TEXT NOT NULL, light BLOB NOT NULL, rows BLOB NOT NULL,
  lasting BLOB NOT NULL, sum BLOB NOT NULL
);
CREATE TABLE shown (key BLOB PRIMARY KEY, value BLOB NOT NULL, sum BLOB NOT NULL);
CREATE TABLE lines (name TEXT PRIMARY KEY, value BLOB NOT NULL, sum BLOB NOT NULL) WITHOUT ROWID;
"""
_SUM = 32  # bytes of a sha256
_BROKEN = (sqlite3.DatabaseError, UnicodeDecodeError)
"""What a damaged file is met with; the second where the message itself quotes what is no text any more."""
_SHARE_FREE = 4
"""Where more than this part of the file is free, it is written anew."""


class Kept(NamedTuple):
    """What one source gave, in three pieces.

    Attributes:
        made: day of reading, ``YYYY-MM-DD``.
        until: first day on which it is another one; empty where there is none.
        light: what settling all laws needs of it.
        rows: what goes into the database and is settled there with other laws.
        lasting: what goes into the database and is not touched there any more; large.
    """

    made: str
    until: str
    light: bytes
    rows: bytes
    lasting: bytes


class KeptReadings:
    """The file of kept readings, held by one run alone.

    Use as a context manager. A file that is damaged, or was written by a program of another structure, is begun anew;
    so is one that breaks while it is used, and then nothing more is kept in this run.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection | None = None) -> None:
        self.path = path
        self._connection = connection or _opened(path)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def give_up(self) -> None:
        """Closes the file and removes it."""
        self.close()
        _remove(self.path)

    def close(self) -> None:
        """Closes the file; what was not committed is lost."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def keys(self) -> set[str]:
        """The keys of all that is kept."""
        return {row[0].hex() for row in self._rows("SELECT key FROM kept")}

    def good(self, today: str) -> set[str]:
        """The keys of what was read up to ``today`` and is the same on that day."""
        found = self._rows("SELECT key FROM kept WHERE made <= ? AND (until = '' OR until > ?)", today, today)
        return {row[0].hex() for row in found}

    def get(self, key: str, *, without_lasting: bool = False) -> Kept | None:
        """What is kept under ``key``; None where there is nothing, or it is not what was written.

        Args:
            key: hexadecimal.
            without_lasting: leaves ``lasting`` empty.
        """
        lasting_too = "x''" if without_lasting else "lasting"
        query = f"SELECT made, until, light, rows, {lasting_too}, sum FROM kept WHERE key = ?"  # noqa: S608
        for made, until, light, rows, lasting, total in self._rows(query, bytes.fromhex(key)):
            if not all(isinstance(cell, bytes) for cell in (light, rows, lasting, total)):
                return None
            found = Kept(str(made), str(until), light, rows, lasting)
            whole = without_lasting or total[_SUM:] == _sum(key, lasting)
            if whole and total[:_SUM] == _sum_but_lasting(key, found):
                return found
        return None

    def put(self, key: str, kept: Kept) -> None:
        """Keeps ``kept`` under ``key``, from the next `commit` on."""
        total = _sum_but_lasting(key, kept) + _sum(key, kept.lasting)
        self._change(
            "INSERT OR REPLACE INTO kept VALUES (?, ?, ?, ?, ?, ?, ?)", [(bytes.fromhex(key), *kept, total)]
        )

    def shown(self, key: str) -> bytes | None:
        """What the list shows of a law, kept under ``key``; None where nothing is, or it is not what was written."""
        for value, total in self._rows("SELECT value, sum FROM shown WHERE key = ?", bytes.fromhex(key)):
            if isinstance(value, bytes) and _sum(key, value) == total:
                return value
        return None

    def put_shown(self, key: str, value: bytes) -> None:
        """Keeps what the list shows of a law under ``key``, from the next `commit` on."""
        self._change(
            "INSERT OR REPLACE INTO shown VALUES (?, ?, ?)", [(bytes.fromhex(key), value, _sum(key, value))]
        )

    def note(self, name: str) -> bytes | None:
        """What is written under ``name``; None where nothing is, or it is not what was written."""
        for value, total in self._rows("SELECT value, sum FROM lines WHERE name = ?", name):
            if isinstance(value, bytes) and _sum(name, value) == total:
                return value
        return None

    def write_note(self, name: str, value: bytes | None) -> None:
        """Writes ``value`` under ``name``, or takes away what is there."""
        if value is None:
            self._change("DELETE FROM lines WHERE name = ?", [(name,)])
        else:
            self._change("INSERT OR REPLACE INTO lines VALUES (?, ?, ?)", [(name, value, _sum(name, value))])

    def commit(self) -> None:
        """Makes all that was put last, whatever happens to this process."""
        if self._connection is not None:
            self._guarded(self._connection.commit)

    def keep_only(self, keys: Iterable[str], shown: Iterable[str] = ()) -> None:
        """Forgets everything but ``keys`` and ``shown``, so that the file does not grow; gives its room back."""
        for table, wanted in (("kept", set(keys)), ("shown", set(shown))):
            there = {row[0].hex() for row in self._rows(f"SELECT key FROM {table}")}  # noqa: S608
            gone = [(bytes.fromhex(key),) for key in there - wanted]
            self._change(f"DELETE FROM {table} WHERE key = ?", gone)  # noqa: S608
        self.commit()
        pages = self._rows("PRAGMA page_count")
        free = self._rows("PRAGMA freelist_count")
        if pages and free and int(free[0][0]) * _SHARE_FREE > int(pages[0][0]):
            self._change("VACUUM", [()])

    def _rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        found: list[tuple[Any, ...]] = []
        connection = self._connection
        if connection is not None:
            self._guarded(lambda: found.extend(connection.execute(query, values)))
        return found

    def _change(self, statement: str, rows: Sequence[tuple[object, ...]]) -> None:
        connection = self._connection
        if connection is not None:
            self._guarded(lambda: connection.executemany(statement, rows))

    def _guarded(self, step: Callable[[], object]) -> None:
        """Does ``step``; a file that cannot be used any more is given up, the run goes on without."""
        try:
            step()
        except _BROKEN:
            self.give_up()


def tested(path: Path) -> tuple[int, int]:
    """How much the file at ``path`` keeps, and how much of it is not what was written; changes nothing.

    Raises:
        CannotRunError: a run is using it.
    """
    with connect.explained(path), closing(connect.read_only(path)) as connection:
        kept = KeptReadings(path, connection)
        keys = kept.keys()
        shown = {row[0].hex() for row in connection.execute("SELECT key FROM shown")}
        damaged = sum(kept.get(key) is None for key in keys) + sum(kept.shown(key) is None for key in shown)
        return len(keys) + len(shown), damaged


def forget(path: Path) -> None:
    """Removes the file at ``path`` and what SQLite left beside it.

    Raises:
        CannotRunError: a run is using it.
    """
    if path.exists():
        with suppress(*_BROKEN), closing(_connected(path)):
            pass
    _remove(path)


def _opened(path: Path) -> sqlite3.Connection | None:
    for _ in range(2):
        try:
            connection = _connected(path)
        except _BROKEN:
            _remove(path)
            continue
        try:
            if connection.execute("PRAGMA user_version").fetchone()[0] == FORMAT:
                for table in ("kept", "shown", "lines"):
                    connection.execute(f"SELECT 1 FROM {table} LIMIT 1").fetchone()  # noqa: S608
                return connection
            if not connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
                connection.executescript(_TABLES)
                return connection
        except _BROKEN:
            pass
        connection.close()
        _remove(path)
    return None


def _connected(path: Path) -> sqlite3.Connection:
    """The file, locked for us alone.

    Raises:
        CannotRunError: another run has it.
    """
    connection = sqlite3.connect(path, timeout=0)
    try:
        for pragma in ("locking_mode = EXCLUSIVE", "journal_mode = DELETE", "synchronous = OFF"):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("BEGIN EXCLUSIVE")
        connection.commit()
    except _BROKEN as error:
        connection.close()
        if "locked" in str(error) or "busy" in str(error):
            raise CannotRunError(
                f"另一个 lezr run 正在写这个文件夹：{path.parent}；请等它结束，或用 -o 换一个位置"
            ) from error
        raise
    return connection


def _remove(path: Path) -> None:
    for one in (path, path.with_name(path.name + "-journal")):
        with suppress(OSError):
            one.unlink()


def _sum_but_lasting(key: str, kept: Kept) -> bytes:
    return _sum(f"{key} {kept.made} {kept.until} {len(kept.light)}", kept.light + kept.rows)


def _sum(key: str, data: bytes) -> bytes:
    return hashlib.sha256(key.encode() + b"\0" + data).digest()
