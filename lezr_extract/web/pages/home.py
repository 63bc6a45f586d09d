"""The first page: how far the review is."""

from collections.abc import Callable
from datetime import date

from starlette.requests import Request
from starlette.responses import Response

from lezr_extract.pipeline.deciding.days import day_in_china, today
from lezr_extract.records import Gate, State
from lezr_extract.store.ledger import NO_AGENCY, NO_FILTER
from lezr_extract.web import charts, render, shown
from lezr_extract.web.session import settings_of, visitor

STEPS = (*Gate, State.LISTED, State.REJECTED)
MOST_BARS = 10
MOST_AGENCIES = 30


def overview(request: Request) -> Response:
    """Progress by gate, and the entries by type and gate and by agency."""
    who, review = visitor(request), settings_of(request).review
    with review.ledger() as ledger, review.overview() as queue:
        progress = ledger.progress()
        by_type, by_agency = queue.crossed("type"), queue.crossed("agency")
        waiting = {gate: _days_since(at) for gate, at in queue.oldest_waiting().items()}
        lapsed = queue.lapsed()
    return render.page(
        request,
        "overview",
        who,
        steps=STEPS,
        progress=progress,
        total=sum(progress.values()),
        waiting=waiting,
        by_type=by_type,
        by_agency=by_agency[:MOST_AGENCIES],
        agencies=len(by_agency),
        type_chart=charts.stacked(by_type[:MOST_BARS], STEPS, _to_queue("type")),
        agency_chart=charts.stacked(
            [(name if name != NO_AGENCY else shown.UNKNOWN, row) for name, row in by_agency[:MOST_BARS]],
            STEPS,
            _to_queue("agency"),
            left=190,
        ),
        lapsed=lapsed,
        filters=NO_FILTER,
    )


def _to_queue(field: str) -> Callable[[str, str], str]:
    """Where a part of a bar leads: the queue with that value and step."""

    def href(name: str, step: str) -> str:
        return shown.address(
            "/queue", NO_FILTER, **{field: NO_AGENCY if name == shown.UNKNOWN else name, "at": step}
        )

    return href


def _days_since(at: str) -> int:
    return (date.fromisoformat(today()) - date.fromisoformat(day_in_china(at))).days
