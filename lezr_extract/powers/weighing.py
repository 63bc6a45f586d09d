"""Adding up what the learned model weighs in a clause, without writing its features down.

`features.ArticleFeatures` says what the features are; here the same sums come from tables, because writing a hundred
short strings for each clause took most of the model's time. ``tests/powers`` holds the two against each other.
"""

from collections.abc import Collection, Mapping
from functools import lru_cache
from itertools import pairwise, repeat
from typing import NamedTuple

from lezr_extract.powers.context import LONGEST, Surroundings
from lezr_extract.powers.features import (
    Classes,
    chapter,
    frame,
    mentioned,
    of_chapter,
    of_flag,
    of_frame,
    of_mention,
    of_object,
    of_place,
    of_title,
    place,
    words_of,
)
from lezr_extract.powers.packing import apart
from lezr_extract.powers.weight_tables import WeightTables
from lezr_extract.records import ActorKind

_SEEN = 1 << 14
"""Frames, titles and the like whose sums are remembered."""
_CLAUSES = 1 << 12
"""Clauses whose words are remembered: laws repeat one another, and those of one folder most."""


class _Read(NamedTuple):
    """The words of a clause and their classes, by number, begin and end included.

    Attributes:
        before, behind: what they weigh for the clause behind, where they stand before it, and for the one before.
        further: the words that weigh for the other clauses of the sentence.
    """

    words: tuple[int, ...]
    fine: tuple[int, ...]
    coarse: tuple[int, ...]
    before: int
    behind: int
    further: set[int]


class Weighing:
    """The weights of a model at work; a sum is ten in one (`packing.packed`)."""

    def __init__(self, weights: Mapping[str, int], classes: Classes) -> None:
        self._weights = weights
        self._tables = WeightTables(weights, classes)
        self._read = lru_cache(_CLAUSES)(self._read_anew)
        self._own = lru_cache(_CLAUSES)(self._own_anew)
        self._of_frame = lru_cache(_SEEN)(lambda of: self._sum(set(of_frame(of))))
        self._of_object = lru_cache(_SEEN)(lambda words: self._sum(of_object(words)))
        self._of_mention = lru_cache(_SEEN)(lambda *of: self._sum(of_mention(*of)))
        self._of_flags = lru_cache(_SEEN)(self._flags_anew)
        self._of_law = lru_cache(_SEEN)(
            lambda title, name, *where: self._sum({*of_title(title), *of_chapter(name), *of_place(*where)})
        )

    def sums(self, around: Surroundings, clauses: Collection[int]) -> dict[int, int]:
        """The sums of the features of ``clauses`` (`features.ArticleFeatures.of`), by clause."""
        of_law = self._of_law(around.law.short_title, chapter(around), *place(around))
        return {i: of_law + self._of_clause(around, i) for i in clauses}

    def _of_clause(self, around: Surroundings, i: int) -> int:
        norm, verb, subject = around.norms[i], around.norms[i].verb, around.norms[i].subject_kind
        kind = norm.kind[0]
        total: int = self._own(norm.masked[:LONGEST], kind, subject)
        total += self._of_frame(frame(norm)) + self._of_object(norm.object[-3:])
        total += self._of_flags(around.flags_of(i), kind, verb) + self._of_neighbours(around, i)
        if norm.mentions:
            for attached in mentioned(norm):
                total += self._of_mention(*attached, verb, subject)
        return total

    def _of_neighbours(self, around: Surroundings, i: int) -> int:
        sentence = around.sentence_norms(i)
        if len(sentence) == 1:
            return 0
        total, norms = 0, around.norms
        further: set[int] = set()
        for k in sentence:
            if k != i:
                read = self._read(norms[k].masked[:LONGEST])
                if k == i - 1:
                    total += read.before
                elif k == i + 1:
                    total += read.behind
                else:
                    further.update(read.further)
        return sum(map(self._tables.of_word_further.__getitem__, further), total)

    def _read_anew(self, masked: str) -> _Read:
        tables = self._tables
        numbers = [tables.begin, *map(tables.words.__getitem__, words_of(masked)), tables.end]
        words, fine, coarse = zip(*numbers, strict=True)
        other, classes = set(words[1:-1]), set(fine[1:-1])
        around = sum(map(tables.of_word_around.get, other, repeat(0)))
        around = sum(map(tables.of_class_around.__getitem__, classes), around)
        if tables.other not in classes and not tables.classes.issuperset(classes):
            around += tables.of_class_around[
                tables.other
            ]  # for the clauses around a character alone is any word
        return _Read(words, fine, coarse, *apart(around), tables.of_word_further.keys() & other)

    def _own_anew(self, masked: str, kind: str, subject: ActorKind) -> int:
        tables = self._tables
        words, fine, coarse, *_ = self._read(masked)
        total = sum(map(tables.of_word.__getitem__, set(words)))
        total = sum(map(tables.of_acting[kind, subject].__getitem__, set(fine)), total)
        total = sum(map(tables.of_pair.get, set(pairwise(words)), repeat(0)), total)
        total = sum(map(tables.of_fine_pair.get, set(pairwise(fine)), repeat(0)), total)
        triples = set(zip(coarse, coarse[1:], coarse[2:], strict=False))
        return sum(map(tables.of_coarse_triple.get, triples, repeat(0)), total)

    def _flags_anew(self, flags: frozenset[str], kind: str, verb: str) -> int:
        return sum(self._sum(of_flag(flag, kind, verb)) for flag in flags)

    def _sum(self, features: Collection[str]) -> int:
        return sum(map(self._weights.get, features, repeat(0)))
