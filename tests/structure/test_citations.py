"""Citations: found in the words, spelled out, resolved inside the law."""

import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lezr_extract.records import Citation, Document, Law, Reach, Resolution
from lezr_extract.structure import build_law, find_citations
from lezr_extract.structure.law_names import is_norm, names_of, without_remarks

CASES = Path(__file__).parent.parent / "cases" / "citations.txt"


def law_of(text: str) -> Law:
    law, problems = build_law(Document("甲.txt", "text", "0" * 64, text))
    assert law is not None, problems
    return law


def line_of(citation: Citation, law: Law) -> str:
    words = (citation.law, citation.article, citation.paragraph, citation.item)
    return f"{citation.span.of(law.text)} → {' '.join(str(w or '-') for w in words)} {citation.resolution}"


def cases() -> list[object]:
    found = []
    for block in CASES.read_text("utf-8").split("\n== ")[1:]:
        title, _, rest = block.partition("\n")
        text, _, expected = rest.partition("=>")
        found.append(pytest.param(text.strip(), expected.strip().splitlines(), id=title))
    return found


@pytest.mark.parametrize(("text", "expected"), cases())
def test_every_case_of_the_file_gives_exactly_its_citations(text, expected):
    law = law_of(text)
    assert [line_of(c, law) for c in find_citations(law)] == expected


def test_reach_tells_same_law_other_law_and_relative():
    law = law_of("甲办法\n第一条 甲。\n乙。\n第二条 依照本办法第一条、《乙法》第三条办理。\n前款规定除外。")
    assert [c.reach for c in find_citations(law)] == [Reach.SAME_LAW, Reach.OTHER_LAW, Reach.RELATIVE]


def test_a_short_name_keeps_the_title_that_it_stands_for():
    law = law_of(
        "甲办法\n第一条 根据《中华人民共和国乙法》（以下简称《乙法》），制定本办法。\n第二条 依照《乙法》第三条处罚。"
    )
    last = find_citations(law)[-1]
    assert (last.law, last.full_title) == ("乙法", "中华人民共和国乙法")


def test_a_provision_taken_from_the_article_before_says_so():
    law = law_of("甲办法\n第一条 甲。\n乙。\n第二条 违反第一条第一款的，警告；违反第二款的，罚款。")
    assert find_citations(law)[-1].evidence == "承接前文第一条"


def test_a_line_break_inside_a_number_does_not_hide_the_citation():
    law = law_of("甲办法\n第一条 甲。\n第二条 依照第一条办理。")
    at = law.text.index("第一条办理")
    broken = law.text[: at + 1] + "\n" + law.text[at + 1 :]
    article = law.articles[1]
    paragraph = article.paragraphs[0]
    longer = paragraph.text_span._replace(end=paragraph.text_span.end + 1)
    paragraph = replace(paragraph, text_span=longer, span=longer)
    article = replace(article, paragraphs=(paragraph,))
    found = find_citations(replace(law, text=broken, articles=(law.articles[0], article)))
    assert [(c.article, c.span.of(broken)) for c in found] == [("第一条", "第\n一条")]


def test_the_head_of_an_article_glued_to_the_one_before_is_no_citation():
    law = law_of("甲办法\n第一条 甲。第九条广场夜间关闭。\n第二条 乙。第一条规定除外。")
    assert len(law.articles) == 2
    assert [c.article for c in find_citations(law)] == ["第一条"]


@pytest.mark.parametrize(
    ("title", "text", "own"),
    [
        ("中华人民共和国甲法", "", "本法"),
        ("甲市乙条例（试行）", "", "本条例"),
        ("甲市乙暂行规定", "违反本暂行规定的", "本暂行规定"),
        ("甲市实施〈中华人民共和国乙法〉办法", "", "本办法"),
        ("甲市人民政府关于禁止乙的通告", "依照本规定第二条、本规定第三条", "本规定"),
        ("甲市人民政府关于乙的通告", "", "本法"),
    ],
)
def test_a_law_calls_itself_by_the_last_word_of_its_title_and_by_what_it_uses(title, text, own):
    law = replace(law_of("甲办法\n第一条 甲。"), title=title, text=text)
    assert names_of(law).own == own


@pytest.mark.parametrize(
    ("title", "norm"),
    [
        ("中华人民共和国水法", True),
        ("甲市乙办法（2018修正）", True),
        ("关于修改〈甲条例〉的决定", True),
        ("国家重点保护野生植物名录", True),
        ("采矿许可证", False),
        ("行政处罚决定书", False),
        ("甲市总体规划", False),
        ("申请表", False),
    ],
)
def test_a_norm_is_told_from_a_paper_by_the_end_of_its_title(title, norm):
    assert is_norm(title) is norm


@pytest.mark.parametrize(
    ("title", "plain"),
    [
        ("甲办法（试行）", "甲办法"),
        ("甲法(2018修正)（节录）", "甲法"),
        ("甲 办 法", "甲办法"),
        ("（试行）", "（试行）"),
    ],
)
def test_remarks_at_the_end_are_no_part_of_a_title(title, plain):
    assert without_remarks(title) == plain


MARKS = [
    "第", "条", "款", "项", "目", "《", "》", "〈", "〉", "（", "）", "(", ")", "前", "上", "本", "该", "同", "之", "至",
    "、", "，", "。", "和", "或者", "规定", "的", "一", "二", "十", "百", "零", "〇", "3", "９", "０", "几", "各", "法",
    "条例", "办法", "刑法", "及其实施条例", "依照", "违反", "本法", "本条", "前款", "前项", "第一条", "第二款", "第（三）项",
    "以下简称", "章", "\n", " ", "\u3000", "\u200b", "𠀀", "ａ",
]  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(MARKS), max_size=40).map("".join))
def test_no_words_make_it_raise_and_every_span_holds_words_of_its_article(words):
    law = law_of(f"甲办法\n第一条 甲。\n（一）乙{words}\n第二条 {words}\n{words}")
    for citation in find_citations(law):
        assert 0 <= citation.span.start < citation.span.end <= len(law.text)
        assert any(article.span.holds(citation.span) for article in law.articles)
        if citation.resolution is Resolution.RESOLVED:
            assert citation.article is not None


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60))
def test_no_text_makes_it_raise(words):
    law, _ = build_law(Document("甲.txt", "text", "0" * 64, f"《甲》\n第一条 前款{words}第一条\n{words}"))
    if law is not None:
        find_citations(law)


@pytest.mark.corpus
def test_of_a_real_law_nearly_all_own_citations_resolve(shared):
    folder = shared / "corpora" / "lawrefbook" / "经济法"
    files = sorted(folder.glob("**/*.md"))[::4]
    own = [
        citation.resolution is Resolution.RESOLVED
        for file in files
        for law in [build_law(Document(file.name, "markdown", "0" * 64, file.read_text("utf-8")))[0]]
        if law is not None
        for citation in find_citations(law)
        if citation.reach is not Reach.OTHER_LAW
    ]
    assert len(own) > 200
    assert sum(own) / len(own) >= 0.96


@pytest.mark.parametrize(
    "unit",
    [
        "第一条至第三百条、",
        "前几款\n",
        "第一、",
        "第一—",
        "本条",
        "《《》",
        "《甲》（以下简称甲",
        "第一条第一款第一项、",
    ],
)
def test_hostile_repetition_neither_fills_the_memory_nor_stalls(unit):
    law = law_of("甲办法\n第一条 甲。\n第二条 甲法" + unit * (30_000 // len(unit)))
    start = time.process_time()
    assert len(find_citations(law)) < 60_000
    assert time.process_time() - start < 5
