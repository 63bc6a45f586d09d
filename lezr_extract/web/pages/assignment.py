"""分办: who works on which entry. A keeper gives entries to anybody; a reviewer takes one or gives it back."""

from http import HTTPStatus

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from lezr_extract.pipeline.deciding.review import now
from lezr_extract.store.ledger import People, QueueRow
from lezr_extract.store.ledger.assignments import assign
from lezr_extract.web import forms, shown
from lezr_extract.web.session import Visitor, check_form, keeper, settings_of, visitor


def names(request: Request) -> list[str]:
    """The names of those who can be given entries: the open accounts."""
    with settings_of(request).review.ledger() as ledger:
        return [person.name for person in People(ledger).all() if person.active]


async def of_one(request: Request) -> Response:
    """Gives one entry to somebody, or back."""
    who, form = visitor(request), await request.form()
    check_form(form, who)
    number, person = int(request.path_params["number"]), forms.words(form, "person")
    with settings_of(request).review.queue() as queue:
        row = queue.row(number) if number < 10**15 else None
    if row is None or row.gate is None:
        raise HTTPException(404)
    taken = {person, row.person} <= {who.person.name, ""}
    if not who.person.keeper and not (taken and who.person.may_decide(row.gate, row.agency)):
        raise HTTPException(403, "只有台账管理员可以分办给别人")
    _assign(request, who, [row], person)
    address = shown.address(f"/entry/{number}", shown.wanted(request.query_params))
    return RedirectResponse(address, HTTPStatus.SEE_OTHER)


async def of_all(request: Request) -> Response:
    """Gives the chosen entries, or all of the filter that still wait, to somebody."""
    who, form = keeper(request), await request.form(max_fields=200_000)
    check_form(form, who)
    filters = shown.wanted(request.query_params)
    with settings_of(request).review.queue() as queue:
        if forms.words(form, "all"):
            rows = list(queue.rows(filters))
        else:
            numbers = [forms.whole_number(str(value)) for value in form.getlist("number")]
            rows = [row for number in numbers if (row := queue.row(number)) is not None]
    waiting = [row for row in rows if row.gate is not None]
    if not waiting:
        raise HTTPException(400, "没有选中待审的条目")
    _assign(request, who, waiting, forms.words(form, "person"))
    return RedirectResponse(shown.address("/queue", filters), HTTPStatus.SEE_OTHER)


def _assign(request: Request, who: Visitor, rows: list[QueueRow], person: str) -> None:
    if person and person != who.person.name and person not in names(request):
        raise HTTPException(400, f"没有这个账户：{person}")
    with settings_of(request).review.ledger() as ledger:
        entries = list(dict.fromkeys(row.entry for row in rows))
        assign(ledger, entries, person, who.person.name, now())
