"""Provisions to read: an article with its neighbours, and where its citations lead."""

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lezr_extract.records import Span

if TYPE_CHECKING:
    from sqlite_utils import Database


@dataclass(frozen=True, slots=True)
class CitedPlace:
    """A citation and where it leads.

    Attributes:
        span: of its words in the citing law's text.
        words: those words.
        law_id: of the cited law; None where it is not in the database.
        law: the cited law as written.
        article: the cited article; None where only the law is named.
        resolution: ``resolved``, or why the provision was not found.
    """

    span: Span
    words: str
    law_id: str | None
    law: str
    article: str | None
    resolution: str


@dataclass(frozen=True, slots=True)
class ReadArticle:
    """An article as it is read.

    Attributes:
        number, text: as in `Article`.
        path: labels of the headings above it.
        span: of ``text`` in the law's text.
        cites: what it cites, in the order of the text.
    """

    number: str
    text: str
    path: tuple[str, ...]
    span: Span
    cites: tuple[CitedPlace, ...]


@dataclass(frozen=True, slots=True)
class FileLaw:
    """A file and the law that it gave: title, version and territory as in `Law`."""

    file: str
    title: str
    version: str
    territory: str


def laws_under(database: "Database", folder: str) -> list[FileLaw]:
    """The files that lie in ``folder`` itself and gave a law, in the order of reading."""
    within = folder.rstrip("/") + "/"
    rows = database.execute(
        "SELECT file, title, version, territory FROM files JOIN laws ON laws.id = law_id "
        "WHERE substr(file, 1, ?) = ? ORDER BY files.number",
        (len(within), within),
    )
    # What lies in an archive or a database there is no file of its own.
    found = (FileLaw(*row) for row in rows.fetchall())
    return [one for one in found if not set("/#") & set(one.file[len(within) :])]


@dataclass(frozen=True, slots=True)
class ReadLaw:
    """A law of the database without its words: fields as in `Law`, values alone."""

    id: str
    title: str
    version: str
    rank: str
    issuer: str
    status: str
    effective: str
    articles: int


def law(database: "Database", law_id: str) -> ReadLaw | None:
    """The law with that id; None where there is none."""
    row = database.execute(
        "SELECT id, title, version, rank, issuer, status, coalesce(effective, ''), "
        "(SELECT count(*) FROM articles WHERE law_id = laws.id) FROM laws WHERE id = ?",
        (law_id,),
    ).fetchone()
    return ReadLaw(*row) if row else None


def articles(database: "Database", law_id: str, around: str | None, near: int) -> list[ReadArticle]:
    """Articles of the law, ``near`` before and behind the one numbered ``around``; all where that is None."""
    where, values = "law_id = ?", list[object]([law_id])
    if around is not None:
        where += (
            " AND abs(number - (SELECT number FROM articles WHERE law_id = ? AND article = ? LIMIT 1)) <= ?"
        )
        values += [law_id, around, near]
    rows = database.execute(
        f"SELECT article, text, path, text_start, text_end FROM articles WHERE {where} ORDER BY number",  # noqa: S608
        values,
    ).fetchall()
    return [
        ReadArticle(
            number,
            text,
            tuple(json.loads(path)),
            Span(start, end),
            cited(database, law_id, Span(start, end)),
        )
        for number, text, path, start, end in rows
    ]


def cited(database: "Database", law_id: str, span: Span) -> tuple[CitedPlace, ...]:
    """What the words of ``span`` cite; several provisions of one citation are several places."""
    rows = database.execute(
        'SELECT c.start, c."end", substr(l.text, c.start + 1, c."end" - c.start), '
        # What cites its own law names no other.
        "coalesce(c.target_law, CASE WHEN c.resolution = 'resolved' THEN c.law_id END), c.law, c.article, c.resolution "
        "FROM citations c JOIN laws l ON l.id = c.law_id "
        'WHERE c.law_id = ? AND c.start >= ? AND c."end" <= ? ORDER BY c.start, c.rowid',
        (law_id, span.start, span.end),
    )
    return tuple(CitedPlace(Span(start, end), *rest) for start, end, *rest in rows.fetchall())
