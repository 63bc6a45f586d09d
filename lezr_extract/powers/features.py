"""What the learned model sees of a clause: its words, its frame, its neighbours, its law.

A feature is a short string. Its first character tells its group, and the group how much it weighs
(`WEIGHTS`): frames are few and telling, words many and noisy. Measured on the labels that rules were not written
from: words and frames of the whole clause 0.75, with rules beside them 0.77 (docs/decide/model.md).
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from lezr_extract.powers.context import LONGEST, Surroundings
from lezr_extract.powers.match import Hit
from lezr_extract.records import ActorKind, ClauseKind, HeadKind, Norm, SubjectSource
from lezr_extract.text.words import cut
from lezr_extract.vocabulary import clause_words

Classes = Mapping[str, tuple[str, str]]
"""Word → its fine and its coarse class of words used alike (400 and 100 classes, learned without labels)."""

WEIGHTS = dict.fromkeys("dehij", 0.5) | dict.fromkeys("pnstc", 0.3)
"""Weight of a feature by its first character; 1 for those of the frame, which begin with a capital."""

_SAME_MASKS = tuple((mask + mask, mask) for mask in "OPCSG§¥x")
_TRIGGERS = re.compile("|".join(sorted(clause_words.words_of("power_words"))))
OTHER = "#"
"""The class of a word without one."""
BEGIN, END = "^", "$"
"""What stands before the first word and behind the last."""
_NEITHER = (OTHER, OTHER)
BREAK = "\n"
"""Stands between clauses that are cut together: no word reaches over it."""


def weight(feature: str) -> float:
    """How much a feature counts before anything is learned."""
    return WEIGHTS.get(feature[0], 1.0)


def candidates(around: Surroundings, hits: Sequence[Hit]) -> list[int]:
    """The clauses that may carry a power: those that a rule looked at, and those with a word of any type of power.

    Of the labelled powers 97 in 100 have such a clause.
    """
    hit = {h.norm for h in hits}
    return [i for i, norm in enumerate(around.norms) if i in hit or _TRIGGERS.search(norm.masked, 0, LONGEST)]


def words_of(masked: str) -> list[str]:
    """The words of a masked clause; each actor, citation and sum is one letter."""
    masked = masked[:LONGEST]
    for doubled, mask in _SAME_MASKS:
        while doubled in masked:
            masked = masked.replace(doubled, mask)
    return [word for word in cut(masked) if word.strip()]


def words_of_many(clauses: Iterable[str]) -> list[str]:
    """The words of masked clauses one after the other, as `words_of` gives them, `BREAK` between two clauses.

    White space, which is no word, may still be among them.
    """
    masked = BREAK.join([clause[:LONGEST].replace(BREAK, " ") for clause in clauses])
    for doubled, mask in _SAME_MASKS:
        while doubled in masked:
            masked = masked.replace(doubled, mask)
    return cut(masked)


class ArticleFeatures:
    """The features of an article's clauses, written out; `weighing.Weighing` adds up their weights without that."""

    def __init__(self, around: Surroundings, classes: Classes) -> None:
        self._around = around
        self._classes = classes
        self._words: dict[int, list[str]] = {}
        self._of_law = [
            *of_title(around.law.short_title),
            *of_chapter(chapter(around)),
            *of_place(*place(around)),
        ]

    def of(self, i: int) -> set[str]:
        """All features of the clause ``i``."""
        norm = self._around.norms[i]
        found = set(self._of_law)
        found.update(self._of_words(i, norm), self._of_neighbours(i))
        found.update(of_frame(frame(norm)), of_object(norm.object))
        for via, kind in mentioned(norm):
            found.update(of_mention(via, kind, norm.verb, norm.subject_kind))
        for flag in self._around.flags_of(i):
            found.update(of_flag(flag, norm.kind[0], norm.verb))
        return found

    def words(self, i: int) -> list[str]:
        """The words of a clause, cut once; see `words_of`."""
        known = self._words.get(i)
        if known is None:
            known = self._words[i] = words_of(self._around.norms[i].masked)
        return known

    def _of_words(self, i: int, norm: Norm) -> list[str]:
        """Words, their classes, and what stands side by side; the classes once more with kind and subject."""
        words, classes = self.words(i), self._classes
        pairs = [classes.get(w) or (w if len(w) == 1 else OTHER, OTHER) for w in words]
        fine = [BEGIN, *(p[0] for p in pairs), END]
        coarse = [BEGIN, *(p[1] for p in pairs), END]
        words = [BEGIN, *words, END]
        who = acting(norm.kind, norm.subject_kind)
        return [
            *(f"i{word}" for word in words),
            *(f"d{cls}" for cls in fine),
            *(who + cls for cls in fine),
            *(f"i{a}_{b}" for a, b in pairwise(words)),
            *(f"e{a}_{b}" for a, b in pairwise(fine)),
            *(f"h{a}_{b}_{c}" for a, b, c in zip(coarse, coarse[1:], coarse[2:], strict=False)),
        ]

    def _of_neighbours(self, i: int) -> list[str]:
        """The words of the other clauses of the sentence, those before and behind apart."""
        found: list[str] = []
        for k in self._around.sentence_norms(i):
            if k == i:
                continue
            side = "p" if k == i - 1 else "n" if k == i + 1 else "s"
            words = self.words(k)
            found += [side + word for word in words]
            if side != "s":
                get = self._classes.get
                found += [f"{side}c{get(word, _NEITHER)[0]}" for word in words]
        return found


def acting(kind: ClauseKind, subject: ActorKind) -> str:
    """The beginning of the features that join a class of words with the kind of clause and subject."""
    return f"j{kind[0]}{subject}"


class Frame(NamedTuple):
    """What the features of a frame rest on, the object's words and what is around the clause left out."""

    kind: str
    subject: ActorKind
    source: SubjectSource
    modal: str
    verb: str
    object_kind: ActorKind
    head: HeadKind | None
    is_item: bool
    opens_list: bool
    conditions: int


def frame(norm: Norm) -> Frame:
    """The frame of a clause; of conditions the number, at most three."""
    return Frame(
        norm.kind[0],
        norm.subject_kind,
        norm.subject_source,
        norm.modal,
        norm.verb,
        norm.object_kind,
        norm.head,
        norm.item is not None,
        norm.opens_list,
        min(len(norm.conditions), 3),
    )


def of_frame(of: Frame) -> Iterator[str]:
    """The features of a frame."""
    kind, subject, verb = of.kind, of.subject, of.verb
    head = f"{of.head or ''}:{of.is_item}"
    yield "K" + kind
    yield "S" + subject
    yield f"S{subject}:{of.source}"
    yield "M" + of.modal
    yield "V" + verb
    yield "O" + of.object_kind
    yield f"H{head}:{of.opens_list}"
    yield f"SV{subject}:{verb}"
    yield f"SVO{kind}:{subject}:{verb}:{of.object_kind}"
    yield f"VO{verb}:{of.object_kind}"
    yield f"MV{of.modal}:{verb}:{subject}"
    yield f"HV{head}:{verb}"
    yield f"NC{of.conditions}"
    yield f"KS{kind}:{subject}"
    yield f"KH{kind}:{of.head or ''}"


def of_object(words: str) -> set[str]:
    """The features of the object's words: how they end."""
    return {"Q" + words[-2:], "Q" + words[-3:]}


def mentioned(norm: Norm) -> set[tuple[str, ActorKind]]:
    """The actors that are attached to the clause: the last letter of the word that attaches each, and its kind."""
    return {(mention.via[-1:], mention.kind) for mention in norm.mentions}


def of_mention(via: str, kind: ActorKind, verb: str, subject: ActorKind) -> tuple[str, ...]:
    """The features of an attached actor."""
    attached = f"{via}:{kind}"
    return "A" + attached, f"AV{attached}:{verb}", f"AS{attached}:{subject}"


def of_flag(flag: str, kind: str, verb: str) -> tuple[str, ...]:
    """The features of something that holds around the clause."""
    return "G" + flag, f"GK{flag}:{kind}", f"GV{flag}:{verb}"


def of_title(title: str) -> set[str]:
    """The features of a law's title."""
    return {"t" + title[k : k + 2] for k in range(len(title) - 1)}


def chapter(around: Surroundings) -> str:
    """The name of the chapter, or what stands for it."""
    return around.article.path[-1].title.replace(" ", "") if around.article.path else "-"


def of_chapter(name: str) -> set[str]:
    """The features of a chapter's name."""
    return {"c=" + name, *("c" + name[k : k + 2] for k in range(len(name) - 1))}


def place(around: Surroundings) -> tuple[str, int]:
    """The rank of the law, and how far behind in it the article stands, in tenths."""
    return around.law.rank.value, min(9, 10 * around.index // max(1, len(around.law.articles)))


def of_place(rank: str, tenth: int) -> tuple[str, str]:
    """The features of a place among all articles."""
    return f"R{rank}", f"P{tenth}"
