"""The list as a workbook: the columns of a template, titles, sections and totals as it has them, row by row.

The same entries give the same bytes: dates inside the file are fixed. No cell is a formula, whatever a law or a
file name says.
"""

import datetime
import re
import shutil
import zipfile
from collections import Counter
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, NamedTuple, Self, cast

from lezr_extract.powerlist.export.columns import ListRow, cell_words, type_name, type_words
from lezr_extract.powerlist.export.sections import Section, sections
from lezr_extract.powerlist.export.sheet_cells import SheetRows, plain_row
from lezr_extract.powerlist.export.workbook_sheet import ListSheet, bare_forms, heading_row, lay_out
from lezr_extract.powerlist.finished import whole_file
from lezr_extract.records import Entry, PowerType
from lezr_extract.vocabulary.list_templates import FULL, Grouping, Template, ready_templates

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

ROWS_PER_SHEET = 1_000_000  # a worksheet holds 1,048,576 rows
RECORD = "导出记录"
"""A hidden sheet that tells an import what was exported."""
RECORD_COLUMNS = ("条目标识", "核对码", "职权编码")
UNKNOWN_AGENCY = "（待确认）"
_RECORD_WORDS = "本表供再次导入时核对改动，请勿修改"
_DATE = (1980, 1, 1, 0, 0, 0)  # the first that a zip file can hold
_STAMP = "1980-01-01T00:00:00Z"
_LARGE = 1 << 30
_NO_ROWS = re.compile(rb"<sheetData\s*(?:/>|></sheetData>)")


class ShownRow(NamedTuple):
    """An entry as the workbook shows it.

    Attributes:
        agency, type: under which it counts in the totals.
        cells: its row without its numbers, see `sheet_cells`.
    """

    agency: str
    type: str
    cells: str


class ListBook:
    """The workbook of a list, that takes the entries one by one in the order of the list.

    Use as a context manager and `save` it at the end; without that nothing is written under ``path``.

    Args:
        path: of the file.
        template: the form; all our columns behind a sheet of totals where none is given.
        scope: which entries these are, in a word; then a hidden sheet notes what was exported. Empty for none.
    """

    def __init__(self, path: Path, template: Template | None = None, scope: str = "") -> None:
        from openpyxl import Workbook  # noqa: PLC0415

        self.count = 0
        self._path = path
        self._book = Workbook(write_only=True)
        self._template = template or ready_templates()[FULL]
        self._scope = scope
        self._summary = None if template else SheetRows(self._new("汇总"), path.parent)
        self._totals: Counter[tuple[str, str]] = Counter()
        self._record: list[tuple[str, str, str]] = []
        self._sheets: list[SheetRows] = [self._summary] if self._summary else []
        self._sheet: ListSheet | None = None
        self._due = True
        self._part = Section("", "", ())
        self._in_part = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for rows in self._sheets:
            rows.close()
        if error is not None:
            # openpyxl complains of open files of sheets when they are collected.
            for sheet in self._book.worksheets:
                with suppress(OSError):
                    sheet.close()

    def part(self, part: Section) -> None:
        """What follows belongs together."""
        self._part, self._in_part = part, 0
        self._due = self._due or bool(part.sheet)
        if self._template.grouping is Grouping.SECTIONS and part.heading:
            self._current().line(part.heading)

    @property
    def form(self) -> str:
        """Everything of this workbook that has a say in how `shown` gives an entry."""
        return f"{self._template} {self._current().forms}"

    def shown(self, one: Entry | ListRow) -> ShownRow:
        """How an entry stands in this workbook, which rests on the entry and the template alone."""
        listed = one if isinstance(one, ListRow) else ListRow(one)
        entry = listed.entry
        return ShownRow(entry.agency or UNKNOWN_AGENCY, type_name(entry), self._current().shown(listed))

    def add(self, row: ShownRow) -> None:
        """The next entry."""
        sheet = self._current()
        self.count += 1
        self._in_part += 1
        self._totals[row.agency, row.type] += 1
        sheet.add(row.cells, self._in_part if self._part.sheet else self.count)

    def note(self, one: Entry | ListRow) -> None:
        """Notes an entry for the import, where that was asked for."""
        if self._scope:
            listed = one if isinstance(one, ListRow) else ListRow(one)
            self._record.append((listed.entry.id, listed.stamp, listed.code))

    def save(self) -> int:
        """Writes the file; gives the number of entries.

        Raises:
            OSError: the file cannot be written; an older one of that name is then untouched.
        """
        from openpyxl.writer.excel import ExcelWriter  # noqa: PLC0415

        sheet = self._sheet or self._begin()
        if self._template.grouping is Grouping.SECTIONS:
            sheet.line(f"合计：{self.count}项")
        sheet.end()
        if self._summary:
            _write_summary(self._summary, self._totals)
        if self._scope:
            self._write_record()
        self._book.properties.creator = "lezr_extract"
        self._book.properties.created = datetime.datetime(1980, 1, 1)  # the file's dates carry no zone
        with whole_file(self._path) as partial:
            raw = partial.with_name(f"{partial.name}.raw")
            try:
                # Stored, not packed: the copy with rows and fixed dates packs it.
                with zipfile.ZipFile(raw, "w", zipfile.ZIP_STORED, allowZip64=True) as archive:
                    ExcelWriter(self._book, archive).save()
                rows = {str(one.sheet.path).removeprefix("/"): one for one in self._sheets}
                _finish(raw, partial, rows)
            finally:
                raw.unlink(missing_ok=True)
        return self.count

    def _current(self) -> ListSheet:
        """The sheet for the next entry."""
        sheet = self._sheet
        if sheet is None or self._due or sheet.entries == ROWS_PER_SHEET:
            sheet = self._begin()
        return sheet

    def _begin(self) -> ListSheet:
        if self._sheet is not None:
            self._sheet.end()
        before = self._in_part if self._part.sheet else self.count
        more = f"（{before // ROWS_PER_SHEET + 1}）" if before else ""
        name = f"{self._part.sheet or '清单'}{more}"
        self._sheet = ListSheet(self._book, name, self._template, self._path.parent)
        self._sheets.append(self._sheet.rows)
        self._due = False
        return self._sheet

    def _write_record(self) -> None:
        sheet = self._new(RECORD)
        sheet.sheet_state = "hidden"
        rows = SheetRows(sheet, self._path.parent)
        self._sheets.append(rows)
        forms = bare_forms(len(RECORD_COLUMNS))
        rows.add(plain_row(forms[:2], (_RECORD_WORDS, cell_words(self._scope))))
        for values in (RECORD_COLUMNS, *self._record):
            rows.add(plain_row(forms, [*map(cell_words, values)]))

    def _new(self, name: str) -> "Worksheet":
        return cast("Worksheet", self._book.create_sheet(name))


def write_workbook(
    entries: Iterable[Entry | ListRow], path: Path, template: Template | None = None, scope: str = ""
) -> int:
    """Writes the list to ``path``; gives the number of entries.

    Args:
        entries: in the order of the list.
        path: of the file.
        template: the form, see `ListBook`.
        scope: which entries these are, see `ListBook`.

    Raises:
        OSError: the file cannot be written; an older one of that name is then untouched.
    """
    grouping = (template or ready_templates()[FULL]).grouping
    with ListBook(path, template, scope) as book:
        for part in sections(entries, grouping):
            book.part(part)
            for one in part.rows:
                book.add(book.shown(one))
                book.note(one)
        return book.save()


def _write_summary(rows: SheetRows, totals: Counter[tuple[str, str]]) -> None:
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    sheet = rows.sheet
    types = [type_words(kind) for kind in PowerType]
    agencies: Counter[str] = Counter()
    for (agency, _), number in totals.items():
        agencies[agency] += number
    sheet.freeze_panes = "B2"
    lay_out(sheet)
    for at, width in enumerate([46, *[12] * (len(types) + 1)], 1):
        sheet.column_dimensions[get_column_letter(at)].width = width
    rows.add(heading_row(sheet, ["行使主体", *types, "合计"]))
    everything = [sum(n for (_, t), n in totals.items() if t == kind) for kind in types]
    forms = bare_forms(len(types) + 2)
    rows.add(plain_row(forms, ["全部", *everything, sum(everything)]))
    for agency, number in sorted(agencies.items(), key=lambda pair: (-pair[1], pair[0])):
        numbers = (totals[agency, kind] for kind in types)
        rows.add(plain_row(forms, [cell_words(agency), *numbers, number]))
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(types) + 2)}{rows.number}"


def _finish(raw: Path, path: Path, rows: Mapping[str, SheetRows]) -> None:
    """Copies the file with the rows of its sheets and with fixed dates, so that the same list gives the same bytes."""
    with (
        zipfile.ZipFile(raw) as old,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=5) as new,
    ):
        for info in old.infolist():
            target = zipfile.ZipInfo(info.filename, _DATE)
            target.compress_type = zipfile.ZIP_DEFLATED
            target.external_attr = 0o644 << 16
            part = old.read(info)
            ready = rows.get(info.filename)
            # The long form of an entry, which not every program reads, only where the short one does not suffice.
            with new.open(target, "w", force_zip64=bool(ready and ready.size > _LARGE)) as sink:
                if ready:
                    before, after = _NO_ROWS.split(part)
                    sink.write(before + b"<sheetData>")
                    shutil.copyfileobj(ready.take(), sink, 1 << 20)
                    part = b"</sheetData>" + after
                elif info.filename == "docProps/core.xml":
                    part = re.sub(rb">[0-9-]{10}T[0-9:.]+Z<", b">%s<" % _STAMP.encode(), part)
                sink.write(part)
