"""A run on a Ray cluster of two machines on this one, one of which is killed on the way, against a run without Ray.

``python -m bench.cluster PATH OUT [--copies N]``: prints one line of JSON; exit status 1 where the tables differ.
"""

import hashlib
import json
import shutil
import sqlite3
import subprocess
import sys
import time
from argparse import ArgumentParser
from pathlib import Path


def main() -> int:
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("path", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--copies", type=int, default=1, help="of PATH, each with other titles")
    chosen = parser.parse_args()
    laws = chosen.path
    if chosen.copies > 1:
        laws = chosen.out / "laws"
        copy(chosen.path, laws, chosen.copies)
    seconds = {"local": run(laws, chosen.out / "local")}
    seconds["ray"], killed = run_on_ray(laws, chosen.out / "ray")
    digests = [digest(chosen.out / name / "lezr.db") for name in ("local", "ray")]
    told = {
        "files": sum(1 for path in laws.rglob("*") if path.is_file()),
        "killed": killed,
        "same": digests[0] == digests[1],
        "seconds": {name: round(value, 1) for name, value in seconds.items()},
    }
    print(json.dumps(told))
    return 0 if told["same"] and killed else 1


def copy(path: Path, target: Path, copies: int) -> None:
    """Copies of the texts under ``path``, in each of which every title and text is another one."""
    for n in range(copies):
        for file in sorted(path.glob("*.md")):
            (target / str(n)).mkdir(parents=True, exist_ok=True)
            words = file.read_text(encoding="utf-8").replace("示范", f"示范{n}号" if n else "示范")
            (target / str(n) / file.name).write_text(words, encoding="utf-8")


def run(laws: Path, out: Path, *more: str) -> float:
    started = time.perf_counter()
    done = subprocess.run([*command(laws, out), *more], check=False, capture_output=True, text=True)
    if done.returncode not in (0, 1):
        raise SystemExit(done.stderr)
    return time.perf_counter() - started


def command(laws: Path, out: Path) -> list[str]:
    shutil.rmtree(out, ignore_errors=True)
    return [sys.executable, "-m", "lezr_extract", "run", str(laws), "-o", str(out)]


def run_on_ray(laws: Path, out: Path) -> tuple[float, int]:
    """Seconds, and the number of machines killed while the run was under way."""
    from ray.cluster_utils import Cluster  # noqa: PLC0415

    machines = Cluster(initialize_head=True, head_node_args={"num_cpus": 0, "include_dashboard": False})
    try:
        _, dying = (machines.add_node(num_cpus=1) for _ in range(2))
        machines.wait_for_nodes()
        started = time.perf_counter()
        running = subprocess.Popen(
            [*command(laws, out), "--engine", "ray", "--address", machines.address],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        killed = 0
        if works(machines.address, running):
            machines.remove_node(dying, allow_graceful=False)
            killed = int(running.poll() is None)
        _, errors = running.communicate(timeout=900)
        if running.returncode not in (0, 1):
            raise SystemExit(errors)
        return time.perf_counter() - started, killed
    finally:
        machines.shutdown()


def works(address: str, running: subprocess.Popen[str]) -> bool:
    """Waits until the run has taken both machines' processors; False where it ended before."""
    import ray  # noqa: PLC0415

    ray.init(address=address, configure_logging=False, log_to_driver=False)
    try:
        while running.poll() is None:
            if ray.available_resources().get("CPU", 0) < 1:
                return True
            time.sleep(0.05)
        return False
    finally:
        ray.shutdown()


def digest(path: Path) -> dict[str, str]:
    """A hash of every table but that of the runs."""
    with sqlite3.connect(path) as connection:
        names = [
            row[0]
            for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            if row[0] != "runs"
        ]
        return {
            name: hashlib.sha256(
                repr(connection.execute(f"SELECT * FROM '{name}'").fetchall()).encode()
            ).hexdigest()
            for name in names
        }


if __name__ == "__main__":
    raise SystemExit(main())
