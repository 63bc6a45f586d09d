"""The review pages as one ASGI application."""

import re
from http import HTTPStatus
from pathlib import Path

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from lezr_extract.errors import LezrError
from lezr_extract.pipeline.deciding.days import Days
from lezr_extract.pipeline.deciding.originals import Originals
from lezr_extract.pipeline.deciding.sharing import Sharing
from lezr_extract.store.ledger import DecidedMeanwhileError
from lezr_extract.store.ledger.office import entries_named
from lezr_extract.web import render
from lezr_extract.web.guard import Guard
from lezr_extract.web.pages import (
    assignment,
    bulk,
    entry,
    files,
    history,
    home,
    intake,
    law,
    originals,
    overview,
    people,
    public,
    queue,
    record,
    suggestions,
)
from lezr_extract.web.session import SignInNeededError, Visitor, settings_of, visitor
from lezr_extract.web.settings import Settings

MOST_OVERTAKEN = 50
"""Entries that the page of a conflict names."""
STATIC = Path(__file__).with_name("static")


def create_app(settings: Settings) -> Starlette:
    """The pages of ``settings.review``."""
    app = Starlette(
        routes=_routes(),
        middleware=[Middleware(Guard, settings=settings)],
        exception_handlers={
            HTTPException: _refused,
            SignInNeededError: _sign_in,
            DecidedMeanwhileError: _overtaken,
            LezrError: _cannot,
        },
    )
    app.state.settings = settings
    app.state.sharing, app.state.days = Sharing(settings.review), Days()
    app.state.originals = Originals()
    return app


def _routes() -> list[Route | Mount]:
    return [
        Route("/", home.overview),
        Route("/totals", overview.totals),
        Route("/overlaps", overview.overlaps),
        Route("/overlaps/between", overview.between),
        Route("/network", overview.network),
        Route("/versions", history.listed),
        Route("/versions/{law:str}", history.of_law),
        Route("/queue", queue.listed),
        Route("/bulk", bulk.preview, methods=["POST"]),
        Route("/bulk/decide", bulk.decide, methods=["POST"]),
        Route("/bulk/undo", bulk.undo, methods=["POST"]),
        Route("/entry/{number:int}", entry.shown_entry),
        Route("/entry/{number:int}/decide", entry.decide, methods=["POST"]),
        Route("/entry/{number:int}/comment", entry.comment, methods=["POST"]),
        Route("/entry/{number:int}/undo", entry.undo, methods=["POST"]),
        Route("/entry/{number:int}/assign", assignment.of_one, methods=["POST"]),
        Route("/entry/{number:int}/original/{position:int}.svg", originals.picture),
        Route("/entry/{number:int}/original/{position:int}", originals.whole_page),
        Route("/assign", assignment.of_all, methods=["POST"]),
        Route("/intake", intake.shown_intake),
        Route("/intake", intake.hand_in, methods=["POST"]),
        Route("/intake/take-down", intake.take_down, methods=["POST"]),
        Route("/intake/problems.csv", intake.problems),
        Route("/intake/run", intake.start, methods=["POST"]),
        Route("/suggestions", suggestions.listed),
        Route("/suggestions/chosen", suggestions.preview, methods=["POST"]),
        Route("/suggestions/decide", suggestions.decide_all, methods=["POST"]),
        Route("/suggestions/undo", suggestions.undo_all, methods=["POST"]),
        Route("/suggestion/{number:int}", suggestions.shown_suggestion),
        Route("/suggestion/{number:int}/decide", suggestions.decide, methods=["POST"]),
        Route("/law/{law:str}", law.shown_law),
        Route("/law/{law:str}/{article:str}", law.shown_law),
        Route("/public", public.listed),
        Route("/list.{form:str}", files.confirmed_list),
        Route("/files", files.shown_files),
        Route("/files/list", files.chosen_list),
        Route("/files/opinion", files.opinion),
        Route("/files/suggestions.{form:str}", files.decided_suggestions),
        Route("/files/editions.{form:str}", files.side_by_side),
        Route("/record", record.shown_record),
        Route("/record.jsonl", record.exported),
        Route("/people", people.accounts),
        Route("/people/keep", people.keep, methods=["POST"]),
        Route("/sign-in", people.sign_in_page),
        Route("/sign-in", people.sign_in, methods=["POST"]),
        Route("/sign-out", people.sign_out, methods=["POST"]),
        Mount("/static", StaticFiles(directory=STATIC)),
    ]


def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101  # registered for it alone
    words = {404: "没有这一页", 405: "这一页不能这样打开"}.get(error.status_code, error.detail)
    return render.page(
        request, "refused", _who(request), status=error.status_code, words=words, back=_back(request)
    )


def _sign_in(request: Request, error: Exception) -> Response:  # noqa: ARG001
    return RedirectResponse("/sign-in", HTTPStatus.SEE_OTHER)


def _overtaken(request: Request, error: Exception) -> Response:
    assert isinstance(error, DecidedMeanwhileError)  # noqa: S101
    standings = error.standings[:MOST_OVERTAKEN]
    with settings_of(request).review.ledger() as ledger:
        names = entries_named(ledger, (standing.entry for standing in standings))
    return render.page(
        request, "overtaken", _who(request), status=409, words=str(error), standings=standings, names=names
    )


def _cannot(request: Request, error: Exception) -> Response:
    return render.page(request, "refused", _who(request), status=409, words=str(error), back=_back(request))


_BACK = (
    (re.compile(r"(/entry/[0-9]+)/.+"), "这一项"),
    (re.compile(r"(/suggestion/[0-9]+)/.+"), "这一条"),
    (re.compile(r"/(?:bulk|assign|entry)\b.*"), "队列"),
    (re.compile(r"/suggestions?\b.*"), "建议"),
    (re.compile(r"(/intake)\b.*"), "收文"),
    (re.compile(r"(/people)\b.*"), "账户"),
    (re.compile(r"(/files)\b.*"), "取走结果"),
)
_BACK_AT = {"队列": "/queue", "建议": "/suggestions"}


def _back(request: Request) -> tuple[str, str]:
    """Where a page leads that only says what was not done: to the page that was acted on, its filter kept."""
    for pattern, words in _BACK:
        found = pattern.fullmatch(request.url.path)
        if found:
            at = _BACK_AT.get(words) or found[1]
            return (f"{at}?{request.url.query}" if request.url.query and at != "/intake" else at), words
    return "/", "首页"


def _who(request: Request) -> Visitor | None:
    """The visitor, for the navigation of a page that only says what was not done; None where nobody is signed in."""
    try:
        return visitor(request)
    except LezrError:
        # The ledger itself may be what cannot be read; the page must still say so.
        return None
    except SignInNeededError:
        return None
