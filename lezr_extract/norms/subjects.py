"""Subjects carried over: who acts in a clause that does not say so.

Two thirds of the clauses that carry a power do not name their subject. An organ goes on acting until another is
named; a party that is only the topic of a condition never becomes the one who orders and fines.
"""

import re
from typing import Final, NamedTuple

from lezr_extract.norms.acting import KINDS
from lezr_extract.norms.clauses import Clause
from lezr_extract.records import ActorKind, ClauseKind, HeadKind, SubjectSource
from lezr_extract.vocabulary.actors import Actor
from lezr_extract.vocabulary.clause_words import WordKind

_HOLDING: Final = frozenset(
    (
        "向",
        "报",
        "经",
        "被",
        "报经",
        "报请",
        "经由",
        "须经",
        "应经",
        "先经",
        "提请",
        "到",
        "并报",
        "并经",
        "并向",
        "上报",
        "呈报",
        "接受",
        "配合",
        "未经",
        "应由",
        "必须经",
        "必须向",
        "直接向",
        "及时向",
        "立即向",
        "主动向",
        "可向",
        "申请",
        "移送",
    )
)
_ASKED: Final = frozenset(("向", "报", "经", "并向", "并报", "并经", "报经", "报请", "到", "必须经", "须经", "应经", "直接向", "及时向", "立即向"))
_JUDICIAL: Final = ("追究刑事", "追究其刑事", "刑事责任")
_BEARING: Final = ("承担", "负担", "支付", "负责赔偿", "赔偿", "自负")
_DISCIPLINE: Final = ("处分", "任免", "问责")


_CONDUCT: Final = re.compile(
    "(?:从事|设立|申请|变更|举办|开办|使用|确需|因[^，]{0,20}需要|擅自|未经|占用|挖掘|新建|改建|扩建|拟|生产|经营|销售|进口|出口|转让|利用|购买|运输|建设|违反|进行|开展|取得|不服|对[^，]{1,30}不服)[^，]*的$"
)


class Subject(NamedTuple):
    """A resolved subject in the reading text.

    Attributes:
        start, end: its words; both -1 where nothing names it.
        kind: what it is.
        source: how it is known.
        letter: kind of the actor, ``T`` for a thing, empty for none.
    """

    start: int
    end: int
    kind: ActorKind
    source: SubjectSource


def unnamed(kind: ActorKind) -> Subject:
    """A subject that nothing names; its kind may still follow from the verb."""
    return Subject(-1, -1, kind, SubjectSource.NONE)


class Carry:
    """What an article has said so far of who acts."""

    __slots__ = ("authority", "conditional", "head", "implied_party", "party", "subject")

    def __init__(self) -> None:
        self.subject: Subject | None = None
        self.authority: Subject | None = None
        self.party: Subject | None = None
        self.conditional = False  # the last subject stood in a condition of the same sentence
        self.implied_party = False  # a condition of the sentence speaks of a party without naming it
        self.head: Subject | None = None  # of the list in which we read

    def next_sentence(self) -> None:
        """A full stop: subjects stay, but no condition serves any more."""
        self.conditional = self.implied_party = False

    def next_paragraph(self) -> None:
        """A new 款: an organ goes on, a party or a thing does not."""
        self.conditional = False
        self.party = self.subject = None
        self.implied_party = False


def resolve(clause: Clause, masked: str, carry: Carry, head: HeadKind | None) -> Subject:
    """The subject of ``clause``; what it says of later clauses goes into ``carry``."""
    words = masked[clause.start : clause.end]
    own = _own(clause)
    if clause.kind is ClauseKind.CONDITION:
        if own is not None and own.kind is not ActorKind.STATE:
            _keep(own, carry, conditional=True)
        elif own is None and _CONDUCT.match(masked, clause.start, clause.end):
            carry.implied_party = True
        _keep_attached(clause, carry)
        return own or _of_condition(clause, carry)
    if own is not None:
        if not (
            own.source is SubjectSource.AGENT
            and own.kind is ActorKind.PARTY
            and any(w in words for w in _BEARING)
        ) and not (any(w in words for w in _DISCIPLINE) and own.source is SubjectSource.AGENT):
            _keep(own, carry, conditional=False)
        if own.kind is not ActorKind.ORGAN:
            _keep_attached(clause, carry)
        return own
    found = _dropped(clause, masked, words, carry, head)
    _keep_attached(clause, carry)
    return found


def _own(clause: Clause) -> Subject | None:
    if clause.agent:
        return _named(clause.agent, SubjectSource.AGENT)
    if clause.subject:
        return _named(clause.subject, SubjectSource.WRITTEN)
    if clause.thing is not None and clause.kind is not ClauseKind.CONDITION:
        return Subject(*clause.thing, ActorKind.THING, SubjectSource.WRITTEN)
    return None


def _named(group: tuple[Actor, ...], source: SubjectSource) -> Subject:
    kinds = {actor.kind for actor in group}
    letter = group[0].kind
    if source is SubjectSource.AGENT and "O" in kinds:
        letter = "O"
    return Subject(group[0].start, group[-1].end, KINDS[letter], source)


def _keep(subject: Subject, carry: Carry, *, conditional: bool) -> None:
    carry.subject = subject
    carry.conditional = conditional
    if subject.kind in (ActorKind.ORGAN, ActorKind.COURT, ActorKind.STAFF):
        if not conditional or subject.kind is ActorKind.ORGAN:
            carry.authority = subject
    elif subject.kind is ActorKind.PARTY:
        carry.party = subject


def _keep_attached(clause: Clause, carry: Carry) -> None:
    """An organ that is asked, reported to or must agree is the one that acts next."""
    held = [actor for actor in clause.actors if actor.kind == "O" and actor.via in _HOLDING]
    if held:
        last = len(held) - 1
        first = last
        while (
            first and held[first - 1].via == held[last].via and held[first].start - held[first - 1].end <= 3
        ):
            first -= 1
        carry.authority = Subject(held[first].start, held[last].end, ActorKind.ORGAN, SubjectSource.CARRIED)


def _of_condition(clause: Clause, carry: Carry) -> Subject:
    if carry.subject is not None and carry.conditional:
        return carry.subject._replace(source=SubjectSource.CARRIED)
    return unnamed(ActorKind.UNKNOWN)


def _dropped(clause: Clause, masked: str, words: str, carry: Carry, head: HeadKind | None) -> Subject:
    if clause.topic:
        return unnamed(ActorKind.PARTY)
    if any(w in words for w in _JUDICIAL):
        return unnamed(ActorKind.COURT)
    modal = masked[clause.modal[0] : clause.modal[1]] if clause.modal else ""
    if modal in ("禁止", "严禁"):
        for actor in clause.actors:
            if actor.kind == "P" and actor.start <= clause.modal[1]:  # type: ignore[index]
                return Subject(actor.start, actor.end, ActorKind.PARTY, SubjectSource.WRITTEN)
        return unnamed(ActorKind.PARTY)
    kind = clause.verb[2] if clause.verb else None
    if kind is WordKind.ORGAN_VERB or "强制措施" in words:
        return _carried_organ(carry)
    if kind is WordKind.PARTY_VERB:
        return _carried_party(carry)
    if kind is WordKind.LEANING_VERB:
        found = _carried(carry, clause, head)
        return found if found is not None and found.kind is not ActorKind.THING else _carried_organ(carry)
    asks = any(actor.via in _ASKED for actor in clause.actors)
    if carry.implied_party or asks:
        if not carry.conditional and (carry.subject is None or carry.subject.kind is ActorKind.ORGAN):
            if modal or asks and carry.implied_party:
                return _carried_party(carry)
    return _carried(carry, clause, head) or unnamed(ActorKind.PARTY if asks and modal else ActorKind.UNKNOWN)


def _carried(carry: Carry, clause: Clause, head: HeadKind | None) -> Subject | None:
    if carry.head is not None and head is not None and clause.unit.depth and not carry.conditional:
        return carry.head._replace(source=SubjectSource.HEAD)
    if carry.subject is not None:
        source = SubjectSource.CONDITION if carry.conditional else SubjectSource.CARRIED
        return carry.subject._replace(source=source)
    return None


def _carried_organ(carry: Carry) -> Subject:
    if carry.conditional and carry.subject is not None and carry.subject.kind is ActorKind.ORGAN:
        return carry.subject._replace(source=SubjectSource.CONDITION)
    if carry.authority is not None:
        in_head = carry.head is not None and carry.head.start == carry.authority.start
        return carry.authority._replace(source=SubjectSource.HEAD if in_head else SubjectSource.CARRIED)
    if carry.subject is not None and carry.subject.kind is ActorKind.STATE:
        return carry.subject._replace(source=SubjectSource.CARRIED)
    return unnamed(ActorKind.ORGAN)


def _carried_party(carry: Carry) -> Subject:
    if carry.conditional and carry.subject is not None and carry.subject.kind is not ActorKind.THING:
        return carry.subject._replace(source=SubjectSource.CONDITION)
    if carry.party is not None:
        return carry.party._replace(source=SubjectSource.CARRIED)
    if carry.head is not None and carry.head.kind is ActorKind.PARTY:
        return carry.head._replace(source=SubjectSource.HEAD)
    return unnamed(ActorKind.PARTY)
