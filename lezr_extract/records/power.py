"""A power (行政权力) that an article gives or regulates, and what it does not count as one."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from lezr_extract.records.place import Span


class PowerType(StrEnum):
    """The ten types with their national codes 01–10 (domain rules 1.1)."""

    LICENCE = "行政许可"
    PENALTY = "行政处罚"
    COERCION = "行政强制"
    LEVY = "行政征收"
    BENEFIT = "行政给付"
    INSPECTION = "行政检查"
    CONFIRMATION = "行政确认"
    REWARD = "行政奖励"
    ADJUDICATION = "行政裁决"
    OTHER = "其他"

    @property
    def code(self) -> str:
        """The two digits of the national platform."""
        return f"{list(PowerType).index(self) + 1:02d}"


class Role(StrEnum):
    """Whether the article creates or allocates the power, or only regulates one created elsewhere."""

    BASIS = "basis"
    RELATED = "related"


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum or rate of a fine, both ends inclusive.

    Attributes:
        min, max: None where the text leaves that end open; money in yuan, exact.
        unit: ``元``, ``倍`` or ``%``.
        base: what a multiple or a percentage is of (违法所得, 货值金额 …).
        party: who pays, as written (单位, 个人, 主管人员 …).
        per: ``日``, ``平方米`` … for a rate per unit.
        span: in the law's text.
    """

    min: Decimal | None
    max: Decimal | None
    unit: str
    base: str | None
    party: str | None
    per: str | None
    span: Span


@dataclass(frozen=True, slots=True)
class Power:
    """A power found in an article.

    Attributes:
        type: one of the ten types.
        alt: other types that a reviewer could defend, with `alt_reason`; where an office ruling was applied, that
            ruling in words.
        role: basis or related.
        kinds: 罚款, 没收违法所得, 责令改正 …, in the law's closed words where it has them.
        paragraph, item: where the carrying clause stands (款 from 1; 项 numeral or None).
        act: the regulated act or matter in the statute's words.
        conduct: citations of the conduct clause as written (违反本法第X条), mostly one; empty without.
        holder: the organs as written, in order; empty where the article names none.
        holder_spans: where they stand (parallel to ``holder``).
        holder_source: ``article`` or ``none``.
        agency_resolved: the competent organ in plain words after resolving, None when unknown.
        agency_id: its id in the registry, None when unknown; of several holders the first.
        agency_reason: how it was resolved, in Chinese words for the reviewer.
        amounts: the fines.
        span: of the carrying words in the law's text, one stretch from first to last clause.
        quote: the words of ``span``.
        by: id of the rule, or name and version of the model, that found it.
        score: confidence from 0 to 1.
        disputed: the type is disputed among offices (domain rules 2).
        ruling: id of the office ruling that was applied, None when none was.
        clauses: the clauses that carry it, in order, where one power stands in several clauses of the article
            (an article of several 款 with one type and holder); empty means ``span`` alone.
    """

    type: PowerType
    alt: tuple[PowerType, ...]
    alt_reason: str
    role: Role
    kinds: tuple[str, ...]
    paragraph: int
    item: str | None
    act: str
    conduct: tuple[str, ...]
    holder: tuple[str, ...]
    holder_spans: tuple[Span, ...]
    holder_source: str
    agency_resolved: str | None
    agency_id: str | None
    agency_reason: str
    amounts: tuple[Amount, ...]
    span: Span
    quote: str
    by: str
    score: float
    disputed: bool = False
    ruling: str | None = None
    agency_ids: tuple[str, ...] = ()
    clauses: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Exclusion:
    """A clause that looks like a power and is none, with the reason (domain rules 1.3).

    Attributes:
        reason: id of the exclusion class, such as ``discipline`` (处分) or ``criminal`` (刑事责任).
        span: of the clause.
        by: id of the rule.
    """

    reason: str
    span: Span
    by: str


@dataclass(frozen=True, slots=True)
class Competence:
    """An article's words that put an organ in charge of a field (X部门负责…监督管理工作).

    Attributes:
        agency: as written.
        matter: as written, short.
        span: of the clause.
    """

    agency: str
    matter: str
    span: Span


@dataclass(frozen=True, slots=True)
class ArticlePowers:
    """All that one article says about powers.

    Attributes:
        article: index into `Law.articles`.
        powers, exclusions, competence: see the records.
    """

    article: int
    powers: tuple[Power, ...] = ()
    exclusions: tuple[Exclusion, ...] = ()
    competence: tuple[Competence, ...] = ()
