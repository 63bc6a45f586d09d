"""Departures that only near copies show: a condition left out or put in, an act made wider, another time limit.

Two texts that run alike word for word differ on purpose where they differ; between texts of their own wording the
same comparison would find a departure in every second pair.
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from rapidfuzz.distance import Indel

from lezr_extract.compare.wording.one_text import wording
from lezr_extract.records import ComparedArticle, Deed, PowerType
from lezr_extract.text.numerals import to_int

_ORDER_FIRST = re.compile(r"^(?:逾期|拒不|拒绝|经责令|仍不|不改正|屡教)")
_GRAVE = re.compile(r"^(?:情节(?:较重|严重|恶劣)|后果严重|造成)")
_NUMBER = "[一二两三四五六七八九十百零〇\\d]+"
_LIMIT = re.compile(
    rf"(?P<head>[\u4e00-\u9fff]{{0,12}}?)(?P<number>{_NUMBER})(?P<unit>个工作日|个?日|天|个月|年|小时)(?:以?内|前|为限)"
)
# What stands at the end of each; most texts have none, and to look for the whole takes ten times longer.
_LIMITED = re.compile(r"(?:日|天|月|年|时)(?:以?内|前|为限)")
_DAYS = {"小时": 1 / 24, "日": 1, "个日": 1, "天": 1, "个工作日": 1.4, "个月": 30, "年": 365}
_BY_ORGAN = re.compile(r"(?:部门|机关|机构|政府|委员会)[^。；]{0,30}$")
_ITEM = re.compile(r"[（(][一二三四五六七八九十百\d]+[）)]\s*([^（(\n]+)")
_REQUIRES = re.compile(r"(?:具备|符合|满足)(?:下列|以下)(?:全部)?条件")
_NO_SCOPE = re.compile(
    r"违反|规定|擅自|非法|有关|国家|依法|按照|本[法条办规省市]|单位|个人|行政区域|[、或及]|未经|应当|行为|或者|人民政府"
)
_SHORT = 3
_LIKE = 0.4
_COPY = 0.9


def gate(article: ComparedArticle, deeds: Sequence[Deed]) -> str:
    """The condition under which alone a penalty fines (拒不改正的, 情节严重的); empty where it fines at once."""
    for deed in deeds:
        if deed.type is not PowerType.PENALTY or not deed.amounts:
            continue
        text, start = article.text, article.span.start
        first = min(one.span.start for one in deed.amounts) - start
        act = max(0, deed.span.start - start - 60)
        for words in deed.conditions:
            at = text.find(words, act, first)
            if at >= 0 and (_ORDER_FIRST.match(words) or _GRAVE.match(words)):
                return words
        return ""
    return ""


class Limit(NamedTuple):
    """A time limit as an article sets it.

    Attributes:
        head: the last words before it, which tell what must be done in that time.
        number, unit: as written.
        organ: an organ must keep it.
    """

    head: str
    number: str
    unit: str
    organ: bool

    @property
    def words(self) -> str:
        """As written, ``三十日``."""
        return self.number + self.unit

    @property
    def days(self) -> float:
        """Its length in days."""
        return (to_int(self.number) or 0) * _DAYS[self.unit]


def limits(text: str) -> tuple[Limit, ...]:
    """The time limits of an article for things that its words tell."""
    if not _LIMITED.search(text):
        return ()
    return tuple(
        Limit(
            found["head"][-4:],
            found["number"],
            found["unit"],
            bool(_BY_ORGAN.search(text[: found.start("number")])),
        )
        for found in _LIMIT.finditer(text)
        if len(found["head"]) >= _SHORT
    )


def differing(a: Sequence[Limit], b: Sequence[Limit]) -> tuple[tuple[str, str] | None, bool]:
    """Two time limits for the same thing that differ, None where none does; and whether b binds an organ tighter.

    A shorter time for an organ is no departure: the lower law may do so (行政许可法 art. 42).
    """
    tighter = False
    if not a or not b:
        return None, tighter
    theirs = {one.head: one for one in a}
    for own in b:
        other = theirs.get(own.head)
        if other is None or (other.number, other.unit) == (own.number, own.unit):
            continue
        if own.organ and own.days <= other.days:
            tighter = True
            continue
        return (other.words, own.words), tighter
    return None, tighter


def requirement(a: str, b: str) -> str:
    """A condition of a licence that only b lists; empty where both list the same."""
    if not (_REQUIRES.search(a) and _REQUIRES.search(b)):
        return ""
    known = [wording(words) for words in _ITEM.findall(a)]
    for words in _ITEM.findall(b) if known else ():
        if "其他条件" not in words and max(wording(words).likeness(one) for one in known) < _LIKE:
            return str(words).strip("；。\n 　")
    return ""


def wider(a: str, b: str) -> str:
    """The words by which the act of a is narrower than that of b; empty where b is not the same act made wider."""
    a, b = a.removesuffix("的"), b.removesuffix("的")
    if len(b) <= _SHORT or len(b) >= len(a):
        return ""
    gone = ""
    for op in Indel.opcodes(a, b):
        if op.tag in {"insert", "replace"}:
            return ""
        if op.tag == "delete":
            if gone:
                return ""
            gone = a[op.src_start : op.src_end]
    return gone if len(gone) >= _SHORT and not _NO_SCOPE.search(gone) else ""
