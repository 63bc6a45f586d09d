"""Whether a database holds what it says: every quotation is the law's own words, every row hangs on another."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from lezr_extract.store.search import ARTICLE_ROW

if TYPE_CHECKING:
    from sqlite_utils import Database


@dataclass(frozen=True, slots=True)
class Tested:
    """What one test came to.

    Attributes:
        name: what was tested, in Chinese.
        tested: number of rows.
        faults: number of those that failed.
        example: the first of these, empty without.
    """

    name: str
    tested: int
    faults: int
    example: str = ""


# Row by row, a key and whether it is right. Positions count from 0 and substr from 1.
QUOTED = {
    "条文是正文中的原词": (
        "SELECT a.id, a.text = substr(l.text, a.text_start + 1, a.text_end - a.text_start) "
        "FROM articles a JOIN laws l ON l.id = a.law_id"
    ),
    "权力所引是正文中的原词": (
        'SELECT p.id, p.quote = substr(l.text, p.start + 1, p."end" - p.start) '
        "FROM powers p JOIN articles a ON a.id = p.article_id JOIN laws l ON l.id = a.law_id"
    ),
    "条目的依据是正文中的原词": (
        "SELECT b.entry || '-' || b.position, b.text = substr(l.text, b.start + 1, b.\"end\" - b.start) "
        "FROM bases b JOIN laws l ON l.id = b.law_id"
    ),
    "引用的位置在正文之内": (
        'SELECT c.id, c.start >= 0 AND c.start < c."end" AND c."end" <= length(l.text) '
        "FROM citations c JOIN laws l ON l.id = c.law_id"
    ),
    "每个条目都有依据": (
        "SELECT e.id, EXISTS (SELECT 1 FROM bases b WHERE b.entry = e.number) FROM entries e"
    ),
}
INDEXED = "查找的索引与条文一一对应"
_INDEXED = (
    f"SELECT articles.id, EXISTS (SELECT 1 FROM articles_search s WHERE s.rowid = {ARTICLE_ROW}) "  # noqa: S608
    "FROM articles JOIN laws ON laws.id = articles.law_id"
)


def tests(database: "Database") -> Iterator[Tested]:
    """All tests, one by one; the first is that of the file itself."""
    found = [row[0] for row in database.execute("PRAGMA integrity_check").fetchall()]
    broken = [] if found == ["ok"] else found
    yield Tested("文件完好", 1, int(bool(broken)), broken[0] if broken else "")
    hanging = database.execute("PRAGMA foreign_key_check").fetchall()
    yield Tested("各表相互对应", 1, len(hanging), f"{hanging[0][0]} 表" if hanging else "")
    for name, query in (QUOTED | {INDEXED: _INDEXED}).items():
        yield counted(name, database.execute(query))


def counted(name: str, rows: Iterable[Sequence[Any]]) -> Tested:
    """What ``rows`` of a key and whether it holds come to."""
    total, faults, example = 0, 0, ""
    for key, right in rows:
        total += 1
        if not right:
            faults += 1
            example = example or str(key)
    return Tested(name, total, faults, example)
