"""The entries as the page carries them: rows in chunks, every clause text once, compressed when there are many.

The page's script (``page.js``) reads exactly this shape; `FORMAT` changes with it.
"""

import base64
import json
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, NamedTuple

from lezr_extract.powerlist.export.columns import BLANK_LINES, amount_text, place_text, without_blank_lines
from lezr_extract.powerlist.report.facts import LawFacts
from lezr_extract.powerlist.report.totals import TYPES, Totals
from lezr_extract.records import Basis, Entry, Place, ShownPage, Span

FORMAT = 2
ENTRIES_PER_CHUNK = 500
CLAUSES_PER_CHUNK = 400
PLAIN_BELOW = 4_000  # characters; a chunk shorter than this is embedded as it is
MARK_KINDS = ("holder", "act", "sanction", "amount")
BASIS_KINDS = ("liability", "conduct", "grant", "referral")
NO_PAGES: Mapping[tuple[str, int], ShownPage] = MappingProxyType({})
_LOOK = 40
"""Characters of the source in which deleted words end, such as a reading or a line of a web page."""


class Chunk(NamedTuple):
    """A stretch of data in the page.

    Attributes:
        name: ``index-0``, ``details-0``, ``clauses-0``, ``page-0`` …
        encoding: ``json``, ``deflate`` (zlib stream in base64), or ``png`` (in base64).
        words: the data; never holds ``<``.
    """

    name: str
    encoding: str
    words: str


@dataclass
class Embedded:
    """Everything that the page's script needs.

    Attributes:
        totals: counts.
        laws: rows ``[title, rank, version, status, territory, file, issuer, number, effective, recognised]``.
        files: names of the files in which clauses stand.
        pages: width and height of the pictures of pages.
        chunks: the data, compressed as it came.
    """

    totals: Totals = field(default_factory=Totals)
    laws: list[list[str]] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    pages: list[list[float]] = field(default_factory=list)
    chunks: list[Chunk] = field(default_factory=list)

    def head(self) -> Chunk:
        """The first thing that the script reads: names, laws and how many chunks there are."""
        names = [c.name.split("-")[0] for c in self.chunks]
        head = {
            "format": FORMAT,
            "types": [str(t) for t in TYPES],
            "agencies": list(self.totals.agencies),
            "laws": self.laws,
            "files": self.files,
            "pages": self.pages,
            "entries": self.totals.entries,
            "perChunk": ENTRIES_PER_CHUNK,
            "clausesPerChunk": CLAUSES_PER_CHUNK,
            "chunks": {kind: names.count(kind) for kind in ("index", "details", "clauses")},
        }
        return _chunk("head-0", head)


def embed(
    entries: Iterable[Entry],
    laws: Mapping[str, LawFacts],
    pages: Mapping[tuple[str, int], ShownPage] = NO_PAGES,
) -> Embedded:
    """Takes the entries one by one; holds of them only compressed chunks and the places of clauses."""
    made = Embedded()
    law_rows: dict[tuple[str, str], int] = {}
    clauses = _Clauses(made, pages)
    index: list[list[Any]] = []
    details: list[list[Any]] = []
    for entry in entries:
        agency, kind = made.totals.add(entry)
        law = _law(entry, laws, law_rows, made.laws)
        refs = [clauses.number(b) for b in entry.bases]
        place = place_text(entry.bases[0]) if entry.bases else ""
        index.append([entry.name, kind, agency, law, place, round(entry.score * 100), refs])
        details.append(_details(entry))
        if len(index) == ENTRIES_PER_CHUNK:
            _close(made.chunks, index, details)
    _close(made.chunks, index, details)
    clauses.close()
    return made


def segments(basis: Basis) -> list[int]:
    """What to mark in the basis's text: start, length, index of kind, again and again; rising, without overlap.

    Offsets count in the text without blank lines, as the page shows it. Where marks overlap the more telling one wins: amount over sanction over holder over act.
    """
    gaps = [(m.start() + 1, m.end() - m.start() - 1) for m in BLANK_LINES.finditer(basis.text)]
    taken: list[tuple[int, int, int]] = []
    order = {kind: rank for rank, kind in enumerate(("amount", "sanction", "holder", "act"))}
    for kind, span in sorted(basis.marks, key=lambda m: (order.get(m[0], 9), m[1])):
        if kind not in order:
            continue
        start, end = max(span.start - basis.span.start, 0), min(span.end - basis.span.start, len(basis.text))
        free = list(_free(Span(_moved(start, gaps), _moved(end, gaps)), taken))
        taken.extend((piece.start, piece.end - piece.start, MARK_KINDS.index(kind)) for piece in free)
    return [number for segment in sorted(taken) for number in segment]


def changes(text: str, source: str) -> list[int]:
    """What of ``source`` is not in ``text``, which was made of it: start, length, again and again; rising.

    Cleaning deletes and replaces single characters, so one look ahead keeps the two together; white space counts
    for nothing.
    """
    marks: list[int] = []
    at = here = 0
    while here < len(source):
        if at < len(text) and text[at] == source[here]:
            at, here = at + 1, here + 1
        elif at < len(text) and text[at].isspace():
            at += 1
        elif source[here].isspace():
            here += 1
        else:
            length = _lost(text, at, source, here)
            at += not length
            length = length or 1
            if marks and marks[-2] + marks[-1] == here:
                marks[-1] += length
            else:
                marks += [here, length]
            here += length
    return marks


def _lost(text: str, at: int, source: str, here: int) -> int:
    """How many characters of ``source`` were deleted at ``here``; 0 where one was replaced by another."""
    following = text[at + 1 : at + 3]
    if following and source.startswith(following, here + 1):
        return 0
    ahead = text[at : at + 2]
    found = source.find(ahead, here + 1, here + _LOOK) if ahead else -1
    return found - here if found > here else 0


def _moved(offset: int, gaps: list[tuple[int, int]]) -> int:
    """``offset`` in the text without its blank lines."""
    return offset - sum(min(length, max(0, offset - start)) for start, length in gaps)


def _free(span: Span, taken: list[tuple[int, int, int]]) -> Iterator[Span]:
    at = span.start
    for start, length, _ in sorted(taken):
        if start >= span.end:
            break
        if start > at:
            yield Span(at, start)
        at = max(at, start + length)
    if at < span.end:
        yield Span(at, span.end)


def _details(entry: Entry) -> list[Any]:
    bases = [[BASIS_KINDS.index(b.kind) if b.kind in BASIS_KINDS else 2, segments(b)] for b in entry.bases]
    amounts = list(dict.fromkeys(amount_text(a) for a in entry.amounts))
    return [
        bases,
        list(entry.kinds),
        amounts,
        entry.agency_written,
        list(entry.remarks),
        [str(t) for t in entry.alt],
        entry.by,
        entry.id,
    ]


def _law(
    entry: Entry, laws: Mapping[str, LawFacts], rows: dict[tuple[str, str], int], made: list[list[str]]
) -> int:
    if not entry.bases:
        return -1
    basis = entry.bases[0]
    key = (basis.law_id, entry.law_status)
    if key not in rows:
        rows[key] = len(made)
        facts = laws.get(basis.law_id, LawFacts())
        made.append(
            [
                basis.law_title,
                basis.rank,
                basis.law_version,
                entry.law_status,
                entry.territory,
                facts.file,
                facts.issuer,
                facts.document_number,
                facts.effective,
                facts.recognised,
            ]
        )
    return rows[key]


def _close(chunks: list[Chunk], index: list[list[Any]], details: list[list[Any]]) -> None:
    if index:
        number = sum(c.name.startswith("index-") for c in chunks)
        chunks.append(_chunk(f"index-{number}", index))
        chunks.append(_chunk(f"details-{number}", details))
        index.clear()
        details.clear()


class _Clauses:
    """Clause texts, each once, in the order of their numbers, with their places and the pages on which they stand."""

    def __init__(self, made: Embedded, pages: Mapping[tuple[str, int], ShownPage]) -> None:
        self._made = made
        self._pages = pages
        self._numbers: dict[tuple[str, Span, str | None], int] = {}
        self._files: dict[str, int] = {}
        self._shown: dict[tuple[str, int], int] = {}
        self._open: list[list[Any]] = []
        self._closed = 0

    def number(self, basis: Basis) -> int:
        key = (basis.law_id, basis.span, basis.item)
        found = self._numbers.get(key)
        if found is None:
            found = self._numbers[key] = len(self._numbers)
            self._open.append(self._row(basis))
            if len(self._open) == CLAUSES_PER_CHUNK:
                self.close()
        return found

    def close(self) -> None:
        if self._open:
            self._made.chunks.append(_chunk(f"clauses-{self._closed}", self._open))
            self._closed += 1
            self._open.clear()

    def _row(self, basis: Basis) -> list[Any]:
        """``[title, text]``, then where there is something to say ``place`` (or null) and ``[original, marks]``."""
        text = without_blank_lines(basis.text)
        row: list[Any] = [f"《{basis.law_title}》{place_text(basis)}", text]
        place = self._place(basis.place) if basis.place else None
        if basis.original:
            source = without_blank_lines(basis.original)
            return [*row, place, [source, changes(text, source)]]
        return [*row, place] if place else row

    def _place(self, place: Place) -> list[Any] | None:
        """``[file, line or 0, [[page, number of its picture or -1, left, top, right, bottom, …] …]]``."""
        if place.page is None and place.line is None:
            return None
        boxes: dict[int, list[float]] = {} if place.page is None else {place.page: []}
        for box in place.boxes:
            boxes.setdefault(box.page, []).extend(round(side) for side in box[1:])
        file = self._files.setdefault(place.file, len(self._files))
        if file == len(self._made.files):
            self._made.files.append(place.file)
        return [
            file,
            place.line or 0,
            [[page, self._picture(place.file, page), *sides] for page, sides in boxes.items()],
        ]

    def _picture(self, file: str, page: int) -> int:
        shown = self._pages.get((file, page))
        if shown is None:
            return -1
        number = self._shown.setdefault((file, page), len(self._shown))
        if number == len(self._made.pages):
            self._made.pages.append([round(shown.width, 1), round(shown.height, 1)])
            words = base64.b64encode(shown.data).decode("ascii")
            self._made.chunks.append(Chunk(f"page-{number}", "png", words))
        return number


def _chunk(name: str, data: object) -> Chunk:
    words = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    raw = words.encode("utf-8", "replace")
    if len(words) < PLAIN_BELOW:
        plain = raw.decode().replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
        return Chunk(name, "json", plain)
    return Chunk(name, "deflate", base64.b64encode(zlib.compress(raw, 6)).decode("ascii"))
