"""What a clause acts on: the words of its object and what they are."""

import re
from typing import Final

from lezr_extract.norms.acting import KINDS
from lezr_extract.norms.clauses import Clause
from lezr_extract.records import ActorKind

_MONEY: Final = re.compile(
    "¥|罚款|违法所得|(?:费|税|税款|资金|经费|基金|滞纳金|价款|补助|补贴|津贴|抚恤金|保证金|奖金|收入|财物)$"
)
_ON: Final = re.compile("(?:对|将|把|给|给予)")


def object_of(clause: Clause, masked: str) -> tuple[int, int, ActorKind]:
    """Place of the object in the reading text (empty where there is none), and what it is.

    对X进行检查 has X as its object; otherwise it is what follows the verb.
    """
    verb = clause.verb
    if verb is None:
        return clause.end, clause.end, ActorKind.UNKNOWN
    start, end = verb[1], clause.end
    acting_end = max(
        clause.modal[1] if clause.modal else clause.start,
        clause.agent[-1].end if clause.agent else clause.start,
        clause.subject[-1].end if clause.subject else clause.start,
    )
    on = _ON.search(masked, acting_end, verb[0])
    if on is not None and on.end() < verb[0]:
        start, end = on.end(), verb[0]
    for actor in clause.actors:
        if start <= actor.start < end and masked[actor.end : actor.end + 1] != "的":
            return start, end, KINDS[actor.kind]
        if start <= actor.start < end:
            return start, end, ActorKind.PARTY if actor.kind == "P" else ActorKind.THING
    words = masked[start:end]
    if not words:
        return start, end, ActorKind.UNKNOWN
    return start, end, ActorKind.MONEY if _MONEY.search(words) else ActorKind.THING
