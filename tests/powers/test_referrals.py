"""Referrals (依照前款规定处罚): where the penalty stands, and what it is."""

from dataclasses import replace

import pytest
from lezr_extract.norms import parse_law
from lezr_extract.powers import find_powers, find_referrals
from lezr_extract.records import Document, Followed
from lezr_extract.structure import build_law, find_citations

FINE = "折损花木的，由园林主管部门没收工具，处一千元以上二千元以下罚款。"


def referrals_of(words, title="某省示例管理条例"):
    law, _ = build_law(Document("示例.md", "markdown", "0" * 64, f"{title}\n{words}\n"))
    law = replace(law, title=title)
    citations = find_citations(law)
    found = find_powers(law, parse_law(law))
    return law, find_referrals(law, found, citations)


def sums(referral):
    return [(int(a.min), int(a.max)) for a in referral.amounts]


def test_the_paragraph_before_gives_kinds_sums_and_its_place():
    law, (one,) = referrals_of(f"第一条 {FINE}\n有前款行为，情节较轻的，依照前款规定处罚。")
    assert (one.outcome, one.words) == (Followed.FOLLOWED, "依照前款规定处罚")
    assert (one.kinds, sums(one)) == (("罚款", "没收非法财物"), [(1000, 2000)])
    assert [target.of(law.text) for target in one.targets] == [FINE]


def test_each_cited_article_is_followed_on_its_own():
    _, found = referrals_of(
        f"第一条 {FINE}\n第二条 采石的，由园林主管部门处三千元以上五千元以下罚款。\n"
        "第三条 雇人实施的，依照本条例第一条、第二条的规定处罚。"
    )
    assert [(r.cited.article, sums(r)) for r in found] == [
        ("第一条", [(1000, 2000)]),
        ("第二条", [(3000, 5000)]),
    ]


def test_of_an_article_of_several_paragraphs_only_the_cited_one_counts():
    _, (one,) = referrals_of(
        f"第一条 {FINE}\n采石的，由园林主管部门处三千元以上五千元以下罚款。\n第二条 雇人采石的，依照本条例第一条第二款的规定处罚。"
    )
    assert sums(one) == [(3000, 5000)]


def test_a_chain_of_referrals_ends_at_the_clause_that_punishes():
    _, found = referrals_of(
        f"第一条 {FINE}\n第二条 雇人折损的，依照第一条规定处罚。\n第三条 指使雇人的，依照第二条规定处罚。"
    )
    assert [(r.outcome, sums(r)) for r in found] == [(Followed.FOLLOWED, [(1000, 2000)])] * 2


@pytest.mark.parametrize(
    ("words", "outcome", "note"),
    [
        ("第一条 折损花木的，依照本条例第九条的规定处罚。", Followed.NOT_FOUND, "no such article"),
        ("第一条 爱护花木。\n第二条 折损花木的，依照本条例第一条的规定处罚。", Followed.NO_PENALTY, "no penalty there"),
        ("第一条 折损花木的，依照《示例园林条例》的规定处罚。", Followed.LAW_ONLY, "a law without an article"),
        ("第一条 折损花木的，依照《示例园林条例》第三条的规定处罚。", Followed.WAITS, "another law, looked up later"),
    ],
)  # fmt: skip
def test_what_cannot_be_followed_says_so(words, outcome, note):
    _, (one,) = referrals_of(words)
    assert (one.outcome, one.kinds, one.amounts) == (outcome, (), ()), note


@pytest.mark.parametrize(
    ("words", "note"),
    [
        ("第一条 爱护花木。\n第二条 申请材料，依照第一条的规定处理。", "a procedure, nothing is punished"),
        (f"第一条 {FINE}\n第二条 违反第一条规定的，由园林主管部门处罚。", "违反 names the conduct, not the penalty"),
        (f"第一条 {FINE}\n第二条 依照第一条规定给予处分。", "discipline"),
        (f"第一条 {FINE}\n第二条 有悔改表现的，依照第一条规定不予处罚。", "no penalty"),
        ("第一条 折损花木构成犯罪的，依照《中华人民共和国刑法》第三百条的规定处罚。", "the courts'"),
    ],
)  # fmt: skip
def test_what_leaves_no_penalty_to_another_clause_is_no_referral(words, note):
    assert referrals_of(words)[1] == (), note


def test_the_punishments_of_criminal_law_are_not_followed():
    assert referrals_of(f"第一条 {FINE}\n第二条 雇人的，依照第一条规定处罚。", title="示例刑法")[1] == ()
