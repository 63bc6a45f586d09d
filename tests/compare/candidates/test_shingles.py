"""Runs of characters: of many texts at once exactly those of each one."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lezr_extract.compare.candidates.shingles import jaccard, shingles, shingles_of_all

ANY = st.text(alphabet=st.one_of(st.sampled_from("一二三，。 \n\0（"), st.characters()), max_size=16)


def apart(texts):
    """The runs of each text, cut out of what `shingles_of_all` gives."""
    runs, sizes = shingles_of_all(texts)
    ends = sizes.cumsum().tolist()
    return [runs[end - size : end].tolist() for end, size in zip(ends, sizes.tolist(), strict=True)]


@pytest.mark.parametrize(
    ("text", "number", "note"),
    [
        ("", 0, "nothing"),
        ("，。 ", 0, "marks alone are nothing"),
        ("一二", 1, "fewer than four characters are one run"),
        ("一二三四", 1, "four too"),
        ("一，二三四五", 2, "marks are left out before"),
        ("一一一一一一", 1, "the same run counts once"),
    ],
)
def test_a_text_has_a_run_at_each_character_that_has_three_behind_it(text, number, note):
    assert len(shingles(text)) == number, note


@settings(deadline=None)
@given(st.lists(ANY, max_size=8))
def test_many_texts_give_the_sorted_runs_of_each_one(texts):
    assert apart(texts) == [sorted(shingles(text)) for text in texts]


def test_a_character_that_is_no_character_stands_for_one_all_the_same():
    texts = ["一二\ud800三", "𠀀一二三四", ""]
    assert apart(texts) == [sorted(shingles(text)) for text in texts]


def test_the_share_is_of_all_that_either_has():
    assert jaccard(shingles("一二三四五"), shingles("一二三四六")) == 1 / 3
    assert jaccard(frozenset(), frozenset()) == 0.0
