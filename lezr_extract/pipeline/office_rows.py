"""Reads what an office has written down of its own: a TOML file or a table (.xlsx, .xls, .csv), row by row.

Each row keeps its place in the file, so that an error can name it. What the rows mean is said by `office`.
"""

import csv
import io
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from lezr_extract.errors import CannotRunError, UnreadableError
from lezr_extract.read import read, sources
from lezr_extract.read.encoding import decode
from lezr_extract.records import Document, Problem

LARGEST = 16 << 20  # bytes; a table of every duty of a city has some hundred kilobytes
_HEADING_WITHIN = 20  # rows; titles and notes may stand above the row of headings


@dataclass(frozen=True, slots=True)
class OfficeRow:
    """A row of an office's file.

    Attributes:
        file: its path.
        where: 第 3 行.
        cells: value by key, white space at the ends taken off; only keys that have one.
    """

    file: Path
    where: str
    cells: Mapping[str, str]

    @property
    def place(self) -> str:
        """File and line, for messages."""
        return f"文件“{self.file}”{self.where}"


def office_rows(path: Path, name: str, headings: Mapping[str, str], needed: str) -> list[OfficeRow]:
    """The rows of an office's file.

    Args:
        path: ``.toml`` with an array of tables ``[[name]]``, or a workbook or CSV with a row of headings.
        name: of the array of tables.
        headings: what a key or a heading may be called → the key; further columns of a table are left alone,
            a further key in TOML is an error, since nothing but a slip can have put it there.
        needed: the key without which a row of headings is none.

    Raises:
        CannotRunError: the file is absent, cannot be read, or has not this shape; names file and line.
    """
    if not path.is_file():
        raise CannotRunError(f"找不到文件“{path}”：请检查拼写")
    if path.stat().st_size > LARGEST:
        raise CannotRunError(f"文件“{path}”超过 16 MB，不像是本单位的裁定或职责表；请检查")
    if path.suffix.lower() == ".toml":
        return _of_toml(path, name, headings)
    tables = [_of_csv(path)] if path.suffix.lower() in (".csv", ".txt") else _of_workbook(path)
    found = [_of_table(path, rows, headings, needed, _sheet(n, tables)) for n, rows in enumerate(tables, 1)]
    if not any(rows is not None for rows in found):
        names = "、".join(word for word in headings if "一" <= word[:1] <= "龥")
        raise CannotRunError(f"文件“{path}”前 {_HEADING_WITHIN} 行中没有表头；表头可用 {names}")
    return [row for rows in found for row in rows or ()]


def _sheet(number: int, tables: Sequence[object]) -> str:
    """Which sheet a row stands in, where there are several."""
    return f"第 {number} 张表" if len(tables) > 1 else ""


def _of_toml(path: Path, name: str, headings: Mapping[str, str]) -> list[OfficeRow]:
    try:
        text = path.read_bytes().decode("utf-8-sig")
        content = tomllib.loads(text)
    except UnicodeDecodeError as error:
        raise CannotRunError(f"文件“{path}”不是 UTF-8 编码；请另存为 UTF-8 后重试") from error
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        where = f"第 {line[1]} 行" if line else "末尾"
        raise CannotRunError(f"文件“{path}”{where}不合 TOML 格式（{error}）") from error
    tables = content.pop(name, [])
    strange = [key for key in content if key != "office"]
    if strange or not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        what = f"不认识的项 {strange[0]}" if strange else f"{name} 的写法不对"
        raise CannotRunError(f"文件“{path}”{what}；应由若干个 [[{name}]] 组成")
    marks = (at for at, line in enumerate(text.splitlines(), 1) if _ARRAY_MARK.match(line))
    lines = list(marks)
    rows = []
    for at, table in enumerate(tables):
        where = f"第 {lines[at]} 行" if len(lines) == len(tables) else f"第 {at + 1} 个 {name}"
        rows.append(OfficeRow(path, where, _cells_of(table, headings, f"文件“{path}”{where}")))
    return rows


_ARRAY_MARK = re.compile(r"\s*\[\[")


def _cells_of(table: dict[str, object], headings: Mapping[str, str], place: str) -> dict[str, str]:
    cells: dict[str, str] = {}
    for key, value in table.items():
        if key not in headings:
            known = "、".join(dict.fromkeys(headings.values()))
            raise CannotRunError(f"{place}起：不认识的项 {key}；可用 {known}")
        if isinstance(value, dict | list):
            raise CannotRunError(f"{place}起：{key} 应为一句文字")
        if words := _plain(str(value)):
            cells[headings[key]] = words
    return cells


def _of_csv(path: Path) -> list[list[str]]:
    try:
        text, _ = decode(path.read_bytes())
        return list(csv.reader(io.StringIO(text, newline="")))
    except (UnreadableError, csv.Error) as error:
        raise CannotRunError(f"文件“{path}”不能作为 CSV 读取（{error}）") from error


def _of_workbook(path: Path) -> list[list[list[str]]]:
    """The rows of every sheet with words."""
    found = [
        one
        for source in sources([str(path)])
        for one in ([source] if isinstance(source, Problem) else read(source))
    ]
    for one in found:
        if isinstance(one, Problem):
            raise CannotRunError(f"文件“{path}”不能读取：{one.cause}")
    tables = [table for one in found if isinstance(one, Document) for table in one.tables]
    if not tables:
        raise CannotRunError(f"文件“{path}”里没有表格；请用 .xlsx、.csv 或 .toml")
    return [[list(row) for row in table.rows] for table in tables]


def _of_table(
    path: Path, rows: list[list[str]], headings: Mapping[str, str], needed: str, sheet: str
) -> list[OfficeRow] | None:
    """The rows below the headings; None for a sheet without such headings."""
    for at, row in enumerate(rows[:_HEADING_WITHIN], 1):
        # Narrow columns break headings over lines: 权力 类型.
        keys = [headings.get("".join(cell.split())) for cell in row]
        if needed in keys and len([key for key in keys if key]) > 1:
            return _below(path, rows[at:], at + 1, keys, sheet)
    return None


def _below(
    path: Path, rows: list[list[str]], first: int, keys: list[str | None], sheet: str
) -> list[OfficeRow]:
    found = []
    for number, row in enumerate(rows, first):
        cells = {key: _plain(cell) for key, cell in zip(keys, row, strict=False) if key and _plain(cell)}
        if cells:
            found.append(OfficeRow(path, f"{sheet}第 {number} 行", cells))
    return found


def _plain(cell: str) -> str:
    return " ".join(cell.split()).removeprefix("'")
