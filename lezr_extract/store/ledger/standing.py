"""From the decisions on an entry to where it stands: pure, so that the whole ledger can be replayed."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from lezr_extract.errors import LezrError
from lezr_extract.records import Decision, Standing, State, Verdict


class NotItsTurnError(LezrError):
    """A decision at a gate at which the entry does not wait."""


def standing_of(entry: str, clause_hash: str, decisions: Sequence[Decision]) -> Standing:
    """Where ``entry`` stands, from all decisions ever made on it, in order.

    Decisions that rest on other words than today's have lapsed: they stay in the history and count no more. Should
    the clause get its old words back, they rest on what they were made on and count again.
    """
    standing = Standing(entry, clause_hash)
    for decision in in_force(decisions):
        if decision.clause_hash == clause_hash:
            standing = after(standing, decision)
    newest = decisions[-1] if decisions else None
    lapsed = newest is not None and newest.clause_hash != clause_hash
    return replace(standing, lapsed=lapsed, last=newest.number if newest else 0)


def after(standing: Standing, decision: Decision) -> Standing:
    """The standing that ``decision``, not an undo, leads to.

    Raises:
        NotItsTurnError: the entry does not wait at the decision's gate.
    """
    if decision.gate is not standing.gate:
        where = f"在{standing.gate}" if standing.gate else standing.state.value
        raise NotItsTurnError(f"该条目现{where}，不能作{decision.gate}决定；请刷新后再定")
    last = decision.number
    match decision.verdict:
        case Verdict.REJECT:
            return replace(standing, state=State.REJECTED, gate=None, last=last)
        case Verdict.ASK:
            return replace(standing, state=State.ASKED, last=last)
        case Verdict.ACCEPT | Verdict.CHANGE:
            following = decision.gate.following
            changes = dict(standing.changes) | dict(decision.changes)
            return replace(
                standing,
                state=State.WAITING if following else State.LISTED,
                gate=following,
                changes=tuple(sorted(changes.items())),
                last=last,
            )
        case _:
            raise NotItsTurnError("撤回不是审核意见")


def in_force(decisions: Iterable[Decision]) -> list[Decision]:
    """Those decisions that were not undone, in order; the undoing ones are left out too."""
    decisions = list(decisions)
    undone = {decision.undoes for decision in decisions if decision.verdict is Verdict.UNDO}
    return [one for one in decisions if one.verdict is not Verdict.UNDO and one.number not in undone]
