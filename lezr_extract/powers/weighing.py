"""Adding up what the learned model weighs in a clause, without writing its features down.

`features.ArticleFeatures` says what the features are; here the same sums come from tables, because writing a hundred
short strings for each clause took most of the model's time. ``tests/powers`` holds the two against each other.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise, repeat
from typing import NamedTuple

from lezr_extract.powers.context import Surroundings
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
from lezr_extract.records import ActorKind, Norm

_SEEN = 1 << 14
"""Frames, titles and the like whose sums are remembered."""
Own = tuple[str, str, ActorKind]
"""What the weight of a clause's own words rests on: the masked words, the kind of clause, the kind of subject."""


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
        self._of_frame = lru_cache(_SEEN)(lambda of: self._sum(set(of_frame(of))))
        self._of_object = lru_cache(_SEEN)(lambda words: self._sum(of_object(words)))
        self._of_mention = lru_cache(_SEEN)(lambda *of: self._sum(of_mention(*of)))
        self._of_flags = lru_cache(_SEEN)(self._flags_anew)
        self._of_law = lru_cache(_SEEN)(
            lambda title, name, *where: self._sum({*of_title(title), *of_chapter(name), *of_place(*where)})
        )

    def sums(self, articles: Sequence[tuple[Surroundings, Collection[int]]]) -> list[dict[int, int]]:
        """The sums of the features of clauses (`features.ArticleFeatures.of`), by clause, for each article.

        Goes over all articles step by step, not article by article: the dictionary by which words are cut and each of
        our tables fill the processor's cache, and would drive one another out of it.
        """
        sentences = [
            (around, one)
            for around, clauses in articles
            for one in {around.sentence_of[i]: i for i in clauses}.values()
        ]
        read = self._read(around.norms[k] for around, one in sentences for k in around.sentence_norms(one))
        own = self._own({_own(around.norms[i]) for around, clauses in articles for i in clauses}, read)
        found = []
        for around, clauses in articles:
            of_law = self._of_law(around.law.short_title, chapter(around), *place(around)) if clauses else 0
            found.append(
                {
                    i: of_law
                    + own[_own(around.norms[i])]
                    + self._of_frames(around, i)
                    + self._around(around, i, read)
                    for i in clauses
                }
            )
        return found

    def _of_frames(self, around: Surroundings, i: int) -> int:
        norm = around.norms[i]
        verb, subject, kind = norm.verb, norm.subject_kind, norm.kind[0]
        total: int = self._of_frame(frame(norm)) + self._of_object(norm.object[-3:])
        total += self._of_flags(around.flags_of(i), kind, verb)
        if norm.mentions:
            for attached in mentioned(norm):
                total += self._of_mention(*attached, verb, subject)
        return total

    def _around(self, around: Surroundings, i: int, read: Mapping[str, _Read]) -> int:
        """What the words of the other clauses of the sentence weigh."""
        sentence = around.sentence_norms(i)
        if len(sentence) == 1:
            return 0
        total, norms = 0, around.norms
        further: set[int] = set()
        for k in sentence:
            if k != i:
                of_clause = read[norms[k].masked]
                if k == i - 1:
                    total += of_clause.before
                elif k == i + 1:
                    total += of_clause.behind
                else:
                    further.update(of_clause.further)
        return sum(map(self._tables.of_word_further.__getitem__, further), total)

    def _read(self, norms: Iterable[Norm]) -> dict[str, _Read]:
        """The words of clauses, by the masked clause."""
        tables = self._tables
        words, fine, coarse = tables.words, tables.fine, tables.coarse
        cut = {masked: words_of(masked) for masked in {norm.masked: None for norm in norms}}
        numbers = {masked: [words[word] for word in of_clause] for masked, of_clause in cut.items()}
        return {
            masked: _Read(
                own := (tables.begin, *inside, tables.end),
                tuple([fine[number] for number in own]),
                (tables.coarse_begin, *[coarse[number] for number in inside], tables.coarse_end),
                *self._read_around(set(inside)),
            )
            for masked, inside in numbers.items()
        }

    def _read_around(self, words: set[int]) -> tuple[int, int, set[int]]:
        tables = self._tables
        classes = {tables.near[word] for word in words}
        around = sum(map(tables.of_word_around.get, words, repeat(0)))
        around = sum(map(tables.of_class_around.__getitem__, classes), around)
        return *apart(around), tables.of_word_further.keys() & words

    def _own(self, clauses: Collection[Own], read: Mapping[str, _Read]) -> dict[Own, int]:
        """What the words of each clause weigh for itself."""
        tables, none = self._tables, repeat(0)
        alone = {
            of: sum(map(tables.of_word.__getitem__, set(read[of[0]].words)))
            + sum(map(tables.of_acting[of[1], of[2]].__getitem__, set(read[of[0]].fine)))
            for of in clauses
        }
        pairs = {of: sum(map(tables.of_pair.get, set(pairwise(read[of[0]].words)), none)) for of in clauses}
        fine = {
            of: sum(map(tables.of_fine_pair.get, set(pairwise(read[of[0]].fine)), none)) for of in clauses
        }
        coarse = {
            of: sum(map(tables.of_coarse_triple.get, _triples(read[of[0]].coarse), none)) for of in clauses
        }
        return {of: alone[of] + pairs[of] + fine[of] + coarse[of] for of in clauses}

    def _flags_anew(self, flags: frozenset[str], kind: str, verb: str) -> int:
        return sum(self._sum(of_flag(flag, kind, verb)) for flag in flags)

    def _sum(self, features: Collection[str]) -> int:
        return sum(map(self._weights.get, features, repeat(0)))


def _own(norm: Norm) -> Own:
    return norm.masked, norm.kind[0], norm.subject_kind


def _triples(numbers: tuple[int, ...]) -> set[tuple[int, int, int]]:
    return set(zip(numbers, numbers[1:], numbers[2:], strict=False))
