"""Whether every clause of the liability chapters (法律责任, 罚则) ends in a power or in a stated exclusion.

A clause is here what a lawyer reads as one: a sentence up to 。 or ；, and the head of a list together with the
conducts that it lists. One with neither a power nor an exclusion of the rules is tried against
``data/liability.toml``, whose reasons say what else a clause of such a chapter may be; what is left is open.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from lezr_extract.powers.context import LONGEST, Surroundings, law_flags
from lezr_extract.records import (
    Article,
    ArticlePowers,
    Law,
    LiabilityClause,
    Norm,
    Power,
    PowerType,
    Role,
    Span,
)
from lezr_extract.vocabulary.liability import liability_reasons

_CHAPTER = re.compile(
    r"法律责任|罚\s*[则责]|奖\s*惩|(?:奖励|表彰)[与和、及](?:处罚|惩罚|惩处)|行为[与和及]处罚|^\s*(?:处\s*罚|法\s*责)\s*$|责任追究"
)
_HAN = re.compile(r"[一-龥]")
_ORDER = re.compile(
    r"责令|限期|责成|撤销|取消|取缔|收缴|收回|暂停|追回|论处|强行|禁入|拒绝进港|通报|按[^，。；]{0,20}(?:处理|处罚)$|[给予]予[^，。；]{0,6}处罚"
)
_CONDUCT_END = re.compile(r"(?:的|行为|情形|活动)$")
# With one of these a clause may be a power that was missed, so that only a reason that speaks of sanctions excludes it.
_OWN_SANCTION = re.compile(
    r"处[^，。；]{0,30}罚款|¥[^，。；]{0,6}罚款|没收(?!的)|吊销|暂扣|停[产业]|责令|[给予]予[^，。；]{0,8}(?:处罚|警告)|处罚$|取缔|论处|禁入"
)
_SANCTION = re.compile(
    r"处[^，。；]{0,20}(?:罚|分)|罚款|责令|没收|吊销|暂扣|警告|取缔|[给予]予|由[OCSG]|依[照法]|承担|追究"
)


def liability_clauses(
    law: Law, norms: Sequence[Sequence[Norm]], found: Iterable[ArticlePowers]
) -> tuple[LiabilityClause, ...]:
    """The clauses of the liability chapters of ``law``, each with what it ends in, in the order of the text.

    A law without such a chapter is looked at in the articles that give a penalty.

    Args:
        law: the law.
        norms: the clauses of each article, parallel to ``law.articles``.
        found: its powers and exclusions.
    """
    rows = {row.article: row for row in found}
    chosen = [i for i, article in enumerate(law.articles) if _in_chapter(article)]
    if not chosen:
        chosen = [i for i, row in sorted(rows.items()) if any(map(_is_penalty, row.powers))]
    flags = law_flags(law)
    return tuple(
        clause
        for i in chosen
        if norms[i]
        for clause in _of_article(Surroundings(law, i, norms[i], flags), rows.get(i, ArticlePowers(i)))
    )


def _in_chapter(article: Article) -> bool:
    return any(_CHAPTER.search(heading.title) for heading in article.path)


def _is_penalty(power: Power) -> bool:
    return power.type is PowerType.PENALTY and power.role is Role.BASIS


def _of_article(around: Surroundings, row: ArticlePowers) -> Iterator[LiabilityClause]:
    carrying = [span for power in row.powers for span in (power.clauses or (power.span,))]
    by_list: set[int] = set()  # the 款 whose list stands under a head that carries a power
    punishing = {power.paragraph for power in row.powers if _is_penalty(power)}
    punishing |= {
        _paragraph_of(around, one) for power in row.powers if _is_penalty(power) for one in power.clauses
    }
    for group in _groups(around):
        first = around.norms[group[0]]
        span = Span(first.span.start, max(around.norms[i].span.end for i in group))
        direct = any(span.overlaps(one) for one in carrying)
        if direct and first.item is None:
            by_list.add(first.paragraph)
        excluded = next((e for e in row.exclusions if span.overlaps(e.span)), None)
        # An order or a withdrawal in an article that punishes is part of punishing (行政处罚法 art. 28(1)): only what
        # stands alone in its article is an entry of its own.
        order = bool(punishing) and _ORDER.search(_masked(around, group)) is not None
        attached = order or any(span.overlaps(power.span) for power in row.powers)
        if not direct and excluded is not None:
            yield LiabilityClause(around.index, span, "excluded", excluded.reason, excluded.by)
        elif direct or attached or (first.item is not None and first.paragraph in by_list):
            yield LiabilityClause(around.index, span, "power", "", "")
        else:
            yield _otherwise(around, group, span)


def _groups(around: Surroundings) -> list[list[int]]:
    """The norms of each clause; conducts listed under a head belong to the clause that is the head."""
    groups: list[list[int]] = []
    head: list[int] | None = None
    paragraph = -1
    for members in _between_stops(around):
        first = around.norms[members[0]]
        if first.paragraph != paragraph:
            paragraph, head = first.paragraph, None
        masked = _masked(around, members)
        listed = first.item is not None and bool(_CONDUCT_END.search(masked) or not _SANCTION.search(masked))
        if head is not None and listed:
            head.extend(members)
            continue
        groups.append(members)
        if first.item is None:
            head = members
    return groups


def _paragraph_of(around: Surroundings, span: Span) -> int:
    return next((norm.paragraph for norm in around.norms if norm.span.end > span.start), 0)


def _between_stops(around: Surroundings) -> Iterator[list[int]]:
    """The norms between one 。 or ； and the next."""
    text = around.law.text
    for sentence in around.sentences:
        members: list[int] = []
        for i in sentence.norms:
            if members and "；" in text[around.norms[members[-1]].span.end : around.norms[i].span.start]:
                yield members
                members = []
            members.append(i)
        if any(_HAN.search(around.norms[i].text) for i in members):
            yield members


def _masked(around: Surroundings, members: Sequence[int]) -> str:
    return "，".join(around.norms[i].masked for i in members)[:LONGEST]


def _otherwise(around: Surroundings, group: Sequence[int], span: Span) -> LiabilityClause:
    words = _masked(around, group)
    # A mask hides words that tell (有权机关), and shows what words hide (an organ of any name).
    written = span.of(around.law.text)[:LONGEST]
    sanctions = bool(_OWN_SANCTION.search(words))
    for reason in liability_reasons():
        if sanctions and reason.guarded:
            continue
        if reason.pattern.search(words) or reason.pattern.search(written):
            return LiabilityClause(around.index, span, "excluded", reason.reason, reason.id)
    return LiabilityClause(around.index, span, "open", "", "")
