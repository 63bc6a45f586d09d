"""What a rule is: the records into which ``rules/*.toml`` is read (`rules`), and what they ask of a clause."""

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache

from lezr_extract.records import ActorKind, ClauseKind, HeadKind, PowerType, Role, SubjectSource


class Where(StrEnum):
    """The text that a rule's pattern is tried on."""

    MASKED = "masked"  # the clause with actors, citations and sums replaced
    TEXT = "text"  # the clause as written
    SENTENCE = "sentence"  # the whole masked sentence; the clause must hold a trigger word


class Flag(StrEnum):
    """What is known of the surroundings of a clause."""

    PENALTY_IN_SENTENCE = "penalty_in_sentence"
    PENALTY_IN_ARTICLE = "penalty_in_article"
    OFFICIAL_FAULT = "official_fault"  # the sentence is about faults of officials or organs
    PENALTY_HEAD = "penalty_head"  # the clause stands in an item below a penalty head
    LIABILITY = "liability"  # chapter 法律责任, 罚则
    GENERAL = "general"  # chapter 总则
    SUPPLEMENT = "supplement"  # chapter 附则
    INSPECTION = "inspection"  # chapter 监督检查, 监督管理
    PROCEDURE_LAW = "procedure_law"  # 程序规定, 裁量基准, 听证规则: they regulate powers created elsewhere
    TAX_LAW = "tax_law"
    LAND_LAW = "land_law"
    PRIVATE_LAW = "private_law"  # civil, procedural and constitutional law: few powers of the administration
    CRIMINAL_LAW = "criminal_law"  # 刑法, 刑事诉讼法: 没收 and 依照前款处罚 are the court's
    PAPERS = "papers"  # the paragraph is about application papers
    ORGAN_TARGET = "organ_target"  # the sentence acts on a lower organ


@dataclass(frozen=True, slots=True)
class Example:
    """A model sentence of a rule, read as the only article of a small law.

    Attributes:
        text: the article's words.
        title: of the small law.
        chapter: of the small law; empty for none.
    """

    text: str
    title: str = "某省示例管理条例"
    chapter: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """One way in which a clause gives, regulates or excludes a power.

    Attributes:
        id: file and name, such as ``licence.approved-by``.
        type: of the power; None for an exclusion.
        role: basis or related.
        words: at least one must stand in the clause; makes the quick index.
        pattern: tried on the text that ``where`` says; the groups ``act`` and ``kind`` name the act and kinds.
        where: see `Where`.
        unless: must not match the clause (or the sentence where the rule reads the sentence).
        unless_text: must not match the clause as written: for words that a mask hides (上级, 监察机关).
        sentence: must match somewhere in the masked sentence.
        unless_sentence: must not match anywhere in it.
        clause: kinds of clause.
        subject, source, object, head: what they may be; empty means anything.
        not_subject, not_head: what they must not be.
        via: an organ attached by one of these words must stand in the clause; empty asks for none.
        needs, forbids: flags that must, must not hold.
        holder: where to look for the holder, in order.
        kinds: of the power, where the pattern has no group ``kind``.
        alt, alt_reason, disputed: other types that can be defended, and why.
        drops: for an exclusion: types that it takes out of the clause; all when empty.
        sentence_wide: an exclusion takes them out of the whole sentence.
        reason: for an exclusion: its class.
        score: confidence from 0 to 1; decides between rules whose words overlap.
        quoted: of several rules of one power the one with the highest number is quoted, of equal ones the first.
        note: why, with the article of law where there is one.
        match, miss: model sentences.
    """

    id: str
    type: PowerType | None
    role: Role
    words: tuple[str, ...]
    pattern: re.Pattern[str]
    where: Where = Where.MASKED
    unless: re.Pattern[str] | None = None
    unless_text: re.Pattern[str] | None = None
    sentence: re.Pattern[str] | None = None
    unless_sentence: re.Pattern[str] | None = None
    clause: frozenset[ClauseKind] = frozenset({ClauseKind.OPERATIVE})
    subject: frozenset[ActorKind] = frozenset()
    not_subject: frozenset[ActorKind] = frozenset()
    source: frozenset[SubjectSource] = frozenset()
    object: frozenset[ActorKind] = frozenset()
    head: frozenset[HeadKind] = frozenset()
    not_head: frozenset[HeadKind] = frozenset()
    via: frozenset[str] = frozenset()
    needs: frozenset[Flag] = frozenset()
    forbids: frozenset[Flag] = frozenset()
    holder: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    alt: tuple[PowerType, ...] = ()
    alt_reason: str = ""
    disputed: bool = False
    drops: frozenset[PowerType] = frozenset()
    sentence_wide: bool = False
    reason: str = ""
    score: float = 0.8
    quoted: int = 0
    note: str = ""
    match: tuple[Example, ...] = ()
    miss: tuple[Example, ...] = ()


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of penalty or of accompanying order, in the closed words of 行政处罚法 art. 9 where it has them.

    Attributes:
        name: the words for the list.
        pattern: on a masked clause.
        penalty: a penalty in its own right; else an order that only accompanies one.
    """

    name: str
    pattern: re.Pattern[str]
    penalty: bool


@dataclass(frozen=True, slots=True)
class Disputed:
    """An act whose type is disputed among offices (domain rules 2).

    Attributes:
        id: stable name of the act, by which an office can fix its own ruling.
        title: the act in Chinese, as an office calls it.
        types: to which powers it applies; the first is what the package takes it for by itself.
        pattern: on the masked words of the carrying clauses; None where ``rules`` say what it is.
        rules: ids of rules that find this act and nothing else.
        alt: the other types.
        reason: in Chinese, for the reviewer.
        source: the official sources, in Chinese.
        note: further sources.
    """

    id: str
    title: str
    types: tuple[PowerType, ...]
    pattern: re.Pattern[str] | None
    rules: frozenset[str]
    alt: tuple[PowerType, ...]
    reason: str
    source: str
    note: str


@dataclass(frozen=True, slots=True)
class RuleBook:
    """All rules in the order of their files."""

    rules: tuple[Rule, ...]
    kinds: tuple[Kind, ...]
    disputed: tuple[Disputed, ...]


@cache
def rule_of_model(power_type: PowerType, version: str) -> Rule:
    """What stands for a rule where the learned model found a power that no rule finds; no clause is tried on it."""
    return Rule(
        id=f"model.{version}",
        type=power_type,
        role=Role.BASIS,
        words=(),
        pattern=re.compile(r"(?!)"),
        score=0.5,
    )


_RELATED: dict[int, tuple[Rule, Rule]] = {}


def related(rule: Rule) -> Rule:
    """The rule as one that only regulates a power; made once for each rule of a book."""
    # By identity: a rule is large, and to hash it takes longer than what follows.
    known = _RELATED.get(id(rule))
    if known is None or known[0] is not rule:
        known = _RELATED[id(rule)] = rule, replace(rule, role=Role.RELATED)
    return known[1]
