"""Does a corpus of eight times the size take eight times the time, and not eight times the memory?

usage: python -m bench.growth [--every N] [--most 8] — runs ``lezr run`` on every so many files of lawrefbook and
ministry_rules, once, twice, four and eight times over. Each further copy is another text: half of its words
for certain things are exchanged for others, and the title has a number.
"""

import json
import random
import re
import resource
import subprocess
import sys
import tempfile
import time
from argparse import ArgumentParser
from pathlib import Path

from bench.wall import memory_of

CORPORA = Path(__file__).parents[2] / "shared" / "corpora"
FOLDERS = ("lawrefbook", "ministry_rules")
# What the reading of a law hangs on (numbers, divisions, marks, organs, verbs) stays: only words for things are
# exchanged for each other.
EXCHANGED = "水电林草渔矿盐茶棉粮油糖药酒烟车船桥路港站塔井渠坝堤闸库池湖河江海岛滩岸山坡谷沟田园村镇"
SHARE = 0.5
_TITLE = re.compile(r"^(# .+)$", re.MULTILINE)


def another(text: str, number: int, chosen: random.Random) -> str:
    """``text`` as another law: its title numbered, some of its words exchanged."""
    words = "".join(
        chosen.choice(EXCHANGED) if character in EXCHANGED and chosen.random() < SHARE else character
        for character in text
    )
    return _TITLE.sub(rf"\1（第{number}号）", words, count=1)


def grown(files: list[Path], times: int, folder: Path) -> None:
    """``times`` copies of ``files`` in ``folder``; the first as they are."""
    for number in range(times):
        chosen = random.Random(number)
        target = folder / str(number)
        target.mkdir(parents=True)
        for at, file in enumerate(files):
            text = file.read_text(encoding="utf-8")
            (target / f"{at:05d}.md").write_text(
                another(text, number, chosen) if number else text, encoding="utf-8"
            )


def measured(laws: Path, out: Path) -> dict[str, float]:
    """Articles, seconds on the clock and of the processor, and the most memory, of one run."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start, peak = time.perf_counter(), 0
    command = [sys.executable, "-m", "lezr_extract", "run", str(laws), "-o", str(out)]
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while running.poll() is None:
        peak = max(peak, memory_of(running.pid))
        time.sleep(0.2)
    seconds = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    articles = json.loads((out / "manifest.json").read_text(encoding="utf-8"))["counts"]["articles"]
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {"articles": articles, "wall": seconds, "processor": processor, "memory": peak / 1e6}


def main() -> None:
    """Prints a line for each size, and how much the last one takes per article against the first."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("--every", type=int, default=8)
    parser.add_argument("--most", type=int, default=8)
    asked = parser.parse_args()
    files = [path for folder in FOLDERS for path in sorted((CORPORA / folder).rglob("*.md"))][:: asked.every]
    found = []
    times = 1
    while times <= asked.most:
        with tempfile.TemporaryDirectory() as folder:
            grown(files, times, Path(folder) / "laws")
            one = measured(Path(folder) / "laws", Path(folder) / "out")
        found.append(one)
        print(
            f"×{times}: {one['articles']:,} articles, wall {one['wall']:.1f} s, processor {one['processor']:.1f} s "
            f"({1e6 * one['processor'] / one['articles']:.0f} µs an article), memory at most {one['memory']:.0f} MB",
            flush=True,
        )
        times *= 2
    first, last = found[0], found[-1]
    for what in ("processor", "wall"):
        ratio = (last[what] / last["articles"]) / (first[what] / first["articles"])
        print(f"{what} per article: {ratio:.3f} of that at ×1")
    print(f"memory: {last['memory'] / first['memory']:.3f} of that at ×1")


if __name__ == "__main__":
    main()
