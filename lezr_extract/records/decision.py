"""A decision (审核决定) on an entry of the list: who decided what, when, at which gate, on which words."""

from dataclasses import dataclass
from enum import StrEnum


class Gate(StrEnum):
    """The four gates that an entry passes, in their order."""

    FIRST = "初审"
    EXAMINATION = "审查"
    JOINT = "会审"
    CONFIRMATION = "确认"

    @property
    def following(self) -> "Gate | None":
        """The gate after this one; None after the last."""
        gates = list(Gate)
        place = gates.index(self) + 1
        return gates[place] if place < len(gates) else None


class Verdict(StrEnum):
    """What a decision says."""

    ACCEPT = "通过"
    CHANGE = "修改后通过"
    REJECT = "不列入"
    ASK = "待问"
    UNDO = "撤回"


class State(StrEnum):
    """Where an entry stands."""

    WAITING = "待审"
    ASKED = "待答复"
    LISTED = "已确认"
    REJECTED = "不列入"


CHANGEABLE = ("name", "type", "agency", "remark")
"""The fields of an entry that a decision can set; the clauses are the law's own and never change."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision on one entry; once made it is never altered, only undone by another.

    Attributes:
        entry: `Entry.id`.
        gate: at which gate.
        verdict: what it says.
        who: name of the person's account.
        when: UTC, ISO 8601.
        clause_hash: `clause_hash` of the entry's bases when it was decided.
        reason: in the person's words; may be empty for a plain acceptance.
        changes: field of `CHANGEABLE` and its new value, for a change.
        batch: id that decisions made in one step share; empty for a single one.
        undoes: number of the decision that an undo takes back.
        number: its place in the ledger, from 1; 0 until it was written.
    """

    entry: str
    gate: Gate
    verdict: Verdict
    who: str
    when: str
    clause_hash: str
    reason: str = ""
    changes: tuple[tuple[str, str], ...] = ()
    batch: str = ""
    undoes: int | None = None
    number: int = 0


@dataclass(frozen=True, slots=True)
class Standing:
    """Where an entry stands after the decisions that were made on these words of it.

    Attributes:
        entry: `Entry.id`.
        clause_hash: of its clauses. Two versions of a law that are listed side by side (one not yet in force) give
            one entry two standings.
        state: see there.
        gate: the gate at which it waits; None when it is through or out.
        changes: what decisions have set, the latest of each field.
        lapsed: it was decided on words that are gone, and waits anew.
        last: number of the newest decision on these words; 0 without. Who decides says which was the last that they
            saw.
    """

    entry: str
    clause_hash: str
    state: State = State.WAITING
    gate: Gate | None = Gate.FIRST
    changes: tuple[tuple[str, str], ...] = ()
    lapsed: bool = False
    last: int = 0
