"""Finding phrases, with the automaton and without it."""

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lezr_extract.text.phrases import PhraseFinder, PhrasesWithin


@pytest.fixture(params=["automaton", "plain"])
def way(request, monkeypatch):
    """Both ways: with the wheel and on machines for which there is none."""
    if request.param == "plain":
        monkeypatch.setitem(sys.modules, "ahocorasick_rs", None)


@pytest.mark.usefixtures("way")
def test_the_longest_of_the_leftmost_phrases_is_found():
    finder = PhraseFinder(["处罚", "罚款", "行政处罚"])
    assert list(finder.find("行政处罚和罚款")) == [(2, 0, 4), (1, 5, 7)]


@pytest.mark.usefixtures("way")
def test_phrases_inside_of_and_across_one_another_are_all_within():
    within = PhrasesWithin(["罚款", "处罚", "吊销", "并处"])
    assert within.within("并处罚款") == ["罚款", "处罚", "并处"]
    assert within.within("") == []


WORDS = st.lists(st.text("处罚款并", min_size=1, max_size=3), min_size=1, max_size=8, unique=True)


@given(WORDS, st.text("处罚款并。", max_size=20))
def test_what_stands_within_is_what_looking_for_each_would_find(words, text):
    assert PhrasesWithin(words).within(text) == [word for word in words if word in text]
