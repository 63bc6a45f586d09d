"""A run over our own model statutes, and the pages over a copy of it for each test."""

import io
import re
import shutil
import time
from contextlib import contextmanager
from types import SimpleNamespace

import pytest
from lezr_extract.pipeline.deciding.intake import Kind, empty_run
from lezr_extract.pipeline.deciding.review import Review, now
from lezr_extract.pipeline.job.one_source import Options
from lezr_extract.pipeline.job.run import run
from lezr_extract.records import Gate, Person
from lezr_extract.store.ledger import People
from lezr_extract.web import passwords
from lezr_extract.web.app import create_app
from lezr_extract.web.pages import people as people_pages
from lezr_extract.web.settings import Settings, local_person
from starlette.testclient import TestClient

HOST = "127.0.0.1:8765"
PASSWORD = "十个字以上的密码才可以"


@pytest.fixture(scope="session")
def made_run(tmp_path_factory, samples):
    """One run for all tests; nobody writes to it."""
    out = tmp_path_factory.mktemp("run")
    run([str(samples)], out, Options(workers=1, rules_only=True))
    return out


@pytest.fixture
def review(made_run, tmp_path):
    """A copy of the run with a ledger of its own."""
    folder = tmp_path / "示例"
    shutil.copytree(made_run, folder)
    return Review(folder)


@pytest.fixture
def pages(review):
    """The pages as the one person of this machine sees them."""
    with client(review, local=local_person("王")) as made:
        yield made


@contextmanager
def pages_over(folder, *, new=False, **more):
    """The pages over a run in ``folder``, which reads with the rules alone and in this process."""
    if new:
        empty_run(folder)
    with client(Review(folder), local=local_person("王"), **more) as made:
        made.app.state.settings.intake._options = Options(workers=1, rules_only=True)
        yield made


@pytest.fixture
def fresh(tmp_path):
    """The pages over a run of nothing."""
    with pages_over(tmp_path / "我局", new=True) as made:
        yield made


@pytest.fixture
def office(review, monkeypatch):
    """The pages of a server with accounts: a name → a browser of its own that is signed in."""
    monkeypatch.setattr(people_pages, "_TRIES", people_pages.Tries())
    opened = []

    def signed_in(name, gates=tuple(Gate), agency="", *, keeper=False):
        with review.ledger() as ledger:
            person = Person(name, tuple(gates), agency, keeper=keeper)
            People(ledger).keep(person, passwords.made(PASSWORD), "主任", now())
        made = client(review).__enter__()
        opened.append(made)
        answer = made.post("/sign-in", data={"name": name, "password": PASSWORD})
        assert answer.status_code == 303
        return made

    yield SimpleNamespace(signed_in=signed_in, review=review)
    for made in opened:
        made.__exit__(None, None, None)


def client(review, local=None, **more):
    """A browser without scripts."""
    settings = Settings(review, frozenset({HOST}), local, **more)
    return TestClient(create_app(settings), base_url=f"http://{HOST}", follow_redirects=False)


def hand_in(pages, name, words, kind=Kind.LAW):
    """Uploads a file as its form on the page of intake does."""
    content = words.encode() if isinstance(words, str) else words
    fields = {"form_token": form_of(pages.get("/intake"))["form_token"], "kind": kind.value}
    files = {"file": (name, io.BytesIO(content), "application/octet-stream")}
    return pages.post("/intake", data=fields, files=files)


def run_to_its_end(pages, *tasks):
    """Starts a run and waits for it; gives its state."""
    token = form_of(pages.get("/intake"))["form_token"]
    fields = {"form_token": token, "task": tasks or ("laws", "lists")}
    assert pages.post("/intake/run", data=fields).status_code == 303
    intake = pages.app.state.settings.intake
    deadline = time.monotonic() + 120
    while intake.state.running and time.monotonic() < deadline:
        time.sleep(0.02)
    return intake.state


def form_of(page):
    """What the first decision form of a page would send."""
    fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page.text))
    assert "form_token" in fields, page.text[:2000]
    return fields


def first_entry(pages, query=""):
    """Number of the first entry of the queue."""
    return int(re.search(r'href="/entry/(\d+)', pages.get(f"/queue{query}").text)[1])


def decide(pages, number, verdict="通过", **more):
    """Opens an entry and decides on it, as a person would."""
    page = pages.get(f"/entry/{number}")
    return pages.post(
        f"/entry/{number}/decide", data=form_of(page) | {"verdict": verdict, "reason": ""} | more
    )


@pytest.fixture
def opened(browser):
    """A new browser window at 1366×768 for each call; whatever it asks of another host is an error."""
    contexts, strayed = [], []

    def at(served, path="/", **more):
        context = browser.new_context(viewport={"width": 1366, "height": 768}, **more)
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda r: r.url.startswith(served.address) or strayed.append(r.url))
        page.on("pageerror", lambda e: strayed.append(str(e)))
        page.goto(served.address + path)
        return page

    yield at
    for context in contexts:
        context.close()
    assert strayed == []
