"""The order in which the lines of a picture or of a layout are read: rows from the top, columns one by one."""

from collections.abc import Sequence
from functools import reduce
from statistics import median

from lezr_extract.read.pdf_words import Line
from lezr_extract.read.recognition.words import Words

_SAME_ROW = 0.5
_BLANK = 0.7
_TOUCH = 1.2
_COLUMN_LINES = 8
_CROSSING = 0.08


def in_order(words: Sequence[Words]) -> list[Line]:
    """The lines of a page, parts of one line joined; two columns are read one after the other."""
    found = _touching([one for one in words if one.text.strip()])
    gutter = _gutter(found)
    if gutter is None:
        return _rows(found)
    lines: list[Line] = []
    section: list[Words] = []
    for one in sorted(found, key=lambda part: part.top):
        if one.left < gutter < one.right:  # a heading over both columns
            lines += _columns(section, gutter)
            lines += _rows([one])
            section = []
        else:
            section.append(one)
    return lines + _columns(section, gutter)


def _touching(words: list[Words]) -> list[Words]:
    """Words with those of one row joined that nearly touch: some layouts set every character apart."""
    done: list[Words] = []
    for row in _by_row(words):
        for at, one in enumerate(row):
            if at and one.left - done[-1].right < _TOUCH * (one.bottom - one.top):
                done[-1] = _both(done[-1], one)
            else:
                done.append(one)
    return done


def _both(one: Words, after: Words) -> Words:
    latin = one.text[-1:].isascii() and after.text[:1].isascii()
    wide = after.left - one.right > (0.25 if latin else _BLANK) * (after.bottom - after.top)
    return Words(
        f"{one.text.strip()} {after.text.strip()}" if wide else one.text.strip() + after.text.strip(),
        one.left,
        min(one.top, after.top),
        max(one.right, after.right),
        max(one.bottom, after.bottom),
        min(one.confidence, after.confidence),
    )


def _columns(section: list[Words], gutter: float) -> list[Line]:
    left = [one for one in section if one.right <= gutter]
    return _rows(left) + _rows([one for one in section if one.right > gutter])


def _gutter(words: list[Words]) -> float | None:
    """Where two columns part; None where the page has one."""
    if len(words) < 2 * _COLUMN_LINES:
        return None
    first, last = min(one.left for one in words), max(one.right for one in words)
    for share in (0.5, 0.48, 0.52, 0.45, 0.55, 0.42, 0.58):
        at = first + share * (last - first)
        crossing = sum(one.left < at < one.right for one in words)
        left = [one for one in words if one.right <= at]
        right = [one for one in words if one.left >= at]
        if (
            crossing <= _CROSSING * len(words)
            and min(len(left), len(right)) >= _COLUMN_LINES
            and _full(left, at - first)
            and _full(right, last - at)
        ):
            return at
    return None


def _full(column: list[Words], width: float) -> bool:
    """Whether the usual line fills the column: what stands beside a margin of marks is no column."""
    return median(one.right - one.left for one in column) > 0.55 * width


def _rows(words: list[Words]) -> list[Line]:
    rows = [reduce(_both, row) for row in _by_row(words)]
    return [Line(row.text.strip(), row.left, row.right, row.top, row.bottom) for row in rows]


def _by_row(words: list[Words]) -> list[list[Words]]:
    """The words of each row, left to right."""
    rows: list[list[Words]] = []
    for one in sorted(words, key=lambda part: part.top + part.bottom):
        if rows and _beside(rows[-1][-1], one):
            rows[-1].append(one)
        else:
            rows.append([one])
    return [sorted(row, key=lambda part: part.left) for row in rows]


def _beside(one: Words, other: Words) -> bool:
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    apart = one.right <= other.left + 2 or other.right <= one.left + 2
    return apart and shared > _SAME_ROW * min(one.bottom - one.top, other.bottom - other.top)
