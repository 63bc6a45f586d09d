"""Whose act it is where nobody is named: the words of the clause and what stood before, weighed.

The weights (``vocabulary/data/doers.tsv``) are learned from clauses that do name their subject, by what the named ones
do, and from clauses read by eye, by what was left unnamed; ``docs/decide/clause-grammar.md`` tells how.
"""

from collections.abc import Iterable
from functools import lru_cache
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


def weighed(clause: Clause, signs: list[str], law: tuple[str, ...]) -> ActorKind | None:
    """Organ, party or thing, whichever the signs of ``clause`` and of its ``law`` speak for."""
    del clause  # only who makes the table (bench.doers) asks which clause it was
    table = doers()
    organ, thing = _of_law(law)
    for sign in signs:
        weights = table.get(sign)
        if weights is not None:
            organ += weights[0]
            thing += weights[1]
    if organ >= thing:
        return ORGAN if organ > 0 else PARTY
    return THING if thing > 0 else PARTY


@lru_cache(maxsize=64)
def _of_law(law: tuple[str, ...]) -> tuple[float, float]:
    """The sums of what a law as a whole says."""
    weights = [doers().get(sign, (0.0, 0.0)) for sign in law]
    return sum(organ for organ, _ in weights), sum(thing for _, thing in weights)


def law_signs(title: str, actors: list[Actor]) -> tuple[str, ...]:
    """What a law as a whole says: words of its title, and how many of those whom it names are organs, in tenths."""
    named = [actor.kind for actor in actors if not actor.via]
    organs, parties = named.count("O"), named.count("P")
    share = (10 * organs + 5) // (organs + parties + 1)
    return (f"law {share}", *(f"title {word}" for word in _TITLES if word in title), "any")


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
    attached = [(actor.via, actor.kind) for actor in clause.actors]
    signs = clause_signs(masked, clause.start, clause.end, clause.words, attached)
    spoken = " here" if carry.spoken else ""
    guess = "guess " + found.kind
    signs += (
        guess + " " + found.source,
        guess + (" may" if clause.modal else " does"),
        "close " + clause.closing,
        "in " + (head if head is not None and clause.unit.depth else _UNSAID),
        "before "
        + (" ".join(carry.last) if carry.last is not None else _UNSAID)
        + (" case" if carry.case else spoken),
        "named " + (carry.subject.kind if carry.subject is not None else _UNSAID) + spoken,
        "article " + (carry.named or _UNSAID),
        "next " + _leading(clause.after),
    )
    if clause.topic:
        signs.append("topic")
    if carry.implied_party:
        signs.append("implied")
    if carry.toward:
        signs.append("toward")
    if carry.conditional:
        signs.append("conditional")
    if carry.party is not None:
        signs.append("with party")
    if carry.authority is not None:
        signs.append("with organ")
    return signs


def _leading(after: Clause | None) -> str:
    """Kind of the first actor of the next clause that may act in it."""
    if after is None:
        return _UNSAID
    return next((a.kind for a in after.actors if not a.via or a.via.endswith("由")), "")
