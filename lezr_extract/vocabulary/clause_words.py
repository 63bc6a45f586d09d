"""Finding the words by which a clause is read: modals, verbs by who does them, adverbs."""

import tomllib
from enum import IntEnum
from functools import cache
from importlib.resources import files

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

_GROUPS = {  # what is neutral is nothing else, so it comes first
    "neutral": WordKind.NEUTRAL,
    "modals": WordKind.MODAL,
    "organ_verbs": WordKind.ORGAN_VERB,
    "leaning_verbs": WordKind.LEANING_VERB,
    "party_verbs": WordKind.PARTY_VERB,
    "verbs": WordKind.VERB,
    "adverbs": WordKind.ADVERB,
}

_PLACEHOLDERS = frozenset("¥PSO")


@cache
def _finder() -> tuple[PhraseFinder, tuple[WordKind, ...]]:
    text = files("lezr_extract.vocabulary").joinpath("data", "clauses.toml").read_text(encoding="utf-8")
    kinds: dict[str, WordKind] = {}
    loaded = tomllib.loads(text)
    for name in _GROUPS:
        for word in loaded[name]["words"].split():
            kinds.setdefault(word, _GROUPS[name])
    return PhraseFinder(kinds), tuple(kinds.values())


def find_words(masked: str) -> list[Word]:
    """Triples ``(start, end, kind)`` of the clause words of a masked text, in order, without overlap."""
    finder, kinds = _finder()
    return [
        (start, end - 1 if masked[end - 1] in _PLACEHOLDERS else end, kinds[index])
        for index, start, end in finder.find(masked)
        if kinds[index] is not WordKind.NEUTRAL
    ]
