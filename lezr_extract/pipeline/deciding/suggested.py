"""A suggestion with all that a person needs to decide on it, and the whole of them as a table for the office."""

from dataclasses import dataclass
from pathlib import Path

from lezr_extract.pipeline.deciding.review import Review
from lezr_extract.pipeline.deciding.suggest import table_rows
from lezr_extract.pipeline.job.place import explained
from lezr_extract.powerlist.export import write_form
from lezr_extract.records import Entry, SuggestionDecision, SuggestionState
from lezr_extract.store import Store
from lezr_extract.store.ledger import Ledger, QueueRow
from lezr_extract.store.ledger.suggestions import (
    EVERY_SUGGESTION,
    SuggestionFilter,
    SuggestionRow,
    following_suggestions,
    history_of,
    suggestion,
    suggestions_page,
)

MOST_DRAFTED = 6
"""Draft entries shown beside the present one; an article with more powers is looked up in the queue."""


@dataclass(frozen=True, slots=True)
class Drafted:
    """A draft entry on the clause of a suggestion: as it stands in the review, and as the run has it."""

    row: QueueRow
    entry: Entry


@dataclass(frozen=True, slots=True)
class Suggested:
    """A suggestion to decide on.

    Attributes:
        row: the suggestion and where it stands.
        history: every decision on it, the newest last, lapsed ones included.
        drafted: draft entries of the run on its clauses, those of its type first, at most `MOST_DRAFTED`.
        more_drafted: how many there are beyond these.
        before, after: numbers of its neighbours in the list, None at the ends.
    """

    row: SuggestionRow
    history: tuple[SuggestionDecision, ...]
    drafted: tuple[Drafted, ...]
    more_drafted: int
    before: int | None
    after: int | None

    @property
    def undoable(self) -> bool:
        """Whether there is a decision in force, or an older one, that can be taken back."""
        return self.row.state is not SuggestionState.OPEN


def suggested(review: Review, number: int, wanted: SuggestionFilter) -> Suggested | None:
    """Suggestion ``number``, and its neighbours in the list of ``wanted``; None where there is none."""
    with review.ledger() as ledger:
        row = suggestion(ledger, number)
        if row is None:
            return None
        history = history_of(ledger, row.id)
        before, after = following_suggestions(ledger, wanted, number)
    found: dict[int, QueueRow] = {}
    with review.queue() as queue:
        for clause in row.line["clauses"]:
            if clause["article"]:
                found |= {one.number: one for one in queue.on_article(clause["law"], clause["article"])}
    ordered = sorted(found.values(), key=lambda one: (one.type != row.line["type"], one.number))
    with Store.read(review.database) as store:
        drafted = tuple(
            Drafted(one, entry)
            for one in ordered[:MOST_DRAFTED]
            if (entry := store.entry(one.number)) is not None
        )
    return Suggested(row, history, drafted, max(0, len(ordered) - MOST_DRAFTED), before, after)


def write_decided(review: Review, target: Path) -> int:
    """Writes all suggestions with what was decided on them to ``target`` (.xlsx or .csv), in the order of work.

    Raises:
        CannotRunError: the file cannot be written; nothing half-written is left.
    """
    with review.ledger() as ledger:
        _, rows = suggestions_page(ledger, EVERY_SUGGESTION)
        decided = {row.id: last for row in rows if (last := in_force_on(ledger, row)) is not None}
    rows.sort(key=lambda row: row.number)
    with explained(target):
        write_form("建议", list(table_rows((row.line for row in rows), decided)), target)
    return len(rows)


def in_force_on(ledger: Ledger, row: SuggestionRow) -> SuggestionDecision | None:
    """The decision that counts for the suggestion as it is today; None where it is open or has lapsed."""
    return history_of(ledger, row.id)[-1] if row.state is not SuggestionState.OPEN else None
