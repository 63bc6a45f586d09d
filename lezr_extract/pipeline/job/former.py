"""The result that an earlier run left in a folder: whether a run today would give the very same."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

from lezr_extract.errors import CannotRunError
from lezr_extract.pipeline.job.keys import file_sum, joined_key, words_key
from lezr_extract.pipeline.job.readings import Unit
from lezr_extract.records import Problem, Severity
from lezr_extract.store import opened
from lezr_extract.store.kept import KeptReadings

FIRST_PROBLEMS = 10
_STANDING = "standing"
_SUM = 32  # bytes of a sha256


@dataclass(frozen=True, slots=True)
class Former:
    """What the manifest of a folder says, where every file is as it was left.

    Attributes:
        inputs: the number of everything that went in, see `inputs_key`.
        good_until: first day on which the same input gives another result; empty where there is none.
        made: day of the run.
        started: when the run began, UTC.
        counts, types, problems, findings: see `RunResult`.
        sums: sha256 of each file by name.
        server: what the database on a server held, see `Store.holds`; empty for one in the folder.
    """

    inputs: str
    good_until: str
    made: str
    started: str
    counts: dict[str, int]
    types: dict[str, int]
    problems: dict[Severity, int]
    sums: dict[str, str]
    findings: dict[str, int]
    server: str

    def holds(self, inputs: str) -> bool:
        """Whether a run over ``inputs`` would give this result today."""
        today = date.today().isoformat()
        in_time = self.made <= today and (not self.good_until or today < self.good_until)
        return bool(inputs) and inputs == self.inputs and in_time

    def stands_on(self, server: str) -> bool:
        """Whether the database on ``server`` is still the one that was left there; a file tells by its sum."""
        if not server:
            return True
        try:
            with opened(server) as store:
                return bool(self.server) and store.holds() == self.server
        except CannotRunError:
            return False


def inputs_key(run: str, paths: Sequence[str], units: Iterable[Unit]) -> str:
    """The number of everything that decides a result: program, options, paths, and all bytes in their order.

    Empty where something could not be read, so that nobody can say whether it is the same.
    """
    return joined_key([run, words_key(*paths), *(unit.key for unit in units)])


def former(folder: Path, manifest: str) -> Former | None:
    """What was left in ``folder``; None where there is nothing, or a file is not as the run left it."""
    try:
        said = json.loads((folder / manifest).read_text(encoding="utf-8"))
        found = Former(
            said["inputs_key"],
            said["good_until"] or "",
            said["made"],
            said["started"],
            dict(said["counts"]),
            dict(said["entries_by_type"]),
            {severity: int(said["problems"][severity.value]) for severity in Severity},
            dict(said["outputs"]),
            dict(said.get("findings", {})),
            str(said.get("server_holds", "")),
        )
        same = all(file_sum(folder / name).hex() == total for name, total in found.sums.items())
    except (OSError, ValueError, TypeError, LookupError):
        return None
    return found if found.sums and same else None


def database_sum(folder: Path, manifest: str, name: str) -> str | None:
    """The sha256 of the file ``name`` when it was written; None where no manifest says it."""
    try:
        said = json.loads((folder / manifest).read_text(encoding="utf-8"))
        return str(said["outputs"][name])
    except (OSError, ValueError, TypeError, LookupError):
        return None


def standing_units(kept: KeptReadings, database: str) -> frozenset[str]:
    """Keys of the units whose laws all stand in the database of that sum; none where another one was noted.

    A key holds program, options and bytes (`keys.source_key`): such a law would give the very same rows again.
    """
    noted = kept.note(_STANDING) or b""
    size = _SUM
    if noted[:size].hex() != database:
        return frozenset()
    return frozenset(noted[at : at + size].hex() for at in range(size, len(noted), size))


def note_standing(kept: KeptReadings, database: str, units: Iterable[str]) -> None:
    """Notes which units gave the database of that sum all the laws that they hold."""
    kept.write_note(_STANDING, bytes.fromhex(database) + b"".join(map(bytes.fromhex, units)))


def first_problems(database: Path | str) -> tuple[Problem, ...]:
    """The first problems that cost a document or a doubt."""
    with opened(database) as store:
        met = (problem for problem in store.problems() if problem.severity is not Severity.NOTE)
        return tuple(islice(met, FIRST_PROBLEMS))


def to_find_again(inputs: str, good_until: str, started: str, files: Mapping[str, Path]) -> dict[str, Any]:
    """What the manifest has to say so that `former` knows this result again.

    Args:
        inputs: see `inputs_key`; empty where something could not be kept.
        good_until: see `Former`.
        started: when the run began, UTC.
        files: the finished files by their final names, all but the manifest.
    """
    return {
        "made": date.today().isoformat(),
        "inputs_key": inputs,
        "good_until": good_until or None,
        "started": started,
        "outputs": {name: file_sum(path).hex() for name, path in files.items()},
    }
