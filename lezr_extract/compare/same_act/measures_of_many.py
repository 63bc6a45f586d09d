"""What many pairs of articles share, measured together: the measures of `measures.matched` as arrays.

Most pairs that are compared are of another act, and their measures cost more than what is made of them. Here each
measure is found for all pairs of a law at once, from the same words and by the same rules; `measures` says what each of
them means, and the tests hold both against each other, pair by pair and measure by measure.
"""

from collections.abc import Sequence
from math import log
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from lezr_extract.compare.same_act.matter import Matter, Part
from lezr_extract.compare.same_act.measures import (
    ALIKE,
    BENT,
    OF_PENALTIES,
    OWN,
    PARTIAL,
    PUNISHED,
    RAREST_SHARED,
    SOME,
    STEPS,
    Laws,
    Matched,
)
from lezr_extract.compare.same_act.nearest import NEAREST, Rivals
from lezr_extract.compare.same_act.words_of_many import Pairs, Shared, Signs, Words, alike, largest, worn
from lezr_extract.compare.wording.one_text import UNIT, longest_block, weight_of

_Floats = NDArray[np.float64]
_Places = NDArray[np.int64]
_FURTHER, _ACTS = 6, 1
"""How many wordings of two articles are set beside each other besides the parts, and which of these are the acts."""


class Given(NamedTuple):
    """A pair of articles, their laws, and their places in them."""

    a: Matter
    b: Matter
    laws: Laws
    places: tuple[int, int]


class _Held(NamedTuple):
    """The articles of a law, and what they are held against.

    Attributes:
        law: its articles.
        texts: numbers of the wordings, each with its place among them.
        rows: which pairs.
        asked: of each pair the place of its wording.
        places: of each pair that of its article in the law.
    """

    law: Rivals
    texts: dict[int, int]
    rows: list[int]
    asked: list[int]
    places: list[int]


class Together:
    """What the articles of each of many pairs share.

    Args:
        given: the pairs, at least one; best those of one law, some hundred at a time.

    Attributes:
        names: of the measures that are quickly found (all but those that follow from `measures.DEAR` or from the laws).
        measures: a row for each pair, a column for each of them.
        best: of each pair the two parts that are most alike.
        pairs: as `Matched.pairs`.
    """

    def __init__(self, given: Sequence[Given]) -> None:
        self._given = given
        self._words = Words()
        self._lay_out()
        columns = self._of_parts()
        columns |= self._of_articles()
        columns |= self._of_best()
        self._bend(columns)
        self.names = tuple(columns)
        self.measures: _Floats = np.stack([*columns.values()], axis=1)

    def matched(self, row: int) -> Matched:
        """As `measures.matched` gives it for one pair."""
        a, b, laws, places = self._given[row]
        first = laws.measures | dict(zip(self.names, self.measures[row].tolist(), strict=True))
        return Matched(first, self.best[row], (a, b), self.pairs[row], laws, places=places)

    def own(self, rows: _Places) -> _Floats:
        """The measures of `measures.OWN` of some pairs, a row for each of them."""
        if not len(rows):
            return np.zeros((0, len(OWN)))
        laws = [self._given[row].laws for row in rows]
        # The acts of all, and behind them the parts of all.
        at = np.concatenate((int(self._sizes.sum()) + rows * _FURTHER + _ACTS, self._first[rows]))
        asked = Pairs(self._ones[at], self._others[at], at, laws * 2)
        return worn(self._words, self._shared, asked).reshape(len(OWN), -1).T

    def partial(self, rows: _Places) -> _Floats:
        """The measures of `measures.PARTIAL` of some pairs, a row for each of them."""
        best = (self.best[row] for row in rows.tolist())
        found = [fuzz.partial_ratio(one.said, other.said) / 100 for one, other in best]
        return np.array(found, np.float64).reshape(-1, len(PARTIAL))

    def nearest(self, rows: _Places) -> _Floats:
        """The measures of `nearest.NEAREST` of some pairs, a row for each of them."""
        found = np.zeros((len(rows), len(NEAREST)))
        at = int(self._sizes.sum()) + rows * _FURTHER
        # The articles of a are held against the text of b, and those of b against the text of a.
        sides: tuple[list[tuple[Rivals, int]], ...] = ([], [])
        for row in rows.tolist():
            one = self._given[row]
            for side, law, place in zip(sides, (one.laws.a, one.laws.b), one.places, strict=True):
                side.append((law.rivals, place))
        for column, (texts, side) in enumerate(zip((self._others[at], self._ones[at]), sides, strict=True)):
            held: dict[int, _Held] = {}
            for row, (text, (law, place)) in enumerate(zip(texts.tolist(), side, strict=True)):
                one = held.setdefault(id(law), _Held(law, {}, [], [], []))
                one.rows.append(row)
                one.asked.append(one.texts.setdefault(text, len(one.texts)))
                one.places.append(place)
            for law, numbers, rows_of, asked, places in held.values():
                wordings = self._words.asked(np.fromiter(numbers, np.int64, len(numbers)))
                found[rows_of, column] = law.shares(wordings, asked, places)
        return found

    def _lay_out(self) -> None:
        """Asks for all that is to be intersected: of each pair all parts with all parts, then the texts."""
        words = self._words
        sizes: list[int] = []
        ones: list[int] = []
        others: list[int] = []
        further: list[tuple[int, int]] = []
        known: dict[int, tuple[list[int], int, int]] = {}
        for a, b, laws, _ in self._given:
            for article in (a, b):
                if id(article) not in known:
                    parts = [words.number(part.wording) for part in article.parts]
                    known[id(article)] = parts, words.number(article.act), words.number(article.text)
            (mine, act_a, text_a), (theirs, act_b, text_b) = known[id(a)], known[id(b)]
            ones += [one for one in mine for _ in theirs]
            others += theirs * len(mine)
            sizes.append(len(mine) * len(theirs))
            further += [(text_a, text_b), (act_a, act_b), (act_a, text_b), (text_a, act_b)]
            further += [(words.number(laws.a.field), text_b), (text_a, words.number(laws.b.field))]
        self._sizes = np.array(sizes)
        self._starts = np.cumsum(self._sizes) - self._sizes
        self._of_pair = np.array([(len(one.b.parts), len(one.a.parts)) for one in self._given])
        self._ones = np.array([*ones, *(one for one, _ in further)])
        self._others = np.array([*others, *(other for _, other in further)])
        self._shared = Shared(words, self._ones, self._others)

    def _of_parts(self) -> dict[str, _Floats]:
        """The parts of either article set against all of the other one; finds the two that are most alike."""
        sizes, starts = self._sizes, self._starts
        end = int(sizes.sum())
        totals = self._words.totals
        values = alike(self._shared.sums[:end], totals[self._ones[:end]], totals[self._others[:end]])
        top = np.maximum.reduceat(values, starts)
        hits = np.flatnonzero(values == np.repeat(top, sizes))
        owners = np.repeat(np.arange(len(sizes)), sizes)
        # Of two that are as much alike the first counts.
        first = hits[np.concatenate(([True], np.diff(owners[hits]) > 0))]
        wide, high = self._of_pair.T
        place = np.arange(end) - np.repeat(starts, sizes)
        across = np.repeat(wide, sizes)
        # Numbers of the parts of all articles: those of a of one pair behind those of another, and so those of b.
        of_a = np.repeat(np.cumsum(high) - high, sizes) + place // across
        of_b = np.repeat(np.cumsum(wide) - wide, sizes) + place % across
        near_a, near_b = np.zeros(int(high.sum())), np.zeros(int(wide.sum()))
        np.maximum.at(near_a, of_a, values)
        np.maximum.at(near_b, of_b, values)
        self._choose(first, place[first], values, (values >= near_a[of_a]) & (values >= near_b[of_b]))
        begins_a, begins_b = np.cumsum(high) - high, np.cumsum(wide) - wide
        least = np.minimum(np.minimum.reduceat(near_a, begins_a), np.minimum.reduceat(near_b, begins_b))
        return {
            "part": top,
            "covered_a": np.add.reduceat(near_a, begins_a) / high,
            "covered_b": np.add.reduceat(near_b, begins_b) / wide,
            "some_apart": 1.0 - least,
            "many_a": 1.0 - 1.0 / high,
            "many_b": 1.0 - 1.0 / wide,
        }

    def _choose(self, first: _Places, place: _Places, values: _Floats, near: NDArray[np.bool_]) -> None:
        """Keeps the two parts that are most alike, and the deeds that are alike."""
        self._first = first
        self.best: list[tuple[Part, Part]] = []
        self.pairs: list[tuple[tuple[int, int, float], ...]] = []
        starts, sizes = self._starts.tolist(), self._sizes.tolist()
        for row, (at, one) in enumerate(zip(place.tolist(), self._given, strict=True)):
            across = len(one.b.parts)
            self.best.append((one.a.parts[at // across], one.b.parts[at % across]))
            start, end = starts[row], starts[row] + sizes[row]
            least = ALIKE * values[start + at]
            alike = [n for n in range(start, end) if near[n] and values[n] >= least]
            deeds = (
                (one.a.parts[(n - start) // across].deed, one.b.parts[(n - start) % across].deed, n)
                for n in alike
            )
            self.pairs.append(
                tuple((x, y, float(values[n])) for x, y, n in deeds if x is not None and y is not None)
            )

    def _of_articles(self) -> dict[str, _Floats]:
        """What the texts and the acts share, and what the articles are."""
        end = int(self._sizes.sum())
        shared = self._shared.sums[end:].reshape(-1, _FURTHER).T
        totals = self._words.totals
        ones, others = (totals[of[end:]].reshape(-1, _FURTHER).T for of in (self._ones, self._others))
        columns = {
            "field_a_in_b": _share(shared[4], ones[4]),
            "field_b_in_a": _share(shared[5], others[5]),
            "text": alike(shared[0], ones[0], others[0]),
            "text_within": np.maximum(_share(shared[0], ones[0]), _share(shared[0], others[0])),
            "act": alike(shared[1], ones[1], others[1]),
            "act_in_a": _share(shared[1], others[1]),
            "act_in_b": _share(shared[1], ones[1]),
            "a_in_text": _share(shared[2], ones[2]),
            "b_in_text": _share(shared[3], others[3]),
        }
        rows = np.array([_simple(one.a, one.b) for one in self._given], np.float64).T
        return columns | dict(zip(_SIMPLE, rows, strict=True))

    def _of_best(self) -> dict[str, _Floats]:
        """The two parts that are most alike, closer."""
        first = self._first
        shared = self._shared.sums[first]
        ones, others = (self._words.totals[of[first]] for of in (self._ones, self._others))
        signs = Signs([one.wording for one, _ in self.best], [other.wording for _, other in self.best])
        part = alike(shared, ones, others)
        rows = np.array(
            [_of_words(*best, likeness) for best, likeness in zip(self.best, part.tolist(), strict=True)],
            np.float64,
        ).T
        return {
            "part_within": np.maximum(_share(shared, ones), _share(shared, others)),
            "part_weight": np.minimum(1.0, shared / (600 * UNIT)),
            "part_single": alike(signs.shared, signs.ones, signs.others),
            "rare": largest(self._shared, first, 6) / (6 * RAREST_SHARED),
        } | dict(zip(_OF_WORDS, rows, strict=True))

    def _bend(self, columns: dict[str, _Floats]) -> None:
        """Adds the measures that follow from others, as `measures.counted` says."""
        of_laws = [one.laws.measures for one in self._given]
        field, topic, none = (
            np.array([of[name] for of in of_laws]) for name in ("field", "topic", "field_none")
        )
        punished = columns["both_punish"]
        for name in OF_PENALTIES:
            values = none if name == "field_none" else columns[name]
            columns |= counted(name, values, punished)
        del columns["field_none"]  # of the laws alone
        columns["part_and_field"] = columns["part"] * np.maximum(field, topic)
        columns["part_and_none"] = columns["part"] * none
        columns["text_and_none"] = columns["text"] * none


def counted(name: str, values: _Floats, punished: _Floats) -> dict[str, _Floats]:
    """As `measures.counted`, of many pairs; ``punished`` is 1 where both articles carry a penalty."""
    found = {name: values}
    if name in BENT:
        for step in STEPS:
            found[f"{name}_over_{step}"] = np.maximum(0.0, values - step / 10)
    if name in PUNISHED:
        found[f"punished_{name}"] = values * punished
    return found


_SIMPLE = (
    "wording",
    "types",
    "both_punish",
    "one_punishes",
    "no_types",
    "forms",
    "forms_apart",
    "lengths",
    "cite_same",
)


def _simple(a: Matter, b: Matter) -> tuple[float, ...]:
    """What two articles are, in the order of `_SIMPLE`."""
    types = a.types | b.types
    return (
        fuzz.ratio(a.plain, b.plain) / 100,
        len(a.types & b.types) / len(types) if types else 0.5,
        a.punishes and b.punishes,
        a.punishes != b.punishes,
        not types,
        not a.forms.isdisjoint(b.forms),
        a.forms != b.forms,
        min(1.0, abs(log((a.length + 1) / (b.length + 1))) / 3),
        not a.cites.isdisjoint(b.cites),
    )


_OF_WORDS = ("part_wording", "ways", "ways_apart", "block", "block_share", "block_weight", "short")


def _of_words(one: Part, other: Part, likeness: float) -> tuple[float, ...]:
    """What the words of two parts share, in the order of `_OF_WORDS`."""
    said_a, said_b = one.said, other.said
    ways_a, ways_b = one.ways, other.ways
    block = longest_block(said_a, said_b) if likeness > SOME else ""
    shorter = 1 + min(len(said_a), len(said_b))
    return (
        fuzz.ratio(said_a, said_b) / 100,
        len(ways_a & ways_b) / len(ways_a | ways_b) if ways_a or ways_b else 0.5,
        bool(ways_a and ways_b) and ways_a.isdisjoint(ways_b),
        min(1.0, len(block) / 40),
        len(block) / shorter,
        min(1.0, weight_of(block) / (800 * UNIT)),
        min(1.0, 30 / shorter),
    )


def _share(shared: _Floats, of: _Floats) -> _Floats:
    return np.divide(shared, of, out=np.zeros(len(shared)), where=of > 0)
