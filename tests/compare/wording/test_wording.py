"""Words weighed: exact sums over pairs of characters, whatever their order."""

from collections import Counter
from math import log, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lezr_extract.compare.wording.many_texts import all_together, usage, weights_of, wordings
from lezr_extract.compare.wording.one_text import (
    EMPTY,
    UNIT,
    bare,
    longest_block,
    of_field,
    pair_weights,
    pairs,
    signs,
    together,
    weight,
    weight_of,
    wording,
    worn_likeness,
    written,
)
from lezr_extract.vocabulary.rarity import RAREST, rarity

STATUTE = st.text(alphabet="擅自攀爬灯架燃放烟花违反本法规定的，。；《》（一）12\n 😀", max_size=60)
SUMS = st.text(alphabet="一十百〇元罚款，\n第条《》", max_size=12)


def said(text):
    """The pairs of a text as they are written, those at a gap left out."""
    return {pair for pair in map(written, pairs(text)) if " " not in pair}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("攀爬灯架", {"攀爬", "爬灯", "灯架"}),
        ("攀爬，灯架", {"攀爬", "灯架"}),  # no pair over a comma
        ("依照《灯会管理法》处罚", {"依照", "处罚"}),  # a title is cited, not said
        ("依照第三十条第二款处罚", {"依照", "处罚"}),  # so is a number of an article
        ("罚款五千元整数", {"罚款", "整数"}),  # a sum of money says nothing of the act
        ("架", set()),  # one character is no pair
        ("", set()),
        ("😀攀爬", {"攀爬"}),  # a character outside the basic plane is a gap
    ],
)
def test_a_text_has_the_pairs_of_its_runs_of_characters(text, expected):
    assert said(text) == expected


@given(STATUTE)
def test_a_text_has_no_other_pairs_than_stand_in_it(text):
    assert all(pair in text for pair in said(text))


@given(STATUTE, STATUTE)
def test_likeness_is_the_same_from_either_side_and_one_for_the_same_words(one, other):
    first, second = wording(one), wording(other)
    assert first.likeness(second) == second.likeness(first)
    assert 0 <= first.likeness(second) <= 1
    assert first.likeness(first) == pytest.approx(1 if first.total else 0)


@given(STATUTE, STATUTE)
def test_two_texts_together_are_what_both_say(one, other):
    both = together([wording(one), wording(other)])
    assert both == wording(one, other)
    assert both.pairs == wording(one).pairs | wording(other).pairs


@given(STATUTE)
def test_the_bare_words_hold_no_mark_and_no_formula(text):
    assert not set(bare(text)) - set("擅自攀爬灯架燃放烟花违反本法规定的一")
    assert "违反本法规定" not in bare("违反本法规定攀爬灯架")


def test_a_rare_pair_weighs_more_than_a_common_one_and_an_unknown_one_most():
    assert weight_of("规定") == round(10 * rarity()["规定"]) ** 2
    assert weight_of("规定") < weight_of("灯架") <= weight_of("鑫龘") == RAREST**2


def test_formulas_of_drafting_weigh_nothing():
    assert wording("违反本条例规定，有下列行为之一").total == 0
    for words in (
        "县级以上地方人民政府",
        "各级人民政府",
        "地方人民政府",
        "人民政府",
        "行政主管部门",
        "主管部门",
    ):
        assert wording(words).total == 0, words


def test_a_field_of_one_character_is_like_itself_alone():
    assert of_field("水").likeness(of_field("水")) == 1
    assert of_field("水").shared(wording("水水水水")) == 0
    assert of_field("") == EMPTY


def test_single_characters_tell_what_no_pair_tells():
    one, other = wording("炸鱼"), wording("使用炸药捕鱼")
    assert one.likeness(other) == 0
    assert signs(one).likeness(signs(other)) > 0


def test_a_word_of_every_article_tells_none_of_them_from_another():
    law = usage([f"灯会期间{words}" for words in ("攀爬灯架", "燃放烟花", "遮挡灯饰", "损毁灯具")])
    one, other = wording("灯会期间攀爬灯架"), wording("灯会期间燃放烟花")
    assert worn_likeness(one, other, law.worn, law.worn) < one.likeness(other) / 2
    assert worn_likeness(one, one, law.worn, law.worn) == pytest.approx(1)
    assert law.topic.likeness(law.topic) == pytest.approx(1)


def test_weights_are_whole_hundredths():
    assert wording("规定攀爬").total == sum(map(weight_of, ("规定", "定攀", "攀爬")))
    assert pytest.approx(51.84) == RAREST * RAREST / UNIT


@pytest.mark.parametrize(
    ("one", "other", "block"),
    [
        ("擅自攀爬灯架", "游客攀爬灯架的", "攀爬灯架"),  # at the end of one
        ("攀爬灯架的", "不得攀爬灯架", "攀爬灯架"),  # at its beginning
        ("攀爬或者燃放", "燃放和攀爬", "攀爬"),  # of two that are as long the first
        ("攀爬灯架", "攀爬灯架", "攀爬灯架"),  # the whole
        ("攀爬", "燃放", ""),
        ("", "燃放", ""),
        ("攀爬", "", ""),
    ],
)
def test_the_longest_stretch_that_stands_in_both(one, other, block):
    assert longest_block(one, other) == block


@given(STATUTE, STATUTE)
def test_no_longer_stretch_stands_in_both(one, other):
    block = longest_block(one, other)
    assert block in one
    assert block in other
    longer = len(block) + 1
    assert not any(one[at : at + longer] in other for at in range(len(one) - longer + 1))


TEXTS = st.lists(st.lists(STATUTE, max_size=3), max_size=4)


@given(TEXTS)
def test_the_wordings_of_many_texts_are_those_of_each(texts):
    assert wordings(texts) == [wording(*pieces) if pieces else EMPTY for pieces in texts]


@given(st.lists(SUMS, max_size=6))
def test_sums_of_money_are_left_out_of_many_texts_as_of_each(texts):
    assert wordings([(text,) for text in texts]) == [wording(text) for text in texts]


@given(TEXTS)
def test_what_many_texts_say_together_is_what_each_does(texts):
    parts = [[wording(piece) for piece in pieces] for pieces in texts]
    assert all_together(parts) == [together(of) if of else EMPTY for of in parts]


@given(st.lists(STATUTE, max_size=5))
def test_a_law_wears_the_pairs_of_several_articles_and_is_about_the_heaviest(texts):
    found = usage(texts, most=3)
    counts = Counter(pair for text in texts for pair in pairs(text) if weight([pair]))
    assert list(found.pairs) == sorted(pair for pair, count in counts.items() if count > 1)
    assert found.worn == {
        pair: 1 - log(count) / log(len(texts) + 2) for pair, count in counts.items() if count > 1
    }
    heaviest = sorted((-sqrt(count) * weight([pair]), pair) for pair, count in counts.items() if count > 1)[
        :3
    ]
    assert found.topic.weights == {pair: -less for less, pair in heaviest}


def test_pairs_weigh_the_same_alone_and_among_many():
    met = [
        *pairs("擅自攀爬灯架，燃放烟花，攀龖爬"),
        ord("水"),
        ord("龖") << 16 | ord("龖"),
        ord("水") << 16 | ord(" "),
    ]
    assert weights_of(np.array(met, np.uint32)).tolist() == pair_weights(met)
