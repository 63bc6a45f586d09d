"""The pairs of articles that share something, narrowed to the best: all of it in arrays, a law at a time."""

from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from lezr_extract.compare.candidates.comparable_at_once import Beside, Standing
from lezr_extract.compare.candidates.near_texts import NearTexts
from lezr_extract.compare.candidates.shared_terms import SharedTerms, read
from lezr_extract.compare.wording.arrays import changes
from lezr_extract.records import ComparedArticle, ComparedLaw

LEAST = 0.25
"""Weight from which a pair is a candidate: cosine of the terms, raised by field and organ."""

ACT, FIELD, HOLDER, NEAR, CITED = (1 << bit for bit in range(5))
"""What brought a pair together, as bits."""

_SAME_FIELD, _SAME_HOLDER = 1.5, 1.15
_LEAST_OF_TERMS = LEAST / (_SAME_FIELD * _SAME_HOLDER)
"""Weight of the terms alone from which field and organ can still make a candidate."""
_CITED = 0.5
_SHORTEST_ACT = 8

_Places = NDArray[np.int64]
_Sums = NDArray[np.float64]


class Pairs(NamedTuple):
    """The best pairs of a law, a row each, in the order of its articles, the best first.

    Attributes:
        b: places of its articles.
        laws, a: the other laws, and the places of their articles.
        weights: the higher the more they share.
        reasons: bits.
        left_out: pairs that were candidates too, but not among the best of their article.
    """

    b: list[int]
    laws: list[int]
    a: list[int]
    weights: list[float]
    reasons: list[int]
    left_out: int


class Narrowing:
    """Finds the pairs of laws; made once, asked law by law.

    Args:
        laws: all laws; they are named by their places here.
        higher: places of those in which candidates are looked for.
        cited: gives the places of the laws that bear a title.
    """

    def __init__(
        self, laws: Sequence[ComparedLaw], higher: Iterable[int], cited: Callable[[str], Iterable[int]]
    ) -> None:
        self._laws, self._cited_laws = laws, cited
        higher = sorted(higher)
        self._standing = Standing(laws, higher)
        self._starts = array("I", [0])
        for law in laws:
            self._starts.append(self._starts[-1] + len(law.articles))
        sizes = [len(law.articles) for law in laws]
        self._law_of = np.repeat(np.arange(len(laws), dtype=np.int32), sizes)
        found = (one for law in higher for one in range(self._starts[law], self._starts[law + 1]))
        self._near = NearTexts(_Texts(laws, self._starts), found)
        self._lay_out_acts()

    def of(self, number: int, most: int) -> Pairs:
        """The best pairs of a law, at most so many of each of its articles.

        Args:
            number: its place among the laws.
            most: of one article.
        """
        beside = self._standing.beside(number)
        keys, weights, reasons = self._together(number, beside)
        # Of the best of an article the pair with the earlier law goes first, then the one with the earlier article.
        order = np.lexsort((keys, -weights, keys >> 32))
        places = keys[order] >> 32
        begins = changes(places)
        sizes = np.diff(np.append(begins, len(places)))
        kept = order[np.arange(len(places)) - np.repeat(begins, sizes) < most]
        others = keys[kept] & 0xFFFFFFFF
        laws = self._law_of[others]
        return Pairs(
            (keys[kept] >> 32).tolist(),
            laws.tolist(),
            (others - np.frombuffer(self._starts, np.uint32)[laws]).tolist(),
            weights[kept].tolist(),
            reasons[kept].tolist(),
            len(order) - len(kept),
        )

    def _together(self, number: int, beside: Beside) -> tuple[_Places, _Sums, NDArray[np.uint8]]:
        """What shares anything with a law: the place of its article before the number of the other one, as one number."""
        acts, weights, reasons = self._of_acts(number, beside)
        near = list(self._near_to(number, beside))
        cited = list(self._cited(number))
        alone = np.array([key for key, _ in near] + cited, np.int64)
        keys, where = np.unique(np.concatenate((acts, alone)), return_inverse=True)
        parts = np.split(where, np.cumsum((len(acts), len(near))))
        of_all, why = np.zeros(len(keys)), np.zeros(len(keys), np.uint8)
        of_all[parts[0]], why[parts[0]] = weights, reasons
        np.maximum.at(of_all, parts[1], np.array([share for _, share in near], np.float64))
        why[parts[1]] |= NEAR
        np.add.at(of_all, parts[2], _CITED)
        why[parts[2]] |= CITED
        kept = (of_all >= LEAST) & beside.laws[self._law_of[keys & 0xFFFFFFFF]]
        return keys[kept], of_all[kept], why[kept]

    def _of_acts(self, number: int, beside: Beside) -> tuple[_Places, _Sums, NDArray[np.uint8]]:
        """The pairs with an act that shares terms, with the greatest weight of their acts."""
        first, last = self._acts_of[number]
        found = self._terms.alike(
            range(first, last),
            beside.sorts,
            _LEAST_OF_TERMS,
            lambda acts: beside.laws[self._law_of[self._article_of[acts]]],
        )
        own = self._article_of[first:last][found.asking].astype(np.int64) - self._starts[number]
        keys, where = np.unique(own << 32 | self._article_of[found.found], return_inverse=True)
        weights = np.zeros(len(keys))
        np.maximum.at(weights, where, found.weights)
        others = keys & 0xFFFFFFFF
        field = beside.fields[self._law_of[others]]
        weights[field] *= _SAME_FIELD
        holder = self._same_holder(self._starts[number] + (keys >> 32), others)
        weights[holder] *= _SAME_HOLDER
        return keys, weights, (ACT + FIELD * field + HOLDER * holder).astype(np.uint8)

    def _same_holder(self, a: _Places, b: _Places) -> NDArray[np.bool_]:
        """Of pairs of articles whether any organ holds a power in both."""
        one, other = self._holders_of[a], self._holders_of[b]
        both = np.flatnonzero((one > 0) & (other > 0))
        sets = self._holders
        same = np.zeros(len(a), bool)
        same[both] = [
            not sets[x].isdisjoint(sets[y])
            for x, y in zip(one[both].tolist(), other[both].tolist(), strict=True)
        ]
        return same

    def _near_to(self, number: int, beside: Beside) -> Iterator[tuple[int, float]]:
        first = self._starts[number]
        numbers = range(first, self._starts[number + 1])
        for own, other, share in self._near.near_to(numbers, lambda found: beside.laws[self._law_of[found]]):
            yield (own - first) << 32 | other, share

    def _cited(self, number: int) -> Iterator[int]:
        for place, article in enumerate(self._laws[number].articles):
            for cited in article.cites:
                if not cited.law or not cited.article:
                    continue
                for law in self._cited_laws(cited.law):
                    found = self._place_of(law, cited.article)
                    if found is not None:
                        yield place << 32 | (self._starts[law] + found)

    def _place_of(self, law: int, article: str) -> int | None:
        """The place of an article in its law; of two with one number that of the last."""
        articles = self._laws[law].articles
        return next((at for at in range(len(articles) - 1, -1, -1) if articles[at].number == article), None)

    def _lay_out_acts(self) -> None:
        """Reads what the articles are found by: the terms of their acts, and who holds their powers."""
        article_of = array("i")
        terms = read(self._words(article_of))
        self._article_of = np.frombuffer(article_of, np.int32) if article_of else np.zeros(0, np.int32)
        sorts = self._standing.sorts[self._law_of[self._article_of]]
        self._terms = SharedTerms(terms, sorts, self._standing.territories)

    def _words(self, article_of: "array[int]") -> Iterator[str]:
        """The words of all acts; ``article_of`` is told the article of each."""
        self._acts_of = np.zeros((len(self._laws), 2), np.int64)
        self._holders_of = np.zeros(self._starts[-1], np.int32)
        holders: dict[frozenset[str], int] = {frozenset(): 0}
        for number in self._standing.in_order:
            begin = len(article_of)
            for place, article in enumerate(self._laws[number].articles, self._starts[number]):
                acts = _acts(article)
                yield from acts
                article_of.extend([place] * len(acts))
                held = frozenset(one for deed in article.deeds for one in deed.agency_ids)
                self._holders_of[place] = holders.setdefault(held, len(holders))
            self._acts_of[number] = begin, len(article_of)
        self._holders = list(holders)


class _Texts:
    """The words of all articles of all laws, by their places among all."""

    def __init__(self, laws: Sequence[ComparedLaw], starts: "array[int]") -> None:
        self._laws, self._starts = laws, starts

    def __getitem__(self, at: int) -> str:
        law = bisect_right(self._starts, at) - 1
        return self._laws[law].articles[at - self._starts[law]].text

    def __iter__(self) -> Iterator[str]:
        return (article.text for law in self._laws for article in law.articles)

    def __len__(self) -> int:
        return int(self._starts[-1])


def _acts(article: ComparedArticle) -> list[str]:
    """What an article is found by: the words of each of its acts, or its own where it has but one or none."""
    acts = dict.fromkeys("。".join((deed.act, *(one.text for one in deed.conduct))) for deed in article.deeds)
    if len(acts) < 2:
        conduct = "。".join(acts)
        return [f"{conduct}。{article.text}" if conduct not in article.text else article.text]
    return [act for act in acts if len(act) >= _SHORTEST_ACT] or [article.text]
