"""A table that an office fills in and gives back: one sheet, or comma-separated values."""

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path

from lezr_extract.powerlist.export.columns import visible
from lezr_extract.powerlist.export.table import safe
from lezr_extract.powerlist.finished import whole_file

_WIDEST = 50
_NARROWEST = 10


def write_form(title: str, rows: Sequence[Mapping[str, str]], path: Path) -> None:
    """Writes ``rows`` under their keys as headings to ``path`` (``.xlsx`` or ``.csv``); no cell is a formula.

    Raises:
        OSError: the file cannot be written; an older one of that name is then untouched.
    """
    headings = list(rows[0]) if rows else []
    lines = [headings, *([row[heading] for heading in headings] for row in rows)]
    with whole_file(path) as partial:
        if path.suffix.lower() == ".csv":
            with partial.open("w", encoding="utf-8-sig", newline="") as out:
                csv.writer(out, lineterminator="\r\n").writerows(
                    [safe(cell) for cell in line] for line in lines
                )
        else:
            _write_sheet(title, lines, partial)


def _write_sheet(title: str, lines: Sequence[Sequence[str]], path: Path) -> None:
    from openpyxl import Workbook  # noqa: PLC0415
    from openpyxl.styles import Alignment, Font  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = title
    for at, line in enumerate(lines, 1):
        for column, words in enumerate(line, 1):
            cell = sheet.cell(at, column)
            cell.value = visible(words) or None
            if cell.value is not None:
                cell.data_type = "s"
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if at == 1:
                cell.font = Font(bold=True)
    for column, cells in enumerate(zip(*lines, strict=True), 1):
        longest = max(map(len, cells), default=0)
        sheet.column_dimensions[get_column_letter(column)].width = min(max(2 * longest, _NARROWEST), _WIDEST)
    sheet.freeze_panes = "A2"
    book.save(path)
