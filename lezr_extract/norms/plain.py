"""Clauses without a named subject whose own words say of what kind it is, whatever stood before."""

import re
from typing import Final

from lezr_extract.norms.carry import Carry, Subject, inherited, unnamed
from lezr_extract.norms.clauses import Clause
from lezr_extract.norms.kinds import COURT, LEANING_VERB, ORGAN, ORGAN_VERB, PARTY, STATE, THING
from lezr_extract.records import SubjectSource

_JUDICIAL: Final = re.compile("刑事责任|追究其?刑事|有期徒刑|拘役|判处|定罪|(?:处以?|¥)罚金|没收财产")
_APPLIES: Final = re.compile(
    "从其|(?:不|也)?适用(?:§|[^，]*规定$)|(?:并|应当?)?与[^，]*相(?:协调|衔接|适应|一致|匹配|符合)$"
)
_FORBIDDING: Final = ("禁止", "严禁")
_POLICY: Final = ("鼓励", "支持", "引导", "倡导", "提倡", "扶持")
_ENACTING: Final = ("制定§", "特制定§", "现制定§")


def _policy(carry: Carry) -> Subject:
    """鼓励茶农参加合作社, with nobody named in the sentence: the State or the place, whoever was named before."""
    if carry.subject is not None and carry.subject.kind is STATE:
        return inherited(carry.subject, SubjectSource.CARRIED)
    return unnamed(STATE)


def plainly(clause: Clause, masked: str, words: str, carry: Carry) -> Subject | None:
    """The subject where the words of the clause alone say of what kind it is, whatever stood before."""
    if clause.topic:
        first = next((kind for start, _, kind in clause.words if start >= clause.start), None)
        planned = masked.startswith(("制定", "修订"), clause.start) or first in (
            ORGAN_VERB,
            LEANING_VERB,
        )
        return unnamed(ORGAN if planned else PARTY)
    if _JUDICIAL.search(words):
        return unnamed(COURT)
    applies = clause.modal is None and _APPLIES.match(words) is not None
    if applies or words.startswith(_ENACTING):
        return unnamed(THING if applies else STATE)
    if words.startswith(_POLICY) and not carry.spoken and clause.verb and clause.verb[0] == clause.start:
        return _policy(carry)
    if clause.modal is not None and masked.startswith(_FORBIDDING, clause.modal[0]):
        return _forbidden(clause, clause.modal[1])
    return None


def _forbidden(clause: Clause, end: int) -> Subject:
    """禁止任何单位…: who must not act."""
    for actor in clause.actors:
        if actor.kind == "P" and actor.start <= end:
            return Subject(actor.start, actor.end, PARTY, SubjectSource.WRITTEN)
    return unnamed(PARTY)
