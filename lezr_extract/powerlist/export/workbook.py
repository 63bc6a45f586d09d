"""The list as a workbook: the columns of a template, titles, sections and totals as it has them, row by row.

The same entries give the same bytes: dates inside the file are fixed. No cell is a formula, whatever a law or a
file name says.
"""

import datetime
import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, cast

from lezr_extract.powerlist.export.columns import ListRow, cell_words, row, type_name, type_words
from lezr_extract.powerlist.export.sections import Section, sections
from lezr_extract.powerlist.export.workbook_sheet import ListSheet, heading_cells, lay_out, put
from lezr_extract.powerlist.finished import whole_file
from lezr_extract.records import Entry, PowerType
from lezr_extract.vocabulary.list_templates import FULL, Grouping, Template, ready_templates

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

ROWS_PER_SHEET = 1_000_000  # a worksheet holds 1,048,576 rows
RECORD = "导出记录"
"""A hidden sheet that tells an import what was exported."""
RECORD_COLUMNS = ("条目标识", "核对码", "职权编码")
UNKNOWN_AGENCY = "（待确认）"
_RECORD_WORDS = "本表供再次导入时核对改动，请勿修改"
_DATE = (1980, 1, 1, 0, 0, 0)  # the first that a zip file can hold
_STAMP = "1980-01-01T00:00:00Z"


def write_workbook(
    entries: Iterable[Entry | ListRow], path: Path, template: Template | None = None, scope: str = ""
) -> int:
    """Writes the list to ``path``; gives the number of entries.

    Args:
        entries: in the order of the list.
        path: of the file.
        template: the form; all our columns behind a sheet of totals where none is given.
        scope: which entries these are, in a word; then a hidden sheet notes what was exported. Empty for none.

    Raises:
        OSError: the file cannot be written; an older one of that name is then untouched.
    """
    from openpyxl import Workbook  # noqa: PLC0415
    from openpyxl.writer.excel import ExcelWriter  # noqa: PLC0415

    book = Workbook(write_only=True)
    summary = None if template else cast("Worksheet", book.create_sheet("汇总"))
    totals: Counter[tuple[str, str]] = Counter()
    exported: list[tuple[str, str, str]] | None = [] if scope else None
    try:
        count = _write_list(book, entries, template or ready_templates()[FULL], totals, exported)
        if summary:
            _write_summary(summary, totals)
        if exported is not None:
            _write_record(book, scope, exported)
    except BaseException:
        _abandon(book)
        raise
    book.properties.creator = "lezr_extract"
    book.properties.created = datetime.datetime(1980, 1, 1)  # the file's dates carry no zone
    with whole_file(path) as partial:
        raw = partial.with_name(f"{partial.name}.raw")
        try:
            # Stored, not packed: the copy with fixed dates packs it.
            with zipfile.ZipFile(raw, "w", zipfile.ZIP_STORED, allowZip64=True) as archive:
                ExcelWriter(book, archive).save()
            _fix_dates(raw, partial)
        finally:
            raw.unlink(missing_ok=True)
    return count


def _abandon(book: "Workbook") -> None:
    """Closes the sheets' temporary files; openpyxl complains of open ones when they are collected."""
    for sheet in book.worksheets:
        with suppress(OSError):
            sheet.close()


def _write_list(
    book: "Workbook",
    entries: Iterable[Entry | ListRow],
    template: Template,
    totals: Counter[tuple[str, str]],
    exported: list[tuple[str, str, str]] | None,
) -> int:
    count, sheet = 0, None
    parts: Sequence[Section] = sections(entries, template.grouping)
    for part in parts:
        in_part = 0
        if template.grouping is Grouping.SECTIONS and part.heading:
            sheet = sheet or ListSheet(book, "清单", template)
            sheet.line(part.heading)
        for one in part.rows:
            if sheet is None or sheet.entries == ROWS_PER_SHEET or (part.sheet and not in_part):
                more = in_part if part.sheet else count
                name = f"{part.sheet or '清单'}{f'（{more // ROWS_PER_SHEET + 1}）' if more else ''}"
                sheet = _followed(sheet, ListSheet(book, name, template))
            count, in_part = count + 1, in_part + 1
            listed = one if isinstance(one, ListRow) else ListRow(one)
            totals[listed.entry.agency or UNKNOWN_AGENCY, type_name(listed.entry)] += 1
            if exported is not None:
                exported.append((listed.entry.id, listed.stamp, listed.code))
            sheet.add(row(in_part if part.sheet else count, listed, template.columns))
    sheet = sheet or ListSheet(book, "清单", template)
    if template.grouping is Grouping.SECTIONS:
        sheet.line(f"合计：{count}项")
    sheet.end()
    return count


def _followed(before: ListSheet | None, sheet: ListSheet) -> ListSheet:
    if before is not None:
        before.end()
    return sheet


def _write_record(book: "Workbook", scope: str, exported: Iterable[tuple[str, str, str]]) -> None:
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415

    sheet = cast("Worksheet", book.create_sheet(RECORD))
    sheet.sheet_state = "hidden"
    for values in ((_RECORD_WORDS, scope), RECORD_COLUMNS, *exported):
        cells = [WriteOnlyCell(sheet) for _ in values]
        for cell, words in zip(cells, values, strict=True):
            put(cell, cell_words(words))
        sheet.append(cells)


def _write_summary(sheet: "Worksheet", totals: Counter[tuple[str, str]]) -> None:
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    types = [type_words(kind) for kind in PowerType]
    agencies: Counter[str] = Counter()
    for (agency, _), number in totals.items():
        agencies[agency] += number
    sheet.freeze_panes = "B2"
    lay_out(sheet)
    for at, width in enumerate([46, *[12] * (len(types) + 1)], 1):
        sheet.column_dimensions[get_column_letter(at)].width = width
    sheet.append(heading_cells(sheet, ["行使主体", *types, "合计"]))
    everything = [sum(n for (_, t), n in totals.items() if t == kind) for kind in types]
    rows: list[list[str | int]] = [["全部", *everything, sum(everything)]]
    for agency, number in sorted(agencies.items(), key=lambda pair: (-pair[1], pair[0])):
        rows.append([cell_words(agency), *(totals[agency, kind] for kind in types), number])
    for values in rows:
        cells = [WriteOnlyCell(sheet) for _ in values]
        for cell, value in zip(cells, values, strict=True):
            put(cell, value)
        sheet.append(cells)
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(types) + 2)}{len(rows) + 1}"


def _fix_dates(raw: Path, path: Path) -> None:
    """Copies the file with fixed dates, so that the same list gives the same bytes."""
    with (
        zipfile.ZipFile(raw) as old,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=5) as new,
    ):
        for info in old.infolist():
            target = zipfile.ZipInfo(info.filename, _DATE)
            target.compress_type = zipfile.ZIP_DEFLATED
            target.external_attr = 0o644 << 16
            with old.open(info) as source, new.open(target, "w") as sink:
                if info.filename == "docProps/core.xml":
                    words = source.read().decode("utf-8")
                    sink.write(re.sub(r">[0-9-]{10}T[0-9:.]+Z<", f">{_STAMP}<", words).encode())
                    continue
                while block := source.read(1 << 20):
                    sink.write(block)
