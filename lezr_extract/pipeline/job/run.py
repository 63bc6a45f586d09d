"""The main job: sources in, a folder with the draft power list out."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from typing import Any

from lezr_extract.errors import CannotRunError
from lezr_extract.pipeline.job import deliver, shown_list
from lezr_extract.pipeline.job.fill import Filled, Progress, fill, quiet
from lezr_extract.pipeline.job.former import (
    Former,
    first_problems,
    former,
    inputs_key,
    note_standing,
    standing_units,
    to_find_again,
)
from lezr_extract.pipeline.job.keys import run_key, words_key
from lezr_extract.pipeline.job.many import collecting_seldom
from lezr_extract.pipeline.job.one_source import DEFAULTS, Options
from lezr_extract.pipeline.job.place import finished_together
from lezr_extract.pipeline.job.readings import Resumed, units_of
from lezr_extract.pipeline.job.run_facts import run_facts
from lezr_extract.pipeline.job.shown_list import KeptShown
from lezr_extract.pipeline.job.shown_pages import pages_of, pictures_of
from lezr_extract.pipeline.office import office_facts
from lezr_extract.powerlist.report import LawFacts, RunFacts
from lezr_extract.powers.model_file import registered
from lezr_extract.read import Source, keeps, sources
from lezr_extract.records import Problem, Severity, ShownPage
from lezr_extract.store import Store, created, ensure_free
from lezr_extract.store.kept import FILE as KEPT
from lezr_extract.store.kept import KeptReadings, forget
from lezr_extract.store.postgresql.database import shown as without_password

DATABASE = "lezr.db"
WORKBOOK = "权责清单.xlsx"
REPORT = "report.html"
PROBLEMS = "problems.csv"
MANIFEST = "manifest.json"
RECOGNISED = "recognised-text"
"""The code of the note on a document whose words a machine read from pictures."""
NAMES = (DATABASE, WORKBOOK, REPORT, PROBLEMS, MANIFEST)


@dataclass(frozen=True, slots=True)
class Further:
    """What a run does besides, when all laws are in the store.

    Attributes:
        names: of the files that it writes.
        work: does it, with the store, what filling came to, the paths for ``names``, whom to tell, and what this
            process may do while others work (see `compare.compare`); gives the numbers of what it found, and the first
            day on which it may find something else, empty for none.
        key: the number of all that decides what it finds beside the inputs of the run; empty where nobody knows.
    """

    names: tuple[str, ...]
    work: Callable[
        [Store, Filled, Mapping[str, Path], Progress, Callable[[], bool]], tuple[dict[str, int], str]
    ]
    key: str


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
        findings: of comparing by level; empty where nothing was compared.
        unchanged: nothing had changed since an earlier run, whose result this is; no file was touched.
        taken: number of sources that had been read before and were not read again.
    """

    out: Path
    counts: dict[str, int]
    types: dict[str, int]
    problems: dict[Severity, int]
    first_problems: tuple[Problem, ...]
    seconds: dict[str, float]
    findings: dict[str, int] = field(default_factory=dict)
    unchanged: bool = False
    taken: int = 0

    @property
    def clean(self) -> bool:
        """Nothing lost and nothing doubtful."""
        return not (self.problems[Severity.LOST] or self.problems[Severity.DOUBT])


def run(
    paths: Sequence[str],
    out: Path,
    options: Options = DEFAULTS,
    progress: Progress = quiet,
    further: Further | None = None,
    *,
    fresh: bool = False,
) -> RunResult:
    """Reads all laws under ``paths`` and writes lezr.db, 权责清单.xlsx, report.html, problems.csv, manifest.json.

    With ``options.server`` the database is written there, and no lezr.db.

    The same input gives the same database, but for the table ``runs``. Nothing half-written is left under these
    names: they appear together at the end, or what was there before stays. What was read once is kept beside them
    (`lezr_extract.store.kept`): a run that was killed goes on where it was, and a later one reads only what changed.

    Args:
        paths: files, folders, laws databases, or ``national``.
        out: the folder to write into; made when absent.
        options: what the user chose.
        progress: told what is being done.
        further: what else to do (`lezr_extract.pipeline.comparing.compared_run`).
        fresh: reads everything anew, whatever is kept.

    Raises:
        CannotRunError: a path does not exist, no law was found, the disk is full, or lezr.db is in use.
    """
    started, clock = datetime.now(UTC).isoformat(timespec="milliseconds"), perf_counter()
    names = NAMES if not options.server else tuple(name for name in NAMES if name != DATABASE)
    names += further.names if further else ()
    if not options.server:
        ensure_free(out / DATABASE)
    items = list(sources(paths))
    key = run_key(options) if keeps() else ""
    progress("核对输入", 0, 1)
    resumed = Resumed(run=key, units=units_of(items, key))
    inputs = inputs_key(_wholly(key, options, further), paths, resumed.units)
    progress("核对输入", 1, 1)
    before = former(out, MANIFEST) if inputs and not fresh else None
    if before and before.holds(inputs) and before.stands_on(options.server):
        return _as_before(options.server or out / DATABASE, out, before, perf_counter() - clock, len(items))
    with (
        collecting_seldom(),
        finished_together(out, names) as places,
        created(options.server or places[DATABASE]) as store,
        _kept(out, fresh=fresh) if key else nullcontext() as resumed.kept,
    ):
        _go_on_from(before, out, store, resumed)
        job = _Job(paths, items, options, further, resumed, inputs, started, clock)
        return _carried_out(job, out, store, places, progress)


def _go_on_from(before: Former | None, out: Path, store: Store, resumed: Resumed) -> None:
    """Lets the run take over the rows that stand in the former database, where it is as it was left."""
    if before and resumed.kept and (total := before.sums.get(DATABASE)):
        resumed.standing = standing_units(resumed.kept, total)
        if resumed.standing:
            store.go_on_from(out / DATABASE)


@dataclass(frozen=True, slots=True)
class _Job:
    """What a run is to do.

    Attributes:
        paths, options, further: as `run` was asked.
        items: the sources under the paths, and the paths that gave none.
        resumed: what it goes on from.
        inputs: the number of all that decides its result; empty where nobody knows.
        started, clock: when it began, as the manifest tells it and as `perf_counter` counts.
    """

    paths: Sequence[str]
    items: Sequence[Source | Problem]
    options: Options
    further: Further | None
    resumed: Resumed
    inputs: str
    started: str
    clock: float


def _carried_out(
    job: _Job, out: Path, store: Store, places: dict[str, Path], progress: Progress
) -> RunResult:
    options, resumed, further = job.options, job.resumed, job.further
    filled = fill(store, job.items, options, progress, resumed=resumed)
    if not filled.laws:
        if resumed.kept:
            resumed.kept.give_up()
        raise CannotRunError(no_law(job.paths, filled))
    with _list_in_making(job, store, places, progress) as making:
        findings, until = further.work(store, filled, places, progress, making.step) if further else ({}, "")
        if further:
            filled.seconds["compare"] -= making.seconds
        while making.step():
            pass
    resumed.turn = min(filter(None, (resumed.turn, until)), default="")
    facts = run_facts(store, job.paths, options, filled, perf_counter() - job.clock)
    _deliver(store, places, filled, facts, making=making, progress=progress)
    counts, types = store.counts(), store.tally("entries", "type")
    seconds = filled.seconds | {"all": perf_counter() - job.clock}
    chosen = _chosen(job.paths, options)
    store.add_run(job.started, seconds["all"], chosen, counts)
    store.publish()
    result = {
        "seconds": {step: round(value, 2) for step, value in seconds.items()},
        "counts": counts,
        "entries_by_type": types,
        "problems": {severity.value: n for severity, n in filled.problems.items()},
    } | ({"findings": findings} if further else {})
    result |= {"server_holds": store.holds()} if options.server else {}
    sums = _write_manifest(job, store, places, chosen, result)
    if resumed.kept:
        if DATABASE in sums:
            note_standing(resumed.kept, sums[DATABASE], resumed.whole)
        resumed.kept.keep_only((unit.key for unit in resumed.units), making.used)
    first = tuple(filled.first_problems)
    return RunResult(out, counts, types, filled.problems, first, seconds, findings, taken=resumed.taken)


def _chosen(paths: Sequence[str], options: Options) -> dict[str, Any]:
    """What was asked for, as manifest and table ``runs`` tell it."""
    chosen: dict[str, Any] = {"paths": list(paths), "granularity": options.granularity}
    chosen |= office_facts(options.office)
    chosen |= {"engine": "ray"} if options.cluster else {}
    chosen["model"] = None if options.rules_only else registered()
    return chosen


def _write_manifest(
    job: _Job,
    store: Store,
    places: Mapping[str, Path],
    chosen: Mapping[str, Any],
    result: Mapping[str, Any],
) -> dict[str, str]:
    """Closes the store and writes what the next run has to know; gives the sums of the files."""
    resumed = job.resumed
    files = list(store.files())
    # The last reader of the file under its partial name: only a closed database may be given its final one.
    store.close()
    finished = {name: path for name, path in places.items() if name != MANIFEST}
    inputs = "" if resumed.unkept else job.inputs
    known = to_find_again(inputs, resumed.turn, job.started, finished)
    deliver.write_manifest(files, chosen, known | dict(result), places[MANIFEST])
    return dict(known["outputs"])


def _kept(out: Path, *, fresh: bool) -> KeptReadings:
    if fresh:
        forget(out / KEPT)
    return KeptReadings(out / KEPT)


def _wholly(key: str, options: Options, further: Further | None) -> str:
    """``key`` with where the database goes and what else is done; empty where one of them is not known."""
    if not key or (further and not further.key):
        return ""
    return words_key(
        key, without_password(options.server) if options.server else "", further.key if further else ""
    )


def _as_before(database: Path | str, out: Path, before: Former, seconds: float, taken: int) -> RunResult:
    problems = first_problems(database)
    return RunResult(
        out,
        before.counts,
        before.types,
        before.problems,
        problems,
        {"all": seconds},
        before.findings,
        unchanged=True,
        taken=taken,
    )


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


def _pages(
    store: Store, items: Sequence[Source | Problem], options: Options, progress: Progress
) -> dict[tuple[str, int], ShownPage]:
    """Pictures of the pages on which the list rests, those whose words a machine recognised before all others."""
    if not store.has_boxes():
        return {}
    recognised = frozenset(problem.file for problem in store.problems() if problem.code == RECOGNISED)
    return pictures_of(pages_of(store.entries(), recognised), items, options.workers, progress)


def _list_in_making(
    job: _Job, store: Store, places: dict[str, Path], progress: Progress
) -> shown_list.ListInMaking:
    """Workbook and report, which rest on what filling left."""
    pages = _pages(store, job.items, job.options, progress)
    progress("写权责清单和报告", 0, 2)
    recognised = {p.file: f"{p.cause}；引用前请与原件核对" for p in store.problems() if p.code == RECOGNISED}
    laws = {
        law.id: LawFacts(
            law.file, law.issuer, law.document_number, law.effective, recognised.get(law.file, "")
        )
        for law in store.listed_laws()
    }
    resumed = job.resumed
    kept = KeptShown(resumed.kept, resumed.run) if resumed.kept else None
    return shown_list.ListInMaking(store, places[WORKBOOK], laws, pages, kept=kept)


def _deliver(
    store: Store,
    places: dict[str, Path],
    filled: Filled,
    facts: RunFacts,
    *,
    making: shown_list.ListInMaking,
    progress: Progress,
) -> None:
    """Writes report and problems."""
    making.write_report(facts, places[REPORT])
    progress("写权责清单和报告", 1, 2)
    clock = perf_counter()
    deliver.write_problems(store.problems(), places[PROBLEMS])
    progress("写权责清单和报告", 2, 2)
    filled.seconds["write"] = making.seconds + perf_counter() - clock
