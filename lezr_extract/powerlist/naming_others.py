"""How the names of other powers (其他) are made: filings, reports, revocations, orders, complaints."""

import re

from lezr_extract.powerlist import matter
from lezr_extract.powerlist.matter import ORGAN
from lezr_extract.powerlist.naming_words import (
    Clause,
    bare_act,
    clean_object,
    conduct_words,
    field_of,
    with_dui,
)
from lezr_extract.records import Power

_COMPLAINT = re.compile(r"(?!.*(?:接到|收到|处理))[^，]{6,}(?:投诉|举报)")
"""An act that says what is complained of (对危害房屋安全行为的举报)."""


def other(power: Power, clause: Clause) -> str:
    """…备案, …报告, 对…的调解, 对…行为的责令改正."""
    kinds = "".join(power.kinds)
    act = bare_act(power.act)
    order = next((k for k in power.kinds if k.startswith("责令")), "")
    if not order and (written := re.search(r"责令(?:其|当事人)?(?P<what>[^，。；、其]{2,8})", clause.quote)):
        order = f"责令{written['what']}"
    if "投诉举报处理" in kinds and clause.title and not order:
        about = act if _COMPLAINT.fullmatch(act) else f"{field_of(clause.title)}方面投诉、举报"
        return f"{with_dui(about)}的处理"
    if order:
        words, several = conduct_words(clause, power.act)
        if words:
            return f"{with_dui(words)}{'等' if several else ''}行为的{order}"
    for seen in ("备案", "报告", "调解", "约谈", "撤销", "注销", "公告", "指定", "审查", "审核"):
        if seen not in kinds and seen not in clause.quote:
            continue
        if act.endswith(seen) and not re.search(r"应当|向|报(?!告)", act):
            return act
        if seen in ("备案", "报告"):
            act = _filed(clause.sentence) or matter.licensed(clause.sentence) or act
        act = re.sub(rf"(?:应当|必须|须)?(?:依法|及时|立即)*(?:向|报){ORGAN}{seen}$", "", act)
        if act:
            return f"{with_dui(act)}的{seen}" if seen in ("调解", "约谈", "撤销", "注销") else f"{act}{seen}"
    return ""


def _filed(sentence: str) -> str:
    """X of 将X报…备案, 报送X."""
    match = re.search(
        r"将(?:其|本单位的?|制定的|有关的?|所)*(?P<x>[^。；，]{2,30}?)(?:及时|书面|依法)*(?:报|向|送|抄)",
        sentence,
    )
    return clean_object(match["x"]) if match else ""
