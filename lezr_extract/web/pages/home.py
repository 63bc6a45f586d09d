"""The first page: how far the review is."""

from starlette.requests import Request
from starlette.responses import Response

from lezr_extract.records import Gate, State
from lezr_extract.store.ledger import NO_FILTER
from lezr_extract.web import render
from lezr_extract.web.session import settings_of, visitor

STEPS = (*Gate, State.LISTED, State.REJECTED)


def overview(request: Request) -> Response:
    """Progress by gate, and the entries by type and gate and by agency."""
    who, review = visitor(request), settings_of(request).review
    with review.ledger() as ledger, review.queue() as queue:
        progress = ledger.progress()
        return render.page(
            request,
            "overview",
            who,
            steps=STEPS,
            progress=progress,
            total=sum(progress.values()),
            by_type=queue.crossed("type"),
            by_agency=queue.crossed("agency")[:30],
            lapsed=queue.lapsed(),
            filters=NO_FILTER,
        )
