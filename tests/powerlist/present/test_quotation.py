"""A quotation against a provision, character by character."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lezr_extract.powerlist.present.quotation import (
    Fit,
    compared,
    fit,
    fits_together,
    likeness,
    plain,
    side_by_side,
)

CLAUSE = (
    "违反本条例规定，有下列行为之一的，由水利部门责令改正，处五千元以上二万元以下罚款：\n（一）填埋水渠的；\n（二）挖断水渠的；\n"
    "（三）在水渠上搭建的。\n情节严重的，吊销取水许可证。"
)

FITS = [
    (CLAUSE, Fit.WHOLE, "the same"),
    (
        CLAUSE.replace("，", ",").replace("（", "(").replace("\n", " "),
        Fit.WHOLE,
        "width and breaks are no words",
    ),
    ("情节严重的，吊销取水许可证。", Fit.PART, "one 款 of it"),
    (
        "违反本条例规定，有下列行为之一的，由水利部门责令改正，处五千元以上二万元以下罚款：（二）挖断水渠的；",
        Fit.ABRIDGED,
        "head and one item",
    ),
    (
        "违反本条例规定，有下列行为之一的，由水利部门责令改正，处5000元以上2万元以下罚款：",
        Fit.WRITING,
        "figures",
    ),
    (CLAUSE.replace("填埋", "填满"), Fit.NONE, "another word"),
    ("（三）在水渠上搭建的。（一）填埋水渠的；", Fit.NONE, "another order"),
    ("", Fit.NONE, "nothing"),
]


@pytest.mark.parametrize(("quotation", "expected", "_note"), FITS, ids=[row[2] for row in FITS])
def test_a_quotation_fits_when_its_words_stand_in_the_clause_in_order(quotation, expected, _note):
    assert fit(quotation, CLAUSE) is expected


def test_the_differing_stretch_is_shown_with_what_stands_before_it():
    result = compared("由水利部门责令改正，处五千元以上三万元以下罚款", CLAUSE)
    (one,) = result.differences
    assert (one.quoted, one.law, one.before) == ("三", "二", "改正处五千元以上")
    assert (result.changed, result.only_cut) == (1, False)


def test_words_left_out_inside_a_sentence_are_a_cut():
    result = compared("由水利部门处五千元以上二万元以下罚款", CLAUSE)
    assert result.only_cut
    assert [one.law for one in result.differences] == ["责令改正"]


def test_what_the_clause_says_before_and_after_the_quotation_is_no_difference():
    assert compared("（二）挖断水渠的；", CLAUSE).differences == ()


def test_pieces_of_several_articles_fit_together():
    assert fits_together("甲部门负责取水。乙部门负责排水。", ["甲部门负责取水。", "乙部门负责排水。"])
    assert not fits_together("甲部门负责取水。乙部门负责供水。", ["甲部门负责取水。", "乙部门负责排水。"])


def test_both_sides_are_cut_at_the_same_differences():
    left, right = side_by_side("应当处三万元以下罚款。", "水利部门应当处二万元以下罚款。")
    assert [words for words, differs in left if differs] == ["三"]
    assert [words for words, differs in right if differs] == ["二"]


@given(st.text(max_size=120), st.text(max_size=120))
@settings(max_examples=150, deadline=None)
def test_cutting_loses_no_character_and_likeness_stays_within_its_bounds(one, other):
    left, right = side_by_side(one, other)
    assert "".join(words for words, _ in left) == one
    assert "".join(words for words, _ in right) == other
    assert 0 <= likeness(one, other) <= 1


@given(st.text(alphabet="甲乙丙，。；\n（一）12万", max_size=80))
@settings(max_examples=150, deadline=None)
def test_every_text_fits_itself(text):
    assert fit(text, text) is (Fit.WHOLE if plain(text) else Fit.NONE)


@pytest.mark.parametrize(
    ("quotation", "clause"),
    [
        ("处合同价款百分之零点五以上百分之一以下罚款", "处合同价款0.5%以上1%以下罚款。"),
        ("依照《中华人民共和国水渠法》处罚。", "依照《水渠法》处罚。"),
        ("依照《水渠条例》第五条（注：修订后为第六条）处罚。", "依照《水渠条例》第五条处罚。"),
    ],
)
def test_ways_of_writing_and_the_lists_own_notes_are_no_other_words(quotation, clause):
    assert fit(quotation, clause) is Fit.WRITING


def test_a_point_moved_is_another_number():
    assert fit("处合同价款百分之五以上罚款", "处合同价款0.5%以上罚款。") is Fit.NONE
