"""Which laws can be set above or beside which: by rank, place and age (立法法 arts. 98–103)."""

from lezr_extract.compare.checks.order import Order, made, meet, order
from lezr_extract.records import ComparedLaw


def can_be_compared(a: ComparedLaw, b: ComparedLaw) -> bool:
    """Whether ``a`` can be set above or beside ``b``: higher or of equal rank, and law at a place where b is.

    Two versions of one law are never compared here (that is `lezr_extract.compare.versions`).
    """
    if a.id == b.id or (a.title == b.title and a.territory == b.territory):
        return False
    return stands(a, b)


def stands(a: ComparedLaw, b: ComparedLaw) -> bool:
    """Whether by rank and place alone ``a`` can be set above or beside ``b``."""
    return meet(a, b) and order(a, b) in (Order.HIGHER, Order.EQUAL, Order.OPEN)


def age(law: ComparedLaw) -> tuple[str, str]:
    """By what of two laws of which none is higher one is set first: the older, or any fixed one of two."""
    return made(law), law.id
