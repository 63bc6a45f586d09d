"""``lezr compare`` as a user meets it."""

import json

import pytest
from tests.conftest import ROOT

FINES = "corpora/planted/检查/C01-罚款幅度"


@pytest.fixture
def here(monkeypatch):
    """The project's folder, from which the planted cases are named."""
    monkeypatch.chdir(ROOT)


def test_alarms_are_shown_with_both_texts_the_gravest_first_and_counted(lezr, here):
    ran = lezr("compare", FINES, "--workers", 1)
    heads = [line for line in ran.out.splitlines() if line.startswith("【")]
    assert heads[0].startswith("【冲突】C01")
    assert not any(head.startswith("【提示】") for head in heads), "notices only on demand"
    assert "    甲　《" in ran.out
    assert "    乙　《" in ran.out
    assert ran.out.splitlines()[-1].startswith("共 ")


def test_notices_that_are_not_shown_are_said_with_the_way_to_them(lezr, here):
    ran = lezr("compare", FINES, "--workers", 1)
    assert "处没有显示：加 --level 提示 显示" in ran.err
    assert "没有显示" not in lezr("compare", FINES, "--workers", 1, "--level", "提示").err


def test_every_finding_is_a_line_with_the_keys_of_the_design(lezr, here):
    ran = lezr("compare", FINES, "--workers", 1, "--jsonl")
    lines = [json.loads(line) for line in ran.out.splitlines()]
    assert lines
    for line in lines:
        assert {"kind", "level", "rule", "a", "b", "explanation"} <= set(line)
        assert {"law", "article", "text"} <= set(line["b"])


def test_level_kind_and_rule_choose(lezr, here):
    ran = lezr(
        "compare", FINES, "--workers", 1, "--jsonl", "--level", "冲突", "--kind", "conflict", "--rule", "c01"
    )
    told = {(line["level"], line["rule"]) for line in map(json.loads, ran.out.splitlines())}
    assert told == {("冲突", "C01")}


def test_counting_says_how_many_pairs_and_why(lezr, here):
    ran = lezr("compare", FINES, "--workers", 1, "--count", "--jsonl")
    counted = json.loads(ran.out)
    assert counted["candidates"] <= counted["possible_pairs"]
    assert sum(counted["by_reason"].values()) >= counted["candidates"]


def test_a_folder_gets_lines_and_page(lezr, here, tmp_path):
    ran = lezr("compare", FINES, "--workers", 1, "-o", tmp_path / "out")
    assert (tmp_path / "out" / "findings.html").is_file()
    assert (tmp_path / "out" / "findings.jsonl").is_file()
    assert "findings.html" in ran.err


def test_several_paths_of_higher_law_may_follow(lezr, here):
    ran = lezr("compare", FINES, "--against", FINES, "corpora/samples", "--count", "--jsonl", "--workers", 1)
    alone = lezr("compare", FINES, "--against", FINES, "--count", "--jsonl", "--workers", 1)
    assert json.loads(ran.out)["laws"] == json.loads(alone.out)["laws"]
    assert json.loads(ran.out)["against_laws"] > json.loads(alone.out)["against_laws"]


def test_a_path_that_is_not_there_is_one_sentence(lezr, tmp_path):
    ran = lezr("compare", tmp_path / "没有", "--workers", 1)
    assert ran.status == 2
    assert ran.err.count("\n") == 1
    assert ran.out == ""


def test_a_higher_law_that_is_not_there_is_one_sentence(lezr, here, tmp_path):
    ran = lezr("compare", FINES, "--against", tmp_path / "没有", "--workers", 1)
    assert ran.status == 2
    assert "没有" in ran.err
