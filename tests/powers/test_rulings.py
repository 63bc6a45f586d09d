"""Office rulings on disputed acts: they change the type of what they are about, and of nothing else."""

import re
from dataclasses import replace

import pytest
from lezr_extract.norms import parse_law
from lezr_extract.powers import find_powers
from lezr_extract.records import Document, PowerType, Role, Ruling
from lezr_extract.structure import build_law
from lezr_extract.vocabulary.rules import rule_book

ACTS = {act.id: act for act in rule_book().disputed}


def powers_of(words, **rulings):
    law, _ = build_law(Document("示例.md", "markdown", "0" * 64, f"某省示例管理条例\n第一条 {words}\n"))
    law = replace(law, title="某省示例管理条例")
    made = {}
    for name, power_type in rulings.items():
        act = name.replace("_", "-")
        made[act] = Ruling(act, ACTS[act].title, PowerType(power_type), "示例理由", "2025-03-01")
    found = find_powers(law, parse_law(law), rulings=made)
    return [p for row in found for p in row.powers if p.role is Role.BASIS]


STANDING_ALONE = "擅自搭建棚屋的，由城市管理部门责令限期拆除。"


def test_without_a_ruling_a_disputed_act_has_our_type_and_its_alternatives():
    (power,) = powers_of(STANDING_ALONE)
    assert (power.type, power.disputed, power.ruling) == (PowerType.OTHER, True, None)
    assert PowerType.PENALTY in power.alt


def test_a_ruling_gives_the_act_its_type_and_ends_the_dispute():
    (power,) = powers_of(STANDING_ALONE, demolition_order="行政处罚")
    assert (power.type, power.alt, power.disputed) == (PowerType.PENALTY, (), False)
    assert power.ruling == "demolition-order"
    assert power.alt_reason == "责令限期拆除定为行政处罚（示例理由；2025-03-01）"
    assert power.kinds == ("责令限期拆除",)


def test_a_ruling_for_our_own_type_also_ends_the_dispute():
    (power,) = powers_of(STANDING_ALONE, demolition_order="其他")
    assert (power.type, power.alt, power.disputed, power.ruling) == (
        PowerType.OTHER,
        (),
        False,
        "demolition-order",
    )


def test_a_ruling_on_the_general_act_leaves_the_special_one_alone():
    (power,) = powers_of(STANDING_ALONE, order_alone="行政处罚")
    assert (power.type, power.ruling) == (PowerType.OTHER, None)


@pytest.mark.parametrize(
    ("words", "act", "ruled", "note"),
    [
        ("养老机构未公示收费的，由民政部门责令改正。", "order_alone", "行政处罚", "an order that stands alone"),
        ("擅自设立培训班的，由教育部门予以取缔。", "ban_alone", "行政强制", "取缔 alone"),
        ("欠缴费款的，由税务机关自欠缴之日起按日加收万分之五的滞纳金。", "late_payment", "行政强制", "late-payment charge"),
    ],
)  # fmt: skip
def test_each_kind_of_disputed_act_can_be_ruled_on(words, act, ruled, note):
    before = [p.type for p in powers_of(words)]
    after = powers_of(words, **{act: ruled})
    assert PowerType(ruled) not in before, note
    assert [p.ruling for p in after if p.type == ruled] == [act.replace("_", "-")], note


def test_a_fine_beside_a_ruled_order_stays_a_fine_and_takes_the_order_with_it():
    words = "侵占公园的，由园林部门收缴工具，处一千元罚款。"
    assert [p.type for p in powers_of(words)] == [PowerType.PENALTY]
    (power,) = powers_of(words, confiscating_back="其他")
    assert (power.type, power.ruling) == (PowerType.PENALTY, None)
    assert "罚款" in power.kinds


def test_what_has_no_ruling_is_found_as_ever():
    words = "擅自摆摊的，由城市管理部门处二百元罚款；拒不改正的，由城市管理部门查封摊位。"
    assert powers_of(words, order_alone="行政处罚") == powers_of(words)


def test_every_rule_that_calls_its_act_disputed_can_be_ruled_on():
    named = {rule for act in ACTS.values() for rule in act.rules}
    assert {rule.id for rule in rule_book().rules if rule.disputed} <= named


def test_every_disputed_act_says_in_chinese_what_it_is_and_on_what_the_dispute_rests():
    for act in ACTS.values():
        assert re.search("[一-龥]", act.title)
        assert re.search("[一-龥]", act.source)
        assert act.types
    assert len({act.title for act in ACTS.values()}) == len(ACTS)
