"""A referral (援引): a clause that leaves kinds and amounts of a penalty to another clause (依照前款规定处罚)."""

from dataclasses import dataclass
from enum import StrEnum

from lezr_extract.records.citation import Citation
from lezr_extract.records.place import Span
from lezr_extract.records.power import Amount


class Followed(StrEnum):
    """What became of a referral."""

    FOLLOWED = "followed"  # the cited clause is at hand and sets a penalty
    NO_PENALTY = "no_penalty"  # it is at hand and sets none that we know
    NOT_FOUND = "not_found"  # its law is at hand, the clause is not in it
    LAW_ONLY = "law_only"  # a whole law is cited and no clause of it
    NOT_AT_HAND = "not_at_hand"  # the cited law is not among those read
    WAITS = "waits"  # another law, looked up when all laws have been read


@dataclass(frozen=True, slots=True)
class Referral:
    """One cited clause to which a clause leaves its penalty; a list of clauses gives one record each.

    Attributes:
        article: index of the referring article in `Law.articles`.
        span: of 依照…处罚 in the law's text.
        words: of ``span``.
        citation: index of ``cited`` among the law's citations.
        cited: the citation.
        outcome: see `Followed`.
        kinds: of the cited penalties; empty unless followed.
        amounts: of the cited penalties; those of another law keep no place.
        targets: spans of the cited clauses that set the penalties, in the same law's text; empty for another law.
    """

    article: int
    span: Span
    words: str
    citation: int
    cited: Citation
    outcome: Followed
    kinds: tuple[str, ...] = ()
    amounts: tuple[Amount, ...] = ()
    targets: tuple[Span, ...] = ()
