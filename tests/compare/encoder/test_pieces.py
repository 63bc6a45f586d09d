"""Words are cut into the likeliest pieces, and two articles laid into one row."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lezr_extract.compare.encoder.pair import Article, joined
from lezr_extract.compare.encoder.pieces import BEGINS, ENDS, UNKNOWN, Pieces

SCORES = {
    "<s>": 0.0,
    "<pad>": 0.0,
    "</s>": 0.0,
    "<unk>": 0.0,
    "▁": -3.0,
    "未": -5.0,
    "取得": -4.0,
    "未取": -9.0,
}
SCORES |= {"得": -6.0, "取": -6.0, "许可": -4.0, "许可证": -5.0, "证": -4.0, ":": -3.0, ",": -3.0, "1": -4.0}
PIECES = Pieces(SCORES)
WORDS = list(SCORES)


def cut(text):
    return [WORDS[n] for n in PIECES.numbers(text)]


@pytest.mark.parametrize(
    ("text", "pieces", "note"),
    [
        ("未取得", ["▁", "未", "取得"], "the likeliest cut, not the longest first piece"),
        ("许可证", ["▁", "许可证"], "one piece is likelier than the two that make it up"),
        ("未，证", ["▁", "未", ",", "证"], "full width is made half"),
        ("证 证", ["▁", "证", "▁", "证"], "a space begins a new word"),
        ("未龘龘证", ["▁", "未", "<unk>", "证"], "several unknown characters in a row are one"),
        ("龘", ["▁", "<unk>"], "nothing but the unknown"),
        ("", ["▁"], "nothing at all"),
        ("①", ["▁", "1"], "a number in a ring is that number"),
    ],
)
def test_text_is_cut_into_the_likeliest_pieces(text, pieces, note):
    assert cut(text) == pieces, note


@given(st.lists(st.sampled_from((*WORDS[5:], " ")), max_size=30).map("".join))
def test_known_pieces_put_together_are_the_text_again(text):
    assert "".join(cut(text)) == "▁" + text.replace(" ", "▁")


@given(st.text(max_size=80))
def test_no_text_is_too_strange_to_be_cut(text):
    assert all(0 <= n < len(WORDS) for n in PIECES.numbers(text))


def test_a_title_stands_before_its_article_and_lines_do_not_count():
    assert [WORDS[n] for n in Article("许可", "未\n取得").numbers(PIECES)] == [
        "▁",
        "许可",
        ":",
        "▁",
        "未",
        "取得",
    ]


def test_what_an_article_cites_stands_behind_its_words():
    plain = Article("许可", "未取得").numbers(PIECES)
    cited = Article("许可", "未取得", ("许可", "未取得")).numbers(PIECES)
    assert cited[: len(plain)] == plain
    assert "".join(WORDS[n] for n in cited[len(plain) :]).endswith("许可▁未取得")
    long = Article("许可", "未取得", ("许可" * 400, "未" * 400, "取得" * 400)).numbers(PIECES)
    assert len(long) < 260  # so much is read of all that is cited, and of each no more than a half
    assert WORDS.index("未") in long[len(plain) :]


@given(st.integers(0, 40), st.integers(0, 40), st.integers(4, 60))
def test_a_row_holds_both_articles_between_marks_and_is_never_too_long(a, b, longest):
    one, other = [UNKNOWN + 1] * a, [UNKNOWN + 2] * b
    row = joined(one, other, longest)
    assert len(row) == min(
        a + b + 4, longest - (longest - 4) % 2 if min(a, b) >= (longest - 4) // 2 else longest
    )
    assert row[0] == BEGINS
    assert row.count(ENDS) == 3
    assert row[-1] == ENDS
    assert (row.count(UNKNOWN + 1), row.count(UNKNOWN + 2)) == (
        row.index(ENDS) - 1,
        len(row) - row.index(ENDS) - 3,
    )


def test_of_a_short_and_a_long_article_only_the_long_one_loses_its_end():
    row = joined([10, 11], list(range(20, 40)), 12)
    assert row == [BEGINS, 10, 11, ENDS, ENDS, 20, 21, 22, 23, 24, 25, ENDS]
