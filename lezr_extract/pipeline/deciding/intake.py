"""Files that an office hands in for review: kept beside the run, read by the next one.

Laws are read, present lists (现行清单) are checked against the laws of the run, templates say in which columns lists go
out. What a newer file replaces, and what is taken down, is kept aside: an older text of a law is what 新旧对照表 needs.
"""

import filecmp
import re
import shutil
import tempfile
import unicodedata
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from threading import Lock, Thread
from typing import BinaryIO

from lezr_extract.errors import CannotRunError, LezrError
from lezr_extract.pipeline.deciding.intake_run import (
    Task,
    check_lists,
    compare_laws,
    earlier_editions,
    read_laws,
)
from lezr_extract.pipeline.deciding.own_template import own_form
from lezr_extract.pipeline.deciding.suggest import LINES, OVERLAPS, TABLE
from lezr_extract.pipeline.job.one_source import DEFAULTS, Options
from lezr_extract.pipeline.job.place import explained
from lezr_extract.pipeline.job.run import DATABASE
from lezr_extract.pipeline.present.check import import_lists
from lezr_extract.records import Severity
from lezr_extract.store import Store

LAWS = "来文"
"""Folder beside ``lezr.db`` in which handed-in laws are kept."""
OLD = "旧件"
"""Folder beside ``lezr.db`` for what was replaced or taken down."""
_LONGEST_NAME = 100
_NOT_IN_NAMES = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|]')
_STAMP = "%Y%m%dT%H%M%S%f"
_STAMPED = re.compile(r"[0-9]{8}T[0-9]{12}_")


class Kind(StrEnum):
    """What is handed in; the value is the name of its folder."""

    LAW = LAWS
    LIST = "现行清单"
    TEMPLATE = "模板"


@dataclass(frozen=True, slots=True)
class HandedList:
    """A present list as it was read.

    Attributes:
        name: of the file.
        entries: number of entries recognised.
        doubts: rows that should belong to an entry and do not, in Chinese.
    """

    name: str
    entries: int
    doubts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OldFile:
    """A file that was replaced or taken down.

    Attributes:
        kind, name: as it was handed in.
        until: when it was replaced, UTC, ISO 8601.
        path: where it is kept.
    """

    kind: Kind
    name: str
    until: str
    path: Path


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
        self._lists: dict[tuple[str, int, int], HandedList] = {}

    @property
    def state(self) -> RunState:
        """How far the run is."""
        return self._state

    def files(self, kind: Kind = Kind.LAW) -> list[str]:
        """Names of the handed-in files."""
        folder = self.folder / kind
        return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []

    def lists(self) -> list[HandedList]:
        """The present lists, each as it was read; a file is read anew only where it has changed."""
        found = {}
        for name in self.files(Kind.LIST):
            facts = (self.folder / Kind.LIST / name).stat()
            key = (name, facts.st_mtime_ns, facts.st_size)
            found[key] = self._lists.get(key) or _read_list(self.folder / Kind.LIST / name)
        self._lists = found
        return list(found.values())

    def problems(self) -> dict[Severity, list[tuple[str, str]]]:
        """What the last run says of the files that it read, by gravity: file and place, and the reason with its remedy."""
        found: dict[Severity, list[tuple[str, str]]] = {}
        with Store.read(self.folder / DATABASE) as store:
            for one in store.problems():
                file = _as_handed_in(one.file)
                found.setdefault(one.severity, []).append(
                    (f"{file}，{one.place}" if one.place else file, one.cause)
                )
        return found

    def old_files(self, kind: Kind = Kind.LAW) -> list[OldFile]:
        """What was replaced or taken down, the newest first."""
        folder = self.folder / OLD / kind
        kept = folder.iterdir() if folder.is_dir() else ()
        found = []
        for path in sorted((path for path in kept if _STAMPED.match(path.name)), reverse=True):
            stamp, _, name = path.name.partition("_")
            until = datetime.strptime(stamp, _STAMP).replace(tzinfo=UTC)
            found.append(OldFile(kind, name, until.isoformat(timespec="milliseconds"), path))
        return found

    def keep(self, name: str, words: BinaryIO, kind: Kind = Kind.LAW) -> str:
        """Keeps a file under a safe form of ``name``, which it gives; an older one of that name is put aside.

        Raises:
            CannotRunError: nothing of the name is left, the disk is full, or the file is no list, or no template.
        """
        safe = safe_name(name)
        with explained(self.folder), tempfile.TemporaryDirectory(prefix=".收文-", dir=self.folder) as new:
            path = Path(new) / safe
            with path.open("wb") as out:
                shutil.copyfileobj(words, out)
            _ensure_of_kind(path, kind)
            folder = self.folder / kind
            folder.mkdir(exist_ok=True)
            if (folder / safe).is_file() and not filecmp.cmp(path, folder / safe, shallow=False):
                self._put_aside(kind, safe)
            path.replace(folder / safe)
        return safe

    def take_down(self, name: str, kind: Kind) -> None:
        """Puts a handed-in file aside; without any present list left its suggestions go too.

        Raises:
            CannotRunError: there is no such file, or it cannot be moved.
        """
        if name not in self.files(kind):
            raise CannotRunError(f"没有这个文件：{name}；请刷新页面")
        with explained(self.folder):
            self._put_aside(kind, name)
            if kind is Kind.LIST and not self.files(kind):
                for written in (TABLE, LINES, OVERLAPS):
                    (self.folder / written).unlink(missing_ok=True)

    def _put_aside(self, kind: Kind, name: str) -> None:
        aside = self.folder / OLD / kind
        aside.mkdir(parents=True, exist_ok=True)
        (self.folder / kind / name).replace(aside / f"{datetime.now(UTC).strftime(_STAMP)}_{name}")

    def start(self, ended: Callable[[], object], tasks: Collection[Task] = (Task.LAWS, Task.LISTS)) -> None:
        """Begins a run over what the last one read and what was handed in.

        Args:
            ended: called when a task has ended well.
            tasks: what is to be done; lists are checked only where some were handed in.

        Raises:
            CannotRunError: one is going on, or there is nothing to read.
        """
        with self._lock:
            if self._state.running:
                raise CannotRunError("正在运行，请等它结束")
            if not self._paths():
                raise CannotRunError("还没有可读的文件；请先交来法规")
            if tuple(tasks) == (Task.LISTS,) and not self.files(Kind.LIST):
                raise CannotRunError("还没有现行清单；请先交来清单")
            self._state = RunState(running=True, step="开始")
        Thread(target=self._run, args=(frozenset(tasks), ended), daemon=True).start()

    def _paths(self) -> list[str]:
        own = str(self.folder / LAWS)
        others = self._other_paths()
        return [*others, own] if self.files() else others

    def _other_paths(self) -> list[str]:
        """What the last run read beside the handed-in files."""
        own = str(self.folder / LAWS)
        with Store.read(self.folder / DATABASE) as store:
            paths = [path for path in store.run_paths() if path != own]
        # Of a folder that was moved since, the files handed in lie where it is now.
        return [path for path in paths if Path(path).name != LAWS or Path(path).exists()]

    def _run(self, tasks: frozenset[Task], ended: Callable[[], object]) -> None:
        said: list[str] = []
        words = {Task.LAWS: "清单", Task.LISTS: "建议", Task.COMPARE: "对照所见"}
        for task in Task:
            if task not in tasks or (task is Task.LISTS and not self.files(Kind.LIST)):
                continue
            try:
                said.append(self._done(task))
            except (LezrError, OSError) as error:
                said.append(f"没有完成，{words[task]}没有变：{error}")
                self._state = RunState(outcome="；".join(said), failed=True)
                return
            ended()
        self._state = RunState(outcome="；".join(said))

    def _done(self, task: Task) -> str:
        """Does one task; gives what it came to."""
        paths, own = self._paths(), str(self.folder / LAWS)
        others = [path for path in paths if path != own]
        match task:
            case Task.LAWS:
                return read_laws(paths, self.folder, self._options, self._progress)
            case Task.LISTS:
                lists = self.folder / Kind.LIST
                with Store.read(self.folder / DATABASE) as store:
                    now = {Path(law.file).name: law.version for law in store.laws_under(own)}
                replaced = [(str(one.path), now[one.name]) for one in self.old_files() if one.name in now]
                return check_lists(
                    lists, [*paths, *earlier_editions(replaced)], self.folder, self._options, self._progress
                )
            case Task.COMPARE:
                asked = [own] if own in paths else others
                against = others if own in paths else []
                return compare_laws(asked, against, self.folder, self._options, self._progress)

    def _progress(self, step: str, done: int, total: int) -> None:
        self._state = replace(self._state, step=step, done=done, total=total)


def _read_list(path: Path) -> HandedList:
    lists, problems = import_lists([str(path)])
    doubts = tuple(
        f"{problem.place}：{problem.cause}" if problem.place else problem.cause
        for problem in problems
        if problem.severity is not Severity.NOTE
    )
    return HandedList(path.name, sum(len(one.entries) for one in lists), doubts)


def _as_handed_in(file: str) -> str:
    """The name of a file as its owner knows it: within the folder of what was handed in, else its last part."""
    _, found, inside = file.rpartition(f"/{LAWS}/")
    return inside if found else file.rsplit("/", 1)[-1]


def _ensure_of_kind(path: Path, kind: Kind) -> None:
    """Makes sure that a file is not empty, that a list has entries and a template columns.

    Raises:
        CannotRunError: it has none; the sentence says why.
    """
    if not path.stat().st_size:
        raise CannotRunError(f"“{path.name}”是空的（0 字节）；请重新取得后再交")
    if kind is Kind.LIST:
        read = _read_list(path)
        if not read.entries:
            why = read.doubts[0] if read.doubts else "没有认出表头和条目"
            raise CannotRunError(f"“{path.name}”不能作为现行清单：{why}")
    elif kind is Kind.TEMPLATE:
        try:
            own_form(str(path))
        except CannotRunError as error:
            # Where the file lies for the moment is nothing to who handed it in.
            raise CannotRunError(str(error).replace(str(path), path.name)) from error


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
