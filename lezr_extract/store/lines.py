"""Rows → lines and records: what the commands print and what the exports need."""

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from lezr_extract.records import Amount, Basis, Entry, PowerType
from lezr_extract.store.places import Places
from lezr_extract.store.rows import span

if TYPE_CHECKING:
    from sqlite_utils import Database

Line = dict[str, object]
_ByArticle = dict[str, list[Any]]


class ListedLaw(NamedTuple):
    """A law that the list rests on, as the report shows it; fields as in `records.Law`."""

    id: str
    file: str
    issuer: str
    document_number: str
    effective: str


_POWERS = """
SELECT article_id, id, type, alt, alt_reason, role, kinds, paragraph, item, act, conduct, holder, agency_resolved,
       agency_id, agency_reason, start, "end", quote, by, score, disputed, ruling
FROM powers WHERE article_id > ? AND article_id < ? ORDER BY rowid
"""
_AMOUNTS = """
SELECT power_id, min, max, unit, base, party, per FROM amounts WHERE power_id > ? AND power_id < ? ORDER BY rowid
"""
_COMPETENCE = """
SELECT article_id, agency, matter FROM competence WHERE article_id > ? AND article_id < ? ORDER BY rowid
"""
_EXCLUSIONS = """
SELECT article_id, reason, start, "end", by FROM exclusions WHERE article_id > ? AND article_id < ? ORDER BY rowid
"""
_REFERRALS = """
SELECT article_id, words, law, article, paragraph, item, outcome, target_law, kinds, amounts, start, "end"
FROM referrals WHERE article_id > ? AND article_id < ? ORDER BY rowid
"""
_CITATIONS = """
SELECT article_id, law, article, paragraph, item, resolution, target_law, start, "end"
FROM citations WHERE law_id = ? AND article_id IS NOT NULL ORDER BY start, rowid
"""


ENTRIES = """
SELECT number, id, name, type, alt, kinds, agency, agency_written, agency_id, amounts, territory, law_status, score,
       by, remarks
FROM entries
"""
BASES = """
SELECT entry, law_id, law_title, law_version, rank, article, paragraph, item, kind, text, start, "end", marks,
       coalesce(original, '')
FROM bases
"""


def power_lines(database: "Database") -> Iterator[Line]:
    """A line for each article of each file that gave a law, in the order of reading."""
    connection = database.conn
    files = connection.execute(
        "SELECT file, id, title, version FROM files JOIN laws ON laws.id = law_id ORDER BY files.number"
    )
    for file, law_id, title, version in files:
        powers, competence, exclusions, citations = _of_law(database, law_id)
        referrals = _referrals(database, law_id)
        rows = connection.execute(
            "SELECT id, article FROM articles WHERE law_id = ? ORDER BY number", (law_id,)
        ).fetchall()
        for article_id, article in rows:
            yield {
                "file": file,
                "law": title,
                "version": version,
                "article": article,
                "powers": powers.get(article_id, []),
                "competence": competence.get(article_id, []),
                "citations": citations.get(article_id, []),
                "exclusions": exclusions.get(article_id, []),
                "referrals": referrals.get(article_id, []),
            }


def entries(database: "Database", places: Places) -> Iterator[tuple[int, Entry]]:
    """All entries as records, with their numbers, in the order of the list, each basis with its place in the file.

    Numbers rise, but not by one: an entry that was taken out of the list leaves a gap.
    """
    rows = database.conn.execute(f"{ENTRIES} ORDER BY number")
    basis_rows = database.conn.execute(f"{BASES} ORDER BY entry, position")
    ahead = next(basis_rows, None)
    for number, *cells in rows:
        bases: list[Basis] = []
        while ahead is not None and ahead[0] == number:
            bases.append(basis_of(ahead[1:], places))
            ahead = next(basis_rows, None)
        yield number, entry_of(cells, tuple(bases))


def entry(database: "Database", places: Places, number: int) -> Entry | None:
    """Entry ``number`` of the list; None where there is none."""
    row = database.conn.execute(f"{ENTRIES} WHERE number = ?", (number,)).fetchone()
    bases = database.conn.execute(f"{BASES} WHERE entry = ? ORDER BY position", (number,))
    return entry_of(row[1:], tuple(basis_of(basis[1:], places) for basis in bases)) if row else None


def listed_laws(database: "Database") -> Iterator[ListedLaw]:
    """The laws that the list rests on, with the first file of each, in the order of reading."""
    rows = database.conn.execute(
        "SELECT id, (SELECT file FROM files WHERE law_id = laws.id ORDER BY number LIMIT 1), issuer, "
        "document_number, coalesce(effective, '') FROM laws WHERE represented_by IS NULL ORDER BY number"
    )
    return (ListedLaw(*row) for row in rows)


def _of_law(database: "Database", law_id: str) -> tuple[_ByArticle, _ByArticle, _ByArticle, _ByArticle]:
    connection, reach = database.conn, (f"{law_id}-", f"{law_id}.")
    amounts: _ByArticle = defaultdict(list)
    for power_id, low, high, unit, base, party, per in connection.execute(_AMOUNTS, reach):
        amounts[power_id].append(
            {"min": low, "max": high, "unit": unit, "base": base, "party": party, "per": per}
        )
    powers: _ByArticle = defaultdict(list)
    for article_id, power_id, *cells in connection.execute(_POWERS, reach):
        powers[article_id].append(_power(cells, amounts.get(power_id, [])))
    competence: _ByArticle = defaultdict(list)
    for article_id, agency, matter in connection.execute(_COMPETENCE, reach):
        competence[article_id].append({"agency": agency, "matter": matter})
    exclusions: _ByArticle = defaultdict(list)
    for article_id, reason, start, end, by in connection.execute(_EXCLUSIONS, reach):
        exclusions[article_id].append({"reason": reason, "span": [start, end], "by": by})
    citations: _ByArticle = defaultdict(list)
    for article_id, law, article, paragraph, item, status, target, start, end in connection.execute(
        _CITATIONS, (law_id,)
    ):
        citations[article_id].append(
            {
                "law": law,
                "article": article,
                "paragraph": paragraph,
                "item": item,
                "status": status,
                "target_law": target,
                "span": [start, end],
            }
        )
    return powers, competence, exclusions, citations


def _referrals(database: "Database", law_id: str) -> _ByArticle:
    found: _ByArticle = defaultdict(list)
    for article_id, words, *cited, kinds, amounts, start, end in database.conn.execute(
        _REFERRALS, (f"{law_id}-", f"{law_id}.")
    ):
        law, article, paragraph, item, outcome, target_law = cited
        sums = [{k: v for k, v in amount.items() if k != "span"} for amount in json.loads(amounts)]
        found[article_id].append(
            {
                "words": words,
                "law": law,
                "article": article,
                "paragraph": paragraph,
                "item": item,
                "outcome": outcome,
                "target_law": target_law,
                "kinds": json.loads(kinds),
                "amounts": sums,
                "span": [start, end],
            }
        )
    return found


def _power(cells: Sequence[Any], amounts: list[Line]) -> Line:
    (kind, alt, alt_reason, role, kinds, paragraph, item, act, conduct, holder, resolved, agency_id, reason,
     start, end, quote, by, score, disputed, ruling) = cells  # fmt: skip
    return {
        "type": kind,
        "alt": json.loads(alt),
        "alt_reason": alt_reason,
        "role": role,
        "kinds": json.loads(kinds),
        "paragraph": paragraph,
        "item": item,
        "act": act,
        "conduct": json.loads(conduct),
        "agency": json.loads(holder),
        "agency_resolved": resolved,
        "agency_id": agency_id,
        "agency_reason": reason,
        "amounts": amounts,
        "span": [start, end],
        "quote": quote,
        "by": by,
        "score": score,
        "disputed": bool(disputed),
        "ruling": ruling,
    }


def entry_of(cells: Sequence[Any], bases: tuple[Basis, ...]) -> Entry:
    """The record of a row of `ENTRIES` without its number."""
    (identity, name, kind, alt, kinds, agency, written, agency_id, amounts, territory, status, score, by,
     remarks) = cells  # fmt: skip
    return Entry(
        id=identity,
        name=name,
        type=PowerType(kind),
        alt=tuple(PowerType(other) for other in json.loads(alt)),
        kinds=tuple(json.loads(kinds)),
        agency=agency,
        agency_written=written,
        agency_id=agency_id,
        bases=bases,
        amounts=tuple(_amount(amount) for amount in json.loads(amounts)),
        territory=territory,
        law_status=status,
        score=score,
        by=by,
        remarks=tuple(json.loads(remarks)),
    )


def _amount(cell: dict[str, Any]) -> Amount:
    return Amount(
        min=None if cell["min"] is None else Decimal(cell["min"]),
        max=None if cell["max"] is None else Decimal(cell["max"]),
        unit=cell["unit"],
        base=cell["base"],
        party=cell["party"],
        per=cell["per"],
        span=span(cell["span"]),
    )


def basis_of(cells: Sequence[Any], places: Places) -> Basis:
    """The record of a row of `BASES` without the number of its entry."""
    law_id, title, version, rank, article, paragraph, item, kind, text, start, end, marks, original = cells
    return Basis(
        law_id=law_id,
        law_title=title,
        law_version=version,
        rank=rank,
        article=article,
        paragraph=paragraph,
        item=item,
        kind=kind,
        text=text,
        span=span((start, end)),
        marks=tuple((what, span(place)) for what, *place in json.loads(marks)),
        original=original,
        place=places.place(law_id, span((start, end))),
    )
