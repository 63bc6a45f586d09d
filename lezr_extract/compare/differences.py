"""In what two acts depart from each other: fines, other measures, organs, conditions, time limits.

Measures that are no sanction (责令改正) and criminal or civil tails are left out: a lower act may always order that
an unlawful act end (行政处罚法 art. 28).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lezr_extract.compare.fines import FineDifference, Fines, Range, compare_fines, ranges
from lezr_extract.records import ComparedLaw, Deed, Difference, DifferenceKind, PowerType
from lezr_extract.vocabulary.registry import registry

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
_ORDER_FIRST = re.compile(r"^(?:逾期|拒不|拒绝|经责令|仍不|不改正|屡教)")
_GRAVE = re.compile(r"^(?:情节严重|后果严重|造成)")
_LIMIT = re.compile(
    r"(?P<head>[\u4e00-\u9fff]{0,12}?)(?P<number>[一二两三四五六七八九十百零〇\d]+)(?P<unit>个工作日|个?日|天|个月|年|小时)(?:以?内|前|为限)"
)
_GENERIC = re.compile(
    r"^(?:县级以上|各级|上级|同级|本级)?(?:地方)?(?:人民政府)?(?:有关|相关|主管|监督管理)?(?:主管)?部门$|有关机关|行政机关$"
)
_FIELD_OF_ORGAN = re.compile(
    r"(?:县级以上|国务院|省|市|县|区|各级|地方|本级|人民政府|行政|主管|监督管理|管理|部门|机关|机构|委员会|局|厅|部|的|和|或者|、)"
)
_DETAIL = 60


@dataclass(frozen=True, slots=True)
class Agencies:
    """Whether two acts are given to the same organ.

    Attributes:
        same: ``yes``, ``no`` or ``unknown``.
        a, b: the organs in words, empty when unknown.
        written: both articles name their organ, so that nothing was inferred.
    """

    same: str
    a: str
    b: str
    written: bool


@dataclass(frozen=True, slots=True)
class Consequences:
    """What follows from two acts, set against each other.

    Attributes:
        fines: see there.
        added: sanctions that only b has; ``dropped``: that only a has.
        softer: a fines only who does not obey an order first, b at once.
        limits: time limits that differ, as written on either side.
        agencies: see there.
        differences: departures of b, in words.
        not_compared: what was left out, in Chinese.
    """

    fines: FineDifference
    added: tuple[str, ...]
    dropped: tuple[str, ...]
    softer: bool
    limits: tuple[str, str] | None
    agencies: Agencies
    differences: tuple[Difference, ...]
    not_compared: tuple[str, ...]


def agencies(law_a: ComparedLaw, a: Sequence[Deed], law_b: ComparedLaw, b: Sequence[Deed]) -> Agencies:
    """Whether the deeds of two articles are given to the same organ."""
    one, other = _held(law_a, a), _held(law_b, b)
    if not one[1] or not other[1]:
        return Agencies("unknown", one[0], other[0], written=False)
    written = one[2] and other[2]
    if one[1] & other[1]:
        return Agencies("yes", one[0], other[0], written)
    fields_a, fields_b = _bare_names(one[1]), _bare_names(other[1])
    if any(x in y or y in x for x in fields_a for y in fields_b if len(x) > 1 and len(y) > 1):
        return Agencies("yes", one[0], other[0], written)
    return Agencies("no", one[0], other[0], written)


def consequences(
    law_a: ComparedLaw, a: Sequence[Deed], law_b: ComparedLaw, b: Sequence[Deed], texts: tuple[str, str]
) -> Consequences:
    """What follows from the deeds of two articles that regulate the same act."""
    kinds_a, kinds_b = _sanctions(a), _sanctions(b)
    fines = compare_fines(_ranges(a), _ranges(b))
    added = tuple(kind for kind in kinds_b if kind not in kinds_a)
    dropped = tuple(kind for kind in kinds_a if kind not in kinds_b)
    who = agencies(law_a, a, law_b, b)
    softer = bool(kinds_a and kinds_b) and _ordered_first(a) and not _ordered_first(b)
    limits = _limits(*texts) if not kinds_a and not kinds_b else None
    rows = list(_fine_rows(fines))
    others = [kind for kind in added if kind != "罚款"] if kinds_a else []
    if others or (kinds_a and "罚款" in added):
        names = "、".join(added)
        rows.append(_row(DifferenceKind.MEASURE, f"a无{names}，b增加{names}", a, b))
    if who.same == "no" and who.written:
        rows.append(_row(DifferenceKind.AGENCY, f"a由{_cut(who.a)}，b由{_cut(who.b)}", a, b))
    if softer:
        rows.append(_row(DifferenceKind.CONDITION, "a先责令改正、逾期不改才罚，b直接处罚", a, b))
    if limits:
        rows.append(_row(DifferenceKind.TIME_LIMIT, f"a“{limits[0]}”，b“{limits[1]}”", a, b))
    return Consequences(fines, added, dropped, softer, limits, who, tuple(rows), tuple(_left_out(fines, who)))


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


def _ordered_first(deeds: Sequence[Deed]) -> bool:
    """Whether the first sanction waits for an order that was not obeyed."""
    for deed in deeds:
        if deed.type is PowerType.PENALTY and deed.conditions:
            return bool(_ORDER_FIRST.match(deed.conditions[0]))
    return False


def _fine_rows(fines: FineDifference) -> list[Difference]:
    if fines.sort not in (Fines.OUTSIDE, Fines.SHIFTED) or fines.a is None or fines.b is None:
        return []
    detail = f"a{fines.a.payer}{fines.a.words}，b{fines.b.payer}{fines.b.words}"
    spans = [one.amount.span if one.amount else None for one in (fines.a, fines.b)]
    return [Difference(DifferenceKind.FINE_RANGE, detail[:_DETAIL], *spans)]


def _row(kind: DifferenceKind, detail: str, a: Sequence[Deed], b: Sequence[Deed]) -> Difference:
    return Difference(kind, detail[:_DETAIL], a[0].span if a else None, b[0].span if b else None)


def _held(law: ComparedLaw, deeds: Sequence[Deed]) -> tuple[str, frozenset[str], bool]:
    """The organs in words, their ids or names, and whether the article itself names them."""
    named = next((deed for deed in deeds if deed.holder and deed.agency_ids), None)
    if named is not None:
        generic = all(_GENERIC.search(words) for words in named.holder)
        ids = frozenset(i for deed in deeds for i in _today(deed.agency_ids))
        return "、".join(named.holder), ids, not generic
    written = next((d for d in deeds if d.holder and not all(_GENERIC.search(w) for w in d.holder)), None)
    if written is not None:
        return "、".join(written.holder), frozenset(written.holder), True
    resolved = next((deed for deed in deeds if deed.resolved), None)
    if resolved is not None and resolved.resolved:
        return resolved.resolved, frozenset(_today(resolved.agency_ids) or (resolved.resolved,)), False
    if law.competent:
        return law.competent[0][0], frozenset((law.competent[0][0],)), False
    return "", frozenset(), False


def _today(ids: Sequence[str]) -> tuple[str, ...]:
    """The ids of today's organs; those of an old organ's successors with its own."""
    entries = registry()
    found: dict[str, None] = {}
    for one in ids:
        found[one] = None
        if one in entries and entries[one].former:
            found.update(dict.fromkeys(entries[one].agency.successors))
    return tuple(found)


def _bare_names(names: frozenset[str]) -> set[str]:
    entries = registry()
    return {_FIELD_OF_ORGAN.sub("", entries[name].plain if name in entries else name) for name in names}


def _limits(a: str, b: str) -> tuple[str, str] | None:
    """Two time limits for the same thing that differ; None where the texts have none in common."""
    theirs = {m["head"][-4:]: m for m in _LIMIT.finditer(a) if len(m["head"]) > 3}
    for own in _LIMIT.finditer(b):
        other = theirs.get(own["head"][-4:]) if len(own["head"]) > 3 else None
        if other and (other["number"], other["unit"]) != (own["number"], own["unit"]):
            return other[0], own[0]
    return None


def _cut(words: str) -> str:
    return words if len(words) <= 22 else words[:21] + "…"
