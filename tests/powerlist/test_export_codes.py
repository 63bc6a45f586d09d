"""职权编码: by a form, from a stated order, kept where the office gave one."""

from dataclasses import replace

import pytest
from lezr_extract.errors import CannotRunError
from lezr_extract.powerlist import draft
from lezr_extract.powerlist.export.codes import CODE_CELL, code_form, coded
from lezr_extract.powerlist.export.columns import ListRow
from lezr_extract.records import PowerType
from tests.powerlist.building import found_of, law_of, power_of


@pytest.fixture(scope="module")
def entry():
    law = law_of("第一条 由水务部门处罚款。")
    (made,) = draft(law, found_of(power_of(law, "处罚款", PowerType.PENALTY, holder=("水务部门",))))
    return replace(made, agency="市水务局")


def at(entry, article, title="甲条例", **more):
    basis = replace(entry.bases[0], article=article, law_title=title, paragraph=more.pop("paragraph", None))
    return replace(entry, id=f"{title}{article}{basis.paragraph}{more}", bases=(basis,), **more)


def codes(rows, form):
    made, problems = coded([one if isinstance(one, ListRow) else ListRow(one) for one in rows], form)
    return [one.code for one in made], problems


@pytest.mark.parametrize(
    ("form", "wanted", "note"),
    [
        ("{区划}{部门}{类型字母}{序号:03}00", "650200207CF00100", "16 characters, as published"),
        ("{类型}{序号:05}{子项:03}", "0200001000", "the national digits of a type"),
        ("水-{类型字母}-{序号}", "水-CF-1", "literal words"),
    ],
)
def test_a_code_is_what_its_form_says(entry, form, wanted, note):
    assert codes([entry], code_form(form, "650200", {"市水务局": "207"})) == ([wanted], ()), note


def test_numbers_follow_law_article_and_paragraph_whatever_the_order_of_the_list(entry):
    rows = [
        at(entry, "第十一条"),
        at(entry, "第二条", paragraph=2),
        at(entry, "第二条", paragraph=1),
        at(entry, "第十条之一"),
        at(entry, "第十条"),
        at(entry, "第一条", "乙条例"),
        at(entry, "第一条", type=PowerType.LICENCE),
    ]
    form = code_form("{类型字母}{序号}")
    made, _ = codes(rows, form)
    assert made == ["CF6", "CF3", "CF2", "CF5", "CF4", "CF1", "XK1"]
    assert codes(list(reversed(rows)), form)[0] == list(reversed(made)), "the same codes for the same entries"


def test_a_code_that_the_office_gave_is_kept_and_given_to_no_other(entry):
    rows = [
        ListRow(at(entry, "第一条")),
        ListRow(at(entry, "第二条"), {CODE_CELL: "CF1"}),
        ListRow(at(entry, "第三条")),
    ]
    assert codes(rows, code_form("{类型字母}{序号}")) == (["CF2", "CF1", "CF3"], ())


def test_an_entry_whose_department_has_no_code_gets_none_and_is_named(entry):
    made, problems = codes([entry, replace(entry, agency="")], code_form("{部门}{序号}", "", {"乙局": "1"}))
    assert made == ["", ""]
    assert len(problems) == 2
    assert "市水务局" in problems[0]


def test_a_code_given_twice_is_named(entry):
    rows = [ListRow(at(entry, f"第{n}条"), {CODE_CELL: "A1"}) for n in "一二"]
    assert "A1" in codes(rows, code_form("{序号}"))[1][0]


@pytest.mark.parametrize(
    ("form", "says", "note"),
    [
        ("{类型}", "序号", "without a number codes repeat"),
        ("{序号}{序号}", "序号", "two numbers"),
        ("{区划}{序号}", "--region", "what it needs is not given"),
        ("{序号.__class__}", "不认识", "no attribute of anything"),
        ("{序号:99999}", "位数", "no padding without end"),
        ("{序号", "写法", "a bracket that does not close"),
        ("{}{序号}", "不认识", "an empty field"),
        ("{序号}" + "9" * 100, "写法", "longer than any code"),
        ("{序号}\n", "写法", "a line break"),
    ],
)
def test_a_form_that_is_wrong_is_refused_with_what_is_wrong(form, says, note):
    with pytest.raises(CannotRunError, match=says):
        code_form(form)


def test_more_entries_than_the_digits_can_count_are_refused(entry):
    rows = [ListRow(at(entry, "第一条", name=str(n))) for n in range(10)]
    with pytest.raises(CannotRunError, match="加宽"):
        coded(rows, code_form("{序号:1}"))
