"""The queue: what waits, filtered."""

from starlette.requests import Request
from starlette.responses import Response

from lezr_extract.store.ledger import QueueFilter
from lezr_extract.store.ledger.assignments import workload
from lezr_extract.web import render, shown
from lezr_extract.web.session import settings_of, visitor


def listed(request: Request) -> Response:
    """One page of the queue; a request of htmx gets the list alone."""
    who, review = visitor(request), settings_of(request).review
    filters = shown.wanted(request.query_params)
    number = _page(request.query_params.get("page", "1"))
    with review.queue() as queue:
        total, rows = queue.page(filters, (number - 1) * shown.PER_PAGE, shown.PER_PAGE)
        part = request.headers.get("HX-Request") == "true" and request.headers.get("HX-Target") == "list"
        choices = {} if part else queue.choices()
    with review.ledger() as ledger:
        work = [] if part else workload(ledger)
    return render.page(
        request,
        "queue_list" if part else "queue",
        who,
        filters=filters,
        narrowed=filters != QueueFilter(),
        choices=choices,
        workload=work,
        total=total,
        rows=rows,
        page=number,
        pages=shown.pages(total, number),
    )


def _page(words: str) -> int:
    return max(1, int(words)) if words.isascii() and words.isdigit() and len(words) < 7 else 1
