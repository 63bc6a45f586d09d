"""Entries whose article was renumbered: the same words under another number are another entry with the same history."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

WITH_BEFORE = (
    "WHERE entry IN (WITH RECURSIVE chain(entry) AS (VALUES (?) UNION SELECT moves.before FROM moves JOIN chain "
    "USING (entry)) SELECT entry FROM chain)"
)
"""The decisions on an entry and on those that it was before."""


def moved(
    before: Iterable[tuple[str, str]],
    listed: Mapping[str, str],
    seen: Collection[str],
    decided: Collection[str],
) -> dict[str, str]:
    """New entry → the one that it was before.

    Only where it is beyond doubt: one entry with decisions is gone, one that was never seen has its words.

    Args:
        before: entries of earlier runs that did not move on since, each with its words without numbers.
        listed: entry of the new run → its words without numbers, empty where they are not known.
        seen: entries of earlier runs.
        decided: entries with decisions, their own or of before they moved.
    """
    gone: defaultdict[str, set[str]] = defaultdict(set)
    for entry, key in before:
        if key and entry in decided and entry not in listed:
            gone[key].add(entry)
    new: defaultdict[str, set[str]] = defaultdict(set)
    for entry, key in listed.items():
        if key and entry not in seen:
            new[key].add(entry)
    return {
        next(iter(entries)): next(iter(gone[key]))
        for key, entries in new.items()
        if len(entries) == 1 and len(gone.get(key, ())) == 1
    }
