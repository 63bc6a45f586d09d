"""Which of several versions of one law the power list rests on."""

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from lezr_extract.records import Status

if TYPE_CHECKING:
    from sqlite_utils import Database


class Choice(NamedTuple):
    """A version that does not go into the list, and the one that does.

    Attributes:
        law_id, file, title, version: of the one left out.
        other_file, other_version: of the one that stands for it.
    """

    law_id: str
    file: str
    title: str
    version: str
    other_file: str
    other_version: str


class _Version(NamedTuple):
    id: str
    title: str
    territory: str
    version: str
    status: str
    number: int


# A later version that is not yet in force does not push out the one that is (立法法 art. 61: the date of entry
# into force decides); it goes into the list beside it, with its status.
_APART = {Status.NOT_YET.value}
_ENDED = {Status.REPEALED.value, Status.EXPIRED.value, Status.SUPERSEDED.value}


def choose(database: "Database") -> list[Choice]:
    """Sets ``laws.represented_by`` and removes the entries of laws that another version represents."""
    groups: dict[tuple[str, str], list[_Version]] = defaultdict(list)
    for row in database.execute(
        "SELECT id, title, territory, version, status, number FROM laws ORDER BY number"
    ).fetchall():
        law = _Version(*row)
        if law.status not in _APART:
            groups[law.title, law.territory].append(law)
    chosen = [
        (law, best)
        for group in groups.values()
        if len(group) > 1
        for best in [max(group, key=_rank)]
        for law in group
        if law is not best
    ]
    connection = database.conn
    connection.executemany(
        "UPDATE laws SET represented_by = ? WHERE id = ?", [(best.id, law.id) for law, best in chosen]
    )
    connection.execute(
        "DELETE FROM bases WHERE entry IN (SELECT entries.number FROM entries JOIN laws ON laws.id = law_id "
        "WHERE represented_by IS NOT NULL)"
    )
    connection.execute(
        "DELETE FROM entries WHERE law_id IN (SELECT id FROM laws WHERE represented_by IS NOT NULL)"
    )
    files = dict(
        database.execute(
            "SELECT law_id, file FROM files WHERE law_id IS NOT NULL ORDER BY number DESC"
        ).fetchall()
    )
    return [
        Choice(law.id, files[law.id], law.title, law.version, files[best.id], best.version)
        for law, best in sorted(chosen, key=lambda pair: pair[0].number)
    ]


def _rank(law: _Version) -> tuple[str, bool, int]:
    # The newest; of two copies of one version the one not known to have ended, then the one read first.
    return law.version, law.status not in _ENDED, -law.number
