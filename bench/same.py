"""Whether this working tree finds what another commit finds, to the bit: for changes that only make it faster.

usage: python -m bench.same [COMMIT] [--every N] [--compare]

Runs ``lezr run`` over every Nth file (20 by default) of lawrefbook and ministry_rules in both trees and compares all
tables but ``runs``; with ``--compare`` also what ``lezr compare --jsonl`` prints of the same files. Prints the first
row that differs. COMMIT is ``main`` by default; what it finds is kept under build/same for the next time.
"""

import argparse
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from itertools import zip_longest
from pathlib import Path

from bench.corpus import files

ROOT = Path(__file__).parents[1]
KEPT = ROOT / "build" / "same"
FINDINGS = "findings.jsonl"
_PIECES = "_search_"
"""In the names of tables in which SQLite keeps the pieces of the full-text index, cut as they came."""


def main() -> int:
    """Prints what differs; gives 1 where something does."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("commit", nargs="?", default="main")
    parser.add_argument("--every", type=int, default=20)
    parser.add_argument("--compare", action="store_true")
    given = parser.parse_args()
    commit = git("rev-parse", "--short", given.commit)
    before, after = (KEPT / f"{name}-{given.every}" for name in (commit, "now"))
    wanted = ["lezr.db", *([FINDINGS] if given.compare else [])]
    if not all((before / name).exists() for name in wanted):
        tree = KEPT / f"{commit}-tree"
        git("worktree", "prune")
        git("worktree", "add", "--force", "--detach", str(tree), commit)
        try:
            find(tree, before, given.every, compare=given.compare)
        finally:
            git("worktree", "remove", "--force", str(tree))
    find(ROOT, after, given.every, compare=given.compare)
    differing = [told for name in wanted for told in differences(before / name, after / name)]
    print("\n".join(differing) or f"same as {commit}")
    return 1 if differing else 0


def find(tree: Path, out: Path, every: int, *, compare: bool) -> None:
    """What the program of a tree finds in the sample, into the folder ``out``."""
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    here = os.environ | {"PYTHONPATH": str(tree)}
    lezr = [sys.executable, "-m", "lezr_extract"]
    subprocess.run([*lezr, "run", *files(every), "-o", str(out)], cwd=tree, env=here, capture_output=True)  # noqa: PLW1510
    if compare:
        with (out / FINDINGS).open("wb") as lines:
            command = [*lezr, "compare", *files(every), "--jsonl"]
            subprocess.run(command, cwd=tree, env=here, stdout=lines, stderr=subprocess.DEVNULL)  # noqa: PLW1510


def differences(before: Path, after: Path) -> Iterator[str]:
    """A line for each table, or file of lines, that differs: where it first does."""
    if before.suffix != ".db":
        pairs = zip_longest(*(path.read_text("utf-8").splitlines() for path in (before, after)))
        yield from first_difference(before.name, pairs)
        return
    with closing(sqlite3.connect(before)) as one, closing(sqlite3.connect(after)) as other:
        tables = [
            {row[0] for row in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            for db in (one, other)
        ]
        yield from (f"{table}: in one of them only" for table in sorted(tables[0] ^ tables[1]))
        for table in sorted((tables[0] & tables[1]) - {"runs", "meta"}):
            if _PIECES in table:
                continue
            rows = (db.execute(rows_of(db, table)) for db in (one, other))
            yield from first_difference(table, zip_longest(*rows))


def rows_of(db: sqlite3.Connection, table: str) -> str:
    """What to ask for the rows of a table; of the full-text index every word with its places."""
    if not table.endswith("_search"):
        return f'SELECT * FROM "{table}"'
    db.execute(f"CREATE VIRTUAL TABLE temp.{table}_words USING fts5vocab(main, {table}, instance)")
    return f"SELECT * FROM temp.{table}_words"


def first_difference(name: str, pairs: Iterator[tuple[object, object]]) -> Iterator[str]:
    """The first of the pairs that is none of equals."""
    for number, (one, other) in enumerate(pairs, 1):
        if one != other:
            yield f"{name}, row {number}:\n  {one}\n  {other}"
            return


def git(*words: str) -> str:
    """What git says."""
    done = subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=True)
    return done.stdout.strip()


if __name__ == "__main__":
    sys.exit(main())
