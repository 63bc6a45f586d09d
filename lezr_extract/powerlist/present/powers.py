"""What the articles of a law give, as checking a list needs it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from lezr_extract.records import ArticlePowers, Entry, Law, PowerType, Role


@dataclass(frozen=True, slots=True)
class HeldPower:
    """A power of an article.

    Attributes:
        type, alt: its type, and others that one could defend.
        basis: whether the article creates or allocates it, and does not only regulate it.
        kinds: 罚款, 责令改正 ….
        holder: the organs as the article writes them.
        agency_ids: their ids in the registry, known ones only.
        quote: the carrying words.
    """

    type: PowerType
    alt: tuple[PowerType, ...]
    basis: bool
    kinds: tuple[str, ...]
    holder: tuple[str, ...]
    agency_ids: tuple[str, ...]
    quote: str


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


HeldPowers = Mapping[str, tuple[HeldPower, ...]]
"""Article number → what it gives; articles that give nothing are left out."""


def held_powers(law: Law, found: Sequence[ArticlePowers]) -> dict[str, tuple[HeldPower, ...]]:
    """What each article of ``law`` gives."""
    return {
        law.articles[row.article].number: tuple(
            HeldPower(
                power.type,
                power.alt,
                power.role is Role.BASIS,
                power.kinds,
                power.holder,
                power.agency_ids or ((power.agency_id,) if power.agency_id else ()),
                power.quote,
            )
            for power in row.powers
        )
        for row in found
        if row.powers
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
