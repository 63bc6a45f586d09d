"""Parts of two articles held against each other, and what they come to together."""

import pytest
from lezr_extract.compare.relating.one_pair import Relater
from lezr_extract.compare.same_act.part_pairs import gathered, of_each_pair
from lezr_extract.compare.wording.one_text import worn_likeness
from tests.compare import small_laws as small

TWO = "灯会期间不得攀爬灯架。\n夜间悬挂灯笼应当避开电线。"
OWN = small.law("灯会法", small.article("第一条", TWO), small.article("第二条", "灯架应当牢固。"))
OTHER = small.law(
    "浙江省灯会条例",
    small.article("第一条", "悬挂灯笼避开电线，间距不少于两米。"),
    small.article("第二条", "渔船登记。"),
)


def measures(i, j):
    relater = Relater()
    laws = relater.beside(OWN, OTHER).laws
    a, b = relater.read(OWN, i).matter, relater.read(OTHER, j).matter
    return of_each_pair(a, b, laws), (a, b)


def test_of_two_parts_the_one_that_says_the_same_is_the_best():
    cells, _ = measures(0, 0)
    assert [len(row) for row in cells] == [1, 1]
    apart, same = cells[0][0], cells[1][0]
    assert same["likeness"] > apart["likeness"]
    assert (same["of_best"], same["of_best_a"], same["of_best_b"]) == (1.0, 1.0, 1.0)
    assert same["rare"] > apart["rare"]


def test_what_the_other_law_never_says_is_foreign():
    cells, _ = measures(0, 1)
    assert cells[0][0]["foreign_b"] == 1.0, "渔船 stands nowhere in the other law"
    assert measures(0, 0)[0][1][0]["foreign_a"] < 1.0


def test_a_common_act_of_one_part_counts_for_its_article_by_the_weight_of_its_words():
    _, (a, b) = measures(0, 0)
    likely = [
        [{"apart": 0.9, "meet": 0.1, "same": 0.0}],
        [{"apart": 0.1, "meet": 0.1, "same": 0.8}],
    ]
    found = gathered(likely, a, b)
    assert found["parts_common"] == pytest.approx(0.9)
    assert found["parts_same"] == pytest.approx(0.8)
    assert found["parts_any"] == pytest.approx(1 - 0.9 * 0.1)
    assert found["common_b"] == pytest.approx(0.9), "the one part of the other article is matched"
    assert 0.1 < found["common_a"] < 0.9, "only one of two parts is"
    assert found["common_both"] == found["common_a"]


def test_parts_without_words_are_measured_too():
    empty = small.law("空法", small.article("第一条", "……"))
    relater = Relater()
    a, b = relater.read(empty, 0).matter, relater.read(OTHER, 0).matter
    cells = of_each_pair(a, b, relater.beside(empty, OTHER).laws)
    assert all(0.0 <= cells[0][0][name] <= 1.0 for name in ("likeness", "in_a", "foreign_a", "rare"))


def test_what_is_worn_by_a_law_weighs_as_it_does_between_two_wordings():
    relater = Relater()
    laws = relater.beside(OWN, OTHER).laws
    one, other = relater.read(OWN, 0).matter.parts[1], relater.read(OTHER, 0).matter.parts[0]
    expected = worn_likeness(one.wording, other.wording, laws.a.usage.worn, laws.b.usage.worn)
    cells, _ = measures(0, 0)
    assert 0.0 < expected < 1.0
    assert cells[1][0]["own"] == pytest.approx(expected)
