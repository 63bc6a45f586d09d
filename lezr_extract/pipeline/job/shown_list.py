"""The list as people get it, workbook and report: what each law gives is kept, and made anew only where it changed."""

import hashlib
import json
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

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


def write_list(
    store: Store,
    paths: tuple[Path, Path],
    laws: Mapping[str, LawFacts],
    run: RunFacts,
    pages: Mapping[tuple[str, int], ShownPage],
    *,
    kept: KeptShown | None = None,
) -> set[str]:
    """Writes the workbook and the report of all entries; gives the keys of what of it is kept now.

    Args:
        store: with all entries.
        paths: of the workbook and of the report.
        laws: further facts by `Law.id`, for the report.
        run: what the report says of the run.
        pages: pictures of pages, for the report.
        kept: where to take from and to keep; None for neither.

    Raises:
        OSError: a file cannot be written.
    """
    used: set[str] = set()
    embedding = Embedding(laws, pages)
    with ListBook(paths[0]) as book:
        for shown in _shown(store, book, kept, used):
            for cells, piece in zip(shown.cells, shown.pieces.entries, strict=True):
                kind = type_words(TYPES[piece.kind])
                book.add(ShownRow(piece.agency or UNKNOWN_AGENCY, kind, cells))
            embedding.add(shown.pieces)
        book.save()
    write_embedded(embedding.end(), run, paths[1])
    return used


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
            [(e.kind, e.agency, e.disputed, e.law, e.refs, e.score) for e in entries],
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
                        kind, agency, disputed, law, tuple(refs),
                        name=next(words), place=next(words), details=next(words), score=score,
                    )
                    for kind, agency, disputed, law, refs, score in entries
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
