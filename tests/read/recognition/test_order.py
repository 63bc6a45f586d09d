from lezr_extract.read.recognition.order import in_order
from lezr_extract.read.recognition.words import Words


def line(text, left, top, right=None, size=12):
    return Words(text, left, top, right or left + size * len(text), top + size, 1.0)


def words(*found):
    return [one.text for one in in_order(found)]


def test_lines_come_from_top_to_bottom_whatever_their_order():
    assert words(line("丙", 50, 90), line("甲", 50, 10), line("乙", 50, 50)) == ["甲", "乙", "丙"]


def test_parts_of_one_row_are_one_line_with_a_blank_where_the_gap_is_wide():
    assert words(line("为了加强", 110, 11), line("第一条", 50, 10)) == ["第一条 为了加强"]
    assert words(line("管理", 98, 11), line("为了加强", 50, 10)) == ["为了加强管理"]


def test_characters_set_apart_become_lines():
    apart = [
        line(sign, 50 + 12 * at, 10 + 20 * row)
        for row, text in enumerate(("第一条略", "第二条略"))
        for at, sign in enumerate(text)
    ]
    assert words(*apart) == ["第一条略", "第二条略"]


def test_two_columns_are_read_one_after_the_other_below_a_title_over_both():
    left = [line(f"左{at}" + "字" * 15, 50, 40 + 20 * at) for at in range(9)]
    right = [line(f"右{at}" + "字" * 15, 300, 40 + 20 * at) for at in range(9)]
    mixed = [one for pair in zip(left, right, strict=True) for one in pair]
    found = words(line("云岭省河道采砂管理条例全文", 200, 10), *mixed)
    assert [text[:2] for text in found] == [
        "云岭",
        *(f"左{at}" for at in range(9)),
        *(f"右{at}" for at in range(9)),
    ]


def test_short_words_beside_a_wide_gap_are_no_columns():
    rows = [
        one for at in range(10) for one in (line(f"罚款{at}", 50, 20 * at), line(f"{at}万元", 400, 20 * at))
    ]
    assert words(*rows)[0] == "罚款0 0万元"
