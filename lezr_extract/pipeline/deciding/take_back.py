"""A list that was exported, edited in a spreadsheet and comes back: what was changed becomes proposals for decisions."""

import secrets
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from lezr_extract.errors import CannotRunError
from lezr_extract.pipeline.deciding.export import Scope, as_decided
from lezr_extract.pipeline.deciding.review import Review, now
from lezr_extract.powerlist.export.codes import CODE_CELL
from lezr_extract.powerlist.export.columns import ListRow, value, was_cut
from lezr_extract.powerlist.export.table import unguarded
from lezr_extract.powerlist.returned import (
    ReturnedList,
    ReturnedRow,
    Stamp,
    returned_list,
    same_cell,
)
from lezr_extract.read import sources
from lezr_extract.read.office_list import office_list
from lezr_extract.records import (
    Decision,
    Entry,
    Gate,
    PresentEntry,
    Problem,
    Standing,
    State,
    Verdict,
    Worksheet,
)
from lezr_extract.store import Store
from lezr_extract.store.ledger import Ledger, standing_of
from lezr_extract.store.ledger.office import OfficeCells, keep_cells, office_cells, standings_by_number
from lezr_extract.vocabulary.list_columns import listed_type

FIELD_WORDS = {"name": "名称", "type": "类型", "agency": "行使主体", "remark": "备注"}
_CHANGEABLE = {"name": "name", "type": "type", "holder": "agency", "remark": "remark"}
_FROM_LAW = frozenset(("basis", "kinds", "amounts", "written", "territory", "status", "place"))


@dataclass(frozen=True, slots=True)
class Difference:
    """A cell that was changed.

    Attributes:
        field: of `CHANGEABLE`, or empty for a cell of the office.
        label: in Chinese.
        old, new: words before and after.
    """

    field: str
    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """What taking an entry's row back proposes.

    Attributes:
        verdict: 修改后通过, 不列入; None where only the office's own cells were filled in.
        entry: `Entry.id`.
        name: as it stands.
        place: of the row; empty for a row that is gone.
        standing: of the entry as it is now.
        differences: what was changed.
        refused: why it cannot be written, in Chinese; empty where it can.
    """

    verdict: Verdict | None
    entry: str
    name: str
    place: str
    standing: Standing
    differences: tuple[Difference, ...] = ()
    refused: str = ""


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What a list that came back comes to.

    Attributes:
        file: its path.
        scope: which entries were exported; empty where the file does not say.
        rows: number of rows with an id.
        unchanged: of them.
        proposals: in the order of the list, then the rows that are gone.
        added: rows without an id.
        problems: in Chinese: what could not be taken, with its place.
    """

    file: str
    scope: str
    rows: int
    unchanged: int
    proposals: tuple[Proposal, ...]
    added: tuple[PresentEntry, ...]
    problems: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Present:
    """An entry of the run with where it stands."""

    entry: Entry
    standing: Standing


@dataclass(slots=True)
class _Comparing:
    """What is needed to tell what was changed."""

    scope: str
    gate: Gate | None
    ledger: Ledger
    entries: Mapping[str, list[_Present]]
    cells: Mapping[str, OfficeCells]
    problems: list[str] = field(default_factory=list)
    troubled: set[str] = field(default_factory=set)
    earlier: dict[int, Mapping[str, OfficeCells]] = field(default_factory=dict)

    def note(self, place: str, cause: str) -> None:
        """A row whose change, or part of it, could not be taken."""
        self.problems.append(f"{place}：{cause}")
        self.troubled.add(place)

    def cells_at(self, entry: str, until: int | None) -> OfficeCells:
        """The office's cells of an entry as they were at an event, or as they are."""
        now_held = self.cells.get(entry, OfficeCells())
        if until is None or until == now_held.last:
            return now_held
        if until not in self.earlier:
            self.earlier[until] = office_cells(self.ledger, until)
        return self.earlier[until].get(entry, OfficeCells())


def take_back(file: str, database: Path, gate: Gate | None = None) -> TakenBack:
    """Compares the list in ``file`` with what was exported and with what stands; writes nothing.

    Args:
        file: .xlsx, .xls or .csv.
        database: of the run, or its folder.
        gate: at which the decisions are to be made; entries that wait at another are refused. None for any.

    Raises:
        CannotRunError: the file or the database cannot be read, or no row has an id.
    """
    came = returned_list(file, _sheets(file))
    if not came.rows:
        raise CannotRunError(
            f"文件“{file}”中没有“条目标识”一列，不知道各行是哪个条目；请用 lezr export 导出（不加 --no-id）后修改"
        )
    review = Review(database)
    with review.ledger() as ledger, Store.read(review.database) as store:
        standings = standings_by_number(ledger)
        entries: dict[str, list[_Present]] = defaultdict(list)
        for number, entry in store.numbered_entries():
            if number in standings:
                entries[entry.id].append(_Present(entry, standings[number]))
        comparing = _Comparing(came.scope, gate, ledger, entries, office_cells(ledger))
        proposals = [*_changed(came, comparing), *_gone(came, comparing)]
    touched = {one.place for one in proposals if one.place} | comparing.troubled
    return TakenBack(
        file,
        came.scope,
        len(came.rows),
        len(came.rows) - len(touched),
        tuple(proposals),
        came.added,
        tuple(comparing.problems),
    )


def write(taken: TakenBack, database: Path, who: str, gate: Gate, reason: str = "") -> str:
    """Writes the proposals into the ledger, all or none; gives the id of the batch.

    Args:
        taken: compared for this very gate.
        database: of the run, or its folder.
        who: the person who decides.
        gate: at which.
        reason: in the person's words; one that names the file where it is empty.

    Raises:
        CannotRunError: a proposal was refused.
        DecidedMeanwhileError: somebody decided since the comparison.
    """
    refused = [one for one in taken.proposals if one.refused]
    if refused:
        raise CannotRunError(
            f"有 {len(refused)} 项不能写入，什么也没有写：{refused[0].name}：{refused[0].refused}"
        )
    when, batch, name = now(), secrets.token_hex(8), Path(taken.file).name
    decisions: list[Decision] = []
    for one in taken.proposals:
        if one.verdict is not None:
            said = reason or (
                f"导入“{name}”：已从清单中删去" if one.verdict is Verdict.REJECT else f"导入“{name}”"
            )
            changes = tuple((d.field, d.new) for d in one.differences if d.field)
            words = one.standing.clause_hash
            decisions.append(Decision(one.entry, gate, one.verdict, who, when, words, said, changes, batch))
    seen = {(one.entry, one.standing.clause_hash): one.standing.last for one in taken.proposals}
    with Review(database).ledger() as ledger, ledger.writing():
        ledger.decide(decisions, seen)
        for one in taken.proposals:
            if cells := {d.label: d.new for d in one.differences if not d.field}:
                keep_cells(ledger, one.entry, cells, who, when)
    return batch


def _sheets(file: str) -> tuple[Worksheet, ...]:
    (source,) = sources([file])
    if isinstance(source, Problem):
        raise CannotRunError(f"文件“{file}”不能读取：{source.cause}")
    sheets = office_list(source)
    if isinstance(sheets, Problem):
        raise CannotRunError(f"文件“{file}”不能读取：{sheets.cause}")
    return sheets


def _changed(came: ReturnedList, comparing: _Comparing) -> Iterator[Proposal]:
    """A proposal for each row that was changed."""
    seen: dict[tuple[str, str], str] = {}
    for row in came.rows:
        present = comparing.entries.get(row.entry)
        if not present:
            comparing.note(row.place, f"数据库中没有条目 {row.entry}，没有收入；请核对条目标识")
            continue
        one = _wording(present, row.stamp)
        if one is None:
            comparing.note(
                row.place, f"{present[0].entry.name}：所据条文在导出之后变了，这一行没有收入；请重新导出"
            )
            continue
        key = (row.entry, one.standing.clause_hash)
        if key in seen:
            comparing.note(row.place, f"与{seen[key]}是同一条目，没有收入；请只留一行")
            continue
        seen[key] = row.place
        proposal = _compared(row, one, comparing)
        if proposal is not None:
            yield proposal


def _wording(present: list[_Present], stamp: Stamp | None) -> _Present | None:
    """The entry with the words on which the row rested; where the row does not say, the only one."""
    if stamp is None:
        return present[0]
    return next((one for one in present if one.standing.clause_hash.startswith(stamp.words)), None)


def _compared(row: ReturnedRow, one: _Present, comparing: _Comparing) -> Proposal | None:
    """What was changed in a row since it was exported; None where nothing was."""
    before = _exported(row, one, comparing)
    differences: list[Difference] = []
    lost: list[str] = []
    for column, words in row.values:
        if column.field in ("id", "number", "score"):
            continue
        written = str(value(before, column))
        if same_cell(words, written):
            continue
        new = unguarded(words)
        if column.field in _FROM_LAW:
            lost.append(column.heading)
        elif was_cut(_whole(before, column.field)):
            lost.append(f"{column.heading}（原文过长，导出时有省略）")
        else:
            found = _difference(column.field, column.cell, written, new)
            if found is None:
                lost.append(
                    f"{column.heading}（“{new[:20]}”不是十类职权之一）"
                    if new
                    else f"{column.heading}（不能为空）"
                )
            elif found.old != found.new:
                differences.append(found)
    if lost:
        words = f"{before.entry.name}：{'、'.join(lost)}的改动没有收入"
        from_law = any(column.heading in lost for column, _ in row.values if column.field in _FROM_LAW)
        comparing.note(row.place, words + ("；依据和由它得出的内容取自法律原文" if from_law else ""))
    differences = _still_wanted(differences, one, comparing)
    if not differences:
        return None
    decides = any(difference.field for difference in differences)
    refused = _refusal(row.stamp, one.standing, comparing) if decides else ""
    return Proposal(
        Verdict.CHANGE if decides else None,
        row.entry,
        before.entry.name,
        row.place,
        one.standing,
        tuple(differences),
        refused,
    )


def _exported(row: ReturnedRow, one: _Present, comparing: _Comparing) -> ListRow:
    """The row as it was exported; as it would be today where the file does not say."""
    stamp, standing = row.stamp, one.standing
    if stamp is None:
        cells = comparing.cells_at(row.entry, None).cells
        entry = as_decided(one.entry, dict(standing.changes), remarks=standing.state is not State.LISTED)
        return ListRow(entry, cells, cells.get(CODE_CELL, ""))
    changes = dict(standing.changes)
    state = standing.state
    if stamp.last != standing.last:
        history = [d for d in comparing.ledger.history(row.entry) if d.number <= stamp.last]
        was = standing_of(row.entry, standing.clause_hash, history, set())
        changes, state = dict(was.changes), was.state
    if comparing.scope == Scope.PROPOSED:
        changes, state = {}, State.WAITING
    cells = comparing.cells_at(row.entry, stamp.cells).cells
    return ListRow(as_decided(one.entry, changes, remarks=state is not State.LISTED), cells, stamp.code)


def _whole(before: ListRow, name: str) -> str:
    """The words of a field before they were fitted into a cell."""
    entry = before.entry
    return {"name": entry.name, "holder": entry.agency, "remark": "\n".join(entry.remarks)}.get(name, "")


def _difference(name: str, cell: str, old: str, new: str) -> Difference | None:
    """A changed cell; None for a type that is none, and for an entry without a name."""
    if name == "code":
        return Difference("", CODE_CELL, old, new)
    if name not in _CHANGEABLE:
        return Difference("", cell, old, new)
    changed = _CHANGEABLE[name]
    if name == "type":
        kinds = listed_type(old), listed_type(new)
        return Difference(changed, FIELD_WORDS[changed], str(kinds[0]), str(kinds[1])) if kinds[1] else None
    if name == "name" and not new.strip():
        return None
    return Difference(changed, FIELD_WORDS[changed], old, new)


def _still_wanted(differences: list[Difference], one: _Present, comparing: _Comparing) -> list[Difference]:
    """Those that do not stand already: somebody may have decided the same meanwhile."""
    stands = as_decided(one.entry, dict(one.standing.changes), remarks=one.standing.state is not State.LISTED)
    have = {
        "name": stands.name,
        "type": str(stands.type),
        "agency": stands.agency,
        "remark": "\n".join(stands.remarks),
    }
    cells = comparing.cells_at(one.entry.id, None).cells
    return [d for d in differences if (have[d.field] if d.field else cells.get(d.label, "")) != d.new]


def _refusal(stamp: Stamp | None, standing: Standing, comparing: _Comparing) -> str:
    """Why a decision cannot be made now; empty where it can."""
    if stamp is not None and comparing.scope != Scope.PROPOSED and stamp.last != standing.last:
        return "导出之后已由他人审核；请核对后在审核页面作决定，或重新导出"
    if comparing.scope == Scope.PROPOSED and standing.last:
        return "已有审核决定，而文件是未经审核的清单；请用 lezr export --current 重新导出"
    if standing.gate is None:
        return f"已经是“{standing.state}”；须先在审核页面撤回决定"
    if comparing.gate is not None and standing.gate is not comparing.gate:
        return f"现在{standing.gate}，不能作{comparing.gate}决定"
    return ""


def _gone(came: ReturnedList, comparing: _Comparing) -> Iterator[Proposal]:
    """A proposal for each exported row that is no longer there."""
    for entry, stamp in came.gone:
        one = _wording(comparing.entries.get(entry, []), stamp)
        if one is None or one.standing.state is State.REJECTED:
            continue
        refused = _refusal(stamp, one.standing, comparing)
        name = as_decided(one.entry, dict(one.standing.changes), remarks=False).name
        yield Proposal(Verdict.REJECT, entry, name, "", one.standing, (), refused)


def lines(taken: TakenBack) -> Iterator[dict[str, object]]:
    """A JSON object for each proposal, then for each row without an id and each problem."""
    words = {Verdict.CHANGE: "change", Verdict.REJECT: "reject", None: "cells"}
    for one in taken.proposals:
        yield {
            "proposal": words[one.verdict],
            "entry": one.entry,
            "name": one.name,
            "place": one.place,
            "gate": one.standing.gate,
            "changes": {d.field: [d.old, d.new] for d in one.differences if d.field},
            "cells": {d.label: [d.old, d.new] for d in one.differences if not d.field},
            "refused": one.refused,
        }
    for entry in taken.added:
        yield _empty("new") | {"name": entry.full_name, "place": added_place(entry)}
    for problem in taken.problems:
        yield _empty("problem") | {"refused": problem}


def _empty(proposal: str) -> dict[str, object]:
    return {
        "proposal": proposal,
        "entry": None,
        "name": "",
        "place": "",
        "gate": None,
        "changes": {},
        "cells": {},
        "refused": "",
    }


def added_place(entry: PresentEntry) -> str:
    """Where a row without an id stands."""
    return f"工作表“{entry.sheet}”第 {entry.row} 行" if entry.sheet else f"第 {entry.row} 行"
