"""新旧对照表.docx: a table in landscape, deleted words struck through, new ones underlined.

The same table gives the same bytes: dates inside the file are fixed.
"""

import datetime
import io
import re
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from lezr_extract.powerlist.export.columns import visible
from lezr_extract.powerlist.export.side_by_side import Line, Sheet, SheetRow
from lezr_extract.powerlist.finished import whole_file

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docx.document import Document as WordDocument
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph

_DATE = (1980, 1, 1, 0, 0, 0)  # the first that a zip file can hold
_WIDTHS = (10.6, 10.6, 4.5)
_PAGE = (29.7, 21.0)
_MARGIN = 2.0
_FONT, _HEADING_FONT = "宋体", "黑体"
_RED, _GREEN, _GREY = (0xB3, 0x26, 0x1E), (0x1A, 0x7F, 0x37), (0x57, 0x60, 0x6A)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def write_side_by_side_document(sheet: Sheet, path: Path) -> None:
    """Writes the table to ``path``.

    Raises:
        OSError: the file cannot be written; an older one of that name is then untouched.
    """
    import docx  # noqa: PLC0415

    document = docx.Document()
    _prepare(document, sheet)
    _table(document, sheet)
    raw = io.BytesIO()
    document.save(raw)
    with whole_file(path) as partial:
        _with_fixed_dates(raw, partial)


def _prepare(document: "WordDocument", sheet: Sheet) -> None:
    from docx.enum.section import WD_ORIENT  # noqa: PLC0415
    from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415
    from docx.oxml.ns import qn  # noqa: PLC0415
    from docx.shared import Cm, Pt  # noqa: PLC0415

    properties = document.core_properties
    properties.author = properties.last_modified_by = "lezr_extract"
    properties.title = visible(f"{sheet.title}新旧对照表")
    properties.created = properties.modified = datetime.datetime(1980, 1, 1)  # the file's dates carry no zone
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(_PAGE[0]), Cm(_PAGE[1])
    section.left_margin = section.right_margin = Cm(_MARGIN)
    section.top_margin = section.bottom_margin = Cm(_MARGIN)
    style = document.styles["Normal"]
    style.font.name = _FONT
    style.font.size = Pt(10.5)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), _FONT)
    style.paragraph_format.space_after = Pt(0)
    title = document.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _put(title, f"{sheet.title}新旧对照表", size=16, bold=True, font=_HEADING_FONT)
    counts = "，".join(f"{label}{number}条" for label, number in sheet.counts)
    for words in (*sheet.about, f"{counts}。删除线为删去的文字，下划线为新增的文字。"):
        line = document.add_paragraph()
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER
        _put(line, words, size=9, colour=_GREY)


def _table(document: "WordDocument", sheet: Sheet) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415
    from docx.oxml.ns import qn  # noqa: PLC0415
    from docx.shared import Cm  # noqa: PLC0415

    # Written row by row into the tree: python-docx looks up every cell of a table anew, which is quadratic.
    table = document.add_table(rows=1, cols=3, style="Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, _WIDTHS, strict=True):
        column.width = Cm(width)
    for cell, words, width in zip(
        table.rows[0].cells, (sheet.old_head, sheet.new_head, "说明"), _WIDTHS, strict=True
    ):
        cell.width = Cm(width)
        cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
        _put(cell.paragraphs[0], words, bold=True, font=_HEADING_FONT)
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
            _put(
                joined.paragraphs[0], "".join(run.words for run in row.new[0]), bold=True, font=_HEADING_FONT
            )


def _fill(cells: "Sequence[_Cell]", row: SheetRow) -> None:
    for cell, lines in ((cells[0], row.old), (cells[1], row.new)):
        for n, line in enumerate(lines):
            _line(cell.paragraphs[0] if n == 0 else cell.add_paragraph(), line, first=n == 0)
        if not lines:
            _put(cell.paragraphs[0], "（无）", colour=_GREY)
    _put(cells[2].paragraphs[0], row.label, size=9, bold=True)
    for note in row.notes:
        _put(cells[2].add_paragraph(), note, size=8, colour=_GREY)


def _line(paragraph: "Paragraph", line: Line, *, first: bool) -> None:
    from docx.shared import Pt  # noqa: PLC0415

    if not first:
        paragraph.paragraph_format.first_line_indent = Pt(21)
    for run in line:
        match run.kind:
            case "deleted":
                _put(paragraph, run.words, strike=True, colour=_RED)
            case "inserted":
                _put(paragraph, run.words, underline=True, colour=_GREEN)
            case "number":
                _put(paragraph, run.words, bold=True, font=_HEADING_FONT)
            case _:
                _put(paragraph, run.words)


def _put(
    paragraph: "Paragraph",
    words: str,
    *,
    size: float | None = None,
    bold: bool = False,
    strike: bool = False,
    underline: bool = False,
    colour: tuple[int, int, int] | None = None,
    font: str = "",
) -> None:
    from docx.oxml.ns import qn  # noqa: PLC0415
    from docx.shared import Pt, RGBColor  # noqa: PLC0415

    # XML has no place for control characters, and python-docx would make a line break or a tab of some.
    run = paragraph.add_run(_CONTROL.sub("", visible(words)))
    if size:
        run.font.size = Pt(size)
    if bold:
        run.font.bold = True
    if strike:
        run.font.strike = True
    if underline:
        run.font.underline = True
    if colour:
        run.font.color.rgb = RGBColor(*colour)
    if font:
        run.font.name = font
        fonts = run._element.get_or_add_rPr().get_or_add_rFonts()
        fonts.set(qn("w:eastAsia"), font)  # the font of Chinese has no other setter


def _with_fixed_dates(raw: io.BytesIO, path: Path) -> None:
    with (
        zipfile.ZipFile(raw) as old,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=5) as new,
    ):
        for name in old.namelist():
            target = zipfile.ZipInfo(name, _DATE)
            target.compress_type = zipfile.ZIP_DEFLATED
            target.external_attr = 0o644 << 16
            new.writestr(target, old.read(name))
