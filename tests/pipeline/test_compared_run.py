"""Comparing inside the main job: the same findings as the command of its own, and nothing read twice."""

import json

import pytest
from lezr_extract.pipeline import Options, run
from lezr_extract.pipeline.comparing import compare, corpus
from lezr_extract.pipeline.comparing.compare_output import line
from lezr_extract.pipeline.comparing.compared_run import run_compared
from lezr_extract.pipeline.deciding.review import Review
from lezr_extract.store import Store

HIGHER = """示范灯塔法
（2019年5月1日第十三届全国人民代表大会常务委员会第十次会议通过）
第一条　灯塔主管部门负责灯塔的监督管理。
第二条　违反本法规定，损毁灯塔的，由灯塔主管部门处一千元以上五千元以下罚款。
第三条　本法自2019年6月1日起施行。
"""
LOWER = """浙江省灯塔条例
（2021年5月1日浙江省第十三届人民代表大会常务委员会第十次会议通过）
第一条　灯塔主管部门负责灯塔的监督管理。
第二条　违反本条例规定，损毁灯塔的，由灯塔主管部门处一千元以上九千元以下罚款。
第三条　本条例自2021年6月1日起施行。
"""
ONE = Options(workers=1)


@pytest.fixture(scope="module")
def laws(tmp_path_factory):
    """A folder with a local regulation that fines more than the law above it, and that law."""
    folder = tmp_path_factory.mktemp("laws")
    for name, text in (("法律", HIGHER), ("条例", LOWER)):
        (folder / f"{name}.md").write_text(text, encoding="utf-8")
    return folder


def lines(path):
    return [json.loads(one) for one in path.read_text(encoding="utf-8").splitlines()]


def rows(database):
    with Store.read(database) as store:
        query = "SELECT kind, level, rule, a_title, a_article, b_law, b_article FROM findings ORDER BY number"
        return store.database.execute(query).fetchall()


@pytest.mark.parametrize("workers", [1, 2])
def test_a_run_that_compares_finds_what_comparing_alone_finds(laws, tmp_path, workers):
    result = run_compared([str(laws)], tmp_path, Options(workers=workers))
    alone = compare.compare(corpus.read_corpus([str(laws)], (), ONE), ONE)
    expected = [json.loads(json.dumps(line(finding))) for finding in alone.findings]
    assert lines(tmp_path / "findings.jsonl") == expected
    assert sum(result.findings.values()) == len(expected) > 0
    assert "九千元" in (tmp_path / "findings.html").read_text(encoding="utf-8")


def test_the_findings_stand_in_the_database_as_in_the_file(laws, tmp_path):
    run_compared([str(laws)], tmp_path, ONE)
    assert rows(tmp_path / "lezr.db") == [
        (one["kind"], one["level"], one["rule"], (one["a"] or {}).get("law", ""),
         (one["a"] or {}).get("article", ""), one["b"]["law_id"], one["b"]["article"])
        for one in lines(tmp_path / "findings.jsonl")
    ]  # fmt: skip


def test_law_that_is_only_held_against_gives_findings_but_no_entries(laws, tmp_path):
    run_compared([str(laws / "条例.md")], tmp_path, ONE, against=[str(laws / "法律.md")])
    with Store.read(tmp_path / "lezr.db") as store:
        assert [law.file for law in store.listed_laws()] == [str(laws / "条例.md")]
    assert ("conflict", "示范灯塔法", "第二条") in {
        (row[0], row[3], row[4]) for row in rows(tmp_path / "lezr.db")
    }


def test_a_run_that_does_not_compare_has_an_empty_table_and_its_five_files(laws, tmp_path):
    assert run([str(laws)], tmp_path, ONE).findings == {}
    assert rows(tmp_path / "lezr.db") == []
    assert not (tmp_path / "findings.jsonl").exists()


def test_a_law_that_alone_was_read_is_compared_with_nothing_and_the_run_ends_well(laws, tmp_path):
    result = run_compared([str(laws / "法律.md")], tmp_path, ONE)
    assert result.clean
    assert (tmp_path / "findings.jsonl").exists()


def test_the_review_shows_the_findings_of_the_run_beside_its_entries(laws, tmp_path):
    run_compared([str(laws)], tmp_path, ONE)
    review = Review(tmp_path)
    with review.ledger() as ledger:
        assert ledger.execute("SELECT count(*) FROM alarms").fetchone()[0] > 0
