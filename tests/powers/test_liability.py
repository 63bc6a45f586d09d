"""What every clause of a liability chapter ends in: a power, a stated exclusion, or neither."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lezr_extract.norms import parse_law
from lezr_extract.powers import find_powers, liability_clauses
from lezr_extract.records import Document
from lezr_extract.structure import build_law
from lezr_extract.vocabulary.liability import liability_reasons, reason_names
from lezr_extract.vocabulary.rules import rule_book

FINE = "侵占公园的，由园林主管部门处一千元罚款"


def clauses_of(words, chapter="法律责任"):
    head = f"第一章 {chapter}\n" if chapter else ""
    law, _ = build_law(Document("示例.md", "markdown", "0" * 64, f"某省示例管理条例\n{head}第一条 {words}\n"))
    assert law is not None
    law = replace(law, title="某省示例管理条例")
    norms = parse_law(law)
    found = liability_clauses(law, norms, find_powers(law, norms))
    return [(c.span.of(law.text).strip(), c.ending, c.reason) for c in found]


def masked(words):
    law, _ = build_law(Document("示例.md", "markdown", "0" * 64, f"某省示例管理条例\n第一条 {words}\n"))
    return "，".join(norm.masked for norm in parse_law(law)[0])


def endings(words, chapter="法律责任"):
    return [(ending, reason) for _, ending, reason in clauses_of(words, chapter)]


def test_each_sentence_of_a_liability_article_ends_in_a_power_or_in_its_reason():
    assert endings(f"{FINE}；造成损失的，依法承担赔偿责任；构成犯罪的，依法追究刑事责任。") == [
        ("power", ""),
        ("excluded", "civil"),
        ("excluded", "criminal"),
    ]


@pytest.mark.parametrize(
    ("words", "reason", "note"),
    [
        ("工作人员玩忽职守的，由有权机关依法处置。", "discipline", "no word 处分, still discipline"),
        ("法律、法规对处罚已有规定的，从其规定。", "other-law", "the usual closing article"),
        ("两种以上情形并存的，适用较重的规定。", "application", "行政处罚法 art. 29"),
        ("对处罚决定不服的，可以依法申请行政复议。", "remedy", "行政复议法"),
        ("没收的款项，上缴国库。", "proceeds", "行政处罚法 art. 74"),
        ("被吊销资格证书的，五年内不得重新申请。", "disqualification", "follows from the law itself"),
        ("会员违反章程的，由协会按照章程除名。", "contract", "self-government"),
        ("公园内的游人应当爱护花木。", "duty", "a conduct clause"),
        ("本章所称情节严重，是指造成重大损失。", "definition", "a definition"),
    ],
)  # fmt: skip
def test_a_clause_that_is_no_power_says_why(words, reason, note):
    ((ending, why),) = endings(words)
    assert (ending, why) == ("excluded", reason), note


def test_a_sanction_that_no_rule_finds_is_not_explained_away_by_a_mild_word():
    ((ending, _),) = endings("应当迁出而不迁出的，以侵占公园论处。")
    assert ending == "open"


def test_listed_conducts_belong_to_their_head():
    words = "有下列行为之一的，由园林主管部门处一千元罚款：\n（一）折损花木；\n（二）未经批准擅自搭建的。"
    assert endings(words) == [("power", "")]


def test_items_with_their_own_sanctions_are_clauses_of_their_own():
    words = "违反前条规定的，按照下列规定处罚：\n（一）折损花木的，由园林主管部门处一百元罚款；\n（二）搭建棚屋的，由园林主管部门处一千元罚款。"
    assert {ending for ending, _ in endings(words)} == {"power"}
    assert len(endings(words)) == 3


@pytest.mark.parametrize("chapter", ["法律责任", "罚　则", "罚则", "奖励与处罚", "处罚"])
def test_the_chapters_of_liability_are_known_by_their_names(chapter):
    assert endings("公园内的游人应当爱护花木。", chapter) == [("excluded", "duty")]


@pytest.mark.parametrize("chapter", ["使用安全责任", "公园的规划和建设", "行政处罚的程序"])
def test_other_chapters_are_left_alone(chapter):
    assert endings("公园内的游人应当爱护花木。", chapter) == []


def test_without_such_a_chapter_the_articles_that_punish_are_looked_at():
    assert endings(f"公园内的游人应当爱护花木。{FINE}。", chapter="") == [("excluded", "duty"), ("power", "")]
    assert endings("公园内的游人应当爱护花木。", chapter="") == []


@pytest.mark.parametrize("reason", liability_reasons(), ids=lambda r: r.id)
def test_a_reason_matches_what_it_must_and_nothing_that_it_must_not(reason):
    for words in reason.match:
        assert reason.pattern.search(words) or reason.pattern.search(masked(words)), words
    for words in reason.miss:
        assert not reason.pattern.search(words), words
        assert not reason.pattern.search(masked(words)), words


def test_every_class_of_exclusion_has_a_chinese_name():
    of_rules = {rule.reason for rule in rule_book().rules if rule.type is None}
    assert of_rules | {reason.reason for reason in liability_reasons()} <= set(reason_names())


@given(st.text(alphabet="处罚款由部门的，；。：\n（一）应当不得违反第条规定责令、追究分", max_size=120))
@settings(max_examples=150, deadline=None)
def test_no_text_ever_raises_and_clauses_stand_in_order_inside_the_law(words):
    found = clauses_of("甲" + words)
    assert all(ending in ("power", "excluded", "open") for _, ending, _ in found)
    assert all((ending == "excluded") == bool(reason) for _, ending, reason in found)
