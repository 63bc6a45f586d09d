"""What the list shows of a law is kept: a later run makes only that anew which changed, and nothing else is believed."""

import os
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lezr_extract.pipeline import Options, run
from lezr_extract.pipeline.job import shown_list
from lezr_extract.pipeline.job.run import MANIFEST, REPORT, WORKBOOK
from lezr_extract.pipeline.job.shown_list import Shown, packed, unpacked
from lezr_extract.pipeline.verify import verify
from lezr_extract.powerlist.report.pieces import ClausePiece, EntryPiece, LawPiece, Pieces
from lezr_extract.store.kept import FILE

ONE = Options(workers=1)
CITING = "示范取水管理办法\n第一条　取水依照《示范水库管理条例》第二条处罚。\n第二条　擅自取水的，由水利部门处一千元以下罚款。\n第三条　本办法自2020年1月1日起施行。\n"
CITED = "示范水库管理条例\n第一条　为了保护水库，制定本条例。\n第二条　填埋水库的，由水利部门处{}元以下罚款。\n第三条　本条例自2019年1月1日起施行。\n"
ENDING = "示范江河条例\n第一条　《示范水库管理条例》同时废止。\n第二条　本条例自2021年1月1日起施行。\n"


@pytest.fixture
def folder(samples, tmp_path):
    made = tmp_path / "laws"
    shutil.copytree(samples, made)
    (made / "a引用.md").write_text(CITING, encoding="utf-8")
    (made / "z被引.md").write_text(CITED.format("五千"), encoding="utf-8")
    return made


@pytest.fixture
def made(monkeypatch):
    """The laws that were made anew, by id."""
    found = []
    plain = shown_list._made
    monkeypatch.setattr(shown_list, "_made", lambda law, book: found.append(law.law_id) or plain(law, book))
    return found


def shown(out):
    """The workbook, and the data of the report: what it says of the run itself differs from run to run."""
    page = (out / REPORT).read_text(encoding="utf-8")
    data = re.findall(r"<script[^>]*data-encoding.*?</script>", page, re.DOTALL)
    assert len(data) > 3
    return (out / WORKBOOK).read_bytes(), data


def first(folder, tmp_path):
    """What a first run over ``folder`` shows."""
    shutil.rmtree(tmp_path / "first", ignore_errors=True)
    run([str(folder)], tmp_path / "first", ONE)
    return shown(tmp_path / "first")


def rows_of(out):
    with sqlite3.connect(out / FILE) as connection:
        return dict(connection.execute("SELECT key, value FROM shown"))


@pytest.mark.parametrize(
    ("change", "anew", "note"),
    [
        (lambda f: (f / "z被引.md").write_text(CITED.format("九万"), encoding="utf-8"), 2, "amended, and the one that cites it"),
        (lambda f: (f / "z被引.md").unlink(), 1, "deleted: the citing entry rests on its own clause alone"),
        (lambda f: (f / "m新.md").write_text(CITING.replace("取水", "排水"), encoding="utf-8"), 1, "new, in the middle: all that follow have other numbers"),
        (lambda f: (f / "z被引.md").rename(f / "0改名.md"), 2, "renamed: its place is another one, for who rests on it too"),
        (lambda f: (f / "废止.md").write_text(ENDING, encoding="utf-8"), None, "a law that ends another"),
        (lambda f: (f / "坏.docx").write_bytes(b"PK\3\4" + bytes(50)), 0, "a broken file"),
    ],
)  # fmt: skip
def test_only_laws_with_other_entries_are_made_anew_and_all_is_shown_as_a_first_run_shows_it(
    folder, tmp_path, made, change, anew, note
):
    run([str(folder)], tmp_path / "out", ONE)
    everything = len(made)
    assert everything > 5
    made.clear()
    change(folder)
    run([str(folder)], tmp_path / "out", ONE)
    assert len(made) < everything, note
    assert anew is None or len(made) == anew, note
    assert shown(tmp_path / "out") == first(folder, tmp_path), note


def test_what_is_kept_of_the_list_does_not_grow_from_run_to_run(folder, tmp_path):
    run([str(folder)], tmp_path / "out", ONE)
    before = len(rows_of(tmp_path / "out"))
    for turn in range(3):
        (folder / "z被引.md").write_text(CITED.format(turn + 2), encoding="utf-8")
        run([str(folder)], tmp_path / "out", ONE)
    assert len(rows_of(tmp_path / "out")) == before


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE shown SET value = x'00'",
        "UPDATE shown SET value = substr(value, 2)",
        "UPDATE shown SET value = 7",
        "UPDATE shown SET sum = x''",
        "UPDATE shown SET (value, sum) = (SELECT value, sum FROM shown ORDER BY length(value) DESC LIMIT 1)",
        "DELETE FROM shown",
        "DROP TABLE shown",
    ],
)
def test_damage_to_what_is_kept_of_the_list_is_noticed_and_made_good(folder, tmp_path, made, damage):
    out = tmp_path / "out"
    run([str(folder)], out, ONE)
    right, kept = shown(out), rows_of(out)
    everything = len(made)
    made.clear()
    with sqlite3.connect(out / FILE) as connection:
        connection.execute(damage)
    if damage.startswith("UPDATE"):
        assert {test.name for test in verify(out) if test.faults} == {"留存的读取结果完好"}
    (out / MANIFEST).unlink()
    run([str(folder)], out, ONE)
    # Where one row was put under all keys, it is right under its own.
    assert len(made) >= everything - 1
    assert shown(out) == right
    assert rows_of(out) == kept


KILLED = """
import os, signal, sys
from lezr_extract.pipeline import Options, run
from lezr_extract.pipeline.job import shown_list
from lezr_extract.store.kept import KeptReadings
shown_list._TOGETHER = 2
plain, left = KeptReadings.put_shown, int(sys.argv[3])
def put(self, key, value):
    global left
    plain(self, key, value)
    left -= 1
    if not left:
        os.kill(os.getpid(), signal.SIGKILL)
KeptReadings.put_shown = put
run([sys.argv[1]], __import__("pathlib").Path(sys.argv[2]), Options(workers=1))
"""


def test_a_run_that_is_killed_while_it_keeps_the_list_goes_on_from_what_was_kept(folder, tmp_path, made):
    right = first(folder, tmp_path)
    everything = len(made)
    made.clear()
    out = tmp_path / "out"
    for at in (1, 4, 3):
        command = [sys.executable, "-c", KILLED, str(folder), str(out), str(at)]
        environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
        assert subprocess.run(command, env=environment, check=False).returncode == -signal.SIGKILL
        assert not (out / WORKBOOK).exists()
        assert not (out / REPORT).exists()
    run([str(folder)], out, ONE)
    assert 0 < len(made) < everything
    assert shown(out) == right
    assert not list(out.glob("*.partial*"))
    assert len(rows_of(out)) == everything


words = st.text(st.characters(blacklist_characters="\0\1\2"), max_size=12)
entries = st.builds(
    EntryPiece,
    kind=st.integers(0, 9),
    agency=words,
    disputed=st.booleans(),
    unsettled=st.booleans(),
    law=st.integers(-1, 3),
    refs=st.lists(st.integers(0, 5), max_size=3).map(tuple),
    name=words,
    place=words,
    details=words,
    score=st.integers(0, 100),
)
clauses = st.builds(
    ClausePiece,
    law_id=words,
    start=st.integers(0),
    end=st.integers(0),
    item=st.none() | words,
    file=words,
    line=st.integers(0),
    boxes=st.lists(st.lists(st.integers(), max_size=5).map(tuple), max_size=2).map(tuple),
    words=words,
    source=words,
)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(entries, words), max_size=4),
    st.lists(clauses, max_size=4),
    st.lists(st.builds(LawPiece, words, words, words, words, words, words), max_size=3),
)
def test_what_is_packed_comes_back_the_same(rows, clauses, laws):
    pieces = Pieces(tuple(laws), tuple(entry for entry, _ in rows), tuple(clauses))
    whole = Shown(tuple(cells for _, cells in rows), pieces)
    assert unpacked(packed(whole)) == whole


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=60))
def test_what_was_never_packed_is_nothing(data):
    assert unpacked(data) is None


def test_a_piece_too_many_or_too_few_is_noticed():
    whole = packed(Shown((), Pieces((), (), ())))
    other = shown_list.zlib.compress(shown_list.zlib.decompress(whole) + b"\x02more")
    assert unpacked(whole) is not None
    assert unpacked(other) is None
