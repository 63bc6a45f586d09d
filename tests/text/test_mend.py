import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lezr_extract.records import SourceMap
from lezr_extract.text import script
from lezr_extract.text.mend import mend

CASES = Path(__file__).parent.parent / "cases" / "copies.txt"
PIECES = [*"第一条罰鍰處為應當机关著於覆 ,;:.()（）12", "責(zé)", "號(hào)", "?qǐng)", "执法 依据，", "\n"]
HOSTILE = st.lists(st.sampled_from(PIECES), max_size=60).map("".join)


def cases():
    for block in CASES.read_text("utf-8").split("\n## ")[1:]:
        name, _, body = block.partition("\n")
        copy, _, text = body.strip("\n").partition("\n→\n")
        yield pytest.param(copy, text, id=name)


@pytest.mark.parametrize(("copy", "text"), list(cases()))
def test_a_copy_gets_the_words_back_that_it_was_made_from(copy, text):
    assert mend(copy).text == text


def test_a_text_in_good_order_comes_back_as_the_same_object():
    text = "第一条 为了加强河道采砂管理，制定本条例（草案）。\n第二条 罚款3.5万元。\n" * 50
    assert mend(text).text is text
    assert mend(text).steps == ()


def test_what_was_mended_is_counted_by_kind():
    counts = dict(mend("24號(hào)文件規定,執(zhí)法 依據(jù)應當公開。").counts)
    assert counts == {"readings": 3, "script": 7, "width": 1, "spaces": 1}


@given(HOSTILE)
def test_every_character_leads_back_to_the_one_that_it_was(source):
    mended = mend(source)
    way = SourceMap(mended.steps)
    for offset, character in enumerate(mended.text):
        before = source[way.source_offset(offset)]
        if character == "□":
            assert before in "?？□"
        elif before.isascii() or "\u3000" <= before <= "\u303f":
            assert character == before or character in "，；：。（）"
        else:
            assert len(script.simplified(before)) == 1
    assert len(mended.text) <= len(source)


@given(HOSTILE)
def test_mending_twice_changes_nothing_more(source):
    once = mend(source).text
    if not script.is_traditional(
        source
    ):  # a text may fall below the share of its script by losing its readings
        assert mend(once).text == mend(mend(once).text).text


@given(st.text(max_size=60))
def test_simplifying_keeps_the_length_of_any_text(text):
    assert len(script.simplified(text)) == len(text)


def test_words_of_another_jurisdiction_are_told_with_the_nearest_mainland_word():
    assert script.foreign_words("处三万元以上罚锾") == {"罚锾": "罚款"}
    assert script.foreign_words("处三万元以上罚款") == {}


def test_the_table_never_changes_a_length():
    table = script._table()
    for wrong, right in table["words"].items():
        assert len(wrong) == len(right), wrong
    for row in table["characters"]:
        assert len(row["from"]) == len(row["to"]) == 1
        assert all(row["from"] in word and len(word) > 1 for word in row.get("except", ())), row


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("責(zé)任 " * 40_000, "readings everywhere"),
        ("(" * 300_000 + "條", "brackets that never close"),
        (("执法 依" * 50_000) + "，。", "one line of spaces"),
        ("首" * 200_000 + "罰" * 100_000, "one line without a mark"),
        ("甲," * 150_000, "commas"),
        ("(甲" * 100_000, "brackets that open only"),
    ],
)
def test_hostile_texts_take_time_in_proportion_to_their_length(text, note):
    started = time.process_time()
    mend(text)
    assert time.process_time() - started < 3, note
