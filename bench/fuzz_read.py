"""Feeds mutated files of every format to the reader: each must end in documents or problems.

    python -m bench.fuzz_read [COUNT] [--formats docx,zip,…] [--first SEED]      default: 10000 of each format

Bits are flipped, bytes put in, taken out or doubled, files cut short, numbers made huge, XML nested, parts of
packages changed or replaced by bombs. The files are read in a child process with 1 GB of memory; one that
crashes or is silent for 30 seconds is counted and replaced. Prints a table and the seed of each failure (the same
seed makes the same file); exit status 1 where there is one.
"""

import argparse
import os
import random
import resource
import select
import subprocess
import sys
import tempfile
import time
import zipfile
from collections import Counter
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from lezr_extract.read import Source, read
from lezr_extract.records import Document

from bench.fuzz_seeds import FORMATS, seeds_of

MEMORY = 1 << 30
PATIENCE = 30
TOGETHER = {"doc": 24, "rtf": 24}
"""Formats of which several files are read with one start of LibreOffice."""
MARKS = (
    b"\0", b"<", b"-->", b"|", b"\xff\xfe", b"\r", b"(", b"9" * 64, b"<!--", b"[[", b"&#0;", b"<table>",
    b"%PDF-", b"PK", b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b"]]>", b"\xff" * 8, b"obj<<>>", b"\\u-1 ",
)  # fmt: skip
PACKAGES = frozenset({"docx", "zip", "ofd"})


def mutated(data: bytes, chance: random.Random) -> bytes:
    """``data`` with a few places changed."""
    made = bytearray(data)
    for _ in range(chance.randint(1, 12)):
        at = chance.randrange(len(made) + 1)
        to = min(len(made), at + chance.choice((1, 4, 64, 4000)))
        what = chance.randrange(8)
        if what == 0:
            made[at:to] = chance.randbytes(to - at)
        elif what == 1:
            made[at:at] = chance.choice(MARKS)
        elif what == 2:
            del made[at:to]
        elif what == 3:
            made[at:at] = made[at:to]
        elif what == 4 and at < len(made):
            made[at] ^= 1 << chance.randrange(8)
        elif what == 5:
            _huge_number(made, at)
        elif what == 6 and chance.random() < 0.05:
            made[at:at] = made[at:to] * chance.choice((10, 200))
        elif chance.random() < 0.2:
            del made[at:]
    return bytes(made)


def _huge_number(made: bytearray, at: int) -> None:
    """The next number in ASCII digits becomes a huge one."""
    while at < len(made) and not 48 <= made[at] <= 57:
        at += 1
    end = at
    while end < len(made) and 48 <= made[end] <= 57:
        end += 1
    if end > at:
        made[at:end] = b"99999999999"


def repacked(data: bytes, chance: random.Random) -> bytes:
    """A package with one part changed, replaced by a bomb, nested deep, or doubled."""
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        names = old.namelist()
        chosen = chance.choice(names)
        for name in names:
            part = old.read(name)
            if name == chosen:
                part = _changed(part, chance)
            new.writestr(name, part)
        if chance.random() < 0.05:
            new.writestr(
                zipfile.ZipInfo(chance.choice(("../../up", "/root", "a" * 3000, "\x01", *names))), b"x"
            )
    return made.getvalue()


def _changed(part: bytes, chance: random.Random) -> bytes:
    what = chance.random()
    if what < 0.01:
        return b"<w:p>" * 1_000_000
    if what < 0.02:
        return part[: len(part) // 2] + b" " * chance.choice((1 << 20, 40 << 20)) + part[len(part) // 2 :]
    if what < 0.03 and b"<" in part:
        at = part.index(b"<", len(part) // 2) if b"<" in part[len(part) // 2 :] else 0
        return part[:at] + b"<w:tbl><w:tr><w:tc>" * 3000 + part[at:]
    return mutated(part, chance)


def mutation(kind: str, sound: list[bytes], seed: int) -> bytes:
    """The file that a seed makes."""
    chance = random.Random(f"{kind} {seed}")
    data = chance.choice(sound)
    if kind in PACKAGES and chance.random() < 0.6:
        return repacked(data, chance)
    return mutated(data, chance)


def work(kind: str, first: int, count: int) -> None:
    """The child: reads files and prints a line for each: seed, seconds, outcome."""
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    sound = seeds_of(kind)
    at_once = TOGETHER.get(kind, 1)
    with tempfile.TemporaryDirectory() as folder:
        for start in range(first, first + count, at_once):
            batch = range(start, min(start + at_once, first + count))
            sources = []
            for seed in batch:
                path = Path(folder) / f"file{seed % 64}"
                path.write_bytes(mutation(kind, sound, seed))
                sources.append(Source(f"file{seed}", str(path)))
            print("begin", start, flush=True)
            began = time.perf_counter()
            source = (
                sources[0] if len(sources) == 1 else Source("all", sources[0].path, together=tuple(sources))
            )
            found = read(source)
            took = (time.perf_counter() - began) / len(batch)
            outcome = [one.format if isinstance(one, Document) else one.code for one in found]
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
            children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
            print("done", start, f"{took:.4f}", peak, children, *outcome, flush=True)


@dataclass
class Tally:
    """What came of one format."""

    done: int = 0
    came: Counter[str] = field(default_factory=Counter)
    slowest: tuple[float, int] = (0.0, 0)
    peak: int = 0
    failures: list[str] = field(default_factory=list)
    seconds: float = 0.0


def watched(kind: str, first: int, count: int) -> Tally:
    """Runs children until all files are read."""
    tally, started, at, end = Tally(), time.perf_counter(), first, first + count
    at_once = TOGETHER.get(kind, 1)
    while at < end:
        command = [sys.executable, "-m", "bench.fuzz_read", "--child", kind, str(at), str(end - at)]
        child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        at = _followed(child, at, at_once, tally)
        child.kill()
        said = child.communicate()[1].decode(errors="replace").strip().splitlines()
        if at < end:
            tally.failures.append(
                f"{kind} seed {at}: {said[-1] if said else f'ended with {child.returncode}'}"
            )
            at += at_once
    tally.seconds = time.perf_counter() - started
    return tally


def _followed(child: "subprocess.Popen[bytes]", at: int, at_once: int, tally: Tally) -> int:
    """Takes what a child prints; the first seed that it did not finish."""
    assert child.stdout is not None
    waiting = b""
    while select.select([child.stdout], [], [], PATIENCE * at_once)[0]:
        piece = os.read(child.stdout.fileno(), 1 << 16)
        if not piece:
            return at
        *lines, waiting = (waiting + piece).split(b"\n")
        for line in lines:
            words = line.decode().split()
            if words[0] == "done":
                at = int(words[1]) + at_once
                tally.done += at_once
                tally.slowest = max(tally.slowest, (float(words[2]), int(words[1])))
                tally.peak = max(tally.peak, int(words[3]), int(words[4]))
                tally.came.update(words[5:])
    tally.failures.append(f"silent for {PATIENCE} s a file")
    return at


def main() -> int:
    """Runs and prints the table."""
    if sys.argv[1:2] == ["--child"]:
        work(sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
        return 0
    options = argparse.ArgumentParser(prog="python -m bench.fuzz_read", description=__doc__)
    options.add_argument("count", type=int, nargs="?", default=10_000)
    options.add_argument("--formats", default=",".join(FORMATS))
    options.add_argument("--first", type=int, default=0, help="the first seed")
    chosen = options.parse_args()
    failures: list[str] = []
    print(f"{'format':10}{'files':>8}{'failures':>9}{'files/s':>9}{'slowest s':>10}{'peak MB':>9}  outcomes")
    for kind in chosen.formats.split(","):
        if not seeds_of(kind):
            print(f"{kind:10}  no seeds (a program to make them is not installed)")
            continue
        tally = watched(kind, chosen.first, chosen.count)
        came = ", ".join(f"{name} {number}" for name, number in tally.came.most_common(6))
        print(
            f"{kind:10}{tally.done:8}{len(tally.failures):9}{tally.done / tally.seconds:9.0f}{tally.slowest[0]:10.2f}"
            f"{tally.peak:9}  {came}",
            flush=True,
        )
        failures += tally.failures
    for failure in failures[:40]:
        print(failure)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
