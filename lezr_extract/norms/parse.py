"""From the articles of a law to its norms, clause by clause."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from lezr_extract.norms.acting import KINDS, read_acting
from lezr_extract.norms.carry import Carry, Subject, Weigh, inherited
from lezr_extract.norms.clauses import Clause, cut, join_conditions, kind_of
from lezr_extract.norms.heads import head_kind
from lezr_extract.norms.kinds import ADVERB, CONDITION, MODAL, NOUN, OPERATIVE, ORGAN_VERB, UNKNOWN
from lezr_extract.norms.masking import Masked, mask
from lezr_extract.norms.objects import object_of
from lezr_extract.norms.reading import Reading, Unit, read_law
from lezr_extract.norms.subjects import resolve
from lezr_extract.norms.weighing import law_signs, weighed
from lezr_extract.records import HeadKind, Law, Mention, Norm, Span, SubjectSource
from lezr_extract.records.making import maker
from lezr_extract.vocabulary.actors import Actor
from lezr_extract.vocabulary.clause_words import find_words

_INHERITED: Final = {HeadKind.MEANS, HeadKind.DUTIES, HeadKind.PROHIBITION}
_CONDITIONS: Final = {HeadKind.PENALTY, HeadKind.CASES, HeadKind.CONDITIONS}
_NOUNS: Final = {HeadKind.PAPERS, HeadKind.CONTENTS}
_NAMED_THING: Final = re.compile(
    "的(?:事项|情形|行为|人员|资金|费用|材料|文件|资料|措施|职责|职权|条件|内容|信息|项目|工作|区域|场所|活动|物品|情况|问题|权利|义务|案件|时间|时期|节日|其他[^的，]{1,6})$"
)
_OTHER: Final = re.compile(
    "的(?:其他|有关|相关)?[PO]+$|(?<![一-鿿])其他[^，]*的(?:职责|职权|事项|行为|情形|工作|措施|义务|内容)$"
)
_ABOVE: Final = ("上一级", "上级", "同级", "本级", "上两级")
_TIERS: Final = (
    "情节",
    "逾期",
    "拒不",
    "有违法所得",
    "没有违法所得",
    "构成",
    "造成",
    "违法所得",
    "经责令",
    "前",
    "对",
)


_norm: Final = maker(Norm)
_mention: Final = maker(Mention)


def parse_law(law: Law, weigh: Weigh = weighed) -> tuple[tuple[Norm, ...], ...]:
    """The norms of each article of ``law``, parallel to ``law.articles``, in the order of the text.

    ``weigh`` says whose act a clause is that names nobody.
    """
    reading = read_law(law)
    masked = mask(reading.text)
    norms: list[list[Norm]] = [[] for _ in law.articles]
    parser = _Parser(law, reading, masked, weigh)
    for unit in reading.units:
        norms[unit.article].extend(parser.read(unit))
    return tuple(map(tuple, norms))


class _Open:
    """A list that is open: its kind, the subject and the modal that its items inherit."""

    __slots__ = ("authority", "clause", "kind", "modal", "subject")

    def __init__(self, kind: HeadKind, subject: Subject | None, clause: Clause, masked: str) -> None:
        self.kind = kind
        self.subject = subject
        self.clause = clause
        modal = clause.modal
        self.modal = masked[modal[0] : modal[1]] if modal else ""
        if kind is HeadKind.PROHIBITION:
            self.modal = "不得"


class _Parser:
    """Reads the units of a law in order."""

    def __init__(self, law: Law, reading: Reading, masked: Masked, weigh: Weigh) -> None:
        self.law = law
        self.text = reading.text
        self.units = reading.units
        self.starts = [unit.start for unit in reading.units]
        self.masked = masked.text
        self.actors, self.actor = masked.actors, 0
        self.words, self.word = find_words(masked.text), 0
        self.actor_starts = [actor.start for actor in self.actors]
        self.word_starts = [word[0] for word in self.words]
        self.places: dict[tuple[int, int], tuple[Span, str]] = {}
        self.article = self.paragraph = -1
        self.weigh = weigh
        self.law_signs = law_signs(law.title, masked.actors)
        self.carry = Carry(self.law_signs, self.weigh)
        self.open: list[_Open | None] = []

    def read(self, unit: Unit) -> Iterator[Norm]:
        """The norms of one unit."""
        self._turn_to(unit)
        clauses = cut(self.masked, unit)
        for clause in clauses:
            self._give_words(clause)
            clause.kind = kind_of(clause, self.masked)
            if clause.actors:
                clause.upward = any(
                    "报" in actor.via and self.text.startswith(_ABOVE, actor.start) for actor in clause.actors
                )
        join_conditions(clauses, self.masked)
        above = self.open[unit.depth - 1] if unit.depth and unit.depth <= len(self.open) else None
        if above is not None:
            self._as_items(clauses, above)
        head = self._head(clauses) if unit.has_items else None
        around = above.kind if above else None
        subjects = self._subjects(clauses, around)
        for at, clause in enumerate(clauses):
            _add_conditions(clauses, at, self.masked)
            opens = head is not None and at == len(clauses) - 1
            subject = _spoken_of(clauses, subjects, at) if subjects[at].kind is UNKNOWN else subjects[at]
            yield self._norm(clause, subject, head if opens else around, above, opens=opens)
        last = subjects[-1] if subjects else None
        if unit.has_items:
            del self.open[unit.depth :]
            heading = self.carry.encouraged or last  # 鼓励企业开展下列活动: the items are theirs
            opened = _Open(head, heading, clauses[-1], self.masked) if head and clauses else above
            self.open.append(opened)
            self.carry.head = heading if head else self.carry.head

    def _subjects(self, clauses: list[Clause], around: HeadKind | None) -> list[Subject]:
        """The subject of each clause of a unit, in order."""
        subjects: list[Subject] = []
        sentence = 0
        for before, after in pairwise(clauses):
            before.after = after
        for clause in clauses:
            if clause.sentence != sentence:
                sentence = clause.sentence
                self.carry.next_sentence()
            read_acting(clause, self.masked)
            subjects.append(resolve(clause, self.masked, self.carry, around))
        return subjects

    def _turn_to(self, unit: Unit) -> None:
        if unit.article != self.article:
            self.article, self.paragraph = unit.article, unit.paragraph
            self.carry = Carry(self.law_signs, self.weigh)
            self.open = []
        elif unit.paragraph != self.paragraph:
            self.paragraph = unit.paragraph
            self.carry.next_paragraph()
            self.carry.head = None
            self.open = []
        elif unit.depth:
            above = self.open[unit.depth - 1] if unit.depth <= len(self.open) else None
            self.carry.next_sentence()
            if above is not None and above.subject is not None and above.subject.start >= 0:
                self.carry.subject = above.subject
                self.carry.head = above.subject

    def _give_words(self, clause: Clause) -> None:
        """The actors and words that begin in the clause; they are asked for in the order of the text."""
        first = bisect_left(self.actor_starts, clause.start, self.actor)
        self.actor = bisect_left(self.actor_starts, clause.end, first)
        clause.actors = self.actors[first : self.actor]
        first = bisect_left(self.word_starts, clause.start, self.word)
        self.word = bisect_left(self.word_starts, clause.end, first)
        clause.words = self.words[first : self.word]

    def _head(self, clauses: list[Clause]) -> HeadKind | None:
        if not clauses:
            return None
        last = clauses[-1]
        start = next(c.start for c in clauses if c.sentence == last.sentence)
        return head_kind(self.masked[start : last.end], self.masked[last.start : last.end])

    def _as_items(self, clauses: list[Clause], above: _Open) -> None:
        """What the kind of the list makes of the clauses of an item's first sentence."""
        if above.kind in _NOUNS:
            for clause in clauses:
                if clause.sentence == 0:
                    clause.kind = NOUN
        elif above.kind not in _CONDITIONS:
            for clause in clauses:
                if clause.sentence == 0 and above.kind not in _INHERITED and self._names(clause):
                    clause.kind = NOUN
        else:
            ordered = False
            for clause in clauses:
                if clause.sentence:
                    break
                if not ordered and not self._orders(clause):
                    conduct = clause.kind is CONDITION and clause.closing == "，"
                    clause.kind = CONDITION
                    ordered = conduct and self.masked[clause.end - 1] == "的"
                else:
                    ordered = True

    def _names(self, clause: Clause) -> bool:
        """Whether an item only names a thing: 其他需要检查的事项; 死亡补助金."""
        if clause.closing != "，" and _OTHER.search(self.masked, clause.start, clause.end):
            return True
        if clause.closing == "，" or any(word[2] is MODAL for word in clause.words):
            return False
        if _NAMED_THING.search(self.masked, clause.start, clause.end):
            return True
        at = clause.start
        for start, end, kind in clause.words:
            if kind is not ADVERB:
                return start > at and not clause.actors
            if start > at:
                break
            at = end
        return not clause.actors or not clause.words  # 机关办公场所; 国家机关决策需要

    def _orders(self, clause: Clause) -> bool:
        """Whether a clause of an item is an order of its own: 由X处¥罚款."""
        if clause.kind is CONDITION:
            return False
        return any(actor.via.endswith("由") for actor in clause.actors) and any(
            word[2] is ORGAN_VERB for word in clause.words
        )

    def _norm(
        self, clause: Clause, subject: Subject, head: HeadKind | None, above: _Open | None, *, opens: bool
    ) -> Norm:
        unit, masked = clause.unit, self.masked
        span = clause.span = unit.span(clause.start, clause.end)
        text = self.law.text[span.start : span.end]
        cover = masked[clause.start : clause.end]
        if unit.kept is not None:
            cover = unit.spread(cover, clause.start, span, self.law.text)
        modal, verb = clause.modal, clause.verb
        said = masked[modal[0] : modal[1]] if modal else ""
        if not said and above is not None and above.kind in _INHERITED and clause.kind is OPERATIVE:
            said = above.modal
        object_start, object_end, object_kind = object_of(clause, masked)
        place, named = self._place(subject, unit) if subject.start >= 0 else (None, None)
        # In the order of the fields.
        return _norm(
            span,
            text,
            cover,
            clause.kind,
            unit.article,
            unit.paragraph,
            unit.item,
            clause.sentence,
            named,
            place,
            subject.kind,
            subject.source,
            tuple([self._mention(actor, unit) for actor in clause.actors]) if clause.actors else (),
            said,
            self.text[verb[0] : verb[1]] if verb else "",
            self._written(unit.span(object_start, object_end)) if object_start < object_end else "",
            object_kind,
            tuple([condition.span for condition in clause.conditions]) if clause.conditions else (),
            head,
            opens,
        )

    def _mention(self, actor: Actor, unit: Unit) -> Mention:
        span = unit.span(actor.start, actor.end)
        return _mention(span, self._written(span), KINDS[actor.kind], actor.via)

    def _written(self, span: Span) -> str:
        """The words as the law writes them; a break inside a name is none of its letters."""
        words = self.law.text[span.start : span.end]
        return words if words.isalnum() else "".join(words.split())

    def _place(self, subject: Subject, unit: Unit) -> tuple[Span, str]:
        """Where a subject is named, in this unit or in one before, and its words; many clauses have the same one."""
        known = self.places.get(subject[:2])
        if known is None:
            if subject.start < unit.start:
                unit = self.units[bisect_right(self.starts, subject.start) - 1]
            span = unit.span(subject.start, subject.end)
            known = self.places[subject[:2]] = span, self._written(span)
        return known


def _spoken_of(clauses: list[Clause], subjects: list[Subject], at: int) -> Subject:
    """The subject of a clause that does not show it: whoever acts in the next (妨碍航行的沉船，主管机关可以打捞), if told."""
    clause = clauses[at]
    if clause.kind is OPERATIVE and clause.closing == "，" and at + 1 < len(clauses):
        after = clauses[at + 1]
        if (after.agent or after.subject) and after.kind is OPERATIVE:
            return inherited(subjects[at + 1], SubjectSource.CARRIED)
    return subjects[at]


def _add_conditions(clauses: list[Clause], at: int, masked: str) -> None:
    """The conditions under which clause ``at`` stands: those before it in its sentence.

    A semicolon begins a parallel case, unless it only adds a tier (情节严重的, 逾期不改正的) to the case before.
    """
    clause = clauses[at]
    if not at or clauses[at - 1].sentence != clause.sentence:
        return
    before = clauses[at - 1]
    if before.kind is CONDITION:
        clause.conditions = [*before.conditions, before]
    elif before.closing != "；" or masked.startswith(_TIERS, clause.start):
        clause.conditions = before.conditions
