"""Which pages the report shows, and that no page can harm the run that draws it."""

import os
import threading
import time
from dataclasses import replace

import pytest
from lezr_extract.pipeline.job import shown_pages
from lezr_extract.pipeline.job.shown_pages import MOST_PAGES, pages_of, pictures_of
from lezr_extract.read import Source
from lezr_extract.records import Basis, Box, Entry, Place, PowerType, ShownPage, Span

pytestmark = pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")


@pytest.fixture(autouse=True)
def _fork(monkeypatch):
    """The runner of the tests may have threads of its own; these workers need none of its locks."""
    monkeypatch.setattr(threading, "active_count", lambda: 1)


def entry_on(file, *pages):
    place = Place(file, pages[0] if pages else None, None, tuple(Box(page, 1, 2, 3, 4) for page in pages))
    basis = Basis("1", "示例", "法律", "第一条", None, None, "grant", "略", Span(0, 1), place=place)
    return Entry("1", "名", PowerType.OTHER, (), (), "", "", None, (basis,), (), "", "", 1.0, "rule")


def test_every_page_of_a_clause_is_shown_once_in_the_order_of_the_list():
    entries = [entry_on("b.pdf", 3, 4), entry_on("a.pdf", 1), entry_on("b.pdf", 4), entry_on("c.txt")]
    entries.append(replace(entries[0], bases=(replace(entries[0].bases[0], place=None),)))
    assert pages_of(entries, frozenset()) == [("b.pdf", 3), ("b.pdf", 4), ("a.pdf", 1)]


def test_of_too_many_pages_those_that_a_machine_recognised_are_shown_first():
    entries = [*(entry_on("text.pdf", page) for page in range(1, MOST_PAGES + 9)), entry_on("scan.pdf", 7)]
    pages = pages_of(entries, frozenset({"scan.pdf"}))
    assert len(pages) == MOST_PAGES
    assert pages[:2] == [("scan.pdf", 7), ("text.pdf", 1)]


def drawing(items, wanted):
    """Instead of drawing: what the name of the file says happens."""
    for item in items:
        if "kills" in item.file:
            os._exit(9)
        if "hangs" in item.file:
            time.sleep(60)
    return [ShownPage(file, page, 1, 1, b"") for file, page in wanted]


@pytest.mark.parametrize("bad", ["kills", "hangs"])
def test_a_file_that_kills_or_stops_what_draws_it_costs_its_own_pages_alone(monkeypatch, bad):
    monkeypatch.setattr(shown_pages, "shown_pages", drawing)
    monkeypatch.setattr(shown_pages, "_SECONDS", 0.3)
    monkeypatch.setattr(shown_pages, "_SECONDS_A_PAGE", 0)
    items = [Source(name, name) for name in ("a.pdf", f"{bad}.pdf", "b.pdf")]
    told = []
    found = pictures_of(
        [("a.pdf", 1), (f"{bad}.pdf", 1), ("b.pdf", 2)], items, 1, lambda *news: told.append(news[1:])
    )
    assert set(found) == {("a.pdf", 1), ("b.pdf", 2)}
    assert (told[0], told[-1]) == ((0, 3), (3, 3))


def test_after_some_failures_no_more_is_tried(monkeypatch):
    monkeypatch.setattr(shown_pages, "shown_pages", drawing)
    items = [Source(f"kills{n}.pdf", "", size=1 << 20) for n in range(9)]
    assert pictures_of([(item.file, 1) for item in items], items, 1) == {}


def test_without_pages_nothing_is_started(monkeypatch):
    monkeypatch.setattr(shown_pages.many, "each", None)
    assert pictures_of([], [Source("a.pdf", "")], 2) == {}
