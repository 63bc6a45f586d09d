"""Wall time, processor time and memory of one command, its child processes included.

usage: python -m bench.wall COMMAND… — memory is the largest sum over all processes at once, looked at ten times a
second (proportional set size from /proc, so that pages shared between workers count once).
"""

import resource
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple


def memory_of(process: int) -> int:
    """Bytes held by ``process`` and everything below it; 0 for what has ended."""
    total = 0
    for task in [process, *children_of(process)]:
        try:
            lines = Path(f"/proc/{task}/smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        total += sum(int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:"))
    return total


def children_of(process: int) -> list[int]:
    """All processes below ``process``."""
    found = []
    for path in Path(f"/proc/{process}/task").glob("*/children"):
        try:
            near = [int(word) for word in path.read_text().split()]
        except OSError:
            continue
        for child in near:
            found += [child, *children_of(child)]
    return found


class Watched(NamedTuple):
    """What a command took.

    Attributes:
        seconds: wall time.
        processor: seconds of processor time, of all its processes.
        memory: bytes at most, of all its processes at once.
        status: its exit status.
        said: what it printed.
    """

    seconds: float
    processor: float
    memory: int
    status: int
    said: list[str]


def watched(command: Sequence[str]) -> Watched:
    """Runs a command to its end; ask for one command in a process, since its processor time is that of all children."""
    start = time.perf_counter()
    running = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    peak = 0
    while running.poll() is None:
        peak = max(peak, memory_of(running.pid))
        time.sleep(0.1)
    seconds = time.perf_counter() - start
    said = running.stdout.read().splitlines() if running.stdout else []
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return Watched(seconds, used.ru_utime + used.ru_stime, peak, running.returncode, said)


def main() -> int:
    """Runs the command and prints what it took; gives the command's own status."""
    found = watched(sys.argv[1:])
    print("\n".join(found.said[:1]))
    print(
        f"wall {found.seconds:.1f} s, processor {found.processor:.1f} s, "
        f"memory at most {found.memory / 1e6:.0f} MB, status {found.status}"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
