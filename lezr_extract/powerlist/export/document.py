"""The list as a Word document: a lying table with the columns of a template, its headings repeated on each page.

The same entries give the same bytes. All is plain words: no field, no link, nothing that runs.
"""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from lezr_extract.powerlist.export import word_file
from lezr_extract.powerlist.export.columns import ListRow, cell_words, row
from lezr_extract.powerlist.export.sections import sections
from lezr_extract.records import Entry
from lezr_extract.vocabulary.list_templates import PUBLIC, Template, TemplateColumn, ready_templates

_MOST_ON_A4 = 8
"""Columns; with more the paper is A3."""
_NARROWEST, _WIDEST = 8, 60
_SHADE, _HEAD_SHADE = "F2F5F9", "DDE6F0"
_TITLE = "权责清单"
_SIZE = 9.0  # points


def write_document(entries: Iterable[Entry | ListRow], path: Path, template: Template | None = None) -> int:
    """Writes the list to ``path``; gives the number of entries.

    Raises:
        OSError: the file cannot be written; an older one of that name is then untouched.
    """
    form = template or ready_templates()[PUBLIC]
    paper = word_file.A3 if len(form.columns) > _MOST_ON_A4 else word_file.A4
    document = word_file.new_document(form.title or _TITLE, paper, _SIZE)
    word_file.place_of_body(document)
    widths = _widths(form.columns, paper[0] - 2 * word_file.MARGIN)
    table = _Table(form, widths)
    word_file.save(document, path, table.pieces(entries))
    return table.count


class _Table:
    """The XML of the table piece by piece; ``count`` entries so far."""

    def __init__(self, form: Template, widths: Sequence[float]) -> None:
        self._form, self._widths = form, widths
        self.count = 0

    def pieces(self, entries: Iterable[Entry | ListRow]) -> Iterator[str]:
        yield word_file.table_start(self._widths)
        yield word_file.table_row(self._heading(), head=True)
        for part in sections(entries, self._form.grouping):
            if words := part.heading or part.sheet:
                yield self._line(words)
            in_part = 0
            for one in part.rows:
                self.count, in_part = self.count + 1, in_part + 1
                values = row(in_part if part.sheet else self.count, one, self._form.columns)
                yield word_file.table_row(map(word_file.table_cell, map(str, values), self._widths))
        yield self._line(f"合计：{self.count}项")
        # A document may not end with a table.
        yield f"{word_file.TABLE_END}<w:p/>"

    def _heading(self) -> Iterator[str]:
        columns = self._form.columns
        at = 0
        while at < len(columns):
            last = at + 1
            while last < len(columns) and not columns[last].heading:
                last += 1
            yield word_file.table_cell(
                cell_words(columns[at].heading),
                sum(self._widths[at:last]),
                span=last - at,
                shade=_HEAD_SHADE,
                bold=True,
            )
            at = last

    def _line(self, words: str) -> str:
        cell = word_file.table_cell(words, sum(self._widths), span=len(self._widths), shade=_SHADE, bold=True)
        return word_file.table_row([cell])


def _widths(columns: Sequence[TemplateColumn], room: float) -> list[float]:
    """Centimetres for each column, in proportion to the widths of a worksheet."""
    wanted = [min(max(column.width, _NARROWEST), _WIDEST) for column in columns]
    return [room * one / sum(wanted) for one in wanted]
