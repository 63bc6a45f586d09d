"""A norm: one clause of an article read as who must, may or must not do what to whom, and when."""

from dataclasses import dataclass
from enum import StrEnum

from lezr_extract.records.place import Span


class ActorKind(StrEnum):
    """Kind of a clause's subject or object."""

    ORGAN = "organ"  # an administrative organ or an organisation authorised by law (行政处罚法 arts. 17–19)
    PARTY = "party"  # citizens, legal persons, other organisations
    COURT = "court"  # courts, procuratorates, supervision commissions, people's congresses, the army
    STATE = "state"  # 国家, 本省, 各级人民政府 as makers of policy
    STAFF = "staff"  # officials and staff of organs
    THING = "thing"  # a matter, a thing, a document
    MONEY = "money"
    UNKNOWN = "unknown"


class SubjectSource(StrEnum):
    """How the subject of a clause is known."""

    WRITTEN = "written"  # stands before the verb in the clause
    AGENT = "agent"  # 由X…
    HEAD = "head"  # inherited from the head of the item list
    CARRIED = "carried"  # carried over from an earlier clause
    CONDITION = "condition"  # the subject of the condition clause serves the main clause
    NONE = "none"


class ClauseKind(StrEnum):
    """What a clause does in its sentence."""

    OPERATIVE = "operative"
    CONDITION = "condition"  # …的，; …时，; 未经…; 逾期不…的
    NOUN = "noun"  # an item that only names a thing (papers, contents)


class HeadKind(StrEnum):
    """Kind of the head over an item list; it decides what the items are."""

    PENALTY = "penalty"  # 有下列行为之一的，由X…: items are conducts
    CASES = "cases"  # 有下列情形之一的: items are conditions
    MEANS = "means"  # 有权采取下列措施: items inherit organ and modal
    DUTIES = "duties"  # 履行下列职责
    CONDUCT = "conduct"  # 遵守下列规定
    PROHIBITION = "prohibition"  # 禁止下列行为: items inherit 不得
    CONDITIONS = "conditions"  # 具备下列条件
    PAPERS = "papers"  # 提交下列材料
    CONTENTS = "contents"  # 包括下列内容
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Mention:
    """An actor named in a clause.

    Attributes:
        span: in the law's text.
        words: as written.
        kind: organ, party, court, state or staff.
        via: the word that attaches it: 由 经 报 向 被 会同 接受 对 …; empty for a bare subject.
    """

    span: Span
    words: str
    kind: ActorKind
    via: str = ""


@dataclass(frozen=True, slots=True)
class Norm:
    """One clause with its subject resolved and its kind known.

    Attributes:
        span: of the clause in the law's text.
        text: its words.
        masked: the same words, same length, in which every actor, citation and amount is replaced by
            placeholders (``norms.masking``), so that a rule never meets a verb inside the name of an organ.
        kind: operative, condition or noun.
        article, paragraph, item: its place: index into `Law.articles`, 款 from 1, 项 numeral or None.
        sentence: counted from 0 inside the paragraph or item.
        subject: the resolved subject as written where it is named; None when nothing names it.
        subject_span: of those words; they may stand in an earlier clause.
        subject_kind: what the subject is.
        subject_source: how it is known.
        mentions: every actor named in the clause, in order.
        modal: 应当 可以 不得 有权 禁止 …; empty when there is none.
        verb: the main verb, empty when none was recognised.
        object: words of the object, empty when none.
        object_kind: what the object is.
        conditions: spans of the condition clauses under which this clause stands, in order.
        head: kind of the item list's head when the clause stands in an item or opens one.
        opens_list: the clause is itself the head of an item list.
    """

    span: Span
    text: str
    masked: str
    kind: ClauseKind
    article: int
    paragraph: int
    item: str | None
    sentence: int
    subject: str | None
    subject_span: Span | None
    subject_kind: ActorKind
    subject_source: SubjectSource
    mentions: tuple[Mention, ...] = ()
    modal: str = ""
    verb: str = ""
    object: str = ""
    object_kind: ActorKind = ActorKind.UNKNOWN
    conditions: tuple[Span, ...] = ()
    head: HeadKind | None = None
    opens_list: bool = False
