"""Heads of item lists: what kind of list a 款 opens, and so what its items are."""

import re
from typing import Final

from lezr_extract.records import HeadKind

_SANCTION: Final = re.compile("处¥|罚款|责令|警告|没收|吊销|处罚|处分|拘留|处S|处以|依法追究|取消|暂扣|撤销")
_PLACES: Final = re.compile(
    "(?:禁止|不得|严禁)在(?:下列|以下)[^，]{0,8}(?:地点|区域|场所|地段|范围)|(?:下列|以下)[^，]{0,10}(?:地点|区域|场所|地段|范围|部位|位置|水域|路段|地方|地区|物品|人员|单位|建筑物)(?:内|和|、|$|[^，]{0,10}(?:禁止|不得))"
)
_ASIDE: Final = re.compile(
    "(?<=(?:措施|职权|权力|手段|权限))，[^，。；]{0,24}(?:不得|应当|应|必须)[^，。；]{0,10}(?:拒绝|阻碍|阻挠|妨碍|干扰|配合|协助|支持)[^，。；]{0,10}$"
)
_KINDS: Final = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        (HeadKind.PENALTY, "(?:行为|情形|规定|情况|列.{0,6})之一|(?:按照?|依照|根据|予以|区分).{0,4}(?:下列|以下).{0,12}(?:处罚|处理|予以)|(?:下列|以下).{0,10}(?:处罚|罚款)"),
        (HeadKind.PROHIBITION, "(?:禁止|不得|严禁|不准|不应|不许)[^，]{0,30}(?:下列|以下|如下)|(?:下列|以下)[^，]{0,12}(?:行为)?[^，]{0,6}(?:禁止|不得)"),
        (HeadKind.CASES, "(?:下列|以下|如下)[^，]{0,8}(?:情形|情况|行为|条件|事由|原因|规定|问题|事项)(?:之一|的)|(?:情形|情况|行为|条件)之一|(?:下列|以下)(?:情形|情况)"),
        (HeadKind.MEANS, "(?:采取|行使|有权|运用)[^，]{0,24}(?:下列|以下|如下)[^，]{0,16}(?:措施|职权|权力|手段|权限|方式|办法|处理|处置|行动)?$|(?:下列|以下|如下)[^，]{0,12}(?:措施|职权|权力|手段|权限)"),
        (HeadKind.DUTIES, "(?:履行|承担|负责|行使|做好|完成|开展)[^，]{0,20}(?:下列|以下|如下)|(?:职责|任务|义务|责任)(?:是|为|包括|如下|有|主要)|(?:下列|以下)[^，]{0,10}(?:职责|义务|责任|工作|任务)|职责(?:是|为)?$"),
        (HeadKind.CONDITIONS, "(?:具备|符合|满足|具有|达到)[^，]{0,12}(?:下列|以下|如下)|(?:下列|以下|如下)[^，]{0,6}条件"),
        (HeadKind.PAPERS, "(?:提交|提供|报送|出示|附|持|携带|递交|出具|交验|准备|收取|报)[^，]{0,14}(?:下列|以下|如下)|(?:下列|以下|如下)[^，]{0,12}(?:材料|文件|资料|证件|证明|文书|单证)"),
        (HeadKind.CONTENTS, "(?:包括|载明|包含|内容|含有|含义|事项|注明|标明|是指|公布|公开|记载|列明|明确)[^，]{0,14}(?:下列|以下|如下|：)?|(?:下列|以下|如下)[^，]{0,12}(?:内容|事项|信息|因素|费用|项目|部分|范围|种类)"),
        (HeadKind.CONDUCT, "(?:遵守|按照|依照|符合|应当|应|须|必须|遵循|实行|采取)[^，]{0,20}(?:下列|以下|如下)|(?:下列|以下|如下)[^，]{0,10}(?:规定|要求|原则|规则|程序|方式|办法|标准|顺序)"),
    )
)  # fmt: skip


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
