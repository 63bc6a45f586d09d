"""PDF with a text layer: one column, two columns, running heads with page numbers."""

import zlib
from collections.abc import Sequence

from bench.variants.sheets import HEIGHT, WIDTH, Placed, sheets
from bench.variants.source import SourceLaw

_FONT = "<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [4 0 R] >>"
_KIN = (
    "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /DW 1000 /W [1 95 500]"
    " /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /FontDescriptor 5 0 R >>"
)
_ABOUT = (
    "<< /Type /FontDescriptor /FontName /STSong-Light /Flags 4 /FontBBox [0 -200 1000 900] /ItalicAngle 0"
    " /Ascent 900 /Descent -200 /CapHeight 700 /StemV 80 >>"
)


def one_column(law: SourceLaw) -> bytes:
    """As a word processor prints it."""
    return pdf(sheets(law.title, law.lines))


def two_columns(law: SourceLaw) -> bytes:
    """As a gazette prints it."""
    return pdf(sheets(law.title, law.lines, columns=2))


def running_heads(law: SourceLaw) -> bytes:
    """With the title above and the number below each page."""
    return pdf(sheets(law.title, law.lines, heads=True))


def pdf(pages: Sequence[Sequence[Placed]]) -> bytes:
    """A PDF of placed lines in the Song font of every reader."""
    bodies = {
        1: b"<< /Type /Catalog /Pages 2 0 R >>",
        3: _FONT.encode(),
        4: _KIN.encode(),
        5: _ABOUT.encode(),
    }
    kids = []
    for number, lines in enumerate(pages):
        page, content = 10 + 2 * number, 11 + 2 * number
        shown = "".join(
            f"BT /F1 {one.size} Tf {one.left} {HEIGHT - one.baseline} Td <{one.words.encode('utf-16-be').hex()}> Tj ET\n"
            for one in lines
        )
        bodies[page] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {WIDTH} {HEIGHT}] /Contents {content} 0 R"
            " /Resources << /Font << /F1 3 0 R >> >> >>"
        ).encode()
        bodies[content] = _stream("", zlib.compress(shown.encode()))
        kids.append(page)
    return _file(bodies, kids)


def _stream(more: str, packed: bytes) -> bytes:
    head = f"<< /Length {len(packed)} /Filter /FlateDecode {more}>>\nstream\n"
    return head.encode() + packed + b"\nendstream"


def _file(bodies: dict[int, bytes], kids: Sequence[int]) -> bytes:
    listed = " ".join(f"{kid} 0 R" for kid in kids)
    bodies[2] = f"<< /Type /Pages /Kids [{listed}] /Count {len(kids)} >>".encode()
    made, places = b"%PDF-1.7\n", {}
    for number in sorted(bodies):
        places[number] = len(made)
        made += f"{number} 0 obj\n".encode() + bodies[number] + b"\nendobj\n"
    start, size = len(made), max(bodies) + 1
    made += f"xref\n0 {size}\n0000000000 65535 f \n".encode()
    for number in range(1, size):
        made += f"{places.get(number, 0):010} 00000 {'n' if number in places else 'f'} \n".encode()
    return made + f"trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n".encode()
