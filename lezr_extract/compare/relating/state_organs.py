"""Whether an article orders the organs of the State alone: its congress, its council, its courts (宪法 ch. 3).

What the 全国人民代表大会 does with its bills is not what a province's congress does with its own, however alike the
words: neither article can be applied to the other's organ, so that nothing is repeated, refined or departed from.
"""

import re

from lezr_extract.records import ComparedArticle, ComparedLaw, Rank
from lezr_extract.vocabulary.territories import NATION

_STATE = (
    r"全国人民代表大会(?!和地方)|全国人大|委员长|中央军事委员会|国家监察委员会|最高人民法院|最高人民检察院"
    r"|国务院|中央国家机关|中国人民解放军|中华人民共和国主席"
)
_NAMED = re.compile(_STATE)
# Of a law about one organ of the State; what stands before 关于 or 实施 is the organ that made it.
_TITLE = re.compile(rf"(?:中华人民共和国)?(?:{_STATE})(?!.*(?:关于|实施|贯彻))")
_BEGINS = re.compile(rf"(?:由|经|对|向|列入)?(?:{_STATE})")
_BILL = re.compile(r"委员长会议|法律案|法律草案|法律解释")
_PLACE = re.compile(
    r"地方|各级|(?:省|县|区|乡)级|本级|同级|下级|主任会议|省、自治区|乡、|市、|镇人民|辖区|地区的人民政府"
)
_PARTY = re.compile(r"单位|企业|公司|公民|个人|经营者|使用者|生产者|申请人|当事人|法人|任何组织|有关组织")
_OF_PLACES = (Rank.LOCAL_REGULATION, Rank.ZONE_REGULATION, Rank.AUTONOMOUS_REGULATION, Rank.LOCAL_RULE)


def not_for_places(a: ComparedLaw, i: int, b: ComparedLaw) -> bool:
    """Whether article ``i`` of ``a`` orders organs of the State alone and ``b`` is of one place.

    Args:
        a: the higher law.
        i: place of its article.
        b: the lower law.
    """
    if a.territory != NATION or b.territory == NATION or b.rank not in _OF_PLACES:
        return False
    return _TITLE.match(a.title) is not None or _central(a.articles[i])


def _central(article: ComparedArticle) -> bool:
    """Whether an article begins with an organ of the State or is about its bills, and names no place and no party."""
    if _PLACE.search(article.text):
        return False
    if _BILL.search(article.text):
        return True
    return _BEGINS.match(article.text) is not None and not _PARTY.search(_NAMED.sub("", article.text))
