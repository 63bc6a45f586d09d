"""The words of the file are shown beside the cleaned ones where cleaning changed them, and only there."""

import pytest
from lezr_extract.read.assemble import document
from lezr_extract.records import Span
from lezr_extract.text.original import original

WORDS = "第三条 违反规定倾倒垃圾的，由水务部门处罚。"
READINGS = "責(zé)任由水務(wù)部門(mén)承擔(dān)，并處(chǔ)罰款。"


def of(source, **more):
    made = document("a.txt", "text", source, **more)
    return original(made, Span(0, len(made.text))), made.text


@pytest.mark.parametrize(
    ("source", "changed", "note"),
    [
        (WORDS, False, "nothing to clean"),
        (f"\u3000\u3000{WORDS}\r\n\r\n  第四条 略。  \r\n", False, "indents and line ends"),
        (WORDS.replace("，", ","), True, "half-width punctuation"),
        ("第三条 由⻓江管理机构处罚。", True, "a radical in place of an ideograph"),
        ("第三条 由水務部門處罰，並責令改正違法行為。", True, "traditional script"),
        (READINGS, True, "readings behind the characters"),
        ("第三条 行政机关应当说明执法 依据，并告知当事人。", True, "a space inside a word"),
        ("第三条 由水\u200b务部门处罚。", False, "a sign that nobody sees"),
        ("第三条 由水\ue123务部门处罚。", True, "a sign of a private font"),
    ],
)
def test_a_change_of_words_shows_the_words_of_the_file(source, changed, note):
    words, text = of(source)
    assert bool(words) == changed, note
    if changed:
        assert words == source.strip(), note
        assert words != text


def test_marks_of_a_format_and_joined_lines_are_no_change_of_words():
    source = "**第三条** 由水务\n- 7 -\n部门处罚。"
    furniture = source.index("\n- 7")
    edits = [(0, 2, ""), (5, 7, ""), (furniture, source.index("部门"), "")]
    assert of(source, edits=edits) == ("", "第三条 由水务部门处罚。")


def test_only_the_words_asked_for_are_looked_at():
    made = document("a.txt", "text", "第三条 由⻓江管理机构处罚。\n第四条 略。")
    second = made.text.index("第四条")
    assert original(made, Span(second, len(made.text))) == ""
    assert original(made, Span(0, second)) == "第三条 由⻓江管理机构处罚。\n"
    assert original(made, Span(3, 3)) == ""
