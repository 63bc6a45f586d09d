"""PDF as LibreOffice prints a Word file: other fonts, kerning and order of the words than our own PDF has.

Two columns below a title over both, heads that differ on left and right pages, numbers of several forms.
"""

import io
import tempfile
from pathlib import Path
from typing import Any

from lezr_extract.read import programs

from bench.variants.pdf import pdf
from bench.variants.sheets import HEIGHT, WIDTH, Placed, sheets
from bench.variants.source import SourceLaw


def gazette(law: SourceLaw) -> bytes:
    """Title over the page, text in two columns, 第 N 页 共 M 页 below."""
    return _printed(law, columns=2, heads=False)


def left_and_right(law: SourceLaw) -> bytes:
    """One column; the collection's name on left pages, the law's on right ones, — N — below."""
    return _printed(law, columns=1, heads=True)


def row_by_row(law: SourceLaw) -> bytes:
    """Two columns whose lines stand in the file row by row over both, as scanners with a text layer write them."""
    pages = sheets(law.title, law.lines, columns=2)
    made = []
    for number, page in enumerate(pages, 1):
        foot = Placed(WIDTH / 2 - 30, HEIGHT - 36, f"第 {number} 页 共 {len(pages)} 页", 10)
        made.append(sorted([*page, foot], key=lambda one: (one.baseline, one.left)))
    return pdf(made)


def _printed(law: SourceLaw, *, columns: int, heads: bool) -> bytes:
    office = programs.find("soffice", "libreoffice")
    if office is None:
        raise SystemExit("LibreOffice is not installed (apt install libreoffice-writer-nogui)")
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "law.docx").write_bytes(_word(law, columns, heads))
        profile = f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}"
        command = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", folder]
        programs.printed([*command, str(Path(folder) / "law.docx")], 120)
        return (Path(folder) / "law.pdf").read_bytes()


def _word(law: SourceLaw, columns: int, heads: bool) -> bytes:
    import docx  # noqa: PLC0415
    from docx.enum.section import WD_SECTION  # noqa: PLC0415
    from docx.enum.text import WD_ALIGN_PARAGRAPH  # noqa: PLC0415
    from docx.oxml.ns import qn  # noqa: PLC0415
    from docx.shared import Pt  # noqa: PLC0415

    word = docx.Document()
    style = word.styles["Normal"]
    style.font.name, style.font.size = "Noto Serif CJK SC", Pt(10.5)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), "Noto Serif CJK SC")
    style.paragraph_format.space_after = Pt(0)
    title = word.add_paragraph(law.title)
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    section = word.sections[0]
    if columns > 1:
        section = word.add_section(WD_SECTION.CONTINUOUS)
        set_up = section._sectPr.find(qn("w:cols"))
        set_up.set(qn("w:num"), str(columns))
        set_up.set(qn("w:space"), "600")
    for line in law.lines[1:] if law.lines[0] == law.title else law.lines:
        paragraph = word.add_paragraph(line)
        paragraph.paragraph_format.first_line_indent = Pt(21)
    first = word.sections[0]
    if heads:
        word.settings.odd_and_even_pages_header_footer = True
        first.even_page_header.paragraphs[0].text = "云岭省常用法律汇编"
        first.header.paragraphs[0].text = law.title
        for foot in (first.footer, first.even_page_footer):
            _with_fields(foot.paragraphs[0], "— ", "PAGE", " —")
    else:
        _with_fields(first.footer.paragraphs[0], "第 ", "PAGE", " 页 共 ", "NUMPAGES", " 页")
    for foot in (first.footer, first.even_page_footer):
        foot.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
    saved = io.BytesIO()
    word.save(saved)
    return saved.getvalue()


def _with_fields(paragraph: Any, *pieces: str) -> None:
    from docx.oxml import parse_xml  # noqa: PLC0415
    from docx.oxml.ns import nsdecls  # noqa: PLC0415

    for piece in pieces:
        if piece.isupper():
            paragraph._p.append(
                parse_xml(
                    f'<w:fldSimple {nsdecls("w")} w:instr="{piece}"><w:r><w:t>1</w:t></w:r></w:fldSimple>'
                )
            )
        else:
            paragraph.add_run(piece)
