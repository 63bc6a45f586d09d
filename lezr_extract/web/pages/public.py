"""The public view (公示): what was confirmed, for anybody to read."""

from starlette.requests import Request
from starlette.responses import Response

from lezr_extract.records import State
from lezr_extract.store.ledger import QueueFilter
from lezr_extract.web import forms, render, shown
from lezr_extract.web.session import settings_of


def listed(request: Request) -> Response:
    """One page of the confirmed entries; needs no account and shows no reviewer."""
    words = request.query_params.get("words", "")[:100]
    number = max(1, forms.whole_number(request.query_params.get("page", "1")))
    filters = QueueFilter(at=State.LISTED, words=words)
    with settings_of(request).review.queue() as queue:
        total, rows = queue.page(filters, (number - 1) * shown.PER_PAGE, shown.PER_PAGE)
    return render.page(
        request,
        "public",
        None,
        words=words,
        filters=filters,
        rows=rows,
        total=total,
        page=number,
        pages=shown.pages(total, number),
    )
