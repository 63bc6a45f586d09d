"""What the reviewer of an entry should know, in Chinese (备注)."""

import re
from collections.abc import Sequence

from lezr_extract.records import Entry, Law, Power, PowerType, Status
from lezr_extract.text.numerals import to_chinese

_OTHER_LAW = re.compile(r"(?:依照|按照|根据|依据|适用)(?P<title>《[^》]{2,40}》)")
_NO_CONTENT = re.compile(
    r"(?:依照|按照)(?:前款|本[法条例办法规定]+第[^，]{1,12}条)[^，。；]{0,12}(?:处罚|处理)"
)

_OPEN = re.compile(r"(?:条文未写明)?行使主体.*待确认")


def of_entry(
    law: Law,
    powers: Sequence[Power],
    related: Sequence[Power],
    lost: Sequence[str],
    referred: Sequence[str] = (),
) -> tuple[str, ...]:
    """Remarks of an entry drafted from ``powers``.

    Args:
        law: the law, for its status.
        powers: the powers that the entry stands on, the leading one first.
        related: powers of the same type in the same article that only regulate (程序性规定).
        lost: citations of conduct clauses that were not found in the law.
        referred: what became of the clauses to which the penalty is left.
    """
    first = powers[0]
    found = [*_of_type(first), *_of_holder(first)]
    found.extend(referred)
    titles = dict.fromkeys(m["title"] for p in powers for m in _OTHER_LAW.finditer(p.quote))
    if titles and not referred:
        found.append(f"处理依照{'、'.join(titles)}，应结合该法核对内容和主体")
    elif (
        first.type is PowerType.PENALTY
        and not referred
        and not first.kinds
        and _NO_CONTENT.search(first.quote)
    ):
        found.append("处罚种类和幅度见所引条款")
    found.extend(f"所引行为条款“{words}”在本法中未找到，待核" for words in lost)
    if related:
        where = "、".join(dict.fromkeys(f"第{to_chinese(p.paragraph)}款" for p in related))
        found.append(f"本条{where}另有该事项的程序性规定")
    # An unknown status is that of the whole law: the report says it once, the column 法律效力状态 beside each entry.
    if law.status.value not in (Status.CURRENT, Status.UNKNOWN, ""):
        found.append(f"法律文本{law.status.value}")
    if first.score < 0.6:
        found.append(f"识别把握较低（{first.score:.2f}），请重点核对")
    return tuple(dict.fromkeys(found))


def is_unsettled(entry: Entry) -> bool:
    """Whether its holder is still to be confirmed: none is named, or its remarks leave open which it is."""
    return not entry.agency or any(_OPEN.match(remark) for remark in entry.remarks)


def _of_type(power: Power) -> list[str]:
    found = []
    if power.ruling:
        found.append(f"类型按本单位裁定：{power.alt_reason}")
    elif power.alt:
        others = "、".join(power.alt)
        reason = f"：{power.alt_reason}" if power.alt_reason else ""
        found.append(f"{'类型有争议，' if power.disputed else ''}也可归为{others}{reason}")
    elif power.disputed:
        found.append("类型有争议" + (f"：{power.alt_reason}" if power.alt_reason else ""))
    return found


def _of_holder(power: Power) -> list[str]:
    if not power.holder and not power.agency_resolved:
        known = power.agency_reason.removeprefix("待确认：").removeprefix("条文未写明机关，")
        reason = f"：{known}" if known else ""
        return [f"条文未写明行使主体，待确认{reason}"]
    if power.agency_reason:
        return [f"行使主体：{power.agency_reason}"]
    if power.agency_resolved is None:
        return ["行使主体照录条文，所指机关待确认"]
    return []
