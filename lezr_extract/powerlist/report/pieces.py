"""The entries of a law as the report carries them, but for the numbers that only the whole report can give.

They rest on the entries alone, so that they can be kept from one run to the next.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from lezr_extract.powerlist.export.columns import BLANK_LINES, amount_text, place_text, without_blank_lines
from lezr_extract.powerlist.remarks import is_unsettled
from lezr_extract.records import Basis, Entry, Place, PowerType, Span

TYPES = tuple(PowerType)
MARK_KINDS = ("holder", "act", "sanction", "amount")
BASIS_KINDS = ("liability", "conduct", "grant", "referral")
_LOOK = 40
"""Characters of the source in which deleted words end, such as a reading or a line of a web page."""
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class LawPiece(NamedTuple):
    """A law as its entries name it.

    Attributes:
        id, title, rank, version: of the law.
        status, territory: of its entries.
    """

    id: str
    title: str
    rank: str
    version: str
    status: str
    territory: str


class EntryPiece(NamedTuple):
    """An entry.

    Attributes:
        kind: index of its type in `TYPES`.
        agency: as in the list; empty where it is not known.
        disputed: its type is.
        unsettled: its holder is still to be confirmed: none is named, or the clause leaves open which (有关部门).
        law: index into `Pieces.laws`, -1 for none.
        refs: its clauses, indexes into `Pieces.clauses`.
        name, place, details: as JSON.
        score: from 0 to 100.
    """

    kind: int
    agency: str
    disputed: bool
    unsettled: bool
    law: int
    refs: tuple[int, ...]
    name: str
    place: str
    details: str
    score: int


class ClausePiece(NamedTuple):
    """A clause on which entries rest.

    Attributes:
        law_id, start, end, item: which clause it is.
        file: in which it stands; empty where nobody knows where in it.
        line: of the file, 0 for none.
        boxes: page, and left, top, right, bottom of each line on it, again and again.
        words: title and text as JSON, without brackets.
        source: the text as the file holds it with what was changed, as JSON; empty where nothing was.
    """

    law_id: str
    start: int
    end: int
    item: str | None
    file: str
    line: int
    boxes: tuple[tuple[int, ...], ...]
    words: str
    source: str


@dataclass(frozen=True, slots=True)
class Pieces:
    """What the report carries of some entries that follow each other; clauses in the order of their first use."""

    laws: tuple[LawPiece, ...]
    entries: tuple[EntryPiece, ...]
    clauses: tuple[ClausePiece, ...]


def pieces_of(entries: Iterable[Entry]) -> Pieces:
    """The pieces of ``entries``."""
    laws: dict[LawPiece, int] = {}
    clauses: dict[tuple[str, Span, str | None], int] = {}
    shown: list[ClausePiece] = []
    found: list[EntryPiece] = []
    for entry in entries:
        refs = []
        for basis in entry.bases:
            key = (basis.law_id, basis.span, basis.item)
            if key not in clauses:
                clauses[key] = len(shown)
                shown.append(_clause(basis))
            refs.append(clauses[key])
        law = -1
        if entry.bases:
            first = entry.bases[0]
            named = LawPiece(
                first.law_id,
                first.law_title,
                first.rank,
                first.law_version,
                entry.law_status,
                entry.territory,
            )
            law = laws.setdefault(named, len(laws))
        found.append(_entry(entry, law, tuple(refs)))
    return Pieces(tuple(laws), tuple(found), tuple(shown))


def _entry(entry: Entry, law: int, refs: tuple[int, ...]) -> EntryPiece:
    return EntryPiece(
        kind=TYPES.index(entry.type),
        agency=entry.agency,
        disputed=bool(entry.alt),
        unsettled=is_unsettled(entry),
        law=law,
        refs=refs,
        name=_encode(entry.name),
        place=_encode(place_text(entry.bases[0]) if entry.bases else ""),
        details=_encode(_details(entry)),
        score=round(entry.score * 100),
    )


def _clause(basis: Basis) -> ClausePiece:
    text = without_blank_lines(basis.text)
    words = f"{_encode(f'《{basis.law_title}》{place_text(basis)}')},{_encode(text)}"
    source = ""
    if basis.original:
        original = without_blank_lines(basis.original)
        source = _encode([original, changes(text, original)])
    file, line, boxes = _place(basis.place) if basis.place else ("", 0, ())
    return ClausePiece(
        basis.law_id, basis.span.start, basis.span.end, basis.item, file, line, boxes, words, source
    )


def _place(place: Place) -> tuple[str, int, tuple[tuple[int, ...], ...]]:
    if place.page is None and place.line is None:
        return "", 0, ()
    boxes: dict[int, list[int]] = {} if place.page is None else {place.page: []}
    for box in place.boxes:
        boxes.setdefault(box.page, []).extend(round(side) for side in box[1:])
    return place.file, place.line or 0, tuple((page, *sides) for page, sides in boxes.items())


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
