"""Who decides the penalties of a whole law: 本法规定的行政处罚，由X决定."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lezr_extract.agencies.competence import clean_name, mask_organs
from lezr_extract.records import ActorKind, Mention

# 行政处罚法 arts. 17 and 23 let a law say once, mostly in its last chapter, who punishes; its articles then name nobody.
# 本章 and 第X条规定的行政处罚 speak of some articles only, 可以由 and 委托 of a second organ.
_DECIDING = re.compile(
    r"(?:^|[。；\n]\s*)本(?:法|条例|办法|规定|规则|细则)(?:所)?(?:规定|设定)的(?:行政)?处罚，?"
    r"(?:(?:除[^。；]{2,60}?(?:外|的)|(?:未|没有)(?:明确|规定|指明)[^。；，]{2,12}的)，)?"
    r"由(?P<organ>O+(?:(?:、|和|与|及|以及|或|或者|会同)(?:其他|有关|相关)*O+)*)"
    r"[^。；，O]{0,24}?(?:决定|实施|执行|作出|负责)"
)
_EXCEPTION = re.compile("其中|但|除|另有|；|的行政处罚，?(?:由|依照)")


@dataclass(frozen=True, slots=True)
class Punishing:
    """The organ that decides a law's penalties where their own articles name none.

    Attributes:
        words: as written.
        article: index of the article that says so.
        excepts: the article also speaks of other penalties or organs.
    """

    words: str
    article: int
    excepts: bool


def find_punishing(text: str, mentions: Sequence[Mention], offset: int, article: int) -> Punishing | None:
    """Who decides the law's penalties, if this article says it.

    Args:
        text: the article's words.
        mentions: its actors, spans in the law's text.
        offset: where ``text`` begins in the law's text.
        article: its index.
    """
    if "处罚" not in text:
        return None
    organs = [m.span.moved(-offset) for m in mentions if m.kind is ActorKind.ORGAN]
    match = _DECIDING.search(mask_organs(text, organs))
    if match is None:
        return None
    start, end = match.span("organ")
    rest = text[match.start() : start] + text[match.end() :]
    return Punishing(clean_name(text[start:end]), article, bool(_EXCEPTION.search(rest)))
