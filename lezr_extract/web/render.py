"""Templates → answers."""

from functools import cache
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import HTMLResponse

from lezr_extract import __version__
from lezr_extract.pipeline.deciding.days import time_in_china
from lezr_extract.records import Gate, Level, PowerType, State
from lezr_extract.web import shown
from lezr_extract.web.session import Visitor, give_cookie, settings_of

if TYPE_CHECKING:
    from jinja2 import Environment


@cache
def environment() -> "Environment":
    """The templates; whatever is put into one is escaped."""
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415

    made = Environment(
        autoescape=True,
        loader=PackageLoader("lezr_extract.web"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals |= {
        "address": shown.address,
        "version": __version__,
        "gates": list(Gate),
        "types": list(PowerType),
        "states": list(State),
        "levels": list(Level),
    }
    made.filters["time"] = time_in_china
    return made


def page(
    request: Request, template: str, who: Visitor | None, *, status: int = 200, **context: object
) -> HTMLResponse:
    """The page made of ``template``.

    Args:
        request: what it answers.
        template: name without ``.html.j2``.
        who: the visitor; None on pages for anybody.
        status: HTTP status.
        **context: what the template shows.
    """
    made = environment().get_template(f"{template}.html.j2")
    words = made.render(who=who, path=request.url.path, **context)
    response = HTMLResponse(words, status_code=status)
    if (token := getattr(request.state, "new_token", None)) is not None:
        give_cookie(response, token, secure=settings_of(request).secure)
    return response
