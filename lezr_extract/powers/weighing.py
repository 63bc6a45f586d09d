"""Adding up what the learned model weighs in a clause, without writing its features down.

`features.ArticleFeatures` says what the features are; here the same sums come from tables, for all clauses of a law at
once, because writing a hundred short strings for each clause, or only looking each of them up, took most of the model's
time. ``tests/powers`` holds the two against each other.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import repeat
from typing import TYPE_CHECKING, NamedTuple

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
    words_of_many,
)
from lezr_extract.powers.packing import rows_of
from lezr_extract.powers.weight_tables import BETWEEN, WeightTables
from lezr_extract.records import Norm

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from lezr_extract.powers.weight_tables import Numbers

_SEEN = 1 << 14
"""Frames, titles and the like whose sums are remembered."""
_TOGETHER = 1 << 16
"""About how many characters are weighed at once; memory stays small whatever the length of a law or a sentence."""


class _Read(NamedTuple):
    """The words of clauses, by number, one clause after the other.

    Attributes:
        place: of each clause, by its masked words.
        words: of all, each between begin and end.
        starts, lengths: of each clause among them, begin and end included.
    """

    place: Mapping[str, int]
    words: "Numbers"
    starts: "Numbers"
    lengths: "Numbers"

    def spread(self, owners: "Numbers", clauses: "Numbers", bounds: int) -> "tuple[Numbers, Numbers]":
        """The places of all words of ``clauses``, and to which of ``owners`` each of them belongs.

        Args:
            owners: as many as ``clauses``.
            clauses: their places.
            bounds: 1 leaves begin and end out, 0 does not.
        """
        import numpy as np  # noqa: PLC0415

        lengths = self.lengths[clauses] - 2 * bounds
        before = lengths.cumsum() - lengths
        at = np.arange(lengths.sum()) + (self.starts[clauses] + bounds - before).repeat(lengths)
        return at, owners.repeat(lengths)


class _Asked(NamedTuple):
    """Clauses that are to be weighed, by number from 0, with those that stand around them; places as in `_Read`.

    Attributes:
        own: place of each.
        acting: `WeightTables.acting` of each.
        before, behind, further: by turns a clause and the place of one that stands there.
    """

    own: list[int]
    acting: list[int]
    before: list[int]
    behind: list[int]
    further: list[int]


class Weighing:
    """The weights of a model at work."""

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

    def sums(self, articles: Sequence[tuple[Surroundings, Collection[int]]]) -> "Numbers":
        """The sums of the features of clauses (`features.ArticleFeatures.of`): a row of ten for each, one after the other.

        Goes over all articles step by step, not article by article: the dictionary by which words are cut and each of
        our tables fill the processor's cache, and would drive one another out of it.
        """
        import numpy as np  # noqa: PLC0415

        sentences = [
            (around, one)
            for around, clauses in articles
            for one in {around.sentence_of[i]: i for i in clauses}.values()
        ]
        if not sentences:
            return rows_of(())
        read = self._read(around.norms[k] for around, one in sentences for k in around.sentence_norms(one))
        found = np.concatenate([*self._of_words(articles, read)])
        found += rows_of(self._of_frames(articles))
        return found

    def _of_frames(self, articles: Sequence[tuple[Surroundings, Collection[int]]]) -> Iterator[int]:
        """What the law and the frame of each clause weigh, ten in one (`packing.packed`)."""
        for around, clauses in articles:
            of_law = self._of_law(around.law.short_title, chapter(around), *place(around)) if clauses else 0
            for i in clauses:
                yield of_law + self._of_clause(around, i)

    def _of_clause(self, around: Surroundings, i: int) -> int:
        norm = around.norms[i]
        verb, subject, kind = norm.verb, norm.subject_kind, norm.kind[0]
        total: int = self._of_frame(frame(norm)) + self._of_object(norm.object[-3:])
        total += self._of_flags(around.flags_of(i), kind, verb)
        if norm.mentions:
            for attached in mentioned(norm):
                total += self._of_mention(*attached, verb, subject)
        return total

    def _read(self, norms: Iterable[Norm]) -> _Read:
        import numpy as np  # noqa: PLC0415

        tables = self._tables
        place = {masked: at for at, masked in enumerate({norm.masked: None for norm in norms})}
        met = np.array(list(map(tables.words.__getitem__, words_of_many(place))), np.int64)
        clause = (met == BETWEEN).cumsum()
        is_word = met >= 0
        met, clause = met[is_word], clause[is_word]
        lengths = np.bincount(clause, minlength=len(place)) + 2
        starts = lengths.cumsum() - lengths
        words = np.empty(lengths.sum(), np.int64)
        words[np.arange(len(met)) + 2 * clause + 1] = met
        words[starts], words[starts + lengths - 1] = tables.begin, tables.end
        return _Read(place, words, starts, lengths)

    def _of_words(
        self, articles: Sequence[tuple[Surroundings, Collection[int]]], read: _Read
    ) -> "Iterator[Numbers]":
        """What the words of each clause and of those around it weigh, some clauses at a time."""
        asked, waiting = _Asked([], [], [], [], []), 0
        for around, clauses in articles:
            for i in clauses:
                waiting += self._ask(asked, around, i, read.place)
                if waiting > _TOGETHER:
                    yield self._weighed(asked, read)
                    asked, waiting = _Asked([], [], [], [], []), 0
        if asked.own:
            yield self._weighed(asked, read)

    def _ask(self, asked: _Asked, around: Surroundings, i: int, places: Mapping[str, int]) -> int:
        """Adds a clause to those that are asked for; gives how many characters its words and those around have."""
        norms, number, characters = around.norms, len(asked.own), 0
        asked.acting.append(self._tables.acting[norms[i].kind[0], norms[i].subject_kind])
        for k in around.sentence_norms(i):
            masked = norms[k].masked
            characters += len(masked)
            if k == i:
                asked.own.append(places[masked])
            elif k == i - 1:
                asked.before.extend((number, places[masked]))
            elif k == i + 1:
                asked.behind.extend((number, places[masked]))
            else:
                asked.further.extend((number, places[masked]))
        return characters

    def _weighed(self, asked: _Asked, read: _Read) -> "Numbers":
        import numpy as np  # noqa: PLC0415

        tables = self._tables
        found = [*self._rows_of_own(asked, read)]
        for pairs, of_word, of_class in (
            (asked.before, tables.of_word_before, tables.of_class_before),
            (asked.behind, tables.of_word_behind, tables.of_class_behind),
            (asked.further, tables.of_word_further, None),
        ):
            if pairs:
                owners, clauses = np.array(pairs[::2], np.int64), np.array(pairs[1::2], np.int64)
                at, owner = read.spread(owners, clauses, 1)
                words = read.words[at]
                found.append((owner, of_word[words]))
                if of_class is not None:
                    found.append((owner, of_class[tables.near[words]]))
        owner, row = (np.concatenate(parts) for parts in zip(*found, strict=True))
        size = len(tables.weights)
        # A feature counts once in a clause, however often it is there; row 0 is no feature.
        keys = (owner * size + row)[row > 0]
        keys.sort()
        sums = np.zeros((len(asked.own), tables.weights.shape[1]), np.int64)
        if len(keys):
            keys = keys[_changes(keys)]
            owner = keys // size
            first = _changes(owner).nonzero()[0]
            sums[owner[first]] = np.add.reduceat(tables.weights[keys % size], first)
        return sums

    def _rows_of_own(self, asked: _Asked, read: _Read) -> "Iterator[tuple[Numbers, Numbers]]":
        """The rows of the words of the clauses themselves, each with its clause."""
        import numpy as np  # noqa: PLC0415

        tables = self._tables
        clauses = np.array(asked.own, np.int64)
        at, owner = read.spread(np.arange(len(clauses)), clauses, 0)
        words = read.words[at]
        fine, coarse = tables.fine[words], tables.coarse[words]
        ends = read.lengths[clauses].cumsum()
        coarse[ends - read.lengths[clauses]] = tables.coarse_begin
        coarse[ends - 1] = tables.coarse_end
        yield owner, tables.of_word[words]
        yield owner, tables.of_class[fine]
        classes = len(tables.of_class)
        yield owner, tables.of_acting[np.array(asked.acting, np.int64)[owner] * classes + fine]
        two, three = owner[:-1] == owner[1:], owner[:-2] == owner[2:]
        for side, numbers in ((tables.of_pair, words), (tables.of_fine_pair, fine)):
            yield owner[:-1], side.rows(numbers[:-1] * side.number + numbers[1:]) * two
        triples = tables.of_coarse_triple
        keys = (coarse[:-2] * triples.number + coarse[1:-1]) * triples.number + coarse[2:]
        yield owner[:-2], triples.rows(keys) * three

    def _flags_anew(self, flags: frozenset[str], kind: str, verb: str) -> int:
        return sum(self._sum(of_flag(flag, kind, verb)) for flag in flags)

    def _sum(self, features: Collection[str]) -> int:
        return sum(map(self._weights.get, features, repeat(0)))


def _changes(numbers: "Numbers") -> "NDArray[np.bool_]":
    """Which of ``numbers``, of which there is at least one, are other than the one before."""
    import numpy as np  # noqa: PLC0415

    changes = np.ones(len(numbers), np.bool_)
    np.not_equal(numbers[1:], numbers[:-1], out=changes[1:])
    return changes
