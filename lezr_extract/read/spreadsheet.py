"""Workbooks (.xls, .xlsx, an OLE workbook under either name): each sheet is a table, its name the line above."""

import hashlib
import importlib.util
import json
import sys
from pathlib import Path
from typing import Any

from lezr_extract.read import programs
from lezr_extract.read.assemble import MarkedTable, document
from lezr_extract.read.sample import Sample, whole
from lezr_extract.read.source import MEGABYTE, RefusedError, Source
from lezr_extract.records import Document, Problem

NAME = "spreadsheet"

SIZE_LIMIT = 64 * MEGABYTE
PATIENCE = 25.0
"""Seconds; a list of 4,000 rows takes 0.3 s."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def recognises(sample: Sample) -> bool:
    """A package with a workbook, or an OLE file with Excel's main stream."""
    if sample.head.startswith(_OLE):
        return sample.has_ole_stream("Workbook") and not sample.has_ole_stream("WordDocument")
    return "xl/workbook.xml" in sample.zip_names


def documents(source: Source) -> list[Document | Problem]:
    """The sheets as one document.

    Raises:
        OSError, RefusedError: see `read`.
    """
    data = whole(source.path, SIZE_LIMIT)
    lines: list[str] = []
    tables: list[MarkedTable] = []
    at = 0
    for sheet in worksheets(source.path):
        cells = [[" ".join(words.split()) for words in row] for row in sheet["rows"]]
        height, width = _used(cells)
        if not height:
            continue
        rows = [(row + [""] * width)[:width] for row in cells[:height]]
        shown = ["\t".join(row).rstrip("\t") for row in rows]
        name = " ".join(str(sheet["name"]).split())
        lines += [name, *shown]
        start = at + len(name) + 1
        at = start + sum(len(line) + 1 for line in shown)
        _fill(rows, sheet["merged"])
        tables.append((start, at - 1, tuple(tuple(row) for row in rows)))
    return [
        document(
            source.file,
            NAME,
            "\n".join(lines),
            sha256=hashlib.sha256(data).hexdigest(),
            tables=tables,
        )
    ]


def worksheets(path: str) -> list[dict[str, Any]]:
    """The cells of each sheet as `spreadsheet_cells` prints them: ``{name, rows, merged}``.

    Raises:
        RefusedError: broken, encrypted or too large, or no library to read it.
    """
    if importlib.util.find_spec("python_calamine") is None:
        raise RefusedError(
            "unsupported-format", "内容是 Excel 表格，本机没有读取它的程序库", "请安装 python-calamine 后重试"
        )
    script = str(Path(__file__).with_name("spreadsheet_cells.py"))
    status, said = programs.printed([sys.executable, "-I", script, str(Path(path).absolute())], PATIENCE)
    made: dict[str, Any] = json.loads(said) if status == 0 else {}
    error = made.get("error", "" if "sheets" in made else "broken-file")
    if error == "encrypted":
        raise RefusedError("encrypted", "Word 或 Excel 文件设有打开密码", "请去除密码后重试")
    if error == "too-large":
        raise RefusedError("too-large", "Excel 表格超过 200 万个单元格", "请删去空行空列或拆分后重试")
    if error:
        raise RefusedError(
            "broken-file", "Excel 文件已损坏，无法打开", "请用 Excel 或 WPS 打开修复并另存后重试"
        )
    sheets: list[dict[str, Any]] = made["sheets"]
    return sheets


def _used(cells: list[list[str]]) -> tuple[int, int]:
    """Rows and columns up to the last one with words."""
    height = max((at for at, row in enumerate(cells, 1) if any(row)), default=0)
    width = max((at for row in cells[:height] for at, words in enumerate(row, 1) if words), default=0)
    return height, width


def _fill(rows: list[list[str]], merged: list[list[int]]) -> None:
    """Writes the words of a merged cell into every row that it covers, in its first column."""
    for top, left, bottom, _ in merged:
        if top < len(rows) and left < len(rows[top]):
            for row in rows[top + 1 : bottom + 1]:
                row[left] = row[left] or rows[top][left]
