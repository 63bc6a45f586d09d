"""Who sends a request, and whether a form is theirs."""

import hmac
import secrets
from dataclasses import dataclass

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from lezr_extract.pipeline.deciding.review import now
from lezr_extract.records import Person
from lezr_extract.store.ledger import People
from lezr_extract.web.settings import Settings

COOKIE = "lezr_session"
FORM_FIELD = "form_token"
# A server's own secret; forms of an earlier start of a one-person server are refused and loaded anew.
_SECRET = secrets.token_bytes(32)


class SignInNeededError(Exception):
    """The page is for people who are signed in."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """Who is there.

    Attributes:
        person: the account.
        form_token: what their forms carry.
        local: works without an account on this machine.
    """

    person: Person
    form_token: str
    local: bool


def visitor(request: Request) -> Visitor:
    """Who sends ``request``.

    Raises:
        SignInNeededError: nobody is signed in.
    """
    settings = settings_of(request)
    token = request.cookies.get(COOKIE, "")
    if settings.local is not None:
        if not token:
            # `render` sends it as a cookie; a form without that cookie is refused, since the next one is another.
            token = request.state.new_token = secrets.token_urlsafe(32)
        made = hmac.new(_SECRET, token.encode(), "sha256").hexdigest()
        return Visitor(settings.local, made, local=True)
    if token:
        with settings.review.ledger() as ledger:
            session = People(ledger).session(token, now())
        if session is not None:
            return Visitor(session.person, session.form_token, local=False)
    raise SignInNeededError


def give_cookie(response: Response, token: str, *, secure: bool) -> None:
    """Sends ``token`` to the browser: out of reach of scripts and of other sites, gone when the browser ends."""
    response.set_cookie(COOKIE, token, httponly=True, samesite="strict", secure=secure)


def keeper(request: Request) -> Visitor:
    """Who sends ``request``, who must be a keeper of accounts.

    Raises:
        SignInNeededError: nobody is signed in.
        HTTPException: the person is no keeper (403).
    """
    found = visitor(request)
    if not found.person.keeper:
        raise HTTPException(403, "只有台账管理员可以打开这一页")
    return found


def check_form(form: FormData, found: Visitor) -> None:
    """Makes sure that ``form`` was made for this session.

    Raises:
        HTTPException: it was not (403).
    """
    sent = form.get(FORM_FIELD)
    right = isinstance(sent, str) and found.form_token and hmac.compare_digest(sent, found.form_token)
    if not right:
        raise HTTPException(403, "页面已过期，或这个请求不是从本页面发出的；请刷新后重试")


def settings_of(request: Request) -> Settings:
    """What the server was started with."""
    settings = request.app.state.settings
    assert isinstance(settings, Settings)  # noqa: S101  # set in one place, by `app.create_app`
    return settings
