"""Processor seconds of each step from a file to its rows, here and at another commit, each the least of many rounds.

usage: python -m bench.article_path [COMMIT] [--every N] [--rounds R]

Both trees go over every Nth file (200 by default) of lawrefbook and ministry_rules by turns, each in a process of its own,
twice R rounds each. On a machine where others work, the least of many short rounds is what stays the same; ratios of
single runs do not. Nothing is written, and comparing is only prepared. COMMIT is ``main`` by default.
"""

import argparse
import gc
import json
import os
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
KEPT = ROOT / "build" / "same"


def main() -> None:
    """Prints a table of both trees."""
    from bench.corpus import files  # noqa: PLC0415
    from bench.same import git  # noqa: PLC0415

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("commit", nargs="?", default="main")
    parser.add_argument("--every", type=int, default=200)
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    commit = git("rev-parse", "--short", given.commit)
    tree = KEPT / f"{commit}-tree"
    git("worktree", "prune")
    git("worktree", "add", "--force", "--detach", str(tree), commit)
    order = json.dumps({"paths": files(given.every), "rounds": given.rounds})
    try:
        found = [least(one, order) for _ in range(2) for one in (tree, ROOT)]
    finally:
        git("worktree", "remove", "--force", str(tree))
    before, now = (
        {step: min(one[step], other[step]) for step in one} for one, other in (found[::2], found[1::2])
    )
    print(f"步骤\t{commit} 秒\t现在 秒\t比")
    for step in now:
        print(f"{step}\t{before[step]:.3f}\t{now[step]:.3f}\t{now[step] / before[step]:.2f}")
    print(
        f"合计\t{sum(before.values()):.3f}\t{sum(now.values()):.3f}\t{sum(now.values()) / sum(before.values()):.2f}"
    )


def least(tree: Path, order: str) -> dict[str, float]:
    """The least seconds of each step in ``tree``."""
    here = os.environ | {"PYTHONPATH": str(tree)}
    done = subprocess.run(
        [sys.executable, str(Path(__file__)), "--rounds-of"],
        cwd=tree,
        env=here,
        input=order,
        capture_output=True,
        text=True,
        check=True,
    )
    found: dict[str, float] = json.loads(done.stdout)
    return found


def rounds_of(order: dict[str, Any]) -> dict[str, float]:
    """The least seconds of each step of the program that is on the path, over some rounds."""
    from lezr_extract import agencies, norms, powerlist, powers, read, structure  # noqa: PLC0415
    from lezr_extract.pipeline.job import one_source, readings  # noqa: PLC0415
    from lezr_extract.powers.learned import ClauseModel  # noqa: PLC0415

    clock = _Clock()
    for step, owner, *names in (
        ("读取", read, "read"),
        ("结构", structure, "build_law", "apart", "outline"),
        ("引用", structure, "find_citations", "find_repeals"),
        ("规范句", norms, "parse_law"),
        ("权力", powers, "find_powers", "find_referrals", "liability_clauses"),
        ("模型", ClauseModel, "judge"),
        ("主体", agencies, "link"),
        ("清单", powerlist, "draft"),
        ("行", one_source, "rows_of_law", "liability_rows"),
        ("写下", readings, "_one_given"),
        ("读回", readings, "read_back_readings"),
    ):
        for name in names:
            setattr(owner, name, clock.timed(step, owner.__dict__[name]))
    one_source.warm()
    items, options = list(read.sources(order["paths"])), one_source.Options(compare=True)
    gc.set_threshold(200_000, 20, 100)
    best: dict[str, float] = {}
    for _ in range(order["rounds"]):
        clock.begin()
        for item in items:
            for given in readings.read_units([item], options, "run", "2026-01-01")[0]:
                if given.kept:
                    readings.read_back_readings(given.kept)
        for step, seconds in clock.end().items():
            best[step] = min(best.get(step, seconds), seconds)
    return best


class _Clock:
    """Processor seconds by step; what one step calls of another counts for the other."""

    def __init__(self) -> None:
        self.seconds: Counter[str] = Counter()
        self._steps = ["其余"]
        self._since = time.process_time()

    def begin(self) -> None:
        self.seconds.clear()
        self._since = time.process_time()

    def end(self) -> dict[str, float]:
        self._turn()
        return dict(self.seconds)

    def timed(self, step: str, work: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(work)
        def timed(*given: Any, **named: Any) -> Any:
            self._turn()
            self._steps.append(step)
            try:
                return work(*given, **named)
            finally:
                self._turn()
                self._steps.pop()

        return timed

    def _turn(self) -> None:
        now = time.process_time()
        self.seconds[self._steps[-1]] += now - self._since
        self._since = now


if __name__ == "__main__":
    if sys.argv[1:] == ["--rounds-of"]:
        print(json.dumps(rounds_of(json.load(sys.stdin))))
    else:
        main()
