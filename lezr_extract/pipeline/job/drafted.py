"""The draft entries of a law that belong into a list: of a decision that amends others, not the words it puts there."""

from collections.abc import Sequence

from lezr_extract import powerlist
from lezr_extract.compare.amending import is_amending, read_decision
from lezr_extract.powerlist.draft import Granularity
from lezr_extract.records import ArticlePowers, Entry, Law, OperationKind, Problem, Referral, Severity, Stage

_OWN = (OperationKind.REPEAL, OperationKind.UNREAD)


def drafted(
    law: Law, found: Sequence[ArticlePowers], granularity: Granularity, referrals: Sequence[Referral]
) -> tuple[Entry, ...]:
    """The draft entries of ``law``; what an amending decision writes into another law is left to that law.

    The new words of a decision (将第五十九条修改为：“…”) take effect as articles of the amended law, whose own text
    gives the entries with its article numbers (立法法 art. 64). What the decision rules itself stays.

    Args:
        law: any law.
        found: its powers by article, holders resolved.
        granularity: ``paragraph`` or ``item``.
        referrals: of the law.
    """
    entries = powerlist.draft(law, found, granularity, referrals)
    if not entries or not is_amending(law.title):
        return entries
    written = [one.span for one in read_decision(law).operations if one.kind not in _OWN]
    return tuple(
        entry
        for entry in entries
        if not any(
            span.start < entry.bases[0].span.end and entry.bases[0].span.start < span.end for span in written
        )
    )


def left_to_others(law: Law, found: Sequence[ArticlePowers], entries: Sequence[Entry]) -> tuple[Problem, ...]:
    """Says so where a decision gives powers and no entries; one note, or none."""
    if entries or not is_amending(law.title) or not any(one.powers for one in found):
        return ()
    cause = (
        "这份决定写入别的法规的新条文不另列条目；请把修改后的法规文本一并交来，"
        "或用 lezr diff 由旧文本和这份决定得出"
    )
    return (Problem(Stage.POWERLIST, Severity.NOTE, law.file, "", "amending-text", cause),)
