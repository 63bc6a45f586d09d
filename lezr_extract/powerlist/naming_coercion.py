"""How the names of coercive measures (行政强制) are made."""

import re

from lezr_extract.powerlist.conduct import shorten
from lezr_extract.powerlist.naming_words import (
    LONGEST_CORE,
    Clause,
    conduct_words,
    object_of,
    what_follows,
    with_dui,
)
from lezr_extract.records import Power

_EXECUTION = re.compile(r"代履行|代为|强制拆除|加处罚款|滞纳金")
_SEIZURE = r"查封|扣押|冻结|封存|暂扣|隔离|强制[^，、；]{2,4}"
_SEIZES = r"(?:查封|扣押|冻结|封存|暂扣)(?:[、或者和]+(?:查封|扣押|冻结|封存))*(?:有关)?"


_MEASURE_TAKEN = re.compile(
    r"(?P<order>责令[^，。；]{0,20}撤出[^，。；、]{2,12})|(?:部门|机关)(?:依照|依据|根据|依)[^，。；]{0,10}采取(?P<taken>停止[^，。；]+?)措施"
)


def coercion(power: Power, clause: Clause) -> str:
    """对…的行政强制, …的代履行, …的加处罚款."""
    kinds = "、".join(power.kinds[:2])
    suffix = f"（{kinds}）" if kinds else ""
    execution = _EXECUTION.search("".join(power.kinds) + clause.quote)
    words, several = conduct_words(clause, power.act)
    measure = _MEASURE_TAKEN.search(clause.quote)
    if measure and execution is None:
        return f"{measure['order'] or measure['taken']}的行政强制"
    if execution is None:
        thing = object_of(clause.quote, _SEIZURE) or what_follows(clause.quote, _SEIZES)
        if thing and (clause.conduct is None or len(thing) > 15):
            return f"{with_dui(shorten(thing, LONGEST_CORE)[0])}的行政强制{suffix if len(thing) < 30 else ''}"
    if not words:
        return ""
    what = execution.group() if execution else ""
    if what.startswith("代"):
        return f"{with_dui(words)}{'等行为' if several else ''}的代履行"
    if what in ("加处罚款", "滞纳金"):
        return f"{with_dui(words)}的{'加收' if what == '滞纳金' else ''}{what}"
    return f"{with_dui(words.removesuffix('行为'))}{'等' if several else ''}行为的行政强制{suffix if len(words) < 30 else ''}"
