"""Decisions by day, counted once: the ledger only grows, so that only what is new has to be looked at."""

from collections import Counter
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta, timezone
from threading import Lock

from lezr_extract.store.ledger import Overview

CHINA = timezone(timedelta(hours=8))
"""The one time of the whole country, in which days are counted."""


class Days:
    """Counts of the decisions of one ledger."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._counts: Counter[tuple[str, str, str]] = Counter()
        self._until = 0

    def counts(self, overview: Overview) -> Mapping[tuple[str, str, str], int]:
        """Day (``YYYY-MM-DD``), gate and verdict → decisions, as the ledger stands now."""
        newest = overview.state()[2]
        with self._lock:
            if newest < self._until:  # another ledger in its place
                self._counts, self._until = Counter(), 0
            for day, gate, verdict, number in overview.day_counts(self._until, newest):
                self._counts[day, gate, verdict] += number
            self._until = max(self._until, newest)
            return dict(self._counts)


def day_in_china(at: str) -> str:
    """The day (``YYYY-MM-DD``) of a time of the ledger."""
    return datetime.fromisoformat(at).astimezone(CHINA).date().isoformat()


def time_in_china(at: str) -> str:
    """A time of the ledger as people in China read it: ``YYYY-MM-DD HH:MM``."""
    return f"{datetime.fromisoformat(at).astimezone(CHINA):%Y-%m-%d %H:%M}"


def today() -> str:
    """The present day in China."""
    return datetime.now(UTC).astimezone(CHINA).date().isoformat()


def last_days(number: int, first: str) -> list[str]:
    """The days from ``first`` to today, at most the last ``number`` of them; a week at least."""
    end = date.fromisoformat(today())
    past = (end - date.fromisoformat(first)).days + 1 if first else 0
    count = max(7, min(number, past))
    return [(end - timedelta(days=back)).isoformat() for back in range(count - 1, -1, -1)]
