"""Signing in and out, and the accounts."""

import secrets
from datetime import UTC, datetime, timedelta
from functools import cache
from http import HTTPStatus
from threading import Lock
from time import monotonic

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from lezr_extract.pipeline.deciding.review import now
from lezr_extract.records import Gate, Person
from lezr_extract.store.ledger import NoSuchPersonError, People
from lezr_extract.web import forms, passwords, render
from lezr_extract.web.session import COOKIE, check_form, give_cookie, keeper, settings_of, visitor

SESSION_HOURS = 10
TRIES, SECONDS = 5, 300
"""After so many wrong passwords for a name or from an address within so many seconds, no more are looked at."""


class Tries:
    """Counts wrong passwords by name and by address, so that nobody can try a whole dictionary."""

    def __init__(self) -> None:
        self._wrong: dict[str, list[float]] = {}
        self._lock = Lock()

    def allowed(self, keys: tuple[str, ...]) -> bool:
        """Whether another try is looked at; forgets what is long past."""
        with self._lock:
            since = monotonic() - SECONDS
            self._wrong = {
                key: kept for key, times in self._wrong.items() if (kept := [t for t in times if t > since])
            }
            return all(len(self._wrong.get(key, ())) < TRIES for key in keys)

    def wrong(self, keys: tuple[str, ...]) -> None:
        """Notes a wrong password."""
        with self._lock:
            for key in keys:
                self._wrong.setdefault(key, []).append(monotonic())


@cache
def _nobody() -> str:
    """A password that fits no account, so that an unknown name takes as long as a known one."""
    return passwords.made(secrets.token_hex(16))


_TRIES = Tries()


def sign_in_page(request: Request) -> Response:
    """The form to sign in."""
    if settings_of(request).local is not None:
        return RedirectResponse("/", HTTPStatus.SEE_OTHER)
    return render.page(request, "sign_in", None, words="")


async def sign_in(request: Request) -> Response:
    """Opens a session for the right password; answers alike for an unknown name and a wrong password."""
    settings, form = settings_of(request), await request.form()
    if settings.local is not None:
        raise HTTPException(404)
    name, password = forms.words(form, "name"), forms.words(form, "password")
    keys = (f"name:{name}", f"address:{request.client.host if request.client else ''}")
    if not _TRIES.allowed(keys):
        return render.page(request, "sign_in", None, status=429, words="尝试次数太多，请五分钟后再试")
    with settings.review.ledger() as ledger:
        people = People(ledger)
        try:
            person, kept = people.find(name)
        except NoSuchPersonError:
            person, kept = None, _nobody()
        if not passwords.right(kept, password) or person is None or not person.active:
            _TRIES.wrong(keys)
            ledger.note("sign-in-refused", name[:40], now(), {})
            return render.page(request, "sign_in", None, status=403, words="账户或密码不对")
        token, ends = secrets.token_urlsafe(32), datetime.now(UTC) + timedelta(hours=SESSION_HOURS)
        people.sign_in(name, token, secrets.token_urlsafe(32), ends.isoformat(timespec="milliseconds"), now())
    response = RedirectResponse("/", HTTPStatus.SEE_OTHER)
    give_cookie(response, token, secure=settings.secure)
    return response


async def sign_out(request: Request) -> Response:
    """Ends the session."""
    who = visitor(request)
    check_form(await request.form(), who)
    if not who.local:
        with settings_of(request).review.ledger() as ledger:
            People(ledger).sign_out(request.cookies.get(COOKIE, ""), who.person.name, now())
    response = RedirectResponse("/sign-in", HTTPStatus.SEE_OTHER)
    response.delete_cookie(COOKIE)
    return response


def accounts(request: Request) -> Response:
    """All accounts, and a form for a new one."""
    who = keeper(request)
    with settings_of(request).review.ledger() as ledger:
        return render.page(request, "people", who, people=People(ledger).all())


async def keep(request: Request) -> Response:
    """Makes or changes an account."""
    who = keeper(request)
    form = await request.form()
    check_form(form, who)
    name, password = forms.words(form, "name"), forms.words(form, "password")
    if not name or len(name) > 40:
        raise HTTPException(400, "请写姓名，最多 40 字")
    gates = tuple(gate for gate in Gate if gate in form.getlist("gate"))
    person = Person(
        name,
        gates,
        forms.words(form, "agency"),
        keeper=bool(forms.words(form, "keeper")),
        active=bool(forms.words(form, "active")),
    )
    with settings_of(request).review.ledger() as ledger:
        people = People(ledger)
        known = {one.name for one in people.all()}
        if name not in known and not password:
            raise HTTPException(400, "新账户须有密码")
        people.keep(person, passwords.made(password) if password else "", who.person.name, now())
    return RedirectResponse("/people", HTTPStatus.SEE_OTHER)
