"""The pages on which the entries of the list stand, as pictures for the report; a bounded number of them."""

import signal
from collections.abc import Iterable, Sequence
from functools import partial

from lezr_extract.pipeline.job import many
from lezr_extract.pipeline.job.fill import Progress, quiet
from lezr_extract.read import Source, shown_pages
from lezr_extract.records import Entry, Problem, ShownPage

MOST_PAGES = 120
"""A page takes about 40 KB in the report, which shall open at once and go by mail."""
_SECONDS = 20
_SECONDS_A_PAGE = 2
_MOST_FAILURES = 3

Page = tuple[str, int]


def pages_of(entries: Iterable[Entry], first: frozenset[str]) -> list[Page]:
    """The pages with words of entries, at most `MOST_PAGES`.

    Args:
        entries: in the order of the list, which the pages follow.
        first: files whose pages go before all others, because their words need the look most.
    """
    bases = (basis.place for entry in entries for basis in entry.bases if basis.place is not None)
    pages = dict.fromkeys((place.file, box.page) for place in bases for box in place.boxes)
    return sorted(pages, key=lambda page: page[0] not in first)[:MOST_PAGES]


def pictures_of(
    pages: Sequence[Page], items: Sequence[Source | Problem], workers: int | None, progress: Progress = quiet
) -> dict[Page, ShownPage]:
    """The pictures of ``pages``, drawn in processes of their own: a page that kills or stops its process has none.

    Args:
        pages: to show.
        items: the sources of the run, among which the files are.
        workers: processes; None for one per processor.
        progress: told how many pages are drawn.
    """
    if not pages:
        return {}
    held = [one for one in items if isinstance(one, Source) and any(f.startswith(one.file) for f, _ in pages)]
    drawn: dict[Page, ShownPage] = {}
    failures = 0
    progress("附上原件页面", 0, len(pages))
    for _, found in many.each(partial(_draw, pages=pages), held, _failed, workers, always_apart=True):
        failures += found.count(None)
        drawn |= {(page.file, page.page): page for page in found if page is not None}
        progress("附上原件页面", len(drawn), len(pages))
        if failures >= _MOST_FAILURES:
            break
    progress("附上原件页面", len(pages), len(pages))
    return drawn


def _draw(items: Sequence[Source | Problem], pages: Sequence[Page]) -> list[ShownPage | None]:
    drawn: list[ShownPage | None] = []
    for item in items:
        wanted = [page for page in pages if page[0].startswith(item.file)]
        _limit(_SECONDS + _SECONDS_A_PAGE * len(wanted))
        drawn += shown_pages([item], wanted)
        _limit(0)
    return drawn


def _limit(seconds: float) -> None:
    """Ends this process after ``seconds``, whatever a library is doing then; 0 lifts the limit."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _failed(item: Source | Problem) -> ShownPage | None:
    """Nothing of a source that killed or stopped the process that drew it."""
