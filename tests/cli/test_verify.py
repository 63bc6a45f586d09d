"""A sound result is said to be sound; whatever was tampered with is named."""

import json
import shutil
import sqlite3

import pytest


@pytest.fixture(scope="module")
def made(tmp_path_factory, samples):
    from lezr_extract.pipeline.job.one_source import Options  # noqa: PLC0415
    from lezr_extract.pipeline.job.run import run  # noqa: PLC0415

    folder = tmp_path_factory.mktemp("made")
    shutil.copytree(samples, folder / "laws")
    run([str(folder / "laws")], folder / "out", Options(workers=1, rules_only=True))
    return folder


@pytest.fixture
def result(made, tmp_path):
    """A copy that a test may spoil."""
    shutil.copytree(made / "out", tmp_path / "out")
    return tmp_path / "out"


def test_what_a_run_left_is_sound(lezr, result):
    ran = lezr("verify", result)
    assert ran.status == 0
    assert "不对" not in ran.out
    assert ran.out.count("\n") >= 9


SPOILED = [
    ("UPDATE articles SET text = text || '。' WHERE number = 3", "条文是正文中的原词", "an article"),
    ("UPDATE powers SET quote = '编造的话' WHERE rowid = 2", "权力所引是正文中的原词", "a quotation"),
    ("UPDATE bases SET start = start + 1 WHERE entry = 1", "条目的依据是正文中的原词", "a place"),
    ("DELETE FROM bases WHERE entry = 2", "每个条目都有依据", "a basis that is gone"),
    ("DELETE FROM laws WHERE number = 1", "各表相互对应", "a law that is gone"),
    ("DELETE FROM competence", "各表行数与运行时所记一致", "rows that are gone"),
]


@pytest.mark.parametrize(("statement", "name", "note"), SPOILED)
def test_whatever_was_altered_is_named(lezr, result, statement, name, note):
    with sqlite3.connect(result / "lezr.db") as connection:
        connection.execute(statement)
    connection.close()
    ran = lezr("verify", result, "--jsonl")
    assert ran.status == 1
    faults = {line["name"]: line["faults"] for line in map(json.loads, ran.out.splitlines())}
    assert faults[name] > 0, note


def test_an_original_that_was_changed_after_the_run_is_named(lezr, made, result):
    changed = next((made / "laws").glob("*.md"))
    before = changed.read_bytes()
    try:
        changed.write_bytes(before + b"\n")
        ran = lezr("verify", result)
    finally:
        changed.write_bytes(before)
    assert ran.status == 1
    assert changed.name in ran.out


def test_a_ledger_that_was_tampered_with_is_named(lezr, result):
    from lezr_extract.pipeline.deciding.review import Review  # noqa: PLC0415

    with Review(result).ledger() as ledger:
        ledger.database.execute("DROP TRIGGER events_fixed")
        ledger.database.execute("UPDATE events SET at = '1999' WHERE number = 1")
    ran = lezr("verify", result)
    assert ran.status == 1
    assert "第 1 号" in ran.out


def test_what_is_no_database_is_one_sentence(lezr, tmp_path):
    ran = lezr("verify", tmp_path)
    assert ran.status == 2
    assert ran.err.count("\n") == 1


def test_doctor_names_what_is_there_and_what_its_absence_means(lezr):
    ran = lezr("doctor", "--jsonl")
    found = {line["name"]: line for line in map(json.loads, ran.out.splitlines())}
    assert ran.status == 0
    assert found["SQLite 全文检索"]["state"] == "there"
    assert all(line["words"] for line in found.values() if line["state"] == "absent")


def test_doctor_says_that_a_needed_thing_is_missing(lezr, monkeypatch):
    from lezr_extract.pipeline import doctor  # noqa: PLC0415

    monkeypatch.setattr(doctor, "_LIBRARIES", (("no_such_module", "no-such-package", True, ""),))
    ran = lezr("doctor")
    assert ran.status == 1
    assert "［缺］no-such-package：请运行 make setup" in ran.out
