"""Two versions of a law beside each other: every article of either version stands in exactly one row."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain

from lezr_extract.compare.versions.changed_words import word_changes
from lezr_extract.compare.versions.folding import fold
from lezr_extract.compare.versions.likeness import Likeness, pairs_of
from lezr_extract.compare.versions.pairing import pair
from lezr_extract.compare.versions.units import Unit, match, units_of
from lezr_extract.records import (
    Aligned,
    Alignment,
    Carried,
    Change,
    Law,
    PartChange,
    WordChange,
)

_TAKEN_UP = 0.4
"""An article without a partner belongs to the row of the one that holds so much of what it says, by weight."""
_MOSTLY = 0.5
_PART = 0.25
_SOME = 0.18
_CARRIED = 0.5
_SHORTEST = 12
"""Characters: shorter parts are found in too many articles."""


def align(old: Law, new: Law) -> Alignment:
    """The articles of ``old`` and ``new``, two versions of one law, with what changed in them."""
    return _Aligning(old, new).alignment()


class _Aligning:
    def __init__(self, old: Law, new: Law) -> None:
        self.old, self.new = old, new
        before = [fold(old.text, article.text_span).text for article in old.articles]
        after = [fold(new.text, article.text_span).text for article in new.articles]
        self.before, self.after = before, after
        self.likeness = Likeness(before, after)
        self.pairs = pair(before, after, self.likeness)
        self.back = {j: i for i, (j, _) in self.pairs.items()}

    def alignment(self) -> Alignment:
        more_old, more_new = self._taken_up(), self._given_off()
        rows: dict[int, Aligned] = {}
        for i, (j, crossing) in self.pairs.items():
            rows[j] = self._row((i, *more_old.get(j, ())), (j, *more_new.get(i, ())), crossing=crossing)
        alone_old = set(range(len(self.before))) - set(self.pairs) - set(chain(*more_old.values()))
        alone_new = set(range(len(self.after))) - set(self.back) - set(chain(*more_new.values()))
        for j in alone_new:
            rows[j] = Aligned(Change.ADDED, (), (j,), likeness=0.0)
        return Alignment(tuple(self._ordered(rows, alone_old)), tuple(self._carried(rows)))

    def _taken_up(self) -> dict[int, list[int]]:
        """For articles of the new version the old ones without a partner that went into them."""
        alone = [i for i in range(len(self.before)) if i not in self.pairs]
        best: dict[int, tuple[float, int]] = {}
        for i in alone:
            own = self.likeness.old[i]
            shares = [(self._share(own, self._unexplained(j)), -j) for j in self._partnered(own)]
            best[i] = max(shares, default=(0.0, 0))
        for j, unit, share, i in self._gained_units(alone):
            enough = (
                len(unit.folded.text) >= _SHORTEST
                and self._share(self.likeness.old[i], self._unexplained(j)) >= _SOME
            )
            if share >= _MOSTLY and enough:
                best[i] = max(best[i], (share - _MOSTLY + _TAKEN_UP, -j))
        found: dict[int, list[int]] = defaultdict(list)
        for i, (share, j) in best.items():
            if share >= _TAKEN_UP:
                found[-j].append(i)
        return found

    def _partnered(self, pairs: frozenset[str]) -> list[int]:
        return [j for j in self.likeness.holding(pairs) if j in self.back]

    def _gained_units(self, alone: Sequence[int]) -> Iterator[tuple[int, Unit, float, int]]:
        """New paragraphs and items of articles that have a partner, with the old article that has most of them."""
        having: dict[str, list[int]] = defaultdict(list)
        for i in alone:
            for pair_of_signs in self.likeness.old[i]:
                having[pair_of_signs].append(i)
        for i, (j, _) in self.pairs.items():
            if not having or self.before[i] == self.after[j]:
                continue
            gained = self._unexplained(j)
            for unit in units_of(self.new.articles[j], self.new.text):
                pairs = pairs_of(unit.folded.text)
                if self._share(pairs, gained) >= _MOSTLY:
                    holders = Counter(holder for one in pairs for holder in having.get(one, ()))
                    for holder, _ in holders.most_common(3):
                        yield j, unit, self._share(pairs, self.likeness.old[holder]), holder

    def _given_off(self) -> dict[int, list[int]]:
        """For articles of the old version the new ones without a partner that came out of them."""
        best: dict[int, tuple[float, int]] = {}
        for i, (j, _) in self.pairs.items():
            lost = self.likeness.old[i] - self.likeness.new[j]
            for other in self.likeness.holding(lost) if lost else ():
                if other in self.back:
                    continue
                own = self.likeness.new[other]
                share = self._share(own, lost)
                if share >= _PART and self._share(lost, own) >= _MOSTLY:
                    share = max(share, _TAKEN_UP)
                best[other] = max(best.get(other, (0.0, 0)), (share, -i))
        found: dict[int, list[int]] = defaultdict(list)
        for other, (share, i) in sorted(best.items()):
            if share >= _TAKEN_UP:
                found[-i].append(other)
        return found

    def _share(self, own: frozenset[str], there: frozenset[str]) -> float:
        whole = self.likeness.weight(own)
        return self.likeness.weight(own & there) / whole if whole else 0.0

    def _row(self, old: tuple[int, ...], new: tuple[int, ...], *, crossing: bool) -> Aligned:
        i, j = old[0], new[0]
        score = 1.0 if self.before[i] == self.after[j] else min(self.likeness.of(i, j), 0.999)
        if len(old) == len(new) == 1:
            if score == 1.0:
                same = self.old.articles[i].number == self.new.articles[j].number and not crossing
                return Aligned(Change.SAME if same else Change.MOVED, old, new, crossing)
            kind = Change.AMENDED
        else:
            kind = Change.SPLIT if len(new) > len(old) else Change.MERGED
        # The pair that leads stands first; what is shown follows the order of the text.
        old, new = tuple(sorted(old)), tuple(sorted(new))
        words, parts = self._changes(old, new)
        return Aligned(kind, old, new, crossing, score, words, parts)

    def _changes(
        self, old: Sequence[int], new: Sequence[int]
    ) -> tuple[tuple[WordChange, ...], tuple[PartChange, ...]]:
        left = [unit for i in old for unit in units_of(self.old.articles[i], self.old.text)]
        right = [unit for j in new for unit in units_of(self.new.articles[j], self.new.text)]
        words: list[WordChange] = []
        parts: list[PartChange] = []
        for one, other in match(left, right):
            words += _words(one, other)
            part = _part(one, other)
            if part is not None:
                parts.append(part)
        return tuple(words), tuple(parts)

    def _ordered(self, rows: dict[int, Aligned], deleted: set[int]) -> Iterator[Aligned]:
        """The rows in the order of the new version; what was deleted follows what stood before it."""
        after: dict[int, list[int]] = defaultdict(list)
        for i in sorted(deleted):
            before = next((k for k in range(i - 1, -1, -1) if k in self.pairs and not self.pairs[k][1]), None)
            after[-1 if before is None else self.pairs[before][0]].append(i)
        for j in (-1, *sorted(rows, key=lambda j: min(rows[j].new))):
            if j in rows:
                yield rows[j]
            for i in after.pop(j, ()):
                yield Aligned(Change.DELETED, (i,), (), likeness=0.0)
        for i in chain(*after.values()):
            yield Aligned(Change.DELETED, (i,), (), likeness=0.0)

    def _carried(self, rows: dict[int, Aligned]) -> Iterator[Carried]:
        """The deleted parts of articles that stand in another article."""
        number_old = {article.number: i for i, article in enumerate(self.old.articles)}
        for j, row in rows.items():
            for part in row.parts:
                if part.change is not Change.DELETED or part.old is None or part.old_span is None:
                    continue
                pairs = pairs_of(fold(self.old.text, part.old_span).text)
                if part.old_span.end - part.old_span.start < _SHORTEST:
                    continue
                i = number_old[part.old.article]
                shares = [(self._went(pairs, k), -k) for k in self.likeness.holding(pairs) if k != j]
                share, k = max(shares, default=(0.0, 0))
                if share >= _CARRIED:
                    yield Carried(i, part.old, -k, share)

    def _went(self, pairs: frozenset[str], j: int) -> float:
        """How much of a part article ``j`` of the new version took up; words that it had before prove nothing."""
        partner = self.back.get(j)
        own = pairs - self.likeness.old[partner] if partner is not None else pairs
        return self._share(own, self.likeness.new[j]) if self._share(pairs, own) >= _PART else 0.0

    def _unexplained(self, j: int) -> frozenset[str]:
        """What article ``j`` of the new version says beyond its partner."""
        partner = self.back.get(j)
        return self.likeness.new[j] - (self.likeness.old[partner] if partner is not None else frozenset())


def _words(old: Unit | None, new: Unit | None) -> Iterator[WordChange]:
    if old is not None and new is not None:
        if old.folded.text != new.folded.text:
            yield from word_changes(old.folded, new.folded)
    elif old is not None:
        yield WordChange(old.span, old.span._replace(start=0, end=0))
    elif new is not None:
        yield WordChange(new.span._replace(start=0, end=0), new.span)


def _part(old: Unit | None, new: Unit | None) -> PartChange | None:
    if old is None or new is None:
        change = Change.ADDED if old is None else Change.DELETED
    elif old.folded.text != new.folded.text:
        change = Change.AMENDED
    elif (old.address.paragraph, old.address.item) != (new.address.paragraph, new.address.item):
        change = Change.MOVED
    else:
        return None
    return PartChange(
        change,
        old.address if old else None,
        new.address if new else None,
        old.span if old else None,
        new.span if new else None,
    )
