"""The words of a mention: its level, whether it names a field, and what kind of pointing it does."""

import re
from enum import StrEnum
from functools import lru_cache

from lezr_extract.agencies.identify import GOVERNMENTS, identify


class Pointing(StrEnum):
    """How a mention that names no field points to an organ."""

    SPECIFIC = "specific"  # it names a field or a proper name
    CHARGE = "charge"  # 主管部门, 监督管理部门, 执法部门: the law's department in charge
    ISSUER = "issuer"  # 原发证机关, 登记机关: whoever gave the document
    DECIDER = "decider"  # 作出决定的机关: whoever decided before
    BEFORE = "before"  # 前款规定的部门
    SOME = "some"  # 有关部门: a set that the law leaves open
    ANY = "any"  # 行政机关


_WHOLE = r"(?:部门|机关|机构|单位|组织|主体)"
_LEVEL = (
    r"(?:原|各|其|该|本|当地|所在地的?|同级|本级|上级|上一级|下级|国务院|中央|国家|中国|地方|县级以上|设区的|市级|县级|省级|以上"
    r"|省|自治区|直辖市|自治州|市|县|区|州|旗|乡|镇|级|各级|人民政府|政府|本市|本省|、|和|或者|或|及其|及|（[^（）]*）|的|所属|部分|所|在地|地)*"
)
# 机关, 部门 alone say as little as 有关机关.
_SOME = re.compile(
    rf"{_WHOLE}|{_LEVEL}(?:其他|其它|相关|有关|相应的?|对应的|负有[^、]{{0,24}}职责的|依法)+(?:行政|业务|行业|职能|主管|监督|管理|执法|监管)*{_WHOLE}"
)
_CHARGE = re.compile(
    rf"{_LEVEL}(?:行政|业务|行业|主管|监督|管理|监管|检查|执法|实施|征收|稽查)+{_WHOLE}(?:及其(?:工作|执法)人员|的?(?:工作|执法|检查)人员)?"
    r"|(?:行政)?(?:执法|检查|监督检查|调查|监督|办案)人员|执法队伍"
)
_ISSUER = re.compile(
    rf"{_LEVEL}(?:原|考核)?(?:[^、，]{{0,16}}?)(?:发证|登记|审批|批准|许可|颁发|核发|备案|认定|审查|审核|颁证|注册|签发|授予|核准|受理|认可|发放[^、，]{{1,12}}|颁发[^、，]{{1,16}}|核发[^、，]{{1,16}}|审批[^、，]{{1,12}})"
    rf"(?:管理|主管|设立|的)*(?:行政|主管|监督)*{_WHOLE}"
)
_DECIDER = re.compile(
    rf"{_LEVEL}(?:作出|做出|下达|接到|接受|受理|收到|实施|组织|委托|提出)[^、，]{{1,30}}的[^、，]{{0,8}}{_WHOLE}|复议机关|{_LEVEL}处罚(?:决定)?机关|征收机关"
)
_BEFORE = re.compile(
    rf"(?:前款|前条|前两款|前项|本条|上款|本条例|本法|本办法|本规定)[^、，]{{0,12}}规定的[^、，]{{0,8}}{_WHOLE}|前述{_WHOLE}"
)
_LOCAL = re.compile(r"县级|县以上|市级|设区|地方|市、|[县区镇乡]|^市(?!场|政|容)|^本市|^省[^、]")
_LEVELLED = re.compile(r"国务院|人民政府|级|省|市|县|区|州|国家|全国|本[市省县区]|中国|中央|总局|[乡镇]")


@lru_cache(maxsize=65536)
def pointing(words: str) -> Pointing:
    """How ``words`` point to an organ."""
    plain = re.sub(r"\s", "", words).replace("(", "（").replace(")", "）")
    if _BEFORE.fullmatch(plain):
        return Pointing.BEFORE
    if identify(words).ids:
        return Pointing.SPECIFIC
    if _DECIDER.fullmatch(plain):
        return Pointing.DECIDER
    if re.fullmatch(rf"{_LEVEL}(?:国家)?行政{_WHOLE}", plain):
        return Pointing.ANY
    for pattern, kind in ((_SOME, Pointing.SOME), (_CHARGE, Pointing.CHARGE), (_ISSUER, Pointing.ISSUER)):
        if pattern.fullmatch(plain):
            return kind
    return Pointing.SPECIFIC


def is_generic(words: str) -> bool:
    """Whether ``words`` name no organ of their own (有关部门, 主管部门, 登记机关)."""
    return pointing(words) is not Pointing.SPECIFIC


def is_government(words: str) -> bool:
    """Whether ``words`` name only governments, no department."""
    ids = identify(words).ids
    return bool(ids) and all(key in GOVERNMENTS or key == "street-office" for key in ids)


def is_local(words: str) -> bool:
    """Whether ``words`` name an organ below the State Council (县级以上, 市、县 …)."""
    return bool(_LOCAL.search(words))


def has_level(words: str) -> bool:
    """Whether ``words`` say at which level the organ stands."""
    return bool(_LEVELLED.search(words))
