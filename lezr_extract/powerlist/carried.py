"""The conduct that a clause does not name because another does (单位有前款规定行为的, 有第十条第二款规定行为之一的).

A 款 that opens with a tier (情节严重的，) or with the persons in charge (对其直接负责的主管人员…处…罚款) goes on from
the 款 before it, as one with 前款 does.
"""

import re
from typing import NamedTuple

_NUMERAL = "[零〇一二三四五六七八九十百千0-9]+"
_PLACE = (
    rf"(?:前[一二两三四五]?款|上款|前条|本条第{_NUMERAL}款|第{_NUMERAL}[条款](?:之[一二三四五六七八九十])?)"
)
_CITES = re.compile(
    rf"(?P<whom>[^，。；：]*?)(?:有|实施|存在|具有|从事|发生|犯|违反)(?:本(?:法|条例|办法|规定))?"
    rf"(?P<cited>{_PLACE}[^，。；：]{{0,30}}?)(?:的?(?:规定|所列|所述|列举))?(?:的)?"
    r"(?:违法)?(?:行为|情形|情况|罪|规定)?(?:之一)?(?:的)?(?=，|$)"
)
_GOES_ON = re.compile(
    r"^(?:(?:并|还应当|应当|同时)?对(?:其|该?单位)?(?:的)?(?:直接(?:负责|责任)|主管人员|主要负责人|法定代表人|有关责任人)"
    r"|情节(?:较重|严重|特别严重|轻微)|逾期|拒不|经责令|造成[^，]{0,16}(?:后果|损失|事故)|有违法所得|构成犯罪)"
)
_PERSON = re.compile(r"^(?:单位|个人|公民|自然人|企业|法人|(?:法人|单位)(?:和|或者|、)(?:其他|非法人)组织)$")
_NAMES_SOMEBODY = re.compile(
    r"^[^，、；]{1,16}?(?:者|人|人员|单位|企业|机构|组织|部门|机关|公司|学校|医院|场所)(?=未|不|违|擅|拒|非|有|在|将|对|为|以|因|利用|销售|使用|提供)"
)

_UNITS = re.compile(
    r"^[^，、；]{1,16}?等(?:单位|企业|机构|组织)(?:和个人)?|^(?:任何)?(?:单位|个人)(?:和|或者)?(?:个人|单位)?(?=.{3})"
)


class Citation(NamedTuple):
    """Where the conduct of a clause is named.

    Attributes:
        words: the citation as written, to be resolved like any other; 前款 where the clause only goes on.
        whom: who does it by this clause (单位); empty where it says nothing of its own.
    """

    words: str
    whom: str = ""


def citation(sentence: str, *, first: bool) -> Citation | None:
    """The citation by which ``sentence`` takes its conduct; None where it has none.

    Args:
        sentence: of the power.
        first: whether it opens a 款 that follows another.
    """
    match = _CITES.search(sentence)
    if match is not None:
        words = re.sub(r"^前[一二两三四五]款|^上款", "前款", match["cited"])
        words = f"本条{words}" if re.match(rf"第{_NUMERAL}款", words) else words
        return Citation(words, match["whom"] if _PERSON.match(match["whom"]) else "")
    return Citation("前款") if first and _GOES_ON.match(sentence.strip()) else None


def of_whom(words: str, whom: str) -> str:
    """``words`` of the conduct with who does it by the citing clause, unless they name somebody themselves."""
    words = _UNITS.sub("", words) if whom else words
    if not whom or words.startswith(whom) or _NAMES_SOMEBODY.match(words):
        return words
    return f"{whom}{words}"
