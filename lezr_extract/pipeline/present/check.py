"""Checking the present lists of offices against the laws: the one place where lists and laws meet."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath

from lezr_extract.agencies import identify
from lezr_extract.compare.consequences.overlaps import (
    ListedBasis,
    ListedPower,
    ListOverlap,
    overlaps_of_lists,
)
from lezr_extract.pipeline.comparing.held_laws import HeldLaws, held_laws
from lezr_extract.pipeline.job.fill import Progress, quiet
from lezr_extract.pipeline.job.one_source import DEFAULTS, Options
from lezr_extract.pipeline.present.entry_faults import type_faults
from lezr_extract.powerlist.present.faults import holder_faults
from lezr_extract.powerlist.present.importing import import_list
from lezr_extract.powerlist.present.missing import department_ids, missing_powers
from lezr_extract.powerlist.present.status import check_bases
from lezr_extract.read import sources
from lezr_extract.read.office_list import list_sheets
from lezr_extract.records import (
    CheckedEntry,
    EntryFault,
    Level,
    MissingPower,
    PresentEntry,
    PresentList,
    Problem,
)
from lezr_extract.structure.resolve import title_key
from lezr_extract.vocabulary.registry import registry
from lezr_extract.vocabulary.territories import NATION, province_of, territory_of

_FORM = re.compile(r"20\d\d\s*年?(?:度)?|监督执法|(?:地县两级)?权责清单(?:指导目录)?|公示|公布|附件\d*|系统")

_BUREAUS = ("局", "委", "委员会", "办", "办公室", "厅", "队", "部门", "中心", "政府", "署")


@dataclass(frozen=True, slots=True)
class CheckedList:
    """A list and what checking says of it.

    Attributes:
        list: as imported.
        entries: its entries with their bases' status, in order.
        missing: 漏项; empty where not asked for.
    """

    list: PresentList
    entries: tuple[CheckedEntry, ...]
    missing: tuple[MissingPower, ...] = ()


@dataclass(frozen=True, slots=True)
class Checked:
    """What checking came to.

    Attributes:
        lists: in the order given.
        overlaps: articles that several of the lists cite.
        laws: number of laws read.
        problems: of reading and importing.
    """

    lists: tuple[CheckedList, ...]
    overlaps: tuple[ListOverlap, ...]
    laws: int
    problems: tuple[Problem, ...]


def import_lists(paths: Sequence[str]) -> tuple[tuple[PresentList, ...], tuple[Problem, ...]]:
    """The lists under ``paths``, each workbook or Word document one, and the problems of files that are none.

    Raises:
        CannotRunError: a path does not exist.
    """
    lists: list[PresentList] = []
    problems: list[Problem] = []
    for found in sources(paths):
        if isinstance(found, Problem):
            problems.append(found)
            continue
        for source in found.together or (found,):
            sheets = list_sheets(source)
            if isinstance(sheets, Problem):
                problems.append(sheets)
            else:
                lists.append(import_list(source.file, sheets))
    problems += [problem for one in lists for problem in one.problems]
    return tuple(one for one in lists if one.entries), tuple(problems)


def check(
    lists: Sequence[str],
    laws: Sequence[str],
    options: Options = DEFAULTS,
    *,
    missing: bool = False,
    day: date | None = None,
    progress: Progress = quiet,
) -> Checked:
    """Every basis of the lists against the laws, and every entry against its clauses.

    Args:
        lists: workbooks or folders of them.
        laws: as for every command.
        options: workers, rulings, duties.
        missing: also what the laws give to the lists' departments and no entry cites.
        day: on which validity counts; today without.
        progress: told of the reading.

    Raises:
        CannotRunError: a path does not exist.
    """
    imported, problems = import_lists(lists)
    titles = {basis.law for one in imported for entry in one.entries for basis in entry.bases}
    territories = {NATION}.union(*map(_territories, imported)) if missing else set()
    known = held_laws(laws, titles, options, territories=territories, day=day, progress=progress)
    checked = tuple(_checked(one, known, missing=missing) for one in imported)
    overlaps = overlaps_of_lists(_listed(one, entry) for one in imported for entry in one.entries)
    return Checked(checked, overlaps, known.laws, (*problems, *known.problems))


def department_of(one: PresentList) -> str:
    """Whose list it is: the bureau that the name of the file begins with; without one the commonest holder, of those that begin so first."""
    name = _FORM.sub("", PurePath(one.file).stem).strip(" 　_-（）()")
    if name.endswith(_BUREAUS):
        return name
    holders = [holder for holder, _ in Counter(entry.holder for entry in one.entries).most_common() if holder]
    return next((holder for holder in holders if name and holder.startswith(name)), next(iter(holders), name))


def _listed(one: PresentList, entry: PresentEntry) -> ListedPower:
    """An entry as overlaps need it."""
    bases = tuple(
        ListedBasis(
            title_key(basis.law),
            basis.article,
            basis.paragraphs[0] if len(basis.paragraphs) == 1 else None,
            basis.items[0] if len(basis.items) == 1 else None,
        )
        for basis in entry.bases
        if basis.article
    )
    where = f"{PurePath(one.file).name} 工作表“{entry.sheet}”第 {entry.row} 行"
    return ListedPower(department_of(one), entry.full_name, entry.type, entry.holder, bases, where)


def _checked(one: PresentList, known: HeldLaws, *, missing: bool) -> CheckedList:
    identified = {
        holder: identified_ids(holder)
        for holder in {exercise.holder for entry in one.entries for exercise in entry.exercises}
    }
    entries = tuple(_checked_entry(entry, known, identified) for entry in one.entries)
    found: tuple[MissingPower, ...] = ()
    if missing:
        own = department_ids(entries, known.powers, identified)
        found = tuple(missing_powers(entries, known.listed, own, title_key))
    return CheckedList(one, entries, found)


def _checked_entry(
    entry: PresentEntry, known: HeldLaws, identified: dict[str, tuple[str, ...]]
) -> CheckedEntry:
    bases = check_bases(entry.bases, known.library)
    faults = [
        *_without(entry),
        *type_faults(entry, bases, known.powers),
        *holder_faults(entry, bases, known.powers, identified),
    ]
    return CheckedEntry(entry, bases, tuple(faults))


def _without(entry: PresentEntry) -> list[EntryFault]:
    faults = []
    if not entry.bases:
        words = "实施依据一栏没有认出任何法规名称（《…》）"
        faults.append(EntryFault("no_basis", Level.SUSPECTED.value, "", words))
    if entry.type is None:
        words = f"权力类型“{entry.type_written}”不是十类之一" if entry.type_written else "没有写权力类型"
        faults.append(EntryFault("no_type", Level.NOTICE.value, "", words))
    return faults


def identified_ids(holder: str) -> tuple[str, ...]:
    """The organs of the registry that a holder of a list names; those of a merged bureau by its fields.

    文化体育广播电视和旅游局 is no name of the registry; the fields in it are.
    """
    found = identify(holder)
    whole = any(not entry.former and holder.endswith(entry.names) for entry in found.entries)
    if whole or not holder.endswith(("局", "委", "委员会", "厅")):
        return found.ids
    ids = dict.fromkeys(key for key in found.ids if not registry()[key].former)
    for entry in registry().values():
        if any(len(duty) > 1 and duty in holder for duty in entry.agency.duties):
            ids |= dict.fromkeys(entry.agency.successors if entry.former else (entry.agency.id,))
    return tuple(ids) or found.ids


def _territories(one: PresentList) -> set[str]:
    """The places whose laws count for a list: the one that its name begins with, and the province of that."""
    place = territory_of(PurePath(one.file).name, "", "")
    return {name for name in (place, province_of(place)) if name}
