"""From rows to entries: every row belongs to an entry, or says why not."""

import pytest
from lezr_extract.powerlist.present.importing import import_list
from lezr_extract.records import PowerType, Severity
from tests.powerlist.present import sheets
from tests.powerlist.present.sheets import (
    COMMISSION,
    DOUBLE,
    LICENCE,
    NARROW,
    PENALTY,
    WIDE,
    commission,
    sheet,
    wide,
)


def imported(*worksheets):
    return import_list("清单.xlsx", worksheets)


def codes(made, severity=None):
    return [p.code for p in made.problems if severity is None or p.severity is severity]


ORDERS = [
    (WIDE, wide("1", "取水许可", "", "行政许可", LICENCE, "市水利局"), "a level merged over two columns"),
    (
        COMMISSION,
        commission("1", "取水许可", "行政许可", LICENCE, "市水利局"),
        "name fourth, holder far behind",
    ),
    (
        NARROW,
        ["1", "取水许可", "", "行政\n许可", LICENCE, "市水利局", "水政科", "市级", ""],
        "no merged level",
    ),
    (DOUBLE, ["1", "取水许可", "许可类", LICENCE, "市水利局", "", "", "", ""], "columns twice"),
]


@pytest.mark.parametrize(("headings", "row", "_note"), ORDERS, ids=[order[2] for order in ORDERS])
def test_the_columns_are_known_in_every_order(headings, row, _note):
    (entry,) = imported(sheet([["市水利局权责清单"], headings, row])).entries
    assert (entry.number, entry.name, entry.type, entry.holder) == (
        "1",
        "取水许可",
        PowerType.LICENCE,
        "市水利局",
    )
    assert [(b.law, b.article) for b in entry.bases] == [("示范水渠条例", "第八条")]


def test_headings_over_two_rows_are_read_together():
    head = ["序号", "事项名称", "权力类型", "实施依据", "", "行使主体"]
    below = ["", "", "", "法律法规名称", "条款内容", ""]
    row = [
        "1",
        "取水许可",
        "行政许可",
        "《示范水渠条例》",
        "《示范水渠条例》第八条：取水应当许可。",
        "市水利局",
    ]
    merged = [(0, 3, 0, 4), (0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 1, 2), (0, 5, 1, 5)]
    made = imported(sheet([head, below, row], merged))
    (entry,) = made.entries
    assert entry.holder == "市水利局"
    assert [b.article for b in entry.bases] == [None, "第八条"]
    assert codes(made) == ["heading-row", "heading-row"]


def test_an_entry_over_merged_rows_is_one_and_keeps_who_exercises_it_at_each_level():
    rows = [
        WIDE,
        wide("1", "对填埋水渠的处罚", "", "行政处罚", PENALTY, "市水利局"),
        wide(holder="县水利局", level="县级"),
        [""] * 15,
        wide("2", "取水许可", "", "行政许可", LICENCE, "市水利局"),
    ]
    merged = [(1, column, 3, column) for column in range(5)]
    made = imported(sheet(rows, merged))
    first, second = made.entries
    assert (first.row, first.last_row, second.row) == (2, 4, 5)
    assert [(e.row, e.holder, e.level) for e in first.exercises] == [
        (2, "市水利局", "市级"),
        (3, "县水利局", "县级"),
    ]
    assert codes(made) == ["heading-row"]


def test_sub_matters_are_entries_of_their_own_and_count_as_one_matter():
    rows = [
        WIDE,
        wide("1", "取水许可", "1.新办", "行政许可", LICENCE, "市水利局"),
        wide("", "", "2.延续", "行政许可", LICENCE, "市水利局"),
        wide("2,3", "排水许可", "", "行政许可", LICENCE, "市水利局"),
    ]
    made = imported(sheet(rows, [(1, 0, 2, 0), (1, 1, 2, 1)], name="行政许可（3项）"))
    assert [e.full_name for e in made.entries] == ["取水许可：1.新办", "取水许可：2.延续", "排水许可"]
    assert [(a.count, a.found) for a in made.sheets[0].announced] == [(3, 3)]
    assert made.sheets[0].matters == 3


def test_sections_and_totals_are_counted_against_what_they_say():
    rows = [
        WIDE,
        ["一、行政许可（共1项）"],
        wide("1", "取水许可", "", "行政许可", LICENCE, "市水利局"),
        ["二、行政处罚（共2项）"],
        wide("2", "对填埋水渠的处罚", "", "行政处罚", PENALTY, "市水利局"),
        ["合计：3项"],
    ]
    made = imported(sheet(rows))
    assert [(a.count, a.found) for a in made.sheets[0].announced] == [(1, 1), (2, 1), (3, 2)]
    doubts = [p for p in made.problems if p.severity is Severity.DOUBT]
    assert [p.code for p in doubts] == ["count", "count"]
    assert "自称“二、行政处罚（共2项）”，导入 1 项" in doubts[0].cause


def test_a_table_of_contents_is_set_against_the_whole_workbook_and_is_no_list():
    contents = sheet([["类型", "项数"], ["行政许可", "1"], ["行政处罚", "4"]], name="目录")
    listed = sheet([WIDE, wide("1", "取水许可", "", "行政许可", LICENCE, "市水利局")], name="清单")
    made = imported(contents, listed)
    assert [s.name for s in made.sheets] == ["清单"]
    assert [(a.count, a.found) for a in made.sheets[0].announced] == [(1, 1), (4, 0)]
    assert "contents-sheet" in codes(made)


def test_a_type_that_a_row_lacks_is_taken_from_the_name_of_the_sheet():
    (entry,) = imported(sheet([WIDE, wide("1", "取水许可", basis=LICENCE)], name="行政许可（1项）")).entries
    assert (entry.type_written, entry.type) == ("", PowerType.LICENCE)


ROWS = [
    (["3"], "row-without-name", Severity.DOUBT, "a number alone"),
    (wide("3", basis=LICENCE, kind="行政许可"), "row-without-name", Severity.DOUBT, "no name"),
    (wide("3", "#REF!", "", "行政许可", LICENCE), "formula-error", Severity.DOUBT, "a formula that failed"),
    (["说明：本清单自公布之日起执行"], "remark-row", Severity.NOTE, "a remark"),
    (WIDE, "heading-row", Severity.NOTE, "headings again on the next page"),
    ([""], "blank-row", Severity.NOTE, "nothing"),
]


@pytest.mark.parametrize(("row", "code", "severity", "_note"), ROWS, ids=[row[3] for row in ROWS])
def test_a_row_that_belongs_to_no_entry_is_a_problem_with_its_cause(row, code, severity, _note):
    rows = [WIDE, row, wide("4", "取水许可", "", "行政许可", LICENCE, "市水利局")]
    made = imported(sheet(rows))
    assert [e.name for e in made.entries] == ["取水许可"]
    (problem,) = [p for p in made.problems if p.code != "heading-row" or "重复" in p.cause]
    assert (problem.code, problem.severity) == (code, severity)
    assert "第 2 行" in problem.place
    assert problem.cause


def test_a_sheet_without_headings_is_a_doubt_and_a_workbook_of_such_sheets_is_lost():
    made = imported(sheet([["姓名", "电话"], ["甲", "1"]]))
    assert not made.entries
    assert [(p.code, p.severity) for p in made.problems] == [
        ("no-headings", Severity.DOUBT),
        ("no-entries", Severity.LOST),
    ]


def test_an_entry_without_a_law_or_with_an_unknown_type_is_a_doubt():
    made = imported(sheet([WIDE, wide("1", "水渠事务", "", "综合服务", "按有关规定", "市水利局")]))
    assert codes(made, Severity.DOUBT) == ["no-basis", "no-type"]


def test_cells_without_a_column_of_their_own_are_kept():
    (entry,) = imported(
        sheet([COMMISSION, commission("1", "取水许可", "行政许可", LICENCE, "市水利局")])
    ).entries
    assert ("所属行政区划", "青溪市") in entry.cells


def test_the_model_rows_are_whole():
    assert len(sheets.wide()) == len(WIDE)
    assert len(commission("", "", "", "", "")) == len(COMMISSION)


def test_merged_cells_claimed_over_a_million_rows_cost_no_time():
    rows = [WIDE, wide("1", "取水许可", "", "行政许可", LICENCE, "市水利局")]
    made = imported(sheet(rows, [(0, 0, 1_048_575, 16_383)] * 20_000))
    assert [entry.name for entry in made.entries] == ["取水许可"]
