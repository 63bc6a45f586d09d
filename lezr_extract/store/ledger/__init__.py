"""The ledger of the review: append-only, bound in a chain, kept apart from what a run derives."""

from lezr_extract.store.ledger.alarms import findings_on, take_findings, taken
from lezr_extract.store.ledger.chain import Event, first_broken
from lezr_extract.store.ledger.clauses import clause_hash
from lezr_extract.store.ledger.ledger import DecidedMeanwhileError, Ledger, ListedEntry, Taken
from lezr_extract.store.ledger.overview import DayCount, Held, NearLaws, Overview, TakenRun, keep_run_totals
from lezr_extract.store.ledger.people import NoSuchPersonError, People, Session
from lezr_extract.store.ledger.queue import NO_AGENCY, NO_FILTER, Queue, QueueFilter, QueueRow
from lezr_extract.store.ledger.standing import NotItsTurnError, in_force, standing_of

__all__ = [
    "NO_AGENCY",
    "NO_FILTER",
    "DayCount",
    "DecidedMeanwhileError",
    "Event",
    "Held",
    "Ledger",
    "ListedEntry",
    "NearLaws",
    "NoSuchPersonError",
    "NotItsTurnError",
    "Overview",
    "People",
    "Queue",
    "QueueFilter",
    "QueueRow",
    "Session",
    "Taken",
    "TakenRun",
    "clause_hash",
    "findings_on",
    "first_broken",
    "in_force",
    "keep_run_totals",
    "standing_of",
    "take_findings",
    "taken",
]
