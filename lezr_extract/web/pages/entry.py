"""An entry: its clauses, where it stands, and the decision."""

from http import HTTPStatus

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from lezr_extract.pipeline.deciding.review import Reviewed, now
from lezr_extract.records import CHANGEABLE, Decision, Gate, PowerType, Verdict
from lezr_extract.store.ledger import QueueFilter
from lezr_extract.web import forms, render, shown
from lezr_extract.web.pages import assignment
from lezr_extract.web.session import Visitor, check_form, settings_of, visitor

VERDICTS = (Verdict.ACCEPT, Verdict.CHANGE, Verdict.REJECT, Verdict.ASK)
FIELD_WORDS = {"name": "名称", "type": "类型", "agency": "行使主体", "remark": "备注"}


def shown_entry(request: Request) -> Response:
    """The entry's page."""
    who, filters = visitor(request), shown.wanted(request.query_params)
    found = _found(request, filters)
    return render.page(
        request,
        "entry",
        who,
        found=found,
        entry=found.entry,
        row=found.row,
        clauses=[shown.clause(*both) for both in zip(found.entry.bases, found.cites, strict=True)],
        amounts=shown.amounts(found.entry),
        filters=filters,
        verdicts=VERDICTS,
        field_words=FIELD_WORDS,
        names=assignment.names(request),
        may=who.person.may_decide(found.row.gate, found.row.agency),
    )


async def decide(request: Request) -> Response:
    """Writes a decision and goes on to the next entry of the queue."""
    who, form, found = await _sent(request)
    gate, verdict = forms.one_of(form, "gate", Gate), forms.one_of(form, "verdict", Verdict)
    reason = checked_reason(verdict, forms.words(form, "reason"))
    if not who.person.may_decide(gate, found.row.agency):
        raise HTTPException(403, f"您没有在{gate}中审核这一条目的权限")
    decision = Decision(
        entry=found.row.entry,
        gate=gate,
        verdict=verdict,
        who=who.person.name,
        when=now(),
        clause_hash=forms.words(form, "clause_hash"),
        reason=reason,
        changes=_changes(form, found) if verdict is Verdict.CHANGE else (),
    )
    with settings_of(request).review.ledger() as ledger:
        ledger.decide([decision], {(decision.entry, decision.clause_hash): forms.number(form, "seen")})
    return _onward(request, f"/entry/{found.after}" if found.after else "/queue")


async def comment(request: Request) -> Response:
    """Writes a comment down."""
    who, form, found = await _sent(request)
    if not (words := forms.words(form, "words")):
        raise HTTPException(400, "请写意见")
    with settings_of(request).review.ledger() as ledger:
        ledger.note("comment", who.person.name, now(), {"entry": found.row.entry, "words": words})
    return _onward(request, f"/entry/{found.row.number}")


async def undo(request: Request) -> Response:
    """Takes the entry's last decision back."""
    who, form, found = await _sent(request)
    number = forms.number(form, "decision")
    undone = next((decision for decision in found.history if decision.number == number), None)
    if undone is None or not who.person.may_decide(undone.gate, found.row.agency):
        raise HTTPException(403, "您没有撤回这一决定的权限")
    with settings_of(request).review.ledger() as ledger:
        ledger.undo(number, who.person.name, now(), forms.words(form, "reason"))
    return _onward(request, f"/entry/{found.row.number}")


def checked_reason(verdict: Verdict, reason: str) -> str:
    """``reason`` where it suffices for ``verdict``.

    Raises:
        HTTPException: the verdict is none that a reviewer gives, or it needs a reason (400).
    """
    if verdict not in VERDICTS:
        raise HTTPException(400, "请选择审核意见")
    if verdict in (Verdict.REJECT, Verdict.ASK) and not reason:
        raise HTTPException(400, f"“{verdict}”须写明理由")
    return reason


async def _sent(request: Request) -> tuple[Visitor, FormData, Reviewed]:
    """Who sent the form, the form, checked, and the entry that it is about."""
    who = visitor(request)
    form = await request.form()
    check_form(form, who)
    return who, form, _found(request, shown.wanted(request.query_params))


def _found(request: Request, filters: QueueFilter) -> Reviewed:
    number = int(request.path_params["number"])
    # No database holds a number of more digits; SQLite refuses them with an error of its own.
    found = settings_of(request).review.entry(number, filters) if number < 10**15 else None
    if found is None:
        raise HTTPException(404)
    return found


def _onward(request: Request, path: str) -> Response:
    return RedirectResponse(shown.address(path, shown.wanted(request.query_params)), HTTPStatus.SEE_OTHER)


def _changes(form: FormData, found: Reviewed) -> tuple[tuple[str, str], ...]:
    """What the form sets otherwise than it stands now.

    Raises:
        HTTPException: nothing was changed, the name is empty, or the type is none of the ten (400).
    """
    new = {name: forms.words(form, name) for name in CHANGEABLE}
    if not new["name"] or new["type"] not in set(PowerType):
        raise HTTPException(400, "名称不能为空，类型须是十类之一")
    changed = tuple((name, value) for name, value in new.items() if value != found.stands[name])
    if not changed:
        raise HTTPException(400, "没有改动任何内容；如同意请选“通过”")
    return changed
