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


Word = tuple[int, int, WordKind]

_GROUPS = {
    "modals": WordKind.MODAL,
    "organ_verbs": WordKind.ORGAN_VERB,
    "party_verbs": WordKind.PARTY_VERB,
    "verbs": WordKind.VERB,
    "adverbs": WordKind.ADVERB,
}


@cache
def _finder() -> tuple[PhraseFinder, tuple[WordKind, ...]]:
    text = files("lezr_extract.vocabulary").joinpath("data", "clauses.toml").read_text(encoding="utf-8")
    kinds: dict[str, WordKind] = {}
    for name, group in tomllib.loads(text).items():
        for word in group["words"].split():
            kinds.setdefault(word, _GROUPS[name])
    return PhraseFinder(kinds), tuple(kinds.values())


def find_words(masked: str) -> list[Word]:
    """Triples ``(start, end, kind)`` of the clause words of a masked text, in order, without overlap."""
    finder, kinds = _finder()
    return [(start, end, kinds[index]) for index, start, end in finder.find(masked)]
