"""Which column of a sheet holds what: the row of headings, wherever it stands, over one row or two."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lezr_extract.records import Worksheet
from lezr_extract.vocabulary.list_columns import column_key, listed_type

HEADINGS_WITHIN = 30
"""Rows; titles and notes may stand above the headings."""
_SECOND_ROW = 16  # characters of the longest heading of a second row
_SEVERAL = frozenset(("basis", "accountability", ""))


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a sheet.

    Attributes:
        first: index of the row of headings.
        last: index of its last row; the same where it is one.
        at: key → index of the column; see `vocabulary.list_columns`.
        bases: indexes of all columns of legal bases.
        headings: the heading of each column as written, white space taken out.
    """

    first: int
    last: int
    at: Mapping[str, int]
    bases: tuple[int, ...]
    headings: tuple[str, ...]


def find_columns(sheet: Worksheet) -> Columns | None:
    """The columns of a sheet; None where it has no row of headings with a name and a basis or a type."""
    for first in range(min(HEADINGS_WITHIN, len(sheet.rows))):
        columns = columns_at(sheet, first)
        if columns is not None:
            return columns
    return None


def columns_at(sheet: Worksheet, first: int) -> Columns | None:
    """The columns that the row of index ``first`` heads; None where it is no row of headings."""
    keys = [column_key(cell) for cell in sheet.rows[first]]
    known = {key for key in keys if key}
    if "name" not in known or not known & {"basis", "type", "holder"} or len(known) < 3:
        return None
    headings = ["".join(cell.split()) for cell in sheet.rows[first]]
    last = first
    if _has_second_row(sheet, first):
        last = first + 1
        above = ""
        for at, cell in enumerate(sheet.rows[last]):
            above = headings[at] if at < len(headings) and headings[at] else above
            words = "".join(cell.split())
            if words and at < len(headings):
                key = column_key(words)
                keys[at] = key or column_key(above)
                headings[at] = f"{above}：{words}" if above and above != words else words
    places: dict[str, int] = {}
    for at, key in enumerate(keys):
        if key not in _SEVERAL:
            places.setdefault(key, at)
    bases = tuple(at for at, key in enumerate(keys) if key == "basis")
    return Columns(first, last, places, bases, tuple(headings))


def _has_second_row(sheet: Worksheet, first: int) -> bool:
    """Whether the next row is part of the headings: its words stand only below cells merged over several columns."""
    if first + 1 >= len(sheet.rows):
        return False
    wide = {
        at
        for top, left, bottom, right in sheet.merged
        if top <= first <= bottom and bottom == first and right > left
        for at in range(left, min(right + 1, len(sheet.rows[first])))
    }
    row: Sequence[str] = sheet.rows[first + 1]
    filled = [at for at, cell in enumerate(row) if cell.strip()]
    if not filled or not wide:
        return False
    short = all(len("".join(row[at].split())) <= _SECOND_ROW and at in wide for at in filled)
    return short and not any(listed_type(row[at]) for at in filled)
