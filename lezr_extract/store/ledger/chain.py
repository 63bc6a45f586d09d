"""The chain of events: each is bound to the one before, so that a change anywhere shows."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

START = "0" * 64
"""What the first event is bound to."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened in the review.

    Attributes:
        number: from 1, without gaps.
        kind: ``decision``, ``comment``, ``assignment``, ``entries`` …
        who: name of the account; empty for the program itself.
        at: UTC, ISO 8601.
        body: what happened, as JSON.
        previous: hash of the event before.
        hash: over all of the above (`hash_of`).
    """

    number: int
    kind: str
    who: str
    at: str
    body: str
    previous: str
    hash: str


def bound(before: Event | None, kind: str, who: str, at: str, body: Mapping[str, object]) -> Event:
    """The event that follows ``before``; the first of all where there is none."""
    number, previous = (before.number + 1, before.hash) if before else (1, START)
    event = Event(number, kind, who, at, canonical(body), previous, "")
    return replace(event, hash=hash_of(event))


def hash_of(event: Event) -> str:
    """The sha256 of an event as hex; its parts go in as one JSON array, so that none can run into the next."""
    parts = [event.number, event.kind, event.who, event.at, event.body, event.previous]
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()


def canonical(body: Mapping[str, object]) -> str:
    """``body`` as the one JSON text that its hash is made of."""
    return json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def first_broken(events: Iterable[Event]) -> int | None:
    """Number of the first event that is not what was written; None where the chain is whole.

    A chain that was cut short at its end is whole by itself: whoever exports it notes its last hash.
    """
    previous = START
    for expected, event in enumerate(events, 1):
        if (event.number, event.previous, event.hash) != (expected, previous, hash_of(event)):
            return expected
        previous = event.hash
    return None
