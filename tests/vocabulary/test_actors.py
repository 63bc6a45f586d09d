"""Actors in text: the groups of the data file by their own sentences, and the word that attaches each."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lezr_extract.vocabulary import actors as reading
from lezr_extract.vocabulary.actor_words import forms_of, groups, words_in
from lezr_extract.vocabulary.actors import find_actors

FINDS = [(name, text, actors) for name, group in groups().items() for text, actors in group.get("finds", [])]
NEVER = [(name, text, words) for name, group in groups().items() for text, words in group.get("never", [])]

NAMES = list(groups())
DECIDING = NAMES[NAMES.index("dependent_tails") :]


def named(text: str) -> list[str]:
    return [actor.kind + text[actor.start : actor.end] for actor in find_actors(text)]


@pytest.mark.parametrize(("group", "text", "actors"), FINDS, ids=[f"{g}-{t[:12]}" for g, t, _ in FINDS])
def test_a_group_finds_the_actors_of_its_sentences(group, text, actors):
    assert named(text) == actors


@pytest.mark.parametrize(("group", "text", "words"), NEVER, ids=[f"{g}-{t[:12]}" for g, t, _ in NEVER])
def test_a_group_takes_no_actor_where_there_is_none(group, text, words):
    found = named(text)
    for word in words:
        assert word not in {name[1:] for name in found} | {name[0] for name in found}


@pytest.mark.parametrize("group", DECIDING)
def test_a_group_that_decides_doubtful_cases_decides_one_of_its_sentences(group, monkeypatch):
    texts = [text for name, text, _ in FINDS + NEVER if name == group]
    before = [named(text) for text in texts]
    monkeypatch.setattr(reading, "words_in", lambda name: frozenset() if name == group else words_in(name))
    monkeypatch.setattr(reading, "forms_of", lambda name: () if name == group else forms_of(name))
    assert [named(text) for text in texts] != before


def test_every_group_has_words_and_none_stands_twice_in_it():
    for name, group in groups().items():
        words = str(group["words"]).split()
        assert words, name
        assert len(words) == len(set(words)), (name, sorted({w for w in words if words.count(w) > 1}))


@pytest.mark.parametrize(
    ("text", "vias", "note"),
    [
        ("由财政部门会同税务机关制定", ["由", "会同"], "two organs, each with its own word"),
        ("由公安机关、市场监督管理部门处罚", ["由", "由"], "a joined organ takes the word of the one before"),
        ("应当向工程所在地的县级水行政主管部门申请", ["向"], "a description stands between"),
        ("报经国务院批准", ["报经"], "a word of two characters"),
        ("企业应当登记", [""], "a bare subject"),
        ("对单位的负责人处罚款", ["对", "对"], "an owner between"),
        ("被吊销执照的企业", [""], "被 belongs to the description"),
        ("受理申报的机构应当公告", [""], "申报 attaches nothing"),
        ("接受公安机关检查", ["接受"], "the object of a verb"),
        ("应当向分支机构所在地的登记机关申请", ["向", "向"], "a place named after a party"),
    ],
)
def test_an_actor_is_attached_by_the_word_before_its_name_or_its_description(text, vias, note):
    assert [actor.via for actor in find_actors(text)] == vias, note


@given(st.text("公安机关的、由向和县级（）。，市人民政府部门者厂对某国家企业单位接到举报A1 \n", max_size=60))
def test_any_text_gives_actors_in_order_without_overlap(text):
    at = 0
    for actor in find_actors(text):
        assert at <= actor.start < actor.end <= len(text)
        assert actor.kind in "OPCSG"
        at = actor.end
