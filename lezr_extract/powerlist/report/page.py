"""Writing report.html: the template, our own style and script put into it, a policy that allows nothing else."""

import base64
import hashlib
from collections.abc import Iterable, Mapping
from importlib import resources
from pathlib import Path

from lezr_extract.powerlist.finished import whole_file
from lezr_extract.powerlist.report.embedded import NO_PAGES, Embedded, embed
from lezr_extract.powerlist.report.facts import LawFacts, RunFacts
from lezr_extract.powerlist.report.totals import TYPES
from lezr_extract.records import Entry, ShownPage


def write_report(
    entries: Iterable[Entry],
    laws: Mapping[str, LawFacts],
    run: RunFacts,
    path: Path,
    pages: Mapping[tuple[str, int], ShownPage] = NO_PAGES,
) -> int:
    """Writes the page to ``path``; gives the number of entries.

    One file without any request: style and script are ours and stand inside, their hashes are the only ones that
    the page's content policy allows. Law texts are data and reach the page as text, never as markup. Totals,
    charts and the heat map stand in the page itself; the list needs JavaScript.

    Args:
        entries: taken one by one.
        laws: further facts by `Law.id`; a law may be missing.
        run: how the report was made.
        path: where to write.
        pages: pictures of pages by file and number, on which clauses are shown in their place.

    Raises:
        OSError: the file cannot be written; an older one of that name is then untouched.
    """
    return write_embedded(embed(entries, laws, pages), run, path)


def write_embedded(made: Embedded, run: RunFacts, path: Path) -> int:
    """`write_report` of entries that were put into ``made`` already.

    Raises:
        OSError: as there.
    """
    from jinja2 import Environment  # noqa: PLC0415

    environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    page = environment.from_string(_part("page.html.j2"))
    with (
        whole_file(path) as partial,
        partial.open("w", encoding="utf-8", errors="replace", newline="\n") as out,
    ):
        for words in page.generate(**_context(made, run)):
            out.write(words)
    return made.totals.entries


def _context(made: Embedded, run: RunFacts) -> dict[str, object]:
    from markupsafe import Markup  # noqa: PLC0415

    style, script = _part("page.css"), _part("page.js")
    totals = made.totals
    return {
        "run": run,
        "totals": totals,
        "pages": len(made.pages),
        "unsure_laws": made.unsure_laws,
        "types": [str(t).removeprefix("行政") for t in TYPES],
        "by_type": totals.by_type(),
        "by_agency": totals.by_agency(),
        "heat_map": totals.heat_map(),
        # Our own files, not data: the only words that go into the page as they are.
        "style": Markup(style),  # noqa: S704
        "script": Markup(script),  # noqa: S704
        "style_hash": _hash(style),
        "script_hash": _hash(script),
        "chunks": [(c.name, c.encoding, Markup(c.words)) for c in (made.head(), *made.chunks)],  # noqa: S704
    }


def _part(name: str) -> str:
    return resources.files(__package__).joinpath(name).read_text(encoding="utf-8")


def _hash(words: str) -> str:
    return base64.b64encode(hashlib.sha256(words.encode()).digest()).decode("ascii")
