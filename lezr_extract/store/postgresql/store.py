"""A lezr database in PostgreSQL: filled by one run or by many writers, read like the file."""

import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, Self, cast
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from lezr_extract import __version__
from lezr_extract.errors import CannotRunError
from lezr_extract.store import migrate
from lezr_extract.store import search as searching
from lezr_extract.store.postgresql import search, speech
from lezr_extract.store.postgresql.database import PostgresDatabase, explained, shown
from lezr_extract.store.rows import FileRow, Row, Rows
from lezr_extract.store.schema import VERSION
from lezr_extract.store.search import Hit
from lezr_extract.store.soundness import INDEXED, QUOTED, Tested, counted
from lezr_extract.store.store import COLUMNS, NUMBERED, Store

SCHEMA = "lezr"
"""The PostgreSQL schema that holds the tables unless the address says ``?schema=…``."""
_NAME = re.compile(r"[a-z][a-z0-9_]{0,40}")
# One lock for all writers of one schema; the first number is any that no other program takes.
_TURN = "SELECT pg_advisory_xact_lock(76257, hashtext(?))"


def is_address(name: str) -> bool:
    """Whether ``name`` is the address of a PostgreSQL database and not a path."""
    return name.startswith(("postgresql://", "postgres://"))


def _parted(address: str) -> tuple[str, str]:
    """The address that the driver takes, and the schema.

    Raises:
        CannotRunError: the schema is no plain name.
    """
    parts = urlsplit(address)
    asked = dict(parse_qsl(parts.query))
    schema = asked.pop("schema", SCHEMA)
    if not _NAME.fullmatch(schema):
        raise CannotRunError(f"schema 只能用小写字母、数字和下划线：{shown(address)}")
    return urlunsplit(parts._replace(query=urlencode(asked))), schema


class PostgresStore(Store):
    """A `Store` whose tables lie in a schema of a PostgreSQL database.

    `create` fills a schema of its own, which `publish` puts in the place of the former one; `join` adds
    to what is there, beside other writers: who writes first in a transaction holds the turn until it ends, so that
    numbers follow each other and no row is lost.
    """

    def __init__(self, database: PostgresDatabase, address: str, schema: str) -> None:
        # The queries of the store know one way to speak; this database speaks it.
        super().__init__(cast("Any", database), shown(address))
        self._postgres = database
        self._address = address
        self._schema = schema
        self._final = schema
        self._holds_turn = False

    @classmethod
    def create(cls, path: Path | str) -> Self:
        """A new, empty store that replaces the one at the address ``path`` when `publish` is called.

        Raises:
            CannotRunError: the driver is missing, or the server does not let us in.
        """
        address, schema = _parted(str(path))
        with explained(address):
            store = cls(PostgresDatabase(address), address, f"{schema}_partial")
            store._final = schema
            store._make(anew=True)
            return store

    @classmethod
    def join(cls, address: str) -> Self:
        """The store at ``address`` to add laws to, beside others who do the same; made where there is none.

        Raises:
            CannotRunError: the driver is missing, the server does not let us in, or the structure is another one.
        """
        plain, schema = _parted(address)
        with explained(plain):
            store = cls(PostgresDatabase(plain), plain, schema)
            store._postgres.execute(_TURN, (schema,))
            if store._is_there():
                store._settle()
            else:
                store._make(anew=False)
            return store

    @classmethod
    def read(cls, path: Path | str) -> Self:
        """The store at the address ``path``, opened so that nothing can be written.

        Raises:
            CannotRunError: there is none, or its structure is another one.
        """
        address, schema = _parted(str(path))
        with explained(address):
            store = cls(PostgresDatabase(address, reading=True), address, schema)
            if not store._is_there():
                store.close()
                raise CannotRunError(
                    f"这里没有 lezr 的数据库：{shown(str(path))}；请先用 lezr run --store 生成"
                )
            store._settle()
            return store

    def add_law(self, rows: Rows) -> bool:
        """Adds what `rows_of_law` made of a law; False, and nothing added, when this very text is there."""
        self._take_turn()
        law_id = str(rows["laws"][0][0])
        if self._postgres.execute("SELECT 1 FROM laws WHERE id = ?", (law_id,)).fetchone():
            return False
        self._laws.discard(law_id)
        return super().add_law(rows)

    def add_file(self, file: FileRow) -> None:
        """Notes that a file was read."""
        self._take_turn()
        super().add_file(file)

    def next_entry(self) -> int:
        """The number that the first entry of the next law will have; others wait until this batch is committed."""
        self._take_turn()
        return super().next_entry()

    def commit(self) -> None:
        """Ends a batch, and the turn.

        Raises:
            CannotRunError: the connection broke, or the disk is full.
        """
        with explained(self._address):
            self._postgres.commit()
        self._holds_turn = False

    def finish(self) -> None:
        """Builds search, indexes and references.

        Raises:
            CannotRunError: the connection broke, or the disk is full.
        """
        with explained(self._address):
            self._take_turn()
            self._postgres.execute("DELETE FROM meta")
            self._insert("meta", [("schema_version", str(VERSION)), ("lezr_version", __version__)])
            search.build(self._postgres)
            for statement in self._deferred:
                self._postgres.script(statement)
            self._deferred = []
            self.commit()

    def publish(self) -> None:
        """Lets what `create` made take the place of what was there, in one transaction.

        Raises:
            CannotRunError: the connection broke, or somebody else holds the former tables.
        """
        with explained(self._address):
            if self._schema != self._final:
                self._postgres.script(
                    f'DROP SCHEMA IF EXISTS "{self._final}" CASCADE; ALTER SCHEMA "{self._schema}" RENAME TO "{self._final}"'
                )
                self._schema = self._final
                self._settle()
            self.commit()

    def close(self) -> None:
        """Ends the connection; what was created and not published is removed."""
        if self._schema != self._final:
            with suppress(CannotRunError), explained(self._address):
                self._postgres.rollback()
                self._postgres.script(f'DROP SCHEMA IF EXISTS "{self._schema}" CASCADE')
                self._postgres.commit()
        self._postgres.close()

    def search(self, words: str, limit: int = 20, kind: str | None = None) -> list[Hit]:
        """Articles and entries that hold all of ``words``, the shortest first."""
        with explained(self._address):
            return searching.search(self.database, self._places, words, limit, kind, queries=search.QUERIES)

    def tests(self) -> Iterator[Tested]:
        """Whether the database holds what it says; see `soundness`."""
        with explained(self._address):
            for name, query in (QUOTED | {INDEXED: search.INDEXED}).items():
                yield counted(name, self._postgres.execute(query))

    def _insert(self, table: str, rows: list[Row]) -> None:
        if not rows:
            return
        self._take_turn()
        columns = COLUMNS[table]
        if table in self._next:
            number = self._next[table]
            self._next[table] += len(rows)
            rows = [(n, *row) for n, row in enumerate(rows, number)]
            columns = ("number", *(column for column in columns if column != "number"))
        with explained(self._address):
            self._postgres.copy(table, columns, rows)

    def _take_turn(self) -> None:
        """Waits until no other writer is in the middle of a batch, and counts on from where that one ended."""
        if self._holds_turn:
            return
        with explained(self._address):
            self._postgres.execute(_TURN, (self._final,))
            for table in NUMBERED:
                query = f"SELECT coalesce(max(number), 0) + 1 FROM {table}"  # noqa: S608
                ((number,),) = self._postgres.execute(query).fetchall()
                self._next[table] = max(number, self._next[table] if self._schema != self._final else 1)
        self._holds_turn = True

    def _make(self, *, anew: bool) -> None:
        """The tables in the schema, without indexes that a bulk of rows would have to keep up."""
        if anew:
            self._postgres.script(f'DROP SCHEMA IF EXISTS "{self._schema}" CASCADE')
        self._postgres.script(f'CREATE SCHEMA "{self._schema}"')
        self._settle()
        referring: list[tuple[str, str, str, str]] = []
        for path in migrate.steps().values():
            sql = path.read_text(encoding="utf-8")
            referring += speech.references(sql)
            self._postgres.script(speech.tables(sql))
        late = [
            f'ALTER TABLE {table} ADD FOREIGN KEY ("{column}") REFERENCES {other}("{key}") DEFERRABLE INITIALLY DEFERRED'
            for table, column, other, key in referring
            # Agencies are written when all laws are known; a writer beside others commits long before that.
            if other != "agencies"
        ]
        late += [
            f"CREATE INDEX {table}_pairs ON {table} USING gin(pairs)"
            for table in ("articles_search", "entries_search")
        ]
        if anew:
            self._deferred = late
        else:
            for statement in late:
                self._postgres.script(statement)
        self._postgres.execute("INSERT INTO meta (key, value) VALUES ('schema_version', ?)", (str(VERSION),))
        self._postgres.commit()

    def _settle(self) -> None:
        """Lets all queries look into this schema, and makes sure that it is of this structure."""
        self._postgres.script(f'SET search_path TO "{self._schema}"')
        if self._is_there():
            row = self._postgres.execute("SELECT value FROM meta WHERE key = 'schema_version'").fetchone()
            if row and int(row[0]) != VERSION:
                raise CannotRunError(
                    f"数据库结构版本是 {row[0]}，本程序用 {VERSION}：{shown(self._address)}；请用 lezr run --store 重新生成"
                )

    def _is_there(self) -> bool:
        found = self._postgres.execute(
            "SELECT 1 FROM information_schema.tables WHERE table_schema = ? AND table_name = 'meta'",
            (self._schema,),
        )
        return found.fetchone() is not None
