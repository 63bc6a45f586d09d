"""Cutting running text into clauses, and telling the condition from what is ordered."""

import re
from typing import Final

from lezr_extract.norms.kinds import CONDITION, MODAL, OPERATIVE, ORGAN_VERB, PARTY_VERB, THING
from lezr_extract.norms.reading import Unit
from lezr_extract.records import ClauseKind, Span
from lezr_extract.vocabulary.actors import Actor
from lezr_extract.vocabulary.clause_words import Word

_PIECE: Final = re.compile("(?:[^，。；：？！（]+|（[^（）。；：？！]{0,40}）|（)+")
_LINK: Final = re.compile(
    "(?:但是?|并且|同时|其中|此外|因此|而且|或者|并|也|以及|下同|另外|否则|为此|据此|对此|经审查|原则上|必要时)$"
)
_TIME: Final = re.compile(
    "(?:时|后|前|以来|之日起|期间|情况下|以后|之后|以前|之前|期满|过程中|日起|年内|日内|月内|小时内|期限内|以内|同时|范围内|基础上|条件下|前提下|情形下|起|规定|要求)$"
)
_BY_WHICH: Final = ("规定", "要求", "程序")
_CIRCUMSTANCE: Final = re.compile(
    "(?:未经|非经|逾期|因|由于|为了|为|根据|依照|按照|依据|违反|除|凡|如果|如|若|当|在|自|经|对|对于|鉴于|随着|通过|以|就|从|针对|围绕|结合|本着|坚持|遵循|遇|不论|无论|未|不服|涉及|关于|属于|到期|期满|确需|确因)"
)
_ACTS: Final = re.compile("(?:进行|实施|开展|给予|予以|作出|加强)(?!的)")
_CONDITION_HEAD: Final = re.compile("(?:如果|若|逾期|拒不|未经|未按|未在|凡|因|违反§)")


_LISTS: Final = re.compile("[下以]列|以下|如下")
_MISCONDUCT: Final = re.compile("违反|违法|滥用|玩忽|利用职|不履行|徇私|拒绝|阻碍|拒不|隐瞒|包庇|纵容")
_WRONGLY: Final = re.compile("(?:或者?|并)?(?:违法|违规|擅自|不依法|不予|对[^，OPC]{1,20}不(?:依法|予|及时))")
_RULING: Final = (
    "由",
    "按照",
    "依照",
    "参照",
    "适用",
    "属",
    "归",
    "不得",
)  # says what holds for the topic before
_ORDERING: Final = (
    "应当",
    "应",
    "须",
    "必须",
    "不得",
    "由",
    "经",
    "可以",
    "依照",
    "按照",
    "参照",
    "属",
    "适用",
    "归",
)


NOWHERE: Final = Span(0, 0)


class Clause:
    """A clause while it is being read; places are those of the reading text."""

    __slots__ = (
        "actors",
        "after",
        "agent",
        "closing",
        "conditions",
        "defines",
        "end",
        "kind",
        "modal",
        "ordered_next",
        "ruled_next",
        "sentence",
        "span",
        "start",
        "subject",
        "thing",
        "thing_kind",
        "topic",
        "unit",
        "upward",
        "verb",
        "words",
    )

    def __init__(self, unit: Unit, start: int, end: int, closing: str, sentence: int) -> None:
        self.unit = unit
        self.start = start
        self.end = end
        self.closing = closing
        self.sentence = sentence
        self.span = NOWHERE  # in the law's text, once its norm is made
        self.actors: list[Actor] = []
        self.words: list[Word] = []
        self.kind = OPERATIVE
        self.after: Clause | None = None
        self.modal: Word | None = None
        self.verb: Word | None = None
        self.subject: tuple[Actor, ...] = ()
        self.agent: tuple[Actor, ...] = ()
        self.thing: tuple[int, int] | None = None
        self.thing_kind = THING
        self.topic = False
        self.defines = False
        self.ordered_next = False
        self.ruled_next = False
        self.upward = False  # an organ above or beside is asked: 报上一级机关备案
        self.conditions: list[Clause] = []


def cut(masked: str, unit: Unit) -> list[Clause]:
    """The clauses of ``unit`` in order; a bare link (但是，) is none. Sentences are counted from 0."""
    clauses: list[Clause] = []
    sentence = 0
    for match in _PIECE.finditer(masked, unit.start, unit.end):
        start, end = match.span()
        closing = masked[end] if end < unit.end else ""
        if end - start > 4 or not _LINK.match(masked, start, end):
            clause = Clause(unit, start, end, closing, sentence)
            if closing == "，" and masked.startswith(_ORDERING, end + 1):
                clause.ordered_next = True
                clause.ruled_next = masked.startswith(_RULING, end + 1)
            clauses.append(clause)
        if closing in "。？！" and closing:
            sentence += 1
    return clauses


def kind_of(clause: Clause, masked: str) -> ClauseKind:
    """Condition or operative, from its words alone; item lists may still change it."""
    start, end, closing = clause.start, clause.end, clause.closing
    last = masked[end - 1]
    if last == "的" and (closing in "，：；" or clause.unit.depth):
        return CONDITION
    if last == "者" and closing == "，" and _CONDITION_HEAD.match(masked, start):
        return CONDITION
    open_ended = closing == "，" or (closing == "：" and not _LISTS.search(masked, start, end))
    if open_ended and masked[start] == "对" and _toward(clause, masked):
        return CONDITION
    if open_ended and not any(kind is MODAL for _, _, kind in clause.words):
        if _TIME.search(masked, max(start, end - 4), end) and not (
            masked[start] == "由" and clause.actors and masked.endswith(_BY_WHICH, start, end)
        ):
            return CONDITION  # but 由X按照规定，报Y批准: X acts
        if _CIRCUMSTANCE.match(masked, start, end) and not _orders(clause, masked):
            return CONDITION
    return OPERATIVE


def _toward(clause: Clause, masked: str) -> bool:
    """Whether a clause with a modal only says toward whom: 对不能自理的老年人，."""
    modals = [word for word in clause.words if word[2] is MODAL]
    last = masked.rfind("的", clause.start, clause.end)
    return bool(modals) and last > modals[-1][1] and not any(word[0] > last for word in clause.words)


def join_conditions(clauses: list[Clause], masked: str) -> None:
    """Makes conditions of the clauses that lead up to one: 浓度超过标准，又未治理，影响健康时; 为了加强X，保障Y，制定本法."""
    first = 0
    for at, clause in enumerate(clauses):
        if at and clause.sentence != clauses[at - 1].sentence:
            first = at
        if masked.startswith("制定§", clause.start) and masked.startswith("为", clauses[first].start):
            for before in clauses[first:at]:
                before.kind = CONDITION
        elif clause.kind is CONDITION and masked[clause.end - 1] in "的时":
            start = at
            while (
                start > first and clauses[start - 1].closing == "，" and _leads_up(clauses[start - 1], masked)
            ):
                start -= 1
            opens = start == first or clauses[start - 1].closing == "；"
            if opens or clauses[start - 1].kind is CONDITION:
                for before in clauses[start:at]:
                    before.kind = CONDITION


def _leads_up(clause: Clause, masked: str) -> bool:
    """Whether a clause may be one of several conditions: it orders nothing and no organ acts in it."""
    if clause.kind is not OPERATIVE:
        return False
    wrong = _WRONGLY.match(masked, clause.start, clause.end) is not None
    if any(kind is MODAL or (kind is ORGAN_VERB and not wrong) for _, _, kind in clause.words):
        return False
    acting = [actor.kind for actor in clause.actors if not actor.via or actor.via.endswith("由")]
    return (
        not acting
        or acting[-1] in "PS"
        or (acting[-1] in "OC" and _MISCONDUCT.search(masked, clause.start, clause.end) is not None)
    )


def _orders(clause: Clause, masked: str) -> bool:
    """Whether a clause that begins like a circumstance has its own order: 对X进行检查, 经Y批准后由Z处罚."""
    start, end = clause.start, clause.end
    verb = any(kind in (ORGAN_VERB, PARTY_VERB) for _, _, kind in clause.words)
    if masked[start] == "对":
        if _ACTS.search(masked, start, end) is not None:
            return masked[end - 1] not in "OPCS者"
        described = bool(clause.words) and masked.find("的", clause.words[-1][1], end) >= 0
        return verb and not described and masked[end - 1] not in "OPCS者"
    if masked[start] == "在" and _ACTS.search(masked, start + 4, end):
        return True  # 在审批等环节加强检查
    if masked[start] in "自按依根":
        # 自逾期之日起按日加收滞纳金: the circumstance and the order are one clause.
        return any(kind is ORGAN_VERB and not masked.startswith("的", stop) for _, stop, kind in clause.words)
    return verb and masked[start] == "经" and masked.find("由", start, end) > 0
