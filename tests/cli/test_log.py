"""What a program that watches a run is told."""

import json

import pytest


def events(ran):
    return [json.loads(line) for line in ran.err.splitlines()]


def test_every_line_on_stderr_is_json_and_the_last_one_tells_the_status(lezr, samples, tmp_path):
    (tmp_path / "laws").mkdir()
    (tmp_path / "laws" / "空.md").write_text("", encoding="utf-8")
    for path in samples.glob("*.md"):
        (tmp_path / "laws" / path.name).write_bytes(path.read_bytes())
    ran = lezr("run", tmp_path / "laws", "-o", tmp_path / "out", "--rules-only", "--workers", 1, "--log-json")
    told = events(ran)
    assert told[-1]["event"] == "end"
    assert told[-1]["status"] == ran.status == 1
    assert any(one["event"] == "note" and "空.md" in one["words"] for one in told)
    steps = [one for one in told if one["event"] == "progress"]
    assert {"读法规", "编排权责清单和索引", "写权责清单和报告"} <= {one["what"] for one in steps}
    assert all(0 <= one["done"] <= one["total"] for one in steps)
    finished = {one["what"] for one in steps if one["done"] == one["total"]}
    assert finished == {one["what"] for one in steps}, "each thing that began is told to have ended"


@pytest.mark.parametrize(
    ("arguments", "note"),
    [
        (("run", "nowhere", "--log-json"), "a path that is not there"),
        (("compare", "nowhere", "--log-json"), "another command"),
    ],
)
def test_what_cannot_run_is_an_event_too(lezr, tmp_path, monkeypatch, arguments, note):
    monkeypatch.chdir(tmp_path)
    ran = lezr(*arguments)
    error, end = events(ran)
    assert (
        (error["event"], end["event"], end["status"]) == ("error", "end", ran.status) == ("error", "end", 2)
    ), note
    assert "nowhere" in error["words"]


def test_without_the_option_people_read_words(lezr, tmp_path):
    ran = lezr("run", tmp_path / "nowhere")
    assert ran.err.startswith("错误：")
