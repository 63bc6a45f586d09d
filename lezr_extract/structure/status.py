"""Validity (时效) of a law from its own dates and the container's claim; unknown never counts as current."""

from datetime import date

from lezr_extract.records import Evidence, Status
from lezr_extract.structure.dates import Dates

_CLAIMED = {
    "现行有效": Status.CURRENT,
    "有效": Status.CURRENT,
    "现行": Status.CURRENT,
    "尚未生效": Status.NOT_YET,
    "未生效": Status.NOT_YET,
    "已修改": Status.SUPERSEDED,
    "已被修改": Status.SUPERSEDED,
    "历史版本": Status.SUPERSEDED,
    "已废止": Status.REPEALED,
    "废止": Status.REPEALED,
    "失效": Status.EXPIRED,
    "有效期届满": Status.EXPIRED,
}


def status_of(dates: Dates, facts: dict[str, str], today: date) -> Evidence:
    """The status on the day ``today``.

    A day of commencement that is still to come and a term that has run out are facts of the text; anything
    else is what the container claims, said as such, because such claims have been wrong (domain rules,
    finding 5). Without either it is unknown.
    """
    day = today.isoformat()
    if dates.ended is not None and dates.ended.value < day:
        return Evidence(Status.EXPIRED.value, dates.ended.words, dates.ended.span)
    if dates.effective is not None and dates.effective.value > day:
        return Evidence(Status.NOT_YET.value, dates.effective.words, dates.effective.span)
    claimed = facts.get("status", "")
    if claimed in _CLAIMED:
        return Evidence(_CLAIMED[claimed].value, f"来源标注：{claimed}")
    return Evidence(Status.UNKNOWN.value, "")
