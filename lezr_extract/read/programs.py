"""Programs of the system that read what no Python library does: run with limits, without input, in their own folder."""

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path

from lezr_extract.read.source import MEGABYTE

MEMORY_LIMIT = 1024 * MEGABYTE
FILE_SIZE_LIMIT = 512 * MEGABYTE
PROCESSOR_SECONDS = 300
# LibreOffice maps libraries far beyond what it uses, so the data segment is limited and not the address space.
_LIMITS = 'ulimit -c 0; ulimit -t {seconds}; ulimit -f {blocks}; ulimit -d {kilobytes} 2>/dev/null; exec "$@"'

_NOWHERE = dict.fromkeys(("http_proxy", "https_proxy", "ftp_proxy", "all_proxy"), "http://127.0.0.1:9")


def find(*names: str) -> str | None:
    """The path of the first of ``names`` that is installed; None where none is."""
    return next((found for name in names if (found := shutil.which(name))), None)


def start(command: Sequence[str], folder: str, *, piped: bool = False) -> "subprocess.Popen[bytes]":
    """Starts a program in ``folder`` in a group of its own: no input, no terminal, limits on what it may use.

    Its errors go to the file ``errors`` in ``folder``, and what it prints to ``output`` unless it is piped.
    """
    limited = list(command)
    if os.name == "posix":
        limits = _LIMITS.format(
            seconds=PROCESSOR_SECONDS, blocks=FILE_SIZE_LIMIT // 512, kilobytes=MEMORY_LIMIT // 1024
        )
        limited = [*_without_network(), "/bin/sh", "-c", limits, "sh", *command]
    with (Path(folder) / "errors").open("wb") as errors, (Path(folder) / "output").open("wb") as output:
        return subprocess.Popen(  # noqa: S603 - a fixed program; no shell sees the names of files as code
            limited,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE if piped else output,
            stderr=errors,
            start_new_session=True,
            env=_environment(folder),
        )


def end(process: "subprocess.Popen[bytes]") -> None:
    """Ends a program with everything that it started."""
    if process.poll() is None:
        if os.name == "posix":
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    if process.stdout is not None:
        process.stdout.close()
    process.wait()


def watch(process: "subprocess.Popen[bytes]", patience: float, progress: Callable[[], int]) -> bool:
    """Waits for the end of a program as long as it gets on; False where it had to be ended.

    Args:
        process: of `start`.
        patience: seconds without progress that are too long.
        progress: a number that rises as the program gets on.
    """
    done = progress()
    try:
        while True:
            try:
                process.wait(patience)
                return True
            except subprocess.TimeoutExpired:
                before, done = done, progress()
                if done <= before:
                    return False
    finally:
        end(process)


def printed(command: Sequence[str], patience: float) -> tuple[int | None, bytes]:
    """Runs a program to its end: its exit status (None where it took too long) and what it printed."""
    with tempfile.TemporaryDirectory(prefix="lezr-") as folder:
        process = start(command, folder)
        ended = watch(process, patience, lambda: 0)
        return process.returncode if ended else None, (Path(folder) / "output").read_bytes()


def errors_of(folder: str) -> str:
    """What a program that was started in ``folder`` said of its errors."""
    return (Path(folder) / "errors").read_bytes()[:4000].decode("utf-8", "replace")


@lru_cache(maxsize=1)
def _without_network() -> tuple[str, ...]:
    """A prefix that gives a program no network at all, where the system grants one."""
    unshare = shutil.which("unshare")
    for prefix in ((unshare, "-n"), (unshare, "-r", "-n")) if unshare else ():
        tried = subprocess.run([*prefix, "true"], check=False, capture_output=True, timeout=5)  # noqa: S603
        if tried.returncode == 0:
            return prefix
    return ()


def _environment(folder: str) -> dict[str, str]:
    """As little as a program needs: no session of a desktop, its home in ``folder``, a proxy that leads nowhere."""
    kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT", "ANTIWORDHOME") if name in os.environ}
    return {
        **kept,
        "HOME": folder,
        "TMPDIR": folder,
        "LC_ALL": "C.UTF-8",
        "SAL_USE_VCLPLUGIN": "svp",
        **_NOWHERE,
    }
