"""A law to read: the whole, or one article with its neighbours."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from lezr_extract.powerlist.export.columns import without_blank_lines
from lezr_extract.store import Store
from lezr_extract.web import render, shown
from lezr_extract.web.session import settings_of, visitor

NEAR = 3
"""Articles shown before and behind the one that is asked for."""


def shown_law(request: Request) -> Response:
    """The law, or the article that the address names among its neighbours."""
    who = visitor(request)
    law_id, number = request.path_params["law"], request.path_params.get("article")
    with Store.read(settings_of(request).review.database) as store:
        law = store.law(law_id)
        articles = store.articles(law_id, number, NEAR) if law else []
    if law is None or not articles:
        raise HTTPException(404)
    return render.page(
        request,
        "law",
        who,
        law=law,
        articles=articles,
        number=number,
        links=shown.links,
        compact=without_blank_lines,
    )
