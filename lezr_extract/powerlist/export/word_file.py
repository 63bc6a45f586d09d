"""What our Word documents have in common: a page of Chinese office paper, plain words only, the same bytes each time."""

import datetime
import io
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from lezr_extract.powerlist.export.columns import visible
from lezr_extract.powerlist.finished import whole_file

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.text.paragraph import Paragraph

FONT, HEADING_FONT = "宋体", "黑体"
GREY = (0x57, 0x60, 0x6A)
RED, GREEN = (0xB3, 0x26, 0x1E), (0x1A, 0x7F, 0x37)
A4, A3 = (29.7, 21.0), (42.0, 29.7)
"""Width and height in centimetres, lying."""
MARGIN = 2.0
TWIPS = 567
"""In a centimetre."""
_DATE = (1980, 1, 1, 0, 0, 0)  # the first that a zip file can hold
_MARK = "\ue000正文在此\ue000"
_PART = "word/document.xml"


def new_document(title: str, paper: tuple[float, float], size: float = 10.5) -> "WordDocument":
    """An empty document that lies on ``paper``, its title in the properties and on the first line; ``size`` in points."""
    import docx  # noqa: PLC0415
    from docx.enum.section import WD_ORIENT  # noqa: PLC0415
    from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415
    from docx.oxml.ns import qn  # noqa: PLC0415
    from docx.shared import Cm, Pt  # noqa: PLC0415

    document = docx.Document()
    properties = document.core_properties
    properties.author = properties.last_modified_by = "lezr_extract"
    properties.title = visible(title)[:255]
    properties.created = properties.modified = datetime.datetime(1980, 1, 1)  # the file's dates carry no zone
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(paper[0]), Cm(paper[1])
    section.left_margin = section.right_margin = Cm(MARGIN)
    section.top_margin = section.bottom_margin = Cm(MARGIN)
    style = document.styles["Normal"]
    style.font.name = FONT
    style.font.size = Pt(size)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    style.paragraph_format.space_after = Pt(0)
    head = document.add_paragraph()
    head.alignment = WD_ALIGN_PARAGRAPH.CENTER
    put(head, title, size=16, bold=True, font=HEADING_FONT)
    return document


def put(
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
    """Adds words to a paragraph; a line break in them stays one."""
    from docx.oxml.ns import qn  # noqa: PLC0415
    from docx.shared import Pt, RGBColor  # noqa: PLC0415

    run = paragraph.add_run(visible(words))
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


def place_of_body(document: "WordDocument") -> None:
    """Marks where `save` puts what is streamed."""
    document.add_paragraph(_MARK)


def save(document: "WordDocument", path: Path, body: Iterable[str] = ()) -> None:
    """Writes the document to ``path`` with fixed dates.

    Args:
        document: with at most one `place_of_body`.
        path: of the file.
        body: the XML of paragraphs and tables piece by piece; python-docx would look up every cell anew, which is quadratic.

    Raises:
        OSError: the file cannot be written; an older one of that name is then untouched.
    """
    raw = io.BytesIO()
    document.save(raw)
    with (
        whole_file(path) as partial,
        zipfile.ZipFile(raw) as old,
        zipfile.ZipFile(partial, "w", zipfile.ZIP_DEFLATED, compresslevel=5) as new,
    ):
        for name in old.namelist():
            target = zipfile.ZipInfo(name, _DATE)
            target.compress_type = zipfile.ZIP_DEFLATED
            target.external_attr = 0o644 << 16
            words = old.read(name)
            with new.open(target, "w", force_zip64=name == _PART) as sink:
                if name == _PART and (mark := words.find(_MARK.encode())) >= 0:
                    sink.write(words[: words.rindex(b"<w:p>", 0, mark)])
                    for piece in body:
                        sink.write(piece.encode("utf-8"))
                    words = words[words.index(b"</w:p>", mark) + len(b"</w:p>") :]
                sink.write(words)


def table_start(widths: Iterable[float]) -> str:
    """The beginning of a table with columns of these widths in centimetres."""
    columns = "".join(f'<w:gridCol w:w="{round(width * TWIPS)}"/>' for width in widths)
    return (
        '<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/><w:tblW w:w="0" w:type="auto"/>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{columns}</w:tblGrid>'
    )


TABLE_END = "</w:tbl>"


def table_row(cells: Iterable[str], *, head: bool = False) -> str:
    """A row of `table_cell`; one of headings is repeated on each page."""
    properties = "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>" if head else ""
    return f"<w:tr>{properties}{''.join(cells)}</w:tr>"


def table_cell(words: str, width: float, *, span: int = 1, shade: str = "", bold: bool = False) -> str:
    """A cell: a paragraph for each line of ``words``.

    Args:
        words: any text.
        width: centimetres.
        span: number of columns.
        shade: RGB in hex; empty for none.
        bold: in the font of headings, centred.
    """
    merged = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    fill = f'<w:shd w:val="clear" w:color="auto" w:fill="{shade}"/>' if shade else ""
    before = '<w:pPr><w:jc w:val="center"/></w:pPr>' if bold else ""
    fonts = f'<w:rPr><w:rFonts w:ascii="{HEADING_FONT}" w:hAnsi="{HEADING_FONT}" w:eastAsia="{HEADING_FONT}"/><w:b/></w:rPr>'
    run = fonts if bold else ""
    lines = "".join(
        f'<w:p>{before}<w:r>{run}<w:t xml:space="preserve">{escape(visible(line))}</w:t></w:r></w:p>'
        for line in words.split("\n")
    )
    return f'<w:tc><w:tcPr><w:tcW w:w="{round(width * TWIPS)}" w:type="dxa"/>{merged}{fill}</w:tcPr>{lines}</w:tc>'


def paragraph(
    words: str, *, size: float = 0, bold: bool = False, indent: bool = False, colour: str = ""
) -> str:
    """A paragraph; a line break in ``words`` begins another.

    Args:
        words: any text.
        size: points; 0 for that of the document.
        bold: in the font of headings.
        indent: its first line set in by two characters.
        colour: RGB in hex; empty for black.
    """
    fonts = f'<w:rFonts w:ascii="{HEADING_FONT}" w:hAnsi="{HEADING_FONT}" w:eastAsia="{HEADING_FONT}"/><w:b/>'
    looks = (
        (fonts if bold else "")
        + (f'<w:color w:val="{colour}"/>' if colour else "")
        + (f'<w:sz w:val="{round(size * 2)}"/>' if size else "")
    )
    before = '<w:keepNext/><w:spacing w:before="160" w:after="60"/>' if bold else ""
    before += '<w:ind w:firstLineChars="200" w:firstLine="420"/>' if indent else ""
    return "".join(
        f"<w:p><w:pPr>{before}</w:pPr><w:r><w:rPr>{looks}</w:rPr>"
        f'<w:t xml:space="preserve">{escape(visible(line))}</w:t></w:r></w:p>'
        for line in words.split("\n")
    )
