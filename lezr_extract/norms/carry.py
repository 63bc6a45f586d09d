"""What an article has said so far of who acts, and the subject that a clause has from it."""

from collections.abc import Callable
from typing import NamedTuple

from lezr_extract.norms.clauses import Clause
from lezr_extract.records import ActorKind, ClauseKind, SubjectSource

Weigh = Callable[[Clause, list[str], tuple[str, ...]], ActorKind | None]
"""Says from the signs of a clause and of its law who acts; None where they say nothing."""


class Subject(NamedTuple):
    """A resolved subject in the reading text.

    Attributes:
        start, end: its words; both -1 where nothing names it.
        kind: what it is.
        source: how it is known.
    """

    start: int
    end: int
    kind: ActorKind
    source: SubjectSource


def unnamed(kind: ActorKind) -> Subject:
    """A subject that nothing names; its kind may still follow from the verb."""
    return Subject(-1, -1, kind, SubjectSource.NONE)


def inherited(subject: Subject, source: SubjectSource) -> Subject:
    """``subject`` as a later clause has it; one that nothing names stays unnamed, with its kind."""
    start, end, kind, _ = subject
    return Subject(start, end, kind, source if start >= 0 else SubjectSource.NONE)


class Carry:
    """What an article has said so far of who acts."""

    __slots__ = (
        "acting",
        "authority",
        "case",
        "conditional",
        "defining",
        "encouraged",
        "founded",
        "head",
        "implied_party",
        "last",
        "law",
        "named",
        "party",
        "spoken",
        "subject",
        "toward",
        "weigh",
    )

    def __init__(self, law: tuple[str, ...], weigh: Weigh) -> None:
        self.law = law  # what the law as a whole says of who acts in it
        self.weigh = weigh
        self.last: tuple[ActorKind, ClauseKind] | None = (
            None  # of the subject of the clause before, and of that clause
        )
        self.named: ActorKind | None = None  # what the last is whom the article names
        self.subject: Subject | None = None
        self.acting: Subject | None = None  # of a clause of this sentence whose verb alone says who acts
        self.authority: Subject | None = None
        self.party: Subject | None = None
        self.spoken = False  # the last subject was named in the same sentence
        self.toward = False  # the condition before says toward whom an organ acts: 对X的单位，
        self.case = False  # a condition stood in the sentence
        self.defining = False  # the sentence says what a term means
        self.encouraged: Subject | None = None  # 鼓励X做A，做B: who does B
        self.founded: Subject | None = None  # 设立X，负责Y: whose task Y is
        self.conditional = False  # the last subject stood in a condition of the same sentence
        self.implied_party = False  # a condition of the sentence speaks of a party without naming it
        self.head: Subject | None = None  # of the list in which we read

    def next_sentence(self) -> None:
        """A full stop: subjects stay, but no condition serves any more."""
        self.conditional = self.implied_party = self.spoken = False
        self.acting = self.encouraged = self.founded = None
        self.case = self.toward = self.defining = False

    def next_paragraph(self) -> None:
        """A new 款: an organ goes on, a party or a thing does not."""
        self.conditional = self.spoken = False
        self.party = self.subject = None
        self.implied_party = self.case = self.toward = self.defining = False
        self.acting = self.encouraged = self.founded = None
