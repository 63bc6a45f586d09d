"""Full-text search over articles and entries.

FTS5 keeps every character as a word of its own, so that words of any length are found as phrases, 罚款 as well as
停产停业, wherever a word cutter would have put its bounds (FTS5's own trigrams find nothing below three characters).
Every hit is then checked against the original text.
"""

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from lezr_extract.records import Box, Span
from lezr_extract.store.places import Places
from lezr_extract.store.standing import FORMER
from lezr_extract.text.words import cut

if TYPE_CHECKING:
    from sqlite_utils import Database

ARTICLE, ENTRY = "article", "entry"
# Characters of the original shown on each side of the first word that was found.
_AROUND = 36
_GATHERED = 8 << 20  # bytes
_ROW_BITS = 24
ARTICLE_ROW = f"(laws.number << {_ROW_BITS}) + CAST(substr(articles.id, length(laws.id) + 2) AS INTEGER)"
"""The row of an article in the index, as a term of SQL: the number of its law, and which article of it this is.

Not the article's own number, which changes for all that follows when one article is added to one law.
"""
_MOST_ANEW = 4
"""Where more than this part of the laws is new, the index is made anew."""


@dataclass(frozen=True, slots=True)
class Hit:
    """An article or an entry that holds the words.

    Attributes:
        kind: ``article`` or ``entry``.
        id: of the article or entry.
        law, version, status: title, version and status of the law.
        article: its number; for an entry, of its first basis.
        name: of the entry; for an article its headings.
        file: where the law was read from.
        snippet: the words with their surroundings.
        marks: where the words stand in ``snippet``.
        rank: BM25, in PostgreSQL the length of the text; smaller is better.
        page, line: of the file, on which the article, or the first basis of the entry, begins; None where the
            format has none.
        boxes: of all its lines on the page: page, left, top, right, bottom.
    """

    kind: str
    id: str
    law: str
    version: str
    status: str
    article: str
    name: str
    file: str
    snippet: str
    marks: tuple[Span, ...]
    rank: float
    page: int | None = None
    line: int | None = None
    boxes: tuple[Box, ...] = ()


class Queries(NamedTuple):
    """How an engine is asked.

    Attributes:
        articles, entries: the query for each kind; its one value is what `match` gives.
        match: the words → what the index is asked; what it finds too much is sorted out afterwards.
    """

    articles: str
    entries: str
    match: Callable[[Sequence[str]], str]


ENTRY_TEXT = (
    "entries.name || char(10) || entries.agency || char(10) || "
    "coalesce((SELECT group_concat(text, char(10)) FROM bases WHERE entry = entries.number), '')"
)
"""All words of an entry by which it is found, as a term of SQL."""

_ARTICLES = f"""
SELECT articles.id, laws.title, laws.version, laws.status, articles.article, articles.path,
       laws.id, articles.start, articles."end", articles.text, articles_search.rank
FROM articles_search
JOIN laws ON laws.number = articles_search.rowid >> {_ROW_BITS}
JOIN articles ON articles.id = laws.id || '-' || printf('%04d', articles_search.rowid & {(1 << _ROW_BITS) - 1})
WHERE articles_search MATCH ? ORDER BY articles_search.rank, articles.number
"""  # noqa: S608
_ENTRIES = f"""
SELECT entries.id, laws.title, laws.version, laws.status,
       first.article, entries.name, laws.id, coalesce(first.start, 0), coalesce(first."end", 0),
       {ENTRY_TEXT}, entries_search.rank
FROM entries_search
JOIN entries ON entries.number = entries_search.rowid
JOIN laws ON laws.id = entries.law_id
LEFT JOIN bases AS first ON first.entry = entries.number AND first.position = 1 AND first.law_id = laws.id
WHERE entries_search MATCH ? ORDER BY entries_search.rank, entries.number
"""  # noqa: S608


def spaced(text: str) -> str:
    """``text`` with a space after every character, which makes each a word for FTS5."""
    return " ".join(text)


def build(database: "Database", standing: Collection[str] = ()) -> None:
    """Fills the search tables from ``articles`` and ``entries``.

    Args:
        database: with all laws and entries.
        standing: ids of laws whose articles were taken over from the former database, which is attached
            (`standing.take_over`); its index of articles is gone on from where most of them stand.
    """
    connection = database.conn
    connection.create_function("spaced", 1, spaced, deterministic=True)
    anew = {"articles_search", "entries_search"}
    if standing and _gone_on(database, standing):
        anew.discard("articles_search")
    for table in sorted(anew):
        # What is gathered before it is written: with more at a time less has to be merged afterwards.
        connection.execute(f"INSERT INTO {table}({table}, rank) VALUES ('hashsize', {_GATHERED})")  # noqa: S608
    if "articles_search" in anew:
        connection.execute(f"{_INDEXING} ORDER BY articles.number")
    connection.execute(
        f"INSERT INTO entries_search(rowid, text) SELECT number, spaced({ENTRY_TEXT}) FROM entries ORDER BY number"  # noqa: S608
    )
    for table in sorted(anew):
        connection.execute(f"INSERT INTO {table}({table}) VALUES ('optimize')")  # noqa: S608


_INDEXING = (
    f"INSERT INTO articles_search(rowid, text) SELECT {ARTICLE_ROW}, spaced(articles.text) "  # noqa: S608
    "FROM articles JOIN laws ON laws.id = articles.law_id"
)
_UNINDEXING = (
    f"INSERT INTO articles_search(articles_search, rowid, text) SELECT 'delete', {ARTICLE_ROW}, spaced(articles.text) "  # noqa: S608
    f"FROM {FORMER}.articles AS articles JOIN {FORMER}.laws AS laws ON laws.id = articles.law_id"
)


def _gone_on(database: "Database", standing: Collection[str]) -> bool:
    """Takes over the former index of articles and changes it where laws came or went; False where that is too much."""
    connection = database.conn
    now, then = (
        dict(connection.execute(f"SELECT number, id FROM {name}laws ORDER BY number").fetchall())  # noqa: S608
        for name in ("", f"{FORMER}.")
    )
    same = {number for number, law in now.items() if law in standing and then.get(number) == law}
    if _MOST_ANEW * (len(now) - len(same)) > len(now):
        return False
    # The tables in which FTS5 keeps an index without contents of its own (SQLite's manual, FTS5, section 9).
    for part in ("data", "idx", "docsize", "config"):
        connection.execute(f"DELETE FROM main.articles_search_{part}")  # noqa: S608
        connection.execute(
            f"INSERT INTO main.articles_search_{part} SELECT * FROM {FORMER}.articles_search_{part}"  # noqa: S608
        )
    for laws, statement in ((then, _UNINDEXING), (now, _INDEXING)):
        changed = [(law,) for number, law in laws.items() if number not in same]
        connection.executemany(f"{statement} WHERE laws.id = ? ORDER BY articles.number", changed)
    return True


def _phrases(terms: Sequence[str]) -> str:
    return " AND ".join(phrase(term) for term in terms)


FTS5 = Queries(_ARTICLES, _ENTRIES, _phrases)


def search(
    database: "Database",
    places: Places,
    words: str,
    limit: int = 20,
    kind: str | None = None,
    *,
    queries: Queries = FTS5,
) -> list[Hit]:
    """The best ``limit`` articles and as many entries that hold every one of ``words`` (parted by spaces).

    What nobody wrote in one piece (餐饮许可罚款) is looked for as the words that it is made of.
    Letters count the same in capitals and small; nothing in ``words`` is an operator.
    """
    terms = [term for term in words.split() if any(c.isalnum() for c in term)]
    if not terms:
        return []
    holding = partial(_holding, database, places, limit=limit, kind=kind, queries=queries)
    hits = holding(terms)
    if not hits:
        parts = [part for term in terms for part in (cut(term) if term.isalnum() else [term])]
        if parts != terms:
            hits = holding(parts)
    return hits


def _holding(
    database: "Database", places: Places, terms: list[str], *, limit: int, kind: str | None, queries: Queries
) -> list[Hit]:
    match = queries.match(terms)
    hits: list[Hit] = []
    for this, query in ((ARTICLE, queries.articles), (ENTRY, queries.entries)):
        if kind in (None, this):
            rows = database.conn.execute(query, (match,))
            hits.extend(islice(_hits(this, rows, terms, places), limit))
    return hits


def phrase(term: str) -> str:
    """``term`` as a phrase of FTS5: its characters in this order, quoted so that none is an operator."""
    # A zero character would end the query in the middle of the phrase.
    return '"' + spaced(term).replace('"', " ").replace("\0", " ") + '"'


def _hits(kind: str, rows: Iterable[Sequence[Any]], terms: list[str], places: Places) -> Iterator[Hit]:
    for identity, law, version, status, article, name, law_id, start, end, text, rank in rows:
        found = [_found(text, term) for term in terms]
        # A phrase skips marks between characters; the original decides.
        if not all(found):
            continue
        snippet, marks = _snippet(text, found)
        words = "　".join(json.loads(name)) if kind == ARTICLE else name
        place = places.place(law_id, Span(start, end))
        yield Hit(
            kind, identity, law, version, status, article or "", words, place.file, snippet, marks, rank,
            place.page, place.line, place.boxes,
        )  # fmt: skip


def _found(text: str, term: str) -> list[Span]:
    text, term = text.casefold(), term.casefold()
    places, at = [], text.find(term)
    while at >= 0:
        places.append(Span(at, at + len(term)))
        at = text.find(term, at + len(term))
    return places


def _snippet(text: str, places: list[list[Span]]) -> tuple[str, tuple[Span, ...]]:
    first = min(spans[0].start for spans in places)
    start = max(0, first - _AROUND)
    end = min(len(text), max(first + 2 * _AROUND, start + 3 * _AROUND))
    before, after = "…" if start else "", "…" if end < len(text) else ""
    marks = sorted(
        span.moved(len(before) - start)
        for spans in places
        for span in spans
        if start <= span.start and span.end <= end
    )
    return before + text[start:end].replace("\n", "　") + after, tuple(marks)
