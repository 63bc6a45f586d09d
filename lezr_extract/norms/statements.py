"""Clauses that state what a thing is, means or amounts to: in them nobody acts."""

import re
from typing import Final

_HINTS: Final = ("为", "是", "包括", "于", "不超过", "有效期", "的种类", "组成")
_SAID: Final = re.compile(
    "有效期限?(?:为|是|自|至|[0-9一二三四五六七八九十]|$)|(?:限额|金额|数额|标准|比例|期限|任期|年限|面积|宽度|费率|税率|日期|时限|周期|格式|数量)[为是]"
    "|分为|是指|标志为|的种类|组成$|.包括|不(?:少|多|低|高)于|不超过"
)
_ENDS: Final = (
    *("的除外", "相同", "相等", "一致", "同时废止", "即行废止", "予以废止", "起计算", "起生效", "起施行", "起失效"),
    *(f"{what}{how}" for what in ("条款", "合同", "协议", "行为", "决定", "约定", "资格", "证", "证书", "票") for how in ("有效", "无效")),
)  # fmt: skip
_LAST: Final = frozenset(end[-1] for end in _ENDS)
_BY_RULE: Final = ("执行", "办理", "计算", "合理确定")
_RULED: Final = re.compile("[^，]的[^，的]{1,10}按照?[^，]*(?:执行|办理|计算|合理确定)$")
_AS_BASIS: Final = re.compile("以[^，]+为(?:准|依据|标准|限|界|基准|凭)$")
_IS: Final = re.compile("(?:[都均也]?是(?!否)|即为|[^，OPCSG]{2,14}?是(?![否指])|其[^，]{1,8}[为是])")
_DEFINING: Final = re.compile(
    "§+所称|(?:[^，]{0,24}所称[^，]{0,30}|[^，]{2,20})?(?:是指|系指|泛指|即指|(?<!所)指(?![导挥定派示数标令纹引使责南名纲]))"
)


def states(masked: str, start: int, end: int) -> bool:
    """Whether the words say what is so: 有效期为三年, 合同无效, 待遇按照规定执行."""
    if masked[end - 1] in _LAST and masked.endswith(_ENDS, start, end):
        return not (masked.endswith("一致", start, end) and masked.find("保持", start, end) >= 0)
    words = masked[start:end]
    if any(hint in words for hint in _HINTS) and (_SAID.search(words) or _AS_BASIS.match(words)):
        return True
    return words.endswith(_BY_RULE) and "的" in words and _RULED.search(words) is not None


def equates(masked: str, start: int, end: int) -> bool:
    """Whether the words say what a thing is: 茶园是X, 即为交付, 其数额为X."""
    words = masked[start:end]
    return ("是" in words or "为" in words) and _IS.match(words) is not None


def defines(masked: str, start: int, end: int) -> bool:
    """Whether the words give the meaning of a term: 本条例所称茶园, 是指X."""
    words = masked[start:end]
    return ("指" in words or "所称" in words) and _DEFINING.match(words) is not None
