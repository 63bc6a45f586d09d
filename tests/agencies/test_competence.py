"""Competence: the rules of their data file, and what an article says about who is in charge of what."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lezr_extract.agencies.competence import find_charges
from lezr_extract.records import ActorKind, Mention, Span
from lezr_extract.vocabulary.actors import find_actors
from lezr_extract.vocabulary.competence import competence_rules

RULES = competence_rules()


def charges(text: str):
    organs = [
        Mention(Span(a.start, a.end), text[a.start : a.end], ActorKind.ORGAN, a.via)
        for a in find_actors(text)
        if a.kind == "O"
    ]
    return find_charges(text, organs, 0)


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.id)
def test_every_rule_matches_its_model_sentences(rule):
    for sentence in rule.match:
        assert rule.id in {charge.rule for charge in charges(sentence)}, sentence


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.id)
def test_no_rule_matches_the_sentences_that_it_must_not(rule):
    assert rule.miss
    for sentence in rule.miss:
        assert rule.id not in {charge.rule for charge in charges(sentence)}, sentence


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "市场监督管理部门、卫生健康主管部门按照各自职责负责集贸市场的监督管理工作。",
            [("市场监督管理部门", "集贸市场的监督管理工作"), ("卫生健康主管部门", "集贸市场的监督管理工作")],
        ),  # departments are a row each
        (
            "乡镇人民政府、街道办事处按照职责负责本辖区内集贸市场的日常管理工作。",
            [("乡镇人民政府、街道办事处", "本辖区内集贸市场的日常管理工作")],
        ),  # towns and streets together
        (
            "民政部门负责养老服务的监督管理工作。\n民政部门主管养老机构的等级评定工作。",
            [("民政部门", "养老服务的监督管理工作；养老机构的等级评定工作")],
        ),  # one row for each agency
        ("违反规定的，由民政部门对直接负责的主管人员给予处分。", []),  # 负责 here is no charge
        ("民政部门负责对前款所列申请进行审批。", [("民政部门", "对前款所列申请进行审批")]),
        ("", []),
    ],
)
def test_agencies_and_matters_are_cut_as_the_published_labels_cut_them(text, rows):
    assert [(c.competence.agency, c.competence.matter) for c in charges(text)] == rows


def test_the_span_of_a_competence_covers_its_words_in_the_law():
    text = "县级以上人民政府水行政主管部门负责节约用水的监督管理工作。"
    organ = Mention(Span(1000, 1015), text[:15], ActorKind.ORGAN)
    (charge,) = find_charges(text, [organ], 1000)
    assert charge.competence.span.moved(-1000).of(text) == text.rstrip("。")


HOSTILE = "按照负责、主管O和由的，。；：\n（）职责工作监督管理民政部门对实施加强"


@given(st.text(alphabet=HOSTILE, max_size=400), st.data())
def test_no_shuffled_article_ever_raises(text, data):
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=8)))
    pairs = list(zip(cuts[::2], cuts[1::2], strict=False))
    organs = [Mention(Span(a, b), text[a:b], ActorKind.ORGAN) for a, b in pairs if a < b]
    for charge in find_charges(text, organs, 0):
        assert charge.competence.agency


def test_a_long_row_of_prepositions_takes_no_noticeable_time():
    text = "民政部门" + "按照依照根据在" * 3000 + "负责"
    assert charges(text) == []
