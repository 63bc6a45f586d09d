"""A provision as lawyers cite it."""

from collections.abc import Iterable

from lezr_extract.records import Address
from lezr_extract.text.numerals import to_chinese


def cited(address: Address) -> str:
    """第三十条第二款第（一）项."""
    paragraph = f"第{to_chinese(address.paragraph)}款" if address.paragraph else ""
    item = f"第（{address.item}）项" if address.item else ""
    return f"{address.heading}{address.article}{paragraph}{item}"


def cited_all(addresses: Iterable[Address]) -> str:
    """Several of them, 、 between."""
    return "、".join(map(cited, addresses))
