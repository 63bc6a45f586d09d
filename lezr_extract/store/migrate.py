"""Brings a database to the newest structure, one numbered SQL file after the other."""

from pathlib import Path
from typing import TYPE_CHECKING

from lezr_extract.errors import CannotRunError

if TYPE_CHECKING:
    from sqlite_utils import Database

FOLDER = Path(__file__).with_name("migrations")


def steps(folder: Path = FOLDER) -> dict[int, Path]:
    """Number → SQL file, in order. A file once released is never edited; a change is a new file."""
    return {int(path.name[:4]): path for path in sorted(folder.glob("[0-9][0-9][0-9][0-9]_*.sql"))}


def version(database: "Database") -> int:
    """The structure's number of ``database``; 0 for an empty one."""
    return int(database.execute("PRAGMA user_version").fetchone()[0])


def migrate(database: "Database", folder: Path = FOLDER) -> int:
    """Applies the steps that ``database`` lacks, each wholly or not at all; gives the number reached.

    Raises:
        CannotRunError: the database was written by a newer program.
    """
    have, known = version(database), steps(folder)
    newest = max(known)
    if have > newest:
        raise CannotRunError(f"数据库结构版本 {have} 比本程序（{newest}）新：请升级 lezr_extract")
    for number, path in known.items():
        if number > have:
            sql = path.read_text(encoding="utf-8")
            try:
                database.conn.executescript(f"BEGIN;\n{sql}\nPRAGMA user_version = {number};\nCOMMIT;")
            except BaseException:
                database.conn.rollback()
                raise
    return newest
