"""The entries of the list law by law, each law with the sum of all that its entries are made of."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from lezr_extract.records import Entry
from lezr_extract.store.lines import BASES, ENTRIES, basis_of, entry_of
from lezr_extract.store.places import Places

if TYPE_CHECKING:
    from sqlite_utils import Database

_Cells = Sequence[Any]


@dataclass(frozen=True, slots=True)
class LawEntries:
    """The entries that follow each other and are of one law.

    Attributes:
        law_id: of the law.
        rows: an entry's cells and those of its bases.
        places: where the words of the bases stand.
    """

    law_id: str
    rows: Sequence[tuple[_Cells, Sequence[_Cells]]]
    places: Places

    def entries(self) -> Iterator[Entry]:
        """The entries as records, in the order of the list."""
        return (
            entry_of(cells, tuple(basis_of(basis, self.places) for basis in bases))
            for cells, bases in self.rows
        )

    def sum(self) -> bytes:
        """The sha256 of everything that `entries` gives: two laws of one sum have the same entries."""
        words = json.dumps(
            [[list(cells), [list(basis) for basis in bases]] for cells, bases in self.rows],
            ensure_ascii=False,
            separators=(",", ":"),
            default=str,
        )
        made = hashlib.sha256(words.encode("utf-8", "surrogatepass"))
        # The text of a law, in which lines are counted, is told by its id.
        for law_id in dict.fromkeys(basis[0] for _, bases in self.rows for basis in bases):
            made.update(self.places.sum(law_id))
        return made.digest()


def laws(database: "Database", places: Places) -> Iterator[LawEntries]:
    """All entries in the order of the list, law by law, as they are read."""
    rows = database.conn.execute(f"{ENTRIES.replace('number,', 'law_id, number,')} ORDER BY number")
    basis_rows = database.conn.execute(f"{BASES} ORDER BY entry, position")
    ahead = next(basis_rows, None)
    for law_id, group in groupby(rows, key=lambda row: str(row[0])):
        found: list[tuple[_Cells, Sequence[_Cells]]] = []
        for _, number, *cells in group:
            bases: list[_Cells] = []
            while ahead is not None and ahead[0] == number:
                bases.append(ahead[1:])
                ahead = next(basis_rows, None)
            found.append((cells, bases))
        yield LawEntries(law_id, found, places)
