"""Trying the rules on the clauses of an article."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from lezr_extract.powers.context import LONGEST, Surroundings
from lezr_extract.records import ActorKind, HeadKind, Norm, PowerType, Ruling, Span, SubjectSource
from lezr_extract.text.phrases import PhrasesWithin
from lezr_extract.vocabulary.rules import Flag, Rule, Where, rule_book

# An item below 有下列行为之一的，由X处…： names a conduct; only a sanction of its own can be a power there.
NO_SANCTIONS = frozenset(PowerType) - {PowerType.PENALTY, PowerType.COERCION, PowerType.OTHER}
# Licences under a contract, courts' measures and elections carry the words of every other type.
NOT_OF_PRIVATE_LAW = frozenset(PowerType) - {PowerType.PENALTY, PowerType.CONFIRMATION, PowerType.REWARD}


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule that holds for a clause.

    Attributes:
        rule: the rule.
        norm: index of the clause in the article.
        span: of the words that the pattern matched, in the law's text.
        act: of the words that name the act, None when the pattern does not say.
        kind: the words of the pattern's group ``kind``, empty without.
        ruling: the office ruling that fixed the type; None without.
    """

    rule: Rule
    norm: int
    span: Span
    act: Span | None = None
    kind: str = ""
    ruling: Ruling | None = None


class RuleIndex:
    """Which rules to try on a clause: those with a trigger word in it.

    Words are found with overlap: 并处罚款 holds 处罚 and 罚款. The words that the article lacks are put aside once
    for all its clauses.
    """

    def __init__(self, rules: tuple[Rule, ...]) -> None:
        self.rules = rules
        self._rules: dict[str, list[int]] = {}
        for i, rule in enumerate(rules):
            for word in rule.words:
                self._rules.setdefault(word, []).append(i)
        self._finder = PhrasesWithin(self._rules)

    def words_in(self, text: str) -> list[str]:
        """The trigger words that stand in ``text``."""
        return self._finder.within(text)

    def candidates(self, words: list[str], text: str) -> list[Rule]:
        """The rules with a trigger word in ``text``, in their order."""
        chosen: set[int] = set()
        for word in words:
            if word in text:
                chosen.update(self._rules[word])
        return [self.rules[i] for i in sorted(chosen)]


@cache
def rule_index() -> RuleIndex:
    """The index over the package's rules."""
    return RuleIndex(rule_book().rules)


def find_hits(around: Surroundings, index: RuleIndex) -> Iterator[Hit]:
    """Every rule that holds for a clause of the article, clause by clause, rules in the order of their files."""
    words = index.words_in(around.article.text)
    if not words:
        return
    for i, norm in enumerate(around.norms):
        for rule in index.candidates(words, norm.text):
            hit = _try(rule, around, i, norm)
            if hit is not None:
                yield hit


def _try(rule: Rule, around: Surroundings, i: int, norm: Norm) -> Hit | None:
    if not _frame_fits(rule, norm):
        return None
    if rule.where is Where.SENTENCE:
        found = rule.pattern.search(around.masked_sentences[around.sentence_of[i]])
        start = around.norms[around.sentence_norms(i)[0]].span.start
    else:
        found = rule.pattern.search((norm.masked if rule.where is Where.MASKED else norm.text)[:LONGEST])
        start = norm.span.start
    if found is None or not _surroundings_fit(rule, around, i, norm):
        return None
    if rule.where is Where.SENTENCE and not (
        start + found.start() < norm.span.end and norm.span.start < start + found.end()
    ):
        return None
    return _hit(rule, i, found, start, around.law.text)


def _hit(rule: Rule, i: int, found: re.Match[str], start: int, text: str) -> Hit:
    groups = found.re.groupindex
    act = kind = None
    if "act" in groups and found["act"]:
        act = Span(start + found.start("act"), start + found.end("act"))
    if "kind" in groups and found["kind"]:
        kind = text[start + found.start("kind") : start + found.end("kind")]
    return Hit(rule, i, Span(start + found.start(), start + found.end()), act, kind or "")


def _frame_fits(rule: Rule, norm: Norm) -> bool:
    """The cheap questions: kind of clause, subject, object, head."""
    subject = _subject_kind(norm)
    return (
        norm.kind in rule.clause
        and subject not in rule.not_subject
        and (not rule.subject or subject in rule.subject)
        and (not rule.source or norm.subject_source in rule.source)
        and (not rule.object or norm.object_kind in rule.object)
        and (not (rule.head or rule.not_head) or _head_fits(rule, norm))
        and (not rule.via or any(m.via.endswith(tuple(rule.via)) for m in norm.mentions))
    )


def _subject_kind(norm: Norm) -> ActorKind:
    """Who acts, where the frame alone would mislead."""
    if (
        norm.head is HeadKind.MEANS
        and norm.item is not None
        and norm.subject_source is not SubjectSource.WRITTEN
    ):
        return ActorKind.ORGAN  # whoever must not resist (单位和个人不得拒绝：) does not take the measures
    if norm.subject_kind is ActorKind.THING and norm.subject_span is not None:
        last = norm.subject_span.end - norm.span.start - 1
        if 0 <= last < len(norm.masked) and norm.masked[last] == "O":
            return ActorKind.ORGAN  # a name whose first words were not known still ends in an organ
    return norm.subject_kind


def _head_fits(rule: Rule, norm: Norm) -> bool:
    """Items answer for the head above them, a clause that opens a list for its own."""
    if norm.head is None or not (norm.item is not None or norm.opens_list):
        return not rule.head
    return norm.head not in rule.not_head and (not rule.head or norm.head in rule.head)


def _surroundings_fit(rule: Rule, around: Surroundings, i: int, norm: Norm) -> bool:
    """The words that must or must not stand around the pattern, then the flags."""
    sentence = around.masked_sentences[around.sentence_of[i]]
    own = sentence if rule.where is Where.SENTENCE else norm.masked[:LONGEST]
    kept_out = ((rule.unless, own), (rule.unless_text, norm.text[:LONGEST]), (rule.unless_sentence, sentence))
    if any(pattern is not None and pattern.search(words) for pattern, words in kept_out):
        return False
    if rule.sentence is not None and not rule.sentence.search(sentence):
        return False
    flags = around.flags_of(i)
    return rule.type not in barred(around, i) and rule.needs <= flags and not rule.forbids & flags


def barred(around: Surroundings, i: int) -> frozenset[PowerType]:
    """The types of power that cannot stand in the clause ``i``, whatever its words and whoever finds them."""
    flags = around.flags_of(i)
    types: frozenset[PowerType] = frozenset()
    if Flag.PENALTY_HEAD in flags:
        types |= NO_SANCTIONS
    if Flag.CRIMINAL_LAW in flags and "O" not in around.masked_sentences[around.sentence_of[i]]:
        types |= frozenset(PowerType)
    if Flag.PRIVATE_LAW in flags:
        types |= NOT_OF_PRIVATE_LAW
    return types
