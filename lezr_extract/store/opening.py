"""Where a database lies: a file, the folder of a run, or the address of a server."""

from pathlib import Path

from lezr_extract.store.postgresql import PostgresStore, is_address
from lezr_extract.store.store import Store

FILE = "lezr.db"
"""Name of the database in the folder of a run."""


def database_file(name: Path | str) -> Path:
    """The file that ``name`` means: itself, or the database in that folder."""
    path = Path(name)
    return path / FILE if path.is_dir() else path


def created(name: Path | str) -> Store:
    """A new, empty database at ``name`` (file or ``postgresql://…``) for one run to fill and `Store.publish`.

    Raises:
        CannotRunError: it cannot be written.
    """
    return PostgresStore.create(name) if isinstance(name, str) else Store.create(name)


def opened(name: Path | str) -> Store:
    """The database at ``name`` (file, folder of a run, or ``postgresql://…``), which cannot be written.

    Raises:
        CannotRunError: there is none, it is of another structure, or the server does not answer.
    """
    if isinstance(name, str) and is_address(name):
        return PostgresStore.read(name)
    return Store.read(database_file(name))
