"""Which acts of two laws are one: words about the field tell no act from another."""

import pytest
from lezr_extract.compare.checks import Pair, departure_of_relation
from lezr_extract.compare.checks.pair import other_party, same_conduct
from lezr_extract.compare.checks.words import own_pairs
from lezr_extract.records import Difference, DifferenceKind, Level, PowerType, Related, Relation, Span, Status
from tests.compare.small_laws import article, deed, law

MEASURE = (Difference(DifferenceKind.MEASURE, "甲无没收，乙增加没收"),)


def pair(a, b, same_act="yes", fields=("湿地", "湿地"), higher=(), **more):
    """Two articles of one act each; ``higher``: further articles of the higher law."""
    one = law("示范湿地法", article("第三条", a, deed(a)), *higher, field=fields[0], territory="全国", **more)
    kinds = ("罚款", "没收非法财物")
    other = law("浙江省示范湿地条例", article("第五条", b, deed(b, kinds=kinds)), field=fields[1])
    return Pair(one, 0, other, 0, Related(Relation.CONFLICT, same_act, "yes", MEASURE, "疑似", "", 0, 0))


@pytest.mark.parametrize(
    ("a", "b", "is_apart", "note"),
    [
        ("在湿地内捡拾鸟蛋", "在湿地内垂钓", True, "only the place is one"),
        ("在湿地保护范围内捡拾鸟蛋", "在湿地保护区内垂钓", True, "the place in other words"),
        ("在湿地内捡拾鸟蛋", "在湿地范围内捡拾禽蛋", False, "捡拾 tells the act"),
        ("在湿地内建房", "在湿地内建设房屋", False, "no two characters in common, but the same ones"),
        ("破坏湿地", "破坏湿地", False, "an act that is all field but one word"),
    ],
)
def test_acts_that_share_only_the_field_are_apart(a, b, is_apart, note):
    assert pair(a, b).apart is is_apart, note


@pytest.mark.parametrize(
    ("a", "b", "level"),
    [
        (
            "在湿地内养鱼、养虾，未取得养殖许可证",
            "在湿地内养鱼、养虾，变更名称未办理养殖许可证手续",
            "lowered",
        ),
        ("在湿地内养鱼、养虾，未取得养殖许可证", "在湿地内养鱼、养虾，未领取养殖许可证", "stands"),
    ],
)
def test_to_change_a_licence_is_another_act_than_to_have_none(a, b, level):
    assert same_conduct(pair(a, b)).outcome.value == level


def test_the_field_is_taken_out_however_much_of_it_stands_there():
    assert own_pairs("在城市道路上停车", ("城市道路交通",)) == own_pairs("在道路上停车", ("城市道路交通",))


@pytest.mark.parametrize(
    ("fields", "act", "same", "note"),
    [
        (("湿地", "水鸟"), "堵塞湿地水道", "yes", "the same words about the field of one"),
        (("消防", "电梯"), "未按照规定报告", "no", "the same words that any law has"),
    ],
)
def test_equal_words_are_one_act_where_they_speak_of_the_field(fields, act, same, note):
    assert pair(act, act, "no", fields).same_act == same, note


def test_equal_words_of_another_power_are_another_act():
    found = pair("堵塞湿地水道", "堵塞湿地水道", "no")
    licence = deed("堵塞湿地水道", type=PowerType.LICENCE)
    other = law("浙江省示范湿地条例", article("第五条", "堵塞湿地水道", licence), field="湿地")
    assert Pair(found.a, 0, other, 0, found.related).same_act == "no"


def test_a_conflict_of_the_relation_alone_stays_suspected():
    level, guards = departure_of_relation(pair("在湿地内捕鸟", "在湿地内捕鸟"), Level.CONFLICT)
    assert level is Level.SUSPECTED
    assert all(guard.passed for guard in guards)


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (pair("在湿地内捡拾鸟蛋", "在湿地内垂钓"), "没有相同之处"),
        (pair("在湿地内捕鸟", "在湿地内捕鸟", status=Status.REPEALED), "已废止"),
        (
            pair(
                "在湿地内捕鸟",
                "在湿地内捕鸟",
                higher=(article("第四条", "在湿地内捕鸟", deed("在湿地内捕鸟", kinds=("没收非法财物",))),),
            ),
            "第四条对同一行为有这样的规定",
        ),
    ],
)
def test_it_is_only_told_where_a_guard_speaks_against_it(found, words):
    level, guards = departure_of_relation(found, Level.SUSPECTED)
    assert level is Level.NOTICE
    assert any(words in guard.words for guard in guards if not guard.passed)


@pytest.mark.parametrize(
    ("kinds", "level", "note"),
    [
        (("罚款", "警告"), Level.NOTICE, "a warning more is hardly worth a reviewer's hour"),
        (("罚款", "没收违法所得"), Level.NOTICE, "行政处罚法 art. 28.2 confiscates every gain"),
        (("罚款", "没收违法所得", "没收非法财物"), Level.SUSPECTED, "goods are taken as well"),
    ],
)
def test_a_slight_kind_more_is_only_told(kinds, level, note):
    found = pair("在湿地内捕鸟", "在湿地内捕鸟")
    other = law(
        "浙江省示范湿地条例",
        article("第五条", "在湿地内捕鸟", deed("在湿地内捕鸟", kinds=kinds)),
        field="湿地",
    )
    assert departure_of_relation(Pair(found.a, 0, other, 0, found.related), Level.SUSPECTED)[0] is level, note


def test_a_fine_whose_sum_was_not_read_is_no_departure_for_sure():
    found = pair("在湿地内捕鸟", "在湿地内捕鸟")
    sum_less = (Difference(DifferenceKind.FINE_RANGE, "a1万元至10万元，b罚款（未写数额）"),)
    told = Pair(found.a, 0, found.b, 0, Related(Relation.CONFLICT, "yes", "yes", sum_less, "疑似", "", 0, 0))
    level, guards = departure_of_relation(told, Level.SUSPECTED)
    assert level is Level.NOTICE
    assert any("没有写明数额" in guard.words for guard in guards if not guard.passed)


@pytest.mark.parametrize(
    ("a", "b", "level", "note"),
    [
        ("示范驿站在湿地内捕鸟", "示范驿站以外的单位在湿地内捕鸟", Level.NOTICE, "the others than whom it is"),
        ("驿丞在湿地内捕鸟", "示范驿站以外的单位在湿地内捕鸟", Level.SUSPECTED, "not said of those"),
        ("单位有下列行为之一：在湿地内捕鸟", "个人有下列行为之一：在湿地内捕鸟", Level.NOTICE, "a body and a person"),
        ("单位有下列行为之一：在湿地内捕鸟", "单位违反本条例，有下列行为之一：在湿地内捕鸟", Level.SUSPECTED, "bodies both"),
        ("有下列行为之一：在湿地内捕鸟", "个人有下列行为之一：在湿地内捕鸟", Level.SUSPECTED, "whoever it is"),
    ],
)  # fmt: skip
def test_a_departure_about_other_parties_is_only_told(a, b, level, note):
    assert departure_of_relation(pair(a, b), Level.SUSPECTED)[0] is level, note


@pytest.mark.parametrize(
    ("further", "level", "note"),
    [
        ("个人有前款第一项、第二项行为的，处二百元罚款。", Level.SUSPECTED, "its second 款 punishes persons for this act"),
        ("个人有前款第一项行为的，处二百元罚款。", Level.NOTICE, "its second 款 punishes persons for another act only"),
    ],
)  # fmt: skip
def test_persons_whom_a_further_paragraph_punishes_for_the_same_act_are_no_other_parties(
    further, level, note
):
    words = "单位有下列行为之一：\n（一）在湿地内捕鱼；\n（二）在湿地内捕鸟。"
    a = article("第三条", f"{words}\n{further}", deed("在湿地内捕鸟", item="二", span=Span(27, 34)))
    found = pair("在湿地内捕鸟", "个人有下列行为之一：在湿地内捕鸟")
    one = law("示范湿地法", a, field="湿地", territory="全国")
    assert other_party(Pair(one, 0, found.b, 0, found.related)).outcome.value == (
        "notice" if level is Level.NOTICE else "stands"
    ), note


@pytest.mark.parametrize(
    ("leave", "level", "note"),
    [
        (
            "对小驿站等的处罚，依照省、自治区、直辖市制定的具体管理办法执行。",
            Level.NOTICE,
            "left to provinces",
        ),
        ("对小渡口等的处罚，依照省、自治区、直辖市制定的具体管理办法执行。", Level.SUSPECTED, "for others"),
    ],
)
def test_a_departure_that_higher_law_leaves_to_provinces_is_only_told(leave, level, note):
    found = pair("小驿站在湿地内捕鸟", "小驿站在湿地内捕鸟", higher=(article("第九条", leave),))
    told = departure_of_relation(found, Level.SUSPECTED)
    assert told[0] is level, note


@pytest.mark.parametrize(
    ("a", "b", "level", "note"),
    [
        ("设计单位在湿地内捕鸟", "施工单位在湿地内捕鸟", Level.NOTICE, "two parties to a building"),
        (
            "设计单位在湿地内捕鸟",
            "设计单位、施工单位在湿地内捕鸟",
            Level.SUSPECTED,
            "one of them is the same",
        ),
        ("驿站的主要负责人在湿地内捕鸟", "驿站分管捕鸟工作的负责人在湿地内捕鸟", Level.NOTICE, "two posts"),
        ("勘察单位在湿地内捕鸟", "勘察、设计单位在湿地内捕鸟", Level.SUSPECTED, "each of a list"),
        ("分管负责人在湿地内捕鸟", "分管捕鸟工作的负责人在湿地内捕鸟", Level.SUSPECTED, "one post"),
        ("驿站的主要负责人在湿地内捕鸟", "驿站在湿地内捕鸟", Level.SUSPECTED, "one says nothing of posts"),
    ],
)
def test_a_departure_about_another_party_or_post_is_only_told(a, b, level, note):
    assert departure_of_relation(pair(a, b), Level.SUSPECTED)[0] is level, note
