"""A second run does only what changed; a run that was killed goes on; both come to what a first run comes to."""

import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
import zipfile
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import docx
import pytest
from lezr_extract.errors import CannotRunError
from lezr_extract.pipeline import NAMES, Options, run
from lezr_extract.pipeline.comparing import compared_run
from lezr_extract.pipeline.comparing.compared import compared_laws
from lezr_extract.pipeline.comparing.compared_run import run_compared
from lezr_extract.pipeline.comparing.corpus import corpus_of
from lezr_extract.pipeline.job import former, readings
from lezr_extract.pipeline.job.keys import source_key
from lezr_extract.pipeline.job.run import MANIFEST
from lezr_extract.pipeline.verify import verify
from lezr_extract.read import Source
from lezr_extract.records import ComparedLaw
from lezr_extract.store import FileRow, Store, search
from lezr_extract.store.kept import FILE, KeptReadings
from lezr_extract.store.postgresql import PostgresStore
from tests.postgresql_server import ABSENT, INSTALLED, server

ONE = Options(workers=1)
CITING = "示范取水管理办法\n第一条　取水依照《示范水库管理条例》第二条处罚。\n第二条　本办法自2020年1月1日起施行。\n"
HIGHER = "示范灯塔法\n第一条　损毁灯塔的，由灯塔主管部门处一千元以上{}元以下罚款。\n第二条　本法自2019年6月1日起施行。\n"
CITED = "示范水库管理条例\n第一条　为了保护水库，制定本条例。\n第二条　填埋水库的，由水利部门处{}元以下罚款。\n第三条　本条例自2019年1月1日起施行。\n"


@pytest.fixture
def folder(samples, tmp_path):
    """The model statutes in several formats, two of them in an archive, one citing another."""
    made = tmp_path / "laws"
    shutil.copytree(samples, made)
    packed, written = sorted(made.glob("*.md"))[:2], sorted(made.glob("*.md"))[2]
    with zipfile.ZipFile(made / "两件.zip", "w") as archive:
        for path in packed:
            archive.write(path, path.name)
    for path in packed:
        path.unlink()
    document = docx.Document()
    for line in written.read_text(encoding="utf-8").splitlines():
        document.add_paragraph(line)
    document.save(made / f"{written.stem}.docx")
    written.unlink()
    (made / "a引用.md").write_text(CITING, encoding="utf-8")
    (made / "z被引.md").write_text(CITED.format("五千"), encoding="utf-8")
    (made / "空.md").write_text("", encoding="utf-8")
    return made


def contents(out):
    with Store.read(out / "lezr.db") as store:
        assert not [test for test in store.tests() if test.faults]
        return store.contents()


def fresh(folder, tmp_path, options=ONE):
    """What a first run over ``folder`` comes to."""
    out = tmp_path / "first"
    shutil.rmtree(out, ignore_errors=True)
    run([str(folder)], out, options)
    return contents(out)


def files(out):
    return {name: (out / name).read_bytes() for name in NAMES}


def test_a_second_run_over_the_same_files_touches_nothing_and_says_the_same(folder, tmp_path):
    out = tmp_path / "out"
    first = run([str(folder)], out, ONE)
    before = files(out)
    second = run([str(folder)], out, ONE)
    assert second.unchanged
    assert not first.unchanged
    assert files(out) == before
    assert (second.counts, second.types, second.problems) == (first.counts, first.types, first.problems)
    assert second.first_problems == first.first_problems


@pytest.mark.parametrize(
    ("change", "left", "note"),
    [
        (lambda f: (f / "z被引.md").write_text(CITED.format("九万"), encoding="utf-8"), 1, "amended: the citing entry follows"),
        (lambda f: (f / "z被引.md").unlink(), 0, "deleted: the citation finds nothing any more"),
        (lambda f: (f / "m新.md").write_text(CITING.replace("取水", "排水"), encoding="utf-8"), 1, "a new one in the middle"),
        (lambda f: shutil.copy(f / "a引用.md", f / "0副本.md"), 1, "a copy that comes before what it copies"),
        (lambda f: (f / "z被引.md").rename(f / "0改名.md"), 1, "renamed, and read first now"),
        (lambda f: (f / "b新版.md").write_text(CITED.format("一万").replace("2019年", "2021年"), encoding="utf-8"), 1, "a newer version"),
        (lambda f: (f / "废止.md").write_text("示范江河条例\n第一条　《示范水库管理条例》同时废止。\n第二条　本条例自2021年1月1日起施行。\n", encoding="utf-8"), 1, "a law that ends another"),
        (lambda f: (f / "坏.docx").write_bytes(b"PK\3\4" + bytes(50)), 1, "a broken file"),
    ],
)  # fmt: skip
def test_only_what_changed_is_read_and_the_result_is_that_of_a_first_run(
    folder, tmp_path, change, left, note
):
    out = tmp_path / "out"
    run([str(folder)], out, ONE)
    change(folder)
    units = sum(1 for _ in folder.iterdir())
    second = run([str(folder)], out, ONE)
    assert not second.unchanged, note
    assert second.taken == units - left, note
    assert contents(out) == fresh(folder, tmp_path), note


def test_many_changes_one_after_the_other_come_to_what_a_first_run_comes_to(folder, tmp_path):
    chance, out = random.Random(7), tmp_path / "out"
    run([str(folder)], out, ONE)
    names = [f"甲{n}.md" for n in range(6)]
    for turn in range(6):
        for name in chance.sample(names, 3):
            path = folder / name
            if path.exists() and chance.random() < 0.4:
                path.unlink()
            else:
                title = f"示范事项{chance.randrange(4)}管理条例"
                words = "".join(
                    f"第{'一二三四五六七八九'[k]}条　{chance.choice(('依照《示范水库管理条例》第二条处罚', '由水利部门处一千元以下罚款', '《示范事项1管理条例》同时废止', '应当节约用水'))}。\n"
                    for k in range(chance.randrange(1, 9))
                )
                path.write_text(
                    f"{title}\n（{2015 + turn}年1月1日公布）\n{words}第十条　本条例自{2015 + turn}年2月1日起施行。\n",
                    encoding="utf-8",
                )
        run([str(folder)], out, ONE)
        assert contents(out) == fresh(folder, tmp_path), turn


def test_what_the_user_chooses_is_not_mixed_up_with_what_was_kept(folder, tmp_path):
    out, item = tmp_path / "out", Options("item", workers=1)
    run([str(folder)], out, ONE)
    second = run([str(folder)], out, item)
    assert second.taken == 0
    assert contents(out) == fresh(folder, tmp_path, item)


def test_a_run_that_is_told_so_reads_everything_anew(folder, tmp_path):
    out = tmp_path / "out"
    run([str(folder)], out, ONE)
    again = run([str(folder)], out, ONE, fresh=True)
    assert (again.taken, again.unchanged) == (0, False)


@pytest.mark.parametrize("name", NAMES)
def test_a_file_that_was_lost_is_written_again(folder, tmp_path, name):
    out = tmp_path / "out"
    run([str(folder)], out, ONE)
    before = contents(out)
    (out / name).unlink()
    assert not run([str(folder)], out, ONE).unchanged
    assert contents(out) == before
    assert run([str(folder)], out, ONE).unchanged


@pytest.mark.parametrize("name", [name for name in NAMES if name != MANIFEST])
def test_a_file_that_was_changed_is_written_again(folder, tmp_path, name):
    out = tmp_path / "out"
    run([str(folder)], out, ONE)
    before, broken = contents(out), bytearray((out / name).read_bytes())
    broken[len(broken) // 2] ^= 1
    (out / name).write_bytes(broken)
    assert not run([str(folder)], out, ONE).unchanged
    assert contents(out) == before
    assert run([str(folder)], out, ONE).unchanged


def test_what_was_kept_may_be_deleted_at_any_time(folder, tmp_path):
    out = tmp_path / "out"
    run([str(folder)], out, ONE)
    (out / FILE).unlink()
    assert run([str(folder)], out, ONE).unchanged
    (folder / "z被引.md").unlink()
    assert run([str(folder)], out, ONE).taken == 0
    assert contents(out) == fresh(folder, tmp_path)


def test_verify_sees_what_was_changed_since(folder, tmp_path):
    out = tmp_path / "out"
    run([str(folder)], out, ONE)

    def faults():
        return {test.name for test in verify(out) if test.faults}

    assert faults() == set()
    with sqlite3.connect(out / FILE) as connection:
        connection.execute("UPDATE kept SET light = x'00' WHERE key = (SELECT min(key) FROM kept)")
    with sqlite3.connect(out / "lezr.db") as connection:
        connection.execute("UPDATE runs SET seconds = seconds + 1")
    assert faults() == {"数据库与写出时一致", "留存的读取结果完好"}


def test_damage_to_what_was_kept_is_seen_and_read_again(folder, tmp_path):
    chance, out = random.Random(11), tmp_path / "out"
    run([str(folder)], out, ONE)
    right, whole = contents(out), (out / FILE).read_bytes()
    for _ in range(12):
        broken = bytearray(whole)
        for _ in range(chance.choice((1, 40, 4000))):
            broken[chance.randrange(len(broken))] = chance.randrange(256)
        (out / FILE).write_bytes(broken[: chance.choice((len(broken), len(broken) // 2))])
        (out / MANIFEST).unlink()
        run([str(folder)], out, ONE)
        assert contents(out) == right


def test_a_kept_row_that_says_something_else_is_not_believed(folder, tmp_path):
    out = tmp_path / "out"
    run([str(folder)], out, ONE)
    right = contents(out)
    for column in ("light", "rows", "lasting", "until", "made"):
        with sqlite3.connect(out / FILE) as connection:
            (light,) = connection.execute(
                "SELECT light FROM kept ORDER BY length(light) DESC LIMIT 1"
            ).fetchone()
            other = {
                "light": light,
                "rows": b"",
                "lasting": b"",
                "until": "9999-12-31",
                "made": "2000-01-01",
            }[column]
            connection.execute(f"UPDATE kept SET {column} = ?", (other,))
        (out / MANIFEST).unlink()
        assert run([str(folder)], out, ONE).taken <= 1
        assert contents(out) == right


def test_rows_that_rest_on_one_law_alone_are_taken_over_from_the_former_database(
    folder, tmp_path, monkeypatch
):
    out, gone_on = tmp_path / "out", []
    plain = search._gone_on
    monkeypatch.setattr(search, "_gone_on", lambda *given: gone_on.append(plain(*given)) or gone_on[-1])
    run([str(folder)], out, ONE)
    with sqlite3.connect(out / FILE) as connection:
        connection.execute("UPDATE kept SET lasting = x'00'")
    for turn in range(3):
        (folder / "z被引.md").write_text(CITED.format(f"{turn + 2}千"), encoding="utf-8")
        assert run([str(folder)], out, ONE).taken == sum(1 for _ in folder.iterdir()) - 1
        assert contents(out) == fresh(folder, tmp_path)
    assert gone_on == [True] * 3
    with Store.read(out / "lezr.db") as store:
        assert [hit.article for hit in store.search("填埋水库 4千", kind="article")] == ["第二条"]
        assert not store.search("填埋水库 3千", kind="article")


def test_nothing_is_taken_over_from_a_database_that_another_run_left(folder, tmp_path):
    out = tmp_path / "out"
    run([str(folder)], out, ONE)
    left = (out / FILE).read_bytes()
    (folder / "z被引.md").write_text(CITED.format("九万"), encoding="utf-8")
    run([str(folder)], out, ONE)
    (out / FILE).write_bytes(left)
    (folder / "m新.md").write_text(CITING.replace("取水", "排水"), encoding="utf-8")
    run([str(folder)], out, ONE)
    assert contents(out) == fresh(folder, tmp_path)


def test_what_was_kept_does_not_grow_from_run_to_run(folder, tmp_path):
    out = tmp_path / "out"
    for turn in range(4):
        (folder / "z被引.md").write_text(CITED.format(turn + 2), encoding="utf-8")
        run([str(folder)], out, ONE)
    with sqlite3.connect(out / FILE) as connection:
        assert connection.execute("SELECT count(*) FROM kept").fetchone() == (
            sum(1 for _ in folder.iterdir()),
        )


def test_a_law_that_begins_to_be_in_force_is_read_again_on_that_day(tmp_path, monkeypatch):
    folder, out = tmp_path / "laws", tmp_path / "out"
    folder.mkdir()
    today = date.today()
    day = today + timedelta(days=1)
    (folder / "a.md").write_text(f"示范水库条例\n第一条　填埋水库的，由水利部门处五千元以下罚款。\n第二条　本条例自{day.year}年{day.month}月{day.day}日起施行。\n", encoding="utf-8")  # fmt: skip
    run([str(folder)], out, ONE)

    class Tomorrow(date):
        @classmethod
        def today(cls):
            return day

    assert run([str(folder)], out, ONE).unchanged
    for module in ("structure.build", "pipeline.job.readings", "pipeline.job.former", "pipeline.job.fill"):
        monkeypatch.setattr(f"lezr_extract.{module}.date", Tomorrow)
    second = run([str(folder)], out, ONE)
    assert (second.unchanged, second.taken) == (False, 0)
    with Store.read(out / "lezr.db") as store:
        assert store.tally("laws", "status") == {"状态不明": 1}


def test_a_file_that_changes_while_it_is_read_is_not_kept(tmp_path):
    path = tmp_path / "a.md"
    path.write_text(CITING, encoding="utf-8")
    source = Source(str(path), str(path))
    key = source_key(source, "run")
    path.write_text(CITING + "第三条　改了。\n", encoding="utf-8")
    (given,) = readings.read_units([source], ONE, "run", "2026-01-01")[0]
    assert given.key not in ("", key)


def test_what_may_pass_by_itself_is_not_kept(tmp_path):
    source = Source(str(tmp_path / "gone.md"), str(tmp_path / "gone.md"))
    (given,) = readings.read_units([source], ONE, "run", "2026-01-01")[0]
    assert given.key == ""


def test_of_files_that_are_read_together_only_the_changed_ones_are_read_again(tmp_path, monkeypatch):
    def made(item, options):
        asked.append([one.file for one in item.together] or [item.file])
        return [[readings.Reading(FileRow(one.file))] for one in item.together or (item,)]

    asked = []
    monkeypatch.setattr(readings, "read_source", made)
    paths = [tmp_path / f"{name}.doc" for name in "abcd"]
    for path in paths:
        path.write_text(path.name, encoding="utf-8")
    with KeptReadings(tmp_path / FILE) as kept:
        for changed in ("abcd", "", "bd", "c"):
            for name in changed:
                (tmp_path / f"{name}.doc").write_text(f"{name}{len(asked)}", encoding="utf-8")
            files = tuple(Source(str(path), str(path)) for path in paths)
            items = [replace(files[0], together=files)]
            resumed = readings.Resumed(kept, "ab", readings.units_of(items, "ab"))
            found = [
                one.file.file for _, several in readings.readings(items, ONE, resumed) for one in several
            ]
            assert found == [str(path) for path in paths]
            assert resumed.taken == 4 - len(changed)
    assert [[Path(file).stem for file in files] for files in asked] == [list("abcd"), ["b", "d"], ["c"]]


def test_a_folder_that_cannot_keep_anything_is_read_all_the_same(folder, tmp_path):
    out = tmp_path / "out"
    (out / FILE).mkdir(parents=True)
    assert run([str(folder)], out, ONE).counts["laws"] > 5


def test_who_must_leave_no_copies_keeps_nothing(folder, tmp_path, monkeypatch):
    monkeypatch.setenv("LEZR_CACHE", "off")
    out = tmp_path / "out"
    run([str(folder)], out, ONE)
    assert sorted(path.name for path in out.iterdir()) == sorted(NAMES)
    assert not run([str(folder)], out, ONE).unchanged


def test_two_runs_never_write_into_one_folder(folder, tmp_path):
    out = tmp_path / "out"
    run([str(folder)], out, ONE)
    (folder / "z被引.md").unlink()
    other = sqlite3.connect(out / FILE, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(CannotRunError, match="另一个 lezr run"):
        run([str(folder)], out, ONE)
    other.close()


def test_a_result_of_another_place_is_not_taken_for_this_one(folder, tmp_path):
    out = tmp_path / "out"
    run([str(folder)], out, ONE)
    said = former.former(out, MANIFEST)
    assert said is not None
    assert not said.holds("")
    manifest = json.loads((out / MANIFEST).read_text(encoding="utf-8"))
    manifest["outputs"]["lezr.db"] = "0" * 64
    (out / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")
    assert former.former(out, MANIFEST) is None


KILLED = "import sys\nfrom lezr_extract.cli import main\nsys.exit(main(sys.argv[1:]))"


def start(folder, out):
    command = [sys.executable, "-c", KILLED, "run", str(folder), "-o", str(out), "--workers", "2"]
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment, start_new_session=True)  # fmt: skip


def test_runs_that_are_killed_at_any_moment_come_to_the_same_when_they_are_run_again(folder, tmp_path):
    right = fresh(folder, tmp_path)
    chance, out = random.Random(3), tmp_path / "out"
    began = time.monotonic()
    assert start(folder, tmp_path / "timed").wait() == 1
    lasts = time.monotonic() - began
    for _ in range(5):
        running = start(folder, out)
        time.sleep(chance.uniform(0.2, 1) * lasts)
        os.killpg(running.pid, signal.SIGKILL)
        running.wait()
    assert start(folder, out).wait() == 1
    assert contents(out) == right
    assert not list(out.glob("*.partial*"))


def test_a_compared_run_over_the_same_files_touches_nothing_and_says_the_same(folder, tmp_path):
    out = tmp_path / "out"
    first = run_compared([str(folder)], out, ONE)
    before = {path.name: path.read_bytes() for path in out.iterdir() if path.name != FILE}
    assert {"findings.jsonl", "findings.html"} <= before.keys()
    second = run_compared([str(folder)], out, ONE)
    assert second.unchanged
    assert second.findings == first.findings
    assert sum(second.findings.values()) > 0
    assert {path.name: path.read_bytes() for path in out.iterdir() if path.name != FILE} == before


@pytest.mark.parametrize(
    ("change", "note"),
    [
        (lambda f, out: (f / "z被引.md").write_text(CITED.format("九万"), encoding="utf-8"), "a law was amended"),
        (lambda f, out: (f.parent / "上位" / "法.md").write_text(HIGHER.format("六千"), encoding="utf-8"), "the higher law was"),
        (lambda f, out: (f.parent / "上位" / "二.md").write_text(HIGHER.replace("灯塔", "航标"), encoding="utf-8"), "there is more of it"),
        (lambda f, out: (out / "findings.jsonl").write_bytes(b""), "the findings were lost"),
    ],
)  # fmt: skip
def test_a_compared_run_compares_again_when_something_changed(folder, tmp_path, change, note):
    out, higher = tmp_path / "out", tmp_path / "上位"
    higher.mkdir()
    (higher / "法.md").write_text(HIGHER.format("五千"), encoding="utf-8")
    run_compared([str(folder)], out, ONE, against=[str(higher)])
    assert run_compared([str(folder)], out, ONE, against=[str(higher)]).unchanged
    change(folder, out)
    again = run_compared([str(folder)], out, ONE, against=[str(higher)])
    assert not again.unchanged, note
    assert again.taken >= sum(1 for _ in folder.iterdir()) - 1, note
    run_compared([str(folder)], tmp_path / "first", ONE, against=[str(higher)])
    assert contents(out) == contents(tmp_path / "first"), note
    assert (out / "findings.jsonl").read_bytes() == (tmp_path / "first" / "findings.jsonl").read_bytes(), note


def test_what_was_not_compared_is_not_taken_for_what_was(folder, tmp_path):
    out = tmp_path / "out"
    run([str(folder)], out, ONE)
    assert not run_compared([str(folder)], out, ONE).unchanged
    assert not run_compared([str(folder)], out, ONE, against=[str(folder)]).unchanged
    assert not run([str(folder)], out, ONE).unchanged


def test_what_was_held_against_higher_law_holds_for_the_day_alone(folder, tmp_path, monkeypatch):
    out = tmp_path / "out"
    run_compared([str(folder)], out, ONE, against=[str(folder / "z被引.md")])

    class Tomorrow(date):
        @classmethod
        def today(cls):
            return date.fromordinal(date.today().toordinal() + 1)

    monkeypatch.setattr("lezr_extract.pipeline.job.former.date", Tomorrow)
    assert not run_compared([str(folder)], out, ONE, against=[str(folder / "z被引.md")]).unchanged


@pytest.mark.parametrize("of", ["effective", "published", "version"])
def test_comparing_holds_until_the_next_day_on_which_a_law_begins(folder, tmp_path, of):
    out = tmp_path / "out"
    day = (date.today() + timedelta(days=40)).isoformat()
    run_compared([str(folder)], out, ONE)
    assert json.loads((out / MANIFEST).read_text(encoding="utf-8"))["good_until"] is None
    law = next(iter(compared_laws([str(folder / "z被引.md")], ONE)))
    assert isinstance(law, ComparedLaw)
    assert compared_run._until(corpus_of([replace(law, **{of: day}), law]), ()) == day


@pytest.mark.skipif(not INSTALLED, reason=ABSENT)
def test_a_run_onto_a_server_that_holds_what_it_left_touches_nothing(folder, tmp_path):
    out = tmp_path / "out"
    with server() as address:
        options = Options(workers=1, server=address + "&schema=resumed")
        first = run([str(folder)], out, options)
        second = run([str(folder)], out, options)
        assert (first.unchanged, second.unchanged) == (False, True)
        assert (second.counts, second.first_problems) == (first.counts, first.first_problems)
        with PostgresStore.join(options.server) as store:
            store.add_file(FileRow("另一个.md"))
            store.commit()
        assert not run([str(folder)], out, options).unchanged, "others have written since"
        assert run([str(folder)], out, options).unchanged
        run([str(folder / "z被引.md")], tmp_path / "other", options)
        assert not run([str(folder)], out, options).unchanged, "another run took its place"
        assert not run([str(folder)], out, replace(options, server=address + "&schema=elsewhere")).unchanged
    with pytest.raises(CannotRunError):
        run([str(folder)], out, options)
