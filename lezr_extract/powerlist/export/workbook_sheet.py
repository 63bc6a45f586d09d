"""One worksheet of the list, that gets its rows one after the other: title, headings, lines of sections, entries."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, cast

from lezr_extract.powerlist.export.columns import ListRow, row
from lezr_extract.powerlist.export.sheet_cells import RUNNING, CellForm, SheetRows, entry_row, plain_row
from lezr_extract.vocabulary.list_templates import Grouping, Template

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

_AS_TEXT = frozenset(("code", "id"))  # what a spreadsheet would round to 15 digits when it is typed anew
_A3 = 8
_TITLE_HEIGHT = 30  # points


class ListSheet:
    """A sheet that gets its rows one after the other.

    Attributes:
        sheet: of the workbook; its rows are in ``rows``.
        rows: all rows so far.
        entries: number of entries so far.
        forms: of the cells of an entry.
    """

    def __init__(self, book: "Workbook", name: str, template: Template, folder: Path) -> None:
        from openpyxl.utils import get_column_letter  # noqa: PLC0415

        self.sheet = cast("Worksheet", book.create_sheet(name))
        self.rows = SheetRows(self.sheet, folder)
        self.entries = 0
        self._template = template
        self._letter = get_column_letter(len(template.columns))
        self._merged: list[str] = []
        self._heading_row = 2 if template.title else 1
        self._prepare()
        self._head()
        self.forms = self._forms()

    def shown(self, listed: ListRow) -> str:
        """The row of an entry, without its numbers; rests on the entry and the template alone."""
        return entry_row(self.forms, row(RUNNING, listed, self._template.columns))

    def add(self, row: str, number: int) -> None:
        """An entry's row, as `shown` made it, under its running number."""
        self.entries += 1
        self.rows.add(row, number)

    def line(self, words: str) -> None:
        """A line over all columns."""
        from openpyxl.styles import Alignment, Font, PatternFill  # noqa: PLC0415

        cell = _styled(self.sheet)
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="DDE6F0")
        cell.alignment = Alignment(vertical="center")
        self._over_all(cell, words)

    def end(self) -> None:
        """Writes down which cells are merged and over what one may filter."""
        from openpyxl.worksheet.cell_range import CellRange, MultiCellRange  # noqa: PLC0415

        self.sheet.merged_cells = MultiCellRange([CellRange(ref) for ref in self._merged])
        if self._template.grouping is not Grouping.SECTIONS:
            last = self._heading_row + self.entries
            self.sheet.auto_filter.ref = f"A{self._heading_row}:{self._letter}{last}"

    def _prepare(self) -> None:
        from openpyxl.utils import get_column_letter  # noqa: PLC0415

        sheet, columns = self.sheet, self._template.columns
        name = next(at for at, column in enumerate(columns, 1) if column.field == "name")
        sheet.freeze_panes = f"{get_column_letter(name + 1)}{self._heading_row + 1}"
        for at, column in enumerate(columns, 1):
            sheet.column_dimensions[get_column_letter(at)].width = column.width
        sheet.print_title_rows = f"{self._heading_row}:{self._heading_row}"
        lay_out(sheet)

    def _head(self) -> None:
        from openpyxl.styles import Alignment, Font  # noqa: PLC0415
        from openpyxl.utils import get_column_letter  # noqa: PLC0415

        columns = self._template.columns
        if self._template.title:
            cell = _styled(self.sheet)
            cell.font = Font(bold=True, size=16)
            cell.alignment = Alignment(horizontal="center", vertical="center")
            self._over_all(cell, self._template.title, _TITLE_HEIGHT)
        self.rows.add(heading_row(self.sheet, [column.heading for column in columns]))
        first = 0
        for at in range(1, len(columns) + 1):
            if at == len(columns) or columns[at].heading:
                if at - first > 1:
                    left, right = get_column_letter(first + 1), get_column_letter(at)
                    self._merge(f"{left}{self._heading_row}:{right}{self._heading_row}")
                first = at

    def _over_all(self, cell: "Cell", words: str, height: int = 0) -> None:
        self.rows.add(plain_row([CellForm("A", _style(cell), _style(cell))], [words], height))
        self._merge(f"A{self.rows.number}:{self._letter}{self.rows.number}")

    def _merge(self, ref: str) -> None:
        if len(self._template.columns) > 1:
            self._merged.append(ref)

    def _forms(self) -> list[CellForm]:
        """Of each column; what looks like a formula has a style of its own, marked as text."""
        from openpyxl.utils import get_column_letter  # noqa: PLC0415

        plain, quoted = self._styles(quoted=False), self._styles(quoted=True)
        return [
            CellForm(get_column_letter(at), plain[at - 1], quoted[at - 1], column.width)
            for at, column in enumerate(self._template.columns, 1)
        ]

    def _styles(self, *, quoted: bool) -> list[str]:
        from openpyxl.styles import Alignment, Border, Side  # noqa: PLC0415

        thin = Side(style="thin", color="D0D5DB")
        styles = []
        for column in self._template.columns:
            cell = _styled(self.sheet)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.border = Border(thin, thin, thin, thin)
            if column.field in _AS_TEXT:
                cell.number_format = "@"
            cell.quotePrefix = quoted
            styles.append(_style(cell))
        return styles


def lay_out(sheet: "Worksheet") -> None:
    """Printed lying, all columns on one page."""
    from openpyxl.worksheet.properties import PageSetupProperties  # noqa: PLC0415

    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = _A3
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0


def heading_row(sheet: "Worksheet", words: Sequence[str]) -> str:
    """A row of headings."""
    from openpyxl.styles import Alignment, Font, PatternFill  # noqa: PLC0415

    cell = _styled(sheet)
    cell.font = Font(bold=True, color="FFFFFF")
    cell.fill = PatternFill("solid", fgColor="1F4E79")
    cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    return plain_row(bare_forms(len(words), _style(cell)), words)


def bare_forms(number: int, style: str = "") -> list[CellForm]:
    """The forms of so many columns without anything of their own."""
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    return [CellForm(get_column_letter(at), style, style) for at in range(1, number + 1)]


def _styled(sheet: "Worksheet") -> "Cell":
    """A cell that shall tell the number of a style."""
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415

    return WriteOnlyCell(sheet)


def _style(cell: "Cell") -> str:
    return f' s="{cell.style_id}"'
