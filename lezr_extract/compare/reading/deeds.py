"""What comparing needs of a law: its articles with the acts that they regulate (`ComparedLaw`).

A power of the stage before may stand in several clauses of an article, each for another conduct. Two laws are
compared act by act, so here every sentence, and every item of a list of conducts, has its own deed.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from lezr_extract.compare.reading.field import field_of
from lezr_extract.records import (
    ActorKind,
    Amount,
    Article,
    ArticlePowers,
    Citation,
    CitedClause,
    ClauseKind,
    ComparedArticle,
    ComparedLaw,
    Deed,
    HeadKind,
    Law,
    Norm,
    Power,
    PowerType,
    Rank,
    Reach,
    Resolution,
    Span,
    Status,
)

_Place = tuple[int, str | None, int]
"""款, 项, and the number of full stops before it in the 款."""

_TIER = re.compile(
    r"^(?:其中，?)?(?:情节|逾期|拒不|拒绝改正|造成|构成|触犯|后果|有违法所得|没有违法所得|违法所得|货值|数额|尚不|(?:尚未|不|未)构成|无法|再次|屡教|经责令"
    r"|[^，。；]{2,24}(?:货值|价值|数额|金额)(?:不足|在)[^，。；]{1,10}元(?:以上|以下)?(?:不足[^，。；]{1,10}元)?的?$|[一二两三]年内|多次|被责令|受到|除依法|引起|导致|致使|属于|未造成|不改正|仍不|对(?:单位|个人))"
)
_ONLY_CITES = re.compile(
    r"^(?:对)?(?:违反|不遵守)[^，]*?规定的?$|^违反(?:本|前|第|《|国家|有关|法律)[^，]{0,40}$"
)
_LISTS = frozenset((HeadKind.PENALTY, HeadKind.CASES, HeadKind.PROHIBITION, HeadKind.CONDUCT))
_ACTORS = frozenset((ActorKind.PARTY, ActorKind.ORGAN, ActorKind.THING, ActorKind.STAFF))
_BEFORE_CITATION = 24
_LONGEST_ACT = 160
_LONGEST_TEXT = 600
_FIRST_ARTICLES = 15
_BREAKS = re.compile(r"[\s\u3000]+")


def compared(
    law: Law,
    norms: Sequence[Sequence[Norm]],
    found: Sequence[ArticlePowers],
    citations: Sequence[Citation],
    repeals: Sequence[str] = (),
) -> ComparedLaw:
    """A law as comparing needs it.

    Args:
        law: the law.
        norms: the clauses of each article, parallel to ``law.articles``.
        found: its powers with their holders, as the stage ``agencies`` gives them.
        citations: what it cites, same-law ones resolved.
        repeals: the titles that it says it ends.
    """
    reader = _Reader(law, norms, found, citations)
    return ComparedLaw(
        id=law.id,
        file=law.file,
        title=law.title,
        short_title=law.short_title,
        rank=Rank(law.rank.value),
        issuer=law.issuer,
        document_number=law.document_number,
        territory=law.territory,
        version=law.version,
        published=law.published.value if law.published else "",
        effective=law.effective.value if law.effective else "",
        status=Status(law.status.value),
        articles=tuple(reader.article(number) for number in range(len(law.articles))),
        field=field_of(law.short_title or law.title),
        competent=reader.competent(),
        repeals=tuple(repeals),
    )


@dataclass(frozen=True, slots=True)
class _Clauses:
    """The clauses of an article by where they stand."""

    norms: Sequence[Norm]
    starts: Sequence[int]
    places: Sequence[_Place]

    def at(self, offset: int) -> int:
        """Index of the clause in which ``offset`` lies."""
        return max(0, bisect_right(self.starts, offset) - 1)


class _Reader:
    """One law; keeps what several of its articles share, so that no words are kept twice."""

    def __init__(
        self,
        law: Law,
        norms: Sequence[Sequence[Norm]],
        found: Sequence[ArticlePowers],
        citations: Sequence[Citation],
    ) -> None:
        self.law = law
        self.norms = norms
        self.found: Mapping[int, ArticlePowers] = {one.article: one for one in found}
        self.index = {article.number: article for article in law.articles}
        self.citations = citations
        self.cited_at = [citation.span.start for citation in citations]
        self.words: dict[str, str] = {}

    def article(self, number: int) -> ComparedArticle:
        article = self.law.articles[number]
        norms = self.norms[number] if number < len(self.norms) else ()
        deeds = _with_sums(tuple(self._deeds(number, article, norms)), article.number)
        return ComparedArticle(
            number=article.number,
            heading=self._kept(article.path[-1].label) if article.path else "",
            text=article.text,
            span=article.text_span,
            deeds=deeds,
            cites=tuple(self._cited(article.text_span, resolve=False)),
        )

    def competent(self) -> tuple[tuple[str, str], ...]:
        """The organs that the first chapter puts in charge."""
        rows: dict[tuple[str, str], None] = {}
        for number, article in enumerate(self.law.articles):
            general = "总则" in article.path[0].title if article.path else number < _FIRST_ARTICLES
            if general and number in self.found:
                for one in self.found[number].competence:
                    rows.setdefault((self._kept(one.agency), one.matter))
        return tuple(rows)

    def _deeds(self, number: int, article: Article, norms: Sequence[Norm]) -> Iterator[Deed]:
        powers = self.found[number].powers if number in self.found else ()
        if not norms:
            return
        clauses = _laid_out(self.law, norms)
        for power in powers:
            yield from self._of_power(power, article, clauses)
        if not powers:
            yield from self._of_norms(norms, clauses)

    def _of_power(self, power: Power, article: Article, clauses: _Clauses) -> Iterator[Deed]:
        groups: dict[_Place, list[Span]] = {}
        for span in power.clauses or (power.span,):
            groups.setdefault(clauses.places[clauses.at(span.start)], []).append(span)
        merged = _without_tails(groups, clauses)
        starts = [spans[0].start for _, spans in merged]
        for order, (place, spans) in enumerate(merged):
            ends = starts[order + 1] if order + 1 < len(starts) else article.span.end
            first = 0 if order == 0 else spans[0].start
            amounts = tuple(one for one in power.amounts if first <= one.span.start < ends)
            yield from self._of_group(power, place, spans, amounts, clauses, alone=len(merged) == 1)

    def _of_group(
        self,
        power: Power,
        place: _Place,
        spans: Sequence[Span],
        amounts: tuple[Amount, ...],
        clauses: _Clauses,
        *,
        alone: bool,
    ) -> Iterator[Deed]:
        paragraph, item, _ = place
        inside = [norm for norm, at in zip(clauses.norms, clauses.places, strict=True) if at == place]
        conditions = [norm for norm in inside if norm.kind is ClauseKind.CONDITION]
        before = [norm for norm in conditions if norm.span.start < spans[0].start]
        conduct = [n.text for n in before if not _TIER.match(n.text) and not _ONLY_CITES.match(n.text)]
        whole = Span(min(n.span.start for n in inside), max(spans[-1].end, *(n.span.end for n in inside)))
        cited = tuple(self._cited(Span(whole.start, spans[-1].end), resolve=True))
        act = "，".join(conduct)[-_LONGEST_ACT:].removesuffix("的") or (
            power.act if alone and not cited else ""
        )
        tiers = tuple(self._kept(n.text) for n in conditions if _TIER.match(n.text))
        listed = [] if item is not None else self._listed(paragraph, clauses)
        carrying = Span(min(span.start for span in spans), max(span.end for span in spans))
        for no, words in listed or [(item, act)]:
            joined = words if not listed else f"{act}，{words}" if act and "下列" not in act else words
            yield Deed(
                paragraph=paragraph,
                item=no,
                type=power.type,
                role=power.role,
                modal=next((n.modal for n in inside if n.span.start == spans[0].start), ""),
                kinds=power.kinds if alone else _kinds_in(power.kinds, whole.of(self.law.text)),
                act=self._kept(_flat(joined)[:_LONGEST_ACT]),
                conduct=cited,
                conditions=tiers,
                holder=power.holder,
                agency_ids=power.agency_ids or ((power.agency_id,) if power.agency_id else ()),
                resolved=power.agency_resolved,
                amounts=amounts,
                span=carrying,
                quote=self._kept(_flat(carrying.of(self.law.text))),
            )

    def _listed(self, paragraph: int, clauses: _Clauses) -> list[tuple[str | None, str]]:
        """The items of the list of conducts that stands in a 款, where it has one."""
        items: dict[str, list[str]] = {}
        for norm in clauses.norms:
            if norm.paragraph == paragraph and norm.item is not None and norm.head in _LISTS:
                items.setdefault(norm.item, []).append(norm.text)
        return [(no, "，".join(words)) for no, words in items.items()]

    def _of_norms(self, norms: Sequence[Norm], clauses: _Clauses) -> Iterator[Deed]:
        """What an article without a power commands, forbids or permits: one deed, of its first such clause."""
        operative = [n for n in norms if n.kind is ClauseKind.OPERATIVE and n.subject_kind in _ACTORS]
        norm = next((n for n in operative if n.modal), None) or next(iter(operative), None)
        if norm is None:
            return
        place = clauses.places[clauses.at(norm.span.start)]
        inside = [n for n, at in zip(norms, clauses.places, strict=True) if at == place]
        act = "，".join(n.text for n in inside if n.span.start >= norm.span.start)
        yield Deed(
            paragraph=norm.paragraph,
            item=norm.item,
            type=None,
            role=None,
            modal=norm.modal,
            kinds=(),
            act=self._kept(_flat(act)[:_LONGEST_ACT]),
            conduct=(),
            conditions=tuple(self._kept(span.of(self.law.text)) for span in norm.conditions),
            holder=(norm.subject,) if norm.subject and norm.subject_kind is ActorKind.ORGAN else (),
            agency_ids=(),
            resolved=None,
            amounts=(),
            span=norm.span,
            quote=self._kept(_flat(norm.text)),
        )

    def _cited(self, inside: Span, *, resolve: bool) -> Iterator[CitedClause]:
        """The provisions cited inside a stretch; with ``resolve`` only those that it says are broken."""
        at = bisect_right(self.cited_at, inside.start - 1)
        seen: set[tuple[str, str | None, int | None, str | None]] = set()
        for citation in self.citations[at:]:
            if citation.span.start >= inside.end:
                return
            other = citation.reach is Reach.OTHER_LAW
            law = citation.full_title or citation.law if other else ""
            key = (law, citation.article, citation.paragraph, citation.item)
            if key in seen:
                continue
            start = citation.span.start
            before = self.law.text[max(inside.start, start - _BEFORE_CITATION) : start]
            broken = before.rfind("违反") > max(map(before.rfind, ("依照", "按照", "根据", "依据")))
            has = bool(re.search(r"有(?:下列|上述)?$|实施$", before)) and not other
            if resolve and not broken and not has:
                continue
            seen.add(key)
            text = self._clause(citation) if resolve and not other else ""
            yield CitedClause(
                law=self._kept(law),
                article=citation.article,
                paragraph=citation.paragraph,
                item=citation.item,
                words=self._kept(citation.span.of(self.law.text)),
                text=text,
            )

    def _clause(self, citation: Citation) -> str:
        """The words of a cited provision of the same law; of an item with the head that stands over it."""
        article = self.index.get(citation.article or "")
        if article is None or citation.resolution not in (Resolution.RESOLVED, Resolution.NAME_ONLY):
            return ""
        if citation.paragraph is None and citation.item is None:
            return self._kept(article.text[:_LONGEST_TEXT])
        for paragraph in article.paragraphs:
            if citation.paragraph is not None and paragraph.number != citation.paragraph:
                continue
            if citation.item is None:
                return self._kept(paragraph.span.of(self.law.text)[:_LONGEST_TEXT])
            for item in paragraph.items:
                if item.no == citation.item:
                    return self._kept(f"{paragraph.text}{item.text}"[:_LONGEST_TEXT])
        return ""

    def _kept(self, words: str) -> str:
        """The same words as one string for the whole law."""
        return self.words.setdefault(words, words)


def _with_sums(deeds: tuple[Deed, ...], number: str) -> tuple[Deed, ...]:
    """The deeds of an article, a fine without a sum with the sum that the article sets for the same act elsewhere.

    处以罚款 over a list and 有前款第二项行为的，处… below it are one fine, and so are 警告 at once and the fine 逾期不改正.
    """
    summed = [deed for deed in deeds if deed.amounts and deed.type is PowerType.PENALTY]
    if not summed or len(deeds) == len(summed):
        return deeds
    return tuple(
        replace(deed, amounts=next((one.amounts for one in summed if _is_of(one, deed, number)), ()))
        if deed.type is PowerType.PENALTY and "罚款" in deed.kinds and not deed.amounts
        else deed
        for deed in deeds
    )


def _is_of(summed: Deed, deed: Deed, number: str) -> bool:
    """Whether a fine with a sum is for the act of a deed: the same act of one 款, its 项, or it points back to its 项."""
    if summed.paragraph == deed.paragraph:
        if not summed.act or summed.item != deed.item:
            return False
        # Of a list with sums of its own (按照下列规定处罚) the head punishes each 项 with all its words.
        rest = deed.act.removeprefix(summed.act)
        return not rest or (deed.item is not None and rest != deed.act and rest[0] in "的，")
    return deed.item is not None and any(
        not one.law and (one.article, one.paragraph, one.item) == (number, deed.paragraph, deed.item)
        for one in summed.conduct
    )


def _laid_out(law: Law, norms: Sequence[Norm]) -> _Clauses:
    """The clauses with their places."""
    places: list[_Place] = []
    last: tuple[int, str | None] | None = None
    stops, end = 0, 0
    for norm in norms:
        where = (norm.paragraph, norm.item)
        if where != last:
            stops = 0
        elif _parts(law.text[max(end - 1, 0) : norm.span.start], norm):
            stops += 1
        places.append((norm.paragraph, norm.item, stops))
        last, end = where, norm.span.end
    return _Clauses(norms, [norm.span.start for norm in norms], places)


def _parts(between: str, norm: Norm) -> bool:
    """Whether a clause begins another act: after a full stop, or after a semicolon with a conduct of its own."""
    if "。" in between:
        return True
    conduct = norm.kind is ClauseKind.CONDITION and norm.text.endswith("的")
    return "；" in between and conduct and not _TIER.match(norm.text) and not _ONLY_CITES.match(norm.text)


def _without_tails(groups: Mapping[_Place, list[Span]], clauses: _Clauses) -> list[tuple[_Place, list[Span]]]:
    """Sentences that only say what follows in graver cases belong to the one before in the same 款."""
    merged: list[tuple[_Place, list[Span]]] = []
    for place, spans in sorted(groups.items(), key=lambda group: group[1][0].start):
        inside = [n for n, at in zip(clauses.norms, clauses.places, strict=True) if at == place]
        conditions = [n for n in inside if n.kind is ClauseKind.CONDITION and n.span.start < spans[0].start]
        own = any(not _TIER.match(n.text) for n in conditions)
        if merged and merged[-1][0][:2] == place[:2] and not own:
            merged[-1][1].extend(spans)
        else:
            merged.append((place, list(spans)))
    return merged


def _kinds_in(kinds: tuple[str, ...], words: str) -> tuple[str, ...]:
    """Of the kinds of an article those that a sentence names; all of them where it names none."""
    own = tuple(kind for kind in kinds if kind in words or kind.removeprefix("责令")[:2] in words)
    return own or kinds


def _flat(words: str) -> str:
    return _BREAKS.sub("", words)
