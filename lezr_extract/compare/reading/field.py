"""The field (领域) that a law governs, from its title: 消防 for 浙江省消防条例."""

import re
from functools import cache

from lezr_extract.vocabulary.territories import territories

_IMPLEMENTS = re.compile(r"(?:实施|贯彻|执行)[《〈<]([^《》〈〉<>]+)[》〉>]")
_WITHOUT_QUOTES = re.compile(
    r"^(?:实施|贯彻执行|贯彻|执行)(?:中华人民共和国)?(.+?法)(?:的?(?:若干|补充|暂行)*(?:规定|办法|细则|条例))?$"
)
_FORM = re.compile(
    r"(?:(?:实施|暂行|试行|若干|补充|具体|有关|特别|管理|的)*(?:条例|办法|规定|细则|规则|规程|规范|决定|决议|意见|通知|标准|章程|法典)|法)$"
)
_TAIL = re.compile(r"(?:监督管理|行政管理|安全管理|综合管理|管理|监督|保障|促进|若干|暂行|实施|的|与|和)$")
_HEAD = re.compile(r"^(?:关于|加强|推进|促进|修改|规范|进一步|和|与)+")
_COUNTY = re.compile(
    r"^(?:[^省市县区州]{1,8}(?:自治州|自治县|自治旗|经济特区)|[^省市县区州城]{1,3}(?<!景)(?<!护)(?<!名胜)县|浦东新区)(?=.{2})"
)
_MARKS = re.compile(r"[（(][^（）()]*[）)]|[《》〈〉“”\"\s]")
_SHORTEST = 2
# 城市 and 市容 begin a field where a place seems to end.
_NO_PLACE = ("市容", "市政", "市场", "市民", "市区")


@cache
def _places() -> re.Pattern[str]:
    names = sorted(territories().names, key=len, reverse=True)
    return re.compile("^(?:" + "|".join(map(re.escape, names)) + ")")


def field_of(title: str) -> str:
    """The words that name the field; the title without its marks where nothing else is left.

    Args:
        title: of a law, full or short.
    """
    implemented = _IMPLEMENTS.search(title)
    words = _MARKS.sub("", implemented[1] if implemented else title).replace("中华人民共和国", "")
    if not implemented:
        words = _placeless(words)
        if plain := _WITHOUT_QUOTES.match(words):
            words = plain[1]
    bare = _HEAD.sub("", words) or words
    for pattern in (_FORM, _TAIL, _TAIL):
        shorter = pattern.sub("", bare)
        bare = shorter if len(shorter) >= 1 and (len(shorter) >= _SHORTEST or pattern is _FORM) else bare
    return bare or words


def same_field(a: str, b: str) -> bool:
    """Whether two fields are one: one name in the other, or most pairs of characters of the shorter one in it."""
    short, long = sorted((a, b), key=len)
    if len(short) < _SHORTEST:
        return a == b and bool(a)
    if short in long:
        return True
    pairs = {short[at : at + 2] for at in range(len(short) - 1)}
    return sum(pair in long for pair in pairs) * 2 > len(pairs)


def _placeless(words: str) -> str:
    found = _places().match(words)
    if found and len(words) - found.end() >= _SHORTEST:
        rest = words[found.end() :]
        whole = rest.startswith(("省", "市", "自治区")) and not rest.startswith(_NO_PLACE)
        words = rest.removeprefix("省").removeprefix("市") if whole else rest
    found = _COUNTY.match(words)
    return words[found.end() :] if found else words
