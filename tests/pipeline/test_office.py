"""An office's own files: rulings on disputed acts and the table of duties, read and refused with file and line."""

import csv

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lezr_extract.errors import CannotRunError
from lezr_extract.pipeline.office import read_duties, read_office, read_rulings, ruling_form
from lezr_extract.powerlist.export import write_form
from lezr_extract.records import PowerType

RULINGS = """office = "青溪县司法局"

[[ruling]]
act = "order-alone"
type = "行政处罚"
reason = "本县历来列为处罚"

[[ruling]]
title = "责令限期拆除"
type = "10"
"""


def written(tmp_path, words, name="rulings.toml"):
    path = tmp_path / name
    path.write_text(words, encoding="utf-8")
    return path


def test_a_ruling_is_known_by_the_id_or_the_title_of_its_act_and_by_any_name_of_the_type(tmp_path):
    rulings = read_rulings(written(tmp_path, RULINGS))
    assert {act: ruling.type for act, ruling in rulings.items()} == {
        "order-alone": PowerType.PENALTY,
        "demolition-order": PowerType.OTHER,
    }
    assert rulings["order-alone"].words == "单独的责令改正、限期改正定为行政处罚（本县历来列为处罚）"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        pytest.param('[[ruling]]\nact = "order-alon"\ntype = "其他"', "第 1 行：没有争议事项“order-alon”，是否指“order-alone”", id="a misspelt act"),
        pytest.param('\n\n[[ruling]]\nact = "recovery"\ntype = "行政处分"', "第 3 行：没有职权类型“行政处分”；可用 行政许可", id="an unknown type"),
        pytest.param('[[ruling]]\nact = "recovery"', "第 1 行：没有职权类型“”", id="no type"),
        pytest.param('[[ruling]]\ntype = "其他"', "第 1 行：没有写明争议事项", id="no act"),
        pytest.param('[[ruling]]\nact = "recovery"\ntype = "其他"\n[[ruling]]\nact = "recovery"\ntype = "行政处罚"', "第 4 行.*已在.*第 1 行裁定过", id="two rulings on one act"),
        pytest.param('[[ruling]]\nact = "recovery"\nkind = "其他"', "第 1 行起：不认识的项 kind", id="an unknown key"),
        pytest.param('[[rulings]]\nact = "recovery"', "不认识的项 rulings；应由若干个 \\[\\[ruling\\]\\] 组成", id="an unknown table"),
        pytest.param('[[ruling]]\nact = "recovery\n', "第 2 行不合 TOML 格式", id="broken TOML"),
        pytest.param('[[ruling]]\nact = ["recovery"]\ntype = "其他"', "act 应为一句文字", id="a list"),
        pytest.param('ruling = "其他"', "ruling 的写法不对", id="no table at all"),
    ],
)  # fmt: skip
def test_a_wrong_ruling_is_refused_with_file_line_and_what_to_write(tmp_path, words, said):
    path = written(tmp_path, words)
    with pytest.raises(CannotRunError, match=said) as caught:
        read_rulings(path)
    assert "rulings.toml" in str(caught.value)


@pytest.mark.parametrize("name", ["裁定.xlsx", "裁定.csv"])
def test_the_table_of_disputed_acts_comes_back_as_rulings_when_a_type_is_filled_in(tmp_path, name):
    rows = ruling_form({})
    rows[2]["本单位裁定"], rows[2]["裁定理由"] = "行政处罚", "=1+1"
    path = tmp_path / name
    write_form("争议事项裁定", rows, path)
    (ruling,) = read_rulings(path).values()
    assert (ruling.act, ruling.type, ruling.reason) == (rows[2]["事项编号"], PowerType.PENALTY, "=1+1")
    assert ruling.place.endswith("第 4 行")
    assert ruling_form({ruling.act: ruling})[2]["本单位裁定"] == "行政处罚"


def test_a_table_in_the_code_page_of_an_old_office_program_is_read_with_titles_above_its_headings(tmp_path):
    path = tmp_path / "裁定.csv"
    path.write_bytes(
        "青溪县争议事项裁定表,,\n争议事项,本单位裁定,备注\n取缔（单独规定）,行政强制,会商\n".encode("gb18030")
    )
    assert [r.type for r in read_rulings(path).values()] == [PowerType.COERCION]


@pytest.mark.parametrize(
    ("name", "words", "said"),
    [
        pytest.param("a.csv", "甲,乙\n1,2\n", "没有表头；表头可用 事项编号", id="no headings"),
        pytest.param("a.xlsx", "not a workbook", "不能读取|没有表格", id="a broken workbook"),
        pytest.param("b.toml", None, "找不到文件", id="no file"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_such_table_is_refused(tmp_path, name, words, said):
    path = tmp_path / name if words is None else written(tmp_path, words, name)
    with pytest.raises(CannotRunError, match=said):
        read_rulings(path)


def test_a_duty_is_known_by_the_words_by_which_statutes_name_it(tmp_path):
    path = written(
        tmp_path,
        "职责,本地机关,级别,依据\n水行政,青溪县水务局,县级,三定\n卫生健康主管部门,青溪县卫健局,,\n无机关的,,,\n",
        "offices.csv",
    )
    duties = read_duties(path)
    assert [(d.ids, d.bureau, d.level, d.place) for d in duties] == [
        (("water",), "青溪县水务局", "县", "第 2 行"),
        (("health",), "青溪县卫健局", "", "第 3 行"),
    ]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        pytest.param('[[office]]\nduty = "打更"\nbureau = "更夫局"', "第 1 行：机关登记册中没有职责“打更”", id="an unknown duty"),
        pytest.param('[[office]]\nduty = "水行政"\nbureau = "水务局"\nlevel = "村"', "没有级别“村”；可用 省、市、县、乡", id="an unknown level"),
        pytest.param('[[office]]\nbureau = "水务局"', "没有写明职责", id="no duty"),
    ],
)  # fmt: skip
def test_a_wrong_duty_is_refused_with_file_and_line(tmp_path, words, said):
    with pytest.raises(CannotRunError, match=said):
        read_duties(written(tmp_path, words, "offices.toml"))


def test_the_files_of_the_folder_office_are_used_without_being_named(tmp_path):
    written(tmp_path, RULINGS)
    office = read_office(folder=tmp_path)
    assert (len(office.rulings), office.duties, office.files) == (2, (), (tmp_path / "rulings.toml",))
    assert read_office(folder=tmp_path / "none").files == ()


def test_two_files_for_the_same_thing_are_refused(tmp_path):
    written(tmp_path, RULINGS)
    written(tmp_path, "事项编号,本单位裁定\n", "rulings.csv")
    with pytest.raises(CannotRunError, match="并存，不知以哪个为准"):
        read_office(folder=tmp_path)


@given(
    st.lists(
        st.lists(st.text(alphabet="本单位裁定事项编号行政处罚=@\n,\"'\x00ab", max_size=8), max_size=5),
        max_size=8,
    )
)
@settings(max_examples=200, deadline=None)
def test_no_table_however_strange_ends_in_anything_but_rulings_or_a_sentence(tmp_path_factory, rows):
    path = tmp_path_factory.mktemp("t") / "r.csv"
    with path.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([[cell.replace("\x00", "") for cell in row] for row in rows])
    try:
        found = read_rulings(path)
    except CannotRunError as error:
        found = str(error)
    assert isinstance(found, dict) or "r.csv" in found
