"""Records → rows. Runs in the workers, so that the process that writes has nothing left to compute.

Cells that hold several values are JSON; the columns are explained in `lezr_extract.store.schema`.
"""

import json
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from lezr_extract.records import (
    Agency,
    Amount,
    ArticlePowers,
    Box,
    Citation,
    Document,
    Entry,
    Evidence,
    Item,
    Law,
    Paragraph,
    Problem,
    SourceMap,
    Span,
)
from lezr_extract.text.original import original

Row = tuple[object, ...]
Rows = dict[str, list[Row]]

NO_MAP = SourceMap()
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file that was read, and the law that it gave.

    Attributes:
        file: as in `Document.file`.
        format, sha256: as in `Document`; empty when nothing could be read.
        law_id: None when it gave no law.
        source_map: the way from the law's text to pages, lines and boxes of the file; its steps are not kept.
    """

    file: str
    format: str = ""
    sha256: str = ""
    law_id: str | None = None
    source_map: SourceMap = NO_MAP


def file_row(document: Document, law: Law | None) -> FileRow:
    """The row of ``files`` for a document."""
    # Without a law there is no text in the database that a map could lead back from.
    way = replace(document.source_map, steps=()) if law else NO_MAP
    return FileRow(document.file, document.format, document.sha256, law.id if law else None, way)


def map_cells(source_map: SourceMap) -> tuple[str, str, str]:
    """The cells ``pages``, ``lines`` and ``boxes`` of ``files``; boxes in whole points, which no eye can tell."""
    boxes = (
        f"[{at},{b.page},{b.left:.0f},{b.top:.0f},{b.right:.0f},{b.bottom:.0f}]" for at, b in source_map.boxes
    )
    return _encode(source_map.pages), _encode(source_map.lines), f"[{','.join(boxes)}]"


def source_map_of(pages: str, lines: str, boxes: str) -> SourceMap:
    """What `map_cells` made, read back."""
    return SourceMap(
        pages=tuple((at, page) for at, page in json.loads(pages)),
        lines=tuple((at, line) for at, line in json.loads(lines)),
        boxes=tuple((at, Box(*box)) for at, *box in json.loads(boxes)),
    )


def rows_of_law(
    law: Law,
    found: Iterable[ArticlePowers] = (),
    entries: Sequence[Entry] = (),
    document: Document | None = None,
) -> Rows:
    """All rows of one law but its citations, by table.

    Args:
        law: as built.
        found: its powers.
        entries: what they come to.
        document: what the law was built from; without it no ``original`` is kept.

    The rows of ``laws``, ``articles`` and ``entries`` lack their number, and those of ``bases`` carry the index
    of their entry in this list instead of its number: both are given out by `Store.add`, in the order of reading.
    """
    rows: Rows = {name: [] for name in ("powers", "amounts", "exclusions", "competence", "entries", "bases")}
    rows["laws"] = [_law(law)]
    rows["articles"] = [
        (
            article_id(law.id, i),
            law.id,
            article.number,
            _encode([heading.label for heading in article.path]),
            article.caption,
            article.text,
            *article.span,
            *article.text_span,
            _encode([paragraph_json(paragraph) for paragraph in article.paragraphs]),
            _original(document, article.text_span),
        )
        for i, article in enumerate(law.articles)
    ]
    for powers in found:
        _add_powers(rows, article_id(law.id, powers.article), powers)
    seen: Counter[str] = Counter()
    for i, entry in enumerate(entries):
        seen[entry.id] += 1
        # An article number that occurs twice in a text (repeated by mistake, or in what a decision enacts) gives
        # the same identity twice.
        identity = entry.id if seen[entry.id] == 1 else f"{entry.id}-{seen[entry.id]}"
        rows["entries"].append((identity, *_entry(law.id, entry)))
        rows["bases"].extend(_bases(i, entry, document))
    return rows


def citation_rows(law_id: str, starts: Sequence[int], citations: Iterable[tuple[int, Citation]]) -> list[Row]:
    """The rows of ``citations``.

    Args:
        law_id: the citing law.
        starts: where each of its articles starts.
        citations: each with its number among all citations of the law, which its id carries.
    """
    return [
        (
            f"{law_id}-c{n}",
            law_id,
            article_id(law_id, at) if (at := bisect_right(starts, c.span.start) - 1) >= 0 else None,
            c.law,
            c.article,
            c.paragraph,
            c.item,
            c.reach.value,
            c.resolution.value,
            c.target_law,
            c.evidence,
            *c.span,
        )
        for n, c in citations
    ]


def agency_row(agency: Agency) -> Row:
    """The row of ``agencies``."""
    return (
        agency.id,
        agency.name,
        agency.level,
        agency.territory,
        _encode(agency.duties),
        _encode(agency.local_names),
        agency.valid_from,
        agency.valid_to,
        _encode(agency.successors),
        agency.note,
    )


def problem_row(problem: Problem) -> Row:
    """The row of ``problems``, without its number."""
    return (
        problem.stage.value,
        problem.severity.value,
        problem.file,
        problem.place,
        problem.code,
        problem.cause,
    )


def article_id(law_id: str, index: int) -> str:
    """Id of the article at ``index`` (from 0) of a law."""
    return f"{law_id}-{index + 1:04d}"


def paragraph_json(paragraph: Paragraph) -> dict[str, Any]:
    """A 款 as `lezr articles` prints it and as ``articles.paragraphs`` keeps it."""
    value: dict[str, Any] = {
        "number": paragraph.number,
        "text": paragraph.text,
        "span": paragraph.span,
        "items": [item_json(item) for item in paragraph.items],
    }
    if paragraph.tail:
        value["tail"] = paragraph.tail
    return value


def item_json(item: Item) -> dict[str, Any]:
    """A 项 or 目 as `lezr articles` prints it."""
    value: dict[str, Any] = {"no": item.no, "text": item.text, "span": item.span}
    if item.items:
        value["items"] = [item_json(below) for below in item.items]
    return value


def amount_json(amount: Amount) -> dict[str, Any]:
    """A fine as ``entries.amounts`` keeps it; its numbers as strings, exact."""
    return {
        "min": None if amount.min is None else f"{amount.min:f}",
        "max": None if amount.max is None else f"{amount.max:f}",
        "unit": amount.unit,
        "base": amount.base,
        "party": amount.party,
        "per": amount.per,
        "span": amount.span,
    }


def _law(law: Law) -> Row:
    dates: dict[str, Evidence | None] = {
        "adopted": law.adopted,
        "published": law.published,
        "effective": law.effective,
        "ended": law.ended,
    }
    evidence = {"rank": law.rank, "status": law.status} | {k: v for k, v in dates.items() if v}
    return (
        law.id,
        law.title,
        law.short_title,
        law.version,
        law.rank.value,
        law.issuer,
        law.document_number,
        law.territory,
        *(date.value if date else None for date in dates.values()),
        law.status.value,
        None,
        _encode({k: _evidence(v) for k, v in evidence.items()}),
        _encode([(part.kind.value, *part.span) for part in law.parts]),
        _encode([(annex.title, *annex.span) for annex in law.annexes]),
        law.text,
    )


def _evidence(evidence: Evidence) -> dict[str, Any]:
    return {"value": evidence.value, "words": evidence.words, "span": evidence.span}


def _add_powers(rows: Rows, article: str, found: ArticlePowers) -> None:
    for n, power in enumerate(found.powers, 1):
        power_id = f"{article}-p{n}"
        rows["powers"].append(
            (
                power_id,
                article,
                power.type.value,
                _encode(power.alt),
                power.alt_reason,
                power.role.value,
                _encode(power.kinds),
                power.paragraph,
                power.item,
                power.act,
                _encode(power.conduct),
                _encode(power.holder),
                _encode(power.holder_spans),
                power.holder_source,
                power.agency_resolved,
                power.agency_id,
                power.agency_reason,
                *power.span,
                power.quote,
                power.by,
                power.score,
                int(power.disputed),
                power.ruling,
            )
        )
        rows["amounts"].extend(
            (f"{power_id}-a{k}", power_id, *_ends(amount), amount.unit, amount.base, amount.party, amount.per, *amount.span)
            for k, amount in enumerate(power.amounts, 1)
        )  # fmt: skip
    rows["exclusions"].extend(
        (f"{article}-x{n}", article, e.reason, *e.span, e.by) for n, e in enumerate(found.exclusions, 1)
    )
    rows["competence"].extend(
        (f"{article}-m{n}", article, c.agency, c.matter, *c.span) for n, c in enumerate(found.competence, 1)
    )


def _ends(amount: Amount) -> tuple[str | None, str | None]:
    # As text: the NUMERIC column keeps whole yuan as integers and never meets a rounded float.
    return (
        None if amount.min is None else f"{amount.min:f}",
        None if amount.max is None else f"{amount.max:f}",
    )


def _entry(law_id: str, entry: Entry) -> Row:
    return (
        law_id,
        entry.name,
        entry.type.value,
        _encode(entry.alt),
        _encode(entry.kinds),
        entry.agency,
        entry.agency_written,
        entry.agency_id,
        _encode([amount_json(amount) for amount in entry.amounts]),
        entry.territory,
        entry.law_status,
        entry.score,
        entry.by,
        _encode(entry.remarks),
    )


def _bases(index: int, entry: Entry, document: Document | None) -> Iterable[Row]:
    for position, basis in enumerate(entry.bases, 1):
        yield (
            index,
            position,
            basis.law_id,
            basis.law_title,
            basis.law_version,
            basis.rank,
            basis.article,
            basis.paragraph,
            basis.item,
            basis.kind,
            basis.text,
            *basis.span,
            _encode([(kind, *span) for kind, span in basis.marks]),
            _original(document, basis.span),
        )


def _original(document: Document | None, span: Span) -> str | None:
    return (original(document, span) or None) if document else None


def span(cell: Sequence[int]) -> Span:
    """A span that was read back from a JSON cell."""
    return Span(cell[0], cell[1])
