from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lezr_extract.read.pdf_columns import in_columns
from lezr_extract.read.pdf_words import Line

SIGNS = st.text("第一条水行政；。，（）1 ", min_size=1, max_size=30).filter(str.strip)
PARTS = st.tuples(
    SIGNS, st.integers(0, 500), st.integers(0, 780), st.booleans(), st.sampled_from((6, 12, 40))
)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.lists(PARTS, max_size=24), max_size=3))
def test_no_character_is_lost_or_doubled_wherever_the_parts_stand(drawn):
    pages = [
        [
            Line(words, x, x + len(words) * 8, y, y + height, parted=parted)
            for words, x, y, parted, height in page
        ]
        for page in drawn
    ]
    laid = in_columns(pages)
    assert len(laid) == len(pages)
    for before, after in zip(pages, laid, strict=True):
        given_, found = (
            Counter("".join(line.text for line in page).replace(" ", "")) for page in (before, after)
        )
        assert given_ == found
        assert not any(line.parted for line in after)


def column(left, *lines, top=100.0, size=12.0):
    return [
        Line(words, left, left + size * len(words), top + 20 * at, top + 20 * at + size)
        for at, words in enumerate(lines)
    ]


LEFT = ("水行政主管部门应当加强对河道采砂活动", "的监督管理工作，并且定期公布检查情况", "，接受社会监督。")
RIGHT = ("省人民政府应当组织编制全省的采砂规划", "，规划的期限为五年，期满以前应当修改", "，并报国务院备案。")


@pytest.mark.parametrize(
    ("left", "right", "gap", "columns", "note"),
    [
        (LEFT, RIGHT, 30, {1, 2}, "running text"),
        (LEFT, RIGHT, 200, {0}, "too far apart for two columns of one text"),
        (LEFT, ("五万元", "三万元", "二万元"), 30, {0}, "amounts beside a text"),
        (
            LEFT,
            ("（一）五万元；", "（二）三万元。"),
            30,
            {1, 2},
            "the end of a text, too short to fill its column",
        ),
        (
            ("河道采砂许可证", "采砂船舶登记表", "采砂作业日志"),
            ("省水利厅", "市水利局", "县水务局"),
            30,
            {0},
            "a list",
        ),
        (
            ("云岭省第一河道采砂有限责任公司", "青山县采砂厂", "白水乡采砂合作社"),
            ("罚款五万元并没收违法所得财物", "罚款", "没收违法所得"),
            60,
            {0},
            "long cells of unequal length",
        ),
    ],
)
def test_two_columns_are_two_running_texts(left, right, gap, columns, note):
    begin = 50 + 12 * max(map(len, left)) + gap
    (page,) = in_columns([[*column(50, *left), *column(begin, *right)]])
    assert {line.column for line in page} == columns, note


def test_a_page_with_few_lines_goes_by_the_other_pages():
    full = [*column(50, *LEFT * 5), *column(300, *RIGHT * 5)]
    few = [*column(50, "第九条 本办法自公布之日起施行。"), *column(300, "附件一")]
    laid = in_columns([full, full, few])
    assert [(line.column, line.text) for line in laid[2]] == [(1, few[0].text), (2, "附件一")]
