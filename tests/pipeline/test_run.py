import csv
import errno
import hashlib
import json
import shutil
import sqlite3

import pytest
from lezr_extract.errors import CannotRunError
from lezr_extract.pipeline import NAMES, Options, powers, run
from lezr_extract.powers.model_file import FILES, OF_NETWORK, registered, standard_model
from lezr_extract.records import Severity
from lezr_extract.store import Store
from lezr_extract.store.kept import FILE
from lezr_extract.vocabulary.registered_files import SUMS


@pytest.fixture(scope="module")
def done(samples, tmp_path_factory):
    """A run over the model statutes, with a few files that are no law."""
    folder = tmp_path_factory.mktemp("laws")
    shutil.copytree(samples, folder / "samples")
    (folder / "=1+1.md").write_text("", encoding="utf-8")
    (folder / "图.docx").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    shutil.copy(next((folder / "samples").glob("*灯塔*")), folder / "另存.md")
    out = folder.parent / "out"
    return folder, out, run([str(folder)], out, Options(workers=1))


def tables(path):
    """Everything in a database but the table of runs."""
    with sqlite3.connect(path) as connection:
        names = [
            row[0]
            for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            if row[0] != "runs"
        ]
        return {name: connection.execute(f"SELECT * FROM '{name}'").fetchall() for name in names}


def test_a_run_leaves_its_five_files_and_what_it_read(done):
    _, out, _ = done
    assert sorted(path.name for path in out.iterdir()) == sorted((*NAMES, FILE))
    assert all(path.stat().st_size for path in out.iterdir())


def test_every_file_is_a_law_or_a_problem(done):
    folder, out, _ = done
    with Store.read(out / "lezr.db") as store:
        files = {file.file: file.law_id for file in store.files()}
        troubled = {problem.file for problem in store.problems()}
    assert set(files) == {str(path) for path in folder.rglob("*") if path.is_file()}
    assert {file for file, law in files.items() if law is None} <= troubled


def test_the_result_counts_what_is_in_the_database(done):
    _, out, result = done
    with Store.read(out / "lezr.db") as store:
        assert result.counts == store.counts()
        assert sum(result.types.values()) == result.counts["entries"] > 20
        assert len(result.types) == 10
    assert result.problems[Severity.LOST] == 2
    assert not result.clean
    assert {problem.file.rsplit("/", 1)[1] for problem in result.first_problems} >= {"=1+1.md", "图.docx"}


def test_no_row_of_the_database_points_to_nothing(done):
    _, out, _ = done
    with sqlite3.connect(out / "lezr.db") as connection:
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_copy_of_a_law_is_noted_and_its_entries_are_listed_once(done):
    _, out, result = done
    with Store.read(out / "lezr.db") as store:
        assert [p.code for p in store.problems() if p.file.endswith("另存.md")] == ["same-text"]
        ids = [entry.id for entry in store.entries()]
        assert len(ids) == len(set(ids)) == result.counts["entries"]


def test_every_quotation_stands_word_for_word_in_the_text_of_its_law(done):
    _, out, _ = done
    with sqlite3.connect(out / "lezr.db") as connection:
        texts = dict(connection.execute("SELECT id, text FROM laws"))
        rows = connection.execute('SELECT law_id, text, start, "end" FROM bases').fetchall()
        quotes = connection.execute(
            'SELECT law_id, quote, powers.start, powers."end" FROM powers JOIN articles ON articles.id = article_id'
        ).fetchall()
    assert rows
    assert quotes
    assert [row for row in rows + quotes if texts[row[0]][row[2] : row[3]] != row[1]] == []


def test_the_same_input_gives_the_same_database_whoever_does_the_work(done, tmp_path, monkeypatch):
    folder, out, _ = done
    monkeypatch.setattr("lezr_extract.pipeline.job.many.BATCH_ITEMS", 2)
    monkeypatch.setattr("threading.active_count", lambda: 1)
    run([str(folder)], tmp_path / "again", Options(workers=2))
    assert tables(out / "lezr.db") == tables(tmp_path / "again" / "lezr.db")


def test_problems_open_in_an_office_program_as_text(done):
    _, out, _ = done
    raw = (out / "problems.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(raw.decode("utf-8-sig").splitlines()))
    assert rows[0] == ["程度", "步骤", "文件", "位置", "代码", "原因和补救"]
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@"))]


def test_a_file_whose_name_is_a_formula_stays_text(samples, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "=cmd.md").write_text("", encoding="utf-8")
    run(["=cmd.md", str(samples)], tmp_path / "out", Options(workers=1))
    assert "'=cmd.md" in (tmp_path / "out" / "problems.csv").read_text(encoding="utf-8-sig")


def test_the_manifest_names_every_input_by_its_sha256(done):
    folder, out, result = done
    manifest = json.loads((out / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["counts"] == result.counts
    model = manifest["options"].pop("model")
    assert model == registered()
    assert manifest["options"] == {"paths": [str(folder)], "granularity": "paragraph"}
    known = {row["file"]: row["sha256"] for row in manifest["inputs"]}
    assert len(known) == result.counts["files"]
    for path in (folder / "samples").iterdir():
        assert known[str(path)] == hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize(
    ("error", "raised", "words", "note"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), CannotRunError, "磁盘空间不足", "a full disk"),
        (OSError(errno.EDQUOT, "Quota"), CannotRunError, "配额", "a quota"),
        (PermissionError(errno.EACCES, "x"), CannotRunError, "没有写入的权限", "no permission"),
        (KeyboardInterrupt("stop"), KeyboardInterrupt, "stop", "Ctrl-C"),
        (RuntimeError("fault"), RuntimeError, "fault", "a fault of our own"),
    ],
)
@pytest.mark.parametrize("before", [False, True], ids=["into a new folder", "over an older run"])
def test_a_run_that_cannot_end_leaves_what_was_there_before(
    samples, tmp_path, monkeypatch, error, raised, words, note, before
):
    def fail(*_):
        raise error

    out = tmp_path / "deep" / "out"
    if before:
        out.mkdir(parents=True)
        for name in NAMES[1:]:
            (out / name).write_text("older", encoding="utf-8")
    monkeypatch.setattr("lezr_extract.pipeline.job.shown_list.write_embedded", fail)
    with pytest.raises(raised, match=words):
        run([str(samples)], out, Options(workers=1))
    left = {path.name: path for path in out.iterdir()}
    left.pop(FILE)  # what was read is not read again by the next run
    older = {name: path.read_text(encoding="utf-8") for name, path in left.items()}
    assert older == (dict.fromkeys(NAMES[1:], "older") if before else {}), note


@pytest.mark.parametrize(
    ("files", "words", "note"),
    [
        ({}, "没有可读的文件", "an empty folder"),
        ({"a.md": ""}, "a.md", "one empty file is named with its cause"),
        ({"a.md": "", "b.md": "今天天气很好。"}, "2 个文件都不是法规", "several are counted"),
    ],
)
def test_a_folder_without_a_law_cannot_run_and_leaves_nothing(tmp_path, files, words, note):
    folder = tmp_path / "in"
    folder.mkdir()
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    with pytest.raises(CannotRunError, match=words) as caught:
        run([str(folder)], tmp_path / "out")
    assert "\n" not in str(caught.value), note
    assert not (tmp_path / "out").exists()


def test_a_database_in_use_is_not_replaced(samples, tmp_path):
    out = tmp_path / "out"
    run([str(samples)], out, Options(workers=1))
    content = (out / "lezr.db").read_bytes()
    other = sqlite3.connect(out / "lezr.db", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(CannotRunError, match="占用"):
        run([str(samples)], out, Options(workers=1))
    other.close()
    assert (out / "lezr.db").read_bytes() == content
    assert sorted(path.name for path in out.iterdir()) == sorted((*NAMES, FILE))


def test_citations_of_other_laws_are_resolved_when_all_have_been_read(tmp_path):
    texts = {
        "a.md": "示范水渠管理办法\n第一条　取水依照《示范水库管理条例》第二条、第九条和《示范灯塔条例》第一条的规定。\n",
        "b.md": "示范水库管理条例\n第一条　为了保护水库，制定本条例。\n第二条　取水应当节约。\n",
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text + "第十条　自公布之日起施行。\n", encoding="utf-8")
    with powers([str(tmp_path)]) as found:
        first = next(found.lines)
    assert [(c["law"], c["article"], c["status"]) for c in first["citations"]] == [
        ("示范水库管理条例", "第二条", "resolved"),
        ("示范水库管理条例", "第九条", "article_absent"),
        ("示范灯塔条例", "第一条", "law_absent"),
    ]


def test_progress_is_told_from_the_beginning_to_the_end_of_each_step(samples, tmp_path):
    told = []
    run([str(samples)], tmp_path, Options(workers=1), lambda *step: told.append(step))
    steps = list(dict.fromkeys(what for what, _, _ in told))
    assert steps == ["核对输入", "读法规", "核对引用", "编排权责清单和索引", "写权责清单和报告"]
    for step in steps:
        last = [(done, total) for what, done, total in told if what == step][-1]
        assert last[0] == last[1] > 0


def test_without_the_model_rules_work_alone_and_the_report_says_so(samples, tmp_path):
    run([str(samples)], tmp_path / "out", Options(workers=1, rules_only=True))
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["options"]["model"] is None
    assert "只用规则" in (tmp_path / "out" / "report.html").read_text(encoding="utf-8")
    with sqlite3.connect(tmp_path / "out" / "lezr.db") as database:
        assert not database.execute("SELECT count(*) FROM powers WHERE by LIKE 'model%'").fetchone()[0]


def test_a_model_that_someone_changed_stops_the_run_with_one_sentence(samples, tmp_path, monkeypatch):
    for name in (*FILES, *OF_NETWORK, SUMS):
        shutil.copy(samples.parent.parent / "models" / name, tmp_path)
    (tmp_path / "weights.tsv").write_text("i罚款\t9\n", encoding="utf-8")
    monkeypatch.setattr("lezr_extract.vocabulary.registered_files.PLACES", (tmp_path,))
    standard_model.cache_clear()
    try:
        with pytest.raises(CannotRunError, match=r"weights\.tsv 与登记的校验值不符"):
            run([str(samples)], tmp_path / "out", Options(workers=1))
    finally:
        standard_model.cache_clear()
    assert not (tmp_path / "out" / "lezr.db").exists()
