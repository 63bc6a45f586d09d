"""C01, C02, C03, C19, C23: two laws on the same act."""

from dataclasses import replace

import pytest
from lezr_extract.compare.checks import Pair, departure_of_relation
from lezr_extract.records import Difference, DifferenceKind, FindingKind, Level, Relation, Status
from tests.compare.checks.laws import compared, law, related

WELL = "填埋古井的，由水行政主管部门处一万元以上十万元以下罚款。"


def well(words: str = WELL, **more):
    return law("示范古井法", words, **more)


def local(words: str, **more):
    return law("浙江省古井条例", words, **{"rank": "地方性法规", "made": "2023-06-01"} | more)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        # the ceiling is higher
        ("填埋古井的，由水行政主管部门处二万元以上二十万元以下罚款。", "上限高于"),
        # the floor is lower
        ("填埋古井的，由水行政主管部门处一千元以上十万元以下罚款。", "下限低于"),
        # no floor at all is a lower floor
        ("填埋古井的，由水行政主管部门处十万元以下罚款。", "下限低于"),
        ("填埋古井的，由水行政主管部门处五千元以上五十万元以下罚款。", "下限低于且上限高于"),
    ],
)
def test_a_fine_outside_the_range_of_higher_law_is_a_conflict(words, said):
    finding = compared(well(), local(words), "C01")
    assert (finding.kind, finding.level) == (FindingKind.CONFLICT, Level.CONFLICT)
    assert said in finding.explanation
    assert finding.authority == "《行政处罚法》第十一条第二款、第十二条第二款、第十三条第一款、第十四条第一款"
    assert all(guard.passed for guard in finding.guards)
    assert finding.not_compared
    assert (finding.a.rank, finding.b.rank) == ("法律", "地方性法规")
    assert "填埋古井的" in finding.a.text


def shown(a, b, difference):
    """The words of both laws that a difference marks; None where it marks none."""
    sides = ((a.articles[0], difference.a), (b.articles[0], difference.b))
    return [span and span.moved(-article.span.start).of(article.text) for article, span in sides]


def test_the_range_left_and_the_fine_that_leaves_it_are_both_marked():
    a, b = well(), local("填埋古井的，由水行政主管部门处二万元以上二十万元以下罚款。")
    (difference,) = compared(a, b, "C01").differences
    assert shown(a, b, difference) == ["一万元以上十万元以下", "二万元以上二十万元以下"]


def test_a_range_that_stands_in_two_clauses_is_not_marked_at_either():
    a = well(WELL[:-1] + "；情节严重的，处十万元以上五十万元以下罚款。")
    b = local("填埋古井的，由水行政主管部门处六十万元以上七十万元以下罚款。")
    (difference,) = compared(a, b, "C01").differences
    assert shown(a, b, difference) == [None, "六十万元以上七十万元以下"]


def test_two_fines_of_one_rank_are_told_without_a_higher_one():
    a = local("填埋古井的，由水行政主管部门处一万元以上二万元以下罚款。")
    b = local("填埋古井的，由水行政主管部门处三万元以上五万元以下罚款。")
    finding = compared(a, b, "C19")
    (difference,) = finding.differences
    assert difference.detail == "甲1万元以上2万元以下，乙3万元以上5万元以下"
    assert shown(a, b, difference) == ["一万元以上二万元以下", "三万元以上五万元以下"]


@pytest.mark.parametrize(
    "words",
    [
        "填埋古井的，由水行政主管部门处二万元以上五万元以下罚款。",  # narrower
        "填埋古井的，由水行政主管部门处五万元以上十万元以下罚款。",  # a raised floor inside the range is allowed
        "填埋古井的，由水行政主管部门处一万元以上十万元以下罚款。",  # the same
        "填埋古井的，由水行政主管部门处工程造价百分之三十的罚款。",  # another base cannot be compared
        "填埋古井的，由水行政主管部门依照《示范古井法》的规定处理。",  # no fine of its own
    ],
)
def test_a_fine_inside_the_range_or_of_another_base_is_none(words):
    assert compared(well(), local(words), "C01") is None


def test_a_fine_that_higher_law_leaves_open_has_no_range_to_leave():
    open_fine = well("填埋古井的，由水行政主管部门处罚款。")
    assert compared(open_fine, local("填埋古井的，由水行政主管部门处二十万元罚款。"), "C01") is None


def test_a_fine_for_persons_is_not_held_against_one_for_bodies():
    a = well("填埋古井的，对单位处五万元以上十万元以下罚款，对个人处五百元以上一千元以下罚款。")
    b = local("填埋古井的，对个人处六百元以上八百元以下罚款。")
    assert compared(a, b, "C01") is None
    high = local("填埋古井的，对个人处六百元以上八千元以下罚款。")
    assert compared(a, high, "C01").level is Level.CONFLICT


def test_the_same_base_in_multiples_is_compared():
    a = well("填埋古井的，由水行政主管部门处违法所得一倍以上三倍以下罚款。")
    b = local("填埋古井的，由水行政主管部门处违法所得一倍以上五倍以下罚款。")
    assert "5倍" in compared(a, b, "C01").explanation


def test_a_fine_that_another_clause_of_higher_law_allows_is_none():
    a = law("示范古井法", WELL, "填埋古井的，造成水源断绝，由水行政主管部门处十万元以上五十万元以下罚款。")
    b = local("填埋古井的，造成水源断绝，由水行政主管部门处十万元以上三十万元以下罚款。")
    assert compared(a, b, "C01") is None


def test_a_law_that_has_ended_gives_only_a_notice():
    dead = well(status=Status.REPEALED)
    finding = compared(dead, local("填埋古井的，由水行政主管部门处二十万元罚款。"), "C01")
    assert finding.level is Level.NOTICE
    assert any("已废止" in guard.words for guard in finding.guards)


def test_a_higher_law_without_any_date_leaves_the_alarm_at_suspected():
    dateless = replace(well(status=Status.UNKNOWN), version="", published="", effective="")
    finding = compared(dateless, local("填埋古井的，由水行政主管部门处二十万元罚款。"), "C01")
    assert finding.level is Level.SUSPECTED
    assert any("上位法是否有效" in words for words in finding.not_compared)


def test_a_zone_may_depart_and_the_article_that_lets_it_is_shown():
    b = local("填埋古井的，由水行政主管部门处二十万元罚款。", rank="特区法规", territory="深圳市")
    finding = compared(well(), b, "C01")
    assert finding.level is Level.NOTICE
    assert any("第八十四条" in guard.words for guard in finding.guards)


def test_a_higher_law_that_came_later_is_said_to_be_later():
    finding = compared(well(made="2025-01-01"), local("填埋古井的，由水行政主管部门处二十万元罚款。"), "C01")
    assert "在后" in finding.explanation


def test_a_text_made_before_2021_is_held_against_the_articles_of_its_time():
    b = local("填埋古井的，由水行政主管部门处二十万元罚款。", made="2019-03-01")
    finding = compared(well(made="2018-01-01"), b, "C01")
    assert finding.authority.startswith("《行政处罚法》（1996年）")


def test_the_same_norm_of_another_province_is_no_case():
    other = law("山东省古井条例", WELL, rank="地方性法规", territory="山东省")
    b = local("填埋古井的，由水行政主管部门处二十万元罚款。", rank="地方政府规章")
    assert compared(other, b, "C01") is None


def test_a_regulation_that_rests_on_another_law_as_well_is_only_suspected():
    basis = "根据《示范古井法》和《示范水源法》，制定本条例。"
    b = law(
        "浙江省古井条例",
        "填埋古井的，由水行政主管部门处二十万元罚款。",
        basis,
        rank="地方性法规",
        made="2023-06-01",
    )
    finding = compared(well(), b, "C01")
    assert finding.level is Level.SUSPECTED
    assert any("示范水源法" in guard.words for guard in finding.guards if not guard.passed)


# C02


@pytest.mark.parametrize(
    ("words", "added", "level"),
    [
        ("填埋古井的，由水行政主管部门处二万元罚款，并吊销取水许可证。", "吊销许可证件", Level.CONFLICT),
        ("填埋古井的，由水行政主管部门没收填埋设备，并处二万元罚款。", "没收非法财物", Level.CONFLICT),
        # 行政处罚法 (2021) art. 28.2 confiscates every gain
        ("填埋古井的，由水行政主管部门没收违法所得，并处二万元罚款。", "没收违法所得", Level.NOTICE),
        # a lighter kind is outside the kinds as well, but rarely worth a lawyer's hour
        ("填埋古井的，由水行政主管部门给予警告，并处二万元罚款。", "警告", Level.SUSPECTED),
    ],
)
def test_a_kind_that_higher_law_does_not_have_is_an_alarm(words, added, level):
    finding = compared(well(), local(words), "C02")
    assert (finding.level, added in finding.explanation) == (level, True)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        # 补充设定: the higher law sets no penalty for the act at all
        ("禁止填埋古井。", "填埋古井的，由水行政主管部门处二万元罚款。"),
        # an order is no kind of penalty
        (WELL, "填埋古井的，由水行政主管部门责令恢复原状，处二万元罚款。"),
        # it only points to what another law sets
        (WELL, "填埋古井的，由水行政主管部门处二万元罚款；情节严重的，依法吊销取水许可证。"),
        # a licence is taken away under another word
        (
            "检测机构出具虚假井水报告的，处二万元罚款，由授予其资质的部门撤销其检测资质。",
            "检测机构出具虚假井水报告的，由授予其资质的部门吊销其检测资质。",
        ),
        # 警告 among the discipline of staff is no penalty
        (
            "检测机构拖延井水检测的，处二万元罚款。",
            "检测机构拖延井水检测的，处一万元罚款；对直接责任人员给予警告、记过处分。",
        ),
        # a kind that higher law names in words of its own
        (
            "填埋古井的，处一万元以上十万元以下罚款，取消其从事水利工程的资格。",
            "填埋古井的，处二万元罚款，不得从事水利工程。",
        ),
    ],
)
def test_a_kind_that_is_new_for_a_reason_is_none(a, b):
    assert compared(well(a), local(b), "C02") is None


def test_a_fine_for_who_still_refuses_where_higher_law_says_by_law_is_only_suspected():
    a = law(
        "示范古井法",
        "管井人拒绝提供井水资料的，由水行政主管部门责令改正，给予警告；拒不改正的，依法追究法律责任。",
    )
    b = local("管井人拒绝提供井水资料的，由水行政主管部门责令改正，给予警告；拒不改正的，处五万元以下罚款。")
    assert compared(a, b, "C02").level is Level.SUSPECTED


def test_a_kind_that_another_clause_of_higher_law_gives_is_none():
    a = law("示范古井法", WELL, "填埋古井的，情节严重，由水行政主管部门吊销取水许可证。")
    b = local("填埋古井的，由水行政主管部门处二万元罚款；情节严重的，吊销取水许可证。")
    assert compared(a, b, "C02") is None


# C03

LATE = "填埋古井的，由水行政主管部门责令改正；拒不改正的，处一万元以上十万元以下罚款。"


def test_a_penalty_without_the_precondition_of_higher_law_is_a_conflict():
    finding = compared(well(LATE), local("填埋古井的，由水行政主管部门责令改正，处二万元罚款。"), "C03")
    assert finding.level is Level.CONFLICT
    assert "拒不改正" in finding.explanation


@pytest.mark.parametrize(
    ("a", "b"),
    [
        # kept
        (LATE, "填埋古井的，由水行政主管部门责令改正；逾期不改正的，处二万元罚款。"),
        # the higher law gives it at once, and more in grave cases
        (
            "填埋古井的，处一万元以上五万元以下罚款；情节严重的，处五万元以上十万元以下罚款。",
            "填埋古井的，处二万元罚款。",
        ),
        # the lower law is the stricter one for the party
        (WELL, "填埋古井的，责令改正；拒不改正的，处二万元罚款。"),
    ],
)
def test_a_precondition_that_is_kept_or_added_is_no_case(a, b):
    assert compared(well(a), local(b), "C03") is None


# C19, C23


def test_different_fines_of_two_equal_laws_are_suspected_and_the_higher_sum_applies():
    other = law("示范水源法", "填埋古井的，由水行政主管部门处二十万元以上五十万元以下罚款。")
    finding = compared(well(), other, "C19")
    assert finding.level is Level.SUSPECTED
    assert "数额高" in finding.explanation
    assert "第二十九条" in finding.authority


def test_of_two_laws_of_one_maker_the_newer_applies():
    a = well(issuer="全国人大常委会", made="2020-01-01")
    b = law(
        "示范水源法",
        "填埋古井的，处二十万元以上五十万元以下罚款。",
        issuer="全国人大常委会",
        made="2023-01-01",
    )
    finding = compared(a, b, "C19")
    assert finding.level is Level.NOTICE
    assert any("适用新的规定" in guard.words for guard in finding.guards)


def test_equal_laws_with_the_same_fine_are_no_case():
    assert compared(well(), law("示范水源法", WELL), "C19") is None


def test_a_ministry_rule_against_a_local_regulation_is_left_to_be_decided():
    rule = law("示范古井办法", "填埋古井的，由水行政主管部门处一千元以上五千元以下罚款。", rank="部门规章")
    b = local("填埋古井的，由水行政主管部门处二万元以上五万元以下罚款。")
    finding = compared(rule, b, "C23")
    assert finding.level is Level.SUSPECTED
    assert "国务院" in finding.explanation
    assert compared(rule, b, "C01") is None


def test_a_ministry_rule_and_a_local_regulation_that_agree_are_no_case():
    rule = law("示范古井办法", WELL, rank="部门规章")
    assert compared(rule, local(WELL), "C23") is None


def test_two_acts_that_only_touch_are_no_case():
    b = local("在古井旁放牧的，由水行政主管部门处二十万元罚款。")
    assert compared(well(), b, "C01", related(Relation.RELATED, "partial")) is None


def test_an_item_with_a_sum_of_its_own_is_held_against_its_like_only():
    a = well(
        "有下列行为之一的，由水行政主管部门按照下列规定处罚：\n"
        "（一）填埋古井的，处五万元以上十万元以下罚款；\n（二）攀折井栏的，处五百元以上二千元以下罚款。"
    )
    b = local("填埋古井的，由水行政主管部门处一万元以上三万元以下罚款。")
    assert "5万元以上10万元以下" in compared(a, b, "C01").explanation


def test_grades_of_one_act_make_one_range():
    a = well(
        "填埋古井的，由水行政主管部门按照下列规定处罚：\n"
        "（一）填埋情节较轻的，处一万元以上五万元以下罚款；\n（二）填埋情节严重的，处五万元以上二十万元以下罚款。"
    )
    b = local("填埋古井的，由水行政主管部门处二万元以上十万元以下罚款。")
    assert compared(a, b, "C01") is None


def test_a_clause_that_only_sets_the_sums_of_another_law_bars_no_kind():
    a = well("依照《示范水法》第九条规定处以罚款的，填埋古井的，处一万元以上十万元以下罚款。")
    b = local("填埋古井的，由水行政主管部门处一万元以上十万元以下罚款，吊销取水许可证。")
    finding = compared(a, b, "C02")
    assert finding.level is Level.NOTICE
    assert any("只定罚款的数额" in guard.words for guard in finding.guards if not guard.passed)


@pytest.mark.parametrize(
    ("further", "level", "note"),
    [
        ("个人有前款行为的，处五百元以下罚款。", Level.NOTICE, "the fine is that of the further 款"),
        ("个人有前款行为的，处警告。", Level.SUSPECTED, "no other sum"),
        ("攀折井栏的，处五百元以下罚款。", Level.SUSPECTED, "a sum for another act"),
    ],
)
def test_a_fine_that_another_clause_of_the_article_sets_is_only_told(further, level, note):
    a = well(f"单位填埋古井的，由水行政主管部门处一万元以上十万元以下罚款。\n{further}")
    b = local("填埋古井的，由水行政主管部门处三百元以下罚款。")
    fine = (Difference(DifferenceKind.FINE_RANGE, "甲1万元以上10万元以下，乙300元以下"),)
    told = replace(related(), conflicts=fine)
    assert departure_of_relation(Pair(a, 0, b, 0, told), Level.SUSPECTED)[0] is level, note
