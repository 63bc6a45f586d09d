"""The candidates of one law after the other: what its articles share with those of higher, or of equal and older law.

The asking article is the lower or the newer one (b); what is found for it are articles (a) of higher law, or of equal
law that is older, in a territory where both can apply (立法法 arts. 98–103). Five things bring a pair together: nearly
the same words (`near_texts`), rare terms of the regulated act in common, the same field with such terms, the same organ with
such terms, and a citation. The best by weight are kept for each article and the others are counted.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from lezr_extract.compare.checks.order import Order, meet, order
from lezr_extract.records import ComparedLaw

MOST = 10
"""Candidates that are kept for one article."""

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


class Candidates:
    """Finds the candidates of laws; made once, asked law by law.

    Args:
        laws: all laws; they are named by their places here.
        higher: places of those in which candidates are looked for.
        most: candidates that are kept for one article.
    """

    def __init__(self, laws: Sequence[ComparedLaw], higher: Iterable[int], most: int = MOST) -> None:
        # Brings in numpy, which nobody waits for who compares nothing.
        from lezr_extract.compare.candidates import narrowing  # noqa: PLC0415

        places = sorted(set(higher))
        self._most = most
        self._by_title: dict[str, list[int]] = defaultdict(list)
        # Laws of one rank and one place stand alike to every other.
        self._sorts = {(laws[one].rank, laws[one].territory): laws[one] for one in places}
        for one in places:
            self._by_title[_bare_title(laws[one].title)].append(one)
        self._narrowing = narrowing.Narrowing(laws, places, self.named)
        bits = {
            narrowing.NEAR: Reason.NEAR,
            narrowing.ACT: Reason.ACT,
            narrowing.FIELD: Reason.FIELD,
            narrowing.HOLDER: Reason.HOLDER,
            narrowing.CITED: Reason.CITED,
        }
        self._reasons = [
            tuple(sorted(reason for bit, reason in bits.items() if bit & mask))
            for mask in range(2 * max(bits))
        ]

    def has_higher(self, law: ComparedLaw) -> bool:
        """Whether any of the laws in which candidates are looked for stands above ``law`` at its place."""
        return any(order(one, law) is Order.HIGHER and meet(one, law) for one in self._sorts.values())

    def named(self, title: str) -> tuple[int, ...]:
        """The places of the laws in which candidates are looked for that bear a title, however it is written."""
        return tuple(self._by_title.get(_bare_title(title), ()))

    def of(self, number: int) -> Found:
        """The candidates of a law.

        Args:
            number: its place among the laws.
        """
        *columns, left_out = self._narrowing.of(number, self._most)
        found = tuple(
            Candidate(law, a, b, self._reasons[mask], round(weight, 3))
            for b, law, a, weight, mask in zip(*columns, strict=True)
        )
        return Found(found, left_out)


def _bare_title(title: str) -> str:
    """A title without marks, 中华人民共和国 before it and a remark behind it, be that its edition or （试行）."""
    return _TITLE_MARKS.sub("", title).removeprefix("中华人民共和国")
