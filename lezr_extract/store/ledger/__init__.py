"""The ledger of the review: append-only, bound in a chain, kept apart from what a run derives."""

from lezr_extract.store.ledger.chain import Event, first_broken
from lezr_extract.store.ledger.clauses import clause_hash
from lezr_extract.store.ledger.ledger import DecidedMeanwhileError, Ledger, Taken
from lezr_extract.store.ledger.standing import NotItsTurnError, standing_of

__all__ = [
    "DecidedMeanwhileError",
    "Event",
    "Ledger",
    "NotItsTurnError",
    "Taken",
    "clause_hash",
    "first_broken",
    "standing_of",
]
