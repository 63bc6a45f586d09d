"""Names of entries, one clause after the other."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lezr_extract.powerlist import draft
from lezr_extract.powerlist.naming import LONGEST, name
from lezr_extract.powerlist.naming.conduct import of_cited, shorten
from lezr_extract.powerlist.naming.words import Clause
from lezr_extract.records import PowerType
from tests.powerlist.building import found_of, law_of, power_of

CASES = Path(__file__).parents[1] / "cases" / "names.txt"


def cases() -> list[tuple[str, str, str]]:
    blocks = [b.strip() for b in CASES.read_text(encoding="utf-8").split("\n\n")]
    made = []
    for block in blocks:
        if block.startswith("#"):
            continue
        head, *text, wanted = block.splitlines()
        made.append((head, "\n".join(text), wanted.removeprefix("→ ")))
    return made


@pytest.mark.parametrize(("head", "text", "wanted"), cases(), ids=lambda v: v.split("\n")[0][:30])
def test_an_entry_is_named_as_published_lists_name_it(head, text, wanted):
    kind, kinds, quote = head.split("｜")
    law = law_of(f"第一条 为了示例，制定本条例。\n{text}")
    power = power_of(law, quote, PowerType(kind), kinds=tuple(k for k in kinds.split("、") if k))
    (entry,) = draft(law, found_of(power))
    assert entry.name == wanted


@pytest.mark.parametrize(
    ("text", "quote", "act", "kinds", "wanted", "note"),
    [
        (
            "采砂企业应当每年将护河情况告知水务主管部门。",
            "应当每年",
            "护河情况向水务主管部门提交年度报告",
            ("报告",),
            "护河情况报告",
            "what the act ends with is not said twice",
        ),
        (
            "对因防洪受到损失的单位和个人，水务主管部门应当给予补偿。",
            "应当给予补偿",
            "对因防洪受到损失的单位和个人",
            ("行政补偿",),
            "对因防洪受到损失的单位和个人的行政补偿",
            "a kind that is known is said, not 其他行政权力",
        ),
        (
            "水务主管部门应当受理对损坏堤坝行为的举报。",
            "应当受理",
            "对损坏堤坝行为的举报",
            ("投诉举报处理",),
            "对损坏堤坝行为的举报的处理",
            "what is complained of stays",
        ),
        (
            "水务主管部门应当记入信用档案。",
            "应当记入",
            "对于",
            ("信用惩戒",),
            "对违反《河湖清洁条例》行为的信用惩戒",
            "an act without words",
        ),
    ],
)
def test_an_other_power_is_named_by_its_act_and_kind(text, quote, act, kinds, wanted, note):
    law = law_of(f"第一条 为了示例，制定本条例。\n第九条 {text}")
    (entry,) = draft(law, found_of(power_of(law, quote, PowerType.OTHER, act=act, kinds=kinds)))
    assert entry.name == wanted, note


@pytest.mark.parametrize(
    ("clause", "wanted", "note"),
    [
        ("禁止向河道倾倒垃圾。", "向河道倾倒垃圾", "a ban names the conduct"),
        ("任何单位和个人不得侵占河道。", "侵占河道", "everybody is no subject"),
        ("排水户不得稀释排放污水。", "排水户稀释排放污水", "a particular subject stays"),
        ("养护单位应当保存养护记录。", "养护单位未按规定保存养护记录", "a duty is broken by not doing it"),
        ("本条例自公布之日起施行。", "", "no norm, no conduct"),
    ],
)
def test_the_conduct_is_read_from_the_clause_that_a_penalty_cites(clause, wanted, note):
    law = law_of(f"第一条 {clause}")
    assert of_cited(law.articles[0], None) == wanted, note


def test_a_conduct_too_long_for_a_name_ends_at_a_boundary_between_conducts():
    words = "擅自占用河道、填埋沟渠、堵塞涵闸，或者在堤防上种植作物"
    cut, was_cut = shorten(words, 16)
    assert (cut, was_cut) == ("擅自占用河道、填埋沟渠、堵塞涵闸", True)
    assert shorten(words, 60) == (words, False)


@settings(max_examples=150, deadline=None)
@given(
    text=st.text(
        alphabet=st.sampled_from(
            "对违反的，。；：由处罚款有下列行为之一未经批准不得（一）\n本法第条部门令给予将《》abc"
        ),
        max_size=80,
    ),
    act=st.text(alphabet="对的行为（）第条，批准许可证备案", max_size=30),
    kind=st.sampled_from(list(PowerType)),
    at=st.integers(0, 80),
)
def test_any_clause_gives_a_name_of_bearable_length_in_one_line(text, act, kind, at):
    law = law_of("第一条 由水务部门处罚款。")
    _, power = power_of(law, "处罚款", kind, act=act)
    made = name(power, Clause(text, at, text[at:], None, "", "示例条例"))
    assert made
    assert len(made) <= LONGEST
    assert "\n" not in made


def test_the_mark_of_an_item_is_no_part_of_a_conduct():
    assert shorten("（二）在规定期限内不履行", 60) == ("在规定期限内不履行", False)
