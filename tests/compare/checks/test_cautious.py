"""What real laws taught: alarms that can be explained away are 疑似 at most (docs/lookup/alarms.md)."""

from dataclasses import replace

import pytest
from lezr_extract.compare.checks import Known, of_citations, of_law
from lezr_extract.records import Level, Related, Relation
from tests.compare.checks.laws import alarmed, compared, law, related

LOCAL = {"rank": "地方性法规", "made": "2023-06-01"}


def matched(b, a, i=0, j=0, same_act="yes"):
    """Article i of a matches article j of b; all others were compared and match nothing."""
    rows = {place: [] for place in range(len(b.articles))}
    rows[j] = [(a, i, Related(Relation.CONFLICT, same_act, "yes", (), "", "", 0, 0))]
    return rows


@pytest.mark.parametrize(
    ("words", "level", "note"),
    [
        ("填埋古井的，由水行政主管部门处五十万元罚款。", Level.CONFLICT, "the same act in the same words"),
        ("擅自在古井周边施工并且填埋水源通道的，由水行政主管部门处五十万元罚款。", Level.SUSPECTED, "acts that share a word only"),
    ],
)  # fmt: skip
def test_a_fine_conflicts_for_sure_only_where_the_acts_are_close_in_words(words, level, note):
    a = law("示范古井法", "填埋古井的，由水行政主管部门处一万元以上十万元以下罚款。")
    finding = compared(a, law("浙江省古井条例", words, **LOCAL), "C01")
    assert (finding.level if finding else Level.SUSPECTED) is level, note


def test_the_fine_of_another_paragraph_is_no_range_for_this_act():
    a = law(
        "示范古井法",
        "填埋古井的，由水行政主管部门处一万元以上十万元以下罚款。\n损毁古井保护标志的，由水行政主管部门处五百元以下罚款。",
    )
    b = law("浙江省古井条例", "填埋古井的，由水行政主管部门处一万元以上二十万元以下罚款。", **LOCAL)
    finding = compared(a, b, "C01")
    assert "1万元以上10万元以下" in finding.explanation
    assert "500元" not in finding.explanation


@pytest.mark.parametrize(
    ("words", "sure", "note"),
    [
        ("挪用养护经费的，由水行政主管部门处一万元罚款。", True, "no condition at all"),
        ("挪用养护经费，致使古井遭受损失的，由水行政主管部门处一万元罚款。", False, "the condition in other words"),
        ("挪用养护经费，造成古井损失的，由水行政主管部门责令改正；对直接责任人，处一万元罚款。", False, "before a semicolon"),
    ],
)  # fmt: skip
def test_a_precondition_is_dropped_only_where_the_sentence_names_none(words, sure, note):
    a = law("示范古井法", "挪用养护经费，造成古井损失的，由水行政主管部门处一万元罚款。")
    finding = compared(a, law("浙江省古井条例", words, **LOCAL), "C03")
    assert (finding is not None and finding.level is Level.CONFLICT) is sure, note


ENFORCED = "擅自搭建摊棚的，由城市管理部门责令限期拆除；逾期不拆除的，强制拆除。"


def test_enforcement_that_a_regulation_of_the_state_council_has_too_is_suspected():
    basis = "根据《示范集市条例》，制定本条例。"
    b = law("浙江省集市条例", ENFORCED, basis, **LOCAL)
    alone = law("示范集市条例", "擅自搭建摊棚的，由城市管理部门处罚款一千元。", rank="行政法规")
    (sure,) = alarmed(of_law(b, matched(b, alone)), "C07")
    (shared,) = alarmed(of_law(b, matched(b, law("示范集市条例", ENFORCED, rank="行政法规"))), "C07")
    assert (sure.level, shared.level) == (Level.CONFLICT, Level.SUSPECTED)
    assert any("有同样的规定" in guard.words for guard in shared.guards)


def test_demolition_by_order_of_the_government_may_rest_on_the_planning_law():
    words = "擅自搭建摊棚的，由城市管理部门责令限期拆除；逾期不拆除的，由本级人民政府责成有关部门强制拆除。"
    b = law("浙江省集市条例", words, "根据《示范集市条例》，制定本条例。", **LOCAL)
    a = law("示范集市条例", "擅自搭建摊棚的，由城市管理部门处罚款一千元。", rank="行政法规")
    assert [one.level for one in alarmed(of_law(b, matched(b, a)), "C07")] == [Level.SUSPECTED]


@pytest.mark.parametrize(
    ("words", "level"),
    [
        ("外地企业进入本市集市销售商品的，应当经市场监督管理部门批准。", Level.CONFLICT),
        ("外地人员骨灰运入本市公墓的，应当经民政部门批准。", Level.NOTICE),
    ],
)
def test_only_trade_is_protected_from_limits_on_outsiders(words, level):
    b = law("浙江省集市条例", words, "根据《示范集市条例》，制定本条例。", **LOCAL)
    a = law("示范集市条例", "集市开办者应当登记。", rank="行政法规")
    found = alarmed(of_law(b, matched(b, a)), "C09")
    assert (found[0].level if found else None) is level


def test_a_longer_limit_beside_a_fitting_one_may_be_of_another_case():
    a = law("示范集市法", "开办集市应当取得许可，市场监督管理部门应当自收到申请之日起三十日内作出许可决定。")
    only = "开办集市应当取得许可，市场监督管理部门应当自受理申请之日起六十日内作出许可决定。"
    several = only + "由县级部门审批的，应当自受理申请之日起三十日内作出许可决定。"
    levels = [
        found.level
        if (found := compared(a, law("浙江省集市条例", words, **LOCAL), "C11", replace(related())))
        else None
        for words in (only, several)
    ]
    assert levels[0] is Level.CONFLICT
    assert levels[1] is not Level.CONFLICT


def test_an_office_held_for_another_is_no_enforcement():
    words = "集市管理委员会未成立的，由街道办事处代为履行管理委员会的职责；逾期不成立的，由市场监督管理部门处一千元罚款。"
    b = law("浙江省集市条例", words, "根据《示范集市条例》，制定本条例。", **LOCAL)
    assert not alarmed(
        of_law(b, matched(b, law("示范集市条例", "集市开办者应当登记。", rank="行政法规"))), "C07"
    )


@pytest.mark.parametrize(
    ("words", "told", "note"),
    [
        ("《示范街巷法》施行前已经建成的，按照现状登记。", False, "a repealed law that only tells a time"),
        ("拆除街巷的，依照《示范街巷法》处罚。", True, "one that is applied"),
        ("《示范街巷法》施行前建成的，依照《示范街巷法》处罚。", True, "one that does both"),
    ],
)
def test_a_repealed_law_may_still_tell_a_time(words, told, note):
    ending = law("示范街区法", "《示范街巷法》同时废止。", made="2010-01-01", repeals=("示范街巷法",))
    b = law("浙江省街巷条例", words, **LOCAL)
    assert bool(alarmed(of_citations(b, Known.of([ending, b], today="2026-01-01")), "C13")) is told, note


def test_a_paragraph_that_goes_on_about_the_same_acts_sets_the_range_of_other_parties():
    a = law(
        "示范古井法",
        "单位有下列行为之一的，由水行政主管部门处五千元以上五万元以下罚款：\n（一）填埋古井；\n（二）损毁井栏。\n"
        "个人有前款第一项、第二项行为的，由水行政主管部门处五百元以下罚款。",
    )
    b = law("浙江省古井条例", "个人填埋古井的，由水行政主管部门处五百元以下罚款。", **LOCAL)
    finding = compared(a, b, "C01")
    assert finding is None or finding.level is not Level.CONFLICT


def test_higher_law_that_leaves_a_class_of_parties_to_provinces_binds_them_less():
    leave = "对示范作坊违法行为的处罚，依照省、自治区、直辖市制定的具体管理办法执行。"
    fine = "填埋古井的，由水行政主管部门处一万元以上十万元以下罚款。"
    b = law("浙江省古井条例", "填埋古井的，由水行政主管部门处一千元以上十万元以下罚款。", **LOCAL)
    assert compared(law("示范古井法", fine, leave), b, "C01").level is Level.SUSPECTED
    assert compared(law("示范古井法", fine), b, "C01").level is Level.CONFLICT


@pytest.mark.parametrize(
    ("party", "level", "note"),
    [
        ("示范作坊", Level.NOTICE, "the very parties that are left to provinces"),
        ("示范工厂", Level.SUSPECTED, "others: the range may bind them"),
    ],
)
def test_a_fine_on_the_parties_that_higher_law_leaves_to_provinces_is_only_told(party, level, note):
    leave = "对示范作坊、示范摊点等的违法行为的处罚，依照省、自治区、直辖市制定的具体管理办法执行。"
    fine = "{}填埋古井的，由水行政主管部门处{}以上十万元以下罚款。"
    a = law("示范古井法", fine.format("", "一万元"), leave)
    told = "违法行为应当向社会公布。"  # 违法行为 names nobody
    b = law("浙江省古井条例", fine.format(party, "一千元") + told, **LOCAL)
    assert compared(a, b, "C01").level is level, note


@pytest.mark.parametrize(
    ("higher", "level", "note"),
    [
        ("填埋古井的，除依照有关法律法规规定予以处罚外，由公安机关处一万元以上五万元以下罚款。", Level.NOTICE, "it comes on top of the fines of other laws"),
        ("填埋古井的，除责令改正外，由公安机关处一万元以上五万元以下罚款。", Level.CONFLICT, "it comes on top of an order of its own"),
    ],
)  # fmt: skip
def test_a_fine_on_top_of_those_of_other_laws_bounds_none_of_them(higher, level, note):
    b = law("浙江省古井条例", "填埋古井的，由公安机关处一千元以上五万元以下罚款。", **LOCAL)
    assert compared(law("示范古井法", higher), b, "C01").level is level, note


def test_a_fine_of_another_paragraph_is_not_the_range_of_one_that_leaves_it_to_other_laws():
    a = law("示范古井法", "向古井倾倒污水的，由水行政主管部门处五千元罚款。\n填埋古井的，由水行政主管部门依法予以处罚。")  # fmt: skip
    b = law("浙江省古井条例", "填埋古井的，由水行政主管部门处一万元以上十万元以下罚款。", **LOCAL)
    open_one = replace(related(), a=len(a.articles[0].deeds) - 1)
    assert a.articles[0].deeds[open_one.a].paragraph == 2
    assert compared(a, b, "C01", open_one) is None
    assert (
        compared(a, b, "C01", related()) is not None
    )  # the same fine, where the judgement rests on its own 款


def test_a_repealed_law_under_which_something_was_founded_is_no_dead_citation():
    ending = law("示范商业法", "《示范行会法》同时废止。", made="2010-01-01", repeals=("示范行会法",))
    b = law("浙江省商业条例", "依照《示范行会法》设立并保留原组织形式的，可以继续经营。", **LOCAL)
    assert not alarmed(of_citations(b, Known.of([ending, b], today="2026-01-01")), "C13")
