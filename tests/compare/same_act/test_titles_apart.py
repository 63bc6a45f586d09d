"""The words in which two titles differ, and how far either law speaks of the other's field."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lezr_extract.compare.same_act.titles_apart import (
    articles_apart,
    how_often,
    laws_apart,
    words_apart,
)

FIELDS = [
    ("灯会安全", "灯会", ("安全",), (), "one field holds the other"),
    ("湖上灯会", "山间灯会", ("湖上",), ("山间",), "two of one kind"),
    ("灯会", "灯会", (), (), "the same field"),
    ("灯会", "", ("灯会",), (), "a law without a field"),
    ("水", "火", ("水",), ("火",), "a single character counts where there is no longer word"),
]


@pytest.mark.parametrize(("a", "b", "only_a", "only_b", "note"), FIELDS)
def test_two_fields_differ_in_the_words_that_only_one_has(a, b, only_a, only_b, note):
    assert words_apart(a, b) == (only_a, only_b), note


def test_laws_of_two_fields_that_never_speak_of_each_other_are_far_apart():
    words = words_apart("湖上灯会", "山间灯会")
    strangers = laws_apart(words, "湖上灯会应当配备救生艇。", "山间灯会应当开辟防火隔离带。")
    neighbours = laws_apart(words, "湖上灯会和山间灯会", "山间灯会和湖上灯会")
    assert strangers["title_far"] == 1.0
    assert strangers["title_near"] == 0.0
    assert neighbours["title_far"] < strangers["title_far"]
    assert neighbours["title_near"] > 0.0


def test_articles_that_name_their_own_field_and_not_the_other_are_told_from_those_that_name_none():
    words = words_apart("湖上灯会", "山间灯会")
    named = articles_apart(words, "湖上灯会的举办者应当报告。", "山间灯会的举办者应当报告。")
    silent = articles_apart(words, "举办者应当报告。", "举办者应当报告。")
    assert (named["article_own"], named["article_a_in_b"]) == (1.0, 0.0)
    assert set(silent.values()) == {0.0}


@given(st.text("灯会湖山水火", max_size=8), st.text("灯会湖山水火", max_size=8), st.text(max_size=40))
def test_every_measure_lies_between_0_and_1_whatever_the_titles(a, b, text):
    words = words_apart(a, b)
    found = laws_apart(words, text, a) | articles_apart(words, text, b)
    assert all(0.0 <= value <= 1.0 for value in found.values())
    assert how_often("", words[0]) == 0.0
