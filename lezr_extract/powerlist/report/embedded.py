"""The entries as the page carries them: rows in chunks, every clause text once, compressed when there are many.

The page's script (``page.js``) reads exactly this shape; `FORMAT` changes with it.
"""

import base64
import json
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple

from lezr_extract.powerlist.report.facts import LawFacts
from lezr_extract.powerlist.report.pieces import TYPES, ClausePiece, EntryPiece, LawPiece, Pieces, pieces_of
from lezr_extract.powerlist.report.totals import Totals
from lezr_extract.records import Entry, ShownPage, Status

FORMAT = 2
ENTRIES_PER_CHUNK = 500
CLAUSES_PER_CHUNK = 400
PLAIN_BELOW = 4_000  # characters; a chunk shorter than this is embedded as it is
_STATUS = 3
"""Where in the row of a law its status stands."""
NO_PAGES: Mapping[tuple[str, int], ShownPage] = MappingProxyType({})


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

    @property
    def unsure_laws(self) -> int:
        """How many of the laws do not tell whether they are in force."""
        return sum(law[_STATUS] == Status.UNKNOWN.value for law in self.laws)

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
        return _packed("head-0", json.dumps(head, ensure_ascii=False, separators=(",", ":")))


class Embedding:
    """Takes the entries law by law; holds of them only compressed chunks and the numbers of clauses.

    Args:
        laws: further facts by `Law.id`; a law may be missing.
        pages: pictures of pages by file and number.
    """

    def __init__(
        self, laws: Mapping[str, LawFacts], pages: Mapping[tuple[str, int], ShownPage] = NO_PAGES
    ) -> None:
        self.made = Embedded()
        self._facts = laws
        self._laws: dict[tuple[str, str], int] = {}
        self._clauses = _Clauses(self.made, pages)
        self._index: list[str] = []
        self._details: list[str] = []
        self._closed = 0

    def add(self, pieces: Pieces) -> None:
        """The next entries."""
        laws = [self._law(one) for one in pieces.laws]
        clauses: dict[int, int] = {}
        for entry in pieces.entries:
            for ref in entry.refs:
                if ref not in clauses:
                    clauses[ref] = self._clauses.number(pieces.clauses[ref])
            self._add(entry, laws[entry.law] if entry.law >= 0 else -1, [clauses[ref] for ref in entry.refs])

    def end(self) -> Embedded:
        """All that was added."""
        if self._index:
            self._close()
        self._clauses.close()
        return self.made

    def _add(self, entry: EntryPiece, law: int, refs: list[int]) -> None:
        agency = self.made.totals.count(
            entry.agency, entry.kind, disputed=entry.disputed, unsettled=entry.unsettled
        )
        refs_json = ",".join(map(str, refs))
        self._index.append(
            f"[{entry.name},{entry.kind},{agency},{law},{entry.place},{entry.score},[{refs_json}]]"
        )
        self._details.append(entry.details)
        if len(self._index) == ENTRIES_PER_CHUNK:
            self._close()

    def _close(self) -> None:
        self.made.chunks.append(_chunk(f"index-{self._closed}", self._index))
        self.made.chunks.append(_chunk(f"details-{self._closed}", self._details))
        self._closed += 1
        self._index.clear()
        self._details.clear()

    def _law(self, law: LawPiece) -> int:
        key = (law.id, law.status)
        if key not in self._laws:
            self._laws[key] = len(self.made.laws)
            facts = self._facts.get(law.id, LawFacts())
            self.made.laws.append(
                [
                    law.title,
                    law.rank,
                    law.version,
                    law.status,
                    law.territory,
                    facts.file,
                    facts.issuer,
                    facts.document_number,
                    facts.effective,
                    facts.recognised,
                ]
            )
        return self._laws[key]


def embed(
    entries: Iterable[Entry],
    laws: Mapping[str, LawFacts],
    pages: Mapping[tuple[str, int], ShownPage] = NO_PAGES,
) -> Embedded:
    """What the page carries of ``entries``, which are taken one by one."""
    embedding = Embedding(laws, pages)
    for entry in entries:
        embedding.add(pieces_of((entry,)))
    return embedding.end()


class _Clauses:
    """Clause texts, each once, in the order of their numbers, with their places and the pages on which they stand."""

    def __init__(self, made: Embedded, pages: Mapping[tuple[str, int], ShownPage]) -> None:
        self._made = made
        self._pages = pages
        self._numbers: dict[tuple[str, int, int, str | None], int] = {}
        self._files: dict[str, int] = {}
        self._shown: dict[tuple[str, int], int] = {}
        self._open: list[str] = []
        self._closed = 0

    def number(self, clause: ClausePiece) -> int:
        key = clause[:4]
        found = self._numbers.get(key)
        if found is None:
            found = self._numbers[key] = len(self._numbers)
            self._open.append(self._row(clause))
            if len(self._open) == CLAUSES_PER_CHUNK:
                self.close()
        return found

    def close(self) -> None:
        if self._open:
            self._made.chunks.append(_chunk(f"clauses-{self._closed}", self._open))
            self._closed += 1
            self._open.clear()

    def _row(self, clause: ClausePiece) -> str:
        """``[title, text]``, then where there is something to say ``place`` (or null) and ``[original, marks]``."""
        place = self._place(clause) if clause.file else "null"
        if clause.source:
            return f"[{clause.words},{place},{clause.source}]"
        return f"[{clause.words},{place}]" if clause.file else f"[{clause.words}]"

    def _place(self, clause: ClausePiece) -> str:
        """``[file, line or 0, [[page, number of its picture or -1, left, top, right, bottom, …] …]]``."""
        file = self._files.setdefault(clause.file, len(self._files))
        if file == len(self._made.files):
            self._made.files.append(clause.file)
        pages = [[page, self._picture(clause.file, page), *sides] for page, *sides in clause.boxes]
        return f"[{file},{clause.line},{json.dumps(pages, separators=(',', ':'))}]"

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


def _chunk(name: str, rows: Iterable[str]) -> Chunk:
    return _packed(name, f"[{','.join(rows)}]")


def _packed(name: str, words: str) -> Chunk:
    raw = words.encode("utf-8", "replace")
    if len(words) < PLAIN_BELOW:
        plain = raw.decode().replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
        return Chunk(name, "json", plain)
    return Chunk(name, "deflate", base64.b64encode(zlib.compress(raw, 6)).decode("ascii"))
