"""Powers of whole articles: one power for each type and holder, with kinds, act, amounts and the words behind it."""

import time
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lezr_extract.norms import parse_law
from lezr_extract.powers import find_powers
from lezr_extract.records import ArticlePowers, Document, PowerType, Role
from lezr_extract.structure import build_law


def powers_of(words, title="某省示例管理条例", chapter=""):
    """What is found in a law whose only article has these words."""
    head = f"第一章 {chapter}\n" if chapter else ""
    law, _ = build_law(Document("示例.md", "markdown", "0" * 64, f"{title}\n{head}第一条 {words}\n"))
    law = replace(law, title=title)
    found = find_powers(law, parse_law(law))
    return found[0] if found else ArticlePowers(0)


def basis(found):
    return [p for p in found.powers if p.role is Role.BASIS]


PENALTY = (
    "违反本条例第九条规定，擅自占用城市绿地的，由县级以上人民政府园林绿化主管部门责令限期改正，没收违法所得，"
    "并处一千元以上一万元以下罚款；情节严重的，由原发证机关吊销许可证；构成犯罪的，依法追究刑事责任。"
)


def test_a_penalty_carries_its_kinds_and_the_order_that_accompanies_it():
    fine = basis(powers_of(PENALTY))[0]
    assert fine.type is PowerType.PENALTY
    assert {"罚款", "没收违法所得", "责令改正"} <= set(fine.kinds)


@pytest.mark.parametrize(
    ("words", "penalties"),
    [
        (
            "物业服务企业拒不移交资料的，由住房城乡建设部门予以通报批评；情节严重的，对负责人由其所在单位给予处分。",
            1,
        ),  # the staff are disciplined after the ；, the company is warned before it
        (
            "行政机关拒不移交资料的，由上级机关予以通报批评；情节严重的，对负责人由其所在单位给予处分。",
            0,
        ),  # an organ: discipline from the beginning
    ],
)
def test_a_warning_before_the_discipline_of_staff_is_a_penalty_unless_an_organ_is_warned(words, penalties):
    found = basis(powers_of(words, chapter="法律责任"))
    assert len([p for p in found if p.type is PowerType.PENALTY]) == penalties


def test_two_holders_of_one_type_are_two_powers_each_with_its_own_sums():
    fine, revocation = basis(powers_of(PENALTY))
    assert fine.holder == ("县级以上人民政府园林绿化主管部门",)
    assert revocation.holder == ("原发证机关",)
    assert len(fine.amounts) == 1
    assert revocation.amounts == ()


def test_the_act_is_the_conduct_and_the_conduct_clause_is_cited_as_written():
    fine = basis(powers_of(PENALTY))[0]
    assert fine.act == "擅自占用城市绿地"
    assert fine.conduct == ("违反本条例第九条",)


def test_the_quotation_runs_from_the_holder_to_the_end_of_the_sanction():
    fine = basis(powers_of(PENALTY))[0]
    assert fine.quote.startswith("由县级以上人民政府园林绿化主管部门责令限期改正")
    assert fine.quote.endswith("罚款")


@pytest.mark.parametrize(
    ("words", "power_type", "begin", "end"),
    [
        (
            "水行政主管部门可以采取下列监督检查措施：\n（一）询问有关人员；\n（二）进入取水现场检查，查阅有关资料。",
            PowerType.INSPECTION,
            "水行政主管部门可以",
            "查阅有关资料",
        ),  # the head says who, the item what; the item whole
        (
            "违反本条例规定的，由水行政主管部门按照下列规定予以处罚；造成损失的，依法承担赔偿责任：\n"
            "（一）未安装计量设施的，处一万元罚款。",
            PowerType.PENALTY,
            "由水行政主管部门按照下列规定予以处罚",
            "处一万元罚款",
        ),  # a list that a later clause opens
        (
            "水行政主管部门应当自受理申请之日起二十日内作出行政许可决定。符合条件的，颁发取水许可证。",
            PowerType.LICENCE,
            "水行政主管部门应当",
            "颁发取水许可证",
        ),  # what is done on the decision
        (
            "专利主管部门处理专利侵权纠纷，认定侵权行为成立的，应当责令立即停止侵权行为。",
            PowerType.ADJUDICATION,
            "专利主管部门处理",
            "停止侵权行为",
        ),  # how the dispute is decided
        (
            "本条例规定的行政处罚，除应当由公安机关依照有关法律决定的外，由水行政主管部门决定。",
            PowerType.PENALTY,
            "本条例规定的行政处罚",
            "由水行政主管部门决定",
        ),  # a topic alone says nothing; 除…外 holds nothing
    ],
)
def test_the_quotation_holds_who_acts_and_what_is_done(words, power_type, begin, end):
    (power,) = [p for p in basis(powers_of(words)) if p.type is power_type]
    assert power.quote.startswith(begin)
    assert power.quote.endswith(end)


def test_who_acts_in_an_exception_holds_nothing():
    words = "本条例规定的行政处罚，除应当由公安机关依照有关法律决定的外，由水行政主管部门决定。"
    (power,) = [p for p in basis(powers_of(words)) if p.type is PowerType.PENALTY]
    assert power.holder == ("水行政主管部门",)


def test_what_is_no_power_is_kept_with_its_reason():
    assert [e.reason for e in powers_of(PENALTY).exclusions] == ["criminal"]


def test_a_penalty_without_a_named_organ_takes_the_one_of_the_clause_before():
    found = powers_of("擅自设摊的，由城市管理部门责令改正；拒不改正的，处二百元以下罚款。")
    assert [p.holder for p in basis(found)] == [("城市管理部门",)]


def test_the_first_listed_conduct_names_a_penalty_with_a_list():
    found = powers_of(
        "有下列行为之一的，由城市管理部门处五百元罚款：\n（一）在树上刻划；\n（二）倾倒污水。",
        chapter="法律责任",
    )
    assert [p.act for p in basis(found)] == ["在树上刻划"]


@pytest.mark.parametrize(
    ("words", "types"),
    [
        pytest.param("未按照规定公示的，由民政部门责令改正。", {"其他"}, id="an order that stands alone"),
        pytest.param("未按照规定公示的，由民政部门责令改正，处一千元罚款。", {"行政处罚"}, id="an order with a fine"),
        pytest.param("未经水行政主管部门批准，任何单位和个人不得围垦湖泊。", {"行政许可"}, id="a ban without licence"),
        pytest.param("未经批准占用草原的，由草原主管部门处一万元以下罚款。", {"行政处罚"}, id="its penalty only"),
        pytest.param("逾期不清除的，由航道管理机构代为清除，费用由责任人承担。", {"行政强制"}, id="substitute performance"),
        pytest.param("到期不缴纳罚款的，作出决定的机关可以每日按罚款数额的百分之三加处罚款。", {"行政强制"}, id="加处罚款"),
        pytest.param("取水单位和个人应当缴纳水资源费。", {"行政征收"}, id="a fee without a collector"),
        pytest.param("业主应当按照合同缴纳物业费。", set(), id="a price"),
        pytest.param("林地权属争议，当事人协商不成的，由县级人民政府处理。", {"行政裁决"}, id="a dispute decided"),
        pytest.param("国家鼓励企业采用节水技术，给予支持。", set(), id="encouragement"),
        pytest.param("国家机关工作人员玩忽职守的，由任免机关给予警告处分。", set(), id="discipline"),
        pytest.param("企业应当对设备进行定期检查。", set(), id="a party inspects itself"),
        pytest.param("逾期不履行的，作出决定的机关可以申请人民法院强制执行。", set(), id="the court enforces"),
    ],
)  # fmt: skip
def test_the_types_of_an_article_are_those_of_the_guide(words, types):
    assert {p.type.value for p in basis(powers_of(words))} == types


def test_a_basis_wins_over_what_is_only_related():
    found = powers_of("市场监督管理部门可以查封涉案场所。查封的期限不得超过三十日。")
    assert [(p.type.value, p.role) for p in found.powers if p.type is PowerType.COERCION] == [
        ("行政强制", Role.BASIS)
    ]


def test_a_disputed_act_says_so_and_names_the_other_types():
    (order,) = basis(powers_of("未取得规划许可建房的，由乡镇人民政府责令限期拆除。"))
    assert order.disputed
    assert PowerType.PENALTY in order.alt
    assert "国务院法制办公室" in order.alt_reason


def test_place_and_span_point_into_the_law():
    words = "任何单位不得擅自取水。\n擅自取水的，由水行政主管部门处一万元以下罚款。"
    law, _ = build_law(Document("示例.md", "markdown", "0" * 64, f"某省示例管理条例\n第一条 {words}\n"))
    (fine,) = [p for p in find_powers(law, parse_law(law))[0].powers if p.role is Role.BASIS]
    assert fine.paragraph == 2
    assert fine.span.of(law.text) == fine.quote
    assert fine.holder_spans[0].of(law.text) == fine.holder[0]


@pytest.mark.parametrize("words", ["举报应当", "未经批准", "逾期不拆除组织", "给予补助", "处罚款一万元"])
def test_a_clause_without_end_costs_no_more_than_a_long_one(words):
    started = time.perf_counter()
    powers_of("甲" + words * 20_000)
    assert time.perf_counter() - started < 10


PIECES = st.sampled_from(
    ["违反本条例规定", "由", "县级以上人民政府", "水行政主管部门", "责令改正", "，", "。", "；", "：", "\n", "（一）", "处", "五万元以上", "十万元以下", "罚款", "未经", "批准", "不得", "应当", "经", "报", "向", "备案", "的", "，", "可以", "查封", "扣押", "给予", "奖励", "补助", "单位和个人", "检查", "进行", "对", "缴纳", "水资源费", "逾期", "代为"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, min_size=1, max_size=40))
def test_no_shuffled_statute_words_ever_raise_and_every_quotation_stands_in_the_text(pieces):
    words = "".join(pieces)
    law, _ = build_law(Document("示例.md", "markdown", "0" * 64, f"某省示例管理条例\n第一条 甲{words}\n"))
    if law is None:
        return
    for article in find_powers(law, parse_law(law)):
        for power in article.powers:
            assert power.span.of(law.text) == power.quote
            assert power.quote
            assert len(power.act) <= 40


@pytest.mark.parametrize(
    ("words", "quoted"),
    [
        (  # the application and the decision are one licence
            "从事船舶修理的，应当向港口主管部门申请修理许可证。港口主管部门应当在七日内核发修理许可证。",
            "应当向港口主管部门申请修理许可证。港口主管部门应当在七日内核发修理许可证",
        ),
        (  # what is measured stands in the item, who may measure in the head
            "发生疫情时，卫生健康主管部门可以采取下列临时控制措施：\n（一）责令暂停作业；\n（二）封存可能导致疫情扩散的设备。",
            "封存可能导致疫情扩散的设备",
        ),
        (  # both orders
            "损坏灌溉设施的，由水行政主管部门责令停止违法行为，限期恢复原状或者采取补救措施。",
            "责令停止违法行为，限期恢复原状或者采取补救措施",
        ),
    ],
)
def test_a_quotation_holds_what_belongs_together(words, quoted):
    assert any(quoted in power.quote for power in basis(powers_of(words)))


@pytest.mark.parametrize(
    "words",
    [
        # a revocation that has happened is no penalty here, so the order to close the entry stands
        "船舶检验机构的资质证书被吊销的，应当自被吊销之日起三十日内向登记机关申请变更登记或者办理注销登记。",
        # what the police punish by the law on public order is no penalty of this article
        "干扰养老机构正常活动的，由民政部门责令改正；有违反治安管理行为的，依法给予治安管理处罚。",
    ],
)
def test_a_penalty_only_mentioned_leaves_room_for_an_order_of_its_own(words):
    assert [power.type for power in basis(powers_of(words))] == [PowerType.OTHER]
