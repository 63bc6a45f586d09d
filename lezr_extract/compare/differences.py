"""In what two acts depart from each other: fines, other measures, organs, conditions, time limits.

Measures that are no sanction (责令改正) and criminal or civil tails are left out: a lower act may always order that
an unlawful act end (行政处罚法 art. 28).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lezr_extract.compare.fines import FineDifference, Fines, Range, compare_fines, ranges
from lezr_extract.compare.holders import Agencies, agencies
from lezr_extract.compare.wider import gate, limits, requirement, wider
from lezr_extract.records import (
    ComparedArticle,
    ComparedLaw,
    Deed,
    Difference,
    DifferenceKind,
    PowerType,
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
    "吊销许可证件": ("吊销", "撤销"),
    "暂扣许可证件": ("暂扣", "扣留"),
    "降低资质等级": ("降低资质", "降低其资质", "资质等级"),
    "责令停产停业": ("停产", "停业", "停止营业", "停止执业", "停止经营"),
    "限制开展生产经营活动": ("限制", "不得从事", "停业"),
    "限制从业": ("不得从事", "不得重新", "限制从业", "禁止从业", "年内不得", "终身不得"),
    "没收非法财物": ("没收",),
}
_DISCIPLINE = re.compile(r"警告、记过|警告或者记过|处分")
_DETAIL = 60


@dataclass(frozen=True, slots=True)
class Consequences:
    """What follows from two acts, set against each other.

    Attributes:
        fines: see there.
        added: sanctions that only b has; ``dropped``: that only a has.
        softer: a fines only who does not obey an order first, b at once.
        limits: time limits that differ, as written on either side; ``tighter``: b only binds its organs to a shorter.
        agencies: see there.
        differences: departures of b, in words.
        not_compared: what was left out, in Chinese.
    """

    fines: FineDifference
    added: tuple[str, ...]
    dropped: tuple[str, ...]
    softer: bool
    limits: tuple[str, str] | None
    tighter: bool
    agencies: Agencies
    differences: tuple[Difference, ...]
    not_compared: tuple[str, ...]


def consequences(
    law_a: ComparedLaw,
    a: tuple[ComparedArticle, Sequence[Deed]],
    law_b: ComparedLaw,
    b: tuple[ComparedArticle, Sequence[Deed]],
    *,
    copied: bool,
) -> Consequences:
    """What follows from the deeds of two articles that regulate the same act.

    Args:
        law_a: the higher or equal law.
        a: its article with the deeds in question.
        law_b: the lower or equal law.
        b: its article with the deeds in question.
        copied: the texts run alike, so that a departure of few words counts.
    """
    (article_a, deeds_a), (article_b, deeds_b) = a, b
    kinds_a, kinds_b = _sanctions(deeds_a), _sanctions(deeds_b)
    fines = compare_fines(_ranges(deeds_a), _ranges(deeds_b))
    added = tuple(
        kind
        for kind in kinds_b
        if kind not in kinds_a and not _speaks_of(kind, article_a.text) and not _staff(kind, article_b)
    )
    dropped = tuple(kind for kind in kinds_a if kind not in kinds_b)
    who = agencies(law_a, deeds_a, law_b, deeds_b)
    gates = (gate(article_a, deeds_a), gate(article_b, deeds_b)) if kinds_a and kinds_b else ("", "")
    softer = bool(gates[0]) and not gates[1] and fines.sort not in (Fines.ADDED, Fines.DROPPED)
    times, tighter = None, False
    if not kinds_a and not kinds_b:
        times, tighter = limits(article_a.text, article_b.text)
    rows = list(_fine_rows(fines))

    def depart(kind: DifferenceKind, detail: str) -> None:
        spans = [deeds[0].span if deeds else None for deeds in (deeds_a, deeds_b)]
        rows.append(Difference(kind, detail[:_DETAIL], *spans))

    if kinds_a and added:
        names = "、".join(added)
        depart(DifferenceKind.MEASURE, f"a无{names}，b增加{names}")
    if who.same == "no" and who.written:
        depart(DifferenceKind.AGENCY, f"a由{_cut(who.a)}，b由{_cut(who.b)}")
    if softer:
        depart(DifferenceKind.CONDITION, f"a“{_cut(gates[0])}”才罚款，b没有这一条件")
    if times:
        depart(DifferenceKind.TIME_LIMIT, f"a“{times[0]}”，b“{times[1]}”")
    if copied and (more := requirement(article_a.text, article_b.text)):
        depart(DifferenceKind.CONDITION, f"a无此条件，b增加“{_cut(more)}”")
    acts = [deeds[0].act if deeds else "" for deeds in (deeds_a, deeds_b)]
    if kinds_a and kinds_b and (gone := wider(*acts)):
        depart(DifferenceKind.SCOPE, f"a限于“{_cut(gone)}”，b没有这一限定")
    left_out = tuple(_left_out(fines, who))
    return Consequences(fines, added, dropped, softer, times, tighter, who, tuple(rows), left_out)


def _speaks_of(kind: str, text: str) -> bool:
    """Whether an article names a sanction, under whichever act or payer."""
    return any(word in text for word in _WORDS.get(kind, (kind,)))


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
        rows.append("主体没有写明，没有比较实施机关")
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


def _fine_rows(fines: FineDifference) -> list[Difference]:
    if fines.sort not in (Fines.OUTSIDE, Fines.SHIFTED) or fines.a is None or fines.b is None:
        return []
    detail = f"a{fines.a.payer}{fines.a.words}，b{fines.b.payer}{fines.b.words}"
    spans = [one.amount.span if one.amount else None for one in (fines.a, fines.b)]
    return [Difference(DifferenceKind.FINE_RANGE, detail[:_DETAIL], *spans)]


def _cut(words: str) -> str:
    return words if len(words) <= 22 else words[:21] + "…"
