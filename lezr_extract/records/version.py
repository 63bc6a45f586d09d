"""Two versions of a law beside each other, and what an amending decision (修改决定) does to the older one."""

from dataclasses import dataclass
from enum import StrEnum

from lezr_extract.records.place import Span


class Change(StrEnum):
    """What became of an article, a paragraph or an item from one version to the next."""

    SAME = "same"
    MOVED = "moved"  # the words are the same, the number or the order is not
    AMENDED = "amended"  # the words differ; the number may differ too
    ADDED = "added"
    DELETED = "deleted"
    SPLIT = "split"  # one article of the old version, several of the new one
    MERGED = "merged"  # several articles of the old version, one of the new one


@dataclass(frozen=True, slots=True)
class Address:
    """A provision of a law by its numbers.

    Attributes:
        article: canonical ``第三十条``; empty for a heading or the whole law.
        paragraph: 款 from 1; None for the whole article.
        item: 项 numeral without brackets; None where none is meant.
        heading: ``第六章``, ``序言``, ``附件`` …; empty for an article.
    """

    article: str = ""
    paragraph: int | None = None
    item: str | None = None
    heading: str = ""


@dataclass(frozen=True, slots=True)
class WordChange:
    """Words that differ: ``old`` of the old law's text became ``new`` of the new one's; one of them may be empty."""

    old: Span
    new: Span


@dataclass(frozen=True, slots=True)
class PartChange:
    """A paragraph or an item that changed.

    Attributes:
        change: amended, moved, added or deleted.
        old, new: its address in either version, None where it is not there.
        old_span, new_span: of its words in either law's text, None where it is not there.
    """

    change: Change
    old: Address | None
    new: Address | None
    old_span: Span | None = None
    new_span: Span | None = None


@dataclass(frozen=True, slots=True)
class Aligned:
    """Articles that belong together; every article of both versions stands in exactly one.

    Attributes:
        change: see `Change`.
        old, new: indexes into `Law.articles` of either version; both one long but for added, deleted, split, merged.
        crossing: the order differs from that of the articles around it.
        likeness: from 0 to 1, 1 for the same words (of several articles: of the first pair).
        words: the words that differ, in order; empty for same and moved.
        parts: the paragraphs and items that changed.
    """

    change: Change
    old: tuple[int, ...]
    new: tuple[int, ...]
    crossing: bool = False
    likeness: float = 1.0
    words: tuple[WordChange, ...] = ()
    parts: tuple[PartChange, ...] = ()


@dataclass(frozen=True, slots=True)
class Carried:
    """A paragraph or an item that left its article and stands, changed or not, in another one.

    Attributes:
        old: index of the article that it left; ``old_part`` its address there.
        new: index of the article that took it up.
        share: of its words that stand there, from 0 to 1.
    """

    old: int
    old_part: Address
    new: int
    share: float


@dataclass(frozen=True, slots=True)
class Alignment:
    """Two versions beside each other.

    Attributes:
        rows: in the order of the new version, deleted articles where they stood.
        carried: parts that went from one article to another.
    """

    rows: tuple[Aligned, ...]
    carried: tuple[Carried, ...] = ()


class OperationKind(StrEnum):
    """What a sentence of an amending decision does."""

    REPLACE = "replace"  # 修改为：“…”
    DELETE = "delete"  # 删去
    INSERT = "insert"  # 增加
    RENUMBER = "renumber"  # 改为第X条
    MERGE = "merge"  # 合并
    SPLIT = "split"  # 分为两条
    WORDS = "words"  # 将“A”修改为“B”, 在“A”后增加“B”, 删去“A”
    HEADING = "heading"  # 增加一章, 章名修改为
    REPEAL = "repeal"  # 废止
    UNREAD = "unread"  # words that could not be read: shown, never dropped


@dataclass(frozen=True, slots=True)
class Operation:
    """One thing that a decision does to a law.

    Attributes:
        kind: see `OperationKind`.
        law: title of the law that is changed; empty where the decision does not say.
        at: the provisions of the old text that are changed; several for a merger; empty for an insertion without
            a place.
        to: the provisions of the new text that come of it: the new numbers of an insertion, a renumbering or a
            merger; empty where nothing is renumbered.
        text: the new words in full, without quotation marks.
        old_words: the words that are replaced or behind which others go in.
        new_words: the words that take their place; empty where they are deleted.
        entry: the label of the entry of the decision (条目六, 一（二）).
        span: of the instruction in the decision's text, quoted words included.
        words: the instruction, the quoted words as they stand.
    """

    kind: OperationKind
    law: str
    at: tuple[Address, ...]
    to: tuple[Address, ...]
    text: str
    old_words: str
    new_words: str
    entry: str
    span: Span
    words: str


@dataclass(frozen=True, slots=True)
class AmendingDecision:
    """What an amending or repealing decision says.

    Attributes:
        law_id, title: of the decision itself.
        version: its date, ``YYYY-MM-DD`` or empty.
        in_force: from when it works, ``YYYY-MM-DD``; empty when unknown.
        operations: in order.
        reorders: it says that the articles are renumbered (对条文顺序作相应调整).
    """

    law_id: str
    title: str
    version: str
    in_force: str
    operations: tuple[Operation, ...]
    reorders: bool = False


class DisagreementKind(StrEnum):
    """How decision and new text differ."""

    NOT_APPLIED = "not_applied"  # an operation that could not be carried out on the old text
    TEXT = "text"  # the text that the decision gives is not that of the new version
    ORIGIN = "origin"  # decision and comparison take an article for the heir of different ones
    CHANGE = "change"  # they disagree on which articles or parts were changed
    MISSING = "missing"  # an article on one side only


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A difference between what a decision says and what comparing the versions shows.

    Attributes:
        kind: see `DisagreementKind`.
        article: number in the new version, or in the old one for what is gone; empty for the whole law.
        detail: in Chinese, both sides.
        decision, versions: the words of either side, may be empty.
    """

    kind: DisagreementKind
    article: str
    detail: str
    decision: str = ""
    versions: str = ""


@dataclass(frozen=True, slots=True)
class EntryChange:
    """What a change of the law does to an entry of the power list.

    Attributes:
        change: ``added``, ``dropped``, ``changed`` (what stands in the entry), ``moved`` (only the number of the
            basis), ``reworded`` (only the words of the basis) or ``basis`` (its own clause stays, a clause that it
            also rests on changed).
        type: of the entry, in the new version where it is there.
        name: likewise.
        agency: likewise, may be empty.
        differences: triples ``(what, before, after)`` in Chinese words: 行使主体, 处罚种类, 数额 …
        old_id, new_id: `Entry.id` in either version, empty where it is not there.
    """

    change: str
    type: str
    name: str
    agency: str
    differences: tuple[tuple[str, str, str], ...] = ()
    old_id: str = ""
    new_id: str = ""


@dataclass(frozen=True, slots=True)
class Effect:
    """A row of the ledger of effects: what one text does to another, from when.

    Attributes:
        law_id: of the affecting text (`Law.id`); empty where it is known from the affected law's header alone.
        by: its title.
        by_version: its date, ``YYYY-MM-DD`` or empty.
        affected: title of the affected law.
        kind: of an `OperationKind`, or ``amended`` for what a header tells without details.
        in_force: from when, ``YYYY-MM-DD``; empty when unknown.
        at, to: the provisions changed, the provisions that come of it.
        old_words, new_words, text: as in `Operation`.
        entry: as in `Operation`, or the article that repeals.
        span: of the words that say so, in the text of ``law_id`` (for a header: of the affected law).
        words: those words.
        source: ``decision``, ``repeal`` or ``header``.
        header_of: id of the law whose header says so; empty for the others.
    """

    law_id: str
    by: str
    by_version: str
    affected: str
    kind: str
    in_force: str
    at: tuple[Address, ...]
    to: tuple[Address, ...]
    old_words: str
    new_words: str
    text: str
    entry: str
    span: Span
    words: str
    source: str
    header_of: str = ""
