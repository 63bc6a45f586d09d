"""How the entries of a list are parted: not at all, by type in one table, or a table for each type."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lezr_extract.powerlist.export.columns import ListRow, type_words
from lezr_extract.records import Entry, PowerType
from lezr_extract.text.numerals import to_chinese
from lezr_extract.vocabulary.list_templates import Grouping


@dataclass(frozen=True, slots=True)
class Section:
    """Entries that stand together.

    Attributes:
        heading: of the line above them; empty without.
        sheet: name of their own worksheet; empty without.
        rows: in the order of the list.
    """

    heading: str
    sheet: str
    rows: Iterable[Entry | ListRow]


def sections(entries: Iterable[Entry | ListRow], grouping: Grouping) -> Sequence[Section]:
    """The parts of a list in the order of the national codes of their types; types without entries are left out."""
    if grouping is Grouping.NONE:
        return (Section("", "", entries),)
    by_type: dict[PowerType, list[Entry | ListRow]] = {kind: [] for kind in PowerType}
    for one in entries:
        by_type[(one.entry if isinstance(one, ListRow) else one).type].append(one)
    found = [(type_words(kind), rows) for kind, rows in by_type.items() if rows]
    if grouping is Grouping.SHEETS:
        return [Section("", f"{words}（{len(rows)}项）", rows) for words, rows in found]
    return [
        Section(f"{to_chinese(at)}、{words}（共{len(rows)}项）", "", rows)
        for at, (words, rows) in enumerate(found, 1)
    ]
