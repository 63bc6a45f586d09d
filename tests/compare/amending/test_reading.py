import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lezr_extract.compare.amending import is_amending, read_decision, target_of
from lezr_extract.pipeline.job.one_source import law_of
from lezr_extract.records import Document
from lezr_extract.vocabulary.addresses import cited_all

TITLE = "示范省人民代表大会常务委员会关于修改《示范省水渠条例》的决定"
OPENING = "示范省第一届人民代表大会常务委员会第一次会议决定对《示范省水渠条例》作如下修改："
CLOSING = (
    "本决定自2024年3月1日起施行。\n《示范省水渠条例》根据本决定作相应修改并对条文顺序作相应调整，重新公布。"
)


def decision(*entries, title=TITLE, opening=OPENING, closing=CLOSING):
    counted = [f"{'一二三四五六七八九十'[n]}、{words}" for n, words in enumerate(entries)]
    text = "\n".join([title, "2024年1月5日通过", opening, *counted, closing])
    law, _ = law_of(Document("决定.txt", "text", "", text))
    return law


def read(*entries, **more):
    return [
        (one.kind.value, cited_all(one.at), cited_all(one.to), one.old_words, one.new_words, one.text)
        for one in read_decision(decision(*entries, **more)).operations
    ]


@pytest.mark.parametrize(
    ("sentence", "expected", "note"),
    [
        (
            "将第五条修改为：“渠长由村民推选。”",
            [("replace", "第五条", "", "", "", "渠长由村民推选。")],
            "a whole article",
        ),
        (
            '第五条修改为："渠长由村民推选。"',
            [("replace", "第五条", "", "", "", "渠长由村民推选。")],
            "straight marks, no 将",
        ),
        (
            "将第五条第二款第三项修改为：“（三）闸门；”",
            [("replace", "第五条第二款第（三）项", "", "", "", "（三）闸门；")],
            "an item",
        ),
        (
            "将第七条改为第八条，修改为：“渠长由村民推选。”",
            [
                ("renumber", "第七条", "第八条", "", "", ""),
                ("replace", "第七条", "", "", "", "渠长由村民推选。"),
            ],
            "a new number and new words",
        ),
        (
            "将第七条改为第八条，第二款修改为：“甲。”\n第三款修改为：“乙。”",
            [
                ("renumber", "第七条", "第八条", "", "", ""),
                ("replace", "第七条第二款", "", "", "", "甲。"),
                ("replace", "第七条第三款", "", "", "", "乙。"),
            ],
            "the paragraphs of the sentences that follow are those of the article spoken of",
        ),
        ("删去第九条。", [("delete", "第九条", "", "", "", "")], "a whole article goes"),
        (
            "删去第三条第二款、第五条第一款第四项。",
            [
                ("delete", "第三条第二款", "", "", "", ""),
                ("delete", "第五条第一款第（四）项", "", "", "", ""),
            ],
            "paragraph and item go",
        ),
        (
            "将第十八条改为第十九条，删去第二款。",
            [("renumber", "第十八条", "第十九条", "", "", ""), ("delete", "第十八条第二款", "", "", "", "")],
            "both",
        ),
        ("增加一条，作为第三条：“甲。”", [("insert", "", "第三条", "", "", "甲。")], "a new article"),
        (
            "在第十二条后增加一条，作为第十二条之一：“甲。”",
            [("insert", "第十二条", "第十二条之一", "", "", "甲。")],
            "a new article between two",
        ),
        (
            "增加二条，分别作为第四条、第五条：\n“第四条　甲。\n“第五条　乙。”",
            [("insert", "", "第四条", "", "", "甲。"), ("insert", "第四条", "第五条", "", "", "乙。")],
            "two at once",
        ),
        (
            "第四十一条增加二款，作为第二款、第三款：“甲。\n“乙。”",
            [("insert", "第四十一条", "第四十一条第二款、第四十一条第三款", "", "", "甲。\n乙。")],
            "paragraphs; the quotation opens at each",
        ),
        (
            "第六条增加一款，作为第二款：“甲。”原第二款作为第三款，修改为：“乙。”",
            [
                ("insert", "第六条", "第六条第二款", "", "", "甲。"),
                ("renumber", "第六条第二款", "第六条第三款", "", "", ""),
                ("replace", "第六条第二款", "", "", "", "乙。"),
            ],
            "原第二款 keeps its old number as its name",
        ),
        (
            "第二十五条增加一项，作为第三项：“（三）甲；”，原第三项改为第四项。",
            [
                ("insert", "第二十五条", "第二十五条第（三）项", "", "", "（三）甲；"),
                ("renumber", "第二十五条第（三）项", "第二十五条第（四）项", "", "", ""),
            ],
            "an item goes in",
        ),
        (
            "将第三条、第五条第一款中的“水利局”修改为“水行政主管部门”。",
            [("words", "第三条、第五条第一款", "", "水利局", "水行政主管部门", "")],
            "words, in several places",
        ),
        (
            "将第三条第一款中的“甲地”修改为“乙地”，“丙地”修改为“丁地”。",
            [
                ("words", "第三条第一款", "", "甲地", "乙地", ""),
                ("words", "第三条第一款", "", "丙地", "丁地", ""),
            ],
            "the second pair belongs to the same place",
        ),
        (
            "在第三条、第四条中的“渠堤”后增加“、闸门”。",
            [("words", "第三条、第四条", "", "渠堤", "渠堤、闸门", "")],
            "words go in behind others",
        ),
        (
            "在第三条中的“渠堤”前增加“水渠、”。",
            [("words", "第三条", "", "渠堤", "水渠、渠堤", "")],
            "and before others",
        ),
        ("删去第三条中的“和乡镇”。", [("words", "第三条", "", "和乡镇", "", "")], "words go"),
        (
            "将第三条中的“和乡镇”删去。",
            [("words", "第三条", "", "和乡镇", "", "")],
            "words go, the verb last",
        ),
        (
            "将第六条、第八条第二款合并，作为第七条，修改为：“甲。”",
            [("merge", "第六条、第八条第二款", "第七条", "", "", "甲。")],
            "a merger",
        ),
        (
            "增加一章，作为第三章，章名为“渠长”。",
            [("heading", "", "第三章", "", "", "")],
            "a chapter; its late title is shown as words",
        ),
        ("将第四章章名修改为“渠堤”。", [("heading", "第四章", "", "", "", "渠堤")], "the name of a chapter"),
        (
            "将第二百条至第二百零三条改为第二百零一条至第二百零四条。",
            [
                (
                    "renumber",
                    f"第二百{'零' if n else ''}{'一二三'[n - 1] if n else ''}条",
                    f"第二百零{'一二三四'[n]}条",
                    "",
                    "",
                    "",
                )
                for n in range(4)
            ],
            "a range moves",
        ),
        (
            "将本条例中的“水利局”统一修改为“水行政主管部门”。",
            [("words", "", "", "水利局", "水行政主管部门", "")],
            "the whole text",
        ),
    ],
)
def test_a_sentence_of_a_decision_is_read(sentence, expected, note):
    found = read(sentence)
    if "late title" in note:
        found = [one for one in found if one[0] == "heading"]
    assert found == expected, note


def test_what_cannot_be_read_is_shown_with_its_words_and_not_dropped():
    (one,) = read_decision(decision("附图按照新的渠线重新绘制。")).operations
    assert (one.kind.value, one.words) == ("unread", "附图按照新的渠线重新绘制")


def test_opening_and_closing_sentences_are_no_operations():
    assert read() == []


def test_every_operation_stands_at_its_words_in_the_decision():
    law = decision("将第五条修改为：“渠长由村民推选。”", "删去第九条。")
    for one in read_decision(law).operations:
        assert one.span.of(law.text) == one.words
        assert one.words.strip("。")


@pytest.mark.parametrize(
    ("title", "amends", "target", "note"),
    [
        (
            "全国人民代表大会常务委员会关于修改《中华人民共和国示范法》的决定",
            True,
            "中华人民共和国示范法",
            "one law",
        ),
        (
            "示范省人大常委会关于修改〈示范省水渠条例〉等八件地方性法规的决定",
            True,
            "",
            "many: each entry names its own",
        ),
        ("国务院关于废止和修改部分行政法规的决定", True, "", "many without a name"),
        ("中华人民共和国刑法修正案（二）", True, "中华人民共和国刑法", "the criminal code"),
        ("示范省水渠条例", False, "", "a law"),
        ("关于加强水渠管理的决定", False, "", "a decision that makes rules of its own"),
    ],
)
def test_the_title_says_what_is_amended(title, amends, target, note):
    assert is_amending(title) is amends, note
    assert not amends or target_of(title) == target, note


def test_a_decision_on_many_laws_says_for_each_operation_which():
    law = decision(
        "对《示范省水渠条例》作出修改\n（一）删去第五条。\n（二）将第六条中的“甲地”修改为“乙地”。",
        "对《示范省茶园条例》作出修改\n（一）将第二条修改为：“茶园应当登记。”",
        "将《示范省灯塔条例》第三条第一款中的“丙地”修改为“丁地”。",
        title="示范省人民代表大会常务委员会关于修改《示范省水渠条例》等三件地方性法规的决定",
        opening="示范省人民代表大会常务委员会会议决定：",
    )
    assert [(one.law, one.entry, cited_all(one.at)) for one in read_decision(law).operations] == [
        ("示范省水渠条例", "一（一）", "第五条"),
        ("示范省水渠条例", "一（二）", "第六条"),
        ("示范省茶园条例", "二（一）", "第二条"),
        ("示范省灯塔条例", "三", "第三条第一款"),
    ]


def test_one_sentence_may_change_words_in_several_laws():
    law = decision(
        "将《示范省水渠条例》第三条、第五条第一款和《示范省茶园条例》第二条中的“水利局”修改为“水行政主管部门”。",
        "将下列地方性法规中的“质监局”修改为“市场监管部门”：\n（一）《示范省灯塔条例》第三条、第四条；\n（二）《示范省油坊条例》第六条。",
        "删去《示范省竹筏条例》第八条。",
        title="示范省人民代表大会常务委员会关于修改部分地方性法规的决定",
        opening="示范省人民代表大会常务委员会会议决定：",
    )
    assert [
        (one.kind.value, one.law, cited_all(one.at), one.old_words) for one in read_decision(law).operations
    ] == [
        ("words", "示范省水渠条例", "第三条、第五条第一款", "水利局"),
        ("words", "示范省茶园条例", "第二条", "水利局"),
        ("words", "示范省灯塔条例", "第三条、第四条", "质监局"),
        ("words", "示范省油坊条例", "第六条", "质监局"),
        ("delete", "示范省竹筏条例", "第八条", ""),
    ]


def test_words_of_listed_laws_without_a_list_are_shown_and_carried_out_on_none():
    law = decision("将下列地方性法规中的“质监局”修改为“市场监管部门”。", "删去第八条。")
    assert [one.kind.value for one in read_decision(law).operations] == ["unread", "delete"]


def test_a_repealing_decision_names_every_law_that_it_ends():
    law = decision(
        "废止《示范省竹筏条例》（1994年7月22日通过）。",
        "《示范省石灰窑办法》、《示范省油坊办法》予以废止。",
        title="示范省人民代表大会常务委员会关于废止部分地方性法规的决定",
        opening="示范省人民代表大会常务委员会会议决定：",
        closing="本决定自公布之日起施行。",
    )
    assert [(one.kind.value, one.law) for one in read_decision(law).operations] == [
        ("repeal", "示范省竹筏条例"),
        ("repeal", "示范省石灰窑办法"),
        ("repeal", "示范省油坊办法"),
    ]


@pytest.mark.parametrize(
    ("quotation", "words", "note"),
    [
        ("“甲。\n“乙。”", "甲。\n乙。", "opened at every paragraph, closed once"),
        ("“甲。\n乙。”", "甲。\n乙。", "not opened at the second paragraph"),
        ('"甲。\n"乙。"', "甲。\n乙。", "straight marks"),
        ("“甲：\n“（一）乙；\n“（二）丙。”", "甲：\n（一）乙；\n（二）丙。", "with items"),
        ("“称为‘示范渔港’。”", "称为‘示范渔港’。", "a quotation inside"),
        ("“称为“示范渔港”的水面。”", "称为“示范渔港”的水面。", "a quotation inside in the same marks"),
        ("“甲。\n“乙。", "甲。\n乙。", "never closed"),
        ("甲。", "甲。", "without any marks"),
    ],
)
def test_quoted_words_come_out_whole_however_they_are_marked(quotation, words, note):
    found = read(f"将第五条修改为：{quotation}", "删去第九条。")
    assert found == [("replace", "第五条", "", "", "", words), ("delete", "第九条", "", "", "", "")], note


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet='将第一二三条款项修改为增加删去作合并“”"：，。；\n（）《》、水渠', max_size=120))
def test_whatever_a_decision_says_no_character_of_it_is_lost(words):
    law, _ = law_of(Document("决定.txt", "text", "", f"{TITLE}\n一、将第五条删去。\n二、{words}"))
    if law is None:
        return
    found = read_decision(law).operations
    assert found[0].words
    covered = set()
    for one in found:
        assert one.span.of(law.text) == one.words
        covered |= set(range(*one.span))
    body = range(law.articles[0].span.start, law.articles[-1].span.end)
    lost = "".join(law.text[at] for at in body if at not in covered)
    # What is left are signs, labels of entries and sentences that change nothing.
    assert not any(word in lost.replace("作如下修改", "") for word in ("删去第", "合并第"))


@pytest.mark.parametrize(
    ("words", "note"),
    [
        ("“甲”" * 4_000, "quotations side by side"),
        ("“" * 20_000, "marks that never close"),
        ("第一条第二款、" * 6_000, "an endless list of places"),
        ("将" * 20_000, "an endless beginning"),
        ("《" * 20_000, "titles that never close"),
        ("第一条至第九千条、" * 400 + "删去", "huge ranges"),
        ("水渠归集体所有" * 5_000, "words that say nothing"),
        ("增加一条，作为第一条：" * 2_000, "insertions of nothing"),
    ],
)
def test_hostile_decisions_take_time_in_proportion_to_their_length(words, note):
    law, _ = law_of(Document("决定.txt", "text", "", f"{TITLE}\n一、{words}"))
    read_decision(decision("删去第五条。"))  # what is put together once is not counted
    started = time.process_time()
    read_decision(law)
    assert time.process_time() - started < 3, note
