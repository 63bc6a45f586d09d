"""Several laws in one file, and texts that make no rule."""

import pytest
from lezr_extract.records import Document, SourceMap
from lezr_extract.structure import apart, build_law

FIRST = "云岭省河道条例\n第一条 为了保护河道，制定本条例。\n第二条 本条例自2030年1月1日起施行。\n"
SECOND = "云岭省采砂办法\n（2031年2月3日云岭省人民政府令第9号公布）\n第一条 采砂应当取得许可。\n第二条 本办法自2031年3月1日起施行。\n"


def document(text, **known):
    return Document("汇编.txt", "text", "0", text, **known)


def test_two_laws_glued_into_one_file_become_two_each_with_its_way_back():
    source = "\u200b" + FIRST + SECOND
    parts = apart(
        document(FIRST + SECOND, source_text=source, source_map=SourceMap(((0, 1),)), facts={"title": "甲"})
    )
    assert [part.file for part in parts] == ["汇编.txt", "汇编.txt#2"]
    assert [build_law(part)[0].title for part in parts] == ["云岭省河道条例", "云岭省采砂办法"]
    assert [part.facts for part in parts] == [{"title": "甲"}, {}]
    for part in parts:
        assert all(source[part.source_map.source_offset(at)] == sign for at, sign in enumerate(part.text))


@pytest.mark.parametrize(
    ("text", "note"),
    [
        (FIRST, "one law"),
        (FIRST + "附件：\n" + SECOND, "an annex stays with its law"),
        (
            FIRST.replace("第二条 本条例自2030年1月1日起施行。", "第二条 保护河道。") + SECOND,
            "the first has not ended",
        ),
        (FIRST + "第一条 采砂应当取得许可。\n", "no title of its own"),
    ],
)
def test_what_is_not_surely_glued_stays_whole(text, note):
    given = document(text)
    assert apart(given) == (given,), note


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("浅谈河道执法\n一、现状\n执法不严。\n二、对策\n加强执法。\n", "文章、论文"),
        ("河道执法中存在的问题及对策\n一、现状\n执法不严。\n二、对策\n加强执法。\n", "文章、论文"),
        ("各县人民政府：\n现将检查情况通报如下：\n一、基本情况\n较好。\n二、问题\n不少。\n", "“通报如下”"),
        ("关于采砂问题的批复\n一、同意采砂。\n二、请遵照执行。\n", "批复"),
    ],
)
def test_a_text_that_makes_no_rule_is_no_law_and_says_by_which_words(text, reason):
    law, (problem,) = build_law(document(text))
    assert law is None
    assert problem.code == "no-law"
    assert reason in problem.cause


def test_a_notice_that_sets_rules_is_a_law_of_the_rank_of_its_number():
    text = "云政办〔2015〕24号\n云岭省人民政府办公厅关于河道管理的通知\n各县人民政府：\n现将有关事项通知如下：\n一、采砂应当取得许可。\n二、违者处罚。\n"
    law, _ = build_law(document(text))
    assert (law.document_number, law.rank.value, len(law.articles)) == ("云政办〔2015〕24号", "规范性文件", 2)


def test_a_number_printed_with_a_character_that_looks_alike_is_read_and_told():
    law, problems = build_law(document(FIRST.replace("第二条", "笫二条")))
    assert [article.number for article in law.articles] == ["第一条", "第二条"]
    assert [(one.code, one.place, one.severity.value) for one in problems] == [
        ("misprinted-number", "第二条", "doubt")
    ]
