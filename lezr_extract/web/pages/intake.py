"""Handing in laws, and the run that reads them."""

from http import HTTPStatus

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from lezr_extract.pipeline.deciding.review import now
from lezr_extract.web import render
from lezr_extract.web.session import check_form, keeper, settings_of

MOST_FILES = 500


def shown_intake(request: Request) -> Response:
    """What was handed in, and how far the run is; a request of htmx gets the state alone."""
    who, intake = keeper(request), settings_of(request).intake
    part = request.headers.get("HX-Target") == "state"
    return render.page(
        request, "intake_state" if part else "intake", who, files=intake.files(), state=intake.state
    )


async def hand_in(request: Request) -> Response:
    """Keeps the files of the form."""
    who, settings = keeper(request), settings_of(request)
    async with request.form(max_files=MOST_FILES) as form:
        check_form(form, who)
        files = [one for one in form.getlist("file") if isinstance(one, UploadFile) and one.filename]
        if not files:
            raise HTTPException(400, "请选择文件")
        for one in files:
            name = await run_in_threadpool(settings.intake.keep, one.filename or "", one.file)
            with settings.review.ledger() as ledger:
                ledger.note("handed-in", who.person.name, now(), {"file": name, "bytes": one.size})
    return RedirectResponse("/intake", HTTPStatus.SEE_OTHER)


async def start(request: Request) -> Response:
    """Begins a run."""
    who, settings = keeper(request), settings_of(request)
    check_form(await request.form(), who)
    settings.intake.start(settings.review.refresh)
    return RedirectResponse("/intake", HTTPStatus.SEE_OTHER)
