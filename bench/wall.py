"""Wall time, processor time and memory of one command, its child processes included.

usage: python -m bench.wall COMMAND… — memory is the largest sum over all processes at once, looked at ten times a
second (proportional set size from /proc, so that pages shared between workers count once).
"""

import resource
import subprocess
import sys
import time
from pathlib import Path


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


def main() -> int:
    """Runs the command and prints what it took; gives the command's own status."""
    start = time.perf_counter()
    running = subprocess.Popen(sys.argv[1:], stdout=subprocess.PIPE, text=True)
    peak = 0
    while running.poll() is None:
        peak = max(peak, memory_of(running.pid))
        time.sleep(0.1)
    seconds = time.perf_counter() - start
    said = running.stdout.read().splitlines() if running.stdout else []
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print("\n".join(said[:1]))
    print(
        f"wall {seconds:.1f} s, processor {used.ru_utime + used.ru_stime:.1f} s, "
        f"memory at most {peak / 1e6:.0f} MB, status {running.returncode}"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
