import pytest
from hypothesis import given
from hypothesis import strategies as st
from lezr_extract.read.recognition.wording import mended


@pytest.mark.parametrize(
    ("read", "right", "note"),
    [
        ("应当悬挂国徽:(一)各级人民政府;", "应当悬挂国徽：（一）各级人民政府；", "width"),
        ("处1,000元以上", "处1,000元以上", "a comma of a number"),
        ("比例为2.5：1", "比例为2.5：1", "a decimal point"),
        ("http://a.cn/b?c=1 (d)", "http://a.cn/b?c=1 (d)", "no Chinese beside it"),
        ("责令改正.逾期不改的", "责令改正。逾期不改的", "a full stop"),
        ("一.总则", "一.总则", "a point behind the numeral of a line is no full stop"),
        ("第-条 本法", "第一条 本法", "一 as a dash"),
        ("第十—条 本法", "第十一条 本法", "一 as a long dash"),
        ("第二+条 本法", "第二十条 本法", "十 as a plus"),
        ("（-）警告；", "（一）警告；", "一 between brackets"),
        ("2020-2030年", "2020-2030年", "a dash between years"),
        ("人五）各级人民法院；", "（五）各级人民法院；", "a bracket as 人"),
        ("依照《采砂管理办法〉处罚", "依照《采砂管理办法》处罚", "a title closed as it was opened"),
        ("《关于修改〈采砂办法〉的决定》", "《关于修改〈采砂办法〉的决定》", "a title inside a title"),
        ("水行政 主管 部门", "水行政主管部门", "blanks inside words"),
        ("第三条  本条例", "第三条  本条例", "the blank behind a number"),
        ("自2024 年1月 1 日起", "自2024年1月1日起", "blanks beside digits"),
        ("the river law", "the river law", "Latin words"),
    ],
)
def test_what_leaves_no_doubt_is_mended_and_the_rest_stays(read, right, note):
    assert mended(read).text == right, note


@pytest.mark.parametrize(
    ("read", "right", "note"),
    [
        (
            "第八条 甲。\n第儿条 乙。\n第十条 丙。",
            "第八条 甲。\n第九条 乙。\n第十条 丙。",
            "an odd character",
        ),
        (
            "第三十二条 甲。\n第二十三条 乙。\n第三十四条 丙。",
            "第三十二条 甲。\n第三十三条 乙。\n第三十四条 丙。",
            "a wrong numeral",
        ),
        (
            "（一）甲；\n（王）乙；\n（三）丙。",
            "（一）甲；\n（二）乙；\n（三）丙。",
            "an item between two others",
        ),
        ("（四）甲；\n全）乙；\n（六）丙。", "（四）甲；\n（五）乙；\n（六）丙。", "a lost bracket"),
        (
            "第八条 甲，依照本法\n第三条的规定。\n第九条 乙。\n第十条 丙。",
            "第八条 甲，依照本法\n第三条的规定。\n第九条 乙。\n第十条 丙。",
            "a citation at the beginning of a line",
        ),
        (
            "第八条 甲。\n第儿条 乙。\n第十一条 丙。",
            "第八条 甲。\n第儿条 乙。\n第十一条 丙。",
            "two numbers are free",
        ),
        ("第八条 甲。\n第儿条 乙。", "第八条 甲。\n第儿条 乙。", "nothing follows"),
        (
            "（一）甲；\n第二条 乙。\n（三）丙。",
            "（一）甲；\n第二条 乙。\n（三）丙。",
            "items of two articles say nothing of each other",
        ),
    ],
)
def test_a_number_is_mended_only_where_both_neighbours_make_it_certain(read, right, note):
    assert mended(read).text == right, note


def test_what_was_mended_leads_back_to_what_was_read():
    read = "第一条 水行政 主管部门:负责。\n第儿条 略.\n第三条 略."
    done = mended(read)
    back = dict.fromkeys(range(len(done.text)), 0)
    for at in back:
        to, source = max(step for step in done.steps if step[0] <= at)
        back[at] = source + at - to
    assert [
        read[back[done.text.index(words)]] for words in ("主管", "负责", "略。\n第三条", "第三条")
    ] == list("主负略第")


@given(st.text(alphabet="第一二十条（）()《》〈〉,.-+人 \n王章项；。9a", max_size=80))
def test_any_words_are_mended_without_a_line_more_or_less(words):
    done = mended(words)
    assert done.text.count("\n") == words.count("\n")
    assert all(0 <= source <= len(words) for _, source in done.steps)
    assert list(done.steps) == sorted(done.steps)
