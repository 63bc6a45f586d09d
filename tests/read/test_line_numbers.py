"""A text file has lines: every word leads back to the one on which any program shows it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lezr_extract.read.assemble import document
from lezr_extract.read.source import RefusedError
from lezr_extract.records import SourceMap
from lezr_extract.structure import apart

STATUTE = "云岭省河道条例\n\n\n第一条 为了保护河道，制定本条例。\n\n第二条\n本条例自2030年1月1日起施行。\n"
OTHER = "云岭省采砂办法\n第一条 采砂应当取得许可。\n第二条 本办法自2031年3月1日起施行。\n"


def line_of(made, words):
    return made.source_map.line(made.text.index(words), made.text)


@pytest.mark.parametrize(
    ("name", "content", "wanted", "note"),
    [
        ("a.txt", STATUTE, {"云岭": 1, "第一条": 4, "第二条": 6, "本条例自": 7}, "empty lines and a joint"),
        ("a.txt", STATUTE.replace("\n", "\r\n"), {"第一条": 4, "本条例自": 7}, "line ends of Windows"),
        ("a.md", "---\ntitle: 甲\n---\n\n# 云岭省河道条例\n\n<!-- 注 -->\n**第一条** 略。\n", {"第一条": 8}, "front matter"),
        ("a.md", "# 云岭省河道条例\n第一条 甲<br>乙。\n第二条 略。\n", {"乙。": 2, "第二条": 3}, "a break that the file writes as a sign"),
    ],
)  # fmt: skip
def test_words_of_a_text_file_lead_to_its_line(document_of, name, content, wanted, note):
    made = document_of(name, content)
    assert {words: line_of(made, words) for words in wanted} == wanted, note


@given(
    st.lists(
        st.sampled_from(["甲乙", "\n", "\r\n", "  ", "\u3000", "第一条", "\u200b", "。", "<b>"]), max_size=30
    )
)
def test_whatever_is_cleaned_every_character_keeps_its_line(pieces):
    source = "首" + "".join(pieces)
    try:
        made = document("a.txt", "text", source, counts_lines=True)
    except RefusedError:
        return
    way = made.source_map
    for at, sign in enumerate(made.text):
        if not sign.isspace():
            assert way.line(at, made.text) == source.count("\n", 0, way.source_offset(at)) + 1


def test_a_law_glued_behind_another_keeps_its_lines():
    glued = document("a.txt", "text", STATUTE + "\n" + OTHER, counts_lines=True)
    first, second = apart(glued)
    assert (line_of(first, "第一条"), line_of(second, "云岭省采砂"), line_of(second, "第二条")) == (4, 9, 11)


def test_a_file_that_is_no_text_has_no_lines(document_of, build):
    assert document_of("a.docx", build.word()).source_map.lines == ()
    assert SourceMap().line(3, "甲乙丙丁") is None
