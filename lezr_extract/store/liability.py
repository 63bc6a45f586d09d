"""What the clauses of the liability chapters end in, read back."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from lezr_extract.records import Span

if TYPE_CHECKING:
    from sqlite_utils import Database


class Clause(NamedTuple):
    """A clause of a liability chapter.

    Attributes:
        file, law, version: where it was read, the law's title and version.
        article: number.
        span: in the law's text.
        text: its words.
        ending: ``power``, ``excluded`` or ``open``, see `records.LiabilityClause`.
        reason: class of exclusion.
        by: rule that excluded it.
    """

    file: str
    law: str
    version: str
    article: str
    span: Span
    text: str
    ending: str
    reason: str
    by: str


def tally(database: "Database") -> tuple[dict[str, int], dict[str, int]]:
    """Clauses by ending, and the excluded ones by reason, of the laws on which the list rests."""
    rows = database.conn.execute(
        "SELECT ending, reason, count(*) FROM liability_clauses JOIN articles ON articles.id = article_id "
        "JOIN laws ON laws.id = law_id WHERE represented_by IS NULL GROUP BY 1, 2 ORDER BY 3 DESC, 2"
    ).fetchall()
    endings = dict.fromkeys(("power", "excluded", "open"), 0)
    for ending, _, count in rows:
        endings[ending] += count
    return endings, {reason: count for ending, reason, count in rows if ending == "excluded"}


def clauses(database: "Database", ending: str = "") -> Iterator[Clause]:
    """The clauses of the laws on which the list rests, in the order of reading; with ``ending`` only those."""
    rows = database.conn.execute(
        "SELECT (SELECT file FROM files WHERE law_id = laws.id ORDER BY number LIMIT 1), title, version, article, "
        'liability_clauses.start, liability_clauses."end", '
        'substr(laws.text, liability_clauses.start + 1, liability_clauses."end" - liability_clauses.start), '
        "ending, reason, by FROM liability_clauses JOIN articles ON articles.id = article_id "
        "JOIN laws ON laws.id = law_id WHERE represented_by IS NULL AND (? = '' OR ending = ?) "
        "ORDER BY articles.number, liability_clauses.start",
        (ending, ending),
    )
    for file, law, version, article, start, end, text, *rest in rows:
        yield Clause(file, law, version, article, Span(start, end), text, *rest)
