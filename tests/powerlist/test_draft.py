"""Powers become entries: how many, on which clause, with which remarks."""

from dataclasses import replace

import pytest
from lezr_extract.powerlist import draft
from lezr_extract.powerlist.draft import entry_id
from lezr_extract.records import PowerType, Role, Span
from tests.powerlist.building import amount_of, found_of, law_of, power_of

LISTED = """第一条 为了示例，制定本条例。
第二条 禁止在河道内倾倒垃圾。
养护单位应当保存养护记录。
第三条 养护单位有下列行为之一的，由水务部门责令改正，处一万元以上五万元以下罚款：
（一）未保存养护记录的；
（二）未公示养护标准的；
（三）违反《示例用水办法》规定取水的。
第四条 违反本条例第二条第一款规定的，由水务部门处五百元以上一千元以下罚款；船舶可以扣押。"""


def listed(kind=PowerType.PENALTY, **more):
    law = law_of(LISTED)
    return law, power_of(law, "处一万元以上五万元以下罚款", kind, holder=("水务部门",), **more)


def test_listed_conducts_stay_one_entry_but_the_one_that_refers_to_another_law_stands_alone():
    law, power = listed()
    whole, referring = draft(law, found_of(power))
    assert whole.name == "对养护单位未保存养护记录等行为的行政处罚"
    assert whole.bases[0].item is None
    assert referring.bases[0].item == "三"
    assert whole.id != referring.id


def test_the_fine_practice_makes_an_entry_of_each_listed_conduct():
    law, power = listed()
    entries = draft(law, found_of(power), granularity="item")
    assert [e.bases[0].item for e in entries] == ["一", "二", "三"]
    assert entries[1].name == "对养护单位未公示养护标准行为的行政处罚"


def test_penalty_and_coercion_of_one_clause_are_two_entries():
    law = law_of(LISTED)
    penalty = power_of(law, "处五百元以上一千元以下罚款", PowerType.PENALTY)
    coercion = power_of(law, "船舶可以扣押", PowerType.COERCION, kinds=("扣押",))
    assert [e.type for e in draft(law, found_of(penalty, coercion))] == [
        PowerType.PENALTY,
        PowerType.COERCION,
    ]


def test_a_power_that_is_only_regulated_makes_no_entry_but_a_remark():
    law, power = listed()
    related = power_of(law, "责令改正", PowerType.PENALTY, role=Role.RELATED)
    assert draft(law, found_of(related)) == ()
    entry = draft(law, found_of(power, related))[0]
    assert "本条第一款另有该事项的程序性规定" in entry.remarks


def test_a_penalty_quotes_the_clause_that_carries_it_and_the_conduct_clause_that_it_cites():
    law = law_of(LISTED)
    power = power_of(
        law, "处五百元以上一千元以下罚款", PowerType.PENALTY, conduct=("违反本条例第二条第一款规定",)
    )
    (entry,) = draft(law, found_of(power))
    liability, conduct = entry.bases
    assert (liability.kind, liability.article, liability.paragraph) == ("liability", "第四条", None)
    assert (conduct.kind, conduct.article, conduct.paragraph) == ("conduct", "第二条", 1)
    assert conduct.text == "禁止在河道内倾倒垃圾。"
    assert entry.name == "对在河道内倾倒垃圾行为的行政处罚"


@pytest.mark.parametrize(
    ("cited", "wanted", "note"),
    [
        (
            "违反本条例第二条第二款、第三条规定",
            [("第二条", 2)],
            "its own article is no conduct clause of itself",
        ),
        (
            "违反本条例第一条至第三条规定",
            [("第一条", None), ("第二条", None)],
            "a range takes what lies between",
        ),
        ("违反《示例用水办法》第二条规定", [], "an article of another law is not looked for here"),
        ("违反前款规定", [], "a first paragraph has none before it"),
    ],
)
def test_citations_of_conduct_are_resolved_inside_the_law(cited, wanted, note):
    law, power = listed(conduct=(cited,))
    entry = draft(law, found_of(power))[0]
    assert [(b.article, b.paragraph) for b in entry.bases[1:]] == wanted, note


def test_a_cited_clause_that_the_law_lacks_is_told():
    law, power = listed(conduct=("违反本条例第九十九条规定",))
    assert any("第九十九条" in r and "未找到" in r for r in draft(law, found_of(power))[0].remarks)


def test_every_quotation_and_every_mark_is_the_law_word_for_word():
    law, (index, power) = listed(kinds=("罚款",))
    fine = amount_of(law, "一万元以上五万元以下", 10_000, 50_000)
    (entry, _) = draft(law, found_of((index, replace(power, amounts=(fine,)))))
    basis = entry.bases[0]
    assert basis.span.of(law.text) == basis.text
    words = {(kind, span.of(law.text)) for kind, span in basis.marks}
    assert {("holder", "水务部门"), ("amount", "一万元以上五万元以下"), ("sanction", "罚款")} <= words
    assert ("act", "未保存养护记录的") in words


def test_a_power_that_several_paragraphs_carry_becomes_an_entry_of_each():
    law = law_of("第一条 在河道采砂的，由水务部门处一万元罚款。\n在水库游泳的，由水务部门处二百元罚款。")
    spans = tuple(Span(at := law.text.index(q), at + len(q)) for q in ("处一万元罚款", "处二百元罚款"))
    power = power_of(law, "处一万元罚款", PowerType.PENALTY, holder=("水务部门",), clauses=spans)
    entries = draft(law, found_of(power))
    assert [e.name for e in entries] == ["对在河道采砂行为的行政处罚", "对在水库游泳行为的行政处罚"]
    assert [e.bases[0].paragraph for e in entries] == [1, 2]


def test_sums_in_several_paragraphs_show_that_a_penalty_stands_in_each():
    law = law_of(
        "第一条 在河道采砂的，由水务部门处一万元以上二万元以下罚款。\n在水库游泳的，由水务部门处二百元以上五百元以下罚款。"
    )
    sums = (
        amount_of(law, "一万元以上二万元以下", 10_000, 20_000),
        amount_of(law, "二百元以上五百元以下", 200, 500),
    )
    power = power_of(law, "处一万元以上二万元以下罚款", PowerType.PENALTY, holder=("水务部门",), amounts=sums)
    entries = draft(law, found_of(power))
    assert [e.name for e in entries] == ["对在河道采砂行为的行政处罚", "对在水库游泳行为的行政处罚"]
    assert [[a.max for a in e.amounts] for e in entries] == [[20_000], [500]]


def test_a_penalty_that_points_to_the_paragraph_before_takes_the_conduct_from_there():
    law = law_of("第一条 禁止在水库游泳。\n违反前款规定的，由水务部门处二百元罚款。")
    power = power_of(law, "处二百元罚款", PowerType.PENALTY, conduct=("违反前款",))
    (entry,) = draft(law, found_of(power))
    assert entry.name == "对在水库游泳行为的行政处罚"
    assert [(b.kind, b.paragraph) for b in entry.bases] == [("liability", 2), ("conduct", 1)]


def test_the_clause_that_rewards_good_work_is_listed_once_a_law():
    law = law_of(
        "第一条 对在河湖保护工作中成绩显著的单位和个人给予奖励。\n第二条 对水利科研成绩显著的人员给予奖励。\n第三条 对举报违法采砂的人员给予奖励。"
    )
    powers = [power_of(law, quote, PowerType.REWARD) for quote in (
        "对在河湖保护工作中成绩显著的单位和个人给予奖励", "对水利科研成绩显著的人员给予奖励", "对举报违法采砂的人员给予奖励"
    )]  # fmt: skip
    general, report = draft(law, found_of(*powers))
    assert [b.article for b in general.bases] == ["第一条", "第二条"]
    assert report.bases[0].article == "第三条"


@pytest.mark.parametrize(
    ("more", "remark"),
    [
        ({}, "条文未写明行使主体，待确认"),
        ({"holder": ("水务部门",)}, "行使主体照录条文，所指机关待确认"),
        ({"agency_resolved": "水利部", "agency_reason": "旧称水利电力部"}, "行使主体：旧称水利电力部"),
        ({"alt": (PowerType.OTHER,), "alt_reason": "责令限期拆除有争议", "disputed": True}, "类型有争议，也可归为其他：责令限期拆除有争议"),
        ({"score": 0.4}, "识别把握较低（0.40），请重点核对"),
        ({"ruling": "demolition-order", "alt_reason": "责令限期拆除定为其他"}, "类型按本单位裁定：责令限期拆除定为其他"),
    ],
)  # fmt: skip
def test_what_a_reviewer_must_know_stands_in_the_remarks(more, remark):
    law = law_of(LISTED)
    power = power_of(law, "处五百元以上一千元以下罚款", PowerType.PENALTY, **more)
    assert remark in draft(law, found_of(power))[0].remarks


def test_an_entry_keeps_its_identity_over_runs_and_over_versions_of_the_text():
    law, power = listed()
    later = law_of(LISTED.replace("第一条 为了示例", "第一条 为了更好的示例"))
    again = power_of(later, "处一万元以上五万元以下罚款", PowerType.PENALTY, holder=("水务部门",))
    assert [e.id for e in draft(law, found_of(power))] == [e.id for e in draft(later, found_of(again))]
    assert entry_id("甲", "第一条", paragraph=1, item=None, kind="其他", holder="") != entry_id(
        "甲", "第一条", paragraph=None, item="1", kind="其他", holder=""
    )


def test_identities_are_unique_inside_a_law():
    law, power = listed()
    other = power_of(law, "责令改正", PowerType.PENALTY, holder=("河长办",))
    entries = draft(law, found_of(power, other), granularity="item")
    assert len({e.id for e in entries}) == len(entries) == 6
