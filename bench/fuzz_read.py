"""Feeds mutated real files to the reader: each must end in documents or problems, never in an exception.

    python -m bench.fuzz_read [COUNT] [FOLDER …]    default: 20000 over ../shared/corpora

Prints files per second, what came out by code, and the slowest; exit status 1 with the seed of each failure.
"""

import random
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from lezr_extract.read import Source, read
from lezr_extract.records import Document

ROOT = Path(__file__).parent.parent
DEFAULT = ROOT.parent / "shared" / "corpora"
LARGEST = 400_000
MARKS = (
    b"\0",
    b"<",
    b"-->",
    b"|",
    b"\xff\xfe",
    b"\r",
    b"(",
    b"9" * 64,
    b"<!--",
    b"[[",
    b"&#0;",
    b"<table>",
    b"%PDF-",
    b"PK",
)


def mutated(data: bytes, chance: random.Random) -> bytes:
    """``data`` with a few bytes set, put in, taken out or doubled."""
    made = bytearray(data)
    for _ in range(chance.randint(1, 12)):
        at = chance.randrange(len(made) + 1)
        to = min(len(made), at + chance.choice((1, 4, 64, 4000)))
        what = chance.randrange(5)
        if what == 0:
            made[at:to] = chance.randbytes(to - at)
        elif what == 1:
            made[at:at] = chance.choice(MARKS)
        elif what == 2:
            del made[at:to]
        elif what == 3:
            made[at:at] = made[at:to]
        elif chance.random() < 0.2:
            del made[at:]
    return bytes(made)


def seeds(folders: list[Path]) -> list[bytes]:
    """Up to twelve files of each suffix."""
    by_suffix: dict[str, list[Path]] = {}
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.suffix != ".jsonl" and path.is_file() and 0 < path.stat().st_size < LARGEST:
                by_suffix.setdefault(path.suffix, []).append(path)
    return [
        path.read_bytes() for paths in by_suffix.values() for path in paths[:: max(1, len(paths) // 12)][:12]
    ]


def main() -> int:
    """Runs and prints."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
    sound = seeds([Path(name) for name in sys.argv[2:]] or [DEFAULT])
    print(f"{len(sound)} sound files, {count} mutations")
    came: Counter[str] = Counter()
    slowest, failures = (0.0, 0), []
    started = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "file"
        for seed in range(count):
            chance = random.Random(seed)
            path.write_bytes(mutated(chance.choice(sound), chance))
            began = time.perf_counter()
            try:
                found = read(Source("file", str(path)))
            except Exception as error:  # noqa: BLE001 - finding these is what the bench is for
                failures.append((seed, repr(error)))
                continue
            slowest = max(slowest, (time.perf_counter() - began, seed))
            came.update(one.format if isinstance(one, Document) else one.code for one in found)
    took = time.perf_counter() - started
    print(f"{count / took:.0f} files/s; slowest {slowest[0]:.2f} s (seed {slowest[1]})")
    print(dict(came.most_common()))
    for seed, error in failures[:20]:
        print(f"seed {seed}: {error}")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
