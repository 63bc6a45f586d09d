"""Office rulings on disputed acts: the type that the office has fixed takes the place of ours, before anything else.

A ruling works on what a rule found in one clause, not on the finished power: a fine in the clause beside a ruled
order stays a fine.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from lezr_extract.powers.context import LONGEST, Surroundings
from lezr_extract.powers.match import Hit
from lezr_extract.records import PowerType, Role, Ruling, Span
from lezr_extract.vocabulary.rule_book import Disputed, Rule
from lezr_extract.vocabulary.rules import rule_book

Rulings = Mapping[str, Ruling]
NO_RULINGS: Rulings = {}


def apply_rulings(hits: Iterable[Hit], around: Surroundings, rulings: Rulings) -> Iterator[Hit]:
    """``hits`` with the office's type on those that are a disputed act for which there is a ruling.

    Args:
        hits: what the rules found, before they are weighed against each other.
        around: the article.
        rulings: by id of the disputed act.
    """
    acts = rule_book().disputed
    for hit in hits:
        act, words = _act(hit, around, acts)
        ruling = rulings.get(act.id) if act is not None else None
        yield hit if ruling is None else _ruled(hit, ruling, words)


def without_attached(standing: Sequence[Hit], around: Surroundings) -> list[Hit]:
    """The hits without orders that a ruling took out of the penalties and that accompany one in their sentence.

    责令改正 beside a penalty is done while punishing (行政处罚法 art. 28(1)) and is no entry of its own.
    """
    punished = {
        around.sentence_of[hit.norm]
        for hit in standing
        if hit.rule.type is PowerType.PENALTY and hit.rule.role is Role.BASIS
    }
    return [
        hit
        for hit in standing
        if not (hit.ruling and hit.rule.type is PowerType.OTHER and around.sentence_of[hit.norm] in punished)
    ]


def _act(hit: Hit, around: Surroundings, acts: Sequence[Disputed]) -> tuple[Disputed | None, str]:
    """The disputed act that ``hit`` is, and its words in the clause."""
    clause = around.norms[hit.norm]
    for act in acts:
        if hit.rule.type not in act.types:
            continue
        if hit.rule.id in act.rules:
            return act, hit.kind or next(iter(hit.rule.kinds), "")
        if act.pattern is None:
            continue
        for match in act.pattern.finditer(clause.masked[:LONGEST]):
            at = Span(*match.span()).moved(clause.span.start)
            if at.start < hit.span.end and hit.span.start < at.end:
                return act, at.of(around.law.text)
    return None, ""


def _ruled(hit: Hit, ruling: Ruling, words: str) -> Hit:
    kind = hit.kind or ("" if hit.rule.kinds else words)
    return replace(hit, rule=_as_type(hit.rule, ruling.type), kind=kind, ruling=ruling)


@lru_cache(maxsize=256)
def _as_type(rule: Rule, power_type: PowerType) -> Rule:
    return replace(rule, type=power_type, alt=(), alt_reason="", disputed=False)
