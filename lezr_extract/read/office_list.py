"""The sheets of an office's list (.xls, .xlsx, .csv, .docx), cell by cell: line breaks and merged cells are kept.

`read` gives a workbook as text, for laws; a list is a table, and which rows belong to one entry shows only in its
merged cells.
"""

import csv
import io
from typing import Any

from lezr_extract.errors import UnreadableError
from lezr_extract.read import spreadsheet, word
from lezr_extract.read.encoding import decode
from lezr_extract.read.sample import look, whole
from lezr_extract.read.source import MEGABYTE, RefusedError, Source, problem, problem_of
from lezr_extract.records import Problem, Worksheet

CSV_LIMIT = 16 * MEGABYTE
ROWS_LIMIT = 200_000
"""Rows of one sheet; the largest published list has some thousands."""
_CSV = (".csv", ".tsv")


def office_list(source: Source) -> tuple[Worksheet, ...] | Problem:
    """The sheets of a workbook, or the problem that says why there are none. Never raises over what a file holds."""
    try:
        if source.path.lower().endswith(_CSV):
            return (_of_csv(source),)
        if not spreadsheet.recognises(look(source)):
            return problem(
                source.file,
                "not-a-workbook",
                "内容不是 Excel 表格，不能作为权责清单导入；请给出 .xls、.xlsx、.csv 或 .docx",
            )
        return tuple(_sheet(made) for made in spreadsheet.worksheets(source.path))
    except RefusedError as refused:
        return problem(source.file, refused.code, str(refused), refused.severity)
    except (UnreadableError, csv.Error) as error:
        return problem(source.file, "broken-file", f"不能作为表格读取（{error}）；请另存为 .xlsx 后重试")
    except OSError as error:
        return problem_of(source.file, error)


def list_sheets(source: Source) -> tuple[Worksheet, ...] | Problem:
    """The sheets of a workbook, or the tables of a Word document: whichever ``source`` is by its content."""
    try:
        in_word = word.recognises(look(source))
    except RefusedError as refused:
        return problem(source.file, refused.code, str(refused), refused.severity)
    except OSError as error:
        return problem_of(source.file, error)
    return word_list(source) if in_word else office_list(source)


def word_list(source: Source) -> tuple[Worksheet, ...] | Problem:
    """The tables of a Word document as sheets, or the problem that says why there are none."""
    try:
        if not word.recognises(look(source)):
            return problem(
                source.file, "not-a-document", "内容不是 .docx 文档；请用 Word 另存为 .docx 后重试"
            )
        return tuple(
            Worksheet("", tuple(tuple(map(_encodable, row)) for row in rows)) for rows in word.tables(source)
        )
    except RefusedError as refused:
        return problem(source.file, refused.code, str(refused), refused.severity)
    except OSError as error:
        return problem_of(source.file, error)


def _sheet(made: dict[str, Any]) -> Worksheet:
    rows, merged = made["rows"], made["merged"]
    if len(rows) > ROWS_LIMIT:
        raise RefusedError(
            "too-large", f"工作表超过 {ROWS_LIMIT:,} 行，不像是权责清单", "请删去空行或拆分后重试"
        )
    return Worksheet(
        " ".join(str(made["name"]).split()),
        tuple(tuple(_encodable(words) for words in row) for row in rows),
        tuple((top, left, bottom, right) for top, left, bottom, right in merged),
    )


def _of_csv(source: Source) -> Worksheet:
    text, _ = decode(whole(source.path, CSV_LIMIT))
    delimiter = "\t" if source.path.lower().endswith(".tsv") else ","
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    return Worksheet("", tuple(tuple(map(_encodable, row)) for row in rows))


def _encodable(words: str) -> str:
    """Half of a surrogate pair can be written nowhere."""
    return words.encode("utf-8", "replace").decode("utf-8") if not words.isascii() else words
