"""Which words carry a power: the clauses that are quoted for it, from its holder to the last clause that belongs to it."""

import re
from collections.abc import Sequence
from dataclasses import replace

from lezr_extract.powers.context import Surroundings
from lezr_extract.powers.holders import EXCEPTION, Holder
from lezr_extract.powers.match import Hit
from lezr_extract.records import ClauseKind, HeadKind, PowerType, Span

_ORDER = re.compile("责令|限期[^，。；]{0,8}(?:改正|整改|拆除|治理)|给予警告|予以警告|通报批评")
_FURTHER_ORDER = re.compile("(?:并|并应当|同时)?(?:责令|限期|恢复|采取)")
_PLAIN_MEASURE = {  # of several listed measures the one that shows the power best
    PowerType.INSPECTION: re.compile("进入|现场检查|现场监督检查"),
    PowerType.COERCION: re.compile("^(?:予以|可以|依法|先行|对[^，]{1,40})?(?:查封|扣押)(?!、复制)"),
}
_DECISION = {  # the clause that says what the organ does in the end
    PowerType.LICENCE: re.compile("作出[^，]{0,14}决定|(?:颁发|核发|发给|换发|签发)(?!的)"),
    PowerType.CONFIRMATION: re.compile("(?:颁发|核发|发给|换发|签发)(?!的)"),
    PowerType.ADJUDICATION: re.compile("作出[^，]{0,14}决定|责令|驳回"),
    PowerType.OTHER: re.compile(
        "^(?:接到|收到)[^，]{0,12}(?:报告|举报|投诉)[^，]*(?:处理|处置|查处|调查|核实)"
    ),
}
_AS_LISTED_BELOW = re.compile("按照?(?:下列|以下)规定")
_NEAR = 200
"""Characters from the head of a list to an item that is quoted together with it."""
_NEAR_MEASURE = 300
"""The same for a measure, which may be a later item."""
_LISTED_AS_ITEMS = frozenset({PowerType.COERCION, PowerType.INSPECTION})
_COSTS = re.compile("^(?:所需|相关|有关|由此产生的)?费用[^，。；]{0,12}由")


def shown_hit(hits: list[Hit], around: Surroundings) -> Hit:
    """The hit whose words are quoted: of the rules that say most, the first; of listed measures the plainest one."""
    hits = [hit for hit in hits if not EXCEPTION.search(around.norms[hit.norm].masked)] or hits
    if hits[0].rule.type in _PLAIN_MEASURE:
        means = [hit for hit in hits if around.norms[hit.norm].head is HeadKind.MEANS]
        hits = means or hits
    most = max(hit.rule.quoted for hit in hits)
    first = next(hit for hit in hits if hit.rule.quoted == most)
    plain = _PLAIN_MEASURE.get(first.rule.type or PowerType.OTHER)
    opener = around.norms[first.norm]
    if plain is None or opener.head is not HeadKind.MEANS:
        return first
    for i, norm in enumerate(around.norms):
        if norm.item is not None and norm.paragraph == opener.paragraph and plain.search(norm.masked):
            return replace(first, norm=i, span=norm.span, act=None)
    return first


def carrying_span(first: Hit, holder: Holder, hits: list[Hit], around: Surroundings) -> Span:
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
    if not head.opens_list or first.rule.type not in _LISTED_AS_ITEMS:
        return end
    items = [
        i
        for i, n in enumerate(around.norms)
        if n.item is not None and n.paragraph == head.paragraph and n.span.start > end
    ]
    carrying = [hit.norm for hit in hits if hit.norm in items]
    ends = [around.norms[i].span.end for i in (carrying or items)[:1]]
    return next((e for e in ends if e - head.span.start <= _NEAR_MEASURE), end)


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
        if clause.opens_list or _AS_LISTED_BELOW.search(clause.masked):
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
    if first.rule.type in _DECISION:
        end = _with_decision(first, around, end, _DECISION[first.rule.type])
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
