"""Where the time of a whole run with comparing goes: processor seconds of each stage, beside jieba and a plain regex.

usage: python -m bench.stages [EVERY]            over every 20th file of lawrefbook and ministry_rules, or every EVERYth
       python -m bench.stages [EVERY] --command  the command itself, with its processes, wall time and memory
       … --keep                                  adds a line of JSON to bench/history/stages.jsonl

The stages are those of ``lezr run --compare`` in one process; each has the time spent in it and not in one below. jieba
and the regex (第…条 at the beginning of a line) go once over the same texts in the same run, so that their ratios hold on
a loaded machine too. Memory is the most that the process held; of ``--command`` that of all processes at once.
"""

import argparse
import json
import os
import platform
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from functools import wraps
from importlib.metadata import version
from pathlib import Path
from typing import Any

from lezr_extract import agencies, norms, powerlist, powers, read, structure
from lezr_extract.compare import checks, reading
from lezr_extract.compare.candidates import Candidates
from lezr_extract.compare.relating import many_pairs
from lezr_extract.compare.relating.one_pair import Relater
from lezr_extract.pipeline import Options
from lezr_extract.pipeline.comparing import compare_law, compared_run
from lezr_extract.pipeline.job import deliver, fill, one_source, shown_list
from lezr_extract.powers.learned import ClauseModel
from lezr_extract.store import Store

from bench.corpus import files
from bench.wall import watched

HISTORY = Path(__file__).parent / "history" / "stages.jsonl"
HEADING = re.compile(
    r"^[ \u3000]*第[零〇一二三四五六七八九十百千]+条(?:之[一二三四五六七八九十]+)?", re.MULTILINE
)
STAGES = {
    "读取": ((read, "read"),),
    "结构": ((structure, "build_law"), (structure, "apart"), (structure, "outline")),
    "引用": (
        *((structure, name) for name in ("find_citations", "find_repeals")),
        *((one_source, name) for name in ("effects_of", "citation_rows")),
        *((fill, name) for name in ("resolve", "follow", "ended_laws")),
        (fill.effects, "settle"),
    ),
    "规范句": ((norms, "parse_law"),),
    "权力": tuple((powers, name) for name in ("find_powers", "find_referrals", "liability_clauses")),
    "模型": ((ClauseModel, "judge"),),
    "主体": ((agencies, "link"),),
    "清单": ((powerlist, "draft"),),
    "入库": (
        *((one_source, name) for name in ("rows_of_law", "liability_rows")),
        *((Store, name) for name in ("add_law", "add_file", "add_citations", "add_problems", "add_findings", "commit")),
        *((Store, name) for name in ("end_laws", "choose_versions", "add_agencies", "extend_entry", "settle_referral")),
    ),
    "索引": ((Store, "finish"),),
    "导出": (
        *((shown_list.ListInMaking, name) for name in ("step", "write_report")),
        *((deliver, name) for name in ("write_problems", "write_manifest")),
        *((compared_run, name) for name in ("json_line", "write_findings_page")),
    ),
    "比对：行为": ((reading, "compared"),),
    "比对：候选": ((Candidates, "__init__"), (Candidates, "of")),
    "比对：关系": ((many_pairs, "relate"), (Relater, "relate")),
    "比对：检查": (
        *((compare_law, name) for name in ("of_pair", "weighed")),
        *((checks, name) for name in ("of_law", "of_citations")),
        (checks.Known, "of"),
    ),
}  # fmt: skip
REST = "其余"


class Clock:
    """Processor seconds by stage; what one stage calls of another counts for the other."""

    def __init__(self) -> None:
        self.seconds: Counter[str] = Counter()
        self._stages = [REST]
        self._since = time.process_time()

    def turn(self) -> None:
        """Adds the time since the last turn to the stage that ran."""
        now = time.process_time()
        self.seconds[self._stages[-1]] += now - self._since
        self._since = now

    def timed(self, stage: str, work: Callable[..., Any]) -> Callable[..., Any]:
        """``work``, its time counted for ``stage``."""

        @wraps(work)
        def timed(*given: Any, **named: Any) -> Any:
            self.turn()
            self._stages.append(stage)
            try:
                return work(*given, **named)
            finally:
                self.turn()
                self._stages.pop()

        return timed


def stages(paths: list[str]) -> tuple[dict[str, float], int]:
    """Seconds by stage of a run over ``paths`` in this process, and the number of articles."""
    clock = Clock()
    for stage, places in STAGES.items():
        for owner, name in places:
            # Of a class the plain entry, so that a class method stays one.
            work = owner.__dict__[name] if isinstance(owner, type) else getattr(owner, name)
            if isinstance(work, classmethod):
                setattr(owner, name, classmethod(clock.timed(stage, work.__func__)))
            else:
                setattr(owner, name, clock.timed(stage, work))
    with tempfile.TemporaryDirectory() as folder:
        result = compared_run.run_compared(paths, Path(folder) / "out", Options(workers=1))
    clock.turn()
    return dict(clock.seconds), result.counts["articles"]


def beside(paths: list[str]) -> dict[str, float]:
    """Processor seconds of one pass of jieba, and of one of the plain regex, over the texts of ``paths``."""
    import jieba  # noqa: PLC0415

    texts = [Path(path).read_text("utf-8") for path in paths]
    jieba.setLogLevel("ERROR")
    jieba.initialize()
    found = {}
    for name, work in (("jieba", jieba.lcut), ("regex", HEADING.findall)):
        began = time.process_time()
        for text in texts:
            work(text)
        found[name] = time.process_time() - began
    return found


def keep(facts: dict[str, Any]) -> None:
    """Adds a line with what was measured, where and of which commit."""
    commit = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False
    )
    about = {
        "day": time.strftime("%Y-%m-%d %H:%M"),
        "commit": commit.stdout.strip(),
        "machine": f"{os.cpu_count()} × {platform.machine()}",
        "load": round(os.getloadavg()[1], 1),
        "python": platform.python_version(),
        "libraries": {name: version(name) for name in ("jieba", "rjieba", "ahocorasick-rs", "rapidfuzz")},
    }
    HISTORY.parent.mkdir(exist_ok=True)
    with HISTORY.open("a", encoding="utf-8") as lines:
        lines.write(json.dumps(about | facts, ensure_ascii=False) + "\n")


def command(paths: list[str]) -> dict[str, Any]:
    """The command as people run it."""
    with tempfile.TemporaryDirectory() as folder:
        words = [sys.executable, "-m", "lezr_extract", "run", *paths, "--compare", "-o", f"{folder}/out"]
        found = watched(words)
    return {
        "wall": found.seconds,
        "processor": found.processor,
        "memory": found.memory,
        "status": found.status,
    }


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("every", nargs="?", type=int, default=20)
    parser.add_argument("--command", action="store_true")
    parser.add_argument("--keep", action="store_true")
    given = parser.parse_args()
    paths = files(given.every)
    size = sum(Path(path).stat().st_size for path in paths) / 1e6
    measured = beside(paths)
    facts: dict[str, Any] = {"every": given.every, "files": len(paths), "MB": round(size, 1)} | measured
    if given.command:
        found = command(paths)
        facts |= found
        print(
            f"{len(paths):,} 份，{size:.1f} MB：{found['wall']:.0f} 秒，处理器 {found['processor']:.0f} 秒，内存 {found['memory'] / 1e6:,.0f} MB；"
            f"jieba 一遍 {measured['jieba']:.1f} 秒，用时是它的 {found['wall'] / measured['jieba']:.2f} 倍"
        )
    else:
        seconds, articles = stages(paths)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3
        facts |= {"articles": articles, "memory": memory, "stages": seconds}
        print("步骤\t秒\t占\t条/秒\tMB/秒\t是 jieba 的\t是正则的")
        for stage, taken in [*seconds.items(), ("合计", sum(seconds.values()))]:
            print(
                f"{stage}\t{taken:.2f}\t{taken / sum(seconds.values()):.0%}\t{articles / taken:,.0f}\t{size / taken:.2f}"
                f"\t{taken / measured['jieba']:.2f}\t{taken / measured['regex']:,.0f}"
            )
        print(
            f"{len(paths):,} 份，{size:.1f} MB，{articles:,} 条；jieba {measured['jieba']:.2f} 秒，内存 {memory:,.0f} MB"
        )
    if given.keep:
        keep(facts)


if __name__ == "__main__":
    main()
