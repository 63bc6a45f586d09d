"""One source through all the stages, down to rows. Runs in a worker, so what it gives is small and picklable."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from lezr_extract import agencies, norms, powers, read, structure
from lezr_extract.compare import reading
from lezr_extract.errors import LezrError
from lezr_extract.pipeline.job.deliver import STAGE_WORDS
from lezr_extract.pipeline.job.drafted import drafted, left_to_others
from lezr_extract.pipeline.job.effects import effects_of
from lezr_extract.pipeline.office import NO_OFFICE, Office
from lezr_extract.powerlist.draft import Granularity
from lezr_extract.read import Source
from lezr_extract.records import (
    ArticlePowers,
    Citation,
    ComparedLaw,
    Document,
    Entry,
    Followed,
    Law,
    LiabilityClause,
    Norm,
    Problem,
    Reach,
    Referral,
    Resolution,
    Severity,
    Stage,
)
from lezr_extract.store.liability_rows import liability_rows, referral_id
from lezr_extract.store.rows import FileRow, Rows, citation_rows, file_row, rows_of_law
from lezr_extract.structure import LawOutline
from lezr_extract.structure.outline import Repeal

T = TypeVar("T")

STAGE_FAILURES = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    MemoryError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
)
"""What a fault of a stage raises. The one place where such a fault is caught: it costs one document a row in
``problems`` and not ten thousand others their result."""


@dataclass(frozen=True, slots=True)
class Options:
    """What a user can choose.

    Attributes:
        granularity: ``paragraph``, the State rule (one entry per 条 or 款), or ``item`` (domain rules 3.5).
        workers: processes; None for one per processor.
        office: rulings and duties of the office itself.
        rules_only: the learned model has no say.
        cluster: address of the Ray cluster that carries the work (see `cluster.each`); empty for this machine's own
            processes.
        server: address of a PostgreSQL database that takes the place of lezr.db; empty for the file.
        compare: laws are also read as comparing needs them (`Reading.compared`).
    """

    granularity: Granularity = "paragraph"
    workers: int | None = None
    office: Office = NO_OFFICE
    rules_only: bool = False
    cluster: str = ""
    server: str = ""
    compare: bool = False


DEFAULTS = Options()
AFTER = "~"
"""Behind a day: later than it and earlier than the next, where days are compared as words."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What one document gave.

    Attributes:
        file: its row.
        problems: everything that went wrong or is doubtful.
        rows: of the law, citations of the law itself included; None when it gave no law.
        outline: of the law, for citations from other laws.
        starts: where the articles start, to find the article of a citation.
        pending: citations of other laws with their numbers, to be resolved when all laws have been read.
        waiting: referrals to other laws: id of the row, index of the entry or None, and the referral.
        compared: the law as comparing needs it; None where nobody asked for it.
        turns: days on which the same words would give another reading, because the law begins or ends to be in force.
    """

    file: FileRow
    problems: tuple[Problem, ...] = ()
    rows: Rows | None = None
    outline: LawOutline | None = None
    starts: tuple[int, ...] = ()
    pending: tuple[tuple[int, Citation], ...] = ()
    waiting: tuple[tuple[str, int | None, Referral], ...] = ()
    compared: ComparedLaw | None = None
    turns: tuple[str, ...] = ()


def warm() -> None:
    """Loads code and word lists once, before the workers fork, so that they share them."""
    document = Document("", "text", "", "示范办法\n第一条　水利部门对填埋水渠的处一千元罚款。\n")
    law, problems = law_of(document)
    if law is not None:
        _law_reading(document, law, problems, DEFAULTS)


def read_source(item: Source | Problem, options: Options) -> list[list[Reading]]:
    """Everything that one source gives, for each of the files that it stands for; at least one reading each."""
    found = documents(item)
    if not isinstance(item, Source) or len(item.together) < 2:
        return [_readings(found, options)]
    of_file: dict[str, list[Document | Problem]] = {one.file: [] for one in item.together}
    for one in found:
        name = one.file
        while name not in of_file:  # what stands inside a file carries its own name behind a #
            name = name.rpartition("#")[0] or item.together[0].file
        of_file[name].append(one)
    return [_readings(of_file[one.file] or [_nothing(one.file)], options) for one in item.together]


def _readings(found: Sequence[Document | Problem], options: Options) -> list[Reading]:
    names = {one.file for one in found if isinstance(one, Document)}
    remarks: dict[str, list[Problem]] = {}
    for one in found:
        if isinstance(one, Problem) and one.file in names:
            remarks.setdefault(one.file, []).append(one)
    readings = [_reading(one, options) for one in found if isinstance(one, Document) or one.file not in names]
    # A remark on a document that was read belongs to its reading; it is no file of its own.
    return [replace(r, problems=(*remarks.pop(r.file.file, ()), *r.problems)) for r in readings]


def documents(item: Source | Problem) -> list[Document | Problem]:
    """The documents of a source, or the problem that it is; never empty."""
    if isinstance(item, Problem):
        return [item]
    found, fault = guarded(Stage.READ, item.file, lambda: read.read(item))
    rows = [part for one in found or () for part in _apart(one)]
    return rows or [fault or _nothing(item.file)]


def _apart(found: Document | Problem) -> tuple[Document | Problem, ...]:
    """The laws that are glued into one document; one that cannot be taken apart stays whole."""
    if isinstance(found, Problem):
        return (found,)
    parts, _ = guarded(Stage.STRUCTURE, found.file, lambda: structure.apart(found))
    return parts or (found,)


def law_of(document: Document) -> tuple[Law | None, tuple[Problem, ...]]:
    """The law of a document with what is doubtful about it; without a law there is at least one problem."""
    document = _encodable(document)
    built, fault = guarded(Stage.STRUCTURE, document.file, lambda: structure.build_law(document))
    law, problems = built or (None, ())
    if fault:
        problems = (*problems, fault)
    if law is None and not problems:
        problems = (_nothing(document.file),)
    return law, problems


def guarded(stage: Stage, file: str, step: Callable[[], T]) -> tuple[T | None, Problem | None]:
    """What ``step`` gives, or the problem that it failed with."""
    try:
        return step(), None
    except LezrError as error:
        return None, Problem(stage, Severity.LOST, file, "", "refused", str(error))
    except STAGE_FAILURES as error:
        cause = f"处理到“{STAGE_WORDS[stage]}”时程序出错（{type(error).__name__}: {error}）；请把这份文件报告给开发者"
        return None, Problem(stage, Severity.LOST, file, "", "stage-failed", cause)


def _reading(found: Document | Problem, options: Options) -> Reading:
    if isinstance(found, Problem):
        return Reading(FileRow(found.file), (found,))
    law, problems = law_of(found)
    if law is None:
        return Reading(file_row(found, None), problems)
    return _law_reading(found, law, problems, options)


def _law_reading(document: Document, law: Law, problems: tuple[Problem, ...], options: Options) -> Reading:
    citations, cited_fault = guarded(Stage.STRUCTURE, law.file, lambda: structure.find_citations(law))
    read_powers = powers_of(law, citations or (), options)
    found, referrals = read_powers.found, read_powers.referrals
    entries, entries_fault = guarded(
        Stage.POWERLIST, law.file, lambda: drafted(law, found, options.granularity, referrals)
    )
    repeals = structure.find_repeals(law)
    ledger, ledger_fault = guarded(Stage.STRUCTURE, law.file, lambda: effects_of(law, repeals))
    rows, rows_fault = guarded(
        Stage.STORE,
        law.file,
        lambda: (
            rows_of_law(law, found, entries or (), document)
            | liability_rows(law.id, read_powers.liability, referrals)
            | (ledger or {})
        ),
    )
    compared, compared_fault = _compared(law, read_powers, citations or (), repeals, options)
    # The law itself is there: only the last fault loses it.
    doubts = (cited_fault, *read_powers.faults, entries_fault, ledger_fault, compared_fault)
    problems = (*problems, *(replace(fault, severity=Severity.DOUBT) for fault in doubts if fault))
    problems = (*problems, *(left_to_others(law, found, entries) if entries is not None else ()))
    if rows is None:
        return Reading(file_row(document, None), (*problems, *([rows_fault] if rows_fault else [])))
    numbered = list(enumerate(citations or (), 1))
    starts = tuple(article.span.start for article in law.articles)
    pending = tuple(pair for pair in numbered if _is_pending(pair[1]))
    rows["citations"] = citation_rows(law.id, starts, (pair for pair in numbered if not _is_pending(pair[1])))
    waiting = _waiting(law.id, referrals, entries or ())
    outline = structure.outline(law, repeals)
    return Reading(
        file_row(document, law),
        problems,
        rows,
        outline,
        starts,
        pending,
        waiting,
        compared,
        _turns(law),
    )


def _turns(law: Law) -> tuple[str, ...]:
    """The first day on which it is in force, and what comes right after the last one; see `structure.status_of`."""
    begins = (law.effective.value,) if law.effective else ()
    return (*begins, *((f"{law.ended.value}{AFTER}",) if law.ended else ()))


def _compared(
    law: Law, found: "PowersOfLaw", citations: Sequence[Citation], repeals: Sequence[Repeal], options: Options
) -> tuple[ComparedLaw | None, Problem | None]:
    if not options.compare:
        return None, None
    titles = [one.title for one in repeals]
    return guarded(
        Stage.COMPARE,
        law.file,
        lambda: reading.compared(law, found.clauses, found.found, citations, titles),
    )


def _waiting(
    law_id: str, referrals: Sequence[Referral], entries: Sequence[Entry]
) -> tuple[tuple[str, int | None, Referral], ...]:
    """The referrals to other laws, each for every entry that rests on it, or for none."""
    rows: list[tuple[str, int | None, Referral]] = []
    for number, referral in enumerate(referrals):
        if referral.outcome is Followed.WAITS:
            holding: list[int | None] = [i for i, entry in enumerate(entries) if referral in entry.referrals]
            rows += [(referral_id(law_id, number), i, referral) for i in holding or [None]]
    return tuple(rows)


@dataclass(frozen=True, slots=True)
class PowersOfLaw:
    """What one law gives; whatever step fails, what came before it is there.

    Attributes:
        found: its powers with their holders.
        referrals: where it leaves penalties to other clauses.
        liability: its liability clauses.
        faults: what failed.
        clauses: of each of its articles.
    """

    found: tuple[ArticlePowers, ...] = ()
    referrals: tuple[Referral, ...] = ()
    liability: tuple[LiabilityClause, ...] = ()
    faults: tuple[Problem | None, ...] = ()
    clauses: tuple[tuple[Norm, ...], ...] = ()


def powers_of(law: Law, citations: tuple[Citation, ...], options: Options) -> PowersOfLaw:
    """The powers of a law with their holders, its referrals and its liability clauses."""
    parsed, norms_fault = guarded(Stage.NORMS, law.file, lambda: norms.parse_law(law))
    if parsed is None:
        return PowersOfLaw(faults=(norms_fault,))
    office, model = options.office, None if options.rules_only else powers.standard_model()
    found, powers_fault = guarded(
        Stage.POWERS, law.file, lambda: powers.find_powers(law, parsed, rulings=office.rulings, model=model)
    )
    linked, link_fault = guarded(
        Stage.AGENCIES, law.file, lambda: agencies.link(law, parsed, found or (), office.duties)
    )
    done = linked if linked is not None else found or ()
    referrals, referrals_fault = guarded(
        Stage.POWERS, law.file, lambda: powers.find_referrals(law, done, citations)
    )
    clauses, clauses_fault = guarded(
        Stage.POWERS, law.file, lambda: powers.liability_clauses(law, parsed, done)
    )
    faults = (powers_fault, link_fault, referrals_fault, clauses_fault)
    return PowersOfLaw(done, referrals or (), clauses or (), faults, parsed)


def _is_pending(citation: Citation) -> bool:
    return citation.reach is Reach.OTHER_LAW and citation.resolution is Resolution.UNRESOLVED


def _nothing(file: str) -> Problem:
    return Problem(
        Stage.STRUCTURE,
        Severity.LOST,
        file,
        "",
        "no-law",
        "没有认出法律条文；请确认这是法规文本，而不是其他文件",
    )


def _encodable(document: Document) -> Document:
    """Half of a surrogate pair cannot be written to any file; it becomes U+FFFD, one character for one."""
    try:
        document.text.encode()
    except UnicodeEncodeError:
        text = "".join("\ufffd" if "\ud800" <= c <= "\udfff" else c for c in document.text)
        return replace(document, text=text)
    return document
