import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lezr_extract.errors import UnreadableError
from lezr_extract.records import SourceMap
from lezr_extract.text import clean as module
from lezr_extract.text.clean import clean, compose, edit, offset_after

MESSY = st.text(
    st.sampled_from(
        list("第一条为了，。2.5 \t\n\r\u3000\u00a0\u2009\u200b\ufeff\ue010\ue493⻔⺠\u2028\x00\ud800a")
    ),
    max_size=60,
)


@pytest.mark.parametrize(
    ("source", "cleaned", "note"),
    [
        ("第一条 为了。\n\n第二条 本法。", "第一条 为了。\n\n第二条 本法。", "clean text"),
        ("第一条\r\n第二条\r第三条", "第一条\n第二条\n第三条", "line ends of three systems"),
        ("　　第一条　为了。 　", "第一条 为了。", "indent, ideographic space, blanks at the end"),
        ("\u200b\ufeff第一\u200b条", "第一条", "invisible characters"),
        ("\u200b\n　\u200b　第一条", "\n第一条", "an indent mixed with invisible characters"),
        ("第\u00a0一\u2003条", "第 一 条", "blanks of other widths"),
        ("⼈⺠法院⻔", "人民法院门", "radicals in place of ideographs"),
        ("不低于2\ue0105米", "不低于2.5米", "the private decimal point must not vanish"),
        ("2\ue4935米", "2□5米", "an unknown sign between digits stays visible"),
        ("备案\ue723\n（一）", "备案\n（一）", "a private sign at the end of a line is decoration"),
        ("权利。\ue493\ue493", "权利。", "and at the end of the text"),
        ("2\u200b\ue0105米", "2.5米", "also behind an invisible character"),
        ("甲\ue0ff乙", "甲□乙", "inside a word it may be a lost character"),
        ("总汞 0.\u20090005", "总汞 0.0005", "a number torn by a thin space"),
        ("第一条\t为了", "第一条\t为了", "a tab parts cells and stays"),
        ("行\u2028行\x0b行\x0c行", "行\n行\n行\n行", "other signs of a line break"),
        ("逃跑、**的；", "逃跑、**的；", "marks that are no white space are not for this pass"),
        ("", "", "nothing"),
    ],
)
def test_cleaning_mends_white_space_and_never_a_word(source, cleaned, note):
    assert clean(source).text == cleaned, note


def test_a_clean_text_comes_back_as_the_same_object_without_steps():
    text = "第一条 为了。\n第二条 本法。\n" * 50
    assert clean(text).text is text
    assert clean(text).steps == ()


def test_a_change_that_keeps_every_length_still_says_that_there_was_one():
    assert clean("第一条　为了").steps == ((0, 0),)


@given(MESSY)
def test_every_character_leads_back_to_where_it_came_from(source):
    cleaned = clean(source)
    way = SourceMap(cleaned.steps)
    for offset, character in enumerate(cleaned.text):
        before = source[way.source_offset(offset)]
        assert (
            character == before or character == module._SAME_LENGTH.get(before) or before in "\r\ue010\ue493"
        ), (
            offset,
            character,
            before,
        )


@given(MESSY)
def test_cleaning_twice_changes_nothing_more(source):
    once = clean(source).text
    assert clean(once).text == once


@given(st.text(max_size=80))
def test_no_text_makes_cleaning_raise_or_lose_an_ideograph(text):
    def ideographs(words):
        return [c for c in words if "\u4e00" <= c <= "\u9fff"]

    kept = ideographs(clean(text).text)
    assert [c for c in ideographs(text) if c not in kept] == []


@st.composite
def edits_of(draw, length):
    ends = sorted(draw(st.lists(st.integers(0, length), max_size=8, unique=True)))
    pairs = list(zip(ends[::2], ends[1::2], strict=False))
    return [(start, end, draw(st.sampled_from(["", "x", "yz"]))) for start, end in pairs]


@given(st.data())
def test_two_passes_composed_lead_back_like_one_after_the_other(data):
    source = "".join(chr(0x4E00 + i) for i in range(30))
    first = edit(source, data.draw(edits_of(30)))
    second = edit(first.text, data.draw(edits_of(len(first.text))))
    both = SourceMap(compose(second.steps, first.steps))
    one, other = SourceMap(second.steps), SourceMap(first.steps)
    for offset, character in enumerate(second.text):
        if character not in "xyz":
            assert both.source_offset(offset) == other.source_offset(one.source_offset(offset))
            assert source[both.source_offset(offset)] == character


@given(st.data())
def test_a_kept_character_is_found_again_in_the_text_after(data):
    source = "".join(chr(0x4E00 + i) for i in range(30))
    done = edit(source, data.draw(edits_of(30)))
    for offset, character in enumerate(source):
        if character in done.text:
            assert done.text[offset_after(done.steps, offset)] == character
        assert 0 <= offset_after(done.steps, offset) <= len(done.text)


def test_more_places_to_mend_than_any_document_has_is_refused(monkeypatch):
    monkeypatch.setattr(module, "MAX_EDITS", 10)
    with pytest.raises(UnreadableError, match="过多"):
        clean("条\u200b" * 20)


@pytest.mark.parametrize(
    ("text", "note"),
    [
        (" " * 300_000 + "条", "one long run of blanks"),
        (("条" + " " * 50) * 6_000, "many runs that do not end a line"),
        ("\r" * 300_000 + "条", "returns alone"),
        ("\ue000" * 300_000, "private signs"),
    ],
)
def test_hostile_runs_take_time_in_proportion_to_their_length(text, note):
    started = time.process_time()
    clean(text)
    assert time.process_time() - started < 2, note
