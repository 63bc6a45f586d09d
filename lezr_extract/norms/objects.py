"""What a clause acts on: the words of its object and what they are."""

import re
from typing import Final

from lezr_extract.norms.acting import KINDS
from lezr_extract.norms.clauses import Clause
from lezr_extract.norms.kinds import MONEY, PARTY, THING, UNKNOWN
from lezr_extract.records import ActorKind
from lezr_extract.vocabulary.clause_words import VERBS, words_of

_MONEY: Final = re.compile(
    "¥|罚款|违法所得|(?:费|税|税款|资金|经费|基金|滞纳金|价款|补助|补贴|津贴|抚恤金|保证金|奖金|收入|财物)$"
)
_GOES_ON: Final = frozenset("对在按依向从以为与自等、和或及（）不进，并因将把未有通应可")
_SHORT_NAME: Final = 6
_ON: Final = re.compile("(?:对|将|把|给|给予)")


def object_of(clause: Clause, masked: str) -> tuple[int, int, ActorKind]:
    """Place of the object in the reading text (empty where there is none), and what it is.

    对X进行检查 has X as its object; otherwise it is what follows the verb.
    """
    verb = clause.verb
    if verb is None:
        return clause.end, clause.end, UNKNOWN
    start, end = verb[1], clause.end
    acting_end = clause.modal[1] if clause.modal else clause.start
    for acting in (clause.agent, clause.subject):
        if acting and acting[-1].end > acting_end:
            acting_end = acting[-1].end
    if verb[0] > acting_end:
        on = _ON.search(masked, acting_end, verb[0])
        if on is not None and on.end() < verb[0]:
            start, end = on.end(), verb[0]
    kind = _actor_kind(clause, masked, start, end) if clause.actors else None
    if kind is not None:
        return start, end, kind
    words = masked[start:end]
    if not words:
        return start, end, UNKNOWN
    return start, end, MONEY if _MONEY.search(words) else THING


def _actor_kind(clause: Clause, masked: str, start: int, end: int) -> ActorKind | None:
    """What an object is that names an actor: the actor, what belongs to a party, or a thing named after one."""
    at = next((i for i, actor in enumerate(clause.actors) if start <= actor.start < end), None)
    if at is None:
        return None
    actor = clause.actors[at]
    for first, stop, kind in clause.words:
        if first == start and kind in VERBS and stop <= actor.start:
            start = stop  # 引导支持企业创新
    opening = masked[actor.start - 1]
    inside = opening == "《" or (
        opening != "的"
        and actor.start > start
        and any(kind in VERBS for first, _, kind in clause.words if start <= first < actor.start)
    )
    stop = actor.end
    for other in clause.actors[at + 1 :]:
        if other.start - stop > 1 or other.start >= end:
            break
        stop = other.end
    after = masked[stop : stop + 1]
    if (
        stop >= end
        or (stop == end - 1 and after in "时后前的")
        or (not inside and (after in _GOES_ON or _acts_at(clause, masked, stop, end)))
    ):
        return KINDS[actor.kind]
    if after == "的" and not inside and actor.kind == "P":
        return PARTY
    return MONEY if _MONEY.search(masked, start, end) else THING


def _acts_at(clause: Clause, masked: str, at: int, end: int) -> bool:
    """Whether the actor that ends at ``at`` acts inside the object: 责令企业缴纳罚款, but not 学校建设资金."""
    word = next(
        (word for word in clause.words if word[0] == at and not masked.startswith("的", word[1])), None
    )
    if word is None:
        return False
    named = masked[at : word[1]] in words_of("nounlike_verbs") and end - word[1] <= _SHORT_NAME
    return not (named and _MONEY.search(masked, word[1], end))
