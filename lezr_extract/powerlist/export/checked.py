"""What checking a list says, as a table for an office: one row for each basis, then what is missing."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, cast

from lezr_extract.powerlist.export.columns import CELL_LIMIT, Column, visible
from lezr_extract.powerlist.export.table import safe
from lezr_extract.powerlist.present.words import REASON_WORDS, STATUS_WORDS, type_words
from lezr_extract.records import BasisStatus, CheckedBasis, CheckedEntry, MissingPower, PowerType

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

COLUMNS = (
    Column("清单", 24),
    Column("工作表", 12),
    Column("行", 6),
    Column("序号", 6),
    Column("事项名称", 36),
    Column("权力类型", 10),
    Column("行使主体", 20),
    Column("所引法规", 26),
    Column("所引条款", 14),
    Column("状态", 10),
    Column("原因", 18),
    Column("证据", 60),
    Column("建议", 36),
    Column("清单引文", 50),
    Column("现行条文", 50),
    Column("比对的版本", 14),
    Column("事项上的疑点", 40),
)
MISSING_COLUMNS = (
    Column("清单", 24),
    Column("法规", 30),
    Column("条款", 16),
    Column("权力类型", 10),
    Column("拟列名称", 44),
    Column("行使主体", 24),
    Column("把握", 8),
    Column("说明", 40),
    Column("条文", 70),
)
_FILLS = {
    BasisStatus.AMENDED: "FFF2CC",
    BasisStatus.MOVED: "FFF2CC",
    BasisStatus.REPEALED: "F8CBAD",
    BasisStatus.NOT_FOUND: "EDEDED",
    BasisStatus.MISQUOTED: "FCE4D6",
}
_STATUS_AT = 9


def rows_of(checked: CheckedEntry) -> Iterator[tuple[tuple[str | int, ...], BasisStatus | None]]:
    """The rows of an entry with their status: one for each basis, at least one."""
    entry = checked.entry
    faults = "\n".join(f"［{fault.level}］{fault.words}" for fault in checked.faults)
    head = (
        entry.file,
        entry.sheet,
        entry.row,
        entry.number,
        entry.full_name,
        type_words(entry),
        entry.holder,
    )
    if not checked.bases:
        yield (*head, *[""] * 9, faults), None
    for at, basis in enumerate(checked.bases):
        yield (*head, *_basis_cells(basis), "" if at else faults), basis.status


def _basis_cells(basis: CheckedBasis) -> tuple[str, ...]:
    cited = basis.cited
    return (
        f"《{cited.law}》" + (f"（{cited.edition}）" if cited.edition else ""),
        cited.words or (cited.article or ""),
        STATUS_WORDS[basis.status],
        REASON_WORDS.get(basis.reason, basis.reason),
        basis.evidence,
        basis.proposal,
        cited.quotation,
        basis.text or (basis.successor.text if basis.successor else ""),
        basis.version,
    )


def missing_row(file: str, power: MissingPower) -> tuple[str, ...]:
    """The row of a power that the list lacks."""
    return (
        file,
        f"《{power.law}》" + (f"（{power.version}版）" if power.version else ""),
        power.place,
        "其他行政权力" if power.type is PowerType.OTHER else power.type.value,
        power.name,
        power.holder,
        power.level,
        power.why,
        power.text,
    )


def write_checked_table(entries: Iterable[CheckedEntry], path: Path) -> None:
    """check.csv: UTF-8 with a byte order mark; no cell is a formula.

    Raises:
        OSError: the file cannot be written.
    """
    with path.open("w", encoding="utf-8-sig", errors="replace", newline="") as out:
        writer = csv.writer(out, lineterminator="\r\n")
        writer.writerow([column.heading for column in COLUMNS])
        for entry in entries:
            for row, _ in rows_of(entry):
                writer.writerow([safe(v) if isinstance(v, str) else v for v in row])


def write_checked_workbook(
    entries: Iterable[CheckedEntry], missing: Sequence[tuple[str, MissingPower]], path: Path
) -> None:
    """check.xlsx: a sheet of all bases, coloured by status, and a sheet 漏项 where it was asked for.

    Raises:
        OSError: the file cannot be written.
    """
    from openpyxl import Workbook  # noqa: PLC0415

    book = Workbook(write_only=True)
    try:
        sheet = cast("Worksheet", book.create_sheet("依据核对"))
        _begin(sheet, COLUMNS)
        count = 1
        for entry in entries:
            for row, status in rows_of(entry):
                sheet.append(_cells(sheet, row, status))
                count += 1
        sheet.auto_filter.ref = f"A1:Q{count}"
        if missing:
            more = cast("Worksheet", book.create_sheet("漏项"))
            _begin(more, MISSING_COLUMNS)
            for file, power in missing:
                more.append(_cells(more, missing_row(file, power), None))
        book.save(path)
    except BaseException:
        for one in book.worksheets:
            with suppress(OSError):
                one.close()
        raise


def _begin(sheet: "Worksheet", columns: Sequence[Column]) -> None:
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415
    from openpyxl.styles import Font, PatternFill  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    sheet.freeze_panes = "A2"
    cells = []
    for at, column in enumerate(columns, 1):
        sheet.column_dimensions[get_column_letter(at)].width = column.width
        cell = WriteOnlyCell(sheet, column.heading)
        cell.font = Font(bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor="1F4E79")
        cells.append(cell)
    sheet.append(cells)


def _cells(sheet: "Worksheet", row: Sequence[str | int], status: BasisStatus | None) -> "list[Cell]":
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415
    from openpyxl.styles import Alignment, PatternFill  # noqa: PLC0415

    cells = []
    for at, value in enumerate(row):
        cell = WriteOnlyCell(sheet)
        if isinstance(value, str):
            cell.value = visible(value[:CELL_LIMIT]) or None
            if cell.value is not None:
                cell.data_type = "s"  # no cell is a formula
        else:
            cell.value = value
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        if status in _FILLS and at == _STATUS_AT:
            cell.fill = PatternFill("solid", fgColor=_FILLS[status])
        cells.append(cell)
    return cells
