"""From the sheets of a workbook to the entries of a list: every row becomes part of an entry, or a problem."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lezr_extract.powerlist.present.announced import (
    CONTENTS,
    Claim,
    claim_in,
    contents_claims,
    is_total,
    type_in,
)
from lezr_extract.powerlist.present.bases import cited_bases
from lezr_extract.powerlist.present.columns import Columns, columns_at, find_columns
from lezr_extract.records import (
    Announced,
    CitedBasis,
    Exercise,
    PowerType,
    PresentEntry,
    PresentList,
    PresentSheet,
    Problem,
    Severity,
    Stage,
    Worksheet,
)
from lezr_extract.vocabulary.list_columns import listed_type

_NUMBER = re.compile(r"^(?:[0-9０-９]{1,6}|[一二三四五六七八九十百千]{1,7})(?:\.0)?$")
_NUMBERS = re.compile(r"[,，、;；/\s]+")
_RANGE = re.compile(r"^([0-9]{1,6})\s*[-—~～至]\s*([0-9]{1,6})$")
_NOTHING = frozenset(("无", "—", "-", "/", "——", "--", "／"))
_ERROR = re.compile(r"^#(?:REF!|N/A|VALUE!|NAME\?|DIV/0!|NUM!|NULL!)$")
_REMARK = re.compile(r"^(?:备注|说明|注|填表说明|填表人|联系人|审核人|制表|单位（盖章）|单位)[:：]|^注[:：]")
_MOST_COVERED = 1_000_000
_IDENTITY = ("number", "name", "sub")


@dataclass(slots=True)
class _Open:
    """An entry that may still get rows."""

    row: int
    last_row: int
    number: str
    name: str
    sub: str
    type_written: str
    rows: list[tuple[int, tuple[str, ...]]] = field(default_factory=list)


@dataclass(slots=True)
class _Sheet:
    """What a sheet has given so far."""

    file: str
    sheet: Worksheet
    columns: Columns
    entries: list[_Open] = field(default_factory=list)
    claims: list[tuple[Claim, int]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    covered: dict[int, dict[int, tuple[int, int]]] = field(default_factory=dict)

    def note(self, row: int, code: str, cause: str, severity: Severity = Severity.NOTE) -> None:
        """A row that belongs to no entry, or a doubt about one."""
        self.problems.append(_problem(self.file, self.sheet.name, row, code, cause, severity=severity))


def import_list(file: str, sheets: Sequence[Worksheet]) -> PresentList:
    """The entries of a list.

    Args:
        file: as it was given.
        sheets: of the workbook, in order.

    Returns:
        Sheets without a row of headings are left out, each with a problem that says so; rows that belong to no
        entry (titles, headings, blank rows, totals, remarks) are notes, rows that should and cannot are doubts.
    """
    found: list[PresentSheet] = []
    problems: list[Problem] = []
    contents: list[tuple[Worksheet, tuple[Claim, ...]]] = []
    for sheet in sheets:
        if not any(cell.strip() for row in sheet.rows for cell in row):
            problems.append(_problem(file, sheet.name, None, "empty-sheet", "工作表是空的"))
            continue
        columns = find_columns(sheet)
        claims = contents_claims(sheet) if columns is None or not columns.bases else ()
        if columns is None or (not columns.bases and (claims or _is_contents(sheet.name))):
            contents.append((sheet, claims))
            problems.append(_without_headings(file, sheet, claims))
            continue
        made, causes = _import_sheet(file, sheet, columns)
        found.append(made)
        problems += causes
    found = [_with_contents(sheet, found, contents) for sheet in found]
    problems += [
        _count_problem(file, sheet.name, one)
        for sheet in found
        for one in sheet.announced
        if one.count != one.found
    ]
    if not any(sheet.entries for sheet in found):
        problems.append(
            _problem(
                file,
                "",
                None,
                "no-entries",
                "没有找到清单事项：表头要有“事项名称”一类和“实施依据”一类的列；请检查表头后重试",
                severity=Severity.LOST,
            )
        )
    return PresentList(file, tuple(found), tuple(problems))


def matters_of(entries: Sequence[PresentEntry]) -> int:
    """Number of matters (项): those of several sub-matters count once, a row numbered 2、3 counts twice."""
    return sum(_count(entry.number) for entry in entries if entry.first_of_matter)


def _is_contents(name: str) -> bool:
    return any(word in name for word in CONTENTS)


def _problem(
    file: str, sheet: str, row: int | None, code: str, cause: str, *, severity: Severity = Severity.NOTE
) -> Problem:
    place = "".join((f"工作表“{sheet}”" if sheet else "", f"第 {row} 行" if row else ""))
    return Problem(Stage.POWERLIST, severity, file, place, code, cause)


def _without_headings(file: str, sheet: Worksheet, claims: Sequence[Claim]) -> Problem:
    if claims or _is_contents(sheet.name):
        return _problem(file, sheet.name, None, "contents-sheet", "是目录或汇总表，只用来核对事项数")
    return _problem(
        file,
        sheet.name,
        None,
        "no-headings",
        "没有认出表头（要有“事项名称”和“实施依据”“权力类型”一类的列），整张表没有导入；请检查表头",
        severity=Severity.DOUBT,
    )


def _count_problem(file: str, sheet: str, one: Announced) -> Problem:
    cause = f"清单自称“{one.words}”，导入 {one.found} 项，差 {one.count - one.found:+d} 项；请核对"
    return _problem(file, sheet, one.row, "count", cause, severity=Severity.DOUBT)


def _import_sheet(file: str, sheet: Worksheet, columns: Columns) -> tuple[PresentSheet, list[Problem]]:
    state = _Sheet(file, sheet, columns)
    _cover(state)
    claim = claim_in(sheet.name, None)
    if claim is not None:
        state.claims.append((claim, 0))
    blank: list[int] = []
    for at, row in enumerate(sheet.rows):
        if not any(cell.strip() for cell in row):
            if not _continues(state, at):
                blank.append(at + 1)
            continue
        _take(state, at, row)
    state.problems += _blank_rows(file, sheet.name, blank)
    entries = tuple(_closed(state, at) for at in range(len(state.entries)))
    for entry in entries:
        state.problems += _doubts(file, entry, columns)
    rows = sum(any(cell.strip() for cell in row) for row in sheet.rows)
    made = PresentSheet(sheet.name, entries, matters_of(entries), _announced(state, entries), rows)
    return made, state.problems


def _cover(state: _Sheet) -> None:
    """For each row and column of identity: the merged cell that stands over it, as (first row, last row)."""
    places = {at: key for key, at in state.columns.at.items() if key in _IDENTITY}
    left_over = _MOST_COVERED
    for top, left, bottom, right in state.sheet.merged:
        if left_over < 0:  # a file may claim any number of merged cells over all rows
            return
        left_over -= min(bottom, len(state.sheet.rows)) - top
        for column in places:
            if left <= column <= right and bottom > top:
                for row in range(top, min(bottom, len(state.sheet.rows) - 1) + 1):
                    state.covered.setdefault(row, {})[column] = (top, bottom)


def _continues(state: _Sheet, at: int) -> bool:
    """Whether the blank row ``at`` lies under merged cells of the entry before; it is then part of it."""
    if not state.entries:
        return False
    last = state.entries[-1]
    under = any(top < at for top, _ in state.covered.get(at, {}).values())
    if under:
        last.last_row = at + 1
    return under


def _take(state: _Sheet, at: int, row: Sequence[str]) -> None:
    """Puts a row with words where it belongs."""
    columns = state.columns
    if at < columns.first:
        _title(state, at, row)
    elif columns.first <= at <= columns.last:
        state.note(at + 1, "heading-row", "表头")
    elif (again := columns_at(state.sheet, at)) is not None:
        state.columns = again
        state.note(at + 1, "heading-row", "重复的表头")
    elif _is_line(row) and not _cell(state, row, "name"):
        _line(state, at, row)
    else:
        _entry_row(state, at, row)


def _title(state: _Sheet, at: int, row: Sequence[str]) -> None:
    words = " ".join(cell for cell in row if cell.strip())
    claim = claim_in(words, at + 1)
    if claim is not None:
        state.claims.append((claim, len(state.entries)))
    state.note(at + 1, "title-row", "表头以上的标题或说明")


def _is_line(row: Sequence[str]) -> bool:
    """Whether all words of the row stand in one cell, or repeat one (a line merged over the columns)."""
    return len({"".join(cell.split()) for cell in row if cell.strip()}) == 1


def _line(state: _Sheet, at: int, row: Sequence[str]) -> None:
    """A line of its own: a section, a total, a remark, or what is left of an entry."""
    words = next(cell for cell in row if cell.strip())
    plain = "".join(words.split())
    column = next(i for i, cell in enumerate(row) if cell.strip())
    claim = claim_in(words, at + 1)
    if claim is not None:
        state.claims.append((claim, len(state.entries)))
        state.note(at + 1, "total-row", f"分类或合计行：{plain[:30]}")
    elif is_total(plain):
        state.note(at + 1, "total-row", f"合计行：{plain[:30]}")
    elif type_in(plain) is not None and len(plain) <= 30 and column == 0:
        state.note(at + 1, "section-row", f"分类行：{plain[:30]}")
    elif _REMARK.match(plain):
        state.note(at + 1, "remark-row", f"说明：{plain[:30]}")
    elif column in state.columns.at.values() and column == state.columns.at.get("number"):
        cause = f"只有序号“{plain[:20]}”，没有事项名称，没有导入；请补全"
        if _NUMBER.match(plain):
            state.note(at + 1, "row-without-name", cause, Severity.DOUBT)
        else:
            state.note(at + 1, "unplaced-row", f"不属于任何事项：{plain[:40]}", Severity.DOUBT)
    else:
        _entry_row(state, at, row)


def _entry_row(state: _Sheet, at: int, row: Sequence[str]) -> None:
    number, name, sub = (_cell(state, row, key) for key in _IDENTITY)
    claim = claim_in(" ".join(cell for cell in row if cell.strip()), at + 1) if is_total(row[0]) else None
    if claim is not None or is_total(number) or is_total(name):
        state.claims += [(claim, len(state.entries))] if claim else []
        state.note(at + 1, "total-row", "合计行")
        return
    if _ERROR.match(name):
        state.note(
            at + 1, "formula-error", f"事项名称是公式错误“{name}”，没有导入；请改正后重试", Severity.DOUBT
        )
        return
    last = state.entries[-1] if state.entries else None
    starts = bool(name or sub) or (bool(number) and not _under_merge(state, at, "number"))
    if last is not None and (not starts or _same(last, number, name, sub)):
        last.rows.append((at + 1, tuple(row)))
        last.last_row = at + 1
        return
    if not name and not (last and sub):
        state.note(
            at + 1,
            "row-without-name" if number else "unplaced-row",
            "没有事项名称，也不在任何事项的合并单元格内，没有导入；请补全",
            Severity.DOUBT,
        )
        return
    written = "".join(_raw(state, row, "type").split())
    if not name and last is not None:  # a further sub-matter under the merged name of its matter
        number, name = number or last.number, last.name
        written = written or last.type_written
    state.entries.append(_Open(at + 1, at + 1, number, name, sub, written, [(at + 1, tuple(row))]))


def _under_merge(state: _Sheet, at: int, key: str) -> bool:
    place = state.covered.get(at, {}).get(state.columns.at.get(key, -1))
    return place is not None and place[0] < at


def _same(last: _Open, number: str, name: str, sub: str) -> bool:
    """Whether a row names the entry before once more: a row for each level, or for each basis."""
    return bool(name) and (number or last.number, name, sub) == (last.number, last.name, last.sub)


def _raw(state: _Sheet, row: Sequence[str], key: str) -> str:
    at = state.columns.at.get(key, -1)
    return row[at] if 0 <= at < len(row) else ""


def _cell(state: _Sheet, row: Sequence[str], key: str) -> str:
    """The words of a cell on one line; line breaks fall inside words, blanks between Latin words stay."""
    words = re.sub(
        r"\s*\n\s*|(?<=[^\x00-\x7f])[ \t　]+|[ \t　]+(?=[^\x00-\x7f])", "", _raw(state, row, key).strip()
    )
    return "" if words in _NOTHING else words


def _closed(state: _Sheet, at: int) -> PresentEntry:
    one = state.entries[at]
    before = state.entries[at - 1] if at else None
    exercises: list[Exercise] = []
    bases: list[CitedBasis] = []
    for row, cells in one.rows:
        exercise = Exercise(row, *(_cell(state, cells, key) for key in ("holder", "department", "level")))
        if any((exercise.holder, exercise.department, exercise.level)) or not exercises:
            exercises.append(exercise)
        for column in state.columns.bases:
            if column < len(cells) and cells[column].strip():
                bases += cited_bases(cells[column], row)
    first = before is None or (before.number, before.name) != (one.number, one.name)
    return PresentEntry(
        file=state.file,
        sheet=state.sheet.name,
        row=one.row,
        last_row=one.last_row,
        number=one.number,
        name=one.name,
        sub=one.sub,
        type_written=one.type_written,
        type=listed_type(one.type_written) or _type_of_sheet(state),
        exercises=tuple(exercises),
        bases=tuple(dict.fromkeys(bases)),
        cells=tuple(_further(state, one)),
        first_of_matter=first,
    )


def _type_of_sheet(state: _Sheet) -> PowerType | None:
    """The type in the name of the sheet, for rows whose own cell is empty."""
    return type_in(state.sheet.name)


def _further(state: _Sheet, one: _Open) -> Iterator[tuple[str, str]]:
    """The cells that have no field of their own."""
    taken = {at for key, at in state.columns.at.items() if key not in ("code",)} | set(state.columns.bases)
    for _, cells in one.rows:
        for at, words in enumerate(cells):
            if at not in taken and words.strip():
                yield (state.columns.headings[at] if at < len(state.columns.headings) else ""), words.strip()


def _doubts(file: str, entry: PresentEntry, columns: Columns) -> Iterator[Problem]:
    if not entry.bases and columns.bases:
        cause = "实施依据一栏没有认出任何法规名称（《…》）；请检查"
        yield _problem(file, entry.sheet, entry.row, "no-basis", cause, severity=Severity.DOUBT)
    if entry.type is None and "type" in columns.at:
        cause = f"权力类型“{entry.type_written}”不是十类之一" if entry.type_written else "没有写权力类型"
        yield _problem(file, entry.sheet, entry.row, "no-type", cause, severity=Severity.DOUBT)


def _blank_rows(file: str, sheet: str, rows: Sequence[int]) -> Iterator[Problem]:
    start = 0
    for at in range(1, len(rows) + 1):
        if at == len(rows) or rows[at] != rows[at - 1] + 1:
            first, last = rows[start], rows[at - 1]
            words = f"第 {first} 行" if first == last else f"第 {first}–{last} 行"
            place = f"工作表“{sheet}”{words}" if sheet else words
            yield Problem(Stage.POWERLIST, Severity.NOTE, file, place, "blank-row", "空行")
            start = at


def _count(number: str) -> int:
    """How many matters a 序号 stands for: 2,3 are two."""
    total = 0
    for part in filter(None, _NUMBERS.split(number)):
        span = _RANGE.match(part)
        if span and int(span[1]) < int(span[2]) < int(span[1]) + 100:
            total += int(span[2]) - int(span[1]) + 1
        elif _NUMBER.match(part):
            total += 1
        else:
            return 1
    return max(1, total)


def _announced(state: _Sheet, entries: Sequence[PresentEntry]) -> tuple[Announced, ...]:
    """Each claim with what was found: of a section its own entries, of a total those above it, else the sheet's."""
    found: list[Announced] = []
    for at, (claim, start) in enumerate(state.claims):
        if claim.row is None or claim.row <= state.columns.first or is_total(claim.words):
            counted = [e for e in entries if claim.type is None or e.type is claim.type or not start]
        else:
            following = [s for _, s in state.claims[at + 1 :] if s > start]
            counted = list(entries[start : following[0] if following else len(entries)])
            if not counted:  # a total below its section
                counted = [e for e in entries[:start] if claim.type is None or e.type is claim.type]
        found.append(Announced(claim.count, claim.words, claim.row, matters_of(counted)))
    return tuple(found)


def _with_contents(
    sheet: PresentSheet,
    sheets: Sequence[PresentSheet],
    contents: Sequence[tuple[Worksheet, tuple[Claim, ...]]],
) -> PresentSheet:
    """A sheet with what a table of contents says of it; claims about types are set against the whole workbook."""
    if not contents or sheet is not sheets[0]:
        return sheet
    everything = [entry for one in sheets for entry in one.entries]
    more = [
        Announced(
            claim.count,
            f"{other.name}：{claim.words}",
            claim.row,
            matters_of([e for e in everything if claim.type is None or e.type is claim.type]),
        )
        for other, claims in contents
        for claim in claims
    ]
    return PresentSheet(sheet.name, sheet.entries, sheet.matters, (*sheet.announced, *more), sheet.rows)
