"""Rows of a worksheet as the file holds them: words and numbers, never a formula, their own numbers still to be put in.

Through the library's own cells a list of 45,000 entries takes five times as long. What is made here depends on the
values alone, so that it can be kept from one run to the next.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING, NamedTuple
from xml.sax.saxutils import escape

from lezr_extract.powerlist.export.columns import Value, visible

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

ROW, NUMBER = "\x00", "\x01"
"""Stand in a row for its number in the sheet, and for the running number of its entry: no words can hold them."""
RUNNING = -1
"""Stands among the values for the running number."""
ESCAPED = re.compile(r"_(x[0-9A-Fa-f]{4}_)")
"""A reader of the file would turn ``_x0041_`` into ``A``."""
_UNUSUAL = re.compile("[\x00-\x08\x0b-\x1f&<>\ud800-\udfff\ufffe\uffff]|_x|^\\s|\\s\\Z")
_RUN = ("=", "+", "-", "@")
_RETURN = {"\r": "&#13;"}
_SHORT = 40  # characters; longer words seldom come twice
_LINE_HEIGHT, _MOST_HEIGHT = 17, 409  # points; Excel has no higher row
_AT_ONCE = 1 << 20  # characters


class CellForm(NamedTuple):
    """The form of the cells of a column.

    Attributes:
        letter: of the column.
        style: the attribute that names the style, empty for none.
        quoted: that for words that look like a formula: it marks them as text after editing too.
        width: in characters.
    """

    letter: str
    style: str = ""
    quoted: str = ""
    width: int = 0


class SheetRows:
    """The rows of one worksheet, in a nameless file until the workbook takes them.

    Attributes:
        sheet: of the workbook.
        number: of rows so far.
        size: of what is in the file, in bytes; that of all rows once they are taken.
    """

    def __init__(self, sheet: "Worksheet", folder: Path) -> None:
        self.sheet = sheet
        self.number = 0
        self.size = 0
        self._file: IO[bytes] = TemporaryFile(dir=folder)  # noqa: SIM115 - closed by `close`
        self._open: list[str] = []
        self._waiting = 0

    def add(self, row: str, number: int = 0) -> None:
        """The next row, as `entry_row` or `plain_row` made it; ``number`` is the running number of its entry."""
        self.number += 1
        row = row.replace(ROW, str(self.number)).replace(NUMBER, str(number))
        self._open.append(row)
        self._waiting += len(row)
        if self._waiting > _AT_ONCE:
            self._write()

    def take(self) -> IO[bytes]:
        """The file with all rows, to be read from its beginning."""
        self._write()
        self._file.seek(0)
        return self._file

    def close(self) -> None:
        """Gives the file back."""
        self._file.close()

    def _write(self) -> None:
        self.size += self._file.write("".join(self._open).encode())
        self._open, self._waiting = [], 0


def entry_row(forms: Sequence[CellForm], values: Sequence[Value]) -> str:
    """The row of an entry, as high as its words need: Excel would find that by itself, LibreOffice shows one line."""
    lines = max(
        _lines(value, form.width) if value.__class__ is str else 1
        for form, value in zip(forms, values, strict=True)
    )
    return plain_row(forms, values, min(_LINE_HEIGHT * lines, _MOST_HEIGHT))


def plain_row(forms: Sequence[CellForm], values: Sequence[Value], height: int = 0) -> str:
    """A row of values, ``height`` points high where that is said."""
    high = f' ht="{height}" customHeight="1"' if height else ""
    return f'<row r="{ROW}"{high}>{"".join(map(_cell, forms, values))}</row>'


def _cell(form: CellForm, value: Value) -> str:
    """A cell as the file holds it; what begins like a formula is words as all others."""
    letter, style, quoted, _ = form
    if not isinstance(value, str):
        number = NUMBER if value == RUNNING else f"{value:.16g}"
        return f'<c r="{letter}{ROW}"{style} t="n"><v>{number}</v></c>'
    words = _often(value) if len(value) <= _SHORT else _inside(value)
    if not words:
        return f'<c r="{letter}{ROW}"{style} t="n"/>'
    if value.startswith(_RUN):
        style = quoted
    return f'<c r="{letter}{ROW}"{style} t="inlineStr"><is>{words}</is></c>'


def _inside(value: str) -> str:
    """What stands inside of a cell with these words; empty for none."""
    if not value or not _UNUSUAL.search(value):
        return f"<t>{value}</t>" if value else ""
    words = ESCAPED.sub(r"_x005F_\1", visible(value))
    # White space at the ends is lost without this mark, a carriage return that stands as it is becomes \n.
    space = ' xml:space="preserve"' if words != (bare := words.strip()) and bare else ""
    return f"<t{space}>{escape(words, _RETURN)}</t>"


_often = lru_cache(4096)(_inside)


def _lines(value: Value, width: int) -> int:
    """How many lines a value takes in a column; a Chinese character is two wide, as it is two bytes in GBK."""
    if not isinstance(value, str):
        return 1
    room = max(width - 1, 1)
    if 2 * len(value) <= room and "\n" not in value:
        return 1
    return sum(1 + max(len(line.encode("gbk", "replace")) - 1, 0) // room for line in value.split("\n"))
