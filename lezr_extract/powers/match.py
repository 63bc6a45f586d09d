"""Trying the rules on the clauses of an article."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from lezr_extract.powers.context import LONGEST, Surroundings
from lezr_extract.records import ActorKind, ClauseKind, HeadKind, Norm, PowerType, Ruling, Span, SubjectSource
from lezr_extract.text.phrases import PhrasesWithin
from lezr_extract.vocabulary.rule_book import Flag, Rule, Where
from lezr_extract.vocabulary.rules import rule_book

# An item below 有下列行为之一的，由X处…： names a conduct; only a sanction of its own can be a power there.
NO_SANCTIONS = frozenset(PowerType) - {PowerType.PENALTY, PowerType.COERCION, PowerType.OTHER}
# Licences under a contract, courts' measures and elections carry the words of every other type.
NOT_OF_PRIVATE_LAW = frozenset(PowerType) - {PowerType.PENALTY, PowerType.CONFIRMATION, PowerType.REWARD}
_FRAMES = 1 << 12
"""Frames of clauses whose rules are remembered; there are fewer."""


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


_HANDS_IN = re.compile(
    "(?:还|也|均|都)?(?:必须|应当|须|应)(?:事先|预先|提前|首先|先)?(?:报|报请|报经|经|征得|向|取得)"
)
"""必须事先报X批准, with nobody named: an organ acts in the end, but not the one who hands in."""


class RuleIndex:
    """Which rules to try on a clause: those with a trigger word in it.

    Words are found with overlap: 并处罚款 holds 处罚 and 罚款. The words that the article lacks are put aside once
    for all its clauses, and so are, for each frame of a clause, the rules to which it does not fit.
    """

    def __init__(self, rules: tuple[Rule, ...]) -> None:
        self.rules = rules
        self._rules: dict[str, list[int]] = {}
        for i, rule in enumerate(rules):
            for word in rule.words:
                self._rules.setdefault(word, []).append(i)
        self._finder = PhrasesWithin(self._rules)
        self._fitting = lru_cache(_FRAMES)(lambda frame: _Fitting(self.rules, self._rules, frame))

    def words_in(self, text: str) -> list[str]:
        """The trigger words that stand in ``text``."""
        return self._finder.within(text)

    def candidates(self, words: list[str], norm: Norm) -> set[int]:
        """Numbers of the rules with a trigger word in the clause, to whose frame it fits."""
        text = norm.text
        held = [word for word in words if word in text]
        return set().union(*map(self._fitting(_frame(norm)).__getitem__, held)) if held else set()


@cache
def rule_index() -> RuleIndex:
    """The index over the package's rules."""
    return RuleIndex(rule_book().rules)


def find_hits(articles: Sequence[Surroundings], index: RuleIndex) -> list[list[Hit]]:
    """Every rule that holds for a clause of each article, clause by clause, rules in the order of their files.

    Goes through the articles of a law rule by rule: a pattern at work stays in the processor's cache.
    """
    waiting: dict[int, list[tuple[int, int]]] = {}
    for number, around in enumerate(articles):
        words = index.words_in(around.article.text)
        if not words:
            continue
        for i, norm in enumerate(around.norms):
            for rule in index.candidates(words, norm):
                waiting.setdefault(rule, []).append((number, i))
    found: list[list[tuple[int, int, Hit]]] = [[] for _ in articles]
    for rule, places in sorted(waiting.items()):
        for number, i in places:
            hit = _try(index.rules[rule], articles[number], i)
            if hit is not None:
                found[number].append((i, rule, hit))
    return [[hit for _, _, hit in sorted(of_article, key=_order)] for of_article in found]


def _order(placed: tuple[int, int, Hit]) -> tuple[int, int]:
    return placed[:2]


def _try(rule: Rule, around: Surroundings, i: int) -> Hit | None:
    norm = around.norms[i]
    if rule.via and not any(mention.via.endswith(tuple(rule.via)) for mention in norm.mentions):
        return None
    if rule.needs and not rule.needs <= around.flags_of(i):
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


class _Fitting(dict[str, frozenset[int]]):
    """The rules by trigger word, those that do not fit to a frame left out; filled as words are met."""

    def __init__(self, rules: Sequence[Rule], by_word: Mapping[str, list[int]], frame: "_Frame") -> None:
        self._rules, self._by_word, self._frame = rules, by_word, frame

    def __missing__(self, word: str) -> frozenset[int]:
        fitting = frozenset(i for i in self._by_word[word] if _frame_fits(self._rules[i], self._frame))
        self[word] = fitting
        return fitting


class _Frame(NamedTuple):
    """What a rule asks of a clause before its words: kind of clause, subject, object, head of a list."""

    kind: ClauseKind
    subject: ActorKind
    source: SubjectSource
    object: ActorKind
    head: HeadKind | None
    listed: bool


def _frame(norm: Norm) -> _Frame:
    return _Frame(
        norm.kind,
        _subject_kind(norm),
        norm.subject_source,
        norm.object_kind,
        norm.head,
        norm.item is not None or norm.opens_list,
    )


def _frame_fits(rule: Rule, frame: _Frame) -> bool:
    return (
        frame.kind in rule.clause
        and frame.subject not in rule.not_subject
        and (not rule.subject or frame.subject in rule.subject)
        and (not rule.source or frame.source in rule.source)
        and (not rule.object or frame.object in rule.object)
        and (not (rule.head or rule.not_head) or _head_fits(rule, frame))
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
    if (
        norm.subject_kind is ActorKind.ORGAN
        and norm.subject_source is SubjectSource.NONE
        and _HANDS_IN.match(norm.masked)
    ):
        return ActorKind.UNKNOWN
    return norm.subject_kind


def _head_fits(rule: Rule, frame: _Frame) -> bool:
    """Items answer for the head above them, a clause that opens a list for its own."""
    if frame.head is None or not frame.listed:
        return not rule.head
    return frame.head not in rule.not_head and (not rule.head or frame.head in rule.head)


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
    return not rule.forbids & flags and rule.type not in barred(around, i)


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
