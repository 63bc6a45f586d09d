"""An export that is killed leaves the old file or the whole new one; the next export is as if nothing had happened."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from lezr_extract.pipeline.deciding.export import export
from lezr_extract.pipeline.job.one_source import Options
from lezr_extract.pipeline.job.run import run

ROOT = Path(__file__).parents[2]
COPIES = 20

pytestmark = pytest.mark.skipif(os.name != "posix", reason="kills a process by signal")


@pytest.fixture(scope="module")
def database(tmp_path_factory, samples):
    """A run with so many entries that writing them takes a while."""
    out = tmp_path_factory.mktemp("run")
    run([str(samples)], out, Options(workers=1, rules_only=True))
    with sqlite3.connect(out / "lezr.db") as connection:
        (last,) = connection.execute("SELECT max(number) FROM entries").fetchone()
        for table, number in (("entries", "number"), ("bases", "entry")):
            columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
            others = [column for column in columns if column not in (number, "id")]
            names = ", ".join(f'"{column}"' for column in others)
            first = f"{number}, id" if "id" in columns else number
            for copy in range(1, COPIES):
                new = f"{number} + {copy * last}" + (f", id || '-{copy}'" if "id" in columns else "")
                connection.execute(
                    f"INSERT INTO {table} ({first}, {names}) SELECT {new}, {names} FROM {table} WHERE {number} <= {last}"
                )
    return out / "lezr.db"


@pytest.fixture(scope="module", params=["xlsx", "docx"])
def whole(request, database, tmp_path_factory):
    """The form, what an export that nobody disturbs writes, and how long its process takes."""
    target = tmp_path_factory.mktemp("whole") / f"list.{request.param}"
    start = time.monotonic()
    assert exporting(database, target).wait(timeout=120) == 0
    return request.param, target.read_bytes(), time.monotonic() - start


def exporting(database, target):
    form = target.suffix.removeprefix(".")
    command = [sys.executable, "-m", "lezr_extract", "export", database, "--format", form, "-o", target]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)


@pytest.mark.parametrize("seed", range(4))
def test_a_killed_export_leaves_the_old_file_and_the_next_one_is_whole(database, whole, tmp_path, seed):
    form, content, seconds = whole
    target = tmp_path / f"list.{form}"
    target.write_bytes(b"what stood there before")
    before = database.read_bytes()
    running = exporting(database, target)
    # From the middle of a run on, when rows are being written; the last seed dies before it has begun.
    time.sleep(seconds * random.Random(seed).uniform(0.5, 0.9) if seed < 3 else 0.05)
    running.send_signal(signal.SIGKILL)
    running.wait()
    assert target.read_bytes() in (b"what stood there before", content)
    assert seed < 3 or target.read_bytes() != content, "it died before it had begun"
    assert database.read_bytes() == before
    export(database, form, target)
    assert target.read_bytes() == content
    assert [path.name for path in tmp_path.iterdir()] == [target.name], "nothing half-written is left"
