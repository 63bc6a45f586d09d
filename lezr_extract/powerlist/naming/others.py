"""How the names of other powers (其他) are made: filings, reports, revocations, orders, complaints."""

import re

from lezr_extract.powerlist.naming import decisions, filings, matter
from lezr_extract.powerlist.naming.conduct import shorten
from lezr_extract.powerlist.naming.matter import ORGAN
from lezr_extract.powerlist.naming.words import (
    LONGEST_CORE,
    Clause,
    bare_act,
    conduct_words,
    field_of,
    quoted,
    with_dui,
)
from lezr_extract.records import Power

_COMPLAINT = re.compile(r"(?!.*(?:接到|收到|处理))[^，]{6,}(?:投诉|举报)")
"""An act that says what is complained of (对危害房屋安全行为的举报)."""
_DISPUTE = re.compile(r"(?:^|，|对|因|就)(?P<x>[^，。；对因就]{4,30}?(?:纠纷|争议|有(?=争议)))")
_NO_FAULT = re.compile(r"(?:采取|行使)(?:下列|以下)(?:措施|职权)|时$")
_ORDERED = re.compile(r"责令(?P<what>(?!改正|限期|停止违法|其|当事人)[^，。；]{4,40})")
"""What is ordered of whom, where nobody is at fault (责令有关单位采取防范措施)."""
_HEARS = re.compile(
    r"(?:接到|受理|收到|处理|办理)[^，。；]{0,16}(?:投诉|举报)|(?:投诉|举报)[^。；]{0,20}(?:处理|核实|查处)"
)


def other(power: Power, clause: Clause) -> str:
    """…备案, …报告, 对…的调解, 对…行为的责令改正."""
    kinds = "".join(power.kinds)
    act = bare_act(power.act)
    order = next((k for k in power.kinds if k.startswith("责令")), "")
    if not order and (written := re.search(r"责令(?:其|当事人)?(?P<what>[^，。；、其]{2,8})", clause.quote)):
        order = f"责令{written['what']}"
    heard = "投诉举报处理" in kinds or (
        not kinds and _HEARS.search(clause.before + clause.sentence) and "处理" in clause.quote
    )
    if heard and clause.title and not order:
        about = act if _COMPLAINT.fullmatch(act) else f"{field_of(clause.title)}方面投诉、举报"
        return f"{with_dui(about)}的处理"
    if order:
        words, several = conduct_words(clause, power.act)
        whom = _ORDERED.search(clause.quote)
        if whom and (_NO_FAULT.search(words) or words[:6] in whom["what"]):
            return f"责令{whom['what']}"
        if words and clause.title and re.match(r"^(?:限期|停止|追回|立即|退回|改正)", words):
            words, several = f"违反{quoted(clause.title)}", False
        if words:
            return f"{with_dui(words)}{'等' if several else ''}行为的{order}"
    return (
        decisions.revoked(clause, act, kinds)
        or _told(clause, act, kinds)
        or decisions.named(clause, act, kinds)
        or _by_verb(clause, act, kinds)
    )


def _told(clause: Clause, act: str, kinds: str) -> str:
    """…备案, …报告, …申报."""
    kind = next((k for k in ("备案", "报告") if k in clause.quote or k in kinds), "")
    if not kind and re.search(rf"(?:向|报){ORGAN}(?:如实|及时)*申报", clause.quote):
        kind = "申报"
    if not kind and (given := re.search(rf"(?:向|报){ORGAN}(?P<verb>报送)|书面(?P<told>告知)", clause.quote)):
        kind = given["verb"] or given["told"]
    if not kind:
        return ""
    found = filings.filed(clause, kind, act)
    if not found:
        return f"{field_of(clause.title)}{kind}" if clause.title else ""
    found = shorten(found, LONGEST_CORE)[0]
    return found if found.endswith(kind) else f"{found}{kind}"


def _by_verb(clause: Clause, act: str, kinds: str) -> str:
    """对…的调解, 对…的约谈, …公告, …审核."""
    settled = _DISPUTE.search(clause.sentence) if "调解" in kinds + clause.quote else None
    if settled:
        return f"对{settled['x'].removesuffix('有').removeprefix('下列')}{'争议' if settled['x'].endswith('有') else ''}的调解"
    if "约谈" in kinds + clause.quote and (not act or re.search(r"时$|应当|^[^，]{2,20}的约谈$", act)):
        act = clause.conduct.words if clause.conduct is not None else act
    for seen in ("调解", "约谈", "公告", "指定", "审查", "审核"):
        if seen not in kinds and seen not in clause.quote:
            continue
        if act.endswith(seen) and not re.search(r"应当|向|报(?!告)", act):
            return act
        if act and not matter.names_none(act):
            return f"{with_dui(act)}的{seen}" if seen in ("调解", "约谈") else f"{act}{seen}"
    return ""
