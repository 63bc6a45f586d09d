"""Totals by type and by agency, and the heat map agency × type, as the page shows them without any script."""

from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple

from lezr_extract.powerlist.remarks import is_unsettled
from lezr_extract.records import Entry, PowerType

UNKNOWN_AGENCY = "（待确认）"
TOP_AGENCIES = 30
SHADES = 6
_BAR = 220.0  # length of the longest bar, in the units of its drawing


class Bar(NamedTuple):
    """A row of a table with its bar.

    Attributes:
        key: index into `Totals.agencies` or the types; -1 for the row of all others.
        label, number: what is counted and how many.
        share: of all entries, ``12.3%``.
        length: of the bar, 0 to 220.
    """

    key: int
    label: str
    number: int
    share: str
    length: float


class Cell(NamedTuple):
    """A cell of the heat map: its number and its shade from 0 (none) to 6."""

    number: int
    shade: int


class HeatRow(NamedTuple):
    """A row of the heat map: agency, its cells in the order of the types, its total."""

    key: int
    label: str
    cells: tuple[Cell, ...]
    number: int


@dataclass
class Totals:
    """Counts of entries, taken while the entries go by.

    Attributes:
        agencies: name → index, in the order of first appearance.
        counts: (agency index, type index) → entries.
        unresolved: entries without a holder.
        disputed: entries whose type is disputed or has alternatives.
        unsettled: entries whose holder is still to be confirmed, those without any included.
    """

    agencies: dict[str, int] = field(default_factory=dict)
    counts: Counter[tuple[int, int]] = field(default_factory=Counter)
    unresolved: int = 0
    disputed: int = 0
    unsettled: int = 0

    def add(self, entry: Entry) -> tuple[int, int]:
        """Counts ``entry``; gives the indexes of its agency and type."""
        kind = TYPES.index(entry.type)
        return self.count(entry.agency, kind, disputed=bool(entry.alt), unsettled=is_unsettled(entry)), kind

    def count(self, agency: str, kind: int, *, disputed: bool, unsettled: bool) -> int:
        """Counts an entry of ``agency`` (empty where not known), its type by index; gives the index of the agency."""
        at = self.agencies.setdefault(agency or UNKNOWN_AGENCY, len(self.agencies))
        self.counts[at, kind] += 1
        self.unresolved += not agency
        self.disputed += disputed
        self.unsettled += unsettled
        return at

    @property
    def entries(self) -> int:
        """All entries."""
        return self.counts.total()

    def by_type(self) -> list[Bar]:
        """The ten types in the order of their codes."""
        numbers = [sum(n for (_, k), n in self.counts.items() if k == kind) for kind in range(len(TYPES))]
        return self._bars(list(enumerate(map(str, TYPES))), numbers, max(numbers))

    def by_agency(self) -> list[Bar]:
        """The agencies with most entries, the rest in one row, and last the entries without a holder.

        These two rows are no agencies: they do not set the scale.
        """
        names = list(self.agencies)
        top = self._ranked()[:TOP_AGENCIES]
        labels = [(a, names[a]) for a, _ in top]
        numbers = [n for _, n in top]
        longest = max(numbers, default=0)
        rest = self.entries - self.unresolved - sum(numbers)
        if rest:
            labels.append((-1, f"其余 {len(names) - len(top) - bool(self.unresolved)} 个主体"))
            numbers.append(rest)
        if self.unresolved:
            labels.append((self.agencies[UNKNOWN_AGENCY], UNKNOWN_AGENCY))
            numbers.append(self.unresolved)
        return self._bars(labels, numbers, longest)

    def heat_map(self) -> list[HeatRow]:
        """The agencies with most entries by type, then unshaded the rest in one row and those without a holder."""
        top = [a for a, _ in self._ranked()[:TOP_AGENCIES]]
        names = list(self.agencies)
        unknown = self.agencies.get(UNKNOWN_AGENCY)
        rest = [0] * len(TYPES)
        for (agency, kind), number in self.counts.items():
            if agency not in top and agency != unknown:
                rest[kind] += number
        rows = [(a, names[a], self._row(a)) for a in top]
        highest = max((n for _, _, numbers in rows for n in numbers), default=0)
        shaded = len(rows)
        if any(rest):
            rows.append((-1, "其余", rest))
        if unknown is not None:
            rows.append((unknown, UNKNOWN_AGENCY, self._row(unknown)))
        return [
            HeatRow(
                key,
                label,
                tuple(Cell(n, _shade(n, highest) if i < shaded else 0) for n in numbers),
                sum(numbers),
            )
            for i, (key, label, numbers) in enumerate(rows)
        ]

    def _row(self, agency: int) -> list[int]:
        return [self.counts[agency, kind] for kind in range(len(TYPES))]

    def _ranked(self) -> list[tuple[int, int]]:
        """The named agencies with their entries, most first."""
        sums: Counter[int] = Counter()
        for (agency, _), number in self.counts.items():
            sums[agency] += number
        sums.pop(self.agencies.get(UNKNOWN_AGENCY, -1), None)
        return sorted(sums.items(), key=lambda pair: (-pair[1], pair[0]))

    def _bars(self, labels: list[tuple[int, str]], numbers: list[int], longest: int) -> list[Bar]:
        everything = self.entries or 1
        return [
            Bar(key, label, n, f"{n / everything:.1%}", round(min(_BAR, _BAR * n / (longest or 1)), 1))
            for (key, label), n in zip(labels, numbers, strict=True)
        ]


TYPES = tuple(PowerType)


def _shade(number: int, highest: int) -> int:
    """On a root scale, so that a cell of 20 can be told from an empty one beside a cell of 2,000."""
    if not number:
        return 0
    return min(SHADES, 1 + int((SHADES - 1) * (number / max(highest, 1)) ** 0.4))
