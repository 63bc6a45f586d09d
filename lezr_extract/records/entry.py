"""A draft entry of the power list (权责清单)."""

from dataclasses import dataclass

from lezr_extract.records.document import Place
from lezr_extract.records.place import Span
from lezr_extract.records.power import Amount, PowerType
from lezr_extract.records.referral import Referral


@dataclass(frozen=True, slots=True)
class Basis:
    """A legal basis (实施依据) of an entry, quoted in full.

    Attributes:
        law_id, law_title, rank: of the law.
        article: canonical number.
        paragraph: 款 from 1 where the entry rests on one, else None.
        item: 项 numeral or None.
        kind: ``liability`` (罚则), ``conduct`` (行为规范), ``grant`` (授权) or ``referral`` (援引: the clause
            that sets the penalty to which the entry's own clause refers).
        text: the clause, word for word.
        span: of ``text`` in the law's text.
        marks: spans inside the law's text to show in colour, with their kind: ``holder``, ``act``,
            ``sanction``, ``amount``.
        law_version: `Law.version`, the date that tells which version was quoted; may be empty.
        original: the clause as its file holds it, where cleaning changed its words; else empty.
        place: where the clause stands in its file; None until it was stored.
    """

    law_id: str
    law_title: str
    rank: str
    article: str
    paragraph: int | None
    item: str | None
    kind: str
    text: str
    span: Span
    marks: tuple[tuple[str, Span], ...] = ()
    law_version: str = ""
    original: str = ""
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """A draft entry, to be decided by people.

    Attributes:
        id: stable over runs: from law title, article, paragraph, item, type and holder.
        name: as real lists name it (对…行为的行政处罚), domain rules 3.3.
        type, alt, kinds: of the power.
        agency: the holder for the list: resolved where known, else as written, else empty (待确认).
        agency_written: as the law writes it.
        agency_id: id in the registry or None.
        bases: the clauses behind it, liability clause first, then conduct clause, then higher law.
        amounts: the fines.
        territory, law_status: of the law.
        score: confidence from 0 to 1.
        by: rule or model that found it.
        remarks: what the reviewer should know (disputed type, holder unresolved, old name …), in Chinese.
        referrals: where the clause leaves its penalty to others; kinds and amounts hold what those set. Not read
            back from a database, where they stand in a table of their own.
    """

    id: str
    name: str
    type: PowerType
    alt: tuple[PowerType, ...]
    kinds: tuple[str, ...]
    agency: str
    agency_written: str
    agency_id: str | None
    bases: tuple[Basis, ...]
    amounts: tuple[Amount, ...]
    territory: str
    law_status: str
    score: float
    by: str
    remarks: tuple[str, ...] = ()
    referrals: tuple[Referral, ...] = ()
