"""From the decisions on an entry to where it stands: pure, so that the whole ledger can be replayed."""

from collections.abc import Iterable, Sequence, Set
from dataclasses import replace

from lezr_extract.errors import LezrError
from lezr_extract.records import Decision, Standing, State, Verdict


class NotItsTurnError(LezrError):
    """A decision at a gate at which the entry does not wait."""


def standing_of(entry: str, clause_hash: str, decisions: Sequence[Decision], others: Set[str]) -> Standing:
    """Where ``entry`` stands with the words of ``clause_hash``.

    Only decisions made on these very words count. Should a clause get its old words back, its old decisions count
    again; two versions of a law that are listed side by side are decided each for itself.

    Args:
        entry: its id.
        clause_hash: of its words.
        decisions: all ever made on the entry, in order.
        others: hashes of the other wordings with which the entry is listed today. Decisions on words that are listed
            no more, where none was made on today's, have lapsed.
    """
    standing = Standing(entry, clause_hash)
    valid = in_force(decisions)
    for decision in valid:
        if decision.clause_hash == clause_hash:
            standing = after(standing, decision)
    here = [decision.number for decision in decisions if decision.clause_hash == clause_hash]
    lapsed = not here and any(decision.clause_hash not in others for decision in valid)
    return replace(standing, lapsed=lapsed, last=here[-1] if here else 0)


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
