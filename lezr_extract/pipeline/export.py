"""The list of a database in other forms."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from lezr_extract.errors import CannotRunError
from lezr_extract.pipeline.place import explained
from lezr_extract.pipeline.review import Review
from lezr_extract.powerlist.export import write_objects, write_table, write_workbook
from lezr_extract.records import Entry, PowerType
from lezr_extract.store import Store

FORMS = {"xlsx": write_workbook, "csv": write_table, "json": write_objects}


def export(database: Path, form: str, target: Path, *, decided: bool = False) -> int:
    """Writes the list of ``database`` to ``target`` as ``xlsx``, ``csv`` or ``json``; gives the number of entries.

    Args:
        database: made by a run.
        form: one of `FORMS`.
        target: the file to write.
        decided: only what the review has confirmed, as it was decided; else all that the run proposes.

    Raises:
        CannotRunError: no such database, an unknown form, or ``target`` cannot be written; nothing half-written
            is left.
    """
    if form not in FORMS:
        raise CannotRunError(f"没有这种格式：{form}；可用 {'、'.join(FORMS)}")
    if decided:
        with Review(database).ledger() as ledger:
            listed = ledger.listed()
    with Store.read(database) as store, explained(target):
        entries = confirmed(store.numbered_entries(), listed) if decided else store.entries()
        return FORMS[form](entries, target)


def confirmed(
    entries: Iterator[tuple[int, Entry]], listed: Mapping[int, Mapping[str, str]]
) -> Iterator[Entry]:
    """Those of ``entries`` (of a run, with their numbers) that are in ``listed``, with what decisions have set.

    The remarks of the program were for the reviewer; a confirmed entry has that of the reviewer, if any.
    """
    for number, entry in entries:
        if number in listed:
            new = listed[number]
            yield replace(
                entry,
                name=new.get("name", entry.name),
                type=PowerType(new.get("type", entry.type)),
                agency=new.get("agency", entry.agency),
                remarks=(new["remark"],) if new.get("remark") else (),
            )
