"""In what two acts depart from each other: fines, other measures, organs, conditions, time limits.

Measures that are no sanction (责令改正) and criminal or civil tails are left out: a lower act may always order that
an unlawful act end (行政处罚法 art. 28).
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lezr_extract.compare.consequences.fines import FineDifference, Fines, Range, compare_fines, ranges
from lezr_extract.compare.consequences.holders import Agencies, Held, agencies, held
from lezr_extract.compare.consequences.near_copies import Limit, differing, gate, limits, requirement, wider
from lezr_extract.records import (
    ComparedArticle,
    ComparedLaw,
    Deed,
    Difference,
    DifferenceKind,
    PowerType,
    Span,
)

SANCTIONS = (
    "罚款",
    "没收违法所得",
    "没收非法财物",
    "吊销许可证件",
    "暂扣许可证件",
    "降低资质等级",
    "责令停产停业",
    "责令关闭",
    "限制开展生产经营活动",
    "限制从业",
    "警告",
    "通报批评",
    "行政拘留",
)
_WORDS = {
    "吊销许可证件": "吊销|撤销",
    "暂扣许可证件": "暂扣|扣留",
    "降低资质等级": "降低其?资质|资质等级",
    "责令停产停业": "停产|停业|停止(?:营业|执业|经营)",
    "责令关闭": "(?:责令|予以|依法)[^，。；]{0,12}关闭|停业、关闭",
    "限制开展生产经营活动": "限制|不得从事|停业",
    "限制从业": "不得(?:从事|重新)|(?:限制|禁止)从业|年内不得|终身不得|(?:取消|撤销)[^，。；]{0,24}资格",
    "没收违法所得": "没收[^。；，处]{0,30}违法所得",
    "没收非法财物": "没收",
}
"""Words by which an article names a sanction, where it may do so in other words."""
_DISCIPLINE = re.compile(r"警告、记过|警告或者记过|处分")
_DISOBEYED = re.compile(r"(?:逾期|拒)(?:仍)?(?:不|未)[^，。；]{0,24}的，|拒绝改正的，|仍不改正的，")
_DETAIL = 60


@dataclass(frozen=True, slots=True)
class Followed:
    """What follows from acts of one article, found once for all the pairs in which they stand.

    Attributes:
        law, article, deeds: the acts.
        kinds: their sanctions, in the order of `SANCTIONS`.
        ranges: their fines, each once.
        gate: the condition under which alone they are fined; empty without.
        limits: the time limits of the article.
        held: the organs to which they are given.
    """

    law: ComparedLaw
    article: ComparedArticle
    deeds: Sequence[Deed]
    kinds: tuple[str, ...]
    ranges: tuple[Range, ...]
    gate: str
    limits: tuple[Limit, ...]
    held: Held

    @property
    def span(self) -> Span | None:
        """Where the first of them stands."""
        return self.deeds[0].span if self.deeds else None

    @property
    def act(self) -> str:
        """The words of the first of them."""
        return self.deeds[0].act if self.deeds else ""


def followed(law: ComparedLaw, article: ComparedArticle, deeds: Sequence[Deed]) -> Followed:
    """What follows from acts of one article."""
    kinds = _sanctions(deeds)
    return Followed(
        law,
        article,
        deeds,
        kinds,
        _ranges(deeds),
        gate(article, deeds) if kinds else "",
        () if kinds else limits(article.text),
        held(law, deeds),
    )


class Consequences:
    """What follows from acts of two articles, set against each other.

    Args:
        a: of the higher or equal law.
        b: of the lower or equal law.
        copied: the texts run alike, so that a departure of few words counts.

    Attributes:
        fines: see there.
        added: sanctions that only b has; ``dropped``: that only a has.
        softer: a fines only who does not obey an order first, b at once.
        limits: time limits that differ, as written on either side; ``tighter``: b only binds its organs to a shorter.
        agencies: see there.
    """

    __slots__ = (
        "_a",
        "_b",
        "_copied",
        "_differences",
        "added",
        "agencies",
        "dropped",
        "fines",
        "limits",
        "softer",
        "tighter",
    )

    def __init__(self, a: Followed, b: Followed, *, copied: bool) -> None:
        self._a, self._b, self._copied = a, b, copied
        self._differences: tuple[Difference, ...] | None = None
        self.fines: FineDifference = compare_fines(_of_one_tier(a, b), b.ranges)
        self.added = tuple(
            kind
            for kind in b.kinds
            if kind not in a.kinds and not _speaks_of(kind, a.article.text) and not _staff(kind, b.article)
        )
        self.dropped = tuple(kind for kind in a.kinds if kind not in b.kinds)
        self.agencies: Agencies = agencies(a.held, b.held)
        both = bool(a.kinds and b.kinds)
        self.softer = (
            both and bool(a.gate) and not b.gate and self.fines.sort not in (Fines.ADDED, Fines.DROPPED)
        )
        none = not a.kinds and not b.kinds
        self.limits, self.tighter = differing(a.limits, b.limits) if none else (None, False)

    @property
    def differences(self) -> tuple[Difference, ...]:
        """The departures of b in words, found when they are first asked for."""
        if self._differences is None:
            self._differences = tuple(self._departures())
        return self._differences

    @property
    def not_compared(self) -> tuple[str, ...]:
        """What was left out, in Chinese."""
        return tuple(_left_out(self.fines, self.agencies))

    def _departures(self) -> Iterator[Difference]:
        a, b, who = self._a, self._b, self.agencies
        yield from _fine_rows(self.fines)
        if a.kinds and self.added:
            names = "、".join(self.added)
            yield self._departure(DifferenceKind.MEASURE, f"甲无{names}，乙增加{names}")
        if who.same == "no" and who.written:
            yield self._departure(DifferenceKind.AGENCY, f"甲由{_cut(who.a)}，乙由{_cut(who.b)}")
        if self.softer:
            yield self._departure(DifferenceKind.CONDITION, f"甲“{_cut(a.gate)}”才罚款，乙没有这一条件")
        if self.limits:
            yield self._departure(DifferenceKind.TIME_LIMIT, f"甲“{self.limits[0]}”，乙“{self.limits[1]}”")
        if self._copied and (more := requirement(a.article.text, b.article.text)):
            yield self._departure(DifferenceKind.CONDITION, f"甲无此条件，乙增加“{_cut(more)}”")
        if a.kinds and b.kinds and (gone := wider(a.act, b.act)):
            yield self._departure(DifferenceKind.SCOPE, f"甲限于“{_cut(gone)}”，乙没有这一限定")

    def _departure(self, kind: DifferenceKind, detail: str) -> Difference:
        return Difference(kind, detail[:_DETAIL], self._a.span, self._b.span)


def _speaks_of(kind: str, text: str) -> bool:
    """Whether an article names a sanction, under whichever act or payer."""
    return re.search(_WORDS.get(kind, kind), text) is not None


def _staff(kind: str, article: ComparedArticle) -> bool:
    """警告 beside 记过 and 开除 is 处分 of staff and no penalty (公务员法 art. 62)."""
    return kind == "警告" and bool(_DISCIPLINE.search(article.text))


def _left_out(fines: FineDifference, who: Agencies) -> list[str]:
    rows = []
    if fines.sort is Fines.APART and fines.a and fines.b:
        rows.append(f"罚款的计算基数或缴纳人不同（{fines.a.words}与{fines.b.words}），没有比较高低")
    elif fines.left_out:
        rows.append(
            "没有对应档次的罚款（" + "、".join(one.words for one in fines.left_out[:3]) + "）没有比较"
        )
    if who.same == "unknown":
        rows.append("实施机关（有一方没有写明）")
    return rows


def _sanctions(deeds: Sequence[Deed]) -> tuple[str, ...]:
    found = {kind for deed in deeds if deed.type is PowerType.PENALTY for kind in deed.kinds}
    return tuple(kind for kind in SANCTIONS if kind in found)


def _ranges(deeds: Sequence[Deed]) -> tuple[Range, ...]:
    rows: dict[tuple[object, ...], Range] = {}
    for deed in deeds:
        if deed.type is PowerType.PENALTY:
            for one in ranges(deed.amounts, fined="罚款" in deed.kinds):
                rows.setdefault((one.low, one.high, one.payer, one.key), one)
    return tuple(rows.values())


def _of_one_tier(a: Followed, b: Followed) -> tuple[Range, ...]:
    """The fines of a that those of b are held against: where b fines only who does not obey an order, a's for the same.

    A higher law that fines at once and more where the order is not obeyed (拒不改正的) leaves for that tier no smaller sum.
    """
    if not b.ranges or not all(_after_an_order(b.article, one) for one in b.ranges):
        return a.ranges
    tier = tuple(one for one in a.ranges if _after_an_order(a.article, one))
    return tier or a.ranges


def _after_an_order(article: ComparedArticle, one: Range) -> bool:
    """Whether a sum stands in a clause for who has not obeyed an order."""
    if one.amount is None:
        return False
    at = one.amount.span.start - article.span.start
    first = max(article.text.rfind(mark, 0, max(0, at)) for mark in "；。\n") + 1
    return _DISOBEYED.search(article.text, first, max(first, at)) is not None


def _fine_rows(fines: FineDifference) -> list[Difference]:
    if fines.sort not in (Fines.OUTSIDE, Fines.SHIFTED) or fines.a is None or fines.b is None:
        return []
    detail = f"甲{fines.a.payer}{fines.a.words}，乙{fines.b.payer}{fines.b.words}"
    spans = [one.amount.span if one.amount else None for one in (fines.a, fines.b)]
    return [Difference(DifferenceKind.FINE_RANGE, detail[:_DETAIL], *spans)]


def _cut(words: str) -> str:
    return words if len(words) <= 22 else words[:21] + "…"
