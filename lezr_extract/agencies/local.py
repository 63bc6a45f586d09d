"""The office's own table of duties: from the organ that a statute means to the body that holds the duty in a place.

It works on what `resolve` came to, and adds its step to the reason. What stays unresolved there stays so here,
unless the table names the law's 主管部门; where two rows fit and nothing tells them apart, neither is chosen.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from lezr_extract.agencies.identify import GOVERNMENTS
from lezr_extract.agencies.mentions import Pointing, is_local, pointing
from lezr_extract.agencies.resolve import Resolution, current_ids
from lezr_extract.records import Law, LocalDuty, Power
from lezr_extract.vocabulary.registry import registry

LEVELS = ("省", "市", "县", "乡")
# What a statute says of the level → the levels that act. 县级以上 leaves out the towns.
_FROM = (
    (re.compile(r"县级以上|县以上"), ("省", "市", "县")),
    (re.compile(r"(?:市级|设区的市|市|自治州)以上"), ("省", "市")),
    (re.compile(r"省级以上"), ("省",)),
)
_NAMED = (
    ("省", re.compile(r"省(?:级|、|人民|政府|[^级]{0,8}(?:部门|厅|机关))|自治区|直辖市")),
    ("市", re.compile(r"(?<!直辖)市(?!场|政|容|级以上|以上)|自治州|盟")),
    ("县", re.compile(r"县|(?<!自治)区(?!域)|旗")),
    ("乡", re.compile(r"乡|镇|街道")),
)


def localised(
    found: Resolution, holder: str, power: Power, law: Law, duties: Sequence[LocalDuty]
) -> Resolution:
    """``found`` with the local body in the place of the organ that the statute means.

    Args:
        found: what the mention came to.
        holder: the mention; empty where the article names no organ.
        power: whose words tell apart two rows on the same organ.
        law: rows for another law do not count.
        duties: the office's table.
    """
    rows = [row for row in duties if not row.law or row.law in (law.title, law.short_title)]
    named = f"{holder}{found.words or ''}"
    if not rows or _is_central(named, found):
        return found
    if not found.ids:
        return _of_law(found, holder, [row for row in rows if row.law and not row.ids])
    levels = _levels(named)
    rows = [row for row in rows if not row.level or not levels or row.level in levels]
    words, steps = [], []
    for key in found.ids:
        fitting = [row for row in rows if key in row.ids or _both_governments(key, row)]
        if not fitting:  # an old name: the row speaks of the organ that has the duty today
            today = set(current_ids((key,), power))
            fitting = [row for row in rows if today & set(row.ids)]
        row, step = _one_of(fitting, holder + power.act + power.quote)
        steps.append(step)
        words.append(row.bureau if row is not None else registry()[key].plain)
    if not any(steps):
        return found
    if all(step.startswith("待确认") or not step for step in steps):
        return replace(found, reason=_joined(found.reason, *steps))
    return replace(found, words="、".join(dict.fromkeys(words)), reason=_joined(found.reason, *steps))


def _of_law(found: Resolution, holder: str, rows: Sequence[LocalDuty]) -> Resolution:
    """The 主管部门 of a law that the office's table names for that law; other open mentions stay open."""
    if not rows or (holder and pointing(holder) is not Pointing.CHARGE):
        return found
    row, step = _one_of(rows, "")
    if row is None:
        return replace(found, reason=_joined(found.reason, step))
    return Resolution(row.bureau, (), _joined(found.reason.removeprefix("待确认："), step))


def _one_of(rows: Sequence[LocalDuty], words: str) -> tuple[LocalDuty | None, str]:
    """The row that counts, and the step of reasoning; of several the one whose law or duty is named."""
    chosen = [row for row in rows if row.law] or list(rows)
    if len({row.bureau for row in chosen}) > 1:
        chosen = [row for row in chosen if row.duty in words] or chosen
    bureaus = dict.fromkeys(row.bureau for row in chosen)
    if not chosen:
        return None, ""
    if len(bureaus) > 1:
        return None, f"待确认：按本单位职责表，可能是{'、'.join(bureaus)}"
    row = chosen[0]
    basis = f"（{row.basis}）" if row.basis else ""
    return row, f"按本单位职责表{row.place}，{row.duty}由{row.bureau}承担{basis}"


def _both_governments(key: str, row: LocalDuty) -> bool:
    return key in GOVERNMENTS and key != "state-council" and any(one in GOVERNMENTS for one in row.ids)


def _is_central(named: str, found: Resolution) -> bool:
    """Whether only a body of the State Council is meant, which no local body stands in for."""
    if "国务院" in named or "全国" in named:
        return not is_local(named)
    names = {registry()[key].agency.name for key in found.ids}
    return bool(names) and found.words in names


def _levels(named: str) -> frozenset[str]:
    """The levels that the mention names; empty where it names none."""
    for pattern, levels in _FROM:
        if pattern.search(named):
            return frozenset(levels)
    return frozenset(level for level, pattern in _NAMED if pattern.search(named))


def _joined(*words: str) -> str:
    return "；".join(dict.fromkeys(filter(None, words)))
