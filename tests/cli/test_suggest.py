"""``lezr suggest``: what an office might do with its list, as words, as lines, and as files beside a run."""

import json

import pytest
from openpyxl import load_workbook
from tests.cli.conftest import ROOT

LISTS, LAWS = ROOT / "corpora" / "lists", ROOT / "corpora" / "samples"


@pytest.fixture
def suggested(lezr):
    def ran(*more):
        return lezr("suggest", LISTS, "--laws", LAWS, "--on", "2026-06-01", "--workers", "1", *more)

    return ran


def test_each_suggestion_is_a_line_with_an_id_that_a_second_run_repeats(suggested):
    first, second = ([json.loads(line) for line in suggested("--jsonl").out.splitlines()] for _ in range(2))
    assert first == second
    assert {line["kind"] for line in first} == {"取消", "调整", "合并", "新增"}
    assert len({line["id"] for line in first}) == len(first)
    for line in first:
        assert bool(line["present"]) == bool(line["row"]), "an addition has no entry of its own"
        assert line["clauses"] or line["reason"]


def test_the_folder_gets_a_table_to_fill_in_and_the_lines_that_the_pages_read(suggested, tmp_path):
    ran = suggested("-o", tmp_path)
    assert "建议.xlsx" in ran.err
    lines = (tmp_path / "suggestions.jsonl").read_text(encoding="utf-8").splitlines()
    rows = list(load_workbook(tmp_path / "建议.xlsx").worksheets[0].iter_rows(values_only=True))
    assert len(rows) == len(lines) + 1
    assert rows[0][-4:] == ("处理意见", "处理理由", "处理人", "处理时间")
    assert {path.name for path in tmp_path.iterdir()} == {
        "建议.xlsx",
        "suggestions.jsonl",
        "overlaps.jsonl",
    }


def test_nothing_is_written_where_the_folder_is_a_file(suggested, tmp_path):
    (tmp_path / "在").write_text("x", encoding="utf-8")
    ran = suggested("-o", tmp_path / "在")
    assert ran.status == 2
    assert "在" in ran.err
