"""Overlaps are sorted by what the clauses say, and every article that two departments both cite is found."""

import pytest
from lezr_extract.compare.consequences.overlaps import (
    ListedBasis,
    ListedPower,
    Sort,
    overlaps_of_lists,
    shared_duty,
    sort_of,
    system,
)
from lezr_extract.records import Difference, DifferenceKind, PowerType, Related, Relation
from tests.compare.small_laws import article, deed

AGENCY = Difference(DifferenceKind.AGENCY, "甲由水利、乙由渔业")
FINE = Difference(DifferenceKind.FINE_RANGE, "甲一万元、乙五万元")


def overlap(*differences):
    return Related(Relation.OVERLAP, "yes", "no", differences, "提示", "", 0, 0)


def clause(text, holder):
    return article("第一条", text, deed("在示范水域电鱼", (holder,), quote=text))


@pytest.mark.parametrize(
    ("a", "b", "differences", "sort", "note"),
    [
        (
            ("在示范水域电鱼的，由渔业主管部门处罚款。", "渔业主管部门"),
            ("在示范水域电鱼的，由水行政主管部门处罚款。", "水行政主管部门"),
            (AGENCY,), Sort.TWO_HOLDERS, "two organs, the same consequence",
        ),
        (
            ("在示范水域电鱼的，由渔业主管部门处罚款。", "渔业主管部门"),
            ("在示范水域电鱼的，由水行政主管部门处五万元罚款。", "水行政主管部门"),
            (AGENCY, FINE), Sort.CLASH, "two organs and two fines",
        ),
        (
            ("在示范水域电鱼的，由渔业主管部门会同公安机关查处。", "渔业主管部门"),
            ("在示范水域电鱼的，由水行政主管部门处五万元罚款。", "水行政主管部门"),
            (AGENCY, FINE), Sort.DIVIDED, "会同 says who leads",
        ),
        (
            ("在示范水域电鱼的，由渔业、水利部门按照各自职责处罚。", "渔业、水利部门"),
            ("在示范水域电鱼的，由水行政主管部门处罚款。", "水行政主管部门"),
            (AGENCY,), Sort.DIVIDED, "按照各自职责 divides",
        ),
        (
            ("在示范水域电鱼的，由市渔业主管部门处罚款。", "市渔业主管部门"),
            ("在示范水域电鱼的，由县级渔业行政主管部门处罚款。", "县级渔业行政主管部门"),
            (AGENCY,), Sort.LEVELS, "one office of city and county",
        ),
    ],
)  # fmt: skip
def test_an_overlap_is_sorted_by_its_clauses(a, b, differences, sort, note):
    assert sort_of(clause(*a), clause(*b), overlap(*differences)) is sort, note


CITY, COUNTY = "设区的市人民政府渔业主管部门", "县级人民政府渔业主管部门"
JOINT, OTHERWISE = "渔业主管部门会同公安机关", "公安机关会同渔业主管部门"


@pytest.mark.parametrize(
    ("a", "b", "same_agency", "sort", "note"),
    [
        ("渔业主管部门", "水行政主管部门", "no", Sort.TWO_HOLDERS, "two organs that would do the same"),
        (CITY, COUNTY, "yes", Sort.LEVELS, "one office of city and county"),
        ("省人民政府渔业主管部门", CITY, "yes", Sort.LEVELS, "one office of province and city"),
        ("县级以上人民政府渔业主管部门", CITY, "yes", None, "from the county upwards takes the city in"),
        ("渔业主管部门", "渔业主管部门", "yes", None, "one organ, no level said"),
        (JOINT, OTHERWISE, "yes", Sort.DIVIDED, "another one leads"),
        ("县市场监督管理局", "市场监督管理局", "yes", None, "市 of 市场 is no level"),
    ],
)
def test_articles_that_say_the_same_overlap_where_another_acts(a, b, same_agency, sort, note):
    found = Related(Relation.DUPLICATE, "yes", same_agency, (), "", "", 0, 0)
    sides = [clause(f"在示范水域电鱼的，由{name}处罚款。", name) for name in (a, b)]
    assert shared_duty(*sides, found) is sort, note


def test_two_organs_that_punish_otherwise_clash_whatever_the_relation_says():
    sides = [
        article("第一条", "在示范水域电鱼的，处罚。", deed("在示范水域电鱼", (name,), kinds=kinds))
        for name, kinds in (("渔业主管部门", ("警告", "罚款")), ("水行政主管部门", ("罚款", "没收非法财物")))
    ]
    found = Related(Relation.RELATED, "partial", "no", (), "", "", 0, 0)
    assert shared_duty(*sides, found) is Sort.CLASH


def test_cooperation_in_another_sentence_of_the_article_divides_nothing():
    text = "在示范水域电鱼的，由渔业主管部门处罚款。公安机关应当配合开展宣传。"
    one = article("第一条", text, deed("在示范水域电鱼", ("渔业主管部门",), quote=text[:20]))
    other = clause("在示范水域电鱼的，由水行政主管部门处罚款。", "水行政主管部门")
    assert sort_of(one, other, overlap(AGENCY)) is Sort.TWO_HOLDERS


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("市、县（区）人民政府水行政主管部门", "县级以上地方人民政府水行政主管部门", True),
        ("省生态环境厅", "市生态环境局", True),
        ("渔业主管部门", "水行政主管部门", False),
        ("公安机关", "县级公安机关", True),
    ],
)
def test_level_and_form_do_not_make_another_system(one, other, same):
    assert (system(one) == system(other)) is same


def listed(department, name, *bases, kind=PowerType.PENALTY, holder=""):
    return ListedPower(department, name, kind, holder, tuple(ListedBasis(*basis) for basis in bases))


def test_every_article_that_two_departments_cite_is_found_once():
    found = overlaps_of_lists(
        [
            listed("市水利局", "对电鱼行为的处罚", ("示范渔业法", "第三条"), ("示范渔业法", "第三条", 2)),
            listed("市水利局", "对采砂行为的处罚", ("示范河道法", "第五条")),
            listed("市农业农村局", "对电鱼行为的处罚", ("《中华人民共和国示范渔业法》", "第三条")),
            listed("市农业农村局", "对毒鱼行为的处罚", ("示范渔业法", "第四条")),
        ]
    )
    assert [(one.law, one.article, one.departments) for one in found] == [
        ("示范渔业法", "第三条", ("市水利局", "市农业农村局"))
    ]
    assert found[0].sort is Sort.TWO_HOLDERS
    assert "第二十五条" in found[0].authority


def test_one_department_that_cites_an_article_twice_overlaps_with_nobody():
    rows = [listed("市水利局", name, ("示范河道法", "第五条")) for name in ("甲", "乙")]
    assert overlaps_of_lists(rows) == ()


def test_lists_of_one_system_at_two_levels_are_one_duty():
    rows = [listed(name, "对采砂行为的处罚", ("示范河道法", "第五条")) for name in ("市水利局", "县水利局")]
    assert overlaps_of_lists(rows)[0].sort is Sort.LEVELS


def test_another_type_on_the_same_article_is_said():
    rows = [
        listed("市水利局", "采砂许可", ("示范河道法", "第五条"), kind=PowerType.LICENCE),
        listed("市城管局", "对采砂行为的处罚", ("示范河道法", "第五条")),
    ]
    assert "类型不同" in overlaps_of_lists(rows)[0].explanation
