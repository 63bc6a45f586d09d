"""Heads of item lists: what kind of list a 款 opens, and so what its items are."""

import re
from typing import Final

from lezr_extract.records import HeadKind
from lezr_extract.vocabulary.word_forms import word_forms

_SANCTION: Final = re.compile("处¥|罚款|责令|警告|没收|吊销|处罚|处分|拘留|处S|处以|依法追究|取消|暂扣|撤销")
_PLACES: Final = re.compile(
    "(?:禁止|不得|严禁)在(?:下列|以下)[^，]{0,8}(?:地点|区域|场所|地段|范围)|(?:下列|以下)[^，]{0,10}(?:地点|区域|场所|地段|范围|部位|位置|水域|路段|地方|地区|物品|人员|单位|建筑物)(?:内|和|、|$|[^，]{0,10}(?:禁止|不得))"
)
_ASIDE: Final = re.compile(
    "(?<=(?:措施|职权|权力|手段|权限))，[^，。；]{0,24}(?:不得|应当|应|必须)[^，。；]{0,10}(?:拒绝|阻碍|阻挠|妨碍|干扰|配合|协助|支持)[^，。；]{0,10}$"
)
_KINDS: Final = tuple((HeadKind(name), form.pattern) for name, form in word_forms("heads").items())


def head_kind(sentence: str, opening: str) -> HeadKind | None:
    """Kind of the list that ``sentence`` (masked, without its colon) opens; ``opening`` is its last clause.

    None where the words before the items open no list.
    """
    if not sentence:
        return None
    aside = _ASIDE.search(sentence)
    if aside is not None:
        sentence = sentence[: aside.start()]
        opening = sentence.rsplit("，", 1)[-1]
    for kind, pattern in _KINDS:
        if kind is HeadKind.PROHIBITION and _PLACES.search(opening):
            return HeadKind.CONTENTS
        if kind is HeadKind.PENALTY:
            if pattern.search(sentence) and _SANCTION.search(sentence):
                return kind
        elif kind is HeadKind.CASES:
            if pattern.search(sentence):
                return kind
        elif pattern.search(opening):
            return kind
    return HeadKind.OTHER
