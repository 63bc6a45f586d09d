"""新旧对照表.docx: a table in landscape, deleted words struck through, new ones underlined.

The same table gives the same bytes: dates inside the file are fixed.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from lezr_extract.powerlist.export import word_file
from lezr_extract.powerlist.export.side_by_side import Line, Sheet, SheetRow
from lezr_extract.powerlist.export.word_file import GREEN, GREY, HEADING_FONT, RED, put

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docx.document import Document as WordDocument
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph

_WIDTHS = (10.6, 10.6, 4.5)


def write_side_by_side_document(sheet: Sheet, path: Path) -> None:
    """Writes the table to ``path``.

    Raises:
        OSError: the file cannot be written; an older one of that name is then untouched.
    """
    document = word_file.new_document(f"{sheet.title}新旧对照表", word_file.A4)
    _about(document, sheet)
    _table(document, sheet)
    word_file.save(document, path)


def _about(document: "WordDocument", sheet: Sheet) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415

    counts = "，".join(f"{label}{number}条" for label, number in sheet.counts)
    for words in (*sheet.about, f"{counts}。删除线为删去的文字，下划线为新增的文字。"):
        line = document.add_paragraph()
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER
        put(line, words, size=9, colour=GREY)


def _table(document: "WordDocument", sheet: Sheet) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415
    from docx.oxml.ns import qn  # noqa: PLC0415
    from docx.shared import Cm  # noqa: PLC0415

    table = document.add_table(rows=1, cols=3, style="Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, _WIDTHS, strict=True):
        column.width = Cm(width)
    for cell, words, width in zip(
        table.rows[0].cells, (sheet.old_head, sheet.new_head, "说明"), _WIDTHS, strict=True
    ):
        cell.width = Cm(width)
        cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
        put(cell.paragraphs[0], words, bold=True, font=HEADING_FONT)
    properties = table.rows[0]._tr.get_or_add_trPr()  # python-docx has no other way to repeat a row
    properties.append(properties.makeelement(qn("w:tblHeader"), {qn("w:val"): "true"}))
    for row in sheet.rows:
        cells = table.add_row().cells
        for cell, width in zip(cells, _WIDTHS, strict=True):
            cell.width = Cm(width)
        if row.change:
            _fill(cells, row)
        else:
            joined = cells[0].merge(cells[2])
            joined.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
            put(joined.paragraphs[0], "".join(run.words for run in row.new[0]), bold=True, font=HEADING_FONT)


def _fill(cells: "Sequence[_Cell]", row: SheetRow) -> None:
    for cell, lines in ((cells[0], row.old), (cells[1], row.new)):
        for n, line in enumerate(lines):
            _line(cell.paragraphs[0] if n == 0 else cell.add_paragraph(), line, first=n == 0)
        if not lines:
            put(cell.paragraphs[0], "（无）", colour=GREY)
    put(cells[2].paragraphs[0], row.label, size=9, bold=True)
    for note in row.notes:
        put(cells[2].add_paragraph(), note, size=8, colour=GREY)


def _line(paragraph: "Paragraph", line: Line, *, first: bool) -> None:
    from docx.shared import Pt  # noqa: PLC0415

    if not first:
        paragraph.paragraph_format.first_line_indent = Pt(21)
    for run in line:
        match run.kind:
            case "deleted":
                put(paragraph, run.words, strike=True, colour=RED)
            case "inserted":
                put(paragraph, run.words, underline=True, colour=GREEN)
            case "number":
                put(paragraph, run.words, bold=True, font=HEADING_FONT)
            case _:
                put(paragraph, run.words)
