"""A present list in a Word document is read as a workbook is, whatever its cells span."""

from docx import Document
from lezr_extract.pipeline.present.check import import_lists

HEADINGS = ("序号", "职权名称", "职权类型", "实施依据", "行使主体")
ROWS = (
    ("1", "对甲的处罚", "行政处罚", "《甲条例》第一条：甲。", "水利局"),
    ("", "", "", "《乙条例》第二条：乙。", ""),
    ("2", "对乙的处罚", "行政处罚", "《丙条例》第三条：丙。", "水利局"),
)


def written(path, *, merged):
    made = Document()
    made.add_paragraph("水利局权责清单")
    table = made.add_table(rows=0, cols=len(HEADINGS))
    for line in (HEADINGS, *ROWS):
        for cell, words in zip(table.add_row().cells, line, strict=True):
            cell.text = words
    for column in merged:
        table.cell(1, column).merge(table.cell(2, column))
    made.save(path)
    return str(path)


def test_an_entry_whose_cells_go_over_two_rows_has_both_bases(tmp_path):
    for merged in ((), (0, 1, 2, 4)):
        lists, problems = import_lists([written(tmp_path / "水利局权责清单.docx", merged=merged)])
        ((first, second),) = (one.entries for one in lists)
        assert [basis.law for basis in first.bases] == ["甲条例", "乙条例"], merged
        assert (first.name, first.holder, second.name) == ("对甲的处罚", "水利局", "对乙的处罚")
        assert [problem.code for problem in problems] == ["heading-row"]


def test_a_document_without_a_table_is_no_list_and_says_so(tmp_path):
    made = Document()
    made.add_paragraph("今天天气很好。")
    made.save(tmp_path / "信.docx")
    lists, problems = import_lists([str(tmp_path / "信.docx")])
    assert lists == ()
    assert [problem.code for problem in problems] == ["no-entries"]
