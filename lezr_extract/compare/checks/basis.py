"""The higher laws on which a law says that it rests (根据《…》制定)."""

import re

from lezr_extract.records import ComparedLaw

_BASIS = re.compile(r"(?:根据|依据|依照|按照|实施|执行|贯彻)[^。]{0,400}?(?:制定|结合|规定如下|特)")
_TITLE = re.compile(r"《([^《》]*(?:[〈＜<][^〉＞>]*[〉＞>])?[^《》]*)》")
_MORE = re.compile(
    r"(?:根据|依据|依照|按照)(?:国家)?有关[^，。]{0,8}(?:法律|法规|规定|决定)"
    r"|(?:等|和其他|及其他|和有关|及有关|以及有关)[^，。]{0,8}(?:法律|法规|规定)"
)


def bases_of(law: ComparedLaw) -> tuple[str, ...]:
    """The titles of the laws that a law's first articles name as its basis."""
    found: dict[str, None] = {}
    for words in _said(law):
        found.update(dict.fromkeys(_TITLE.findall(words)))
    return tuple(found)


def rests_on_more(law: ComparedLaw) -> bool:
    """Whether a law says that it rests on further laws that it does not name (等法律、法规)."""
    return any(_MORE.search(words) for words in _said(law))


def _said(law: ComparedLaw) -> list[str]:
    matches = (_BASIS.search(article.text) for article in law.articles[:3])
    return [match.group() for match in matches if match]
