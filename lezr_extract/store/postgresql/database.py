"""A PostgreSQL connection that is spoken to as SQLite is."""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from types import ModuleType
from typing import TYPE_CHECKING, Any, Self

from lezr_extract.errors import CannotRunError
from lezr_extract.store.postgresql.speech import said

if TYPE_CHECKING:
    import psycopg

    Connection = psycopg.Connection[tuple[Any, ...]]

ITEMS = 2_000
"""Rows fetched at a time by a store that only reads, so that a table of any size passes through little memory."""
_MISSING = "没有安装 PostgreSQL 的驱动：pip install 'lezr-extract[postgresql]'"


def shown(address: str) -> str:
    """``address`` without the password, as it may stand in messages and in the manifest."""
    head, at, tail = address.rpartition("@")
    return f"{head.rpartition(':')[0]}:***@{tail}" if at and ":" in head.partition("//")[2] else address


@contextmanager
def explained(address: str) -> Iterator[None]:
    """Turns the database's own errors into one Chinese sentence that names the address and the remedy.

    Raises:
        CannotRunError: instead of any ``psycopg.Error``.
    """
    psycopg = _psycopg()
    try:
        yield
    except psycopg.OperationalError as error:
        raise CannotRunError(
            f"连不上或写不进 PostgreSQL：{shown(address)}：{_first_line(error)}；请检查地址、账号、服务是否启动和磁盘空间"
        ) from error
    except psycopg.Error as error:
        raise CannotRunError(f"PostgreSQL 出错：{shown(address)}：{_first_line(error)}") from error


def _psycopg() -> ModuleType:
    try:
        import psycopg  # noqa: PLC0415
    except ImportError as error:
        raise CannotRunError(_MISSING) from error
    return psycopg


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]


class Portions:
    """An answer that is fetched as it is read, `ITEMS` rows at a time, and given back to the server at its end."""

    def __init__(self, cursor: "psycopg.ServerCursor[tuple[Any, ...]]", among: "set[Portions]") -> None:
        self._cursor = cursor
        self._among = among
        self._ahead: deque[tuple[Any, ...]] = deque()
        among.add(self)

    def close(self) -> None:
        """Gives the rest back to the server."""
        self._among.discard(self)
        self._cursor.close()

    def fetchone(self) -> tuple[Any, ...] | None:
        """The first row; the rest is not fetched."""
        row = self._cursor.fetchone()
        self.close()
        return row

    def fetchall(self) -> list[tuple[Any, ...]]:
        """All rows."""
        rows = self._cursor.fetchall()
        self.close()
        return rows

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> tuple[Any, ...]:
        if not self._ahead:
            self._ahead.extend(self._cursor.fetchmany(ITEMS))
            if not self._ahead:
                self.close()
                raise StopIteration
        return self._ahead.popleft()


class PostgresDatabase:
    """What the store's queries need of a database: `execute` and `executemany` in SQLite's words, and an end.

    Args:
        address: ``postgresql://user@host/name``.
        reading: nothing can be written, and answers come in portions of `ITEMS` rows.

    Raises:
        CannotRunError: the driver is not installed, or the server does not answer.
    """

    def __init__(self, address: str, *, reading: bool = False) -> None:
        psycopg = _psycopg()
        self._reading = reading
        self._asked = 0
        self._open: set[Portions] = set()
        with explained(address):
            self.raw: Connection = psycopg.connect(
                address,
                cursor_factory=psycopg.ClientCursor,
                options="-c client_encoding=UTF8 -c client_min_messages=warning",
            )
            self.raw.read_only = reading
        self.raw.adapters.register_loader("numeric", _whole_or_float())

    @property
    def conn(self) -> "PostgresDatabase":
        """Itself: the queries ask for SQLite's connection under this name."""
        return self

    def execute(
        self, sql: str, values: Sequence[object] | None = None
    ) -> "psycopg.Cursor[tuple[Any, ...]] | Portions":
        """Runs one statement of SQLite; gives a cursor with ``fetchone``, ``fetchall`` and iteration."""
        if self._reading and sql.lstrip().startswith("SELECT"):
            return self._in_portions(said(sql), tuple(values or ()))
        return self.raw.execute(_query(said(sql)), tuple(values or ()))

    def _in_portions(self, sql: str, values: tuple[object, ...]) -> "Portions":
        self._asked += 1
        cursor = self.raw.cursor(name=f"portions_{self._asked}")
        cursor.execute(_query(sql), values or None)
        return Portions(cursor, self._open)

    def executemany(self, sql: str, rows: Iterable[Sequence[object]]) -> None:
        """Runs one statement for each of ``rows``."""
        with self.raw.cursor() as cursor:
            cursor.executemany(_query(said(sql)), list(rows))

    def script(self, sql: str) -> None:
        """Runs statements of PostgreSQL as they are."""
        self.raw.execute(_query(sql))

    def copy(self, table: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
        """Writes rows in bulk (COPY); a zero character, which PostgreSQL cannot hold, becomes U+FFFD."""
        names = ", ".join(f'"{column}"' for column in columns)
        with self.raw.cursor() as cursor, cursor.copy(_query(f"COPY {table} ({names}) FROM STDIN")) as copy:
            for row in rows:
                copy.write_row([_held(value) for value in row])

    def commit(self) -> None:
        """Ends a transaction."""
        self.raw.commit()

    def rollback(self) -> None:
        """Takes a transaction back."""
        self.raw.rollback()

    def close(self) -> None:
        """Ends the connection; what was not committed is lost."""
        for portions in tuple(self._open):
            with suppress(_psycopg().Error):  # a connection that broke has no cursors to end
                portions.close()
        self.raw.close()


def _held(value: object) -> object:
    # One character for one: positions in the text stay what they are.
    return value.replace("\0", "\ufffd") if isinstance(value, str) and "\0" in value else value


def _query(sql: str) -> bytes:
    # All SQL here is our own; values go beside it, never into it.
    return sql.encode()


def _whole_or_float() -> "type[psycopg.adapt.Loader]":
    """How a NUMERIC cell is read: a whole number as one, as SQLite reads it."""
    from psycopg.adapt import Buffer, Loader  # noqa: PLC0415

    class WholeOrFloat(Loader):
        def load(self, data: Buffer) -> int | float:
            text = bytes(data)
            number = float(text)
            return int(text.partition(b".")[0]) if number.is_integer() else number

    return WholeOrFloat
