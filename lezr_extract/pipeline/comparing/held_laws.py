"""The laws against which lists are checked: read once, and kept only where a list cites them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial

from lezr_extract import structure
from lezr_extract.pipeline.job import many
from lezr_extract.pipeline.job.drafted import drafted
from lezr_extract.pipeline.job.fill import Progress, heard_by, quiet
from lezr_extract.pipeline.job.one_source import Options, PowersOfLaw, documents, law_of, powers_of
from lezr_extract.powerlist.export.columns import place_text
from lezr_extract.powerlist.present.editions import EndedBy, HeldLaw, Library, held, names
from lezr_extract.powerlist.present.powers import Gives, ListedPower, held_powers, listed_powers
from lezr_extract.read import Source, sources
from lezr_extract.records import Document, Problem, Severity, Status
from lezr_extract.structure import LawIndex, LawOutline, ended_laws
from lezr_extract.structure.resolve import title_key

_NATIONAL = "全国"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which laws are kept.

    Attributes:
        keys: of the cited titles.
        territories: draft entries of all laws that count there, for what a list lacks; empty for none.
    """

    keys: frozenset[str]
    territories: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class HeldReading:
    """What one document gave.

    Attributes:
        outline: of its law, None where it gave none.
        law: the law, where it is wanted or ends a wanted one.
        powers: what its articles give, where it is wanted.
        listed: its draft entries, where these are wanted.
        problems: what went wrong.
    """

    outline: LawOutline | None
    law: HeldLaw | None
    powers: dict[str, Gives]
    listed: tuple[ListedPower, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class HeldLaws:
    """All that checking needs of the laws.

    Attributes:
        library: the editions of the cited laws by title.
        powers: `HeldLaw.id` → what the law gives.
        listed: draft entries of the laws in force, for what a list lacks; empty where not asked for.
        laws: number of laws read.
        problems: of reading.
    """

    library: Library
    powers: dict[str, dict[str, Gives]]
    listed: tuple[ListedPower, ...]
    laws: int
    problems: tuple[Problem, ...]


def held_laws(
    paths: Sequence[str],
    titles: Iterable[str],
    options: Options,
    *,
    territories: Iterable[str] = (),
    day: date | None = None,
    progress: Progress = quiet,
) -> HeldLaws:
    """The laws under ``paths``.

    Args:
        paths: as for every command.
        titles: that the lists cite.
        options: workers, rulings, duties.
        territories: of the lists: draft entries of all laws that count there are wanted too; empty for none.
        day: of the check; today without.
        progress: told of the reading.

    Raises:
        CannotRunError: a path does not exist.
    """
    day = day or date.today()
    keys = frozenset(name for title in titles for name in names(title_key(title)))
    wanted = Wanted(keys, frozenset(territories))
    read = _Read()
    items = list(sources(paths))
    done = 0
    progress("读法规", 0, len(items))
    work = partial(_batch, wanted=wanted, options=options)
    for count, readings in many.each(work, items, _crashed, options.workers, heard_by(progress)):
        for reading in readings:
            read.add(reading)
        done += count
        progress("读法规", done, len(items))
    ended = _ended(read.outlines, day)
    library = Library(
        read.laws.values(),
        ended=ended,
        ended_absent=_ended_absent(read.outlines, wanted, day),
        titles=tuple(dict.fromkeys(outline.title for outline in read.outlines)),
        key=title_key,
        day=day.isoformat(),
    )
    listed = _in_force(read, ended, day)
    return HeldLaws(library, read.powers, listed, len(read.outlines), tuple(read.problems))


@dataclass(slots=True)
class _Read:
    """What reading has given so far; of one text in two files the first counts."""

    outlines: list[LawOutline] = field(default_factory=list)
    laws: dict[str, HeldLaw] = field(default_factory=dict)
    powers: dict[str, dict[str, Gives]] = field(default_factory=dict)
    listed: dict[str, tuple[ListedPower, ...]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def add(self, reading: HeldReading) -> None:
        self.problems += reading.problems
        if reading.outline is None:
            return
        self.outlines.append(reading.outline)
        if reading.law is not None:
            self.laws.setdefault(reading.law.id, reading.law)
            self.powers.setdefault(reading.law.id, reading.powers)
        if reading.listed:
            self.listed.setdefault(reading.outline.id, reading.listed)


def _in_force(read: _Read, ended: Mapping[str, EndedBy], day: date) -> tuple[ListedPower, ...]:
    """The draft entries of the latest edition in force of each law that has not ended, in the order of reading."""
    latest: dict[tuple[str, str], LawOutline] = {}
    for outline in read.outlines:
        if outline.status == Status.NOT_YET.value or outline.effective > day.isoformat():
            continue
        at = (title_key(outline.title), outline.territory)
        if at not in latest or outline.version > latest[at].version:
            latest[at] = outline
    kept = (outline.id for outline in latest.values() if outline.id not in ended)
    return tuple(power for law in kept for power in read.listed.get(law, ()))


def _batch(items: Sequence[Source | Problem], wanted: Wanted, options: Options) -> list[HeldReading]:
    return [_reading(found, wanted, options) for item in items for found in documents(item)]


def _reading(found: Document | Problem, wanted: Wanted, options: Options) -> HeldReading:
    if isinstance(found, Problem):
        return HeldReading(None, None, {}, (), (found,))
    law, problems = law_of(found)
    if law is None:
        return HeldReading(None, None, {}, (), problems)
    repeals = structure.find_repeals(law)
    outline = structure.outline(law, repeals)
    cited = any(name in wanted.keys for name in names(title_key(law.title)))
    ends = any(title_key(repeal.title) in wanted.keys for repeal in repeals)
    counts = law.territory in wanted.territories
    if not cited and not ends and not counts:
        # What is doubtful about a law that no list cites is nothing to who checks lists.
        lost = tuple(problem for problem in problems if problem.severity is Severity.LOST)
        return HeldReading(outline, None, {}, (), lost)
    given = powers_of(law, structure.find_citations(law), options) if cited or counts else PowersOfLaw()
    problems = (*problems, *(replace(fault, severity=Severity.DOUBT) for fault in given.faults if fault))
    listed: tuple[ListedPower, ...] = ()
    if counts:
        entries = drafted(law, given.found, options.granularity, given.referrals)
        listed = listed_powers(law, entries, {e.id: place_text(e.bases[0]) for e in entries if e.bases})
    law_kept = held(law) if cited or ends else None
    return HeldReading(
        outline, law_kept, held_powers(law, given.found, given.referrals) if cited else {}, listed, problems
    )


def _crashed(item: Source | Problem) -> HeldReading:
    return HeldReading(None, None, {}, (), many.crashed_problems(item))


def _ended(outlines: Sequence[LawOutline], day: date) -> dict[str, EndedBy]:
    """Which of the wanted laws another law at hand has ended."""
    index = LawIndex(outlines)
    return {
        one.law_id: EndedBy(one.by_title, one.article, one.day, one.words)
        for one in ended_laws(outlines, index, day)
    }


def _ended_absent(outlines: Sequence[LawOutline], wanted: Wanted, day: date) -> dict[str, EndedBy]:
    """Cited titles that are not held themselves, but that a law in force says it ends."""
    held_keys = {name for outline in outlines for name in names(title_key(outline.title))}
    ended: dict[str, EndedBy] = {}
    for by in outlines:
        if not by.effective or by.effective > day.isoformat():
            continue
        for repeal in by.repeals:
            key = title_key(repeal.title)
            near = by.territory == _NATIONAL or (by.territory and key.startswith(by.territory))
            if key in wanted.keys and key not in held_keys and near:
                ended.setdefault(key, EndedBy(by.title, repeal.article, by.effective, repeal.words))
    return ended
