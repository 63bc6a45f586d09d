"""From what the rules found to the powers of an article: one power for each type and holder."""

import re
from collections.abc import Iterable, Sequence

from lezr_extract.powers.acts import act_of, conduct_of
from lezr_extract.powers.amounts import find_amounts
from lezr_extract.powers.carrying import carrying_span, shown_hit
from lezr_extract.powers.context import Surroundings
from lezr_extract.powers.holders import Holder, find_holder
from lezr_extract.powers.match import Hit
from lezr_extract.records import Amount, ClauseKind, Exclusion, Power, PowerType, Role, Span
from lezr_extract.vocabulary.rule_book import Disputed, Flag, Kind, RuleBook


def settle(hits: Iterable[Hit]) -> tuple[list[Hit], list[Hit]]:
    """Decides between hits of the same clause.

    Returns:
        The hits that stand, and the exclusions that hold.
    """
    by_clause: dict[int, list[Hit]] = {}
    excluded = []
    for hit in hits:
        if hit.rule.type is None:
            excluded.append(hit)
        else:
            by_clause.setdefault(hit.norm, []).append(hit)
    standing = []
    for found in by_clause.values():
        found.sort(key=lambda h: -h.rule.score)
        kept: list[Hit] = []
        for hit in found:
            if any(h.rule.type is hit.rule.type or h.span.overlaps(hit.span) for h in kept):
                continue
            kept.append(hit)
        standing += kept
    return standing, excluded


def take_out(standing: list[Hit], excluded: list[Hit], around: Surroundings) -> list[Hit]:
    """The hits that no exclusion takes out: an exclusion takes its types out of its clause, or sentence."""
    left = []
    for hit in standing:
        for rule_out in excluded:
            rule = rule_out.rule
            same = (
                around.sentence_of[rule_out.norm] == around.sentence_of[hit.norm]
                if rule.sentence_wide
                else rule_out.norm == hit.norm
            )
            if same and hit.rule.score < rule.score and (not rule.drops or hit.rule.type in rule.drops):
                break
        else:
            left.append(hit)
    return left


def merge(hits: Sequence[Hit], around: Surroundings, book: RuleBook) -> tuple[Power, ...]:
    """One power for each type and holder; a basis wins over what is only related."""
    basis = {hit.rule.type for hit in hits if hit.rule.role is Role.BASIS}
    groups: dict[tuple[PowerType, tuple[str, ...]], list[tuple[Hit, Holder]]] = {}
    for hit in sorted(hits, key=lambda h: (h.norm, h.span)):
        power_type = hit.rule.type
        if power_type is None or (hit.rule.role is Role.RELATED and power_type in basis):
            continue
        holder = find_holder(hit, around)
        key = (power_type, holder.words)
        if not holder.words:
            key = next((k for k in reversed(groups) if k[0] is power_type), key)
        groups.setdefault(key, []).append((hit, holder))
    fines = _fines(groups, around)
    powers = [_power(group, around, book, fines.get(key, ())) for key, group in groups.items()]
    return tuple(sorted(powers, key=lambda p: p.span))


def exclusions(excluded: Iterable[Hit], around: Surroundings) -> tuple[Exclusion, ...]:
    """The records of what looked like a power and is none, one for each clause and class."""
    seen: dict[tuple[str, int], Exclusion] = {}
    for hit in excluded:
        seen.setdefault(
            (hit.rule.reason, hit.norm), Exclusion(hit.rule.reason, around.norms[hit.norm].span, hit.rule.id)
        )
    return tuple(seen.values())


def _fines(
    groups: dict[tuple[PowerType, tuple[str, ...]], list[tuple[Hit, Holder]]], around: Surroundings
) -> dict[tuple[PowerType, tuple[str, ...]], tuple[Amount, ...]]:
    """The sums of the article, each given to the penalty in whose clause, or nearest after whose clause, it stands."""
    penalties = [
        (around.norms[hit.norm].span, key)
        for key, group in groups.items()
        for hit, _ in group
        if key[0] is PowerType.PENALTY and hit.rule.role is Role.BASIS
    ]
    if not penalties:
        return {}
    penalties.sort(key=lambda p: p[0])
    given: dict[tuple[PowerType, tuple[str, ...]], list[Amount]] = {}
    for amount in find_amounts(around.article.text, around.article.text_span.start):
        before = [key for span, key in penalties if span.start <= amount.span.start]
        given.setdefault(before[-1] if before else penalties[0][1], []).append(amount)
    return {key: tuple(amounts) for key, amounts in given.items()}


def _power(
    group: list[tuple[Hit, Holder]], around: Surroundings, book: RuleBook, amounts: tuple[Amount, ...]
) -> Power:
    hits = [hit for hit, _ in group]
    first = shown_hit(hits, around)
    best = max(hits, key=lambda h: (h.rule.role is Role.BASIS, h.rule.score))
    norm = around.norms[best.norm if first.rule.role is not best.rule.role else first.norm]
    power_type = first.rule.type or PowerType.OTHER
    holder = next((holder for _, holder in group if holder.words), Holder())
    span = carrying_span(first if norm is around.norms[first.norm] else best, holder, hits, around)
    kinds = _kinds(power_type, hits, around, book.kinds)
    alt, reason, disputed = _alternatives(best, power_type, hits, around, book.disputed)
    ruling = next((hit.ruling for hit in hits if hit.ruling is not None), None)
    sentence = Span(around.norms[around.sentence_norms(first.norm)[0]].span.start, span.end).of(
        around.law.text
    )
    return Power(
        type=power_type,
        alt=alt,
        alt_reason=reason,
        role=Role.BASIS if any(h.rule.role is Role.BASIS for h in hits) else Role.RELATED,
        kinds=kinds,
        paragraph=norm.paragraph,
        item=norm.item,
        act=act_of(power_type, first.norm, first.act, around),
        conduct=conduct_of(sentence) if power_type is PowerType.PENALTY else (),
        holder=holder.words,
        holder_spans=holder.spans,
        holder_source=holder.source,
        agency_resolved=None,
        agency_id=None,
        agency_reason="",
        amounts=amounts,
        span=span,
        quote=span.of(around.law.text),
        by=best.rule.id,
        score=best.rule.score,
        disputed=disputed,
        ruling=ruling.act if ruling is not None else None,
        clauses=tuple(sorted({around.norms[hit.norm].span for hit in hits if hit.rule.role is Role.BASIS})),
    )


def _kinds(
    power_type: PowerType, hits: list[Hit], around: Surroundings, kinds: tuple[Kind, ...]
) -> tuple[str, ...]:
    if power_type is PowerType.PENALTY:
        sentences = {around.sentence_of[hit.norm] for hit in hits}
        words = "，".join(
            norm.masked
            for i, norm in enumerate(around.norms)
            if around.sentence_of[i] in sentences
            and norm.kind is ClauseKind.OPERATIVE
            and Flag.OFFICIAL_FAULT not in around.flags_of(i)
        ) or "，".join(around.norms[hit.norm].masked for hit in hits)
        found = tuple(dict.fromkeys(kind.name for kind in kinds if kind.pattern.search(words)))
        return found or tuple(dict.fromkeys(hit.kind for hit in hits if hit.ruling and hit.kind))
    named: dict[str, None] = {}
    for hit in hits:
        for name in (hit.kind,) if hit.kind else hit.rule.kinds:
            named.setdefault(re.sub(r"\s+", "", name), None)
    return tuple(named)


def _alternatives(
    best: Hit, power_type: PowerType, hits: list[Hit], around: Surroundings, disputed: tuple[Disputed, ...]
) -> tuple[tuple[PowerType, ...], str, bool]:
    alt, reasons = list(best.rule.alt), [best.rule.alt_reason] if best.rule.alt_reason else []
    doubt = best.rule.disputed
    rulings = dict.fromkeys(hit.ruling for hit in hits if hit.ruling is not None)
    reasons += [ruling.words for ruling in rulings]
    ruled = {ruling.act for ruling in rulings}
    words = "，".join(around.norms[hit.norm].masked for hit in hits if hit.ruling is None)
    for act in disputed:
        if act.id in ruled or act.pattern is None:
            continue
        if power_type in act.types and act.pattern.search(words):
            alt += [other for other in act.alt if other not in alt and other is not power_type]
            reasons.append(act.reason)
            doubt = True
    return tuple(alt), "；".join(dict.fromkeys(reasons)), doubt
