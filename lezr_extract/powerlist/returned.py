"""A list that was exported and comes back: its rows by the ids of their entries, cell by cell, and what was exported.

Nothing is tidied here: whether a cell was changed is judged by its very words.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lezr_extract.powerlist.export.table import unguarded
from lezr_extract.powerlist.export.workbook import RECORD, RECORD_COLUMNS
from lezr_extract.powerlist.present.columns import columns_at
from lezr_extract.powerlist.present.importing import import_list
from lezr_extract.powerlist.present.own_columns import sheet_template
from lezr_extract.records import PresentEntry, Worksheet
from lezr_extract.vocabulary.list_templates import TemplateColumn


@dataclass(frozen=True, slots=True)
class Stamp:
    """On what an exported row rested.

    Attributes:
        words: beginning of the hash of its clauses.
        last: number of the last decision on it; 0 without.
        cells: number of the last event that set a cell of the office; 0 without.
        code: the 职权编码 that it was given; empty without.
    """

    words: str
    last: int
    cells: int
    code: str


@dataclass(frozen=True, slots=True)
class ReturnedRow:
    """A row with the id of an entry.

    Attributes:
        sheet, row: where it stands; ``row`` counts from 1.
        entry: the id.
        stamp: as it was exported; None where the file does not say.
        values: each column with the words of its cell; one kind of line break.
    """

    sheet: str
    row: int
    entry: str
    stamp: Stamp | None
    values: tuple[tuple[TemplateColumn, str], ...]

    @property
    def place(self) -> str:
        """Where it stands, in Chinese."""
        return f"工作表“{self.sheet}”第 {self.row} 行" if self.sheet else f"第 {self.row} 行"


@dataclass(frozen=True, slots=True)
class ReturnedList:
    """A list that came back.

    Attributes:
        scope: which entries were exported, in a word; empty where the file does not say.
        rows: in order.
        gone: exported, and no longer there: ids with their stamps.
        added: entries without an id.
    """

    scope: str
    rows: tuple[ReturnedRow, ...]
    gone: tuple[tuple[str, Stamp], ...]
    added: tuple[PresentEntry, ...]


def returned_list(file: str, sheets: Sequence[Worksheet]) -> ReturnedList:
    """What comes back in the sheets of ``file``.

    Raises:
        CannotRunError: a sheet has headings that cannot be columns of a list.
    """
    scope, stamps = _record(sheets)
    own = [sheet for sheet in sheets if sheet.name != RECORD]
    rows: list[ReturnedRow] = []
    with_id: set[tuple[str, int]] = set()
    waiting = {entry: list(given) for entry, given in stamps.items()}
    for sheet in own:
        for row in _rows(file, sheet):
            with_id.add((sheet.name, row.row))
            given = waiting.get(row.entry)
            stamp = given.pop(0) if given else None
            rows.append(ReturnedRow(row.sheet, row.row, row.entry, stamp, row.values))
    gone = [(entry, stamp) for entry, given in waiting.items() for stamp in given]
    added = [
        entry
        for entry in import_list(file, own).entries
        if not any((entry.sheet, row) in with_id for row in range(entry.row, entry.last_row + 1))
    ]
    return ReturnedList(scope, tuple(rows), tuple(gone), tuple(added))


def _record(sheets: Sequence[Worksheet]) -> tuple[str, Mapping[str, list[Stamp]]]:
    """Which entries were exported, and the stamps of each; what is not as we write it counts as not there."""
    stamps: dict[str, list[Stamp]] = defaultdict(list)
    sheet = next((one for one in sheets if one.name == RECORD), None)
    if sheet is None or len(sheet.rows) < 2 or tuple(sheet.rows[1][: len(RECORD_COLUMNS)]) != RECORD_COLUMNS:
        return "", stamps
    for cells in sheet.rows[2:]:
        entry, given, code = (*cells, "", "", "")[: len(RECORD_COLUMNS)]
        words, _, numbers = given.partition("-")
        last, _, own = numbers.partition("-")
        if last.isdecimal() and own.isdecimal() and len(numbers) < 40:
            stamps[entry].append(Stamp(words, int(last), int(own), code))
    return (sheet.rows[0][1] if len(sheet.rows[0]) > 1 else ""), stamps


def _rows(file: str, sheet: Worksheet) -> list[ReturnedRow]:
    found = sheet_template(sheet, file)
    if found is None:
        return []
    columns = found[0].columns
    at = next((at for at, column in enumerate(columns) if column.field == "id"), None)
    if at is None:
        return []
    rows = []
    for number, cells in enumerate(_filled(sheet)):
        entry = cells[at].strip() if at < len(cells) else ""
        if number <= found[1].last or not entry or columns_at(sheet, number) is not None:
            continue
        words = (*cells, *[""] * len(columns))
        values = tuple((column, _plain(word)) for column, word in zip(columns, words, strict=False))
        rows.append(ReturnedRow(sheet.name, number + 1, entry, None, values))
    return rows


def _filled(sheet: Worksheet) -> list[list[str]]:
    """The rows; a cell merged over several rows stands in each of them."""
    rows = [list(row) for row in sheet.rows]
    for top, left, bottom, _ in sheet.merged:
        if top < len(rows) and left < len(rows[top]):
            for row in rows[top + 1 : bottom + 1]:
                if left < len(row):
                    row[left] = row[left] or rows[top][left]
    return rows


def _plain(words: str) -> str:
    return words.replace("\r\n", "\n").replace("\r", "\n")


def same_cell(words: str, written: str) -> bool:
    """Whether a cell holds what was ``written`` into it, in a workbook or as a guarded value of a CSV."""
    return words == written or (unguarded(words) == written and words != written)
