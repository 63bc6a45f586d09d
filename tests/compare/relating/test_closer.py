"""The closer look: what the parts of two articles say of the act, and when it is taken at all."""

import pytest
from lezr_extract.compare.relating import many_pairs, one_pair
from lezr_extract.compare.relating.judgement import table
from lezr_extract.compare.relating.one_pair import Relater, outcome_measures
from lezr_extract.compare.same_act.matter import only_remedies
from tests.compare import small_laws as small

LONG = "\n".join(
    (
        "举办灯会应当制定疏散方案。",
        "灯架应当由有资质的单位搭建。",
        "灯会期间不得攀爬灯架。",
        "售票处应当公布最大承载量。",
    )
)
HIGHER = small.law("灯会法", small.article("第一条", LONG), small.article("第二条", "渔船应当登记。"))
LOWER = small.law("浙江省灯会条例", small.article("第一条", "灯会期间不得攀爬灯架、灯柱。"))


def test_what_is_found_of_the_parts_is_four_answers_that_sum_to_one():
    relater = Relater()
    case = relater.case(HIGHER, 0, LOWER, 0)
    likely = relater.look_closer(case, outcome_measures(case))
    assert set(likely) == {"yes", "partial", "related", "unrelated"}
    assert sum(likely.values()) == pytest.approx(1.0)


def test_one_sentence_of_a_long_article_speaks_for_a_common_act_and_another_act_of_the_field_does_not():
    def common(lower):
        relater = Relater()
        case = relater.case(HIGHER, 0, lower, 0)
        likely = relater.look_closer(case, outcome_measures(case))
        return likely["yes"] + likely["partial"]

    another = small.law("浙江省灯会条例", small.article("第一条", "灯会结束后应当清扫场地。"))
    assert common(LOWER) > 2 * common(another)


def test_a_pair_that_shares_nothing_is_not_looked_at_again(monkeypatch):
    def never(*_):
        raise AssertionError("looked at again")

    monkeypatch.setattr(one_pair, "closer", never)
    relater = Relater()
    assert relater.relate(HIGHER, 1, LOWER, 0).same_act == "no"
    assert [one.same_act for one in many_pairs.relate(relater, [(HIGHER, 1, LOWER, 0)])] == ["no"]


def test_the_tables_of_the_closer_look_have_their_answers():
    assert table("part").answers == ("apart", "meet", "same")
    assert table("common").answers == ("common", "related", "unrelated")
    assert table("same").answers == ("yes", "partial")


REMEDIES = [
    ("当事人对罚款决定不服的，可以依法申请行政复议或者提起行政诉讼。", True, "contested"),
    (
        "当事人对决定不服的，可以依法申请行政复议。\n逾期不申请复议又不履行的，由作出决定的机关申请法院强制执行。",
        True,
        "and carried out",
    ),
    ("当事人对决定不服的，可以申请行政复议。复议机关应当在十日内听取其意见。", False, "it says more"),
    ("对鉴定结论不服的，可以申请重新鉴定。", False, "no remedy against a decision"),
]


@pytest.mark.parametrize(("text", "only", "note"), REMEDIES)
def test_an_article_of_remedies_alone_is_known(text, only, note):
    assert only_remedies(small.article("第一条", text)) is only, note


def test_two_articles_of_remedies_are_two_acts_whatever_words_they_share():
    text = REMEDIES[0][0]
    a, b = (small.law(title, small.article("第一条", text)) for title in ("灯会法", "浙江省灯会条例"))
    assert Relater().relate(a, 0, b, 0).same_act == "no"
