"""Fills a database from sources: the first pass reads, the second one resolves citations of other laws."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from time import perf_counter

from lezr_extract.pipeline.job import effects, many
from lezr_extract.pipeline.job.one_source import Options, Reading, warm
from lezr_extract.pipeline.job.readings import Resumed, readings, units_of
from lezr_extract.pipeline.job.referrals import Waiting, follow
from lezr_extract.powers import standard_model
from lezr_extract.read import PageDone, Source
from lezr_extract.records import Citation, ComparedLaw, Problem, Severity, Stage
from lezr_extract.store import Choice, Ending, FileRow, Store, citation_rows
from lezr_extract.structure import LawIndex, LawOutline, ended_laws, resolve
from lezr_extract.text.titles import in_marks
from lezr_extract.vocabulary.registry import registry

Progress = Callable[[str, int, int], None]
"""Called with what is being done (Chinese), how much of it is done, and how much there is.

Several things may be under way at once: the pages of a scan are told of while its file is being read.
"""


_TOGETHER = 16
"""Units between two commits: one transaction each keeps writing fast."""


@dataclass(slots=True)
class Filled:
    """What filling came to.

    Attributes:
        files: number of files and members read.
        laws: number of laws in the database.
        problems: number of problems by severity.
        first_problems: the first few that cost a document or a doubt.
        seconds: by step.
        compared: the laws in the database as comparing needs them; empty where nobody asked for it.
    """

    files: int = 0
    laws: int = 0
    problems: dict[Severity, int] = field(default_factory=lambda: dict.fromkeys(Severity, 0))
    first_problems: list[Problem] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)
    compared: list[ComparedLaw] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Pending:
    """Citations of other laws that wait until all laws are known."""

    outline: LawOutline
    starts: tuple[int, ...]
    citations: tuple[tuple[int, Citation], ...]
    waiting: tuple[Waiting, ...] = ()


def quiet(what: str, done: int, total: int) -> None:
    """A `Progress` that shows nothing."""


def heard_by(progress: Progress) -> many.Listener:
    """What tells ``progress`` of each page that is read from a picture, file by file."""

    def listener(news: PageDone) -> None:
        progress(f"识别文字：{news.file}", news.done, news.total)

    return listener


def fill(
    store: Store,
    items: Sequence[Source | Problem],
    options: Options,
    progress: Progress = quiet,
    *,
    resumed: Resumed | None = None,
) -> Filled:
    """Reads all ``items`` into ``store`` and finishes it.

    Args:
        store: to fill.
        items: the sources.
        options: what the user chose.
        progress: told what is being done.
        resumed: what the run goes on from; None where nothing is kept.

    Raises:
        CannotRunError: the disk is full, or the model's files are not the registered ones.
    """
    if not options.rules_only:
        standard_model()  # one sentence now, and not a problem for each law later
    filled = Filled()
    started = perf_counter()
    resumed = resumed or Resumed(units=units_of(items, ""))
    pending, outlines = _read(store, items, options, filled, progress, resumed=resumed)
    filled.seconds["read"] = perf_counter() - started
    started = perf_counter()
    index = LawIndex(outlines)
    _resolve(store, pending, index, progress)
    filled.seconds["citations"] = perf_counter() - started
    started = perf_counter()
    progress("编排权责清单和索引", 0, 1)
    effects.settle(store, index)
    add_problems(store, filled, map(_over, store.end_laws(ended_laws(outlines, index, date.today()))))
    add_problems(store, filled, map(_older, store.choose_versions()))
    store.add_agencies(entry.agency for entry in registry().values())
    store.finish()
    progress("编排权责清单和索引", 1, 1)
    filled.seconds["index"] = perf_counter() - started
    return filled


def _read(
    store: Store,
    items: Sequence[Source | Problem],
    options: Options,
    filled: Filled,
    progress: Progress,
    *,
    resumed: Resumed,
) -> tuple[list[_Pending], list[LawOutline]]:
    pending: list[_Pending] = []
    outlines: dict[str, LawOutline] = {}
    files: dict[str, str] = {}
    total = len(resumed.units)
    progress("读法规", 0, total)
    warm()
    for done, (unit, found) in enumerate(readings(items, options, resumed, heard_by(progress)), 1):
        whole = True
        for reading in found:
            filled.files += 1
            problems = list(reading.problems)
            outline = reading.outline
            if reading.rows is not None and outline is not None:
                first = store.next_entry()
                if store.add_law(reading.rows):
                    outlines[outline.id] = outline
                    files[outline.id] = reading.file.file
                    filled.compared += [reading.compared] if reading.compared else []
                    if reading.pending:
                        pending.append(_pending(reading, outline, first))
                else:
                    whole = False
                    problems.append(_same_text(reading.file, files[outline.id]))
            store.add_file(reading.file)
            add_problems(store, filled, problems)
        resumed.whole += [unit.key] if whole and unit.key else []
        if done % _TOGETHER == 0 or done == total:
            store.commit()
            progress("读法规", done, total)
    filled.laws = len(outlines)
    return pending, list(outlines.values())


def _pending(reading: Reading, outline: LawOutline, first: int) -> _Pending:
    """What of ``reading`` waits for other laws; its entries are numbered from ``first``."""
    waiting = tuple(
        Waiting(row, None if entry is None else first + entry, referral)
        for row, entry, referral in reading.waiting
    )
    return _Pending(outline, reading.starts, reading.pending, waiting)


def _resolve(store: Store, pending: Sequence[_Pending], index: LawIndex, progress: Progress) -> None:
    waiting: list[Waiting] = []
    for done, one in enumerate(pending, 1):
        resolved = resolve(tuple(citation for _, citation in one.citations), one.outline, index)
        numbers = [number for number, _ in one.citations]
        store.add_citations(citation_rows(one.outline.id, one.starts, zip(numbers, resolved, strict=True)))
        cited = {number - 1: citation for number, citation in zip(numbers, resolved, strict=True)}
        waiting += [
            wait._replace(referral=replace(wait.referral, cited=cited[wait.referral.citation]))
            for wait in one.waiting
            if wait.referral.citation in cited
        ]
        if done % 100 == 0 or done == len(pending):
            progress("核对引用", done, len(pending))
    follow(store, waiting)
    store.commit()


def add_problems(store: Store, filled: Filled, problems: Iterable[Problem]) -> None:
    """Puts problems into the store and counts them."""
    problems = list(problems)
    store.add_problems(problems)
    for problem in problems:
        filled.problems[problem.severity] += 1
        if problem.severity is not Severity.NOTE and len(filled.first_problems) < 10:
            filled.first_problems.append(problem)


def _same_text(file: FileRow, other: str) -> Problem:
    cause = f"与“{other}”的名称、版本和文字都相同，只收一份"
    return Problem(Stage.STORE, Severity.NOTE, file.file, "", "same-text", cause)


def _over(ending: Ending) -> Problem:
    cause = f"{in_marks(ending.title)}（{ending.version or '版本不明'}）{ending.reason}；不列入权责清单"
    return Problem(Stage.STORE, Severity.NOTE, ending.file, "", "no-longer-in-force", cause)


def _older(choice: Choice) -> Problem:
    if choice.version == choice.other_version:
        cause = f"与“{choice.other_file}”是同一部法规的同一版本，文字不尽相同；权责清单以后者为准"
    else:
        version = choice.version or "版本不明"
        cause = f"{in_marks(choice.title)}另有较新的版本（{choice.other_version}，“{choice.other_file}”）；权责清单以新版为准，不列本版本（{version}）"
    return Problem(Stage.STORE, Severity.NOTE, choice.file, "", "older-version", cause)
