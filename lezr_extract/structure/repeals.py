"""Which laws a law ends (…同时废止), and which laws of a corpus have ended that way.

A container's mark 已废止 is a claim; the words of another law are evidence (domain rules 6.2, finding 5).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from lezr_extract.records import Law
from lezr_extract.structure.outline import LawOutline, Repeal
from lezr_extract.structure.resolve import LawIndex

_ENDS = re.compile(r"(?:同时|予以|即行|自行|一并|相应|现予)?废止")
_NOT_ENDED = re.compile(
    r"(?:修改|制定|清理|建议|提出|及时|应当|可以|负责|或者|是否)[^。]{0,20}废止|废止(?:的|后|前|、|或者|程序|情形|建议)"
)
_TITLE = re.compile(
    r"《((?:[^《》]|《[^《》]*》)+)》(?!\s*(?:第[一二三四五六七八九十百千]+[条款]|中|规定的|关于))"
)
_NATIONAL = "全国"


@dataclass(frozen=True, slots=True)
class Ended:
    """A law that another one ended.

    Attributes:
        law_id: of the law that ended.
        by_title, article: the law that ended it and where it says so.
        day: from when, ``YYYY-MM-DD``.
        words: the sentence that says so.
    """

    law_id: str
    by_title: str
    article: str
    day: str
    words: str


def find_repeals(law: Law) -> tuple[Repeal, ...]:
    """The laws that ``law`` says it ends; a single article or passage of another law that ends does not count."""
    found: dict[str, Repeal] = {}
    for article in law.articles:
        if "废止" not in article.text:
            continue
        for sentence in re.split(r"(?<=[。；])", article.text):
            end = _ENDS.search(sentence)
            if end is None or _NOT_ENDED.search(sentence):
                continue
            for title in _TITLE.findall(sentence[: end.start()]):
                found.setdefault(title, Repeal(title, article.number, sentence.strip()[:200]))
    return tuple(found.values())


def ended_laws(outlines: Iterable[LawOutline], index: LawIndex, today: date) -> tuple[Ended, ...]:
    """The laws of the corpus that another law of the corpus ended on or before ``today``.

    A law ends only what is older than itself and stands in its own territory, or anywhere for a national law
    (立法法 arts. 99–103). A repeal by a law without a date of entry into force waits: unknown is not in force.
    """
    ended: dict[str, Ended] = {}
    for by in outlines:
        if not by.repeals or not by.effective or by.effective > today.isoformat():
            continue
        for repeal in by.repeals:
            for old in index.find(repeal.title, by.territory):
                older = bool(old.version) and old.version < (by.version or by.effective)
                near = by.territory in (_NATIONAL, old.territory)
                if old.id != by.id and older and near and old.id not in ended:
                    ended[old.id] = Ended(old.id, by.title, repeal.article, by.effective, repeal.words)
    return tuple(ended.values())
