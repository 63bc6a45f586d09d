"""What holds between a law that asks and all the others: found out at once, as arrays over the laws."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from lezr_extract.compare.candidates.comparable import age, stands
from lezr_extract.compare.checks.order import Order, order
from lezr_extract.compare.reading.field import same_field
from lezr_extract.records import ComparedLaw

_Numbers = NDArray[np.int32]
_Flags = NDArray[np.bool_]


class Beside(NamedTuple):
    """What holds between a law that asks and the others.

    Attributes:
        laws: of each law whether it is looked for and can be set above or beside the one that asks.
        sorts: of each sort of law whether it has such laws.
        fields: of each law whether it governs the same field.
    """

    laws: _Flags
    sorts: _Flags
    fields: _Flags


class Standing:
    """The laws by their sorts: those of one rank and one place stand alike to every other.

    Args:
        laws: all laws.
        higher: places of those in which candidates are looked for.

    Attributes:
        sorts: of each law its sort, −1 where it is not looked for; the sorts of one territory have numbers in a row.
        territories: of each sort the number of its territory; an unknown one is not the same as another unknown one.
        in_order: the places of all laws, those of one sort together, those that are not looked for first.
    """

    def __init__(self, laws: Sequence[ComparedLaw], higher: Iterable[int]) -> None:
        self._laws = laws
        keys = {one: (laws[one].territory or f"?{one}", laws[one].rank.value) for one in sorted(higher)}
        numbers = {key: number for number, key in enumerate(sorted(set(keys.values())))}
        self._shown = {numbers[key]: laws[one] for one, key in keys.items()}
        # One more place than laws, and one more than sorts below: −1 leads there, to what is not looked for.
        self.sorts = np.full(len(laws), -1, np.int32)
        for one, key in keys.items():
            self.sorts[one] = numbers[key]
        self.territories = _numbered(territory for territory, _ in numbers)
        self.in_order: list[int] = np.argsort(self.sorts, kind="stable").tolist()
        self._ids = _numbered(law.id for law in laws)
        self._titles = _numbered((law.title, law.territory) for law in laws)
        places = {one: place for place, one in enumerate(sorted({age(law) for law in laws}))}
        self._ages = np.fromiter((places[age(law)] for law in laws), np.int32, len(laws))
        self._fields = _Fields(laws)
        self._known: dict[tuple[str, str], tuple[_Flags, _Flags]] = {}

    def beside(self, number: int) -> Beside:
        """What holds between a law and all the others."""
        law = self._laws[number]
        key = (law.rank.value, law.territory)
        if key not in self._known:
            self._known[key] = self._by_sort(law)
        above_or_beside, above = self._known[key]
        found = above_or_beside[self.sorts]
        found &= (self._ids != self._ids[number]) & (self._titles != self._titles[number])
        if self.sorts[number] >= 0:
            # It can be found itself, so of two equal laws only one may find the other.
            found &= above[self.sorts] | (self._ages < self._ages[number])
        return Beside(found, above_or_beside, self._fields.same(number))

    def _by_sort(self, law: ComparedLaw) -> tuple[_Flags, _Flags]:
        """Of each sort whether it stands above or beside a law, and whether above it."""
        above_or_beside, above = (np.zeros(len(self._shown) + 1, bool) for _ in range(2))
        for sort, one in self._shown.items():
            if stands(one, law):
                above_or_beside[sort] = True
                above[sort] = order(one, law) is Order.HIGHER
        return above_or_beside, above


class _Fields:
    """The fields of the laws, and which of them are the same."""

    def __init__(self, laws: Sequence[ComparedLaw]) -> None:
        self._names = list(dict.fromkeys(law.field for law in laws))
        self._of_laws = _numbered(law.field for law in laws)
        self._with: dict[str, list[int]] = defaultdict(list)
        for number, name in enumerate(self._names):
            for pair in _pairs(name):
                self._with[pair].append(number)
        self._known: dict[int, _Flags] = {}

    def same(self, law: int) -> _Flags:
        """Of each law whether its field is the one of a law."""
        field = int(self._of_laws[law])
        known = self._known.get(field)
        if known is None:
            name = self._names[field]
            known = self._known[field] = np.zeros(len(self._names), bool)
            # Two fields are the same only if they share a pair of characters, or are one name.
            near = {field, *(one for pair in _pairs(name) for one in self._with[pair])}
            known[[one for one in near if same_field(self._names[one], name)]] = True
        return known[self._of_laws]


def _pairs(name: str) -> set[str]:
    return {name[at : at + 2] for at in range(len(name) - 1)}


def _numbered(values: Iterable[Hashable]) -> _Numbers:
    """A number for each value, the same for equal ones, in the order in which they first come."""
    numbers: dict[Hashable, int] = {}
    return np.array([numbers.setdefault(value, len(numbers)) for value in values], np.int32)
