"""A PostgreSQL server of our own for the tests, from Debian's packages, on a socket in a folder of its own."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

INSTALLED = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
ABSENT = "PostgreSQL is not installed: apt install postgresql"


@contextmanager
def server() -> Iterator[str]:
    """The address of a fresh server, which ends and is removed afterwards."""
    programs = INSTALLED[-1].parent
    folder = Path(tempfile.mkdtemp(prefix="pg"))  # short: the name of a socket has at most 107 bytes
    try:
        if os.geteuid() == 0:  # the server refuses to run as root
            shutil.chown(folder, "postgres")
        run(
            programs / "initdb",
            "--auth=trust",
            "--username=lezr",
            "--encoding=UTF8",
            "--no-locale",
            "--no-sync",
            "-D",
            folder / "data",
        )
        settings = f"-k {folder} -h '' -c fsync=off -c max_connections=60"
        run(
            programs / "pg_ctl",
            "-w",
            "-s",
            "-D",
            folder / "data",
            "-l",
            folder / "log",
            "-o",
            settings,
            "start",
        )
        try:
            yield f"postgresql://lezr@/postgres?host={folder}"
        finally:
            run(programs / "pg_ctl", "-s", "-m", "immediate", "-D", folder / "data", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def run(*command: object) -> None:
    """Runs one of the server's programs, as the user that may."""
    words = [str(word) for word in command]
    if os.geteuid() == 0:
        words = ["runuser", "-u", "postgres", "--", *words]
    subprocess.run(words, check=True, capture_output=True, cwd="/")
