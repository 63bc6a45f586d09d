"""Many entries at once: chosen, looked through, decided in one step, and taken back in one step."""

import secrets
from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from lezr_extract.pipeline.deciding.review import now
from lezr_extract.records import Decision, Gate, Verdict
from lezr_extract.store.ledger import QueueRow
from lezr_extract.web import forms, render, shown
from lezr_extract.web.pages.entry import checked_reason
from lezr_extract.web.session import check_form, settings_of, visitor

VERDICTS = (Verdict.ACCEPT, Verdict.REJECT, Verdict.ASK)


async def preview(request: Request) -> Response:
    """Shows what would be decided: the chosen entries, or all of the filter, that wait at one gate."""
    who = visitor(request)
    form = await request.form()
    check_form(form, who)
    filters = shown.wanted(request.query_params)
    gate = forms.one_of(form, "gate", Gate)
    with settings_of(request).review.queue() as queue:
        if forms.words(form, "all"):
            chosen = list(queue.rows(filters))
        else:
            numbers = [forms.whole_number(str(value)) for value in form.getlist("number")]
            chosen = [row for number in numbers if (row := queue.row(number)) is not None]
    rows = [row for row in chosen if row.gate is gate and who.person.may_decide(gate, row.agency)]
    return render.page(
        request,
        "bulk",
        who,
        filters=filters,
        gate=gate,
        rows=rows,
        left_out=len(chosen) - len(rows),
        verdicts=VERDICTS,
        mark=_mark,
    )


async def decide(request: Request) -> Response:
    """Writes one decision for each entry of the preview, all or none."""
    who = visitor(request)
    form = await request.form(max_fields=200_000)
    check_form(form, who)
    gate, verdict = forms.one_of(form, "gate", Gate), forms.one_of(form, "verdict", Verdict)
    reason = checked_reason(verdict, forms.words(form, "reason"))
    if verdict not in VERDICTS:
        raise HTTPException(400, "批量审核不能修改条目")
    when, batch = now(), secrets.token_hex(8)
    decisions, seen = [], {}
    with settings_of(request).review.queue() as queue, settings_of(request).review.ledger() as ledger:
        for value in form.getlist("entry"):
            number, clause_hash, last = _unmarked(str(value))
            row = queue.row(number)
            if row is None or not who.person.may_decide(gate, row.agency):
                raise HTTPException(403, "所选条目中有您不能审核的；没有写入任何决定，请重新选择")
            decisions.append(
                Decision(row.entry, gate, verdict, who.person.name, when, clause_hash, reason, batch=batch)
            )
            seen[row.entry, clause_hash] = last
        if not decisions:
            raise HTTPException(400, "没有选中条目")
        ledger.decide(decisions, seen)
    return render.page(
        request, "bulk_done", who, batch=batch, verdict=verdict, gate=gate, number=len(decisions)
    )


async def undo(request: Request) -> Response:
    """Takes a whole batch back."""
    who = visitor(request)
    form = await request.form()
    check_form(form, who)
    with settings_of(request).review.ledger() as ledger:
        made_by = ledger.batch_by(forms.words(form, "batch"))
        if made_by not in ("", who.person.name) and not who.person.keeper:
            raise HTTPException(403, "只能撤回自己的批量决定")
        ledger.undo_batch(forms.words(form, "batch"), who.person.name, now(), forms.words(form, "reason"))
    return RedirectResponse("/queue", HTTPStatus.SEE_OTHER)


def _mark(row: QueueRow) -> str:
    """What the preview says of an entry: which, on which words, after which decision."""
    return f"{row.number}:{row.clause_hash}:{row.last}"


def _unmarked(mark: str) -> tuple[int, str, int]:
    number, _, rest = mark.partition(":")
    clause_hash, _, last = rest.partition(":")
    return forms.whole_number(number), clause_hash, forms.whole_number(last)
