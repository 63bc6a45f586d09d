"""What pypdfium2 knows of a page beside its lines: the characters one by one, and the rules drawn on it."""

import ctypes
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from lezr_extract.read.pdf_grid import MOST_RULES, Rule, rules_between
from lezr_extract.read.pdf_tables import Sign
from lezr_extract.read.pdf_words import Box

if TYPE_CHECKING:
    from pypdfium2 import PdfPage, PdfTextPage

_LAST_CONTROL = 32
_BLANKS = frozenset(code for code in range(0x10000) if chr(code).isspace())


@dataclass(frozen=True, slots=True)
class Sheet:
    """From a page's own coordinates to the sheet as it is shown: turned by /Rotate, cut to /CropBox.

    Attributes:
        corner: where the point (0, 0) of the page lies on the sheet.
        across: how the sheet's two coordinates change with the page's first one, in points.
        along: and with its second one.
    """

    corner: tuple[float, float]
    across: tuple[float, float]
    along: tuple[float, float]

    @classmethod
    def of(cls, page: "PdfPage") -> "Sheet":
        """As the engine shows the page."""
        from pypdfium2 import raw  # noqa: PLC0415

        width, height = page.get_size()
        fine = 1000  # the engine gives whole pixels

        def place(x: float, y: float) -> tuple[float, float]:
            across, down = ctypes.c_int(), ctypes.c_int()
            size = int(width * fine), int(height * fine)
            raw.FPDF_PageToDevice(page, 0, 0, *size, 0, x, y, ctypes.byref(across), ctypes.byref(down))
            return across.value / fine, down.value / fine

        (x0, y0), (xa, ya), (xb, yb) = place(0, 0), place(100, 0), place(0, 100)
        return cls((x0, y0), ((xa - x0) / 100, (ya - y0) / 100), ((xb - x0) / 100, (yb - y0) / 100))

    @property
    def upright(self) -> bool:
        """Whether the page is shown as it is, neither turned nor mirrored."""
        (a, b), (c, d) = self.across, self.along
        return a > 0 > d and not b and not c

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """The box on the sheet of one on the page."""
        (x0, y0), (a, b), (c, d) = self.corner, self.across, self.along
        if a > 0 > d and not b and not c:
            return Box(x0 + a * left, x0 + a * right, y0 + d * top, y0 + d * bottom)
        x = x0 + a * left + c * bottom, x0 + a * right + c * top
        y = y0 + b * left + d * bottom, y0 + b * right + d * top
        return Box(min(x), max(x), min(y), max(y))


def signs_of(text_page: "PdfTextPage", sheet: Sheet) -> list[Sign]:
    """Every character of a page but blanks."""
    from pypdfium2 import raw  # noqa: PLC0415

    place = raw.FS_RECTF()
    to_place, handle = ctypes.byref(place), text_page.raw
    sign_at, place_of = raw.FPDFText_GetUnicode, raw.FPDFText_GetLooseCharBox
    (x0, y0), (a, _), (_, d), upright = sheet.corner, sheet.across, sheet.along, sheet.upright
    signs = []
    for at in range(text_page.count_chars()):
        code = sign_at(handle, at)
        if code <= _LAST_CONTROL or code in _BLANKS or not place_of(handle, at, to_place):
            continue
        left, bottom, right, top = place.left, place.bottom, place.right, place.top
        if upright:  # no call and no box for each of the characters of a table
            signs.append(Sign(chr(code), x0 + a * left, x0 + a * right, y0 + d * top, y0 + d * bottom))
        else:
            signs.append(Sign(chr(code), *sheet.box(left, bottom, right, top)))
    return signs


def rules_of(page: "PdfPage", sheet: Sheet) -> list[Rule]:
    """The level and upright rules drawn on a page; none where there are so many that it is a drawing."""
    from pypdfium2 import raw  # noqa: PLC0415

    paths: list[tuple[Any, tuple[Any, ...]]] = []
    handle, object_at, kind_of = page.raw, raw.FPDFPage_GetObject, raw.FPDFPageObj_GetType
    for at in range(raw.FPDFPage_CountObjects(handle)):
        one = object_at(handle, at)
        kind = kind_of(one)
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            continue
        if kind == raw.FPDF_PAGEOBJ_PATH:
            paths.append((one, ()))
        elif kind == raw.FPDF_PAGEOBJ_FORM:
            inner = (raw.FPDFFormObj_GetObject(one, i) for i in range(raw.FPDFFormObj_CountObjects(one)))
            paths += [(o, (one,)) for o in inner if raw.FPDFPageObj_GetType(o) == raw.FPDF_PAGEOBJ_PATH]
    if len(paths) > MOST_RULES:
        return []
    rules: list[Rule] = []
    for path, forms in paths:
        rules += _rules_of_path(path, forms, sheet)
        if len(rules) > 10 * MOST_RULES:
            return []
    return rules


def _rules_of_path(path: Any, forms: tuple[Any, ...], sheet: Sheet) -> list[Rule]:  # noqa: ANN401 - a handle
    from pypdfium2 import raw  # noqa: PLC0415

    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(path, ctypes.byref(fill), ctypes.byref(stroke))
    count = min(raw.FPDFPath_CountSegments(path), 4 * MOST_RULES)
    matrices = []
    for one in (path, *forms):
        matrix = raw.FS_MATRIX()
        if raw.FPDFPageObj_GetMatrix(one, ctypes.byref(matrix)):
            matrices.append(matrix)
    x, y = ctypes.c_float(), ctypes.c_float()
    points: list[tuple[float, float]] = []
    begins: list[int] = []
    for at in range(count):
        segment = raw.FPDFPath_GetPathSegment(path, at)
        raw.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        place = x.value, y.value
        for m in matrices:
            place = m.a * place[0] + m.c * place[1] + m.e, m.b * place[0] + m.d * place[1] + m.f
        box = sheet.box(place[0], place[1], place[0], place[1])
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO:
            begins.append(len(points))
        points.append((box.left, box.top))
        if raw.FPDFPathSegment_GetClose(segment) and begins:
            points.append(points[begins[-1]])
    return rules_between(points, set(begins), filled_only=not stroke.value)
