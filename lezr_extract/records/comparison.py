"""What comparing needs of a law: its articles with the acts that they regulate, small enough to keep 200,000."""

from dataclasses import dataclass
from enum import StrEnum

from lezr_extract.records.law import Rank, Status
from lezr_extract.records.place import Span
from lezr_extract.records.power import Amount, PowerType, Role


@dataclass(frozen=True, slots=True)
class CitedClause:
    """A provision that an article cites, and its words where they are in the same law.

    Attributes:
        law: full title; empty for the citing law itself.
        article: canonical number, or None where only a law is named.
        paragraph, item: as in `Citation`.
        words: the citation as written.
        text: the cited provision's words where it stands in the same law, else empty.
    """

    law: str
    article: str | None
    paragraph: int | None
    item: str | None
    words: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Deed:
    """One act (行为、事项) that an article regulates, with what follows from it.

    An article of several powers or several tiers gives several deeds; an article without a power gives one deed
    for what it commands, forbids or permits.

    Attributes:
        paragraph, item: where the carrying clause stands.
        type: type of the power, None for a duty, a prohibition or a permission without one.
        role: of the power; None without one.
        modal: 应当, 可以, 不得 … of the governing clause, empty when there is none.
        kinds: of the power (罚款, 没收违法所得, 责令改正 …).
        act: the regulated act or matter in the statute's words, empty when it could not be told.
        conduct: the conduct clauses that the act is defined by (违反本法第X条), with their words.
        conditions: the words of the conditions (情节严重的, 逾期不改正的 …) under which it stands.
        holder: the organs as written; ``agency_ids``: their ids in the registry, known ones only.
        resolved: the competent organ in plain words, None when unknown.
        amounts: the fines.
        span: of the carrying words in the law's text.
        quote: those words.
    """

    paragraph: int
    item: str | None
    type: PowerType | None
    role: Role | None
    modal: str
    kinds: tuple[str, ...]
    act: str
    conduct: tuple[CitedClause, ...]
    conditions: tuple[str, ...]
    holder: tuple[str, ...]
    agency_ids: tuple[str, ...]
    resolved: str | None
    amounts: tuple[Amount, ...]
    span: Span
    quote: str


@dataclass(frozen=True, slots=True)
class ComparedArticle:
    """An article as comparing needs it.

    Attributes:
        number: canonical.
        heading: the label of its innermost 章 or 节, empty without.
        text: its words, number mark excluded.
        span: of those words in the law's text.
        deeds: the acts that it regulates; empty for definitions, dates and the like.
        cites: the provisions that it cites.
    """

    number: str
    heading: str
    text: str
    span: Span
    deeds: tuple[Deed, ...]
    cites: tuple[CitedClause, ...] = ()


@dataclass(frozen=True, slots=True)
class ComparedLaw:
    """A version of a law as comparing needs it; picklable.

    Attributes:
        id, file, title, short_title, issuer, document_number, territory, version: as in `Law`.
        rank, status: the values alone.
        published, effective: ``YYYY-MM-DD``, empty when unknown.
        articles: in order.
        field: the words that name the law's field (its title without place and form, 消防 for 浙江省消防条例).
        competent: the organs that the law puts in charge of its field, with what it says they are in charge of.
        repeals: the titles that it says it ends.
    """

    id: str
    file: str
    title: str
    short_title: str
    rank: Rank
    issuer: str
    document_number: str
    territory: str
    version: str
    published: str
    effective: str
    status: Status
    articles: tuple[ComparedArticle, ...]
    field: str = ""
    competent: tuple[tuple[str, str], ...] = ()
    repeals: tuple[str, ...] = ()


class Relation(StrEnum):
    """How two articles relate; a finding has exactly one."""

    DUPLICATE = "duplicate"
    REFINE = "refine"
    CONFLICT = "conflict"
    OVERLAP = "overlap"
    PARALLEL = "parallel"
    RELATED = "related"
    UNRELATED = "unrelated"


class DifferenceKind(StrEnum):
    """In what a lower or equal act departs from the other."""

    FINE_RANGE = "fine_range"
    MEASURE = "measure"
    AGENCY = "agency"
    CONDITION = "condition"
    SCOPE = "scope"
    TIME_LIMIT = "time_limit"


@dataclass(frozen=True, slots=True)
class Difference:
    """One departure.

    Attributes:
        kind: in what.
        detail: at most 60 characters, quoting both sides.
        a, b: where the words stand in either law's text, None where a side is silent.
    """

    kind: DifferenceKind
    detail: str
    a: Span | None = None
    b: Span | None = None


@dataclass(frozen=True, slots=True)
class Related:
    """How article b (lower or equal) relates to article a.

    Attributes:
        relation: see `Relation`.
        same_act: ``yes``, ``partial`` or ``no``.
        same_agency: ``yes``, ``no`` or ``unknown``.
        conflicts: departures of b; empty unless the relation is conflict or overlap.
        level: ``冲突``, ``疑似`` or ``提示`` for a conflict or an overlap, else empty.
        why: the reason in Chinese, which quotes both sides and ends with what was not compared,
            and after that with the guards that lower the level.
        a, b: the deeds on which the judgement rests: their indexes in either article, None without.
        likely: how sure it is that the acts are the same, 0 to 1: that they intersect counts by half, and less where
            either article has a nearer one in the other law.
    """

    relation: Relation
    same_act: str
    same_agency: str
    conflicts: tuple[Difference, ...]
    level: str
    why: str
    a: int | None = None
    b: int | None = None
    likely: float = 1.0
