"""A power that several 款 of an article carry, cut into its 款: entries follow the 条 or 款 (domain rules 3.5)."""

import re
from collections.abc import Iterable
from dataclasses import replace

from lezr_extract.records import Article, Law, Paragraph, Power, PowerType, Span

_CITED = re.compile(r"违反[^，。；：]{2,120}")


def by_paragraph(law: Law, article: Article, power: Power) -> tuple[Power, ...]:
    """``power`` once for each 款 with a clause that carries it; itself alone where that is one 款.

    Where the power does not say its clauses, the sums of a penalty show the 款 that it stands in. What belongs to one 款 goes with it: quote, sums, kinds named there, conduct clauses cited there. The act of
    the whole is kept for the first only.
    """
    places: dict[int, list[Span]] = {}
    for span in power.clauses or (power.span, *(a.span for a in power.amounts)):
        paragraph = next((p for p in article.paragraphs if p.span.holds(span)), None)
        if paragraph is not None:
            places.setdefault(paragraph.number, []).append(span)
    if len(places) < 2:
        return (power,)
    paragraphs = {p.number: p for p in article.paragraphs}
    return tuple(_part(law, power, paragraphs[number], spans) for number, spans in sorted(places.items()))


def cited_conduct(paragraph: Paragraph, power: Power, text: str) -> tuple[str, ...]:
    """The citations of conduct clauses in the sentences of ``paragraph`` that carry a penalty, as written.

    Under a head that carries it the items name the conducts, each with its own citation; where an item carries it
    the head may cite for all of them.
    """
    words = [_around(text, span, paragraph.span) for span in (power.clauses or (power.span,))]
    if any(paragraph.text_span.holds(span) for span in power.clauses or (power.span,)):
        words += [item.text for item in paragraph.items]
    elif paragraph.items:
        words.append(paragraph.text)  # 违反第十条规定的，按照下列规定处罚：
    # A tier (拒不改正的，处…) stands behind a semicolon of its conduct.
    whole = [_around(text, span, paragraph.span, "。\n") for span in (power.clauses or (power.span,))]
    return _conducts(words) or _conducts(whole)


def _conducts(words: Iterable[str]) -> tuple[str, ...]:
    cited = (found for part in words for found in _CITED.findall(part))
    return tuple(dict.fromkeys(c for c in cited if "条" in c or "前款" in c))


def _around(text: str, span: Span, within: Span, ends: str = "。；\n") -> str:
    inside = Span(max(span.start, within.start), min(span.end, within.end))
    return _sentence(text, inside, within, ends).of(text)


def _part(law: Law, power: Power, paragraph: Paragraph, spans: list[Span]) -> Power:
    span = Span(min(s.start for s in spans), max(s.end for s in spans))
    if not power.clauses:
        span = _sentence(law.text, span, paragraph.span)
    words = paragraph.span.of(law.text)
    own = paragraph.number == power.paragraph
    if own and paragraph.span.holds(power.span):
        span = Span(min(span.start, power.span.start), max(span.end, power.span.end))
    items = [i.no for i in paragraph.items if all(i.span.holds(s) for s in spans)]
    cited = tuple(dict.fromkeys(_CITED.findall(words))) if power.type is PowerType.PENALTY else ()
    return replace(
        power,
        paragraph=paragraph.number,
        item=power.item if own else next(iter(items), None),
        act=power.act if own else "",
        conduct=tuple(c for c in cited if "条" in c or "前款" in c),
        kinds=tuple(k for k in power.kinds if k[:2] in words or k[-2:] in words) or power.kinds,
        amounts=tuple(a for a in power.amounts if paragraph.span.holds(a.span)),
        span=span,
        quote=span.of(law.text),
        clauses=tuple(spans),
    )


def _sentence(text: str, span: Span, within: Span, ends: str = "。；\n") -> Span:
    """``span`` widened to the ends of its sentence (``；`` ends one too: 甲的，处…；乙的，处…)."""
    start = max(within.start, *(text.rfind(mark, within.start, span.start) + 1 for mark in ends))
    found = [e for mark in ends if (e := text.find(mark, span.end, within.end)) >= 0]
    return Span(start, min(found, default=within.end))
