"""The tree: what each golden case draws, that no character is lost, that nothing makes it fail."""

import re
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from lezr_extract.records import Document, Item, Law, Span, Table
from lezr_extract.structure import build_law
from tests.structure.drawing import drawn

CASES = sorted((Path(__file__).parent.parent / "cases" / "structure").glob("*.txt"))


def document(text: str, file: str = "法规.txt", **known: object) -> Document:
    return Document(file=file, format="text", sha256="0", text=text, **known)  # type: ignore[arg-type]


def law_of(text: str, file: str = "法规.txt", **known: object) -> Law:
    law, _ = build_law(document(text, file, **known))
    assert law is not None
    return law


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_each_case_gives_the_tree_that_is_drawn_below_its_text(case):
    text, _, expected = case.read_text("utf-8").partition("====\n")
    law, problems = build_law(document(text, case.name))
    assert drawn(law, problems) == expected


def spans_of(items: tuple[Item, ...]) -> list[Span]:
    return [span for item in items for span in (item.text_span, *spans_of(item.items))]


def check_covering(law: Law) -> None:
    """Parts cover the text; words of 款 and 项 with their marks cover the article; every span says its words."""
    text = law.text
    assert "".join(part.span.of(text) for part in law.parts) == text
    previous = 0
    for article in law.articles:
        assert article.span.start >= previous
        previous = article.span.end
        assert article.span.holds(article.text_span)
        assert article.text == article.text_span.of(text)
        covered = [False] * (article.text_span.end - article.text_span.start)
        for paragraph in article.paragraphs:
            assert article.text_span.holds(paragraph.span)
            assert paragraph.text == paragraph.text_span.of(text)
            for i in range(paragraph.span.start, paragraph.span.end):
                covered[i - article.text_span.start] = True
            for item in paragraph.items:
                assert paragraph.span.holds(item.span)
                assert item.text == item.text_span.of(text)
            if paragraph.tail_span is not None:
                assert paragraph.tail == paragraph.tail_span.of(text)
        left = [text[i + article.text_span.start] for i, done in enumerate(covered) if not done]
        uncovered = re.sub(
            r"【[^】]*】|\[[^\]]*\]|〔[^〕]*〕", "", "".join(left)
        )  # captions are no words of the law
        assert uncovered.strip(" \n\t\u3000-=_*—\xa0") == ""
        assert [p.number for p in article.paragraphs] == list(range(1, len(article.paragraphs) + 1))


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_text_to_tree_to_text_loses_no_character(case):
    text, _, _ = case.read_text("utf-8").partition("====\n")
    check_covering(law_of(text))


LINES = st.sampled_from(
    [
        "第一条 甲应当登记。", "第二条 乙不得占用，", "第二条", "第三条（一）甲；（二）乙；", "第一条之一 丙。",
        "第十条规定的丁", "第一章 总则", "第二节 检查", "第一编　总则", "附则", "目录", "（一）项；", "(二)项。",
        "1.目；", "１．目", "①小目", "一、", "二、决定如下：", "三、施行。", "附件：", "附表一 税率", "2020年1月2日",
        "示范办法", "（2019年3月4日示范部令第5号公布）", "处罚。", "“第三条 引文", "引文完。”", "----", "甲\t乙",
        "　　第四条　空白", "【标题】", "第九章", "第条", "（）", "第一百二十三条之二", "3、", "a)字母", "第5条 五。",
    ]
)  # fmt: skip


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(LINES, max_size=25),
    st.lists(st.sampled_from(["\n", "\n\n", "\n  \n", " ", ""]), min_size=25, max_size=25),
)
@example(["第一条 甲。", "第一条 乙。", "附件：", "第二条 丙。"], ["\n"] * 25)
def test_shuffled_marks_never_raise_and_lose_no_character(lines, breaks):
    text = "".join(line + gap for line, gap in zip(lines, breaks, strict=False))
    law, problems = build_law(document(text))
    if law is None:
        assert problems
    else:
        check_covering(law)


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="第一二十条章节款（）()、.。；：\n\t　 0１①附件目录法“”甲", max_size=120))
def test_any_characters_give_a_law_or_a_reason(text):
    law, problems = build_law(document(text))
    if law is None:
        assert [one.code for one in problems] == ["no-law"]
    else:
        check_covering(law)


def test_headings_that_the_source_marks_are_used_where_the_number_is_lost():
    text = "示范条例\n第一条 甲。\n河道（湖泊）管理\n第二条 乙。\n"
    law = law_of(text, marked_headings=((0, 1), (text.index("河道"), 2)))
    assert [heading.title for heading in law.headings] == []  # brackets: could be words of the article
    law = law_of(text.replace("（湖泊）", "湖泊"), marked_headings=((0, 1), (text.index("河道"), 2)))
    assert [heading.title for heading in law.headings] == ["河道湖泊管理"]


def test_the_same_text_is_the_same_law_and_another_version_is_not():
    text = "示范条例\n（2019年1月1日示范省人民代表大会常务委员会第一次会议通过）\n第一条 甲。\n"
    assert law_of(text).id == law_of(text, "别处.txt").id
    assert law_of(text).id != law_of(text.replace("2019", "2020")).id
    assert len(law_of(text).id) == 16


@pytest.mark.parametrize(
    ("title", "body", "note"),
    [
        ("国务院关于同意设立示范区的批复", "一、同意设立。\n二、请遵照执行。", "批复 makes no rule"),
        ("示范厅对第5号提案的答复", "您的提案收悉。", "no numbers and a letter"),
        ("推行责任制工作会议讲话", "同志们：\n一、提高认识。\n二、抓好落实。", "a speech with numbers"),
        ("示范条例", "", "a title alone"),
        ("关于调整领导小组成员的通知", "组长：张三\n副组长：李四", "no provision"),
    ],
)
def test_a_text_that_makes_no_rule_gives_no_law_and_says_why(title, body, note):
    law, problems = build_law(document(f"{title}\n{body}\n"))
    assert law is None, note
    assert [(one.severity.value, one.code) for one in problems] == [("lost", "no-law")]
    assert title in problems[0].cause


def test_a_norm_without_numbers_is_one_article():
    law, problems = build_law(
        document(
            "示范大会常务委员会关于示范法第三条的解释\n示范法第三条所称船舶，解释如下：\n船舶包括竹筏。\n现予公告。\n"
        )
    )
    assert law is not None
    assert [article.number for article in law.articles] == ["全文"]
    assert len(law.articles[0].paragraphs) == 3
    assert [one.code for one in problems] == ["no-numbers"]


@pytest.mark.parametrize(
    ("end", "expected", "note"),
    [
        ("第三条 检查应当公开。\n第四条 本条例自公布之日起施行。", False, "complete"),
        ("第三条 检查应当公开，并接受社会各", True, "breaks off inside a sentence"),
        ("第三条 检查应当公开。", False, "no commencement, but no sign of a loss either, and no date"),
    ],
)
def test_only_a_text_that_breaks_off_is_called_truncated(end, expected, note):
    _, problems = build_law(document(f"示范条例\n第一条 甲。\n第二条 乙。\n{end}\n"))
    assert ("truncated" in [one.code for one in problems]) is expected, note


def test_contents_that_announce_a_chapter_which_does_not_come_show_a_truncated_text():
    text = "示范条例\n目录\n第一章 总则\n第二章 法律责任\n第一章 总则\n第一条 为了示范，制定本条例，自2020年1月1日起施行。\n"
    _, problems = build_law(document(text))
    assert [(one.severity.value, one.code) for one in problems] == [("doubt", "truncated")]
    assert "第二章法律责任" in problems[0].cause


def test_a_chain_of_chapters_that_ends_without_liability_and_commencement_is_called_truncated():
    chapters = [("总则", 1), ("规划", 2), ("保障与监督", 3)]
    text = "示范法\n" + "".join(
        f"第{'一二三'[n - 1]}章 {name}\n第{'一二三'[n - 1]}条 内容。\n" for name, n in chapters
    )
    _, problems = build_law(document(text))
    assert [one.code for one in problems] == ["truncated"]


@pytest.mark.parametrize(
    ("title", "year", "end", "expected", "note"),
    [
        (
            "示范条例",
            2012,
            "第三条 检查由省人民政府组织实施。",
            True,
            "a law of today must say when it commences",
        ),
        ("示范条例", 2012, "第三条 本条例自公布之日起施行。", False, "it does"),
        ("示范条例", 2012, "第三条 本条例经批准后公布施行。", False, "it does in other words"),
        ("示范条例", 1992, "第三条 检查由省人民政府组织实施。", False, "before 立法法 many did not"),
        (
            "示范决议",
            2012,
            "第三条 检查由省人民政府组织实施。",
            False,
            "no form that orders a matter for good",
        ),
        (
            "示范条例",
            2012,
            "第一章 总则\n第三条 检查应当公开。\n第二章 附则\n第四条 本条例也适用于竹筏。",
            False,
            "it has an end",
        ),
    ],
)
def test_a_law_of_today_without_commencement_is_called_truncated(title, year, end, expected, note):
    text = f"{title}\n（{year}年3月1日示范省人民代表大会常务委员会通过）\n第一条 甲。\n第二条 乙。\n{end}\n"
    _, problems = build_law(document(text))
    assert ("truncated" in [one.code for one in problems]) is expected, note


@pytest.mark.parametrize(
    ("title", "chapters", "expected"),
    [
        ("示范条例", ["总则"], True),
        ("示范条例", ["总则", "规划"], True),
        ("示范条例", ["总则", "法律责任"], False),
        ("示范条例", ["规划", "建设"], False),
        ("示范会议组织法", ["总则", "会议", "代表"], False),
    ],
)
def test_chapters_that_begin_with_the_general_part_must_go_on_to_an_end(title, chapters, expected):
    text = f"{title}\n" + "".join(
        f"第{'一二三'[at]}章 {name}\n第{'一二三'[at]}条 由省人民政府组织实施。\n"
        for at, name in enumerate(chapters)
    )
    _, problems = build_law(document(text))
    assert ("truncated" in [one.code for one in problems]) is expected


def test_a_table_behind_the_last_article_is_kept_as_a_table_and_one_inside_an_article_stays_there():
    inner, outer = "级\t税率\n一\t3\n", "税目\t税率\n甲\t5\n"
    text = f"示范税法\n第一条 税率如下：\n{inner}第二条 税率按照税率表执行。\n税率表\n{outer}"
    tables = tuple(
        Table(tuple(tuple(row.split("\t")) for row in words.splitlines()), Span(at, at + len(words) - 1))
        for words, at in ((inner, text.index(inner)), (outer, text.index(outer)))
    )
    law = law_of(text, tables=tables)
    assert [part.kind.value for part in law.parts] == ["标题", "条", "条", "表"]
    assert "一\t3" in law.articles[0].text
    assert law.articles[1].text == "税率按照税率表执行。"
    assert [(annex.title, annex.text) for annex in law.annexes] == [("税率表", "税率表\n" + outer.strip())]


def test_articles_in_cells_of_a_table_are_a_doubt():
    text = "示范规定\n第一条\t甲。\n第二条\t乙。\n第三条 本规定自公布之日起施行。\n"
    start = text.index("第一条")
    law, problems = build_law(document(text, tables=(Table((), Span(start, text.index("第三条"))),)))
    assert law is not None
    assert len(law.articles) == 3
    assert [(one.severity.value, one.code, one.place) for one in problems] == [
        ("doubt", "articles-in-table", "第一条")
    ]


MANY = 20_000
HOSTILE = {
    "dashes": "第一条 甲。\n" + "-" * MANY + "x\n第二条 乙。",
    "dots in a contents": "目录\n第一章" + "." * MANY + "x\n第一章 总则\n第一条 甲。",
    "numbers counting down": "第一条 甲。\n"
    + "\n".join(f"第{i}条 乙。" for i in range(9999, 5, -1))
    + "\n第二条 丙。",
    "open quotations": "第一条 “甲\n" + "第九条 “乙。\n" * MANY + "第二条 丙",
    "open sentences below an item": "第一条 甲：\n（一）乙\n" + "丙\n" * MANY,
    "headings in a quotation": "第一条 “甲。\n" + "第九章 乙\n" * MANY + "第二条 丙。",
    "articles on one line": "第一条 甲。" + " ".join(f"第{i}条 乙。" for i in range(2, MANY)),
    "titles behind the last article": "第一条 甲。\n" + "示范管理条例。\n示范管理条例\n" * MANY,
    "dates in the header": "示范办法\n" + "2020年1月1日发布\n" * MANY + "第一条 甲。",
    "a number of one digit for ever": "第" + "1" * MANY + "条 甲",
}


@pytest.mark.parametrize("shape", HOSTILE)
def test_a_hostile_text_costs_no_more_than_its_length(shape):
    start = time.process_time()
    law, problems = build_law(document(HOSTILE[shape]))
    assert time.process_time() - start < 5
    assert len(problems) < 30
    if law is not None:
        assert "".join(part.span.of(law.text) for part in law.parts) == law.text


def test_a_text_whose_numbers_are_in_disorder_gets_one_note_and_not_thousands():
    law, problems = build_law(
        document("第一条 甲自公布之日起施行。\n" + "第一条 乙自公布之日起施行。\n" * 40)
    )
    assert law is not None
    assert len(law.articles) == 41
    assert [one.code for one in problems] == ["numbering-gap"]
    assert "40处" in problems[0].cause
