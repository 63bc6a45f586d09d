"""check.html: what checking lists says, for an officer: entry, status, evidence, both texts side by side."""

import base64
import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path, PurePath
from typing import Protocol

from lezr_extract.powerlist.export.columns import without_blank_lines
from lezr_extract.powerlist.present.quotation import Piece, side_by_side
from lezr_extract.powerlist.present.words import REASON_WORDS, STATUS_WORDS, place_words, type_words
from lezr_extract.records import (
    BasisStatus,
    CheckedBasis,
    CheckedEntry,
    EntryFault,
    MissingPower,
    PresentEntry,
    Problem,
    Severity,
)

MOST = 500
"""漏项 and problems shown on the page; all of them stand in the tables."""


class Overlap(Protocol):
    """An article that several departments cite; see `compare.consequences.overlaps.ListOverlap`."""

    @property
    def law(self) -> str:
        """Title."""

    @property
    def article(self) -> str:
        """Canonical."""


@dataclass(frozen=True, slots=True)
class CheckRun:
    """How the check was made.

    Attributes:
        day: of the check.
        laws: number of laws read.
        problems: of importing and reading.
    """

    day: str
    laws: int
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Basis:
    checked: CheckedBasis
    status: str
    reason: str
    texts: bool
    heading: str
    left: tuple[Piece, ...]
    right: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class _Entry:
    entry: PresentEntry
    list: int
    name: str
    type: str
    place: str
    statuses: str
    current: int
    faults: tuple[EntryFault, ...]
    bases: tuple[_Basis, ...]


@dataclass(frozen=True, slots=True)
class _ListRow:
    name: str
    entries: int
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Totals:
    entries: int
    bases: int
    faults: int
    statuses: tuple[tuple[str, str, int], ...]
    lists: tuple[_ListRow, ...]


def write_check_page(
    lists: Sequence[tuple[str, Sequence[CheckedEntry]]],
    missing: Sequence[tuple[str, MissingPower]],
    overlaps: Sequence[Overlap],
    run: CheckRun,
    path: Path,
) -> None:
    """Writes the page: one file without any request; whatever stands in a list or a law is text, never markup.

    Args:
        lists: file and checked entries of each list.
        missing: file and 漏项.
        overlaps: articles that several departments cite.
        run: how the check was made.
        path: where to write.

    Raises:
        OSError: the file cannot be written.
    """
    from jinja2 import Environment  # noqa: PLC0415
    from markupsafe import Markup  # noqa: PLC0415

    style, script = _part("page.css") + _part("check.css"), _part("check.js")
    absent = _absent(lists)
    doubts = tuple(problem for problem in run.problems if problem.severity is not Severity.NOTE)
    context = {
        "run": CheckRun(run.day, run.laws, doubts),
        "totals": _totals(lists),
        "shown": [one for at, (file, entries) in enumerate(lists) for one in _shown(at, file, entries)],
        "absent": absent,
        "absent_bases": sum(count for _, count in absent),
        "missing": [(PurePath(file).name, power) for file, power in missing],
        "overlaps": overlaps,
        "most": MOST,
        # Our own files, not data: the only words that go into the page as they are.
        "style": Markup(style),  # noqa: S704
        "script": Markup(script),  # noqa: S704
        "style_hash": _hash(style),
        "script_hash": _hash(script),
    }
    page = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True).from_string(
        _part("check.html.j2")
    )
    with path.open("w", encoding="utf-8", errors="replace", newline="\n") as out:
        for words in page.generate(**context):
            out.write(words)


def _totals(lists: Sequence[tuple[str, Sequence[CheckedEntry]]]) -> _Totals:
    rows = []
    everything: Counter[BasisStatus] = Counter()
    for file, entries in lists:
        counts = Counter(basis.status for entry in entries for basis in entry.bases)
        everything += counts
        rows.append(
            _ListRow(PurePath(file).name, len(entries), tuple(counts[status] for status in BasisStatus))
        )
    return _Totals(
        sum(row.entries for row in rows),
        sum(everything.values()),
        sum(len(entry.faults) for _, entries in lists for entry in entries),
        tuple((status.value, STATUS_WORDS[status], everything[status]) for status in BasisStatus),
        tuple(rows),
    )


def _absent(lists: Sequence[tuple[str, Sequence[CheckedEntry]]]) -> list[tuple[str, int]]:
    titles = Counter(
        basis.cited.law
        for _, entries in lists
        for entry in entries
        for basis in entry.bases
        if basis.status is BasisStatus.NOT_FOUND and basis.reason == "law_absent"
    )
    return titles.most_common()


def _shown(at: int, file: str, entries: Sequence[CheckedEntry]) -> Iterator[_Entry]:
    """The entries that need a look; laws that are not held are told of once, above."""
    for one in entries:
        bases = tuple(_basis(basis) for basis in one.bases if _needs_a_look(basis))
        if not bases and not one.faults:
            continue
        statuses = dict.fromkeys(basis.checked.status.value for basis in bases)
        yield _Entry(
            entry=one.entry,
            list=at,
            name=PurePath(file).name,
            type=type_words(one.entry),
            place=place_words(one.entry),
            statuses=" ".join((*statuses, *(["fault"] if one.faults else []))),
            current=sum(basis.status is BasisStatus.CURRENT for basis in one.bases),
            faults=one.faults,
            bases=bases,
        )


def _needs_a_look(basis: CheckedBasis) -> bool:
    return (basis.status is not BasisStatus.CURRENT and basis.reason != "law_absent") or (
        basis.status is BasisStatus.REPEALED
    )


def _basis(basis: CheckedBasis) -> _Basis:
    repealed = basis.status is BasisStatus.REPEALED
    text = basis.successor.text if basis.successor and (repealed or not basis.text) else basis.text
    number = (
        basis.successor.article if basis.successor and text == basis.successor.text else basis.cited.article
    )
    law = basis.successor.law if repealed and basis.successor else basis.law
    left, right = side_by_side(basis.cited.quotation, without_blank_lines(text))
    return _Basis(
        checked=basis,
        status=STATUS_WORDS[basis.status],
        reason=REASON_WORDS.get(basis.reason, ""),
        texts=bool(text and basis.cited.quotation),
        heading=f"《{law}》{number or ''}",
        left=left,
        right=right,
    )


def _part(name: str) -> str:
    return resources.files(__package__).joinpath(name).read_text(encoding="utf-8")


def _hash(words: str) -> str:
    return base64.b64encode(hashlib.sha256(words.encode()).digest()).decode("ascii")
