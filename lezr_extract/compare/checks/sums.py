"""Fines side by side: which amounts can be compared at all, and whether one lies outside the other's range."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from lezr_extract.records import Amount, Deed

_PERSON = re.compile(r"个人|人员|主管|责任人|公民|自然人|负责人|经营者个人")
_BODY = re.compile(r"单位|法人|组织|企业|公司|机构")


@dataclass(frozen=True, slots=True)
class Range:
    """The range of a fine over one or more amounts.

    Attributes:
        low: 0 where the text sets no floor.
        high: None where it sets no ceiling.
        unit: of both.
    """

    low: Decimal
    high: Decimal | None
    unit: str

    @property
    def words(self) -> str:
        """The range as a lawyer reads it (1万元以上10万元以下)."""
        if self.high is None:
            return f"{_sum(self.low, self.unit)}以上"
        if not self.low:
            return f"{_sum(self.high, self.unit)}以下"
        if self.low == self.high:
            return _sum(self.low, self.unit)
        return f"{_sum(self.low, self.unit)}以上{_sum(self.high, self.unit)}以下"

    def holds(self, other: "Range") -> bool:
        """Whether the other range lies inside."""
        return self.low <= other.low and (
            self.high is None or (other.high is not None and other.high <= self.high)
        )


@dataclass(frozen=True, slots=True)
class Outside:
    """An amount of b that lies outside what a allows.

    Attributes:
        amount: of b; ``found``: its range.
        allowed: the range of a; ``like``: the amount that alone makes it, None where several do.
        above, below: in what it departs.
    """

    amount: Amount
    allowed: Range
    found: Range
    above: bool
    below: bool
    like: Amount | None = None

    @property
    def words(self) -> str:
        """In what it departs."""
        if self.above and self.below:
            return "下限低于且上限高于"
        return "上限高于" if self.above else "下限低于"


def amounts(deeds: Iterable[Deed]) -> tuple[Amount, ...]:
    """All fines of some deeds, in order."""
    return tuple(amount for deed in deeds for amount in deed.amounts if amount.unit)


def party(amount: Amount) -> str:
    """``person`` or ``body``; empty where the text does not tell them apart."""
    words = amount.party or ""
    if _PERSON.search(words):
        return "person"
    return "body" if _BODY.search(words) else ""


def alike(a: Amount, b: Amount) -> bool:
    """Whether two amounts can be compared: same unit, same base, same rate, and no different kind of party."""
    one, other = party(a), party(b)
    return (a.unit, _base(a), a.per) == (b.unit, _base(b), b.per) and (not one or not other or one == other)


def same_party(a: Amount, b: Amount) -> bool:
    """Whether both name the same kind of party, or neither names one."""
    return party(a) == party(b)


def ranged(found: Sequence[Amount]) -> Range:
    """The range that some comparable amounts (at least one) span together."""
    highs = [amount.max for amount in found]
    top = None if any(high is None for high in highs) else max(high for high in highs if high is not None)
    return Range(min(amount.min or Decimal(0) for amount in found), top, found[0].unit)


def outside(a: Sequence[Amount], b: Sequence[Amount]) -> tuple[Outside, ...]:
    """The amounts of b that lie outside the range of the amounts of a with which each can be compared."""
    found = []
    for amount in b:
        like = [one for one in a if alike(one, amount) and same_party(one, amount)] or [
            one for one in a if alike(one, amount)
        ]
        if not like:
            continue
        allowed, mine = ranged(like), ranged([amount])
        above = allowed.high is not None and (mine.high is None or mine.high > allowed.high)
        below = mine.low < allowed.low
        if above or below:
            found.append(Outside(amount, allowed, mine, above, below, like[0] if len(like) == 1 else None))
    return tuple(found)


def _base(amount: Amount) -> str:
    words = amount.base or ""
    for base in ("违法所得", "货值", "工程", "合同", "销售", "营业", "价款", "造价", "成本", "费", "收入"):
        if base in words:
            return base
    return words


def _sum(value: Decimal, unit: str) -> str:
    if unit == "元" and value >= 10000:
        return f"{_plain(value / 10000)}万元"
    return f"{_plain(value)}{unit}"


def _plain(value: Decimal) -> str:
    words = f"{value:f}"
    return words.rstrip("0").rstrip(".") if "." in words else words
