"""One worksheet of the list, written row by row: title, headings, lines of sections, entries."""

import re
from collections.abc import Generator, Iterable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Protocol, cast
from xml.sax.saxutils import escape

from lezr_extract.powerlist.export.columns import Value, visible
from lezr_extract.vocabulary.list_templates import Grouping, Template


class _File(Protocol):
    """What takes the elements of a sheet."""

    def write(self, element: object) -> None:
        """Writes an element."""


if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

_ESCAPED = re.compile(r"_(x[0-9A-Fa-f]{4}_)")  # a reader of the file would turn _x0041_ into A
_RUN = ("=", "+", "-", "@")
_AS_TEXT = frozenset(("code", "id"))  # what a spreadsheet would round to 15 digits when it is typed anew
_RETURN = {"\r": "&#13;"}
_A3 = 8
_TITLE_HEIGHT = 30  # points
_LINE_HEIGHT, _MOST_HEIGHT = 17, 409  # points; Excel has no higher row


class ListSheet:
    """A sheet that gets its rows one after the other."""

    def __init__(self, book: "Workbook", name: str, template: Template) -> None:
        from openpyxl.utils import get_column_letter  # noqa: PLC0415

        self.sheet = cast("Worksheet", book.create_sheet(name))
        self.entries = 0
        self._template = template
        self._widths = [column.width for column in template.columns]
        self._letter = get_column_letter(len(template.columns))
        self._merged: list[str] = []
        self._heading_row = 2 if template.title else 1
        self._rows = self._heading_row
        self._prepare()
        writer = _writer(cast("Any", self.sheet))
        self._write_cells, writer.write_row = writer.write_row, self._write_row
        self._ready = ""
        self._head()
        # What looks like a formula has a style of its own, marked as text, so that it is none after editing either.
        self._plain, self._quoted = self._cells(quoted=False), self._cells(quoted=True)
        self._letters = [get_column_letter(at) for at in range(1, len(template.columns) + 1)]

    def add(self, values: Sequence[Value]) -> None:
        """An entry's row."""
        self.entries += 1
        self._rows += 1
        cells = "".join(map(self._cell, self._letters, values, self._plain, self._quoted))
        # Excel would find the height by itself, LibreOffice shows one line only.
        lines = max(map(_lines, values, self._widths))
        height = min(_LINE_HEIGHT * lines, _MOST_HEIGHT)
        self._ready = f'<row r="{self._rows}" ht="{height}" customHeight="1">{cells}</row>'
        self.sheet.append([])

    def _cell(self, letter: str, value: Value, plain: str, quoted: str) -> str:
        """A cell as the file holds it. Through the library's own cells a list of 45,000 entries takes 2.5 times as long."""
        place = f"{letter}{self._rows}"
        if isinstance(value, str):
            words = _ESCAPED.sub(r"_x005F_\1", visible(value))
            if words:
                style = quoted if value.startswith(_RUN) else plain
                # White space at the ends is lost without this mark, a carriage return that stands as it is becomes \n.
                space = ' xml:space="preserve"' if words != (bare := words.strip()) and bare else ""
                words = escape(words, _RETURN)
                return f'<c r="{place}" s="{style}" t="inlineStr"><is><t{space}>{words}</t></is></c>'
        elif value is not None:
            return f'<c r="{place}" s="{plain}" t="n"><v>{value:.16g}</v></c>'
        return f'<c r="{place}" s="{plain}" t="n"/>'

    def _write_row(self, file: "_File", row: "Iterable[Cell]", number: int) -> None:
        """Takes the place of the library's way: a row that is ready goes into the file as it is."""
        from openpyxl.xml.functions import fromstring  # noqa: PLC0415

        if self._ready:
            file.write(fromstring(self._ready))
            self._ready = ""
        else:
            self._write_cells(file, row, number)

    def line(self, words: str) -> None:
        """A line over all columns."""
        from openpyxl.styles import Alignment, Font, PatternFill  # noqa: PLC0415

        (cell,) = self._styled([words])
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="DDE6F0")
        cell.alignment = Alignment(vertical="center")
        self.sheet.append([cell])
        self._rows += 1
        self._merge(f"A{self._rows}:{self._letter}{self._rows}")

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
        if self._template.title:
            sheet.row_dimensions[1].height = _TITLE_HEIGHT
        sheet.print_title_rows = f"{self._heading_row}:{self._heading_row}"
        lay_out(sheet)

    def _head(self) -> None:
        from openpyxl.styles import Alignment, Font  # noqa: PLC0415
        from openpyxl.utils import get_column_letter  # noqa: PLC0415

        columns = self._template.columns
        if self._template.title:
            (cell,) = self._styled([self._template.title])
            cell.font = Font(bold=True, size=16)
            cell.alignment = Alignment(horizontal="center", vertical="center")
            self.sheet.append([cell])
            self._merge(f"A1:{self._letter}1")
        self.sheet.append(heading_cells(self.sheet, [column.heading for column in columns]))
        first = 0
        for at in range(1, len(columns) + 1):
            if at == len(columns) or columns[at].heading:
                if at - first > 1:
                    left, right = get_column_letter(first + 1), get_column_letter(at)
                    self._merge(f"{left}{self._heading_row}:{right}{self._heading_row}")
                first = at

    def _merge(self, ref: str) -> None:
        if len(self._template.columns) > 1:
            self._merged.append(ref)

    def _styled(self, words: Sequence[str]) -> "list[Cell]":
        from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415

        cells = []
        for one in words:
            cells.append(WriteOnlyCell(self.sheet))
            put(cells[-1], one)
        return cells

    def _cells(self, *, quoted: bool) -> list[str]:
        """The number of the style of each column."""
        from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415
        from openpyxl.styles import Alignment, Border, Side  # noqa: PLC0415

        thin = Side(style="thin", color="D0D5DB")
        styles = []
        for column in self._template.columns:
            cell = WriteOnlyCell(self.sheet)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.border = Border(thin, thin, thin, thin)
            if column.field in _AS_TEXT:
                cell.number_format = "@"
            cell.quotePrefix = quoted
            styles.append(str(cell.style_id))
        return styles


def _writer(sheet: Any) -> Any:  # noqa: ANN401 - of the library, which says no types
    """Writes the sheet's file in UTF-8: the library's own way takes eight bytes for a Chinese character."""
    from openpyxl.worksheet._writer import WorksheetWriter  # noqa: PLC0415
    from openpyxl.xml.constants import SHEET_MAIN_NS  # noqa: PLC0415
    from openpyxl.xml.functions import xmlfile  # noqa: PLC0415

    class Writer(WorksheetWriter):
        def get_stream(self) -> Generator[Any, Any, None]:
            with (
                xmlfile(self.out, encoding="utf-8") as file,
                file.element("worksheet", xmlns=SHEET_MAIN_NS),
                suppress(GeneratorExit),
            ):
                while True:
                    element = yield
                    if element is True:
                        yield file
                    elif element is not None:
                        file.write(element)

    sheet._writer = Writer(sheet)
    sheet._writer.write_top()
    return sheet._writer


def lay_out(sheet: "Worksheet") -> None:
    """Printed lying, all columns on one page."""
    from openpyxl.worksheet.properties import PageSetupProperties  # noqa: PLC0415

    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = _A3
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0


def _lines(value: Value, width: int) -> int:
    """How many lines a value takes in a column; a Chinese character is two wide, as it is two bytes in GBK."""
    if not isinstance(value, str) or not value:
        return 1
    room = max(width - 1, 1)
    return sum(1 + max(len(line.encode("gbk", "replace")) - 1, 0) // room for line in value.split("\n"))


def heading_cells(sheet: "Worksheet", words: Sequence[str]) -> "list[Cell]":
    """A row of headings."""
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415
    from openpyxl.styles import Alignment, Font, PatternFill  # noqa: PLC0415

    cells = []
    for word in words:
        cell = WriteOnlyCell(sheet)
        put(cell, word)
        cell.font = Font(bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor="1F4E79")
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        cells.append(cell)
    return cells


def put(cell: "Cell", value: Value) -> None:
    """Text stays text: openpyxl would read ``=…`` as a formula and ``#N/A`` as an error."""
    if isinstance(value, str):
        cell.value = _ESCAPED.sub(r"_x005F_\1", visible(value)) or None
        if cell.value is not None:
            cell.data_type = "s"
    else:
        cell.value = value
