"""The list of a database in other forms."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from lezr_extract.errors import CannotRunError
from lezr_extract.pipeline.deciding.own_template import OwnForm
from lezr_extract.pipeline.deciding.review import Review
from lezr_extract.pipeline.job.place import explained
from lezr_extract.powerlist.export import (
    write_document,
    write_list_page,
    write_objects,
    write_table,
    write_workbook,
)
from lezr_extract.powerlist.export.codes import CODE_CELL, coded
from lezr_extract.powerlist.export.columns import ListRow
from lezr_extract.records import Entry, PowerType, Standing, State
from lezr_extract.store import opened
from lezr_extract.store.ledger import clause_hash
from lezr_extract.store.ledger.office import OfficeCells, office_cells, standings_by_number
from lezr_extract.vocabulary.list_templates import (
    FULL,
    PUBLIC,
    Template,
    ready_templates,
    with_ids,
    without_ids,
)

FORMS = ("xlsx", "csv", "docx", "html", "json")
NO_FORM = OwnForm()
_TABLES: Mapping[str, Callable[[Iterable[ListRow], Path, Template | None], int]] = {
    "csv": write_table,
    "docx": write_document,
    "html": write_list_page,
}


class Scope(StrEnum):
    """Which entries are exported, and how."""

    PROPOSED = "全部"  # all that the run proposes, as it proposes them
    CURRENT = "至今"  # as they stand in the review, without those that are 不列入
    CONFIRMED = "已确认"  # what the review has confirmed, as it was decided


@dataclass(frozen=True, slots=True)
class Exported:
    """What exporting came to.

    Attributes:
        count: number of entries.
        problems: in Chinese, of the codes.
    """

    count: int
    problems: tuple[str, ...] = ()


def export(database: Path, form: str, target: Path, *, decided: bool = False) -> int:
    """Writes the list in its ready form to ``target``; gives the number of entries. See `export_list`."""
    scope = Scope.CONFIRMED if decided else Scope.PROPOSED
    return export_list(database, form, target, scope).count


def export_list(
    database: Path | str,
    form: str,
    target: Path,
    scope: Scope = Scope.PROPOSED,
    own: OwnForm = NO_FORM,
    *,
    ids: bool = True,
) -> Exported:
    """Writes the list of ``database`` to ``target``.

    Args:
        database: made by a run: a file, or ``postgresql://…``, where nothing is reviewed yet.
        form: one of `FORMS`.
        target: the file to write.
        scope: which entries.
        own: the office's template and codes.
        ids: tables carry 条目标识, without which they cannot be imported again.

    Raises:
        CannotRunError: no such database, an unknown form, or ``target`` cannot be written; nothing half-written
            is left.
    """
    if form not in FORMS:
        raise CannotRunError(f"没有这种格式：{form}；可用 {'、'.join(FORMS)}")
    if isinstance(database, str) and scope is not Scope.PROPOSED:
        raise CannotRunError("PostgreSQL 中的清单还没有审核台账：--decided 和 --current 用于 lezr.db")
    if form == "json" and (own.template or own.code or own.title):
        raise CannotRunError("JSON 是程序用的，字段固定，不用模板、标题和编码规则；请换一种格式")
    template = own.template
    table = form in ("xlsx", "csv")
    if own.title:
        template = replace(template or ready_templates()[FULL if table else PUBLIC], title=own.title)
    if table:
        if not ids:
            template = without_ids(template or ready_templates()[FULL])
        elif template:
            template = with_ids(template)
    with explained(target):
        rows = list_rows(database, scope)
        problems: tuple[str, ...] = ()
        if own.code:
            rows, problems = coded(list(rows), own.code)
        if form == "json":
            return Exported(write_objects((one.entry for one in rows), target))
        if form == "xlsx":
            return Exported(write_workbook(rows, target, template, scope if ids else ""), problems)
        return Exported(_TABLES[form](rows, target, template), problems)


def list_rows(database: Path | str, scope: Scope) -> Iterable[ListRow]:
    """The entries of ``scope`` in the order of the list, each with the office's cells and a stamp for importing."""
    standings: dict[int, Standing] = {}
    cells: dict[str, OfficeCells] = {}
    if scope is not Scope.PROPOSED:
        with Review(Path(database)).ledger() as ledger:
            standings, cells = standings_by_number(ledger), office_cells(ledger)
    return _rows(database, scope, standings, cells)


def _rows(
    database: Path | str, scope: Scope, standings: Mapping[int, Standing], cells: Mapping[str, OfficeCells]
) -> Iterator[ListRow]:
    with opened(database) as store:
        for number, entry in store.numbered_entries():
            if scope is Scope.PROPOSED:
                yield ListRow(entry, stamp=stamp(clause_hash(entry.bases)))
            elif number in standings and (row := _reviewed(entry, standings[number], cells, scope)):
                yield row


def _reviewed(
    entry: Entry, standing: Standing, cells: Mapping[str, OfficeCells], scope: Scope
) -> ListRow | None:
    """The row of an entry as it stands; None where the scope leaves it out."""
    confirmed = standing.state is State.LISTED
    if standing.state is State.REJECTED or (scope is Scope.CONFIRMED and not confirmed):
        return None
    own = cells.get(entry.id, OfficeCells())
    new = dict(standing.changes)
    stands = as_decided(entry, new, remarks=not confirmed)
    return ListRow(
        stands, own.cells, own.cells.get(CODE_CELL, ""), stamp(standing.clause_hash, standing.last, own.last)
    )


def as_decided(entry: Entry, new: Mapping[str, str], *, remarks: bool) -> Entry:
    """``entry`` with what decisions have set.

    Args:
        entry: as the run proposes it.
        new: field of `CHANGEABLE` → what was decided.
        remarks: keep those of the program where the reviewer has written none; they are for reviewing, not for a
            confirmed list.
    """
    kept = entry.remarks if remarks else ()
    if "remark" in new:
        kept = (new["remark"],) if new["remark"] else ()
    return replace(
        entry,
        name=new.get("name", entry.name),
        type=PowerType(new.get("type", entry.type)),
        agency=new.get("agency", entry.agency),
        remarks=kept,
    )


def stamp(words: str, last: int = 0, cells: int = 0) -> str:
    """On what a row rests: the words of the clauses, the last decision and the last of the office's cells."""
    return f"{words[:16]}-{last}-{cells}"
