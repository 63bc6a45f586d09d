"""Fines of two acts set against each other: sum by sum, for the same payer and the same base.

A lower act may only fix fines inside the kinds and the range of the higher one (行政处罚法 arts. 11–14). A multiple
of 违法所得 and a sum in yuan cannot be compared, and neither can two multiples of different bases.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from lezr_extract.records import Amount

_STAFF = re.compile(r"主管人员|责任人|负责人|法定代表人|从业人员|经办|实际控制人")
_BODY = re.compile(r"单位|企业|机构|法人|组织|公司|经营者|生产者|业主|建设者|商|店|站|场|厂|景区|平台")
_PERSON = re.compile(r"个人|公民|自然人|自行|个体|本人|居民|驾驶|行人|乘客|导游")
_BASE = re.compile(r"货值|违法所得|违法经营|营业额|工程|合同|价款|造价|税款|费|收入|罚款|销售")
_TEN_THOUSAND = 10_000
_HUNDREDTH = Decimal("0.01")
Key = tuple[str, str, str]
"""Unit, base and per."""


class Fines(StrEnum):
    """How the fines of b stand to those of a."""

    NONE = "none"  # neither fines
    SAME = "same"
    INSIDE = "inside"  # every sum of b lies inside what a allows for it
    SHIFTED = "shifted"  # inside what a allows in all, but not grade by grade
    OUTSIDE = "outside"
    ADDED = "added"  # only b fines
    DROPPED = "dropped"  # only a fines
    APART = "apart"  # no sum of one can be compared with a sum of the other


@dataclass(frozen=True, slots=True)
class Range:
    """A range of a fine.

    Attributes:
        low, high: inclusive; 0 and infinity where the text leaves an end open.
        payer: ``单位``, ``个人``, ``责任人`` or empty.
        key: unit, base, per.
        amount: where it comes from; None for 罚款 without a sum.
    """

    low: Decimal
    high: Decimal
    payer: str
    key: Key
    amount: Amount | None

    @property
    def words(self) -> str:
        """As statutes write it, ``1000元以上5000元以下``."""
        end, base, per = self.key
        end = self.amount.unit if self.amount else end
        part = _HUNDREDTH if end == "%" else Decimal(1)
        base = (self.amount.base or base) if self.amount else base
        unit = ("每" + per if per else "") + base + ("的" if base and end == "%" else "")
        if self.amount is None:
            return "罚款（未写数额）"
        low, high = (_written(value / part, money=end == "元") for value in (self.low, self.high))
        if self.high == self.low:
            return f"{unit}{low}{end}"
        if self.high.is_infinite():
            return f"{unit}{low}{end}以上"
        return f"{unit}{high}{end}以下" if not self.low else f"{unit}{low}{end}以上{high}{end}以下"


@dataclass(frozen=True, slots=True)
class FineDifference:
    """What the fines of two acts come to.

    Attributes:
        sort: see `Fines`.
        a, b: the two ranges that show it, None where there is none on that side.
        left_out: ranges of b that no range of a could be compared with.
        sure: payer and grades are the same on both sides, so that nothing but the sums differs.
    """

    sort: Fines
    a: Range | None = None
    b: Range | None = None
    left_out: tuple[Range, ...] = ()
    sure: bool = False


def ranges(amounts: Iterable[Amount], *, fined: bool) -> tuple[Range, ...]:
    """The ranges of an act.

    Args:
        amounts: of the act.
        fined: it carries 罚款; without a sum that is a fine of any height.
    """
    found = tuple(_range(one) for one in amounts)
    if not found and fined:
        return (Range(Decimal(0), Decimal("Infinity"), "", ("元", "", ""), None),)
    return found


def _range(one: Amount) -> Range:
    """An amount as a range; so many per cent of a base are a part of its multiple (百分之五十, 一倍)."""
    part = _HUNDREDTH if one.unit == "%" else Decimal(1)
    return Range(
        one.min * part if one.min is not None else Decimal(0),
        one.max * part if one.max is not None else Decimal("Infinity"),
        payer(one.party),
        ("倍" if one.unit == "%" else one.unit, _base(one.base), one.per or ""),
        one,
    )


def payer(party: str | None) -> str:
    """Whether a body, a person or the staff responsible pays; empty when the text does not say."""
    if not party:
        return ""
    for pattern, name in ((_STAFF, "责任人"), (_PERSON, "个人"), (_BODY, "单位")):
        if pattern.search(party):
            return name
    return ""


def compare_fines(a: Sequence[Range], b: Sequence[Range]) -> FineDifference:
    """How the fines of ``b`` stand to those of ``a``."""
    if not a or not b:
        if not a and not b:
            return FineDifference(Fines.NONE)
        return FineDifference(Fines.ADDED, b=b[0]) if b else FineDifference(Fines.DROPPED, a=a[0])
    if sorted(map(_plain, a)) == sorted(map(_plain, b)):
        return FineDifference(Fines.SAME, a[0], b[0], sure=True)
    left_out: list[Range] = []
    shown: tuple[Range, Range] | None = None
    sort = Fines.SAME
    for own in b:
        others = _comparable(a, own)
        if not others:
            left_out.append(own)
            continue
        peers = _comparable(b, own, alike=True)
        found, other = _against(others, peers, own)
        if _grave(found) > _grave(sort) or shown is None:
            sort, shown = (found, (other, own)) if _grave(found) >= _grave(sort) else (sort, shown)
    if shown is None:
        return FineDifference(Fines.APART, a[0], b[0], tuple(left_out))
    other, own = shown
    return FineDifference(sort, other, own, tuple(left_out), sure=other.payer == own.payer)


def _against(others: Sequence[Range], peers: Sequence[Range], own: Range) -> tuple[Fines, Range]:
    """One range of b against the ranges of a that it can be compared with."""
    low, high = min(one.low for one in others), max(one.high for one in others)
    number = next((i for i, one in enumerate(peers) if one is own), 0)
    graded = len(others) == len(peers)
    other = others[number] if graded else _nearest(others, own)
    if own.low < low or own.high > high:
        return Fines.OUTSIDE, other
    if (own.low, own.high) == (other.low, other.high):
        return Fines.SAME, other
    if graded and (own.low < other.low or own.high > other.high):
        return Fines.SHIFTED, other
    return Fines.INSIDE, other


def _nearest(others: Sequence[Range], own: Range) -> Range:
    return min(others, key=lambda one: (abs(_number(one.high) - _number(own.high)), one.low))


def _number(value: Decimal) -> Decimal:
    return Decimal(10) ** 15 if value.is_infinite() else value


def _comparable(ranges_: Sequence[Range], own: Range, *, alike: bool = False) -> list[Range]:
    same = [one for one in ranges_ if one.key == own.key or one.amount is None or own.amount is None]
    exact = [one for one in same if one.payer == own.payer]
    if exact or alike:
        return exact
    return [one for one in same if "责任人" not in (one.payer, own.payer) and "" in (one.payer, own.payer)]


def _grave(sort: Fines) -> int:
    return (Fines.SAME, Fines.INSIDE, Fines.SHIFTED, Fines.OUTSIDE).index(sort)


def _base(base: str | None) -> str:
    found = _BASE.search(base or "")
    return found[0] if found else (base or "")


def _plain(one: Range) -> tuple[Decimal, Decimal, Key]:
    return one.low, one.high, one.key


def _written(value: Decimal, *, money: bool) -> str:
    if not value.is_finite():
        return "无上限"
    if money and value >= _TEN_THOUSAND and not value % 1000:
        return f"{(value / _TEN_THOUSAND).normalize():f}万"
    return f"{value.normalize():f}"
