"""Search in PostgreSQL: every pair of neighbouring characters is a word of the index, the original decides.

PostgreSQL's own word cutters know no Chinese, and its trigrams find nothing below three characters (罚款).
"""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from lezr_extract.store.postgresql.database import PostgresDatabase
from lezr_extract.store.search import ENTRY_TEXT, Queries

_BATCH = 2_000


def grams(text: str) -> list[str]:
    """The characters of ``text`` and its pairs of neighbours, without regard to capitals, each once, in order."""
    plain = text.casefold().replace("\0", "\ufffd")
    return sorted({*plain, *(first + second for first, second in pairwise(plain))})


def match(terms: Iterable[str]) -> str:
    """What the index is asked: all pairs of neighbours of each term, as a ``tsquery``."""
    words: set[str] = set()
    for term in terms:
        plain = term.casefold().replace("\0", "\ufffd")
        words |= {first + second for first, second in pairwise(plain)} if len(plain) > 1 else {plain}
    return " & ".join(_lexeme(word) for word in sorted(words))


QUERIES = Queries(
    articles="""
SELECT articles.id, laws.title, laws.version, laws.status, articles.article, articles.path,
       laws.id, articles.start, articles."end", articles.text, length(articles.text)
FROM articles_search
JOIN articles ON articles.number = articles_search.rowid
JOIN laws ON laws.id = articles.law_id
WHERE articles_search.pairs @@ CAST(? AS tsquery) ORDER BY length(articles.text), articles.number
""",
    entries=f"""
SELECT entries.id, laws.title, laws.version, laws.status,
       first.article, entries.name, laws.id, coalesce(first.start, 0), coalesce(first."end", 0),
       {ENTRY_TEXT}, length(entries.name)
FROM entries_search
JOIN entries ON entries.number = entries_search.rowid
JOIN laws ON laws.id = entries.law_id
LEFT JOIN bases AS first ON first.entry = entries.number AND first.position = 1 AND first.law_id = laws.id
WHERE entries_search.pairs @@ CAST(? AS tsquery) ORDER BY length(entries.name), entries.number
""",  # noqa: S608
    match=match,
)

INDEXED = "SELECT a.id, EXISTS (SELECT 1 FROM articles_search s WHERE s.rowid = a.number) FROM articles a"
"""Whether every article is in the index, as `soundness` asks."""


def build(database: PostgresDatabase) -> None:
    """Fills the search tables from ``articles`` and ``entries``."""
    database.execute("DELETE FROM articles_search")
    database.execute("DELETE FROM entries_search")
    for table, text in (("articles", "text"), ("entries", ENTRY_TEXT)):
        query = f"SELECT number, {text} FROM {table} WHERE number > ? ORDER BY number"  # noqa: S608
        for numbered in _batches(database, query):
            database.copy(
                f"{table}_search",
                ("rowid", "pairs"),
                ((number, " ".join(map(_lexeme, grams(words)))) for number, words in numbered),
            )


def _batches(database: PostgresDatabase, query: str) -> Iterator[list[tuple[int, str]]]:
    last = 0
    while rows := database.execute(f"{query} LIMIT {_BATCH}", (last,)).fetchall():
        yield rows
        last = rows[-1][0]


def _lexeme(word: str) -> str:
    escaped = word.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"
