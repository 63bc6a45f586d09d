"""Several laws in one file, and texts that make no rule."""

import pytest
from lezr_extract.records import Document, SourceMap, Span, Table
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


NOTICE = (
    "云岭省水利厅关于印发《采砂管理规定》和《采砂船舶检验标准（试行）》的通知\n现印发给你们。\n2031年2月3日\n"
)
SAND = "采砂管理规定\n为了加强管理，规定如下：\n一、采砂应当取得许可。\n二、采砂应当缴费。\n"
SHIPS = "采砂船舶检验标准（试行）\n一、船舶应当登记。\n二、船舶每年检验一次。\n"


def test_texts_that_a_notice_names_are_taken_apart_though_they_only_count():
    given = document(NOTICE + SAND + SHIPS, facts={"title": "甲", "document_number": "云水〔2031〕2号"})
    parts = apart(given)
    assert [part.text[:6] for part in parts] == ["云岭省水利厅", "采砂船舶检验"]
    assert parts[1].facts == {"document_number": "云水〔2031〕2号"}
    laws = [build_law(part)[0] for part in parts]
    assert [(len(law.articles), law.annexes) for law in laws] == [(2, ()), (2, ())]
    assert laws[1].title == "采砂船舶检验标准（试行）"


def test_a_title_broken_over_two_lines_is_still_the_one_that_was_named():
    parts = apart(document(NOTICE + SAND + SHIPS.replace("检验标准", "\n检验标准", 1)))
    assert [part.text[:4] for part in parts] == ["云岭省水", "采砂船舶"]


@pytest.mark.parametrize(
    ("text", "note"),
    [
        (NOTICE + SAND + "一、船舶应当登记。\n", "the second title does not stand"),
        (NOTICE + SAND + SHIPS.replace("采砂船舶", "渡口船舶"), "another title than was named"),
        (NOTICE + "附件1\n" + SAND + "附件2\n" + SHIPS, "annexes stay"),
        (NOTICE + SAND + "三、依照《采砂船舶检验标准（试行）》检验。\n", "a title inside a sentence"),
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


ROWS = (("一、无证采砂", "处一万元罚款"), ("二、超量采砂", "处二万元罚款"))


def with_table(before, after=""):
    rows = "\n".join("\t".join(row) for row in ROWS * 5)
    text = f"{before}\n{rows}\n{after}"
    start = len(before) + 1
    return document(text, tables=(Table(ROWS * 5, Span(start, start + len(rows))),))


@pytest.mark.parametrize(
    ("given", "words", "note"),
    [
        (with_table("采砂裁量表"), "几乎全是表格（1张、10行）", "all numbers stand in the table"),
        (
            with_table("采砂裁量表\n目录\n一、无证采砂..........1\n二、超量采砂..........2"),
            "几乎全是表格",
            "or in its contents",
        ),
        (
            with_table("采砂裁量的通知\n一、适用下表。\n二、请遵照执行。"),
            "",
            "a notice with numbers of its own",
        ),
        (
            document("中华人民共和国国家标准\nGB 18483—2001\n采砂机械\n1 范围\n本标准适用于采砂。\n"),
            "技术标准",
            "a standard",
        ),
        (
            document("采砂管理办法\n一、执行GB 18483—2001。\n二、自公布之日起施行。\n"),
            "",
            "one that names a standard in a rule",
        ),
        (
            document("水利厅关于印发采砂应急预案的函\n采砂应急预案\n一、先报告。\n二、后处置。\n"),
            "",
            "a letter that brings rules",
        ),
        (document("水利厅关于采砂问题的函\n一、同意。\n二、请照办。\n"), "标题表明", "a letter"),
    ],
)
def test_tables_and_standards_are_no_law_and_say_so(given, words, note):
    law, problems = build_law(given)
    assert (law is None) is bool(words), note
    assert not words or words in problems[0].cause, note


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
