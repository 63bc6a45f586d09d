"""What the articles of a law give, as checking a list needs it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lezr_extract.records import ArticlePowers, Entry, Law, Power, PowerType, Referral


@dataclass(frozen=True, slots=True)
class Gives:
    """What an article gives: its powers, and where it leaves a penalty to another clause."""

    powers: tuple[Power, ...] = ()
    referrals: tuple[Referral, ...] = ()


NOTHING = Gives()


@dataclass(frozen=True, slots=True)
class ListedPower:
    """A draft entry of a law, small: a candidate for what a list lacks.

    Attributes:
        law_id, law, version, rank, territory, file: of the law.
        article: that carries it; ``place`` with 款 and 项.
        articles: all articles of the law on which it rests (罚则, 行为规范).
        type, name, holder: as drafted.
        agency_ids: of the holder, known ones only.
        text: the clause.
        score: confidence.
    """

    law_id: str
    law: str
    version: str
    rank: str
    territory: str
    file: str
    article: str
    place: str
    articles: tuple[str, ...]
    type: PowerType
    name: str
    holder: str
    holder_written: str
    agency_ids: tuple[str, ...]
    text: str
    score: float


HeldPowers = Mapping[str, Gives]
"""Article number → what it gives; articles that give nothing are left out."""


def held_powers(law: Law, found: Sequence[ArticlePowers], referrals: Sequence[Referral]) -> dict[str, Gives]:
    """What each article of ``law`` gives."""
    powers = {row.article: row.powers for row in found if row.powers}
    articles = sorted({*powers, *(one.article for one in referrals)})
    return {
        law.articles[at].number: Gives(
            powers.get(at, ()), tuple(one for one in referrals if one.article == at)
        )
        for at in articles
    }


def listed_powers(law: Law, entries: Sequence[Entry], places: Mapping[str, str]) -> tuple[ListedPower, ...]:
    """The draft entries of ``law``, small.

    Args:
        law: the law.
        entries: drafted from it.
        places: id of the entry → its place in words (第五十条第一款).
    """
    return tuple(
        ListedPower(
            law_id=law.id,
            law=law.title,
            version=law.version,
            rank=law.rank.value,
            territory=law.territory,
            file=law.file,
            article=entry.bases[0].article,
            place=places.get(entry.id, entry.bases[0].article),
            articles=tuple(dict.fromkeys(basis.article for basis in entry.bases if basis.law_id == law.id)),
            type=entry.type,
            name=entry.name,
            holder=entry.agency,
            holder_written=entry.agency_written,
            agency_ids=(entry.agency_id,) if entry.agency_id else (),
            text=entry.bases[0].text,
            score=entry.score,
        )
        for entry in entries
        if entry.bases
    )
