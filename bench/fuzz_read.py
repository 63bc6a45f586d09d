"""Feeds mutated files of every format to the reader: each must end in documents or problems.

    python -m bench.fuzz_read [COUNT] [--formats docx,zip,…] [--first SEED] [--page] [--real-engine]
    default: 10000 of each format

Bits are flipped, bytes put in, taken out or doubled, files cut short, numbers made huge, XML nested, parts of
packages changed or replaced by bombs. The files are read, and laws built of them, in a child process with 1 GB of
memory; one that crashes, contradicts itself (`bench.fuzz_checks`) or is silent for 30 seconds is counted and
replaced. Pictures are opened, turned and laid out as always, but read by an engine of fixed lines; with
``--real-engine`` by the one of this machine. Prints a table and the seed of each failure (the same seed makes the
same file); exit status 1 where there is one. With ``--page`` the rows go into docs/lookup/fuzz.md.
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
import zlib
from collections import Counter
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from lezr_extract.read import Source, read

from bench.fuzz_checks import came_of, without_engine
from bench.fuzz_page import keep
from bench.fuzz_seeds import FORMATS, members, seeds_of
from bench.variants import rar

MEMORY = 1 << 30
PATIENCE = 30
TOGETHER = {"doc": 24, "rtf": 24}
"""Formats of which several files are read with one start of LibreOffice."""
MARKS = (
    b"\0", b"<", b"-->", b"|", b"\xff\xfe", b"\r", b"(", b"9" * 64, b"<!--", b"[[", b"&#0;", b"<table>",
    b"%PDF-", b"PK", b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b"]]>", b"\xff" * 8, b"obj<<>>", b"\\u-1 ",
)  # fmt: skip
PACKAGES = frozenset({"docx", "zip", "ofd", "xlsx"})
PAGED = frozenset({"db", "xls", "doc", "bmp", "tif", "jpg"})
"""Formats full of offsets: a byte too many breaks them at the first step."""


def overwritten(data: bytes, chance: random.Random) -> bytes:
    """``data`` of the same length with a few bytes changed, so that what points into it still points there."""
    made = bytearray(data)
    for _ in range(chance.randint(1, 12)):
        at = chance.randrange(len(made))
        to = min(len(made), at + chance.choice((1, 2, 4)))
        made[at:to] = chance.choice((chance.randbytes(4), b"\xff" * 4, bytes(4)))[: to - at]
    return bytes(made)


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
    if kind in PAGED and chance.random() < 0.6:
        return overwritten(data, chance)
    if kind == "rar" and chance.random() < 0.6:
        writer = chance.choice((rar.rar4, rar.rar5))
        return writer([(name, mutated(content, chance)) for name, content in members().items()])
    made = mutated(data, chance)
    return _with_checksums(made) if kind == "png" and chance.random() < 0.6 else made


def _with_checksums(made: bytes) -> bytes:
    """A PNG whose parts bear the checksums of what they now hold, so that more than the checksum is tried."""
    sound, at = bytearray(made), 8
    while at + 12 <= len(sound):
        end = at + 8 + int.from_bytes(sound[at : at + 4], "big")
        if end + 4 > len(sound):
            break
        sound[end : end + 4] = zlib.crc32(sound[at + 4 : end]).to_bytes(4, "big")
        at = end + 4
    return bytes(sound)


def work(kind: str, first: int, count: int) -> None:
    """The child: reads files and prints a line for each: next seed, seconds, memory, outcome."""
    os.environ["LEZR_CACHE"] = "off"
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
            outcome = came_of(read(source))
            took = (time.perf_counter() - began) / len(batch)
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
            children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
            print("done", batch.stop, f"{took:.4f}", peak, children, *outcome, flush=True)


@dataclass
class Tally:
    """What came of one format."""

    done: int = 0
    came: Counter[str] = field(default_factory=Counter)
    slowest: tuple[float, int] = (0.0, 0)
    peak: int = 0
    failures: list[str] = field(default_factory=list)
    seconds: float = 0.0


def watched(kind: str, first: int, count: int, more: tuple[str, ...]) -> Tally:
    """Runs children until all files are read."""
    tally, started, at, end = Tally(), time.perf_counter(), first, first + count
    at_once = TOGETHER.get(kind, 1)
    while at < end:
        command = [sys.executable, "-m", "bench.fuzz_read", "--child", kind, str(at), str(end - at), *more]
        with tempfile.TemporaryFile() as errors:
            child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=errors)
            at, silent = _followed(child, at, tally, PATIENCE * at_once)
            child.kill()
            child.wait()
            errors.seek(max(0, errors.seek(0, os.SEEK_END) - 4000))
            said = errors.read().decode(errors="replace").strip().splitlines()
        if at < end:
            cause = said[-1] if said else f"ended with {child.returncode}"
            tally.failures.append(f"{kind} seed {at}: {'silent' if silent else cause}")
            failed = min(at_once, end - at)
            tally.done += failed
            at += failed
    tally.seconds = time.perf_counter() - started
    return tally


def _followed(child: "subprocess.Popen[bytes]", at: int, tally: Tally, patience: float) -> tuple[int, bool]:
    """Takes what a child prints; the first seed that it did not finish, and whether it fell silent."""
    assert child.stdout is not None
    waiting = b""
    with child.stdout:
        while select.select([child.stdout], [], [], patience)[0]:
            piece = os.read(child.stdout.fileno(), 1 << 16)
            if not piece:
                return at, False
            *lines, waiting = (waiting + piece).split(b"\n")
            for line in lines:
                words = line.decode().split()
                if words[0] == "done":
                    tally.slowest = max(tally.slowest, (float(words[2]), at))
                    tally.done += int(words[1]) - at
                    at = int(words[1])
                    tally.peak = max(tally.peak, int(words[3]), int(words[4]))
                    tally.came.update(words[5:])
    return at, True


def main() -> int:
    """Runs and prints the table."""
    if sys.argv[1:2] == ["--child"]:
        if "--real-engine" not in sys.argv:
            without_engine()
        work(sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
        return 0
    options = argparse.ArgumentParser(prog="python -m bench.fuzz_read", description=__doc__)
    options.add_argument("count", type=int, nargs="?", default=10_000)
    options.add_argument("--formats", default=",".join(FORMATS))
    options.add_argument("--first", type=int, default=0, help="the first seed")
    options.add_argument("--page", action="store_true", help="set the rows down in docs/lookup/fuzz.md")
    options.add_argument(
        "--real-engine", action="store_true", help="pictures are read by the engine of this machine"
    )
    chosen = options.parse_args()
    failures: list[str] = []
    print(f"{'format':10}{'files':>8}{'failures':>9}{'files/s':>9}{'slowest s':>10}{'peak MB':>9}  outcomes")
    for kind in chosen.formats.split(","):
        if not seeds_of(kind):
            print(f"{kind:10}  no seeds (a program to make them is not installed)")
            continue
        tally = watched(kind, chosen.first, chosen.count, ("--real-engine",) if chosen.real_engine else ())
        came = tally.came.most_common(6)
        print(
            f"{kind:10}{tally.done:8}{len(tally.failures):9}{tally.done / tally.seconds:9.0f}{tally.slowest[0]:10.2f}"
            f"{tally.peak:9}  {', '.join(f'{name} {number}' for name, number in came)} (slowest: seed {tally.slowest[1]})",
            flush=True,
        )
        for failure in tally.failures[:40]:
            print(failure, flush=True)
        failures += tally.failures
        if chosen.page:
            keep(
                "engine" if chosen.real_engine else kind,
                (tally.done, len(tally.failures), tally.slowest[0], tally.peak),
                came,
            )
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
