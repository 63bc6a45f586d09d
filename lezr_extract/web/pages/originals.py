"""The page of the original beside the entry: a picture in which the clause is framed."""

import base64

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from lezr_extract.pipeline.deciding.originals import Originals
from lezr_extract.records import Basis, Box
from lezr_extract.store import Store
from lezr_extract.web import render, shown
from lezr_extract.web.session import settings_of, visitor

AROUND = 90.0
"""Units of the page (points) shown above and below the clause unless the whole page is asked for."""


def picture(request: Request) -> Response:
    """The picture of the page on which basis ``position`` of entry ``number`` stands, as an SVG."""
    visitor(request)
    place = _basis(request).place
    originals: Originals = request.app.state.originals
    found = originals.page(place) if place is not None and place.boxes else None
    if found is None or place is None:
        raise HTTPException(404)
    boxes = [box for box in place.boxes if box.page == found.page]
    top, bottom = _shown(boxes, found.height, whole=request.query_params.get("whole") == "1")
    words = (
        render.environment()
        .get_template("original.svg.j2")
        .render(
            page=found, boxes=boxes, top=top, height=bottom - top, data=base64.b64encode(found.data).decode()
        )
    )
    # What a picture shows changes only with the file; the name of the page stays.
    return Response(words, media_type="image/svg+xml", headers={"Cache-Control": "private, max-age=60"})


def whole_page(request: Request) -> Response:
    """A page with the whole page of the original."""
    who, basis = visitor(request), _basis(request)
    clause = shown.clause(basis)
    number, position = request.path_params["number"], request.path_params["position"]
    return render.page(request, "original", who, clause=clause, number=number, position=position)


def _basis(request: Request) -> Basis:
    """The basis that the address names.

    Raises:
        HTTPException: there is none (404).
    """
    number, position = int(request.path_params["number"]), int(request.path_params["position"])
    if number < 10**15:
        with Store.read(settings_of(request).review.database) as store:
            entry = store.entry(number)
        if entry is not None and 1 <= position <= len(entry.bases):
            return entry.bases[position - 1]
    raise HTTPException(404)


def _shown(boxes: list[Box], height: float, *, whole: bool) -> tuple[float, float]:
    """From where to where the page is shown."""
    if whole or not boxes:
        return 0.0, height
    top = max(0.0, min(box.top for box in boxes) - AROUND)
    return top, min(height, max(box.bottom for box in boxes) + AROUND)
