"""Exports in an office's own columns: ready templates, headings, sections, cells that only the office fills."""

import csv
import time
import zipfile
from dataclasses import replace

import docx
import openpyxl
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from lezr_extract.errors import CannotRunError
from lezr_extract.powerlist import draft
from lezr_extract.powerlist.export import write_document, write_list_page, write_table, write_workbook
from lezr_extract.powerlist.export.columns import CELL_LIMIT, ListRow, cell_words, row, visible
from lezr_extract.powerlist.export.table import safe, unguarded
from lezr_extract.powerlist.present.columns import find_columns
from lezr_extract.powerlist.present.importing import import_list
from lezr_extract.read import sources
from lezr_extract.read.office_list import office_list, word_list
from lezr_extract.records import PowerType
from lezr_extract.vocabulary.list_templates import (
    Grouping,
    heading_field,
    ready_templates,
    template_columns,
    template_of_table,
    with_ids,
    without_ids,
)
from lxml import html
from tests.powerlist.building import found_of, law_of, power_of

TEMPLATES = list(ready_templates().values())
BY_NAME = ready_templates()


@pytest.fixture
def entries():
    law = law_of(
        "第一条 在河边设摊的，应当经水务部门批准。\n第二条 违反第一条规定的，由水务部门处五百元罚款。"
    )
    licence = power_of(law, "应当经水务部门批准", PowerType.LICENCE, holder=("水务部门",))
    penalty = power_of(law, "由水务部门处五百元罚款", PowerType.PENALTY, holder=("水务部门",))
    made = draft(law, found_of(licence, penalty))
    assert [one.type for one in made] == [PowerType.LICENCE, PowerType.PENALTY]
    # In the order of a law, where types alternate.
    return [made[1], made[0], replace(made[1], id="f" * 16, name="对乱扔垃圾行为的行政处罚")]


def sheets_of(path):
    (source,) = sources([str(path)])
    return {sheet.name: sheet for sheet in office_list(source)}


@pytest.mark.parametrize(
    ("heading", "field", "note"),
    [
        ("事项\n名称", "name", "broken over lines"),
        ("职权名称（全称）", "name", "brackets do not count"),
        ("实施依据", "basis", ""),
        ("责任主体", "holder", "another word for it"),
        ("备注", "remark", ""),
        ("承办科室", "department", "only the office knows"),
        ("责任事项依据", "", "looks like a basis and is none"),
        ("收费（征收）依据和标准", "", ""),
        ("救助渠道", "", "unknown: stays the office's own"),
        ("", "", "nothing"),
    ],
)
def test_a_heading_stands_for_a_field_of_an_entry_or_for_none(heading, field, note):
    assert heading_field(heading) == field, note


def test_of_two_columns_for_one_field_the_second_is_the_offices_own():
    columns = template_columns(["事项名称", "备注", "备注", "备注"], {}, "x")
    assert [(c.field, c.cell) for c in columns] == [
        ("name", ""), ("remark", ""), ("", "备注"), ("", "备注：2")
    ]  # fmt: skip


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda one: one.name)
def test_the_importer_of_lists_finds_the_columns_of_every_ready_template_and_counts_its_entries(
    template, entries, tmp_path
):
    write_workbook(entries, tmp_path / "单.xlsx", with_ids(template))
    sheets = sheets_of(tmp_path / "单.xlsx")
    first = next(iter(sheets.values()))
    assert [h for h in find_columns(first).headings if h] == [
        "".join(c.heading.split()) for c in with_ids(template).columns if c.heading
    ]
    made = import_list("单.xlsx", list(sheets.values()))
    assert sorted(entry.name for entry in made.entries) == sorted(entry.name for entry in entries)
    claims = [claim for sheet in made.sheets for claim in sheet.announced]
    assert all(claim.count == claim.found for claim in claims), claims
    assert bool(claims) == (template.grouping is not Grouping.NONE), (
        "sections and sheets say how many they hold"
    )


def test_sections_part_the_types_in_the_order_of_the_national_codes_with_a_total(entries, tmp_path):
    write_workbook(entries, tmp_path / "单.xlsx", BY_NAME["救济渠道"])
    rows = sheets_of(tmp_path / "单.xlsx")["清单"].rows
    assert [row[0] for row in rows] == [
        "权责清单", "序号", "一、行政许可（共1项）", "1", "二、行政处罚（共2项）", "2", "3", "合计：3项"
    ]  # fmt: skip


def test_a_sheet_for_each_type_is_named_with_its_count_and_counts_from_one(entries, tmp_path):
    write_workbook(entries, tmp_path / "单.xlsx", BY_NAME["十五列"])
    sheets = sheets_of(tmp_path / "单.xlsx")
    assert list(sheets) == ["行政许可（1项）", "行政处罚（2项）"]
    assert [row[0] for row in sheets["行政处罚（2项）"].rows] == ["权责清单", "序号", "1", "2"]


def test_a_heading_over_two_columns_is_merged(entries, tmp_path):
    write_workbook(entries, tmp_path / "单.xlsx", BY_NAME["十五列"])
    sheet = openpyxl.load_workbook(tmp_path / "单.xlsx").worksheets[0]
    assert sheet["H2"].value == "实施层级及权限"
    assert "H2:I2" in {str(ref) for ref in sheet.merged_cells.ranges}


def test_what_only_the_office_knows_stays_empty_until_it_was_filled_in(entries, tmp_path):
    template = BY_NAME["十五列"]
    cells = {"承办机构": "河道科", "实施层级及权限": "市级", "实施层级及权限：2": "负责本级", "别的": "x"}
    values = row(1, ListRow(entries[0], cells, code="CF001"), template.columns)
    shown = dict(zip([c.cell or c.field for c in template.columns], values, strict=True))
    assert (shown["承办机构"], shown["实施层级及权限"], shown["实施层级及权限：2"]) == (
        "河道科",
        "市级",
        "负责本级",
    )
    assert shown["部门职责"] == ""
    assert "x" not in values


def test_an_export_carries_the_ids_of_its_entries_unless_it_is_to_be_published():
    template = BY_NAME["十五列"]
    assert with_ids(template).columns[-1].field == "id"
    assert with_ids(with_ids(template)) == with_ids(template)
    assert without_ids(with_ids(template)) == template


@pytest.mark.parametrize(
    ("table", "says"),
    [
        ({"columns": ["序号", "名称"], "farbe": 1}, "farbe"),
        ({}, "columns"),
        ({"columns": "序号"}, "columns"),
        ({"columns": ["序号", "实施依据"]}, "事项名称"),
        ({"columns": ["事项名称"] * 201}, "200"),
        ({"columns": ["事项名称"], "group": "rows"}, "group"),
        ({"columns": ["事项名称"], "widths": {"事项名称": 0}}, "widths"),
        ({"columns": ["事项名称"], "title": 7}, "title"),
    ],
)
def test_a_template_that_is_wrong_is_refused_with_what_is_wrong(table, says):
    with pytest.raises(CannotRunError, match=says):
        template_of_table(table, "模板.toml")


HOSTILE = [
    "=1+1", "+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0", "#N/A", "'=1", "一行\n二行", "全角　空格ＡＢＣ１２３",
    " 前后有空格 ", "<b>&amp;", "_x0041_", "0012", "1e5", "2024-01-01", "长" * 32_000, "😀𠮷", "\t制表", "{=1}",
]  # fmt: skip


@pytest.mark.parametrize("words", HOSTILE, ids=lambda one: ascii(one[:12]))
def test_a_workbook_read_back_holds_in_each_cell_what_was_written(words, entries, tmp_path):
    template = with_ids(BY_NAME["十四列"])
    one = ListRow(replace(entries[0], name=words, agency=words, remarks=(words,)), {"承办机构": words})
    write_workbook([one], tmp_path / "单.xlsx", template)
    wanted = [str(value) for value in row(1, one, template.columns)]
    assert list(sheets_of(tmp_path / "单.xlsx")["清单"].rows[2]) == wanted, "as our own reader reads it"
    cells = openpyxl.load_workbook(tmp_path / "单.xlsx")["清单"][3]
    assert [cell.data_type for cell in cells if cell.value and cell.column > 1] == ["s"] * sum(
        map(bool, wanted[1:])
    )
    if words.startswith(("=", "+", "-", "@")):
        assert cells[1].quotePrefix, "still text after somebody has been in the cell"


@pytest.mark.parametrize("words", HOSTILE, ids=lambda one: ascii(one[:12]))
def test_a_word_document_read_back_holds_in_each_cell_what_was_written(words, entries, tmp_path):
    template = BY_NAME["十四列"]
    one = ListRow(replace(entries[0], name=words, agency=words, remarks=(words,)), {"承办机构": words})
    write_document([one], tmp_path / "单.docx", template)
    table = docx.Document(str(tmp_path / "单.docx")).tables[0]
    assert [cell.text for cell in table.rows[1].cells] == [
        str(value) for value in row(1, one, template.columns)
    ]
    (source,) = sources([str(tmp_path / "单.docx")])
    assert word_list(source)[0].rows[1][1].split() == words.split()


@settings(max_examples=25, deadline=None)
@given(st.text(st.characters(), max_size=30))
def test_whatever_stands_in_a_cell_document_and_page_open_and_show_it(tmp_path_factory, words):
    law = law_of("第一条 由水务部门处罚款。")
    (entry,) = draft(law, found_of(power_of(law, "处罚款", PowerType.PENALTY)))
    folder = tmp_path_factory.getbasetemp()
    one = replace(entry, name=words)
    write_document([one], folder / "任意.docx", BY_NAME["十四列"])
    shown = docx.Document(str(folder / "任意.docx")).tables[0].rows[1].cells[1].text
    assert shown == cell_words(words)
    write_list_page([one], folder / "任意.html", BY_NAME["十四列"])
    page = html.fromstring((folder / "任意.html").read_text(encoding="utf-8"))
    assert page.xpath("//td[@class='name']")[0].text_content().replace("\n", "") == cell_words(words).replace(
        "\n", ""
    )


def test_a_cell_longer_than_a_worksheet_holds_is_cut_where_all_can_see_it():
    for words in ("长" * 40_000, "😀" * 20_000):
        cut = cell_words(words)
        assert len(cut.encode("utf-16-le")) // 2 <= CELL_LIMIT
        assert "此处从略" in cut[-20:]
    assert cell_words("长" * CELL_LIMIT) == "长" * CELL_LIMIT


def test_the_page_for_the_public_runs_nothing_and_loads_nothing(entries, tmp_path):
    write_list_page([replace(entries[0], name="<script>alert(1)</script>")], tmp_path / "单.html")
    page = (tmp_path / "单.html").read_text(encoding="utf-8")
    assert "<script" not in page
    assert "&lt;script&gt;" in page
    assert "default-src 'none'" in page
    assert not [mark for mark in ("http://", "https://", "src=", "@import", "url(") if mark in page]


def test_a_word_document_has_no_field_and_repeats_its_headings(entries, tmp_path):
    write_document(entries, tmp_path / "单.docx")
    words = zipfile.ZipFile(tmp_path / "单.docx").read("word/document.xml").decode()
    assert words.count("<w:tblHeader/>") == 1
    assert 'w:orient="landscape"' in words
    assert not [
        mark for mark in ("fldChar", "fldSimple", "instrText", "w:hyperlink", "w:object") if mark in words
    ]


@pytest.mark.parametrize(
    ("write", "name"),
    [
        (write_workbook, "单.xlsx"),
        (write_document, "单.docx"),
        (write_list_page, "单.html"),
        (write_table, "单.csv"),
    ],
)
def test_the_same_list_in_the_same_template_gives_the_same_bytes(write, name, entries, tmp_path, monkeypatch):
    template = BY_NAME["救济渠道"]
    write(entries, tmp_path / name, template)
    first = (tmp_path / name).read_bytes()
    monkeypatch.setattr(time, "time", lambda: 2_000_000_000.0)
    write(entries, tmp_path / name, template)
    assert (tmp_path / name).read_bytes() == first


@pytest.mark.parametrize(
    ("write", "name"),
    [(write_document, "单.docx"), (write_list_page, "单.html"), (write_workbook, "单.xlsx")],
)
def test_a_list_that_breaks_off_leaves_the_older_file(write, name, entries, tmp_path):
    (tmp_path / name).write_text("旧")

    def broken():
        yield entries[0]
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        write(broken(), tmp_path / name, BY_NAME["十四列"])
    assert [(p.name, p.read_text()) for p in tmp_path.iterdir()] == [(name, "旧")]


def test_a_csv_has_one_row_of_headings_and_guards_what_would_run(entries, tmp_path):
    write_table([replace(entries[0], name="=1+1")], tmp_path / "单.csv", BY_NAME["十五列"])
    with (tmp_path / "单.csv").open(encoding="utf-8-sig", newline="") as file:
        head, line = csv.reader(file)
    assert head == [c.heading for c in BY_NAME["十五列"].columns]
    assert line[1] == "'=1+1"


@given(st.text(max_size=20), st.sampled_from(["", *"=+-@"]))
def test_what_a_csv_guards_is_told_again(words, first):
    shown = visible(first + words)
    assume(not shown.startswith("'"))
    assert unguarded(safe(first + words)) == shown


@pytest.mark.corpus
def test_the_ready_templates_have_the_headings_of_the_published_lists_in_their_order(shared):
    found = set()
    for path in sorted((shared / "corpora" / "power_lists").rglob("*.xls*")):
        (source,) = sources([str(path)])
        for sheet in office_list(source):
            columns = find_columns(sheet)
            if columns is not None:
                found.add(columns.headings)
    ready = {tuple(c.heading for c in one.columns): one.name for one in TEMPLATES}
    assert {ready.get(headings) for headings in found} >= {"十五列", "十四列", "救济渠道", "办事要素"}
    missing = [headings for headings in found if headings not in ready]
    assert [len(headings) for headings in missing] == [19], (
        "one sheet repeats its last four columns by mistake"
    )
