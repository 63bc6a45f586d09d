"""The list as workbook, table and objects: the columns of real lists, nothing that runs, nothing half-written."""

import csv
import json
import time
import zipfile
from dataclasses import replace
from decimal import Decimal

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lezr_extract.powerlist import draft
from lezr_extract.powerlist.export import write_objects, write_table, write_workbook
from lezr_extract.powerlist.export.columns import CELL_LIMIT, amount_text, basis_text, visible
from lezr_extract.records import Amount, Box, Place, PowerType, Span
from lezr_extract.vocabulary.list_templates import FULL, ready_templates
from tests.powerlist.building import amount_of, found_of, law_of, power_of

COLUMNS = ready_templates()[FULL].columns
HEADINGS = [c.heading for c in COLUMNS]
WRITERS = [(write_workbook, "清单.xlsx"), (write_table, "清单.csv"), (write_objects, "清单.json")]


@pytest.fixture
def entries():
    law = law_of("第一条 禁止倾倒垃圾。\n第二条 违反第一条规定的，由水务部门处一万元以上五万元以下罚款。")
    fine = amount_of(law, "一万元以上五万元以下", 10_000, 50_000)
    power = power_of(
        law, "处一万元以上五万元以下罚款", PowerType.PENALTY, holder=("水务部门",), kinds=("罚款",),
        conduct=("违反第一条规定",), amounts=(fine,),
    )  # fmt: skip
    return draft(law, found_of(power))


def rows_of(path, sheet="清单"):
    book = openpyxl.load_workbook(path)
    return [[c.value for c in row] for row in book[sheet].iter_rows()]


def test_the_workbook_has_the_columns_of_published_lists_and_the_clauses_in_full(entries, tmp_path):
    assert write_workbook(entries, tmp_path / "清单.xlsx") == 1
    heading, first = rows_of(tmp_path / "清单.xlsx")
    row = dict(zip(heading, first, strict=True))
    assert heading == HEADINGS
    assert heading[:11] == [
        "序号", "职权编码", "职权名称", "子项名称", "职权类型", "实施依据", "行使主体", "承办机构", "责任事项", "追责情形", "备注"
    ]  # fmt: skip
    assert row["职权名称"] == "对倾倒垃圾行为的行政处罚"
    assert row["金额或倍数"] == "1万元以上5万元以下"
    assert row["职权编码"] is None
    assert (
        "第二条：违反第一条规定的，由水务部门处一万元以上五万元以下罚款。\n    第一条：禁止倾倒垃圾。"
        in row["实施依据"]
    )


@pytest.mark.parametrize(
    ("place", "shown", "note"),
    [
        (Place("卷/甲.pdf", 3), "甲.pdf 第3页", "a page"),
        (Place("卷/包.zip#件/乙.txt", None, 12), "乙.txt 第12行", "a line of a text in an archive"),
        (Place("丙.docx"), "丙.docx", "a format with neither"),
        (Place("national#0123"), None, "a law of a database"),
        (None, None, "not known"),
    ],
)
def test_the_workbook_says_where_in_which_file_the_clause_stands(entries, tmp_path, place, shown, note):
    bases = (replace(entries[0].bases[0], place=place), *entries[0].bases[1:])
    write_workbook([replace(entries[0], bases=bases)], tmp_path / "清单.xlsx")
    heading, row = rows_of(tmp_path / "清单.xlsx")
    assert row[heading.index("原件位置")] == shown, note


def test_the_workbook_opens_with_totals_frozen_headings_and_a_filter(entries, tmp_path):
    second = replace(entries[0], type=PowerType.OTHER, agency="", id="0" * 16)
    write_workbook([*entries, second], tmp_path / "清单.xlsx")
    book = openpyxl.load_workbook(tmp_path / "清单.xlsx")
    assert book.sheetnames == ["汇总", "清单"]
    assert book["清单"].freeze_panes == "D2"
    assert book["清单"].auto_filter.ref == f"A1:{openpyxl.utils.get_column_letter(len(COLUMNS))}3"
    totals = rows_of(tmp_path / "清单.xlsx", "汇总")
    assert totals[1] == ["全部", 0, 1, 0, 0, 0, 0, 0, 0, 0, 1, 2]
    assert ["（待确认）", 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1] in totals


@pytest.mark.parametrize("words", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "=cmd|' /C calc'!A0", "#N/A"])
def test_no_cell_runs_as_a_formula(words, entries, tmp_path):
    hostile = replace(entries[0], name=words)
    write_workbook([hostile], tmp_path / "清单.xlsx")
    cell = openpyxl.load_workbook(tmp_path / "清单.xlsx")["清单"]["C2"]
    assert cell.data_type == "s"
    assert cell.value.strip() == words.strip()
    write_table([hostile], tmp_path / "清单.csv")
    with (tmp_path / "清单.csv").open(encoding="utf-8-sig", newline="") as file:
        value = list(csv.reader(file))[1][2]
    assert value == (f"'{words}" if words[0] in "=+-@\t" else words)


def test_words_that_look_like_an_escaped_character_stay_as_they_are(entries, tmp_path):
    write_workbook([replace(entries[0], name="_x0041_")], tmp_path / "清单.xlsx")
    written = openpyxl.load_workbook(tmp_path / "清单.xlsx")["清单"]["C2"].value
    assert written == "_x005F_x0041_", (
        "a spreadsheet program shows this as _x0041_, and would show _x0041_ as A"
    )


def test_the_same_list_gives_the_same_bytes_whatever_the_time(entries, tmp_path, monkeypatch):
    write_workbook(entries, tmp_path / "甲.xlsx")
    monkeypatch.setattr(time, "time", lambda: 2_000_000_000.0)
    monkeypatch.setattr(time, "localtime", lambda *_: time.struct_time((2033, 5, 18, 3, 33, 20, 2, 138, 0)))
    write_workbook(entries, tmp_path / "乙.xlsx")
    assert (tmp_path / "甲.xlsx").read_bytes() == (tmp_path / "乙.xlsx").read_bytes()
    with zipfile.ZipFile(tmp_path / "甲.xlsx") as archive:
        assert {i.date_time for i in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert b"1980-01-01T00:00:00Z</dcterms:modified>" in archive.read("docProps/core.xml")


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(), max_size=40))
def test_whatever_stands_in_a_text_the_workbook_opens_and_shows_it(tmp_path_factory, words):
    law = law_of("第一条 由水务部门处罚款。")
    (entry,) = draft(law, found_of(power_of(law, "处罚款", PowerType.PENALTY)))
    path = tmp_path_factory.getbasetemp() / "任意.xlsx"
    write_workbook([replace(entry, name=words)], path)
    shown = openpyxl.load_workbook(path)["清单"]["C2"].value or ""
    assert shown.replace("\r", "").replace("\n", "") == visible(words).replace("\r", "").replace("\n", "")


@pytest.mark.parametrize(("write", "name"), WRITERS)
def test_a_writer_that_fails_leaves_the_older_file_and_no_other(write, name, entries, tmp_path):
    path = tmp_path / name
    path.write_text("旧")

    def broken():
        yield entries[0]
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        write(broken(), path)
    assert path.read_text() == "旧"
    assert [p.name for p in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize(("write", "name"), WRITERS)
def test_an_empty_list_is_a_list(write, name, tmp_path):
    assert write(iter(()), tmp_path / name) == 0
    assert (tmp_path / name).stat().st_size > 0


def test_objects_say_where_each_clause_stands_and_what_its_file_says(entries, tmp_path):
    basis = replace(
        entries[0].bases[0], place=Place("甲.pdf", 3, None, (Box(3, 1, 2, 3, 4),)), original="罰款"
    )
    write_objects([replace(entries[0], bases=(basis, entries[0].bases[1]))], tmp_path / "清单.json")
    (made,) = json.loads((tmp_path / "清单.json").read_text(encoding="utf-8"))["entries"]
    keys = ("file", "page", "line", "boxes", "original")
    assert [made["bases"][0][key] for key in keys] == ["甲.pdf", 3, None, [[3, 1, 2, 3, 4]], "罰款"]
    assert [made["bases"][1][key] for key in keys] == [None, None, None, [], None]


def test_objects_keep_every_field_with_spans_and_numbers(entries, tmp_path):
    write_objects(entries, tmp_path / "清单.json")
    (made,) = json.loads((tmp_path / "清单.json").read_text(encoding="utf-8"))["entries"]
    assert made["type"] == "行政处罚"
    assert made["amounts"][0]["max"] == 50_000
    assert [b["kind"] for b in made["bases"]] == ["liability", "conduct"]
    assert made["bases"][0]["span"] == list(entries[0].bases[0].span)


@pytest.mark.parametrize(
    ("amount", "wanted"),
    [
        (("5000", "5000", "元", None, None, None), "5000元"),
        (("10000", "50000", "元", None, "单位", None), "1万元以上5万元以下（单位）"),
        ((None, "200000", "元", None, None, None), "20万元以下"),
        (("1", "5", "倍", "违法所得", None, None), "违法所得的1倍以上5倍以下"),
        (("0.5", "0.5", "%", "应缴费款", None, "日"), "每日应缴费款的0.5%"),
        (("1230000", None, "元", None, None, None), "123万元以上"),
    ],
)
def test_sums_are_written_as_offices_write_them(amount, wanted):
    low, high, unit, base, party, per = amount
    made = Amount(
        Decimal(low) if low else None, Decimal(high) if high else None, unit, base, party, per, Span(0, 1)
    )
    assert amount_text(made) == wanted


def test_a_clause_longer_than_a_cell_is_cut_where_all_can_see_it(entries):
    long = replace(entries[0].bases[0], text="长" * 40_000)
    words = basis_text((long,))
    assert len(words) <= CELL_LIMIT
    assert "此处从略" in words[-60:]
