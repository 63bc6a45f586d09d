"""Linking: every power of a law gets its competent organ, its registry id and the reason."""

from collections.abc import Sequence
from dataclasses import replace

from lezr_extract.agencies.local import localised
from lezr_extract.agencies.resolve import (
    Resolution,
    current_ids,
    resolve_mention,
    resolve_unnamed,
    share_detention,
)
from lezr_extract.agencies.standing import Standing, read_standing
from lezr_extract.records import ArticlePowers, Law, LocalDuty, Norm, Power, Role
from lezr_extract.records.making import changer

_changed = changer(Power)


def link(
    law: Law,
    norms: Sequence[Sequence[Norm]],
    found: tuple[ArticlePowers, ...],
    duties: Sequence[LocalDuty] = (),
) -> tuple[ArticlePowers, ...]:
    """Fills holder resolution and competence.

    Args:
        law: the law.
        norms: its clauses (parallel to ``law.articles``).
        found: what the articles say about powers, in the order of the articles.
        duties: the office's own table of which local body holds which duty.

    Returns:
        The same rows in the same order with ``agency_resolved``, ``agency_id``, ``agency_reason`` of each
        power and ``competence`` filled, and rows for articles that only allocate competence. The holder as
        written is never changed or dropped.
    """
    standing = read_standing(law, norms, found)
    rows = {row.article: row for row in found}
    for index, charges in enumerate(standing.charges):
        if charges and index not in rows:
            rows[index] = ArticlePowers(index)
    return tuple(_linked(rows[index], standing, duties) for index in sorted(rows))


def _linked(row: ArticlePowers, standing: Standing, duties: Sequence[LocalDuty]) -> ArticlePowers:
    carrying = [power.span for power in row.powers if power.role is Role.BASIS]
    competence = tuple(
        charge.competence
        for charge in standing.charges[row.article]
        if charge.main or not any(charge.competence.span.overlaps(span) for span in carrying)
    )
    powers = tuple(_resolved(power, row.article, standing, duties) for power in row.powers)
    return replace(row, powers=powers, competence=competence)


def _resolved(power: Power, article: int, standing: Standing, duties: Sequence[LocalDuty]) -> Power:
    parts = [(words, resolve_mention(words, power, article, standing)) for words in power.holder] or [
        ("", resolve_unnamed(power, standing))
    ]
    if duties:
        parts = [(words, localised(part, words, power, standing.law, duties)) for words, part in parts]
    resolution = _together([part for _, part in parts])
    if "行政拘留" in power.kinds:
        resolution = share_detention(resolution, power, standing)
    ids = current_ids(resolution.ids, power)
    return _changed(
        power,
        agency_resolved=resolution.words,
        agency_id=ids[0] if ids else None,
        agency_ids=ids,
        agency_reason=resolution.reason,
    )


def _together(parts: list[Resolution]) -> Resolution:
    """One resolution of several holders, in their order."""
    if len(parts) == 1:
        return parts[0]
    words = "、".join(dict.fromkeys(part.words for part in parts if part.words)) or None
    ids = tuple(dict.fromkeys(key for part in parts for key in part.ids))
    return Resolution(words, ids, "；".join(dict.fromkeys(part.reason for part in parts if part.reason)))
