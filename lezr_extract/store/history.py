"""The line of time of each law (沿革): its versions in the database, and what other texts did to them."""

import json
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from lezr_extract.records import Status
from lezr_extract.store.effects import Version, versions

if TYPE_CHECKING:
    from sqlite_utils import Database

_SHORT = "中华人民共和国"


class LawLine(NamedTuple):
    """A law in the list of those that have a history.

    Attributes:
        law_id: of its newest version.
        title: in full.
        versions: how many are in the database; copies of one date count once.
        changes: texts that amended, repealed or revised it.
        first, last: dates of its oldest and newest version, may be empty.
        status: of its newest version.
        entries: that rest on it.
    """

    law_id: str
    title: str
    versions: int
    changes: int
    first: str
    last: str
    status: str
    entries: int


class DatedVersion(NamedTuple):
    """A version with its dates, each ``YYYY-MM-DD`` or empty.

    Attributes:
        law_id, title, version, status: as in `Law`.
        adopted, published, effective, ended: its dates.
        since: first day in force; ``evidence`` says what that rests on.
        articles: how many it has.
        new_articles: articles (number) whose words the version before does not have; empty for the first version.
            Spaces, marks and their width are no words: copies of one text differ in them.
        gone_articles: articles of the version before whose words it has no longer.
        copies: further texts of the same date that are left out here.
    """

    law_id: str
    title: str
    version: str
    status: str
    adopted: str
    published: str
    effective: str
    ended: str
    since: str
    evidence: str
    articles: int
    new_articles: tuple[str, ...] = ()
    gone_articles: tuple[str, ...] = ()
    copies: int = 0


class Change(NamedTuple):
    """What one text did to the law.

    Attributes:
        by: title of the text; empty where a header line names none.
        by_law: its id where it is in the database, else empty.
        by_version: its date, may be empty.
        in_force: from when, may be empty.
        source: ``decision``, ``repeal`` or ``header``.
        kinds: what it did (``replace``, ``insert`` …) → how often.
        articles: the articles that it names, as the new text numbers them where it says so.
        words: what it says, the first sentence.
    """

    by: str
    by_law: str
    by_version: str
    in_force: str
    source: str
    kinds: tuple[tuple[str, int], ...]
    articles: tuple[str, ...]
    words: str

    @property
    def day(self) -> str:
        """The day that the change stands at on the line of time; empty when unknown."""
        return self.in_force or self.by_version


class History(NamedTuple):
    """The line of time of one law: versions and changes, the oldest first."""

    title: str
    versions: tuple[DatedVersion, ...]
    changes: tuple[Change, ...]


def law_lines(database: "Database") -> list[LawLine]:
    """The laws that have several versions or that another text has changed, those with most history first."""
    changes: dict[str, set[tuple[str, str]]] = {}
    for affected, by, version in database.execute(
        "SELECT DISTINCT affected, by_title, by_version FROM effects WHERE affected <> ''"
    ).fetchall():
        # A header line and the decision itself tell of the same change; the date is what both have.
        changes.setdefault(affected.removeprefix(_SHORT), set()).add(("", version) if version else (by, ""))
    entries: dict[str, int] = dict(
        database.execute("SELECT law_id, count(*) FROM entries GROUP BY law_id").fetchall()
    )
    found: dict[str, list[tuple[str, str, str, str]]] = {}
    for law_id, short, title, version, status in database.execute(
        "SELECT id, short_title, title, version, status FROM laws ORDER BY version, number"
    ).fetchall():
        found.setdefault(short, []).append((law_id, title, version, status))
    lines = []
    for short, same in found.items():
        number = len(changes.get(short, ()))
        dates = len({one[2] for one in same})
        if dates < 2 and not number:
            continue
        law_id, title, last, status = same[-1]
        resting = sum(entries.get(one[0], 0) for one in same)
        lines.append(LawLine(law_id, title, dates, number, same[0][2], last, status, resting))
    return sorted(lines, key=lambda one: (-one.versions, -one.changes, one.title))


def years(database: "Database") -> dict[str, dict[str, int]]:
    """Year → how many versions took effect (``effective``), amending texts (``amended``) and repeals (``repealed``)."""
    found: dict[str, dict[str, int]] = {}
    for name, statement in {
        "effective": "SELECT substr(coalesce(effective, version), 1, 4), count(*) FROM laws GROUP BY 1",
        "amended": "SELECT substr(by_version, 1, 4), count(DISTINCT by_title || affected || by_version) FROM effects "
        "WHERE kind <> 'repeal' GROUP BY 1",
        "repealed": "SELECT substr(coalesce(in_force, by_version), 1, 4), count(DISTINCT affected) FROM effects "
        "WHERE kind = 'repeal' GROUP BY 1",
    }.items():
        for year, number in database.execute(statement).fetchall():
            if year and year.isdigit():
                found.setdefault(year, {})[name] = number
    return dict(sorted(found.items()))


def history(database: "Database", law_id: str) -> History | None:
    """The line of time of the law that ``law_id`` is a version of; None where there is none."""
    row = database.execute("SELECT title, short_title FROM laws WHERE id = ?", (law_id,)).fetchone()
    if row is None:
        return None
    title, short = row
    dated: list[DatedVersion] = []
    before: dict[str, str] = {}
    for one, copies in _without_copies(database, versions(database, title)):
        words = {
            article: _bare(text)
            for article, text in database.execute(
                "SELECT article, text FROM articles WHERE law_id = ? ORDER BY number", (one.law_id,)
            ).fetchall()
        }
        dated.append(_dated(database, one, words, before if dated else None)._replace(copies=copies))
        before = words
    return History(title, tuple(dated), tuple(_changes(database, short)))


def _without_copies(database: "Database", known: list[Version]) -> list[tuple[Version, int]]:
    """One text for each date with the number of others: the one that the list rests on, else one whose status is known."""
    kept: dict[str, list[Version]] = {}
    for one in known:
        kept.setdefault(one.version, []).append(one)
    found = []
    for same in kept.values():
        best = min(same, key=lambda one: _standing_of(database, one.law_id))
        found.append((best, len(same) - 1))
    return sorted(found, key=lambda pair: (pair[0].since, pair[0].version))


def _standing_of(database: "Database", law_id: str) -> tuple[bool, bool, int]:
    row = database.execute(
        "SELECT represented_by, status, number FROM laws WHERE id = ?", (law_id,)
    ).fetchone()
    return row[0] is not None, row[1] == Status.UNKNOWN.value, row[2]


def _bare(text: str) -> str:
    """The words of a text alone."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text)))


def _dated(
    database: "Database", version: Version, words: dict[str, str], before: dict[str, str] | None
) -> DatedVersion:
    status, adopted, published, effective, ended = database.execute(
        "SELECT status, coalesce(adopted, ''), coalesce(published, ''), coalesce(effective, ''), coalesce(ended, '') "
        "FROM laws WHERE id = ?",
        (version.law_id,),
    ).fetchone()
    new: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    if before is not None:
        # An article that only moved to another number keeps its words and is no change.
        old_words, new_words = set(before.values()), set(words.values())
        new = tuple(article for article, text in words.items() if text not in old_words)
        gone = tuple(article for article, text in before.items() if text not in new_words)
    return DatedVersion(
        version.law_id, version.title, version.version, status, adopted, published, effective, ended,
        version.since, version.evidence, len(words), new, gone,
    )  # fmt: skip


def _changes(database: "Database", short: str) -> list[Change]:
    rows = database.execute(
        "SELECT by_title, CASE WHEN source = 'header' THEN '' ELSE law_id END, by_version, coalesce(in_force, ''), "
        "source, kind, places, new_places, words FROM effects WHERE affected IN (?, ?) ORDER BY by_version, rowid",
        (short, _SHORT + short),
    ).fetchall()
    grouped: dict[tuple[str, str], list[tuple[str, ...]]] = {}
    for row in rows:
        # Header lines tell again what a decision of that day, or the header of another version, has told.
        grouped.setdefault(("", row[2]) if row[2] else (row[0], ""), []).append(row)
    found = []
    for same in grouped.values():
        told = [row for row in same if row[4] != "header"] or same
        first = told[0]
        # Of several copies of one text the first speaks.
        told = [row for row in told if row[1] == first[1]]
        kinds: dict[str, int] = {}
        articles: dict[str, None] = {}
        for row in told:
            kinds[row[5]] = kinds.get(row[5], 0) + 1
            for place in json.loads(row[7]) or json.loads(row[6]):
                if place[0]:
                    articles[place[0]] = None
        if first[4] == "header":
            kinds = {first[5]: 1}
        found.append(
            Change(
                first[0],
                first[1],
                first[2],
                first[3],
                first[4],
                tuple(kinds.items()),
                tuple(articles),
                first[8],
            )
        )
    return sorted(found, key=lambda one: (one.day, one.by))


def entries_on(
    database: "Database", law_ids: tuple[str, ...], articles: tuple[str, ...]
) -> list[tuple[int, str]]:
    """Entries (number and name) that rest on one of ``articles`` of one of the laws, in the order of the list."""
    if not law_ids or not articles:
        return []
    laws, numbers = (", ".join("?" * len(values)) for values in (law_ids, articles))
    rows = database.execute(
        "SELECT DISTINCT e.number, e.name FROM bases AS b JOIN entries AS e ON e.number = b.entry "  # noqa: S608
        f"WHERE b.law_id IN ({laws}) AND b.article IN ({numbers}) ORDER BY e.number",
        (*law_ids, *articles),
    ).fetchall()
    return [(number, name) for number, name in rows]
