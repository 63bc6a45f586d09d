"""What a reading depends on, in one number: a source's bytes, and everything of ours that has a say in the result."""

import hashlib
import json
import os
import re
import shutil
import sys
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from lezr_extract.pipeline.job.one_source import Options
from lezr_extract.pipeline.job.written import written
from lezr_extract.powers.model_file import registered
from lezr_extract.read import DOWNLOAD_LISTS, Source
from lezr_extract.records import Problem

_DISTRIBUTION = "lezr-extract"
_PROGRAMS = ("soffice", "libreoffice", "antiword", "tesseract", "bsdtar", "tar")
# Neither can change what is found: the import rules keep both above the pipeline.
_FACES = ("cli", "web")
_OWN_VARIABLES = "LEZR_"
_NO_SAY = ("LEZR_CACHE",)
_NAME = re.compile(r"[A-Za-z0-9._-]+")


@cache
def program_key() -> str:
    """The sha256 of our own code and data, the libraries, the programs that read for us, and Python itself.

    Any change of a rule, a word list or a library makes it another one: what was kept under the old number is then
    not used again.
    """
    made = hashlib.sha256(sys.version.encode())
    package = Path(__file__).parents[2]
    for path in sorted(package.rglob("*")):
        inside = path.relative_to(package)
        # What Python keeps of compiling comes and goes, under passing names too.
        if path.is_file() and "__pycache__" not in inside.parts and inside.parts[0] not in _FACES:
            made.update(f"\0{inside.as_posix()}\0".encode())
            made.update(path.read_bytes())
    facts = [_libraries(), [_program(name) for name in _PROGRAMS], _variables()]
    made.update(json.dumps(facts).encode("utf-8", "surrogatepass"))
    return made.hexdigest()


def run_key(options: Options) -> str:
    """`program_key` with what the user chose and with the learned model, as far as it decides what is found.

    Raises:
        CannotRunError: the model's files are not the registered ones.
    """
    chosen = [
        program_key(),
        options.granularity,
        options.compare,
        [[act, written(ruling).decode("utf-8", "surrogatepass")] for act, ruling in sorted(options.office.rulings.items())],
        [written(duty).decode("utf-8", "surrogatepass") for duty in options.office.duties],
        None if options.rules_only else registered(),
    ]  # fmt: skip
    return words_key(json.dumps(chosen))


def source_key(item: Source | Problem, run: str) -> str:
    """The number under which the reading of ``item`` is kept; empty for what cannot be read.

    The name counts too: titles and dates are taken from it where the text has none, and so do the lists that a
    download left in the same folder.

    Args:
        item: one source, none that stands for several.
        run: see `run_key`.
    """
    made = hashlib.sha256(run.encode())
    if isinstance(item, Problem):
        made.update(written(item))
        return made.hexdigest()
    names = json.dumps([item.file, list(item.members)])
    made.update(names.encode("utf-8", "surrogatepass"))
    try:
        made.update(_sum_once(item.path) if item.members else file_sum(item.path))
        for name in DOWNLOAD_LISTS:
            made.update(_list_sum(str(Path(item.path).parent / name)))
    except OSError:
        return ""
    return made.hexdigest()


def joined_key(keys: Iterable[str]) -> str:
    """One number for all of ``keys`` in their order; empty where one of them is."""
    made = hashlib.sha256()
    for key in keys:
        if not key:
            return ""
        made.update(bytes.fromhex(key))
    return made.hexdigest()


def words_key(*words: str) -> str:
    """The number of some words, each counted for itself."""
    return hashlib.sha256(json.dumps(words).encode("utf-8", "surrogatepass")).hexdigest()


def file_sum(path: str | Path) -> bytes:
    """The sha256 of a file, which passes through little memory.

    Raises:
        OSError: it cannot be read.
    """
    with open(path, "rb") as file:  # noqa: PTH123 - a name may hold any bytes
        return hashlib.file_digest(file, "sha256").digest()


def _sum_once(path: str) -> bytes:
    """As `file_sum`, for what is asked for again and again: a container comes in hundreds of shares."""
    status = Path(path).stat()
    return _kept_sum(path, (status.st_size, status.st_mtime_ns, status.st_ino))


@lru_cache(16)
def _kept_sum(path: str, seen: tuple[int, int, int]) -> bytes:  # noqa: ARG001
    return file_sum(path)


def _list_sum(path: str) -> bytes:
    try:
        return _sum_once(path)
    except FileNotFoundError:
        return b""


def _libraries() -> list[tuple[str, str]]:
    try:
        wanted = requires(_DISTRIBUTION) or []
    except PackageNotFoundError:
        wanted = []
    names = sorted({found[0] for line in wanted if (found := _NAME.match(line))})
    return [(name, _version(name)) for name in names]


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _program(name: str) -> list[str | int]:
    path = shutil.which(name)
    if path is None:
        return [name]
    status = Path(path).stat()
    return [name, os.path.realpath(path), status.st_size, status.st_mtime_ns]


def _variables() -> list[tuple[str, str]]:
    ours = ((name, value) for name, value in os.environ.items() if name.startswith(_OWN_VARIABLES))
    return sorted((name, value) for name, value in ours if name not in _NO_SAY)
