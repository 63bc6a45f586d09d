"""What a second run costs, and whether runs that were killed come to the same.

usage: python -m bench.resume [--corpora FOLDER] [--sample N] [--kills K] [--changed N] [--seed S] [--unchecked]

Copies the documents (all files of lawrefbook and ministry_rules, or N of them taken by chance), runs ``lezr run`` over
them, again with nothing changed, again with some files changed, and compares the tables with those of a run from the
beginning (not with ``--unchecked``). Then K runs are killed (SIGKILL, the whole group of processes) at moments taken by chance and run again.
Seconds are those of the processors (user and system, all processes of a run), which a busy machine changes little.
Modules are compiled before, by a run over one file, as they are wherever the program is installed.
"""

import argparse
import hashlib
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from lezr_extract.store import Store

from bench.wall import memory_of

PARTS = ("lawrefbook", "ministry_rules")
PROGRAM = "import sys\nfrom lezr_extract.cli import main\nsys.exit(main(sys.argv[1:]))"


def started(folder: Path, out: Path) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-c", PROGRAM, "run", str(folder), "-o", str(out)]
    # Compiled modules beside the copies: where Python may write none, each run would compile them all again.
    compiled = {"PYTHONPYCACHEPREFIX": str(folder.parent / "compiled"), "PYTHONDONTWRITEBYTECODE": ""}
    environment = os.environ | compiled | {"PYTHONPATH": str(Path(__file__).parents[1])}
    quiet = subprocess.DEVNULL
    return subprocess.Popen(command, stdout=quiet, stderr=quiet, env=environment, start_new_session=True)


def finished(folder: Path, out: Path) -> tuple[float, float, float]:
    """Seconds of the processors, seconds on the clock, and the most memory in megabytes."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    running, peak = started(folder, out), 0
    while running.poll() is None:
        peak = max(peak, memory_of(running.pid))
        time.sleep(0.2)
    if running.returncode == 2:
        raise SystemExit(f"lezr run {folder} -o {out} cannot run")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return used, time.perf_counter() - began, peak / 1e6


def contents(out: Path) -> dict[str, str]:
    with Store.read(out / "lezr.db") as store:
        return store.contents()


def workbook(out: Path) -> str:
    """The sha256 of the list in Excel; two runs over the same files give the same bytes."""
    return hashlib.sha256((out / "权责清单.xlsx").read_bytes()).hexdigest()


def copied(corpora: Path, folder: Path, sample: int, chance: random.Random) -> list[Path]:
    """The documents in a folder of our own, in which they may be changed."""
    found = [path for part in PARTS for path in sorted((corpora / part).rglob("*")) if path.is_file()]
    if sample:
        found = sorted(chance.sample(found, min(sample, len(found))))
    made = []
    for path in found:
        made.append(folder / path.relative_to(corpora))
        made[-1].parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, made[-1])
    return made


def change(paths: list[Path], number: int, chance: random.Random) -> None:
    """Amends ``number`` files: an article is deleted, another one added at the end."""
    laws = [path for path in paths if path.suffix == ".md" and path.stat().st_size > 3000]
    for path in chance.sample(laws, min(number, len(laws))):
        lines = path.read_text(encoding="utf-8").splitlines()
        articles = [n for n, line in enumerate(lines) if line.lstrip("*# ").startswith("第") and "条" in line]
        if articles:
            del lines[chance.choice(articles)]
        lines.append(
            "第九百九十九条　违反本规定的，由县级以上人民政府水行政主管部门处一千元以上五千元以下罚款。"
        )
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def warm(paths: list[Path], work: Path) -> None:
    """A run over one file, twice, so that all modules are compiled."""
    alone = work / "one"
    alone.mkdir()
    law = next(path for path in paths if path.suffix == ".md" and path.stat().st_size > 3000)
    shutil.copyfile(law, alone / law.name)
    for _ in range(2):
        finished(alone, work / "one-out")
        (work / "one-out" / "manifest.json").unlink(missing_ok=True)


def second_runs(
    folder: Path, paths: list[Path], work: Path, number: int, chance: random.Random, *, checked: bool
) -> None:
    first, wall, peak = finished(folder, work / "out")
    print(f"| 第一次 | {first:.1f} | {wall:.1f} | {peak:.0f} | |")
    again, wall, peak = finished(folder, work / "out")
    print(f"| 没有变化 | {again:.1f} | {wall:.1f} | {peak:.0f} | {again / first:.1%} |", flush=True)
    change(paths, number, chance)
    some, wall, peak = finished(folder, work / "out")
    print(f"| 改了 {number} 份 | {some:.1f} | {wall:.1f} | {peak:.0f} | {some / first:.1%} |", flush=True)
    if not checked:
        return
    finished(folder, work / "fresh")
    same = contents(work / "out") == contents(work / "fresh")
    print(f"\n改后与从头运行的各表：{'相同' if same else '不同'}", flush=True)


def killed(folder: Path, work: Path, kills: int, chance: random.Random) -> None:
    _, lasts, _ = finished(folder, work / "whole")
    right, pages = contents(work / "whole"), workbook(work / "whole")
    same = 0
    for number in range(1, kills + 1):
        out = work / f"killed-{number}"
        running, moment = started(folder, out), chance.uniform(0, 1) * lasts
        time.sleep(moment)
        over = running.poll() is not None
        left = sorted(path.name for path in out.glob("[!.]*")) if out.exists() else []
        with suppress(ProcessLookupError):
            os.killpg(running.pid, signal.SIGKILL)
        running.wait()
        again, wall, _ = finished(folder, out)
        agrees = contents(out) == right and workbook(out) == pages and not list(out.glob("*.partial*"))
        same += agrees
        # Each at once, so that a long measurement that is stopped has told what it knew.
        print(
            f"{number}\t{moment:.1f} 秒{'（已结束）' if over else ''}\t留下 {'、'.join(left) or '无'}\t再运行 {wall:.1f} 秒，"
            f"处理器 {again:.1f} 秒\t{'相同' if agrees else '不同'}",
            flush=True,
        )
        shutil.rmtree(out)
    print(f"{kills} 次在任意时刻杀掉再运行，各表和 Excel 与没有中断的相同：{same} 次")


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--corpora", type=Path, default=Path("../shared/corpora"))
    asked.add_argument("--sample", type=int, default=0)
    asked.add_argument("--kills", type=int, default=0)
    asked.add_argument("--changed", type=int, default=10)
    asked.add_argument("--seed", type=int, default=1)
    asked.add_argument("--unchecked", action="store_true")
    given = asked.parse_args()
    chance = random.Random(given.seed)
    with tempfile.TemporaryDirectory(prefix="lezr-bench-") as name:
        work = Path(name)
        paths = copied(given.corpora, work / "laws", given.sample, chance)
        print(f"{len(paths)} 份文件\n")
        if given.changed:
            print("| 运行 | 处理器秒 | 钟表秒 | 内存 MB | 与第一次之比 |\n|---|---|---|---|---|", flush=True)
            warm(paths, work)
            second_runs(work / "laws", paths, work, given.changed, chance, checked=not given.unchecked)
        if given.kills:
            killed(work / "laws", work, given.kills, chance)
    return 0


if __name__ == "__main__":
    sys.exit(main())
