"""The list of a database in other forms."""

from pathlib import Path

from lezr_extract.errors import CannotRunError
from lezr_extract.pipeline.place import explained
from lezr_extract.store import Store

FORMS = ("xlsx", "csv", "json")


def export(database: Path, form: str, target: Path) -> int:
    """Writes the list of ``database`` to ``target`` as ``xlsx``, ``csv`` or ``json``; gives the number of entries.

    Raises:
        CannotRunError: no such database, an unknown form, or ``target`` cannot be written; nothing half-written
            is left.
    """
    from lezr_extract.powerlist.export import write_objects, write_table, write_workbook  # noqa: PLC0415

    writers = {"xlsx": write_workbook, "csv": write_table, "json": write_objects}
    if form not in writers:
        raise CannotRunError(f"没有这种格式：{form}；可用 {'、'.join(FORMS)}")
    with Store.read(database) as store, explained(target):
        return writers[form](store.entries(), target)
