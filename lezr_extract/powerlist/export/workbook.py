"""权责清单.xlsx: a sheet 汇总 (totals) and a sheet 清单 (the list), written row by row.

The same entries give the same bytes: dates inside the file are fixed. No cell is a formula, whatever a law or a
file name says.
"""

import datetime
import re
import zipfile
from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, cast

from lezr_extract.powerlist.export.columns import COLUMNS, row, type_name, visible
from lezr_extract.powerlist.finished import whole_file
from lezr_extract.records import Entry, PowerType

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

ROWS_PER_SHEET = 1_000_000  # a worksheet holds 1,048,576 rows
UNKNOWN_AGENCY = "（待确认）"
_DATE = (1980, 1, 1, 0, 0, 0)  # the first that a zip file can hold
_STAMP = "1980-01-01T00:00:00Z"
_ESCAPED = re.compile(r"_(x[0-9A-Fa-f]{4}_)")  # a reader of the file would turn _x0041_ into A


def write_workbook(entries: Iterable[Entry], path: Path) -> int:
    """Writes the list to ``path``; gives the number of entries.

    Raises:
        OSError: the file cannot be written; an older one of that name is then untouched.
    """
    from openpyxl import Workbook  # noqa: PLC0415
    from openpyxl.writer.excel import ExcelWriter  # noqa: PLC0415

    book = Workbook(write_only=True)
    summary = cast("Worksheet", book.create_sheet("汇总"))
    totals: Counter[tuple[str, str]] = Counter()
    try:
        count = _write_list(book, entries, totals)
        _write_summary(summary, totals)
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


def _write_list(book: "Workbook", entries: Iterable[Entry], totals: Counter[tuple[str, str]]) -> int:
    count = 0
    sheet: Worksheet | None = None
    cells: list[Cell] = []
    for entry in entries:
        if sheet is None or count % ROWS_PER_SHEET == 0:
            _close(sheet, ROWS_PER_SHEET)
            sheet = _list_sheet(book, f"清单{f'（{count // ROWS_PER_SHEET + 1}）' if count else ''}")
            cells = _cells(sheet)
        count += 1
        totals[entry.agency or UNKNOWN_AGENCY, type_name(entry)] += 1
        for cell, value in zip(cells, row(count, entry), strict=True):
            if value or cell.value is not None:
                _put(cell, value)
        sheet.append(cells)
    if sheet is None:
        sheet = _list_sheet(book, "清单")
    _close(sheet, (count - 1) % ROWS_PER_SHEET + 1 if count else 0)
    return count


def _list_sheet(book: "Workbook", title: str) -> "Worksheet":
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    sheet = cast("Worksheet", book.create_sheet(title))
    sheet.freeze_panes = "D2"
    for at, column in enumerate(COLUMNS, 1):
        sheet.column_dimensions[get_column_letter(at)].width = column.width
    sheet.append(_heading(sheet, [c.heading for c in COLUMNS]))
    return sheet


def _close(sheet: "Worksheet | None", rows: int) -> None:
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    if sheet is not None:
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(COLUMNS))}{rows + 1}"


def _cells(sheet: "Worksheet") -> "list[Cell]":
    """One row of styled cells, filled anew for each entry: making a styled cell is most of the time otherwise."""
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415
    from openpyxl.styles import Alignment, Border, Side  # noqa: PLC0415

    thin = Side(style="thin", color="D0D5DB")
    cells = []
    for _ in COLUMNS:
        cell = WriteOnlyCell(sheet)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        cell.border = Border(thin, thin, thin, thin)
        cells.append(cell)
    return cells


def _heading(sheet: "Worksheet", words: list[str]) -> "list[Cell]":
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415
    from openpyxl.styles import Alignment, Font, PatternFill  # noqa: PLC0415

    cells = []
    for word in words:
        cell = WriteOnlyCell(sheet)
        _put(cell, word)
        cell.font = Font(bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor="1F4E79")
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        cells.append(cell)
    return cells


def _put(cell: "Cell", value: str | float) -> None:
    """Text stays text: openpyxl would read ``=…`` as a formula and ``#N/A`` as an error."""
    if isinstance(value, str):
        cell.value = _ESCAPED.sub(r"_x005F_\1", visible(value)) or None
        if cell.value is not None:
            cell.data_type = "s"
    else:
        cell.value = value


def _write_summary(sheet: "Worksheet", totals: Counter[tuple[str, str]]) -> None:
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    types = ["其他行政权力" if t is PowerType.OTHER else str(t) for t in PowerType]
    agencies: Counter[str] = Counter()
    for (agency, _), number in totals.items():
        agencies[agency] += number
    sheet.freeze_panes = "B2"
    for at, width in enumerate([46, *[12] * (len(types) + 1)], 1):
        sheet.column_dimensions[get_column_letter(at)].width = width
    sheet.append(_heading(sheet, ["行使主体", *types, "合计"]))
    everything = [sum(n for (_, t), n in totals.items() if t == kind) for kind in types]
    rows: list[list[str | int]] = [["全部", *everything, sum(everything)]]
    for agency, number in sorted(agencies.items(), key=lambda pair: (-pair[1], pair[0])):
        rows.append([agency, *(totals[agency, kind] for kind in types), number])
    for values in rows:
        cells = [WriteOnlyCell(sheet) for _ in values]
        for cell, value in zip(cells, values, strict=True):
            _put(cell, value)
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
