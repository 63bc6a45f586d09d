"""The list of a database in other forms."""

from pathlib import Path

from lezr_extract.errors import CannotRunError
from lezr_extract.pipeline.place import explained
from lezr_extract.powerlist.export import write_objects, write_table, write_workbook
from lezr_extract.store import Store

FORMS = {"xlsx": write_workbook, "csv": write_table, "json": write_objects}


def export(database: Path, form: str, target: Path) -> int:
    """Writes the list of ``database`` to ``target`` as ``xlsx``, ``csv`` or ``json``; gives the number of entries.

    Raises:
        CannotRunError: no such database, an unknown form, or ``target`` cannot be written; nothing half-written
            is left.
    """
    if form not in FORMS:
        raise CannotRunError(f"没有这种格式：{form}；可用 {'、'.join(FORMS)}")
    with Store.read(database) as store, explained(target):
        return FORMS[form](store.entries(), target)
