"""Finding the words by which a clause is read: modals, verbs by who does them, adverbs."""

import tomllib
from enum import IntEnum
from functools import cache
from importlib.resources import files
from typing import Final

from lezr_extract.text.phrases import PhraseFinder


class WordKind(IntEnum):
    """What a word does in a clause."""

    MODAL = 0
    ORGAN_VERB = 1  # done by organs alone
    PARTY_VERB = 2  # done by parties alone
    VERB = 3
    ADVERB = 4
    NEUTRAL = 5
    LEANING_VERB = 6  # done by organs unless someone else is at hand


Word = tuple[int, int, WordKind]

VERBS: Final = frozenset((WordKind.ORGAN_VERB, WordKind.PARTY_VERB, WordKind.VERB, WordKind.LEANING_VERB))
_GROUPS: Final = {  # what is neutral is nothing else, so it comes first
    "neutral": WordKind.NEUTRAL,
    "modals": WordKind.MODAL,
    "organ_verbs": WordKind.ORGAN_VERB,
    "leaning_verbs": WordKind.LEANING_VERB,
    "party_verbs": WordKind.PARTY_VERB,
    "verbs": WordKind.VERB,
    "adverbs": WordKind.ADVERB,
}
_PLACEHOLDERS: Final = frozenset("¥PSO")


@cache
def _groups() -> dict[str, dict[str, str]]:
    text = files("lezr_extract.vocabulary").joinpath("data", "clauses.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def words_of(group: str) -> frozenset[str]:
    """The words of one group of ``data/clauses.toml``.

    Raises:
        KeyError: there is no such group.
    """
    return frozenset(_groups()[group]["words"].split())


@cache
def _finder() -> tuple[PhraseFinder, tuple[WordKind, ...], tuple[int, ...]]:
    """The words, and of each its kind and how many characters at its end are none of it."""
    kinds: dict[str, WordKind] = {}
    for name, kind in _GROUPS.items():
        for word in _groups()[name]["words"].split():
            kinds.setdefault(word, kind)
    # A placeholder at the end of a word only says what must follow; it is none of the word.
    cuts = tuple(int(word[-1] in _PLACEHOLDERS) for word in kinds)
    return PhraseFinder(kinds), tuple(kinds.values()), cuts


def find_words(masked: str) -> list[Word]:
    """Triples ``(start, end, kind)`` of the clause words of a masked text, in order, without overlap."""
    finder, kinds, cuts = _finder()
    neutral = WordKind.NEUTRAL
    return [
        (start, end - cuts[word], kinds[word])
        for word, start, end in finder.find(masked)
        if kinds[word] is not neutral
    ]
