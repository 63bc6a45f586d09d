"""Penalties of the laws that other laws refer to, and the entries that take them over.

Runs after all laws are there and before the indexes are, hence one pass over each table for all cited laws.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from lezr_extract.records import Amount, Basis, PowerType, Referral, Role, Span
from lezr_extract.store.rows import amount_json

if TYPE_CHECKING:
    from sqlite_utils import Database


class Penalty(NamedTuple):
    """A penalty of a cited article."""

    paragraph: int
    kinds: tuple[str, ...]
    amounts: tuple[Amount, ...]


class CitedArticle(NamedTuple):
    """An article that is cited, with its penalties and what quoting it needs.

    Attributes:
        basis: the whole article as a basis of the kind ``referral``.
        paragraphs: span of each 款 in the law's text.
        penalties: in the order of the text.
    """

    basis: Basis
    paragraphs: dict[int, Span]
    penalties: tuple[Penalty, ...]


def cited_articles(
    database: "Database", wanted: Iterable[tuple[str, str]]
) -> dict[tuple[str, str], CitedArticle]:
    """The articles of ``wanted`` (law id, article number) that are there."""
    connection = database.conn
    connection.execute("CREATE TEMP TABLE wanted (law_id TEXT, article TEXT, PRIMARY KEY (law_id, article))")
    connection.executemany("INSERT INTO wanted VALUES (?, ?)", sorted(set(wanted)))
    rows = connection.execute(
        "SELECT articles.id, law_id, article, articles.text, text_start, paragraphs, title, version, rank "
        "FROM articles JOIN wanted USING (law_id, article) JOIN laws ON laws.id = law_id ORDER BY articles.number"
    ).fetchall()
    connection.execute("DROP TABLE wanted")
    found: dict[tuple[str, str], tuple[str, Basis, dict[int, Span]]] = {}
    for row in rows:  # a number that occurs twice in a text is cited where it stands first
        found.setdefault((row[1], row[2]), (row[0], *_article(row)))
    penalties = _penalties(database, (row[0] for row in found.values()))
    return {
        key: CitedArticle(basis, paragraphs, tuple(penalties[article_id]))
        for key, (article_id, basis, paragraphs) in found.items()
    }


def _article(row: Sequence[str]) -> tuple[Basis, dict[int, Span]]:
    _, law_id, article, text, start, paragraphs, title, version, rank = row
    span = Span(int(start), int(start) + len(text))
    basis = Basis(law_id, title, rank, article, None, None, "referral", text, span, law_version=version)
    return basis, {p["number"]: Span(*p["span"]) for p in json.loads(paragraphs)}


def _penalties(database: "Database", articles: Iterable[str]) -> dict[str, list[Penalty]]:
    """The penalties of each article by its id."""
    wanted = set(articles)
    powers: dict[str, tuple[str, int, tuple[str, ...]]] = {}
    amounts: dict[str, list[Amount]] = defaultdict(list)
    for power_id, article_id, paragraph, kinds in database.conn.execute(
        "SELECT id, article_id, paragraph, kinds FROM powers WHERE type = ? AND role = ?",
        (PowerType.PENALTY.value, Role.BASIS.value),
    ):
        if article_id in wanted:
            powers[power_id] = article_id, paragraph, tuple(json.loads(kinds))
    for power_id, low, high, unit, base, party, per in database.conn.execute(
        "SELECT power_id, min, max, unit, base, party, per FROM amounts"
    ):
        if power_id in powers:
            # The place stands in another law's text and would point into the wrong one here.
            amounts[power_id].append(Amount(_exact(low), _exact(high), unit, base, party, per, Span(0, 0)))
    found: dict[str, list[Penalty]] = defaultdict(list)
    for power_id, (article_id, paragraph, kinds) in powers.items():
        found[article_id].append(Penalty(paragraph, kinds, tuple(amounts[power_id])))
    return found


def _exact(value: object) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def settle(database: "Database", row_id: str, referral: Referral) -> None:
    """Writes down what a referral to another law came to."""
    database.conn.execute(
        "UPDATE referrals SET outcome = ?, target_law = ?, kinds = ?, amounts = ? WHERE id = ?",
        (
            referral.outcome.value,
            referral.cited.target_law,
            json.dumps(referral.kinds, ensure_ascii=False),
            json.dumps([amount_json(amount) for amount in referral.amounts], ensure_ascii=False),
            row_id,
        ),
    )


def extend_entry(
    database: "Database",
    number: int,
    *,
    kinds: Sequence[str],
    amounts: Sequence[Amount],
    remarks: Sequence[tuple[str, str]],
    bases: Sequence[Basis],
) -> None:
    """Adds to an entry what the clauses of other laws set.

    Args:
        database: where the entry is.
        number: of the entry.
        kinds: added behind its own.
        amounts: added behind its own.
        remarks: pairs of the remark that stands there and the one that takes its place.
        bases: quoted behind its own.
    """
    row = database.conn.execute(
        "SELECT kinds, amounts, remarks FROM entries WHERE number = ?", (number,)
    ).fetchone()
    if row is None:
        return
    replaced = dict(remarks)
    new_kinds = list(dict.fromkeys((*json.loads(row[0]), *kinds)))
    own = json.loads(row[1])
    added = [cell for amount in amounts if (cell := amount_json(amount)) not in own]
    words = list(dict.fromkeys(replaced.get(remark, remark) for remark in json.loads(row[2])))
    database.conn.execute(
        "UPDATE entries SET kinds = ?, amounts = ?, remarks = ? WHERE number = ?",
        (
            *(json.dumps(value, ensure_ascii=False) for value in (new_kinds, [*own, *added], words)),
            number,
        ),
    )
    first = (
        database.conn.execute("SELECT max(position) FROM bases WHERE entry = ?", (number,)).fetchone()[0] or 0
    )
    database.conn.executemany(
        "INSERT INTO bases (entry, position, law_id, law_title, law_version, rank, article, paragraph, item, kind, text, "
        'start, "end", marks) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
        [
            (number, first + n, b.law_id, b.law_title, b.law_version, b.rank, b.article, b.paragraph, b.item, b.kind, b.text, *b.span, "[]")
            for n, b in enumerate(bases, 1)
        ],
    )  # fmt: skip
