"""The list as people get it, workbook and report: what each law gives is kept, and made anew only where it changed."""

import hashlib
import json
import zlib
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from time import perf_counter
from types import TracebackType
from typing import NamedTuple, Self

from lezr_extract.powerlist.export.columns import type_words
from lezr_extract.powerlist.export.workbook import UNKNOWN_AGENCY, ListBook, ShownRow
from lezr_extract.powerlist.report import LawFacts, RunFacts
from lezr_extract.powerlist.report.embedded import Embedding
from lezr_extract.powerlist.report.page import write_embedded
from lezr_extract.powerlist.report.pieces import (
    TYPES,
    ClausePiece,
    EntryPiece,
    LawPiece,
    Pieces,
    pieces_of,
)
from lezr_extract.records import ShownPage
from lezr_extract.store import Store
from lezr_extract.store.kept import KeptReadings
from lezr_extract.store.listed import LawEntries

_PART = "\x02"
"""Between two pieces: neither JSON nor a worksheet can hold it."""
_LEVEL = 1
_TOGETHER = 64
"""Laws made anew between two commits."""


class Shown(NamedTuple):
    """What the entries of a law give.

    Attributes:
        cells: the rows of the workbook, see `ShownRow.cells`.
        pieces: for the report.
    """

    cells: tuple[str, ...]
    pieces: Pieces


class KeptShown(NamedTuple):
    """Where what laws give is kept.

    Attributes:
        kept: the file.
        run: the number of program and options, see `keys.run_key`.
    """

    kept: KeptReadings
    run: str


class ListInMaking:
    """The workbook and the report of all entries, made law by law, so that something else may be done between two laws.

    Use as a context manager around all calls of `step`, and `write_report` when there is nothing left to do.

    Args:
        store: with all entries.
        path: of the workbook.
        laws: further facts by `Law.id`, for the report.
        pages: pictures of pages, for the report.
        kept: where to take from and to keep; None for neither.

    Attributes:
        used: the keys of what of it is kept now.
        seconds: that making took so far.
    """

    def __init__(
        self,
        store: Store,
        path: Path,
        laws: Mapping[str, LawFacts],
        pages: Mapping[tuple[str, int], ShownPage],
        *,
        kept: KeptShown | None = None,
    ) -> None:
        self.used: set[str] = set()
        self.seconds = 0.0
        self._embedding = Embedding(laws, pages)
        self._book: ListBook | None = ListBook(path)
        self._shown = _shown(store, self._book, kept, self.used)
        self._open = ExitStack()

    def __enter__(self) -> Self:
        if self._book:
            self._open.enter_context(self._book)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open.__exit__(kind, error, trace)

    def step(self) -> bool:
        """Adds the entries of the next law, behind the last one writes the workbook; False when nothing is left to do.

        Raises:
            OSError: the workbook cannot be written.
        """
        if self._book is None:
            return False
        clock = perf_counter()
        shown = next(self._shown, None)
        if shown is None:
            self._book.save()
            self._book = None
        else:
            for cells, piece in zip(shown.cells, shown.pieces.entries, strict=True):
                kind = type_words(TYPES[piece.kind])
                self._book.add(ShownRow(piece.agency or UNKNOWN_AGENCY, kind, cells))
            self._embedding.add(shown.pieces)
        self.seconds += perf_counter() - clock
        return self._book is not None

    def write_report(self, run: RunFacts, path: Path) -> None:
        """Writes the report of what was added.

        Args:
            run: what the report says of the run.
            path: where to.

        Raises:
            OSError: the file cannot be written.
        """
        clock = perf_counter()
        write_embedded(self._embedding.end(), run, path)
        self.seconds += perf_counter() - clock


def _shown(store: Store, book: ListBook, kept: KeptShown | None, used: set[str]) -> Iterator[Shown]:
    anew = 0
    form = hashlib.sha256(f"{kept.run}\n{book.form}".encode()).digest() if kept else b""
    for law in store.law_entries():
        if kept is None:
            yield _made(law, book)
            continue
        key = hashlib.sha256(form + law.sum()).hexdigest()
        used.add(key)
        data = kept.kept.shown(key)
        found = unpacked(data) if data else None
        if found is None:
            found = _made(law, book)
            kept.kept.put_shown(key, packed(found))
            anew += 1
            if anew % _TOGETHER == 0:
                kept.kept.commit()
        yield found


def _made(law: LawEntries, book: ListBook) -> Shown:
    entries = list(law.entries())
    return Shown(tuple(book.shown(entry).cells for entry in entries), pieces_of(entries))


def packed(shown: Shown) -> bytes:
    """``shown`` as bytes, of which `unpacked` makes the same again."""
    laws, entries, clauses = shown.pieces.laws, shown.pieces.entries, shown.pieces.clauses
    small = json.dumps(
        [
            laws,
            [(e.kind, e.agency, e.disputed, e.unsettled, e.law, e.refs, e.score) for e in entries],
            [(c.law_id, c.start, c.end, c.item, c.file, c.line, c.boxes) for c in clauses],
        ],
        ensure_ascii=False,
        separators=(",", ":"),
    )
    large = [words for e in entries for words in (e.name, e.place, e.details)]
    large += [words for c in clauses for words in (c.words, c.source)]
    words = _PART.join((small, *large, *shown.cells))
    return zlib.compress(words.encode("utf-8", "surrogatepass"), _LEVEL)


def unpacked(data: bytes) -> Shown | None:
    """What was `packed`; None where ``data`` is nothing of the kind."""
    try:
        small, *large = zlib.decompress(data).decode("utf-8", "surrogatepass").split(_PART)
        laws, entries, clauses = json.loads(small)
        words = iter(large)
        shown = Shown(
            pieces=Pieces(
                tuple(LawPiece(*law) for law in laws),
                tuple(
                    EntryPiece(
                        kind, agency, disputed, unsettled, law, tuple(refs),
                        name=next(words), place=next(words), details=next(words), score=score,
                    )
                    for kind, agency, disputed, unsettled, law, refs, score in entries
                ),
                tuple(
                    ClausePiece(
                        law_id, start, end, item, file, line, tuple(map(tuple, boxes)),
                        words=next(words), source=next(words),
                    )
                    for law_id, start, end, item, file, line, boxes in clauses
                ),
            ),
            cells=tuple(next(words) for _ in entries),
        )  # fmt: skip
        return None if next(words, None) is not None else shown
    except (zlib.error, ValueError, TypeError, LookupError, RuntimeError):
        # RuntimeError: the words ran out.
        return None
