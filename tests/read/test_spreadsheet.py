import io

import openpyxl
import pytest
from lezr_extract.read import programs, read, sources, spreadsheet


def workbook(rows, merged=(), name="采砂") -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = name
    for row in rows:
        sheet.append(row)
    for cells in merged:
        sheet.merge_cells(cells)
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


ROWS = [
    ["违法行为", "依据", "等次", "罚款"],
    ["未经批准采砂", "《云岭省采砂条例》\n第五条", 1, "一万元以下"],
    [None, None, 2, "一万元以上二万元以下"],
    [None, None, 3.5, "二万元以上五万元以下"],
]


def test_a_sheet_is_a_table_and_a_merged_cell_stands_in_each_of_its_rows(document_of):
    document = document_of("表.xlsx", workbook(ROWS, ["A2:A4", "B2:B4"]))
    (table,) = document.tables
    assert table.rows == (
        ("违法行为", "依据", "等次", "罚款"),
        ("未经批准采砂", "《云岭省采砂条例》 第五条", "1", "一万元以下"),
        ("未经批准采砂", "《云岭省采砂条例》 第五条", "2", "一万元以上二万元以下"),
        ("未经批准采砂", "《云岭省采砂条例》 第五条", "3.5", "二万元以上五万元以下"),
    )


def test_in_the_text_a_merged_cell_is_said_once_below_the_name_of_its_sheet(document_of):
    document = document_of("表.xlsx", workbook(ROWS, ["A2:A4", "B2:B4"]))
    assert document.text.split("\n")[0] == "采砂"
    assert document.text.count("未经批准采砂") == 1
    (table,) = document.tables
    words = document.text[table.span.start : table.span.end].split("\n")
    assert (words[0], len(words)) == ("违法行为\t依据\t等次\t罚款", 4)


def test_cells_without_end_are_refused_before_they_fill_the_memory(problem_of):
    book = openpyxl.Workbook()
    book.active["A1"] = "甲"
    book.active["XFD1048576"] = "乙"
    saved = io.BytesIO()
    book.save(saved)
    assert problem_of("a.xlsx", saved.getvalue()).code in ("too-large", "broken-file")


@pytest.mark.parametrize("kept", [0.3, 0.7, 0.95])
def test_a_workbook_cut_short_is_a_row(problem_of, kept):
    data = workbook(ROWS)
    problem = problem_of("a.xls", b"PK\x03\x04" + data[4 : int(len(data) * kept)])
    assert problem.code in ("broken-file", "unsupported-format")


def test_a_program_that_fails_leaves_a_row(problem_of, monkeypatch):
    monkeypatch.setattr(programs, "printed", lambda *_: (None, b""))
    assert problem_of("a.xlsx", workbook(ROWS)).code == "broken-file"


def test_without_its_library_the_file_says_what_to_install(problem_of, monkeypatch):
    monkeypatch.setattr(spreadsheet.importlib.util, "find_spec", lambda _: None)
    assert "python-calamine" in problem_of("a.xlsx", workbook(ROWS)).cause


@pytest.mark.corpus
def test_the_discretion_table_of_a_city_has_its_165_violations(shared):
    (path,) = (shared / "corpora" / "penalty_discretion").glob("*.xls")
    (source,) = sources([str(path)])
    tables = [table for one in read(source) for table in getattr(one, "tables", ())]
    violations, grades = set(), 0
    for number, table in enumerate(tables):
        for row in table.rows:
            first = row[0].split("-")
            if len(first) == 2 and all(part.isdigit() for part in first):
                violations.add((number, row[0]))
                grades += bool(row[4] or row[5])
                assert row[1], row
    assert (len(violations), len(tables)) == (165, 12)
    assert grades > 600
