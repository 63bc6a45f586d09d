"""Whose act it is where nobody is named: the words of the clause and what stood before, weighed.

The weights (``vocabulary/data/doers.tsv``) are learned from clauses that do name their subject, by what the named ones
do, and from clauses read by eye, by what was left unnamed; ``docs/decide/clause-grammar.md`` tells how.
"""

from collections.abc import Iterable
from typing import Final

from lezr_extract.norms.carry import Carry, Subject
from lezr_extract.norms.clauses import Clause
from lezr_extract.norms.kinds import ADVERB, ORGAN, PARTY, THING
from lezr_extract.records import ActorKind, HeadKind
from lezr_extract.vocabulary.actors import Actor
from lezr_extract.vocabulary.clause_words import Word
from lezr_extract.vocabulary.doers import doers

_TITLES: Final = ("处罚", "程序", "裁量", "监督", "执法", "促进", "行政")
_UNSAID: Final = "-"


def weighed(clause: Clause, signs: list[str]) -> ActorKind | None:
    """Organ, party or thing, whichever the signs of ``clause`` speak for."""
    del clause
    table = doers()
    organ = thing = 0.0
    for sign in signs:
        weights = table.get(sign)
        if weights is not None:
            organ += weights[0]
            thing += weights[1]
    if organ >= thing:
        return ORGAN if organ > 0 else PARTY
    return THING if thing > 0 else PARTY


def law_signs(title: str, actors: list[Actor]) -> list[str]:
    """What a law as a whole says: words of its title, and how many of those whom it names are organs, in tenths."""
    organs = sum(actor.kind == "O" and not actor.via for actor in actors)
    parties = sum(actor.kind == "P" and not actor.via for actor in actors)
    share = (10 * organs + 5) // (organs + parties + 1)
    return [f"law {share}", *(f"title {word}" for word in _TITLES if word in title), "any"]


def clause_signs(
    masked: str, start: int, end: int, words: Iterable[Word], attached: Iterable[tuple[str, str]]
) -> list[str]:
    """What the words of a clause say, ``start`` behind a subject that is written; ``attached`` are via and kind."""
    signs = ["$" + masked[end - 2 : end], "^" + masked[start]]
    first = True
    for at, stop, kind in words:
        word = masked[at:stop]
        signs.append(word)
        if first and kind is not ADVERB:
            signs.append("^" + word)
            first = False
    signs += [f"{via}{kind}" for via, kind in attached if via]
    if masked.find("¥", start, end) >= 0:
        signs.append("¥")
    if masked.find("§", start, end) >= 0:
        signs.append("§")
    return signs


def signs_of(clause: Clause, masked: str, found: Subject, carry: Carry, head: HeadKind | None) -> list[str]:
    """Everything that speaks for one kind or another in a clause for which the grammar has ``found`` no named subject."""
    signs = clause_signs(
        masked, clause.start, clause.end, clause.words, ((a.via, a.kind) for a in clause.actors)
    )
    guess, modal = found.kind.value, "may" if clause.modal else "does"
    subject = carry.subject.kind.value if carry.subject is not None else _UNSAID
    before = f"{carry.last[0].value} {carry.last[1].value}" if carry.last is not None else _UNSAID
    signs += (
        f"guess {guess} {found.source.value}",
        f"guess {guess} {modal}",
        f"close {clause.closing}",
        f"in {head.value if head is not None and clause.unit.depth else _UNSAID}",
        f"before {before} {carry.spoken or carry.case}",
        f"named {subject} {carry.spoken}",
        f"article {carry.named.value if carry.named is not None else _UNSAID}",
        f"case {carry.case} {carry.conditional}",
        f"party {carry.party is not None} organ {carry.authority is not None}",
        f"next {_leading(clause.after)}",
    )
    if clause.topic:
        signs.append("topic")
    if carry.implied_party:
        signs.append("implied")
    if carry.toward:
        signs.append("toward")
    return signs


def _leading(after: Clause | None) -> str:
    """Kind of the first actor of the next clause that may act in it."""
    if after is None:
        return _UNSAID
    return next((a.kind for a in after.actors if not a.via or a.via.endswith("由")), "")
