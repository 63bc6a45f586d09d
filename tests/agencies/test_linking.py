"""Linking: who holds a power, said in plain words with the reason."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lezr_extract.agencies import link
from lezr_extract.agencies.definitions import find_definitions
from lezr_extract.records import ActorKind
from tests.agencies.small_laws import Case, Question, holder_cases, law_of, norms_of, powers_of


@pytest.mark.parametrize("case", holder_cases(), ids=lambda c: c.name)
def test_a_holder_is_resolved_as_the_law_itself_says(case: Case):
    law = law_of(case.text)
    linked = link(law, norms_of(law), powers_of(law, case.questions))
    by_article = {law.articles[row.article].number: list(row.powers) for row in linked}
    for question in case.questions:
        power = by_article[question.article].pop(0)
        assert (power.agency_resolved, power.agency_ids) == (question.resolved, question.ids), (
            power.agency_reason
        )
        assert question.reason in power.agency_reason
        assert power.agency_id == (question.ids[0] if question.ids else None)
        assert power.holder == question.holder


def test_a_resolved_organ_of_today_named_in_full_needs_no_reason():
    law = law_of("某省水库条例\n第十条 由县级以上人民政府水行政主管部门处一万元罚款。")
    question = Question("第十条", "行政处罚", ("县级以上人民政府水行政主管部门",), (), None, (), "")
    (row,) = link(law, norms_of(law), powers_of(law, [question]))
    assert row.powers[0].agency_reason == ""


def test_articles_that_only_allocate_competence_become_rows_in_the_order_of_the_law():
    law = law_of(
        "某省水库条例\n第四条 县级以上人民政府水行政主管部门负责水库的监督管理工作。\n"
        "第十条 由水行政主管部门处一万元罚款。\n第十一条 财政部门负责水库资金的监督管理工作。"
    )
    question = Question("第十条", "行政处罚", ("水行政主管部门",), (), None, (), "")
    rows = link(law, norms_of(law), powers_of(law, [question]))
    assert [law.articles[row.article].number for row in rows] == ["第四条", "第十条", "第十一条"]
    assert [len(row.competence) for row in rows] == [1, 0, 1]


def test_nothing_but_holder_and_competence_is_touched():
    case = holder_cases()[0]
    law = law_of(case.text)
    before = powers_of(law, case.questions)
    (after,) = (row for row in link(law, norms_of(law), before) if row.article == before[0].article)
    linked = after.powers[0]
    blank = replace(linked, agency_resolved=None, agency_id=None, agency_ids=(), agency_reason="")
    assert blank == before[0].powers[0]


@pytest.mark.parametrize(
    ("text", "defined"),
    [
        (
            "县级以上人民政府民政部门（以下简称登记机关）负责登记。",
            {"登记机关": "县级以上人民政府民政部门"},
        ),
        (
            "公安机关、民政部门（以下统称救助机关）负责救助。",
            {"救助机关": "公安机关、民政部门"},
        ),
        (
            "本条例所称主管部门，是指县级以上人民政府水行政主管部门。",
            {"主管部门": "县级以上人民政府水行政主管部门"},
        ),
        ("工商行政管理机关是公司登记机关。", {"公司登记机关": "工商行政管理机关"}),
        ("养老服务机构（以下简称养老机构）应当备案。", {}),  # a party, no organ
        ("本条例所称水库，是指人工湖泊。", {}),
    ],
)
def test_the_short_names_of_a_law_are_read(text, defined):
    law = law_of(f"某省示例条例\n第三条 {text}")
    mentions = [m for norm in norms_of(law)[0] for m in norm.mentions if m.kind is ActorKind.ORGAN]
    article = law.articles[0]
    found = find_definitions(article.text, mentions, article.text_span.start, 0)
    assert {d.short: d.full for d in found} == defined


PIECES = [
    "民政部门",
    "（以下简称",
    "登记机关",
    "）",
    "负责",
    "主管",
    "有关部门",
    "由",
    "处罚款",
    "，",
    "。",
    "的",
    "是",
    "所称",
    "是指",
    "\n",
]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=40),
    st.sampled_from(["原发证机关", "主管部门", "", "（"]),
)
def test_no_shuffled_law_ever_raises_and_no_holder_is_lost(pieces, holder):
    law = law_of("某省示例条例\n第一条 " + "".join(pieces).replace("\n", "") + "。\n第二条 由主管部门处罚。")
    question = Question("第二条", "行政处罚", (holder,) if holder else (), (), None, (), "")
    rows = link(law, norms_of(law), powers_of(law, [question]))
    assert any(power.holder == question.holder for row in rows for power in row.powers)
