"""Trying the rules on the clauses of an article."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from lezr_extract.powers.context import Surroundings
from lezr_extract.records import Norm, PowerType, Span
from lezr_extract.text.phrases import PhraseFinder
from lezr_extract.vocabulary.rules import Flag, Rule, Where, rule_book

# An item below 有下列行为之一的，由X处…： names a conduct; only a sanction of its own can be a power there.
SANCTIONS = frozenset({PowerType.PENALTY, PowerType.COERCION, PowerType.OTHER, None})


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule that holds for a clause.

    Attributes:
        rule: the rule.
        norm: index of the clause in the article.
        span: of the words that the pattern matched, in the law's text.
        act: of the words that name the act, None when the pattern does not say.
        kind: the words of the pattern's group ``kind``, empty without.
    """

    rule: Rule
    norm: int
    span: Span
    act: Span | None = None
    kind: str = ""


class RuleIndex:
    """Which rules to try on a text, from one pass over it."""

    def __init__(self, rules: tuple[Rule, ...], words: tuple[str, ...]) -> None:
        self._finder = PhraseFinder(words)
        order = {word: i for i, word in enumerate(self._finder.phrases)}
        # The finder gives the longest phrase at a place: what stands inside it is found with it.
        self._inside = [
            tuple(inner for inner in self._finder.phrases if inner in word) for word in self._finder.phrases
        ]
        self._rules: dict[str, list[int]] = {word: [] for word in order}
        for i, rule in enumerate(rules):
            for word in rule.words:
                self._rules[word].append(i)
        self.rules = rules

    def words_in(self, text: str) -> set[str]:
        """The trigger words that stand in ``text``."""
        found = {i for i, _, _ in self._finder.find(text)}
        return {word for i in found for word in self._inside[i]}

    def candidates(self, words: set[str], text: str) -> list[Rule]:
        """The rules with a trigger word in ``text``, in their order."""
        chosen: set[int] = set()
        for word in words:
            if word in text:
                chosen.update(self._rules[word])
        return [self.rules[i] for i in sorted(chosen)]


@cache
def rule_index() -> RuleIndex:
    """The index over the package's rules."""
    book = rule_book()
    return RuleIndex(book.rules, book.words)


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
        found = rule.pattern.search(norm.masked if rule.where is Where.MASKED else norm.text)
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
    return (
        norm.kind in rule.clause
        and norm.subject_kind not in rule.not_subject
        and (not rule.subject or norm.subject_kind in rule.subject)
        and (not rule.source or norm.subject_source in rule.source)
        and (not rule.object or norm.object_kind in rule.object)
        and (not (rule.head or rule.not_head) or _head_fits(rule, norm))
        and (not rule.via or any(m.via in rule.via for m in norm.mentions))
    )


def _head_fits(rule: Rule, norm: Norm) -> bool:
    """Items answer for the head above them, a clause that opens a list for its own."""
    if norm.head is None or not (norm.item is not None or norm.opens_list):
        return not rule.head
    return norm.head not in rule.not_head and (not rule.head or norm.head in rule.head)


def _surroundings_fit(rule: Rule, around: Surroundings, i: int, norm: Norm) -> bool:
    sentence = around.masked_sentences[around.sentence_of[i]]
    if rule.unless is not None and rule.unless.search(
        sentence if rule.where is Where.SENTENCE else norm.masked
    ):
        return False
    if rule.sentence is not None and not rule.sentence.search(sentence):
        return False
    if rule.unless_sentence is not None and rule.unless_sentence.search(sentence):
        return False
    flags = around.flags_of(i)
    if Flag.PENALTY_HEAD in flags and rule.type not in SANCTIONS:
        return False
    return rule.needs <= flags and not rule.forbids & flags
