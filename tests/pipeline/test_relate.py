"""Named pairs of articles: files read once, lines that name what is not there."""

import json
from pathlib import Path

import pytest
from lezr_extract.errors import CannotRunError
from lezr_extract.pipeline.comparing import relate as module
from lezr_extract.pipeline.comparing.relate import PairRelated, relate
from lezr_extract.pipeline.job.one_source import Options
from lezr_extract.records import Problem, Relation

HIGHER = "灯会管理法\n第一条　为了管理灯会，制定本法。\n第二条　攀爬灯架的，由文化主管部门处一千元以上五千元以下罚款。\n第三条　本法自2020年1月1日起施行。\n"


@pytest.fixture
def corpora(tmp_path):
    (tmp_path / "法").mkdir()
    (tmp_path / "法" / "甲.txt").write_text(HIGHER, encoding="utf-8")
    (tmp_path / "法" / "乙.txt").write_text(HIGHER.replace("灯会管理法", "灯会条例"), encoding="utf-8")
    (tmp_path / "外.txt").write_text(HIGHER, encoding="utf-8")
    return tmp_path / "法"


def asked(tmp_path: Path, corpora: Path, *rows: object):
    file = tmp_path / "pairs.jsonl"
    lines = (row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows)
    file.write_text("\n".join(lines), encoding="utf-8")
    return list(relate(file, corpora, Options(workers=1)))


def pair(a="甲.txt", b="乙.txt", article="第二条", name="p"):
    return {"id": name, "a": {"file": a, "article": "第二条"}, "b": {"file": b, "article": article}}


def test_pairs_are_answered_in_their_order(tmp_path, corpora):
    first, second = asked(tmp_path, corpora, pair(name="一"), pair(b="甲.txt", article="第一条", name="二"))
    assert isinstance(first, PairRelated)
    assert isinstance(second, PairRelated)
    assert (first.pair.id, first.related.same_act) == ("一", "yes")
    assert (second.pair.id, second.b.article.number) == ("二", "第一条")
    assert second.related.relation in (Relation.RELATED, Relation.UNRELATED)


@pytest.mark.parametrize("number", ["第二条", "第2条", "2", " 第二条 "])
def test_an_article_may_be_numbered_in_any_numerals(tmp_path, corpora, number):
    (found,) = asked(tmp_path, corpora, pair(article=number))
    assert isinstance(found, PairRelated)


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (pair(b="丙.txt"), "no-such-file"),
        (pair(b="../外.txt"), "no-such-file"),  # out of the folder
        (pair(b="\x00"), "no-such-file"),
        (pair(b="."), "no-such-file"),  # a folder is no law
        (pair(article="第九十条"), "no-such-article"),
        (pair(article="第二款"), "no-such-article"),
        ({"id": "p", "a": {"file": "甲.txt"}}, "bad-line"),
        ({"id": "p", "a": 1, "b": [2]}, "bad-line"),
        ("不是 JSON", "bad-line"),
        ("[" * 50_000, "bad-line"),
        ("3", "bad-line"),
    ],
)
def test_a_line_that_cannot_be_answered_becomes_a_problem_and_the_others_go_on(tmp_path, corpora, row, code):
    *problems, last = asked(tmp_path, corpora, row, pair())
    assert isinstance(last, PairRelated)
    assert [one.code for one in problems if isinstance(one, Problem)] == [code]


def test_a_file_of_pairs_that_is_absent_cannot_run(tmp_path, corpora):
    with pytest.raises(CannotRunError, match="读不了"):
        list(relate(tmp_path / "无.jsonl", corpora))
    (tmp_path / "pairs.jsonl").write_text("", encoding="utf-8")
    with pytest.raises(CannotRunError, match="找不到文件夹"):
        list(relate(tmp_path / "pairs.jsonl", tmp_path / "无"))


PROVINCE = """浙江省灯会管理条例
（2021年9月29日浙江省第十三届人民代表大会常务委员会第三十一次会议通过）
第一条　为了管理灯会，制定本条例。
第二条　攀爬灯架的，由文化主管部门处五百元以上四千元以下罚款。
第三条　本条例自2022年1月1日起施行。
"""


@pytest.mark.parametrize(
    ("third", "level", "lowered"),
    [
        ("第三条　本法自2020年1月1日起施行。", "冲突", False),  # nothing speaks against it
        (
            "第三条　攀爬灯架的处罚，由省、自治区、直辖市规定。\n第四条　本法自2020年1月1日起施行。",
            "提示",
            True,
        ),  # the higher law leaves it to the province
    ],
)
def test_a_conflict_is_told_at_no_higher_level_than_the_guards_leave(
    tmp_path, corpora, third, level, lowered
):
    higher = HIGHER.replace("第三条　本法自2020年1月1日起施行。", third)
    (corpora / "甲.txt").write_text("中华人民共和国" + higher, encoding="utf-8")
    (corpora / "省.txt").write_text(PROVINCE, encoding="utf-8")
    straight, turned = asked(tmp_path, corpora, pair(b="省.txt"), pair(a="省.txt", b="甲.txt"))
    for found in (straight, turned):
        assert isinstance(found, PairRelated)
        assert ("定为“提示”" in found.related.why) is lowered
        assert (found.related.relation, found.related.level) == (Relation.CONFLICT, level)


@pytest.mark.parametrize(
    ("first", "second", "told"),
    [
        ("甲.txt", "省.txt", False),  # the nation's law first, as it is to be
        ("省.txt", "甲.txt", True),  # the province's first
    ],
)
def test_the_higher_law_is_the_first_of_a_pair_whichever_a_line_names_first(
    tmp_path, corpora, first, second, told
):
    (corpora / "甲.txt").write_text("中华人民共和国" + HIGHER, encoding="utf-8")
    (corpora / "省.txt").write_text(PROVINCE, encoding="utf-8")
    (found,) = asked(tmp_path, corpora, pair(a=first, b=second))
    assert isinstance(found, PairRelated)
    assert (found.a.law.title, found.b.law.title) == ("中华人民共和国灯会管理法", "浙江省灯会管理条例")
    assert ("以上位法为甲" in found.related.why) is told


def test_a_pair_on_which_comparing_fails_becomes_a_problem_and_the_others_go_on(
    tmp_path, corpora, monkeypatch
):
    lowered = module.lowered_by_guards

    def failing(a, b, related):
        if b.article.number == "第一条":
            raise ValueError("坏了")
        return lowered(a, b, related)

    monkeypatch.setattr(module, "lowered_by_guards", failing)
    problem, last = asked(tmp_path, corpora, pair(article="第一条"), pair())
    assert isinstance(problem, Problem)
    assert (problem.code, "坏了" in problem.cause) == ("stage-failed", True)
    assert isinstance(last, PairRelated)
