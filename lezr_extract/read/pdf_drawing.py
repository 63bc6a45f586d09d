"""What pypdfium2 knows of a page beside its lines: the characters one by one, and the rules drawn on it."""

import ctypes
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from lezr_extract.read.pdf_grid import MOST_RULES, Rule, rules_between
from lezr_extract.read.pdf_tables import Sign
from lezr_extract.read.pdf_words import Box

if TYPE_CHECKING:
    from pypdfium2 import PdfPage, PdfTextPage

_LAST_CONTROL = 32
_BLANKS = frozenset(code for code in range(0x10000) if chr(code).isspace())
Shown = Callable[[float, float, float, float], Box]
"""From left, bottom, right, top in a page's own coordinates to the box on the sheet."""


def signs_of(text_page: "PdfTextPage", shown: Shown) -> list[Sign]:
    """Every character of a page but blanks."""
    from pypdfium2 import raw  # noqa: PLC0415

    place = raw.FS_RECTF()
    to_place, handle = ctypes.byref(place), text_page.raw
    sign_at, place_of = raw.FPDFText_GetUnicode, raw.FPDFText_GetLooseCharBox
    signs = []
    for at in range(text_page.count_chars()):
        code = sign_at(handle, at)
        if code > _LAST_CONTROL and code not in _BLANKS and place_of(handle, at, to_place):
            signs.append(Sign(chr(code), shown(place.left, place.bottom, place.right, place.top)))
    return signs


def rules_of(page: "PdfPage", shown: Shown) -> list[Rule]:
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
        rules += _rules_of_path(path, forms, shown)
        if len(rules) > 10 * MOST_RULES:
            return []
    return rules


def _rules_of_path(path: Any, forms: tuple[Any, ...], shown: Shown) -> list[Rule]:  # noqa: ANN401 - a handle
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
        box = shown(place[0], place[1], place[0], place[1])
        if raw.FPDFPathSegment_GetType(segment) == raw.FPDF_SEGMENT_MOVETO:
            begins.append(len(points))
        points.append((box.left, box.top))
        if raw.FPDFPathSegment_GetClose(segment) and begins:
            points.append(points[begins[-1]])
    return rules_between(points, set(begins), filled_only=not stroke.value)
