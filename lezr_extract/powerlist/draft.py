"""Powers of a law become draft entries (domain rules 3.5: the State rule, and the fine practice)."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal, NamedTuple

from lezr_extract.powerlist import basis as bases
from lezr_extract.powerlist import carried, naming, referral, remarks
from lezr_extract.powerlist.naming import Clause, conduct
from lezr_extract.powerlist.split import by_paragraph, cited_conduct
from lezr_extract.records import (
    Amount,
    Article,
    ArticlePowers,
    Basis,
    Entry,
    Law,
    Paragraph,
    Power,
    PowerType,
    Referral,
    Role,
    Span,
)
from lezr_extract.text.numerals import to_chinese

Granularity = Literal["paragraph", "item"]

_CONDUCT_LISTS = (PowerType.PENALTY, PowerType.COERCION, PowerType.OTHER)
_TITLE = re.compile(r"《[^》]{2,60}》")
_GENERAL_REWARD = re.compile(
    r"(?:显著|突出|优异)(?:的)?(?:成绩|贡献)|(?:成绩|贡献|成效|事迹)(?:显著|突出|优异)|有(?:重大|突出)?贡献"
)

_CITES_ARTICLE = re.compile(r"违反[^，。]{0,12}第[^，。]{1,12}条[^，。]{0,8}规定(?=[^。]*(?:下列|以下)规定)")
_CITES_ITEM = re.compile(
    r"^[ 　]*(?:[（(][^）)]{1,3}[）)])?违反(?:前款|本条|该条)?第[（(]?(?P<no>[一二三四五六七八九十]+)[）)]?(?:[、和至][^，。]{1,10})?项"
)
_LONGEST_CHAIN = 3
"""Clauses that go on from one another; a longer chain is a misread one."""


class _Unit(NamedTuple):
    """What one entry stands on: place, type, holders and its powers, the leading one first."""

    article: int
    paragraph: int
    item: str | None
    type: PowerType
    holder: tuple[str, ...]
    powers: tuple[Power, ...]


def draft(
    law: Law,
    found: Sequence[ArticlePowers],
    granularity: Granularity = "paragraph",
    referrals: Sequence[Referral] = (),
) -> tuple[Entry, ...]:
    """Draft entries of ``law`` in the order of its text.

    ``paragraph`` is the State rule: an entry per 条 or 款; listed 项 are not split, except one that refers to
    another law; 处罚 and 强制 of one clause are two entries. ``item`` makes an entry of every listed conduct.
    Only powers that the article itself gives become entries; the clause that rewards good work in general is
    taken once a law. Every entry quotes the clause behind it and, for a penalty, the conduct clause.

    Args:
        law: the law in whose text all spans stand.
        found: its powers by article, holders resolved.
        granularity: ``paragraph`` or ``item``.
        referrals: of the law; an entry that leaves its penalty to another clause takes kinds and amounts from it.
    """
    context = _Context(law, referrals)
    units = list(_units(law, found, granularity))
    related = _related(found)
    rewards = [u for u in units if _is_general_reward(u)]
    entries = []
    for unit in units:
        if unit in rewards[1:]:
            continue
        entry = _entry(context, unit, related.get((unit.article, unit.type), []))
        if rewards and unit is rewards[0] and len(rewards) > 1:
            entry = _with_more(entry, [context.liability(u, None) for u in rewards[1:]])
        entries.append(entry)
    return tuple(entries)


def entry_id(
    title: str, article: str, *, paragraph: int | None, item: str | None, kind: str, holder: str
) -> str:
    """The identity of an entry, the same over runs and over versions of the law's text: 16 hex digits."""
    words = "\x1f".join((title, article, str(paragraph or ""), item or "", kind, holder))
    return hashlib.sha256(words.encode()).hexdigest()[:16]


class _Context:
    """A law with what quoting its clauses needs."""

    def __init__(self, law: Law, referrals: Sequence[Referral]) -> None:
        self.law = law
        self.referrals: dict[int, list[Referral]] = {}
        for one in referrals:
            self.referrals.setdefault(one.article, []).append(one)
        self.numbers = tuple(a.number for a in law.articles)
        self.order = {number: i for i, number in reversed(list(enumerate(self.numbers)))}

    def paragraph(self, article: Article, number: int | None) -> Paragraph | None:
        """The 款 of that number; None where the article lacks it."""
        return next((p for p in article.paragraphs if p.number == number), None)

    def liability(self, unit: _Unit, act: Span | None) -> Basis:
        """The clause that carries the powers of ``unit``."""
        article = self.law.articles[unit.article]
        paragraph = self.paragraph(article, unit.paragraph)
        within = paragraph.span if paragraph is not None else article.text_span
        marks = [m for p in unit.powers for m in bases.marks(self.law, p, act, within)]
        kind = "liability" if unit.type is PowerType.PENALTY else "grant"
        return bases.quoted(self.law, article, paragraph, unit.item, kind=kind, marks=tuple(marks))

    def conducts(self, unit: _Unit, liability: Basis) -> tuple[list[Basis], list[str]]:
        """The conduct clauses that the powers cite, quoted, and the citations that were not found."""
        article = self.law.articles[unit.article]
        found: list[Basis] = []
        lost: list[str] = []
        for words in dict.fromkeys((*(w for p in unit.powers for w in p.conduct), *self._cited(unit))):
            for place in bases.places(words, article, self.order, self.numbers):
                quote = self.quote(place, unit.paragraph)
                if quote is None:
                    lost.append(_place_words(place))
                elif not quote.span.holds(liability.span):
                    found.append(quote)
        return list(dict.fromkeys(found)), list(dict.fromkeys(lost))

    def _cited(self, unit: _Unit) -> list[str]:
        """Citations of conduct clauses in the clauses that carry a penalty, those of its listed items included."""
        article = self.law.articles[unit.article]
        paragraph = self.paragraph(article, unit.paragraph)
        if unit.type is not PowerType.PENALTY or paragraph is None:
            return []
        if unit.item is not None:
            own = next((item.text for item in paragraph.items if item.no == unit.item), "")
            paragraph = replace(paragraph, items=tuple(i for i in paragraph.items if i.text == own))
        return [w for power in unit.powers for w in cited_conduct(paragraph, power, self.law.text)]

    def referred(self, referrals: Sequence[Referral], known: Sequence[Basis]) -> list[Basis]:
        """The clauses of this law that ``referrals`` lead to, quoted; those that are quoted already left out."""
        found: list[Basis] = []
        for span in referral.targets_of(referrals):
            article = next(a for a in self.law.articles if a.span.holds(span))
            paragraph = next((p for p in article.paragraphs if p.span.holds(span)), None)
            quote = bases.quoted(self.law, article, paragraph, None, kind="referral")
            if not any(basis.span == quote.span for basis in (*known, *found)):
                found.append(quote)
        return found

    def quote(self, place: bases.Place, standing: int) -> Basis | None:
        """The cited provision; 前款 is counted from the 款 ``standing``. None where the law lacks it."""
        if place.article not in self.order:
            return None
        article = self.law.articles[self.order[place.article]]
        number = standing - 1 if place.paragraph == bases.BEFORE else place.paragraph
        paragraph = self.paragraph(article, number)
        if number is not None and paragraph is None:
            return None
        if paragraph is None and len(article.paragraphs) == 1:
            paragraph = article.paragraphs[0]
        return bases.quoted(self.law, article, paragraph, place.item, kind="conduct")


def _place_words(place: bases.Place) -> str:
    if place.paragraph == bases.BEFORE:
        return "前款"
    return place.article + (f"第{to_chinese(place.paragraph)}款" if place.paragraph else "")


def _units(law: Law, found: Sequence[ArticlePowers], granularity: Granularity) -> Iterator[_Unit]:
    """The powers grouped into entries, in the order of the text."""
    for one in sorted(found, key=lambda f: f.article):
        groups: dict[tuple[int, str | None, PowerType, tuple[str, ...]], list[Power]] = {}
        article = law.articles[one.article]
        for power in one.powers:
            if power.role is not Role.BASIS:
                continue
            for part in by_paragraph(law, article, power):
                for item in _items(law, article, part, granularity):
                    groups.setdefault((part.paragraph, item, part.type, part.holder), []).append(part)
        for (paragraph, item, kind, holder), powers in sorted(groups.items(), key=_in_text_order):
            ordered = tuple(sorted(powers, key=lambda p: p.span))
            yield _Unit(one.article, paragraph, item, kind, holder, ordered)


def _in_text_order(
    group: tuple[tuple[int, str | None, PowerType, tuple[str, ...]], list[Power]],
) -> tuple[int, ...]:
    (paragraph, item, kind, _), powers = group
    return (paragraph, 0 if item is None else 1, min(p.span.start for p in powers), int(kind.code))


def _items(law: Law, article: Article, power: Power, granularity: Granularity) -> tuple[str | None, ...]:
    """The items of which ``power`` makes an entry; (None,) for one entry of the whole 款."""
    paragraph = next((p for p in article.paragraphs if p.number == power.paragraph), None)
    if paragraph is None or not paragraph.items:
        return (power.item,) if granularity == "item" else (None,)
    if power.item is not None:
        own = next((i for i in paragraph.items if i.no == power.item), None)
        refers = own is not None and _refers(own.text, law)
        return (power.item,) if granularity == "item" or refers else (None,)
    if power.type not in _CONDUCT_LISTS or conduct.subject_of_head(paragraph.text) is None:
        return (None,)
    numbers = tuple(dict.fromkeys(i.no for i in paragraph.items))
    if granularity == "item":
        return numbers
    referring = tuple(i.no for i in paragraph.items if _refers(i.text, law))
    return (None, *referring) if len(referring) < len(numbers) else (None,)


def _refers(text: str, law: Law) -> bool:
    """Whether an item refers to another law, regulation or rule."""
    return any(law.short_title not in t or not law.short_title for t in _TITLE.findall(text))


def _related(found: Sequence[ArticlePowers]) -> dict[tuple[int, PowerType], list[Power]]:
    by_place: dict[tuple[int, PowerType], list[Power]] = {}
    for one in found:
        for power in one.powers:
            if power.role is Role.RELATED:
                by_place.setdefault((one.article, power.type), []).append(power)
    return by_place


def _is_general_reward(unit: _Unit) -> bool:
    return unit.type is PowerType.REWARD and any(_GENERAL_REWARD.search(p.quote + p.act) for p in unit.powers)


def _entry(context: _Context, unit: _Unit, related: Sequence[Power]) -> Entry:
    law, first = context.law, unit.powers[0]
    article = law.articles[unit.article]
    words, act = _conduct(context, unit)
    liability = context.liability(unit, act)
    conducts, lost = context.conducts(unit, liability)
    clause = _clause(context, unit, words, conducts)
    written = "、".join(unit.holder)
    referrals = context.referrals.get(unit.article, []) if unit.type is PowerType.PENALTY else []
    leads = referral.of_powers(referrals, unit.powers, law.text)
    return Entry(
        id=entry_id(
            law.title,
            article.number,
            paragraph=liability.paragraph,
            item=unit.item,
            kind=unit.type,
            holder=written,
        ),
        name=naming.name(first, clause),
        type=unit.type,
        alt=tuple(dict.fromkeys(a for p in unit.powers for a in p.alt)),
        kinds=tuple(dict.fromkeys((*(k for p in unit.powers for k in p.kinds), *referral.kinds_of(leads)))),
        agency=first.agency_resolved or written,
        agency_written=written,
        agency_id=first.agency_id,
        bases=(liability, *conducts, *context.referred(leads, (liability, *conducts))),
        amounts=tuple(dict.fromkeys((*_amounts(unit.powers), *referral.amounts_of(leads)))),
        territory=law.territory,
        law_status=law.status.value,
        score=max(p.score for p in unit.powers),
        by=first.by,
        remarks=remarks.of_entry(law, unit.powers, related, lost, referral.remarks_of(leads)),
        referrals=leads,
    )


def _conduct(context: _Context, unit: _Unit) -> tuple[conduct.Conduct | None, Span | None]:
    """The conduct that the clause itself names, and where it stands in the law's text."""
    if unit.type not in _CONDUCT_LISTS:
        return None, None
    law = context.law
    paragraph = context.paragraph(law.articles[unit.article], unit.paragraph)
    if paragraph is None:
        return None, None
    item = unit.item or (unit.powers[0].item if len(unit.powers) == 1 else None)
    found = conduct.of_list(paragraph, item)
    if found is not None:
        return found, found.span
    text = paragraph.span.of(law.text)
    found = conduct.of_clause(text, unit.powers[0].span.start - paragraph.span.start)
    return found, found.span.moved(paragraph.span.start) if found else None


def _clause(
    context: _Context, unit: _Unit, words: conduct.Conduct | None, conducts: Sequence[Basis]
) -> Clause:
    law = context.law
    article = law.articles[unit.article]
    paragraph = context.paragraph(article, unit.paragraph)
    within = paragraph.span if paragraph is not None else article.text_span
    first = unit.powers[0]
    cited = _item_cited(context, article, paragraph, first.span.start) if unit.type in _CONDUCT_LISTS else ""
    if cited:
        words = None
    elif words is None and unit.type in _CONDUCT_LISTS:
        if unit.type is not PowerType.COERCION:  # a measure is named by the thing that it takes
            words = _carried(context, article, paragraph, first.span.start)
        cited = "" if words else next(filter(None, (_cited(context, b) for b in conducts)), "")
    above = context.paragraph(article, unit.paragraph - 1)
    return Clause(
        within.of(law.text),
        first.span.start - within.start,
        first.quote,
        words,
        cited,
        law.short_title,
        above.span.of(law.text) if above is not None else "",
    )


def _item_cited(context: _Context, article: Article, paragraph: Paragraph | None, at: int) -> str:
    """The conduct where the head cites an article and the item of the power one of its items (违反第三项规定)."""
    head = _CITES_ARTICLE.search(paragraph.text) if paragraph is not None and paragraph.items else None
    if paragraph is None or head is None:
        return ""
    own = next((i for i in paragraph.items if i.span.start <= at < i.span.end), None)
    item = _CITES_ITEM.search(own.text) if own is not None else None
    for place in bases.places(head.group(), article, context.order, context.numbers) if item else ():
        quote = context.quote(place, paragraph.number)
        if item and quote is not None and quote.span != paragraph.span:
            return conduct.of_cited(
                context.law.articles[context.order[quote.article]], quote.paragraph, item["no"]
            )
    return ""


def _carried(
    context: _Context, article: Article, paragraph: Paragraph | None, at: int, depth: int = 0
) -> conduct.Conduct | None:
    """The conduct of another clause that this one goes on from (单位有前款规定行为的)."""
    if paragraph is None or depth > _LONGEST_CHAIN:
        return None
    text = paragraph.span.of(context.law.text)
    start = max(text.rfind(mark, 0, max(at - paragraph.span.start, 0)) for mark in "。\n") + 1
    sentence = text[start:].split("。")[0]
    found = carried.citation(sentence, first=not text[:start].strip() and paragraph.number > 1)
    if found is None:
        return None
    for place in bases.places(found.words, article, context.order, context.numbers):
        quote = context.quote(place, paragraph.number)
        if quote is None or quote.span == paragraph.span:
            continue
        other = context.law.articles[context.order[quote.article]]
        target = next((p for p in other.paragraphs if p.span.holds(quote.span)), None)
        words = _conduct_of(other, quote)
        if words is None and target is not None and target.span.start < paragraph.span.start:
            words = _carried(context, other, target, target.span.start, depth + 1)
        if words is not None:
            return words._replace(words=carried.of_whom(words.words, found.whom))
    return None


def _cited(context: _Context, basis: Basis) -> str:
    """The words of the conduct that a cited clause names; empty where it names none."""
    found = _conduct_of(context.law.articles[context.order[basis.article]], basis)
    return found.words if found is not None else ""


def _conduct_of(article: Article, basis: Basis) -> conduct.Conduct | None:
    """The conduct that a quoted clause names: as a liability clause (前款) or as what breaks its norm."""
    number = basis.paragraph if basis.paragraph or len(article.paragraphs) > 1 else 1
    paragraph = next((p for p in article.paragraphs if p.number == number), None)
    if paragraph is not None and "罚" in basis.text:
        found = conduct.of_list(paragraph, basis.item) or conduct.of_clause(basis.text, 0)
        if found is not None:
            return found
    words = conduct.of_cited(article, basis.paragraph, basis.item)
    return conduct.Conduct(words, basis.span, more=False) if words else None


def _amounts(powers: Sequence[Power]) -> tuple[Amount, ...]:
    return tuple(dict.fromkeys(a for p in powers for a in p.amounts))


def _with_more(entry: Entry, more: Sequence[Basis]) -> Entry:
    where = "、".join(dict.fromkeys(b.article for b in more))
    return replace(
        entry,
        bases=(*entry.bases, *more),
        remarks=(*entry.remarks, f"概括性奖励条款每部法只列一项，{where}一并列为依据"),
    )
