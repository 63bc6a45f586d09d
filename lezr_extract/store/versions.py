"""Which of several versions of one law the power list rests on."""

import json
from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING, NamedTuple, Protocol

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


class EndedLaw(Protocol):
    """What the store needs to know of a law that another one ended."""

    @property
    def law_id(self) -> str:
        """Of the law that ended."""

    @property
    def by_title(self) -> str:
        """Title of the law that ended it."""

    @property
    def article(self) -> str:
        """Where that law says so."""

    @property
    def day(self) -> str:
        """From when, ``YYYY-MM-DD``."""

    @property
    def words(self) -> str:
        """The sentence that says so."""


class Ending(NamedTuple):
    """A law whose entries were taken out of the list, and why (in Chinese)."""

    law_id: str
    file: str
    title: str
    version: str
    reason: str


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


def end(database: "Database", ended: Iterable[EndedLaw]) -> list[Ending]:
    """Sets status and end of the laws in ``ended``; removes the entries of all laws that have ended.

    What has ended: laws that another law of the corpus repeals, and those whose own term has run out.
    """
    reasons = {}
    for one in ended:
        words = f"《{one.by_title}》{one.article}：{one.words}"
        evidence = {"value": Status.REPEALED.value, "words": words, "span": None}
        row = database.execute("SELECT evidence FROM laws WHERE id = ?", (one.law_id,)).fetchone()
        if row is None:
            continue
        kept = json.loads(row[0]) | {"status": evidence, "ended": evidence | {"value": one.day}}
        database.execute(
            "UPDATE laws SET status = ?, ended = ?, evidence = ? WHERE id = ?",
            (
                Status.REPEALED.value,
                one.day,
                json.dumps(kept, ensure_ascii=False, separators=(",", ":")),
                one.law_id,
            ),
        )
        reasons[one.law_id] = f"自{one.day}起由《{one.by_title}》{one.article}废止"
    expired = database.execute("SELECT id FROM laws WHERE status = ?", (Status.EXPIRED.value,)).fetchall()
    reasons |= {row[0]: "有效期已经届满" for row in expired if row[0] not in reasons}
    for law_id in reasons:
        database.execute(
            "DELETE FROM bases WHERE entry IN (SELECT number FROM entries WHERE law_id = ?)", (law_id,)
        )
        database.execute("DELETE FROM entries WHERE law_id = ?", (law_id,))
    laws = database.execute(
        "SELECT laws.id, file, title, version FROM laws JOIN files ON files.number = "
        "(SELECT min(number) FROM files WHERE law_id = laws.id) ORDER BY laws.number"
    ).fetchall()
    return [Ending(row[0], row[1], row[2], row[3], reasons[row[0]]) for row in laws if row[0] in reasons]


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
