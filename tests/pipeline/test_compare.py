"""Comparing laws: what is compared with what, what is left out, and what a finding carries."""

import json
from dataclasses import replace

import pytest
from lezr_extract.errors import CannotRunError
from lezr_extract.pipeline.comparing import compare as pipeline
from lezr_extract.pipeline.comparing.compare_law import of_pair
from lezr_extract.pipeline.comparing.compare_output import (
    LINES,
    PAGE,
    Wanted,
    count_line,
    count_lines,
    line,
    write,
)
from lezr_extract.pipeline.comparing.corpus import read_corpus
from lezr_extract.pipeline.job.one_source import Options
from lezr_extract.records import (
    Difference,
    DifferenceKind,
    FindingKind,
    Level,
    Rank,
    Related,
    Relation,
)
from tests.compare.small_laws import article, deed, law

HERE = Options(workers=1, rules_only=True)
TODAY = "2026-01-01"

RIVERS = """中华人民共和国示范河渠法
（2015年3月2日第十二届全国人民代表大会常务委员会第十三次会议通过）
第一条　为了保护示范河渠，制定本法。
第二条　县级以上人民政府水行政主管部门负责示范河渠的监督管理。
第三条　违反本法规定，在示范河渠管理范围内倾倒竹木废料的，由县级以上人民政府水行政主管部门责令改正，处一万元以上五万元以下罚款。
第四条　本法自2015年6月1日起施行。
"""
LOCAL = """{title}
（{day}浙江省第十三届人民代表大会常务委员会第二十次会议通过）
第一条　为了保护示范河渠，根据《中华人民共和国示范河渠法》，制定本条例。
第二条　违反本条例规定，在示范河渠管理范围内倾倒竹木废料的，由水行政主管部门责令改正，处{fine}罚款。
第三条　本条例自{starts}起施行。{end}
"""


@pytest.fixture
def folder(tmp_path):
    """A national law and local regulations that depart from it, each folder apart."""
    (tmp_path / "national").mkdir()
    (tmp_path / "local").mkdir()
    (tmp_path / "national" / "中华人民共和国示范河渠法.md").write_text(RIVERS, "utf-8")

    def add(
        title="浙江省示范河渠条例",
        day="2020年9月24日",
        fine="一万元以上十万元以下",
        starts="2021年1月1日",
        end="",
    ):
        text = LOCAL.format(title=title, day=day, fine=fine, starts=starts, end=end)
        (tmp_path / "local" / f"{title}{day}.md").write_text(text, "utf-8")
        return tmp_path

    return add


def read(path, *against):
    return read_corpus([str(path / "local")], [str(path / one) for one in against], HERE, today=TODAY)


def test_a_local_law_is_held_against_higher_law_and_never_the_other_way_round(folder):
    corpus = read(folder(), "national")
    found = list(pipeline.compare(corpus, HERE).findings)
    assert found
    assert {one.b.law for one in found} == {"浙江省示范河渠条例"}
    assert {one.a.law for one in found if one.a} <= {"中华人民共和国示范河渠法"}


def test_both_texts_stand_in_a_finding_word_for_word(folder):
    corpus = read(folder(), "national")
    pairs = [one for one in pipeline.compare(corpus, HERE).findings if one.a and one.a.article == "第三条"]
    assert pairs
    for one in pairs:
        assert "倾倒竹木废料" in one.a.text
        assert "倾倒竹木废料" in one.b.text
        assert one.explanation


def test_only_the_newest_version_is_compared_and_the_others_are_said(folder):
    folder(day="2010年5月28日", fine="二千元以下")
    corpus = read(folder(), "national")
    assert [one.version for one in corpus.laws if one.title == "浙江省示范河渠条例"] == ["2020-09-24"]
    assert [(one.version, "较新的版本" in one.reason) for one in corpus.left_out] == [("2010-05-28", True)]


@pytest.mark.parametrize(
    "day",
    [
        "2015年3月2日",  # the same version in both folders: one of the two copies is left out
        "2020年3月2日",  # a newer version among the laws asked about
    ],
)
def test_a_higher_law_of_which_a_copy_lies_among_the_laws_asked_about_is_still_held_against_them(folder, day):
    path = folder()
    copy = RIVERS.replace("2015年3月2日", day) + "第五条　示范河渠的界线另行公布。\n"
    (path / "local" / "中华人民共和国示范河渠法.md").write_text(copy, "utf-8")
    corpus = read(path, "national")
    assert [corpus.laws[one].title for one in corpus.higher] == ["中华人民共和国示范河渠法"]
    found = list(pipeline.compare(corpus, HERE).findings)
    assert any(one.a and one.a.law == "中华人民共和国示范河渠法" for one in found)


def test_a_law_that_another_one_ends_is_left_out_with_the_clause_that_ends_it(folder):
    folder(title="浙江省示范水渠管理办法", day="2009年4月1日", starts="2009年6月1日")
    corpus = read(folder(end="《浙江省示范水渠管理办法》同时废止。"), "national")
    assert [one.title for one in corpus.left_out] == ["浙江省示范水渠管理办法"]
    assert "《浙江省示范河渠条例》第三条废止" in corpus.left_out[0].reason


def test_a_decision_that_amends_a_law_is_not_held_against_the_law_that_it_amends(folder):
    path = folder()
    (path / "local" / "决定.md").write_text(
        "浙江省人民代表大会常务委员会关于修改《浙江省示范河渠条例》的决定\n"
        "（2021年9月24日浙江省第十三届人民代表大会常务委员会第三十次会议通过）\n"
        "一、将第二条修改为：“违反本条例规定，在示范河渠管理范围内倾倒竹木废料的，由水行政主管部门责令改正，处二十万元罚款。”\n"
        "本决定自2021年10月1日起施行。\n",
        "utf-8",
    )
    corpus = read(path, "national")
    reasons = {one.title: one.reason for one in corpus.left_out}
    assert "随修改后的法规比较" in reasons["浙江省人民代表大会常务委员会关于修改《浙江省示范河渠条例》的决定"]


def test_the_checks_are_told_which_bases_of_a_law_are_at_hand(folder, monkeypatch):
    told = {}

    def spy(law, higher, *, at_hand, nearby):
        told[law.title] = [one.title for one in at_hand]
        return ()

    monkeypatch.setattr("lezr_extract.pipeline.comparing.compare_law.checks.of_law", spy)
    list(pipeline.compare(read(folder(), "national"), HERE).findings)
    assert told == {"浙江省示范河渠条例": ["中华人民共和国示范河渠法"]}


def test_counting_compares_nothing_and_says_what_there_would_be(folder, monkeypatch):
    monkeypatch.setattr("lezr_extract.pipeline.comparing.compare_law.of_pair", None)
    corpus = read(folder(), "national")
    counted = pipeline.count(corpus, HERE)
    assert (counted.laws, counted.articles, counted.against, counted.against_articles) == (1, 3, 1, 4)
    assert counted.possible == 12
    assert 0 < counted.pairs <= counted.possible
    assert count_line(corpus, counted)["candidates"] == counted.pairs
    assert any("候选" in words for words in count_lines(corpus, counted))


def test_several_processes_find_what_one_finds(folder):
    for number in range(20):
        folder(title=f"浙江省示范河渠条例{number}")
    corpus = read(folder(), "national")
    alone = [line(one) for one in pipeline.compare(corpus, HERE).findings]
    together = [line(one) for one in pipeline.compare(corpus, replace(HERE, workers=2)).findings]
    assert alone == together


@pytest.mark.parametrize("workers", [1, 2])
def test_other_work_is_done_while_laws_are_compared_to_its_end_and_changes_nothing(folder, workers):
    for number in range(20):
        folder(title=f"浙江省示范河渠条例{number}")
    corpus = read(folder(), "national")
    alone = [line(one) for one in pipeline.compare(corpus, HERE).findings]
    left = [3]

    def meanwhile():
        left[0] = max(0, left[0] - 1)
        return left[0] > 0

    found = pipeline.compare(corpus, replace(HERE, workers=workers), meanwhile=meanwhile).findings
    assert [line(one) for one in found] == alone
    assert left == [0]


def test_nothing_to_compare_is_one_sentence(tmp_path):
    (tmp_path / "local").mkdir()
    with pytest.raises(CannotRunError, match="没有可以比较的法律文件"):
        read_corpus([str(tmp_path / "local")], (), HERE)


def test_a_fault_in_one_pair_costs_that_pair_only(folder, monkeypatch):
    def fails(*_):
        raise ValueError("示范")

    monkeypatch.setattr("lezr_extract.compare.checks.of_pair", fails)
    done = pipeline.compare(read(folder(), "national"), HERE)
    list(done.findings)
    assert done.problems
    assert all(one.code == "stage-failed" for one in done.problems)


def test_where_the_pairs_of_a_law_cannot_be_related_at_once_each_is_related_alone(folder, monkeypatch):
    def fails(*_):
        raise ValueError("示范")

    corpus = read(folder(), "national")
    expected = list(pipeline.compare(corpus, HERE).findings)
    monkeypatch.setattr("lezr_extract.compare.relating.many_pairs.relate", fails)
    done = pipeline.compare(corpus, HERE)
    assert list(done.findings) == expected
    assert expected
    assert not done.problems
    monkeypatch.setattr("lezr_extract.compare.relating.one_pair.Relater.relate", fails)
    done = pipeline.compare(corpus, HERE)
    assert len(list(done.findings)) < len(expected)
    assert {one.code for one in done.problems} == {"stage-failed"}


def related(relation, level="", *differences):
    return Related(relation, "yes", "no", differences, level, "甲处一万元，乙处五万元。", 0, 0)


def two(text="在示范河渠采砂的，由水行政主管部门处罚款。", other="在示范河渠采砂的，由渔业主管部门处罚款。"):
    a = law("示范河渠法", article("第三条", text, deed("在示范河渠采砂")), rank=Rank.LAW, territory="全国")
    b = law(
        "浙江省示范河渠条例", article("第五条", other, deed("在示范河渠采砂", ("渔业主管部门",), ("fish",)))
    )
    return a, b


@pytest.mark.parametrize(
    ("relation", "kind"),
    [
        (Relation.REFINE, FindingKind.REFINE),
        (Relation.DUPLICATE, FindingKind.DUPLICATE),
        (Relation.OVERLAP, FindingKind.OVERLAP),
        (Relation.CONFLICT, FindingKind.CONFLICT),
    ],
)
def test_a_relation_is_told_once_by_its_check_or_by_itself(relation, kind):
    a, b = two()
    found = of_pair(a, 0, b, 0, related(relation, "提示"))
    assert [one.kind for one in found].count(kind) == 1


@pytest.mark.parametrize("relation", [Relation.REFINE, Relation.DUPLICATE])
def test_a_refinement_whose_act_is_not_sure_enough_is_not_told_of_a_whole_corpus(relation):
    a, b = two()
    found = of_pair(a, 0, b, 0, replace(related(relation), likely=0.39))
    assert not [one for one in found if not one.rule]


@pytest.mark.parametrize("relation", [Relation.RELATED, Relation.UNRELATED, Relation.PARALLEL])
def test_what_is_not_the_same_act_is_no_finding(relation):
    a, b = two()
    assert not [one for one in of_pair(a, 0, b, 0, related(relation)) if one.kind is not FindingKind.CONFLICT]


def test_an_alarm_that_no_check_confirms_stays_suspected():
    a, b = two()
    b = replace(b, articles=a.articles)
    difference = Difference(DifferenceKind.TIME_LIMIT, "甲二十日，乙三十日")
    found = of_pair(a, 0, b, 0, related(Relation.CONFLICT, "冲突", difference))
    assert [one.level for one in found if not one.rule] == [Level.SUSPECTED]


def test_an_overlap_says_its_sort_and_what_decides_it():
    a, b = two()
    a = replace(a, rank=Rank.LOCAL_REGULATION, territory="浙江省")
    found = [
        one
        for one in of_pair(a, 0, b, 0, related(Relation.OVERLAP, "提示"))
        if one.kind is FindingKind.OVERLAP
    ]
    assert {one.sort for one in found} == {"同一事项两主体"}
    assert all(one.authority for one in found)


def test_a_line_and_the_page_carry_hostile_words_as_words(tmp_path, folder):
    a, b = two(other="在示范河渠采砂的，<script>alert(1)</script>由渔业主管部门处罚款。")
    found = of_pair(a, 0, b, 0, related(Relation.REFINE))
    corpus = read(folder(), "national")
    write(found, corpus, pipeline.Counted(), tmp_path / "out", "<b>示范</b>")
    page = (tmp_path / "out" / PAGE).read_text("utf-8")
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page
    assert "<b>示范</b>" not in page
    assert page.count("http") == page.count("http-equiv")
    lines = [json.loads(one) for one in (tmp_path / "out" / LINES).read_text("utf-8").splitlines()]
    assert [one["b"]["text"] for one in lines] == [one.b.text for one in found]
    assert {"kind", "level", "rule", "a", "b", "explanation"} <= set(lines[0])


def test_only_wanted_findings_are_taken():
    a, b = two(other="在示范河渠采砂的，由水行政主管部门处罚款。")
    b = replace(b, articles=a.articles)
    (one,) = [one for one in of_pair(a, 0, b, 0, related(Relation.CONFLICT, "疑似")) if not one.rule]
    assert Wanted().takes(one)
    assert Wanted(Level.SUSPECTED).takes(one)
    assert not Wanted(Level.CONFLICT).takes(one)
    assert not Wanted(kinds=frozenset((FindingKind.REFINE,))).takes(one)
    assert not Wanted(rules=frozenset(("C01",))).takes(one)
