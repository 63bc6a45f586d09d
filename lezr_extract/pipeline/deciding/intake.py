"""Files that an office hands in for review: kept beside the run, read by the next one."""

import re
import shutil
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock, Thread
from typing import BinaryIO

from lezr_extract.errors import CannotRunError, LezrError
from lezr_extract.pipeline.job.one_source import DEFAULTS, Options
from lezr_extract.pipeline.job.place import explained
from lezr_extract.pipeline.job.run import DATABASE, run
from lezr_extract.store import Store

LAWS = "来文"
"""Folder beside ``lezr.db`` in which handed-in laws are kept."""
_LONGEST_NAME = 100
_NOT_IN_NAMES = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]')


@dataclass(frozen=True, slots=True)
class RunState:
    """How far a run in the background is.

    Attributes:
        running: it has not ended yet.
        step, done, total: what it is doing.
        outcome: what it came to, in one sentence; empty before the first run and while one goes on.
        failed: it came to nothing, for the reason in ``outcome``.
    """

    running: bool = False
    step: str = ""
    done: int = 0
    total: int = 0
    outcome: str = ""
    failed: bool = False


class Intake:
    """The handed-in files of one run, and the run that reads them; one run at a time."""

    def __init__(self, database: Path, options: Options = DEFAULTS) -> None:
        """Beside the run with that database."""
        self.folder = database.parent
        self._options = options
        self._state = RunState()
        self._lock = Lock()

    @property
    def state(self) -> RunState:
        """How far the run is."""
        return self._state

    def files(self) -> list[str]:
        """Names of the handed-in files."""
        folder = self.folder / LAWS
        return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []

    def keep(self, name: str, words: BinaryIO) -> str:
        """Keeps a file under a safe form of ``name``, which it gives; a newer file takes the place of an older.

        Raises:
            CannotRunError: nothing of the name is left, or the disk is full.
        """
        safe = safe_name(name)
        folder = self.folder / LAWS
        with explained(folder):
            folder.mkdir(exist_ok=True)
            partial = folder / f".{safe}.partial"
            try:
                with partial.open("wb") as out:
                    shutil.copyfileobj(words, out)
                partial.replace(folder / safe)
            finally:
                partial.unlink(missing_ok=True)
        return safe

    def start(self, ended: Callable[[], object]) -> None:
        """Begins a run over what the last one read and what was handed in.

        Args:
            ended: called when the run has ended well.

        Raises:
            CannotRunError: one is going on, or there is nothing to read.
        """
        with self._lock:
            if self._state.running:
                raise CannotRunError("正在运行，请等它结束")
            paths = self._paths()
            if not paths:
                raise CannotRunError("还没有可读的文件；请先交来法规")
            self._state = RunState(running=True, step="开始")
        Thread(target=self._run, args=(paths, ended), daemon=True).start()

    def _paths(self) -> list[str]:
        own = str(self.folder / LAWS)
        with Store.read(self.folder / DATABASE) as store:
            paths = [path for path in store.run_paths() if path != own]
        return [*paths, own] if self.files() else paths

    def _run(self, paths: list[str], ended: Callable[[], object]) -> None:
        try:
            result = run(paths, self.folder, self._options, self._progress)
        except (LezrError, OSError) as error:
            self._state = RunState(outcome=f"没有完成，清单没有变：{error}", failed=True)
            return
        counts = result.counts
        lost = sum(result.problems.values())
        ended()
        self._state = RunState(
            outcome=f"读了 {counts['files']:,} 件，{counts['laws']:,} 部法规，拟列 {counts['entries']:,} 项；"
            f"{lost:,} 个问题或提示，见 problems.csv"
        )

    def _progress(self, step: str, done: int, total: int) -> None:
        self._state = replace(self._state, step=step, done=done, total=total)


def empty_run(folder: Path) -> None:
    """A run of nothing in ``folder``, to begin with.

    Raises:
        CannotRunError: the folder cannot be written.
    """
    with explained(folder):
        folder.mkdir(parents=True, exist_ok=True)
    with Store.create(folder / DATABASE) as store:
        store.finish()
        store.add_run("", 0.0, {"paths": []}, {})
        store.commit()


def safe_name(name: str) -> str:
    """The last part of ``name`` without anything that leads elsewhere or hides.

    Raises:
        CannotRunError: nothing is left.
    """
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    safe = _NOT_IN_NAMES.sub("", "".join(c for c in last if unicodedata.category(c) not in ("Cf", "Cs")))
    safe = safe.strip().lstrip(".")
    if len(safe) > _LONGEST_NAME:
        stem, dot, ending = safe.rpartition(".")
        safe = (
            f"{stem[: _LONGEST_NAME - len(ending) - 1]}{dot}{ending}"
            if dot and len(ending) < 10
            else safe[:_LONGEST_NAME]
        )
    if not safe:
        raise CannotRunError("文件没有名称；请改名后再交")
    return safe
