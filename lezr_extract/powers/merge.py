"""From what the rules found to the powers of an article: one power for each type and holder."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from lezr_extract.powers.acts import act_of, conduct_of
from lezr_extract.powers.amounts import find_amounts
from lezr_extract.powers.context import Surroundings
from lezr_extract.powers.holders import EXCEPTION, Holder, find_holder
from lezr_extract.powers.match import Hit
from lezr_extract.records import Amount, ClauseKind, Exclusion, HeadKind, Power, PowerType, Role, Span
from lezr_extract.vocabulary.rules import Disputed, Flag, Kind, RuleBook

_ORDER = re.compile("责令|限期[^，。；]{0,8}(?:改正|整改|拆除|治理)|给予警告|予以警告|通报批评")
_FURTHER_ORDER = re.compile("(?:并|并应当|同时)?(?:责令|限期|恢复|采取)")
_PLAIN = {
    PowerType.INSPECTION: re.compile("进入|现场检查|现场监督检查"),
    PowerType.COERCION: re.compile("^(?:予以|可以|依法|先行|对[^，]{1,40})?(?:查封|扣押)(?!、复制)"),
}
_DECIDED = {
    PowerType.LICENCE: re.compile("作出[^，]{0,14}决定|(?:颁发|核发|发给|换发|签发)(?!的)"),
    PowerType.CONFIRMATION: re.compile("(?:颁发|核发|发给|换发|签发)(?!的)"),
    PowerType.ADJUDICATION: re.compile("作出[^，]{0,14}决定|责令|驳回"),
    PowerType.OTHER: re.compile(
        "^(?:接到|收到)[^，]{0,12}(?:报告|举报|投诉)[^，]*(?:处理|处置|查处|调查|核实)"
    ),
}
_BELOW = re.compile("按照?(?:下列|以下)规定")
_NEAR = 200  # characters from the head of a list to an item that is quoted together with it
_LONG = 300  # the same for a measure, which may be a later item
_IN_ITEMS = frozenset({PowerType.COERCION, PowerType.INSPECTION})
_COSTS = re.compile("^(?:所需|相关|有关|由此产生的)?费用[^，。；]{0,12}由")


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
            if any(h.rule.type is hit.rule.type or _overlap(h.span, hit.span) for h in kept):
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


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


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
    first = _shown(hits, around)
    best = max(hits, key=lambda h: (h.rule.role is Role.BASIS, h.rule.score))
    norm = around.norms[best.norm if first.rule.role is not best.rule.role else first.norm]
    power_type = first.rule.type or PowerType.OTHER
    holder = next((holder for _, holder in group if holder.words), Holder())
    span = _carrying_span(first if norm is around.norms[first.norm] else best, holder, hits, around)
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


def _shown(hits: list[Hit], around: Surroundings) -> Hit:
    """The hit whose words are quoted: of the rules that say most, the first; of listed measures the plainest one."""
    hits = [hit for hit in hits if not EXCEPTION.search(around.norms[hit.norm].masked)] or hits
    if hits[0].rule.type in _PLAIN:
        means = [hit for hit in hits if around.norms[hit.norm].head is HeadKind.MEANS]
        hits = means or hits
    most = max(hit.rule.quoted for hit in hits)
    first = next(hit for hit in hits if hit.rule.quoted == most)
    plain = _PLAIN.get(first.rule.type or PowerType.OTHER)
    opener = around.norms[first.norm]
    if plain is None or opener.head is not HeadKind.MEANS:
        return first
    for i, norm in enumerate(around.norms):
        if norm.item is not None and norm.paragraph == opener.paragraph and plain.search(norm.masked):
            return replace(first, norm=i, span=norm.span, act=None)
    return first


def _carrying_span(first: Hit, holder: Holder, hits: list[Hit], around: Surroundings) -> Span:
    """From the holder's words, where they stand in the same sentence, to the end of the last carrying clause.

    The orders beside a penalty belong to it (行政处罚法 art. 28), so do the costs of doing a thing in another's place;
    of a head 按照下列规定处罚 the first item with a sanction is shown.
    """
    sentence = around.sentence_norms(first.norm)
    start, end = around.norms[first.norm].span
    start, end = min(start, first.span.start), max(end, first.span.end)
    for hit in hits:
        if hit.norm in sentence:
            end = max(end, around.norms[hit.norm].span.end)
    start, end = _with_attached(first, hits, around, start, end)
    end = _with_order(sentence, around, start, end)
    opening = around.norms[sentence[0]].span.start
    for span in holder.spans:
        if opening <= span.start < start:
            start = next(n.span.start for n in (around.norms[i] for i in sentence) if n.span.end > span.start)
            break
    else:
        start, end = _with_head(first, holder, around, start, end)
    span = Span(start, _with_item(first, hits, around, end))
    return _with_beside(span, first, hits, around) if first.rule.type is PowerType.LICENCE else span


def _with_item(first: Hit, hits: list[Hit], around: Surroundings, end: int) -> int:
    """Where the words end with the first item that carries the power, if they end with the head of its list."""
    head = next((n for n in reversed(around.norms) if n.span.end == end), around.norms[first.norm])
    if not head.opens_list or first.rule.type not in _IN_ITEMS:
        return end
    items = [
        i
        for i, n in enumerate(around.norms)
        if n.item is not None and n.paragraph == head.paragraph and n.span.start > end
    ]
    carrying = [hit.norm for hit in hits if hit.norm in items]
    ends = [around.norms[i].span.end for i in (carrying or items)[:1]]
    return next((e for e in ends if e - head.span.start <= _LONG), end)


def _with_beside(span: Span, first: Hit, hits: list[Hit], around: Surroundings) -> Span:
    """``span`` with what else of its paragraph carries the licence close by: 应当向X申请…。X应当在二十日内核发…."""
    paragraph = around.norms[first.norm].paragraph
    start, end = span
    for hit in hits:
        clause = around.norms[hit.norm]
        if hit.rule.role is not first.rule.role or clause.paragraph != paragraph or clause.item is not None:
            continue
        wider = Span(min(start, clause.span.start), max(end, clause.span.end))
        if wider.end - wider.start <= _NEAR:
            start, end = wider
    return Span(start, end)


def _with_order(sentence: Sequence[int], around: Surroundings, start: int, end: int) -> int:
    """Where the words end if they would be a condition or a topic alone: with what is ordered of it."""
    inside = [i for i in sentence if start <= around.norms[i].span.start < end]
    if any(around.norms[i].kind is ClauseKind.OPERATIVE and around.norms[i].verb for i in inside):
        return end
    after = (around.norms[i] for i in sentence if around.norms[i].span.start >= end)
    ordered = (n for n in after if n.kind is ClauseKind.OPERATIVE and not EXCEPTION.match(n.masked))
    return next((norm.span.end for norm in ordered), end)


def _with_head(first: Hit, holder: Holder, around: Surroundings, start: int, end: int) -> tuple[int, int]:
    """An item whose holder stands in the head of its list not far before is quoted whole, together with the head."""
    item = around.norms[first.norm]
    if item.item is None or not holder.spans:
        return start, end
    for norm in reversed(around.norms[: first.norm]):
        if norm.paragraph != item.paragraph or start - norm.span.start > _NEAR:
            break
        if norm.item is None and norm.span.holds(holder.spans[0]):
            return norm.span.start, max(end, around.norms[around.sentence_norms(first.norm)[-1]].span.end)
    return start, end


def _with_attached(
    first: Hit, hits: list[Hit], around: Surroundings, start: int, end: int
) -> tuple[int, int]:
    """What belongs to the carrying clauses although no rule found it."""
    sentence = [around.norms[i] for i in around.sentence_norms(first.norm)]
    if first.rule.type is PowerType.PENALTY:
        orders = (
            n.span.start for n in sentence if n.kind is ClauseKind.OPERATIVE and _ORDER.search(n.masked)
        )
        start = min(start, next(orders, start))
        clause = around.norms[first.norm]
        if clause.opens_list or _BELOW.search(clause.masked):
            items = (
                around.norms[hit.norm]
                for hit in hits
                if around.norms[hit.norm].item is not None
                and around.norms[hit.norm].paragraph == clause.paragraph
            )
            end = max(end, next((item.span.end for item in items), end))
    if first.rule.type is PowerType.OTHER:
        for norm in sentence:
            if norm.span.start >= end and _FURTHER_ORDER.match(norm.masked) and norm.span.start - end <= 2:
                end = norm.span.end
    if first.rule.type in _DECIDED:
        end = _with_decision(first, around, end, _DECIDED[first.rule.type])
    if first.rule.type is PowerType.COERCION:
        costs = (n.span.end for n in sentence if n.span.start >= end and _COSTS.search(n.masked))
        end = next(costs, end)
    return start, end


def _with_decision(first: Hit, around: Surroundings, end: int, decides: re.Pattern[str]) -> int:
    """Where the words end with the clause near by that says what the organ does: 作出决定, 颁发许可证, 责令停止侵权."""
    here = around.sentence_of[first.norm]
    for i, norm in enumerate(around.norms):
        near = (
            around.sentence_of[i] in (here, here + 1) and norm.paragraph == around.norms[first.norm].paragraph
        )
        if (
            near
            and norm.span.start >= end
            and norm.kind is ClauseKind.OPERATIVE
            and decides.search(norm.masked)
        ):
            return norm.span.end if norm.span.end - end <= _NEAR else end
    return end


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
