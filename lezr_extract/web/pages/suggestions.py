"""Suggestions for the office's present list: what waits, each with both entries side by side, and the decision."""

import secrets
from dataclasses import replace
from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from lezr_extract.pipeline.deciding.intake import Kind
from lezr_extract.pipeline.deciding.review import now
from lezr_extract.pipeline.deciding.suggest import place_of
from lezr_extract.pipeline.deciding.suggested import Drafted, Suggested, suggested
from lezr_extract.records import Level, SuggestionDecision, SuggestionKind, SuggestionState, SuggestionVerdict
from lezr_extract.store.ledger.suggestions import (
    LAPSED,
    SuggestionRow,
    batch_of,
    decide_suggestions,
    suggestion,
    suggestions_by,
    suggestions_page,
)
from lezr_extract.web import forms, render, shown
from lezr_extract.web.session import Visitor, check_form, settings_of, visitor

VERDICTS = ((SuggestionVerdict.ADOPT, "a"), (SuggestionVerdict.REFUSE, "r"), (SuggestionVerdict.ASK, "q"))
_GIVEN = tuple(verdict for verdict, _ in VERDICTS)
SIDES = ("职权名称", "职权类型", "行使主体", "实施依据")
"""What of the present and of the drafted entry is set side by side."""


def listed(request: Request) -> Response:
    """One page of the suggestions; a request of htmx gets the list alone."""
    who, review = visitor(request), settings_of(request).review
    filters = shown.wanted_suggestions(request.query_params)
    number = max(1, forms.whole_number(request.query_params.get("page", "1")))
    part = request.headers.get("HX-Request") == "true" and request.headers.get("HX-Target") == "list"
    with review.ledger() as ledger:
        total, rows = suggestions_page(ledger, filters, (number - 1) * shown.PER_PAGE, shown.PER_PAGE)
        by_kind = suggestions_by(ledger, "kind")
        departments = suggestions_by(ledger, "department")
    return render.page(
        request,
        "suggestions_list" if part else "suggestions",
        who,
        filters=filters,
        total=total,
        rows=rows,
        by_kind=by_kind,
        departments=departments,
        kinds=list(SuggestionKind),
        states=[LAPSED, *SuggestionState],
        levels=list(Level),
        place_of=place_of,
        mark=_mark,
        lists=settings_of(request).intake.files(Kind.LIST),
        page=number,
        pages=shown.pages(total, number),
    )


def shown_suggestion(request: Request) -> Response:
    """A suggestion: reason and clauses, the present entry beside the drafted one, the decision."""
    who = visitor(request)
    found = _found(request)
    line = found.row.line
    return render.page(
        request,
        "suggestion",
        who,
        found=found,
        row=found.row,
        line=line,
        place=place_of(line),
        filters=shown.wanted_suggestions(request.query_params),
        levels=list(Level),
        verdicts=VERDICTS,
        sides=_sides(found),
        more_cells=[cell for cell in line["present"] if cell[0] not in SIDES],
        may=who.person.may_answer(line["department"]),
    )


async def decide(request: Request) -> Response:
    """Writes a decision and goes on to the next suggestion of the list."""
    who, found = visitor(request), _found(request)
    form = await request.form()
    check_form(form, who)
    verdict = forms.one_of(form, "verdict", SuggestionVerdict)
    _ensure_may(who, found.row)
    reason = forms.words(form, "reason")
    _ensure_reason(verdict, reason)
    # After a new run another suggestion may bear the number; the id in the form is what was decided on.
    made = SuggestionDecision(
        forms.words(form, "suggestion"),
        verdict,
        who.person.name,
        now(),
        forms.words(form, "words_hash"),
        reason,
    )
    if made.suggestion != found.row.id:
        raise HTTPException(409, "建议已经更新；您的意见没有写入，请回到建议重新打开")
    with settings_of(request).review.ledger() as ledger:
        decide_suggestions(ledger, [made], {made.suggestion: forms.number(form, "seen")})
    undone = verdict is SuggestionVerdict.UNDO
    onward = found.row.number if undone else found.after
    path = f"/suggestion/{onward}" if onward else "/suggestions"
    filters = shown.wanted_suggestions(request.query_params)
    return RedirectResponse(shown.address(path, filters), HTTPStatus.SEE_OTHER)


async def preview(request: Request) -> Response:
    """Shows the chosen suggestions, or all of the filter that are open, before one decision is made on all."""
    who = visitor(request)
    form = await request.form()
    check_form(form, who)
    filters = shown.wanted_suggestions(request.query_params)
    with settings_of(request).review.ledger() as ledger:
        if forms.words(form, "all"):
            _, chosen = suggestions_page(ledger, filters)
        else:
            chosen = []
            for value in form.getlist("suggestion"):
                number, *_ = _unmarked(str(value))
                chosen += [row] if (row := suggestion(ledger, number)) is not None else []
    rows = [row for row in chosen if _open(row) and who.person.may_answer(row.line["department"])]
    left_out = len(chosen) - len(rows)
    return render.page(
        request,
        "suggestions_bulk",
        who,
        filters=filters,
        rows=rows,
        left_out=left_out,
        verdicts=VERDICTS,
        mark=_mark,
    )


async def decide_all(request: Request) -> Response:
    """Writes one decision for each suggestion of the preview, all or none."""
    who = visitor(request)
    form = await request.form(max_fields=200_000)
    check_form(form, who)
    verdict, reason = forms.one_of(form, "verdict", SuggestionVerdict), forms.words(form, "reason")
    if verdict not in _GIVEN:
        raise HTTPException(400, "请选择处理意见")
    _ensure_reason(verdict, reason)
    when, batch = now(), secrets.token_hex(8)
    made, seen = [], {}
    with settings_of(request).review.ledger() as ledger:
        for value in form.getlist("suggestion"):
            number, words_hash, last = _unmarked(str(value))
            row = suggestion(ledger, number)
            if row is None:
                raise HTTPException(409, "建议已经更新；没有写入任何意见，请重新选择")
            _ensure_may(who, row)
            made.append(SuggestionDecision(row.id, verdict, who.person.name, when, words_hash, reason, batch))
            seen[row.id] = last
        if not made:
            raise HTTPException(400, "没有选中建议")
        decide_suggestions(ledger, made, seen)
    return render.page(
        request,
        "suggestions_done",
        who,
        batch=batch,
        verdict=verdict,
        number=len(made),
        filters=shown.wanted_suggestions(request.query_params),
    )


async def undo_all(request: Request) -> Response:
    """Takes a whole batch back."""
    who = visitor(request)
    form = await request.form()
    check_form(form, who)
    with settings_of(request).review.ledger() as ledger:
        batch = batch_of(ledger, forms.words(form, "batch"))
        if any(one.who != who.person.name for one in batch) and not who.person.keeper:
            raise HTTPException(403, "只能撤回自己的处理意见")
        if not batch:
            raise HTTPException(400, "没有这一批处理意见")
        reason, when = forms.words(form, "reason"), now()
        undone = [
            replace(
                one, verdict=SuggestionVerdict.UNDO, who=who.person.name, when=when, reason=reason, batch=""
            )
            for one in batch
        ]
        decide_suggestions(ledger, undone, {one.suggestion: one.number for one in batch})
    return RedirectResponse("/suggestions", HTTPStatus.SEE_OTHER)


def _ensure_reason(verdict: SuggestionVerdict, reason: str) -> None:
    """Makes sure that a refusal and a question say why.

    Raises:
        HTTPException: they do not (400).
    """
    if verdict in (SuggestionVerdict.REFUSE, SuggestionVerdict.ASK) and not reason:
        raise HTTPException(400, f"“{verdict}”须写明理由")


def _ensure_may(who: Visitor, row: SuggestionRow) -> None:
    """Makes sure that the person may decide on it.

    Raises:
        HTTPException: the person may not (403).
    """
    if not who.person.may_answer(row.line["department"]):
        raise HTTPException(403, "您没有处理这条建议的权限；没有写入任何意见")


def _found(request: Request) -> Suggested:
    number = int(request.path_params["number"])
    filters = shown.wanted_suggestions(request.query_params)
    found = suggested(settings_of(request).review, number, filters) if number < 10**15 else None
    if found is None:
        raise HTTPException(404)
    return found


def _sides(found: Suggested) -> list[tuple[str, str, list[str]]]:
    """Heading, words of the present entry, words of each drafted one."""
    present = dict(found.row.line["present"])
    drafted = [_drafted_words(one) for one in found.drafted]
    return [(heading, present.get(heading, ""), [one[heading] for one in drafted]) for heading in SIDES]


def _drafted_words(one: Drafted) -> dict[str, str]:
    clauses = (shown.clause(basis) for basis in one.entry.bases)
    bases = "\n".join(
        f"{clause.place}：{''.join(piece.words for piece in clause.pieces)}" for clause in clauses
    )
    return dict(zip(SIDES, (one.row.name, one.row.type, one.row.agency or "待确认", bases), strict=True))


def _open(row: SuggestionRow) -> bool:
    return row.state in (SuggestionState.OPEN, SuggestionState.ASKED)


def _mark(row: SuggestionRow) -> str:
    """What a form says of a suggestion: which, on which words, after which decision."""
    return f"{row.number}:{row.words_hash}:{row.last}"


def _unmarked(mark: str) -> tuple[int, str, int]:
    number, _, rest = mark.partition(":")
    words_hash, _, last = rest.partition(":")
    return forms.whole_number(number), words_hash, forms.whole_number(last)
