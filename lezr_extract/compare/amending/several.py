"""Sentences that do one thing to several laws: 将《甲条例》第三条、《乙条例》第五条中的…, 将下列法规中的…：（一）…."""

import re
from collections.abc import Iterator
from functools import cache

from lezr_extract.compare.amending.places import NUMBER, PLACES
from lezr_extract.compare.amending.quotes import QUOTED
from lezr_extract.vocabulary.amending import alternation

_TITLE = r"《(?:[^《》]|《[^《》]{0,120}》){1,120}+》"
_ONE = re.compile(rf"(?P<title>{_TITLE})(?:第{NUMBER}章)?(?P<places>{PLACES})?")
SEVERAL = re.compile(
    rf"(?:将|在|对|把)?(?P<laws>(?:{_TITLE}{PLACES}(?:、|，|和|及|以及)?){{2,60}})(?=[^第《])"
)
"""Two or more laws with their articles, before what is done to them."""
ROW = re.compile(rf"(?P<laws>(?:{_TITLE}(?:{PLACES})?(?:、|，|和|及|以及)?){{1,60}})[；。，]?")
"""A row of laws alone: an entry below 将下列法规中的…修改为…：."""


@cache
def listed() -> re.Pattern[str]:
    """将下列法规中的“A”修改为“B”：, whose laws follow in entries of their own."""
    every, renamed = alternation("everywhere"), alternation("replace")
    return re.compile(
        rf"(?:将|把|对)?(?:下列|以下)[^，。；：《{QUOTED}]{{1,30}}?中?的?(?P<old>{QUOTED}(?:(?:、|和|或者){QUOTED}){{0,20}})"
        rf"(?:{every}){{0,3}}(?:{renamed}|改为)[：:]?(?P<new>{QUOTED})[：:，。]?"
    )


def laws_in(words: str) -> Iterator[tuple[str, str]]:
    """Title and places of each law that ``words`` name."""
    for match in _ONE.finditer(words):
        yield match["title"][1:-1], match["places"] or ""
