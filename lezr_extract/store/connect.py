"""Opening a database, and saying in one sentence why it cannot be opened or written."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

from lezr_extract.errors import CannotRunError

# Words of SQLite's messages → what the user is told.
_SENTENCES = {
    ("locked", "busy"): "数据库被另一个程序占用：{path}；请关闭那个程序后再试",
    ("full",): "磁盘空间不足，写不下 {path}；请腾出空间，或换一个位置",
    ("disk I/O",): "读写 {path} 时磁盘出错；请检查磁盘空间和状态",
    ("not a database", "malformed"): "不是数据库，或已损坏：{path}；请改正路径，或删去后用 lezr run 重新生成",
    ("readonly", "unable to open"): "不能打开或写入 {path}；请检查路径和文件夹的权限",
    ("no such",): "不是 lezr 生成的数据库：{path}；请用 lezr run 生成的 lezr.db",
}


@contextmanager
def explained(path: Path | str) -> Iterator[None]:
    """Turns the database's own errors into one Chinese sentence that names the file and the remedy.

    Raises:
        CannotRunError: instead of any ``sqlite3.DatabaseError``.
    """
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise CannotRunError(_sentence(path, str(error))) from error


def writable(path: Path) -> sqlite3.Connection:
    """A connection for writing ``path`` in bulk: alone, without a journal, since it has no final name yet."""
    # As a URI, so that the database of an earlier run can be attached for reading alone.
    connection = sqlite3.connect(f"file:{quote(str(path.absolute()))}", uri=True, timeout=0)
    for pragma in (
        "page_size = 8192",
        "journal_mode = OFF",
        "synchronous = OFF",
        "locking_mode = EXCLUSIVE",
        "cache_size = -16384",  # KiB; four times as much is no faster
        "temp_store = MEMORY",
    ):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def read_only(path: Path) -> sqlite3.Connection:
    """A connection that cannot write.

    Raises:
        CannotRunError: there is no such file.
    """
    if not path.is_file():
        raise CannotRunError(f"没有这个数据库：{path}；请先用 lezr run 生成，或改正路径")
    # immutable would be faster, but another program may be writing a database that is not ours alone.
    return sqlite3.connect(f"file:{quote(str(path.absolute()))}?mode=ro", uri=True, timeout=5)


def shared(path: Path, patience: float) -> sqlite3.Connection:
    """A connection for writing ``path`` beside others, who are waited for ``patience`` seconds; made where absent."""
    return sqlite3.connect(f"file:{quote(str(path.absolute()))}", uri=True, timeout=patience)


def attach(connection: sqlite3.Connection, path: Path, name: str) -> None:
    """Lets ``connection`` also read the database at ``path``, under ``name``; it cannot write it.

    Raises:
        CannotRunError: there is no such file.
    """
    if not path.is_file():
        raise CannotRunError(f"没有这个数据库：{path}；请先用 lezr run 生成，或改正路径")
    connection.execute(f"ATTACH ? AS {name}", (f"file:{quote(str(path.absolute()))}?mode=ro",))


def engine() -> str:
    """Version of the SQLite library."""
    return sqlite3.sqlite_version


def engine_searches() -> bool:
    """Whether the SQLite library has full-text search (FTS5), which everything else here rests on."""
    with closing(sqlite3.connect(":memory:")) as connection:
        return ("ENABLE_FTS5",) in connection.execute("PRAGMA compile_options").fetchall()


def ensure_free(path: Path) -> None:
    """Makes sure that ``path`` may be replaced: absent, or a database that nobody is using.

    Raises:
        CannotRunError: another program has it locked, or it is something else than a database.
    """
    if not path.exists():
        return
    with explained(path), closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as connection:
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute("SELECT count(*) FROM sqlite_master")
        connection.execute("ROLLBACK")


def _sentence(path: Path | str, error: str) -> str:
    for words, sentence in _SENTENCES.items():
        if any(word in error for word in words):
            return sentence.format(path=path)
    return f"数据库出错：{path}：{error}"
