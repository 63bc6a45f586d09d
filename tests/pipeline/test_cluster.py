"""Runs on Ray: two machines of one cluster on this one, one of which dies."""

import importlib.util
import json
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from lezr_extract.errors import CannotRunError
from lezr_extract.pipeline.job import cluster

ROOT = Path(__file__).parents[2]
needs_ray = pytest.mark.skipif(
    importlib.util.find_spec("ray") is None, reason="Ray is not installed: make cluster"
)


def tables(path):
    with sqlite3.connect(path) as connection:
        names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {
            name: connection.execute(f"SELECT * FROM '{name}'").fetchall() for name in names if name != "runs"
        }


@needs_ray
def test_a_run_on_two_machines_of_which_one_dies_gives_what_this_machine_alone_gives(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "bench.cluster", "corpora/samples", str(tmp_path), "--copies", "12"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["killed"] == 1
    assert told["same"] is True
    assert tables(tmp_path / "local" / "lezr.db") == tables(tmp_path / "ray" / "lezr.db")


def test_without_ray_the_sentence_says_how_to_get_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(CannotRunError, match="make cluster"):
        list(cluster.each(lambda batch: batch, [], lambda item: item, address=cluster.LOCAL))


class Deadly:
    """A Ray whose processes die over every batch that holds a deadly item, however often they try."""

    class exceptions:  # noqa: N801
        class WorkerCrashedError(Exception):
            pass

        class OutOfMemoryError(Exception):
            pass

        class NodeDiedError(Exception):
            pass

    def remote(self, **options):
        def made(function):
            class Task:
                @staticmethod
                def remote(work, batch):
                    return lambda: function(work, batch)

            return Task

        return made

    def put(self, value):
        return value

    def cluster_resources(self):
        return {"CPU": 2}

    def get(self, wanted):
        try:
            return wanted()
        except SystemExit as error:
            raise self.exceptions.WorkerCrashedError from error


def test_an_item_that_kills_every_process_costs_itself_alone():
    def work(batch):
        if "deadly" in batch:
            raise SystemExit(9)
        return [item.upper() for item in batch]

    carried = cluster._Carried(Deadly(), work, lambda item: f"lost {item}")
    todo = [["a", "b"], ["c", "deadly", "d"], ["e"]]
    assert list(carried.results(todo)) == [(2, ["A", "B"]), (3, ["C", "lost deadly", "D"]), (1, ["E"])]
