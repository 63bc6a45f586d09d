"""The ledger of effects (效力台账): what one text does to another, from when; and the text of a law at any date."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from lezr_extract.records import Address, Effect, Span
from lezr_extract.store.rows import Row, Rows

if TYPE_CHECKING:
    from sqlite_utils import Database

_SHORT = "中华人民共和国"
_NEVER = "9999-12-31"


class AffectedRow(NamedTuple):
    """A row of the ledger whose affected version is still to be found.

    Attributes:
        id: of the row.
        affected: title of the affected law as written.
        territory: of the affecting law.
        by_version: date of the affecting law, may be empty.
    """

    id: str
    affected: str
    territory: str
    by_version: str


class Version(NamedTuple):
    """A version of a law on the line of time.

    Attributes:
        law_id, title, version: as in `Law`.
        since: first day in force, ``YYYY-MM-DD``; empty when unknown.
        evidence: what ``since`` rests on, in Chinese.
    """

    law_id: str
    title: str
    version: str
    since: str
    evidence: str


class TextAt(NamedTuple):
    """The text of a law on a day.

    Attributes:
        version: the version in force then, None where none is known.
        articles: pairs of number and words of that version, in order.
        pending: what was in force that day and is not in that version: to be carried out on its text, in order.
        ended: the row that ended the law by that day, None where nothing did.
        next: the version that follows it, None where none is known.
        reorders: the decisions behind ``pending`` (by title) that renumber the articles.
    """

    version: Version | None
    articles: tuple[tuple[str, str], ...]
    pending: tuple[Effect, ...]
    ended: Effect | None
    next: Version | None
    reorders: frozenset[str] = frozenset()


def effect_rows(law_id: str, effects: Iterable[Effect], *, reorders: bool = False) -> Rows:
    """The rows of ``effects`` that one law gives; the affected versions are found when all laws are known."""
    return {"effects": [_row(law_id, n, effect, reorders=reorders) for n, effect in enumerate(effects, 1)]}


def _row(law_id: str, number: int, effect: Effect, *, reorders: bool) -> Row:
    return (
        f"{law_id}-e{number}",
        law_id,
        effect.source,
        effect.by,
        effect.by_version,
        effect.affected,
        law_id if effect.source == "header" else None,
        effect.kind,
        _places(effect.at),
        _places(effect.to),
        effect.old_words,
        effect.new_words,
        effect.text,
        effect.in_force or None,
        effect.entry,
        *effect.span,
        effect.words,
        int(reorders),
    )


def _places(addresses: Sequence[Address]) -> str:
    return json.dumps(
        [[one.article, one.paragraph, one.item, one.heading] for one in addresses], ensure_ascii=False
    )


def unsettled(database: "Database") -> list[AffectedRow]:
    """The rows whose affected version is not known yet."""
    rows = database.execute(
        "SELECT effects.id, affected, territory, by_version FROM effects JOIN laws ON laws.id = law_id "
        "WHERE source <> 'header' AND affected_law IS NULL AND affected <> '' ORDER BY effects.rowid"
    )
    return [AffectedRow(*row) for row in rows.fetchall()]


def settle(database: "Database", found: Mapping[str, str]) -> None:
    """Writes down the affected versions: id of the row → `Law.id`."""
    database.conn.executemany(
        "UPDATE effects SET affected_law = ? WHERE id = ?", [(law, row) for row, law in found.items()]
    )


def versions(database: "Database", title: str) -> list[Version]:
    """The versions of the law ``title`` that are in the database, the oldest first.

    A version that a decision of the ledger made is in force from the day of that decision; the commencement that
    its own text names is that of the first version. Otherwise it is in force from the day that its text names,
    and where that lies before the version itself (the text was amended since) from the day of the version.
    """
    plain = title.removeprefix(_SHORT)
    rows = database.execute(
        "SELECT id, title, version, coalesce(effective, '') FROM laws WHERE short_title = ? ORDER BY version, number",
        (plain,),
    ).fetchall()
    starts = {
        row[0]: (row[1], row[2])
        for row in database.execute(
            "SELECT by_version, in_force, by_title FROM effects "
            "WHERE source = 'decision' AND kind <> 'repeal' AND affected IN (?, ?) AND in_force IS NOT NULL",
            (plain, _SHORT + plain),
        ).fetchall()
        if row[0]
    }
    found = []
    for law_id, name, version, effective in rows:
        if version in starts:
            day, by = starts[version]
            found.append(Version(law_id, name, version, day, f"《{by}》自{day}起施行"))
        elif effective and effective >= version:
            found.append(Version(law_id, name, version, effective, f"正文或题注：自{effective}起施行"))
        else:
            words = f"最后一次修改的日期{version}，施行日期未见" if version else ""
            found.append(Version(law_id, name, version, version, words))
    return sorted(found, key=lambda one: (one.since, one.version))


def text_at(database: "Database", title: str, day: str) -> TextAt:
    """What is known of the text of ``title`` on ``day`` (``YYYY-MM-DD``)."""
    known = versions(database, title)
    then = [one for one in known if one.since and one.since <= day]
    current = then[-1] if then else None
    later = next((one for one in known if one.since > day), None)
    rows = _effects(database, title)
    ended = next((one for one, _ in rows if one.kind == "repeal" and "" < one.in_force <= day), None)
    pending: list[Effect] = []
    reorders: set[str] = set()
    for one, renumbers in rows:
        if one.kind == "repeal" or one.source != "decision" or current is None:
            continue
        if current.version < one.by_version and (one.in_force or _NEVER) <= day:
            pending.append(one)
            reorders |= {one.by} if renumbers else set()
    articles = database.execute(
        "SELECT article, text FROM articles WHERE law_id = ? ORDER BY number",
        (current.law_id if current else "",),
    ).fetchall()
    return TextAt(
        current,
        tuple((row[0], row[1]) for row in articles),
        tuple(pending),
        ended,
        later,
        frozenset(reorders),
    )


def _effects(database: "Database", title: str) -> list[tuple[Effect, bool]]:
    plain = title.removeprefix(_SHORT)
    rows = database.execute(
        "SELECT law_id, by_title, by_version, affected, kind, coalesce(in_force, ''), places, new_places, old_words, "
        'new_words, text, entry, start, "end", words, source, reorders FROM effects '
        "WHERE affected IN (?, ?) ORDER BY by_version, rowid",
        (plain, _SHORT + plain),
    ).fetchall()
    return [
        (
            Effect(
                row[0], row[1], row[2], row[3], row[4], row[5], _addresses(row[6]), _addresses(row[7]), row[8], row[9],
                row[10], row[11], Span(row[12], row[13]), row[14], row[15],
            ),
            bool(row[16]),
        )
        for row in rows
    ]  # fmt: skip


def _addresses(cell: str) -> tuple[Address, ...]:
    return tuple(Address(*one) for one in json.loads(cell))
