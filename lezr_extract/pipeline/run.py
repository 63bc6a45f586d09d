"""The main job: sources in, a folder with the draft power list out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import Any

from lezr_extract import __version__, powerlist
from lezr_extract.errors import CannotRunError
from lezr_extract.pipeline import deliver
from lezr_extract.pipeline.fill import Filled, Progress, fill, quiet
from lezr_extract.pipeline.one_source import DEFAULTS, Options
from lezr_extract.pipeline.place import finished_together
from lezr_extract.powerlist import export
from lezr_extract.powerlist.report import LawFacts, RunFacts
from lezr_extract.read import sources
from lezr_extract.records import Problem, Severity
from lezr_extract.store import Store, ensure_free

DATABASE = "lezr.db"
WORKBOOK = "权责清单.xlsx"
REPORT = "report.html"
PROBLEMS = "problems.csv"
MANIFEST = "manifest.json"
NAMES = (DATABASE, WORKBOOK, REPORT, PROBLEMS, MANIFEST)


@dataclass(frozen=True, slots=True)
class RunResult:
    """What a run came to.

    Attributes:
        out: the folder with the five files.
        counts: rows by table (files, laws, articles, powers, entries …).
        types: entries by type.
        problems: number of problems by severity.
        first_problems: the first few that cost a document or a doubt.
        seconds: wall time, by step; ``all`` is the whole.
    """

    out: Path
    counts: dict[str, int]
    types: dict[str, int]
    problems: dict[Severity, int]
    first_problems: tuple[Problem, ...]
    seconds: dict[str, float]

    @property
    def clean(self) -> bool:
        """Nothing lost and nothing doubtful."""
        return not (self.problems[Severity.LOST] or self.problems[Severity.DOUBT])


def run(
    paths: Sequence[str], out: Path, options: Options = DEFAULTS, progress: Progress = quiet
) -> RunResult:
    """Reads all laws under ``paths`` and writes lezr.db, 权责清单.xlsx, report.html, problems.csv, manifest.json.

    The same input gives the same database, but for the table ``runs``. Nothing half-written is left under these
    names: they appear together at the end, or what was there before stays.

    Args:
        paths: files, folders, laws databases, or ``national``.
        out: the folder to write into; made when absent.
        options: what the user chose.
        progress: told what is being done.

    Raises:
        CannotRunError: a path does not exist, no law was found, the disk is full, or lezr.db is in use.
    """
    started, clock = datetime.now(UTC).isoformat(timespec="seconds"), perf_counter()
    ensure_free(out / DATABASE)
    items = list(sources(paths))
    with finished_together(out, NAMES) as places, Store.create(places[DATABASE]) as store:
        filled = fill(store, items, options, progress)
        if not filled.laws:
            raise CannotRunError(no_law(paths, filled))
        counts, types = store.counts(), store.tally("entries", "type")
        facts = RunFacts(
            version=__version__,
            made_at=started,
            laws=counts["laws"],
            articles=counts["articles"],
            problems=sum(filled.problems.values()),
            seconds=perf_counter() - clock,
            more=(("输入", "、".join(paths)),),
        )
        _deliver(store, places, filled, facts, progress)
        seconds = filled.seconds | {"all": perf_counter() - clock}
        chosen: dict[str, Any] = {"paths": list(paths), "granularity": options.granularity}
        store.add_run(started, seconds["all"], chosen, counts)
        store.commit()
        result = {
            "started": started,
            "seconds": {step: round(value, 2) for step, value in seconds.items()},
            "counts": counts,
            "entries_by_type": types,
            "problems": {severity.value: n for severity, n in filled.problems.items()},
        }
        deliver.write_manifest(store.files(), chosen, result, places[MANIFEST])
        # The last reader of the file under its partial name: only a closed database may be given its final one.
        store.close()
    return RunResult(out, counts, types, filled.problems, tuple(filled.first_problems), seconds)


def no_law(paths: Sequence[str], filled: Filled) -> str:
    """The sentence for a run that found no law: with the cause where there is one file, else with the number."""
    if filled.files == 1 and filled.first_problems:
        problem = filled.first_problems[0]
        return f"没有读到法律：{problem.file}：{problem.cause}"
    where = "、".join(paths)
    if not filled.files:
        return f"没有读到法律：{where} 中没有可读的文件；请给出法规文件或文件夹"
    first = "；".join(f"{p.file}：{p.cause}" for p in filled.first_problems[:1])
    return f"没有读到法律：{where} 中的 {filled.files} 个文件都不是法规，例如 {first}"


def _deliver(
    store: Store, places: dict[str, Path], filled: Filled, facts: RunFacts, progress: Progress
) -> None:
    clock = perf_counter()
    progress("写权责清单和报告", 0, 2)
    export.write_workbook(store.entries(), places[WORKBOOK])
    progress("写权责清单和报告", 1, 2)
    laws = {
        law.id: LawFacts(law.file, law.issuer, law.document_number, law.effective)
        for law in store.listed_laws()
    }
    powerlist.write_report(store.entries(), laws, facts, places[REPORT])
    deliver.write_problems(store.problems(), places[PROBLEMS])
    progress("写权责清单和报告", 2, 2)
    filled.seconds["write"] = perf_counter() - clock
