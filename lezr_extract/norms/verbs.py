"""The main verb of a clause."""

import re
from typing import Final

from lezr_extract.norms.clauses import Clause
from lezr_extract.norms.kinds import ORGAN_VERB
from lezr_extract.vocabulary.clause_words import VERBS, Word, words_of

ADVERBIAL: Final = re.compile(
    "(?:自[^，]{1,40}?起[^，]{0,14}?(?:内|前|后)|自[^，]{1,40}?起|在[^，]{1,30}?(?:之?内|之?前|之?后|时|中|期间|基础上|范围内|条件下)"
    "|未经[^，]{0,12}?(?:批准|许可|同意|审批|备案|登记|审核|核准)"
    "|于[^，]{1,16}?(?:内|前|后)"
    "|(?:按照|依照|根据|依据|参照)[^，]{1,30}?(?:规定|要求|标准|程序|分工|原则|需要|情况|实际|职责|权限|情节轻重|计划|规划|规范)(?:的)?(?:职责|权限|分工)?"
    "|依法|及时|立即|定期|并|会同[OPC]+|及其?O+|向[OPCS]+|每[年月日季]|应当|可以)"
)
_SENTENCES: Final = ("罚款", "拘留", "徒刑", "拘役", "罚金")
_MOVING: Final = frozenset("对将把为与就")  # put what is acted on before the verb


def after_adverbials(masked: str, at: int, end: int) -> int:
    """Where the words begin that are no adverbial, looking from ``at``."""
    while True:
        match = ADVERBIAL.match(masked, at, end)
        if match is None or match.end() == at:
            return at
        at = match.end()


def find_verb(clause: Clause, masked: str, anchor: int) -> Word | None:
    """The main verb after ``anchor``, where modal, agent or subject end; None when no verb is known there."""
    at = after_adverbials(masked, anchor, clause.end)
    if masked.startswith("处", at) and _fines(masked, at, clause.end):
        return at, at + 1, ORGAN_VERB
    light = words_of("light_verbs")
    if masked.startswith("向", at):
        asked = [actor.end for actor in clause.actors if actor.via == "向" or actor.start > at]
        at = max([at, *asked[:1], *(actor.end for actor in clause.actors if actor.via == "向")])
    moved = at < clause.end and masked[at] in _MOVING
    placed = words_of("placing_verbs") if moved and masked[at] in "将把" else ()
    last: Word | None = None
    for word in clause.words:
        start, end, kind = word
        if start < at or kind not in VERBS:
            continue
        if end < clause.end and masked[end] == "的":
            continue  # it describes: 征收的税款
        if not moved or masked[start:end] in placed:
            return word
        if last is None or masked[start:end] in light or masked[last[0] : last[1]] not in light:
            last = word
    return last


def _fines(masked: str, at: int, end: int) -> bool:
    return (
        masked.startswith("以", at + 1)
        or masked.find("¥", at, end) > 0
        or any(masked.find(word, at, end) > 0 for word in _SENTENCES)
    )
