"""Handing in laws, present lists and templates, and the run that reads them."""

from http import HTTPStatus

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response

from lezr_extract.errors import CannotRunError
from lezr_extract.pipeline.deciding.intake import Kind
from lezr_extract.pipeline.deciding.intake_run import Task
from lezr_extract.pipeline.deciding.review import now
from lezr_extract.pipeline.job.run import PROBLEMS
from lezr_extract.web import forms, render
from lezr_extract.web.session import check_form, keeper, settings_of

MOST_FILES = 500
KIND_WORDS = {Kind.LAW: "法规", Kind.LIST: "清单", Kind.TEMPLATE: "模板"}


def shown_intake(request: Request) -> Response:
    """What was handed in, and how far the run is; a request of htmx gets the state alone."""
    who, intake = keeper(request), settings_of(request).intake
    state, has_lists = intake.state, bool(intake.files(Kind.LIST))
    found = {} if state.running else intake.problems()
    if request.headers.get("HX-Target") == "state":
        return render.page(request, "intake_state", who, state=state, has_lists=has_lists, problems=found)
    return render.page(
        request,
        "intake",
        who,
        laws=intake.files(),
        lists=intake.lists(),
        templates=intake.files(Kind.TEMPLATE),
        old=[one for kind in Kind for one in intake.old_files(kind)],
        kind_words=KIND_WORDS,
        state=state,
        has_lists=has_lists,
        problems=found,
    )


async def hand_in(request: Request) -> Response:
    """Keeps the files of the form; one that is refused keeps out no other."""
    who, settings = keeper(request), settings_of(request)
    async with request.form(max_files=MOST_FILES) as form:
        check_form(form, who)
        kind = forms.one_of(form, "kind", Kind)
        files = [one for one in form.getlist("file") if isinstance(one, UploadFile) and one.filename]
        if not files:
            raise HTTPException(400, "请选择文件")
        refused: list[str] = []
        for one in files:
            try:
                name = await run_in_threadpool(settings.intake.keep, one.filename or "", one.file, kind)
            except CannotRunError as error:
                refused.append(str(error))
                continue
            with settings.review.ledger() as ledger:
                body = {"file": name, "bytes": one.size, "kind": kind}
                ledger.note("handed-in", who.person.name, now(), body)
    if refused:
        others = f"；另外 {len(files) - len(refused):,} 件已收下" if len(files) > len(refused) else ""
        raise CannotRunError("；".join(refused) + others)
    return RedirectResponse("/intake", HTTPStatus.SEE_OTHER)


async def take_down(request: Request) -> Response:
    """Puts a handed-in file aside."""
    who, settings = keeper(request), settings_of(request)
    form = await request.form()
    check_form(form, who)
    kind, name = forms.one_of(form, "kind", Kind), forms.words(form, "name")
    await run_in_threadpool(settings.intake.take_down, name, kind)
    with settings.review.ledger() as ledger:
        ledger.note("taken-down", who.person.name, now(), {"file": name, "kind": kind})
    return RedirectResponse("/intake", HTTPStatus.SEE_OTHER)


def problems(request: Request) -> Response:
    """What went wrong in reading, as the run wrote it; for keepers, since it names the server's folders."""
    keeper(request)
    path = settings_of(request).intake.folder / PROBLEMS
    if not path.is_file():
        raise HTTPException(404)
    return FileResponse(path, filename=PROBLEMS, media_type="text/csv")


async def start(request: Request) -> Response:
    """Begins a run."""
    who, settings = keeper(request), settings_of(request)
    form = await request.form()
    check_form(form, who)
    tasks = [task for task in Task if task in form.getlist("task")]
    if not tasks:
        raise HTTPException(400, "请至少勾选一件要做的事")
    settings.intake.start(request.app.state.sharing.warm, tasks)
    return RedirectResponse("/intake", HTTPStatus.SEE_OTHER)
