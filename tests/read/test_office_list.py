"""Workbooks cell by cell: line breaks and merged cells stay, wrong files are problems."""

import pytest
from lezr_extract.read import sources
from lezr_extract.read.office_list import office_list
from lezr_extract.records import Problem
from openpyxl import Workbook


def read(path):
    (source,) = sources([str(path)])
    return office_list(source)


def test_a_workbook_keeps_line_breaks_merged_cells_and_sheets(tmp_path):
    book = Workbook()
    one = book.active
    one.title = "行政处罚（2项）"
    one.append(["序号", "事项名称"])
    one.append([1, "对填埋\n水渠的处罚"])
    one.append([None, None])
    one.merge_cells("B2:B3")
    book.create_sheet("空")
    book.save(tmp_path / "清单.xlsx")
    first, second = read(tmp_path / "清单.xlsx")
    assert first.name == "行政处罚（2项）"
    assert first.rows[1] == ("1", "对填埋\n水渠的处罚")
    assert first.merged == ((1, 1, 2, 1),)
    assert (second.name, second.rows) == ("空", ())


def test_a_formula_is_never_run_and_its_cell_is_what_the_file_has_kept_of_it(tmp_path):
    book = Workbook()
    book.active.append(["序号", "事项名称", '=WEBSERVICE("http://127.0.0.1")'])
    book.save(tmp_path / "清单.xlsx")
    (sheet,) = read(tmp_path / "清单.xlsx")
    assert sheet.rows[0][:2] == ("序号", "事项名称")
    assert "WEBSERVICE" not in "".join(sheet.rows[0])


def test_comma_separated_values_are_a_list_too(tmp_path):
    (tmp_path / "清单.csv").write_text('序号,事项名称\n1,"对填埋\n水渠的处罚"\n', encoding="gb18030")
    (sheet,) = read(tmp_path / "清单.csv")
    assert sheet.rows[1] == ("1", "对填埋\n水渠的处罚")


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("清单.xlsx", b"PK\x03\x04 broken", "not-a-workbook"),  # the name claims what the content is not
        ("清单.docx", "示范水渠条例".encode(), "not-a-workbook"),
        (
            "清单.xls",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le") + b"\0" * 600,
            "broken-file",
        ),
    ],
)
def test_a_wrong_file_is_a_problem_that_says_what_to_do(tmp_path, name, content, code):
    (tmp_path / name).write_bytes(content)
    found = read(tmp_path / name)
    assert isinstance(found, Problem)
    assert found.code == code
    assert "请" in found.cause
