"""Prints the cells of a workbook as JSON: a program of its own, so that a hostile file ends it and nothing else.

A damaged size record makes the library ask for more memory than there is, which no exception reports.
"""

import datetime
import json
import sys

CELLS_LIMIT = 2_000_000


def words(value: object) -> str:
    """What a cell shows."""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime.datetime):
        return value.isoformat(" ") if value.time() != datetime.time() else value.date().isoformat()
    return str(value)


def main(path: str) -> dict[str, object]:
    """The sheets as ``{name, rows, merged: [[first row, first column, last row, last column]]}``, or ``{error}``."""
    import python_calamine  # noqa: PLC0415

    sheets = []
    cells = 0
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - a name need not be UTF-8
            book = python_calamine.CalamineWorkbook.from_filelike(file)
            for number, name in enumerate(book.sheet_names):
                if book.sheets_metadata[number].typ != python_calamine.SheetTypeEnum.WorkSheet:
                    continue
                sheet = book.get_sheet_by_index(number)
                cells += (sheet.total_height + 1) * (sheet.total_width + 1)
                if cells > CELLS_LIMIT:
                    return {"error": "too-large"}
                rows = [[words(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]
                merged = [[*first, *last] for first, last in sheet.merged_cell_ranges or ()]
                sheets.append({"name": name, "rows": rows, "merged": merged})
    except python_calamine.PasswordError:
        return {"error": "encrypted"}
    except (python_calamine.CalamineError, OSError, ValueError):
        return {"error": "broken-file"}
    return {"sheets": sheets}


if __name__ == "__main__":
    json.dump(main(sys.argv[1]), sys.stdout)
