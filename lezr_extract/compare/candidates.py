"""Which pairs of articles are worth comparing: found by what they share, never by setting all beside all.

The asking article is the lower or the newer one (b); what is found for it are articles (a) of higher law, or of equal
law that is older, in a territory where both can apply (立法法 arts. 98–103). Five things bring a pair together: nearly
the same words (`near`), rare terms of the regulated act in common, the same field with such terms, the same organ with
such terms, and a citation. The best by weight are kept for each article and the others are counted.
"""

import re
from array import array
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import repeat
from math import fsum, log, sqrt
from operator import add

from lezr_extract.compare.checks.order import Order, made, meet, order
from lezr_extract.compare.near import NearTexts
from lezr_extract.records import ComparedArticle, ComparedLaw

MOST = 10
"""Candidates that are kept for one article."""

LEAST = 0.25
"""Weight from which a pair is a candidate: cosine of the terms, raised by field and organ."""

_TERMS_ASKED = 24  # the rarest terms of an act that are looked up
_LEAST_OF_RARE = 0.03
"""What the terms that are looked up must come to for the others to be counted as well."""
# Acts of one territory that share a term; a commoner one only adds to the weight.
_MOST_HERE = 400
_SAME_FIELD, _SAME_HOLDER = 1.5, 1.15
_LEAST_OF_TERMS = LEAST / (_SAME_FIELD * _SAME_HOLDER)
"""Weight of the terms alone from which field and organ can still make a candidate."""
_CITED = 0.5
_LONGEST = 300  # characters of words that are looked at
_SHORTEST_ACT = 8

_NO_TERM = re.compile(r"[^\u3400-\u9fff]+|本法|本条例|本办法|本规定|违反|规定|应当|不得|或者|以及|其他")
_TITLE_MARKS = re.compile(r"[《》〈〉＜＞<>\s]|[（(][^（）()]*[)）]$")


class Reason(StrEnum):
    """What brought two articles together."""

    NEAR = "文字相近"
    ACT = "行为相近"
    FIELD = "同一领域"
    HOLDER = "同一机关"
    CITED = "明文引用"


@dataclass(frozen=True, slots=True)
class Candidate:
    """A pair that is worth comparing.

    Attributes:
        law: number of the law of a, as the laws were given.
        a, b: the articles, by their places in either law.
        reasons: what brought them together.
        weight: the higher the more they share; 1 is the same act in the same words.
    """

    law: int
    a: int
    b: int
    reasons: tuple[Reason, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class Found:
    """The candidates of one law.

    Attributes:
        candidates: in the order of its articles, the best first.
        left_out: pairs that were candidates too, but not among the best of their article.
    """

    candidates: tuple[Candidate, ...]
    left_out: int


def can_be_compared(a: ComparedLaw, b: ComparedLaw) -> bool:
    """Whether ``a`` can be set above or beside ``b``: higher or of equal rank, and law at a place where b is.

    Two versions of one law are never compared here (that is `lezr_extract.compare.versions`).
    """
    if a.id == b.id or (a.title == b.title and a.territory == b.territory):
        return False
    return _stands(a, b)


def _stands(a: ComparedLaw, b: ComparedLaw) -> bool:
    """Whether by rank and place alone ``a`` can be set above or beside ``b``."""
    return meet(a, b) and order(a, b) in (Order.HIGHER, Order.EQUAL, Order.OPEN)


def _is_before(a: ComparedLaw, b: ComparedLaw) -> bool:
    """Whether of two laws of which none is higher ``a`` is the one set first: the older, or any fixed one of two."""
    return (made(a), a.id) < (made(b), b.id)


class Candidates:
    """Finds the candidates of laws; made once, asked law by law.

    Args:
        laws: all laws; they are named by their places here.
        higher: places of those in which candidates are looked for.
        most: candidates that are kept for one article.
    """

    def __init__(self, laws: Sequence[ComparedLaw], higher: Iterable[int], most: int = MOST) -> None:
        self.laws = laws
        self._most = most
        self._higher = frozenset(higher)
        self._starts = array("I", [0])
        for law in laws:
            self._starts.append(self._starts[-1] + len(law.articles))
        self._near = NearTexts(_Texts(laws, self._starts))
        self._rarity, self._alone = _rarity(laws)
        self._here: dict[str, dict[str, array[int]]] = defaultdict(dict)
        self._norms = array("f")
        self._places = array("I")
        # The terms of each act that others have too, by their numbers: those of act n from _ends[n] to _ends[n + 1].
        self._number = {term: number for number, term in enumerate(self._rarity)}
        self._terms = array("I")
        self._ends = array("I", [0])
        self._by_title: dict[str, list[int]] = defaultdict(list)
        # Laws of one rank and one place stand alike to every other.
        self._sorts = {(laws[one].rank, laws[one].territory): laws[one] for one in self._higher}
        for number in sorted(self._higher):
            self._add(number)

    def has_higher(self, law: ComparedLaw) -> bool:
        """Whether any of the laws in which candidates are looked for stands above ``law`` at its place."""
        return any(order(one, law) is Order.HIGHER and meet(one, law) for one in self._sorts.values())

    def named(self, title: str) -> tuple[int, ...]:
        """The places of the laws in which candidates are looked for that bear a title, however it is written."""
        return tuple(self._by_title.get(_plain(title), ()))

    def of(self, number: int) -> Found:
        """The candidates of a law.

        Args:
            number: its place among the laws.
        """
        law = self.laws[number]
        beside = _Beside(self.laws, law, self._sorts.values(), both_ways=number in self._higher)
        kept: list[Candidate] = []
        left_out = 0
        for place, article in enumerate(law.articles):
            found = self._of_article(number, place, article, beside)
            best = sorted(found, key=lambda one: (-one.weight, one.law, one.a))
            kept += best[: self._most]
            left_out += max(0, len(best) - self._most)
        return Found(tuple(kept), left_out)

    def _of_article(
        self, number: int, place: int, article: ComparedArticle, beside: "_Beside"
    ) -> Iterator[Candidate]:
        weights: dict[int, float] = {}
        reasons: dict[int, set[Reason]] = defaultdict(set)
        for terms in _bags(article):
            for other, weight in self._alike(terms, beside):
                if weight > weights.get(other, 0.0):
                    weights[other] = weight
        holders = {one for deed in article.deeds for one in deed.agency_ids}
        for other in list(weights):
            law, at = self._at(other)
            if not beside.comparable(law):
                del weights[other]
                continue
            reasons[other].add(Reason.ACT)
            if beside.same_field(law):
                weights[other] *= _SAME_FIELD
                reasons[other].add(Reason.FIELD)
            if holders and any(not holders.isdisjoint(d.agency_ids) for d in self._article(law, at).deeds):
                weights[other] *= _SAME_HOLDER
                reasons[other].add(Reason.HOLDER)
        for other, share in self._near.near(self._starts[number] + place):
            weights[other] = max(weights.get(other, 0.0), share)
            reasons[other].add(Reason.NEAR)
        for other in self._cited(article, beside):
            weights[other] = weights.get(other, 0.0) + _CITED
            reasons[other].add(Reason.CITED)
        for other, weight in weights.items():
            law, at = self._at(other)
            if weight >= LEAST and beside.comparable(law):
                yield Candidate(law, at, place, tuple(sorted(reasons[other])), round(weight, 3))

    def _alike(self, terms: frozenset[str], beside: "_Beside") -> Iterator[tuple[int, float]]:
        """The articles with an act that shares rare terms, with the cosine of all terms.

        The rarest terms find an act. Two long acts have most of what they share in commoner ones, so that the rarest alone
        would put them below two short ones that are less alike.
        """
        rarity = self._rarity
        known = sorted((rarity[term], term) for term in terms if term in rarity)
        norm = sqrt(fsum(rare * rare for rare, _ in known))
        if not norm:
            return
        sums: dict[int, float] = defaultdict(float)
        reached = beside.reached(self._here)
        for rare, term in reversed(known[-_TERMS_ASKED:]):
            square = rare * rare
            for here in reached:
                acts = here.get(term)
                if acts is not None and len(acts) <= _MOST_HERE:
                    for act in acts:
                        sums[act] += square
        norms, places, terms_of, ends = self._norms, self._places, self._terms, self._ends
        squares = {self._number[term]: rare * rare for rare, term in known}
        for act, total in sums.items():
            length = norm * norms[act]
            if total < _LEAST_OF_RARE * length or not beside.comparable(self._at(places[act])[0]):
                continue
            shared = fsum(map(squares.get, terms_of[ends[act] : ends[act + 1]], repeat(0.0)))
            weight = shared / length
            if weight >= _LEAST_OF_TERMS:
                yield places[act], weight

    def _add(self, number: int) -> None:
        law = self.laws[number]
        territory = law.territory or f"?{number}"
        self._by_title[_plain(law.title)].append(number)
        first = self._starts[number]
        self._near.add(range(first, first + len(law.articles)))
        here, rarity, alone = self._here[territory], self._rarity, self._alone
        for place, article in enumerate(law.articles):
            for terms in _bags(article):
                act = len(self._norms)
                self._norms.append(sqrt(fsum(rarity.get(term, alone) ** 2 for term in terms)) or 1.0)
                self._places.append(first + place)
                for term in terms:
                    if term not in rarity:
                        continue
                    self._terms.append(self._number[term])
                    acts = here.get(term)
                    if acts is None:
                        here[term] = array("I", (act,))
                    else:
                        acts.append(act)
                self._ends.append(len(self._terms))

    def _cited(self, article: ComparedArticle, beside: "_Beside") -> Iterator[int]:
        for cited in article.cites:
            if not cited.law or not cited.article:
                continue
            for number in self._by_title.get(_plain(cited.law), ()):
                place = beside.places(number).get(cited.article)
                if place is not None:
                    yield self._starts[number] + place

    def _at(self, article: int) -> tuple[int, int]:
        """The law of an article and its place there, from its place among all articles."""
        law = bisect_right(self._starts, article) - 1
        return law, article - self._starts[law]

    def _article(self, law: int, place: int) -> ComparedArticle:
        return self.laws[law].articles[place]


class _Beside:
    """A law that asks: what holds between it and each other law, found out once.

    Args:
        laws: all laws.
        law: the one that asks.
        sorts: of the laws in which candidates are looked for one of each rank and place.
        both_ways: it can be found itself, so that of two equal laws only one may find the other.
    """

    def __init__(
        self, laws: Sequence[ComparedLaw], law: ComparedLaw, sorts: Iterable[ComparedLaw], *, both_ways: bool
    ) -> None:
        self._laws, self._law, self._both_ways = laws, law, both_ways
        self._met = frozenset(one.territory for one in sorts if _stands(one, law))
        self._reached: list[dict[str, array[int]]] | None = None
        self._comparable: dict[int, bool] = {}
        self._fields: dict[int, bool] = {}
        self._articles: dict[int, dict[str, int]] = {}

    def comparable(self, number: int) -> bool:
        known = self._comparable.get(number)
        if known is None:
            other = self._laws[number]
            known = can_be_compared(other, self._law) and (
                not self._both_ways or order(other, self._law) is Order.HIGHER or _is_before(other, self._law)
            )
            self._comparable[number] = known
        return known

    def same_field(self, number: int) -> bool:
        known = self._fields.get(number)
        if known is None:
            known = self._fields[number] = _same_field(self._laws[number].field, self._law.field)
        return known

    def reached(self, here: dict[str, dict[str, "array[int]"]]) -> "list[dict[str, array[int]]]":
        """Of what is found by territory that of the territories with a law that may stand above or beside this one."""
        if self._reached is None:
            self._reached = [
                acts
                for territory, acts in here.items()
                if ("" if territory[0] == "?" else territory) in self._met
            ]
        return self._reached

    def places(self, number: int) -> dict[str, int]:
        known = self._articles.get(number)
        if known is None:
            articles = self._laws[number].articles
            known = self._articles[number] = {one.number: place for place, one in enumerate(articles)}
        return known


class _Texts:
    """The words of all articles of all laws, by their places among all."""

    def __init__(self, laws: Sequence[ComparedLaw], starts: "array[int]") -> None:
        self._laws, self._starts = laws, starts

    def __getitem__(self, at: int) -> str:
        law = bisect_right(self._starts, at) - 1
        return self._laws[law].articles[at - self._starts[law]].text

    def __iter__(self) -> Iterator[str]:
        return (article.text for law in self._laws for article in law.articles)


def _bags(article: ComparedArticle) -> list[frozenset[str]]:
    """What an article is found by: the terms of each of its acts, or of its words where it has but one or none."""
    acts = dict.fromkeys("。".join((deed.act, *(one.text for one in deed.conduct))) for deed in article.deeds)
    if len(acts) < 2:
        conduct = "。".join(acts)
        return [_terms(f"{conduct}。{article.text}" if conduct not in article.text else article.text)]
    return [_terms(act) for act in acts if len(act) >= _SHORTEST_ACT] or [_terms(article.text)]


def _rarity(laws: Iterable[ComparedLaw]) -> tuple[dict[str, float], float]:
    """How rare each term is that stands in more than one act (one act alone finds nothing), and those that do not."""
    counts: Counter[str] = Counter()
    acts = 1
    for law in laws:
        for article in law.articles:
            for terms in _bags(article):
                counts.update(terms)
                acts += 1
    return {term: log(acts / number) for term, number in counts.items() if number > 1}, log(acts)


def _terms(words: str) -> frozenset[str]:
    """The pairs of Chinese characters in words, those of the language of drafting left out."""
    runs = _NO_TERM.sub("\n", words[:_LONGEST]).split("\n")
    return frozenset(pair for run in runs for pair in map(add, run, run[1:]))


def _same_field(a: str, b: str) -> bool:
    short, long = sorted((a, b), key=len)
    if len(short) < 2:
        return a == b and bool(a)
    if short in long:
        return True
    pairs = {short[at : at + 2] for at in range(len(short) - 1)}
    return sum(pair in long for pair in pairs) * 2 > len(pairs)


def _plain(title: str) -> str:
    return _TITLE_MARKS.sub("", title).removeprefix("中华人民共和国")
