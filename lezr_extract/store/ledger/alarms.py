"""What comparing had to say of the entries: findings from a file beside the run, found by the articles they name."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from lezr_extract.records import Level
from lezr_extract.store import connect
from lezr_extract.store.ledger.ledger import Ledger

_HEIGHTS = {level.value: height for height, level in enumerate(reversed(Level), 1)}
_TAKEN = "findings"


def taken(ledger: Ledger, what: str = _TAKEN) -> str:
    """The mark of the findings (or of ``what``) that were taken last; empty before the first."""
    row = ledger.execute("SELECT mark FROM taken WHERE name = ?", (what,)).fetchone()
    return str(row[0]) if row else ""


def mark_taken(ledger: Ledger, what: str, mark: str) -> None:
    """Notes, inside `writing`, from which file ``what`` was taken."""
    ledger.execute("INSERT OR REPLACE INTO taken (name, mark) VALUES (?, ?)", (what, mark))


def take_findings(ledger: Ledger, run: Path, lines: Iterable[Mapping[str, Any]], mark: str) -> int:
    """Takes in findings in place of the old ones, all or nothing; gives their number.

    Args:
        ledger: where to.
        run: the run's database, whose entries the findings may concern.
        lines: as ``lezr compare`` writes them.
        mark: what tells these findings and this run from others.
    """
    connect.attach(ledger.database.conn, run, "run")
    try:
        with ledger.writing():
            for table in ("alarms", "finding_articles", "findings"):
                ledger.execute(f"DELETE FROM {table}")  # noqa: S608
            number = 0
            for number, line in enumerate(lines, 1):
                level = _HEIGHTS.get(str(line.get("level")), 1)
                body = json.dumps(line, ensure_ascii=False)
                ledger.execute(
                    "INSERT INTO findings (number, level, rule, kind, body) VALUES (?, ?, ?, ?, ?)",
                    (number, level, str(line.get("rule", "")), str(line.get("kind", "")), body),
                )
                for side in (line.get("a"), line.get("b")):
                    if side:
                        ledger.execute(
                            "INSERT OR IGNORE INTO finding_articles (law_id, article, finding) VALUES (?, ?, ?)",
                            (str(side.get("law_id", "")), str(side.get("article", "")), number),
                        )
            ledger.execute(
                "INSERT INTO alarms (number, level) SELECT b.entry, max(f.level) FROM run.bases AS b "
                "JOIN finding_articles AS a ON a.law_id = b.law_id AND a.article = b.article "
                "JOIN findings AS f ON f.number = a.finding GROUP BY b.entry"
            )
            mark_taken(ledger, _TAKEN, mark)
    finally:
        ledger.execute("DETACH run")
    return number


def findings_on(ledger: Ledger, articles: Iterable[tuple[str, str]]) -> list[dict[str, Any]]:
    """The findings that name one of ``articles`` (law id and number), the gravest first."""
    found: dict[int, tuple[int, str]] = {}
    for law_id, article in articles:
        rows = ledger.execute(
            "SELECT f.number, f.level, f.body FROM finding_articles AS a JOIN findings AS f ON f.number = a.finding "
            "WHERE a.law_id = ? AND a.article = ?",
            (law_id, article),
        )
        found |= {number: (level, body) for number, level, body in rows}
    ordered = sorted(found.items(), key=lambda one: (-one[1][0], one[0]))
    return [json.loads(body) for _, (_, body) in ordered]
