"""Small laws and powers for these tests: real trees, powers made by hand."""

from decimal import Decimal

from lezr_extract.records import (
    Amount,
    ArticlePowers,
    Document,
    Law,
    Power,
    PowerType,
    Role,
    Span,
)
from lezr_extract.structure import build_law


def law_of(text: str, title: str = "河湖清洁条例") -> Law:
    whole = f"{title}\n{text}"
    law, _ = build_law(Document("示例/河湖.txt", "text", "0" * 64, whole, whole))
    assert law is not None
    return law


def power_of(law: Law, quote: str, kind: PowerType, **more) -> tuple[int, Power]:
    """The power of ``kind`` that ``quote`` carries, with the index of its article."""
    start = law.text.index(quote)
    span = Span(start, start + len(quote))
    index = next(i for i, a in enumerate(law.articles) if a.span.holds(span))
    paragraph = next(p for p in law.articles[index].paragraphs if p.span.start <= start < p.span.end)
    holder = more.pop("holder", ())
    holder_spans = tuple(
        Span(at, at + len(h)) for h in holder if (at := law.text.find(h, law.articles[index].span.start)) >= 0
    )
    values = {
        "alt": (), "alt_reason": "", "role": Role.BASIS, "kinds": (), "paragraph": paragraph.number, "item": None,
        "act": "", "conduct": (), "holder": holder, "holder_spans": holder_spans,
        "holder_source": "article" if holder else "none", "agency_resolved": None, "agency_id": None,
        "agency_reason": "", "amounts": (), "by": "test", "score": 0.9,
    } | more  # fmt: skip
    return index, Power(type=kind, span=span, quote=quote, **values)


def found_of(*powers: tuple[int, Power]) -> tuple[ArticlePowers, ...]:
    indexes = sorted({i for i, _ in powers})
    return tuple(ArticlePowers(i, tuple(p for at, p in powers if at == i)) for i in indexes)


def amount_of(law: Law, words: str, low: int, high: int) -> Amount:
    at = law.text.index(words)
    return Amount(Decimal(low), Decimal(high), "元", None, None, None, Span(at, at + len(words)))
