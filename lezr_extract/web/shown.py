"""Records → what the templates show."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from urllib.parse import quote, urlencode

from starlette.datastructures import QueryParams

from lezr_extract.pipeline.deciding.intake import LAWS
from lezr_extract.powerlist.export.columns import amount_text, place_text, without_blank_lines
from lezr_extract.powerlist.report.pieces import BASIS_KINDS, MARK_KINDS, segments
from lezr_extract.records import (
    Basis,
    Entry,
    Gate,
    Level,
    PowerType,
    State,
    SuggestionKind,
    SuggestionState,
)
from lezr_extract.store.ledger import QueueFilter
from lezr_extract.store.ledger.suggestions import LAPSED, SuggestionFilter
from lezr_extract.store.provisions import CitedPlace

PER_PAGE = 50
UNKNOWN = "待确认"
"""What is shown for an entry without a holder."""
_KIND_WORDS = dict(zip(BASIS_KINDS, ("罚则", "行为规范", "授权", "援引的罚则"), strict=True))
_MARK_WORDS = dict(zip(MARK_KINDS, ("行使主体", "行为、事项", "措施", "数额"), strict=True))


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a clause: ``mark`` is the kind of its mark, empty for plain words."""

    words: str
    mark: str = ""

    @property
    def title(self) -> str:
        """What the colour means, for those who do not see it."""
        return _MARK_WORDS.get(self.mark, "")


@dataclass(frozen=True, slots=True)
class Clause:
    """A basis as the page shows it."""

    kind: str
    place: str
    version: str
    rank: str
    pieces: tuple[Piece, ...]
    source: str
    law_id: str
    article: str
    cites: tuple["Link", ...]
    page: int | None


@dataclass(frozen=True, slots=True)
class Link:
    """A citation: its words, where it opens (empty where that is not in the database), and what it means."""

    words: str
    address: str
    title: str


def links(cites: Sequence[CitedPlace]) -> tuple[Link, ...]:
    """``cites`` as links, each provision once."""
    found = {}
    for cite in cites:
        if cite.article is None and cite.law_id is None:
            continue
        where = (
            f"/law/{cite.law_id}" + (f"/{quote(cite.article)}" if cite.article else "") if cite.law_id else ""
        )
        words = (
            cite.words
            if cite.article is None or cite.article in cite.words
            else f"{cite.words}（{cite.article}）"
        )
        there = cite.resolution in ("resolved", "name_only")
        title = f"{cite.law}{cite.article or ''}" if there else "没有找到所引条款"
        found[words] = Link(words, where if there else "", title)
    return tuple(found.values())


def clause(basis: Basis, cites: Sequence[CitedPlace] = ()) -> Clause:
    """``basis`` cut into marked and plain stretches."""
    text, marks = without_blank_lines(basis.text), segments(basis)
    pieces, at = [], 0
    for start, length, kind in zip(marks[::3], marks[1::3], marks[2::3], strict=True):
        pieces += [Piece(text[at:start]), Piece(text[start : start + length], MARK_KINDS[kind])]
        at = start + length
    pieces.append(Piece(text[at:]))
    where = basis.place
    source = ""
    if where is not None:
        line = f"第 {where.page} 页" if where.page else f"第 {where.line} 行" if where.line else ""
        source = "　".join(filter(None, (file_words(where.file), line)))
    return Clause(
        _KIND_WORDS.get(basis.kind, basis.kind),
        f"《{basis.law_title}》{place_text(basis)}",
        basis.law_version,
        basis.rank,
        tuple(piece for piece in pieces if piece.words),
        source,
        basis.law_id,
        basis.article,
        links(cites),
        where.page if where is not None and where.boxes else None,
    )


def file_words(file: str) -> str:
    """A file as a page names it: of one that was handed in, where the server keeps it is nothing to the reader."""
    _, inside, name = file.rpartition(f"/{LAWS}/")
    return f"{LAWS}/{name}" if inside else file


def amounts(entry: Entry) -> str:
    """The fines in words."""
    return "；".join(dict.fromkeys(amount_text(amount) for amount in entry.amounts))


def wanted(query: QueryParams | Mapping[str, str]) -> QueueFilter:
    """The filter that a page's address names; what it does not know it leaves out."""
    at = query.get("at", "")
    kind = query.get("type", "")
    return QueueFilter(
        type=kind if kind in set(PowerType) else "",
        agency=query.get("agency", ""),
        law=query.get("law", ""),
        at=at if at in {*Gate, *State} else "",
        lapsed=query.get("lapsed", "") == "1",
        level=query.get("level", "") if query.get("level") in set(Level) else "",
        person=query.get("person", "")[:100],
        words=query.get("words", "")[:100],
    )


def wanted_suggestions(query: QueryParams | Mapping[str, str]) -> SuggestionFilter:
    """The filter of suggestions that a page's address names; what it does not know it leaves out."""
    kind, state = query.get("kind", ""), query.get("state", "")
    return SuggestionFilter(
        kind=kind if kind in set(SuggestionKind) else "",
        level=query.get("level", "") if query.get("level") in set(Level) else "",
        state=state if state in {*SuggestionState, LAPSED} else "",
        department=query.get("department", ""),
        words=query.get("words", "")[:100],
    )


def address(path: str, filters: QueueFilter | SuggestionFilter, **more: object) -> str:
    """The address of ``path`` with ``filters``, without the empty ones."""
    values: dict[str, object] = {
        name: "1" if value is True else value for name, value in (asdict(filters) | more).items()
    }
    query = urlencode({name: value for name, value in values.items() if value not in ("", None, False)})
    return f"{path}?{query}" if query else path


def pages(total: int, page: int, per_page: int = PER_PAGE) -> Sequence[int]:
    """Numbers of pages to offer around ``page``, the first and the last among them; 0 stands for a gap."""
    last = max(1, -(-total // per_page))
    near = {1, last, *range(max(1, page - 2), min(last, page + 2) + 1)}
    shown: list[int] = []
    for number in sorted(near):
        if shown and number > shown[-1] + 1:
            shown.append(0)
        shown.append(number)
    return shown
