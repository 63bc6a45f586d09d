"""A law as a tree of provisions: 编 章 节 (headings) over 条 (articles), 款 (paragraphs), 项 and 目 (items)."""

from dataclasses import dataclass
from enum import StrEnum

from lezr_extract.records.place import Span

_NOWHERE = Span(0, 0)


class Rank(StrEnum):
    """Rank of a norm (效力层级), from who made it and in what form (立法法 arts. 87–105, domain rules 6.1)."""

    CONSTITUTION = "宪法"
    LAW = "法律"
    ADMINISTRATIVE_REGULATION = "行政法规"
    STATE_COUNCIL_DECISION = "国务院决定"
    SUPERVISION_REGULATION = "监察法规"
    LOCAL_REGULATION = "地方性法规"
    ZONE_REGULATION = "经济特区法规"
    AUTONOMOUS_REGULATION = "自治条例和单行条例"
    MINISTRY_RULE = "部门规章"
    LOCAL_RULE = "地方政府规章"
    NORMATIVE_DOCUMENT = "规范性文件"
    JUDICIAL_INTERPRETATION = "司法解释"
    PARTY_REGULATION = "党内法规"
    UNKNOWN = "未知"


class Status(StrEnum):
    """Validity of a law; UNKNOWN never counts as current (domain rules 6.2)."""

    CURRENT = "现行有效"
    NOT_YET = "尚未生效"
    SUPERSEDED = "已被修改"
    REPEALED = "已废止"
    EXPIRED = "有效期届满"
    UNKNOWN = "状态不明"


class PartKind(StrEnum):
    """What a stretch of a law's text is; the parts of a law cover its whole text, in order."""

    TITLE = "标题"
    HEADER = "题注"
    CONTENTS = "目录"
    PREAMBLE = "序言"
    HEADING = "编章节"
    ARTICLE = "条"
    ANNEX = "附件"
    TABLE = "表"
    SIGNATURE = "落款"
    OTHER = "其他"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A claim about a law with the words that it rests on.

    Attributes:
        value: the claim, in the words of its field (a date as ``2021-07-15``, a `Rank`, a `Status`).
        words: the words that show it, or the container's field that claims it.
        span: where the words stand in the law's text; None where they come from outside the text.
    """

    value: str
    words: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """One level of 编 / 分编 / 章 / 节.

    Attributes:
        kind: ``编``, ``分编``, ``章`` or ``节``.
        number: as written (``第三章``); empty where the source dropped it.
        title: the words after the number.
        span: of the whole heading line.
    """

    kind: str
    number: str
    title: str
    span: Span

    @property
    def label(self) -> str:
        """Number and title, as a reader would cite it."""
        return f"{self.number} {self.title}".strip()


@dataclass(frozen=True, slots=True)
class Item:
    """An item (项) of a paragraph, or a sub-item (目) of an item.

    Attributes:
        no: its numeral without marks (``一`` for （一）, ``1`` for 1.).
        text: its words without the mark.
        span: of mark and words together.
        items: the 目 below it.
        text_span: of ``text`` alone.
    """

    no: str
    text: str
    span: Span
    items: tuple["Item", ...] = ()
    text_span: Span = _NOWHERE


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph (款) with its items; an item line is never a paragraph of its own.

    Attributes:
        number: counted from 1 inside the article.
        text: the words before the first item (all words where there is none).
        span: of the whole paragraph, items included.
        text_span: of ``text`` alone.
        items: the 项 below it.
        tail: words that follow the last item and close the sentence that the head opened; mostly empty.
        tail_span: of ``tail``; None where there is none.
    """

    number: int
    text: str
    span: Span
    text_span: Span
    items: tuple[Item, ...] = ()
    tail: str = ""
    tail_span: Span | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """An article (条).

    Attributes:
        number: in canonical Chinese numerals, ``第三条``, ``第一百三十三条之一``; ``一、`` laws give ``一``.
        ordinal: ``(133, 1)`` for 第一百三十三条之一; sorts in the order of the text.
        path: the headings above it, outermost first.
        text: all its words, number mark excluded, lines as in the law's cleaned text.
        span: of mark and words.
        text_span: of ``text``.
        paragraphs: the 款 in order.
        caption: a caption that stands between number and words (``【…】`` of some editions), else empty.
    """

    number: str
    ordinal: tuple[int, int]
    path: tuple[Heading, ...]
    text: str
    span: Span
    text_span: Span
    paragraphs: tuple[Paragraph, ...]
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the law's text and what it is; parts follow each other without gap or overlap."""

    kind: PartKind
    span: Span


@dataclass(frozen=True, slots=True)
class Annex:
    """An annex (附件, 附表): kept as text, never cut into articles of the law."""

    title: str
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Law:
    """One version of one law.

    Attributes:
        id: stable identity of this version: the first 16 hex digits of the sha256 over title, version and text.
        file: where it was read from, as in `Document.file`.
        title: full title without 《》.
        short_title: title without 中华人民共和国.
        rank: with the evidence for it.
        issuer: who made it, empty when unknown.
        document_number: 文号 such as 国务院令第412号, empty when unknown.
        territory: ``全国``, or the 行政区划 such as 浙江省 or 杭州市; empty when unknown.
        adopted, published, effective, ended: dates as ``YYYY-MM-DD`` with evidence, None when unknown.
        version: the date that tells this version from others (last amendment, else publication, else
            adoption), ``YYYY-MM-DD`` or empty.
        status: with evidence.
        headings, articles, annexes, parts: the tree; see the records.
        text: the cleaned text in which all spans stand.
        sha256: of the source, as in `Document.sha256`.
    """

    id: str
    file: str
    title: str
    short_title: str
    rank: Evidence
    issuer: str
    document_number: str
    territory: str
    adopted: Evidence | None
    published: Evidence | None
    effective: Evidence | None
    ended: Evidence | None
    version: str
    status: Evidence
    headings: tuple[Heading, ...]
    articles: tuple[Article, ...]
    annexes: tuple[Annex, ...]
    parts: tuple[Part, ...]
    text: str
    sha256: str
