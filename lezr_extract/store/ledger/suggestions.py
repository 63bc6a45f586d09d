"""Suggestions for the office's present list, and what people decided on them: in the same chain as every decision.

They come from a file beside the run (suggestions.jsonl), are replaced with it, and find what was decided on them by
their id. A decision counts for the words on which it was made; where these are others today it has lapsed.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from lezr_extract.errors import LezrError
from lezr_extract.records import (
    Level,
    SuggestionDecision,
    SuggestionKind,
    SuggestionState,
    SuggestionVerdict,
)
from lezr_extract.store.ledger.alarms import mark_taken, taken
from lezr_extract.store.ledger.clauses import plain
from lezr_extract.store.ledger.ledger import Ledger

KIND = "suggestion"
_TAKEN = "suggestions"
_STATES = {
    SuggestionVerdict.ADOPT: SuggestionState.ADOPTED,
    SuggestionVerdict.REFUSE: SuggestionState.REFUSED,
    SuggestionVerdict.ASK: SuggestionState.ASKED,
    SuggestionVerdict.UNDO: SuggestionState.OPEN,
}
_TURNS = {
    SuggestionState.ASKED: 1,
    SuggestionState.OPEN: 2,
    SuggestionState.ADOPTED: 3,
    SuggestionState.REFUSED: 3,
}
_COLUMNS = "number, id, words_hash, state, lapsed, last, body"
_DECISIONS = (
    "SELECT suggestion, verdict, who, at, words_hash, reason, batch, number "
    "FROM suggestion_decisions JOIN events USING (number)"
)


class SuggestionMovedError(LezrError):
    """Somebody else has decided since the page was opened, or the words are others; nothing was written."""


@dataclass(frozen=True, slots=True)
class SuggestionFilter:
    """What to show; an empty field shows all.

    Attributes:
        kind: a `SuggestionKind`.
        level: that `Level` or a graver one.
        state: a `SuggestionState`, or ``条文有变`` for those whose decision has lapsed.
        department: whose list it is.
        words: words that the suggestion holds, parted by spaces.
    """

    kind: str = ""
    level: str = ""
    state: str = ""
    department: str = ""
    words: str = ""


LAPSED = "条文有变"
EVERY_SUGGESTION = SuggestionFilter()


@dataclass(frozen=True, slots=True)
class SuggestionRow:
    """A suggestion and where it stands.

    Attributes:
        number: its place in the order of work, from 1; another one after the next run.
        id: stable over runs.
        words_hash: what a decision names.
        state: see there; ``未处理`` too where the decision has lapsed.
        lapsed: it was decided on words that are gone.
        last: number of the newest decision on it, 0 without. Who decides says which was the last that they saw.
        line: the suggestion as suggestions.jsonl has it.
    """

    number: int
    id: str
    words_hash: str
    state: SuggestionState
    lapsed: bool
    last: int
    line: Mapping[str, Any]


def words_hash(line: Mapping[str, Any]) -> str:
    """The sha256, as hex, over what a suggestion rests on: how the entry stands, and the words of the clauses.

    Where no clause is at hand (a repealed law) the reason takes its place; else the reason stays out, so that a program
    that says the same in other words leaves decisions as they were.
    """
    clauses = [[c["law"], c["place"], plain(c["text"])] for c in line["clauses"]]
    words = [line["now"], clauses or line["reason"]]
    return hashlib.sha256(json.dumps(words, ensure_ascii=False).encode()).hexdigest()


def taken_suggestions(ledger: Ledger) -> str:
    """The mark of the suggestions that were taken last; empty before the first."""
    return taken(ledger, _TAKEN)


def take_suggestions(ledger: Ledger, lines: Iterable[Mapping[str, Any]], mark: str) -> int:
    """Takes in suggestions in place of the old ones, all or nothing; gives their number.

    Args:
        ledger: where to.
        lines: of suggestions.jsonl, in the order of work; of two with one id the first counts.
        mark: what tells this file from others.
    """
    with ledger.writing():
        latest = {one.suggestion: one for one in _decisions(ledger, "", ())}
        ledger.execute("DELETE FROM suggestions")
        seen: set[str] = set()
        for line in lines:
            if line["id"] in seen:
                continue
            seen.add(line["id"])
            _keep(ledger, len(seen), line, latest.get(line["id"]))
        mark_taken(ledger, _TAKEN, mark)
    return len(seen)


def decide_suggestions(
    ledger: Ledger, decisions: Sequence[SuggestionDecision], seen: Mapping[str, int]
) -> tuple[SuggestionDecision, ...]:
    """Writes ``decisions``, all or none; gives them with their numbers.

    Args:
        ledger: where to.
        decisions: one for each suggestion.
        seen: id → number of the newest decision that the person saw (`SuggestionRow.last`).

    Raises:
        SuggestionMovedError: somebody else decided on one of them since, or it rests on other words today, or there is
            nothing to take back.
    """
    with ledger.writing():
        written = []
        for one in decisions:
            now = _row_of(ledger, "id = ?", one.suggestion)
            if now is None or now.words_hash != one.words_hash or now.last != seen.get(one.suggestion, 0):
                raise SuggestionMovedError(
                    "在您打开页面之后，这条建议已由他人处理，或者所据的条文有变；您的意见没有写入，请核对后再定"
                )
            if one.verdict is SuggestionVerdict.UNDO and now.state is SuggestionState.OPEN:
                raise SuggestionMovedError("这条建议没有可以撤回的处理意见")
            written.append(_write(ledger, one, now))
        return tuple(written)


def suggestion(ledger: Ledger, number: int) -> SuggestionRow | None:
    """Suggestion ``number`` of today; None where there is none."""
    return _row_of(ledger, "number = ?", number)


def history_of(ledger: Ledger, suggestion_id: str) -> tuple[SuggestionDecision, ...]:
    """Every decision ever made on the suggestion, in order, lapsed and undone ones included."""
    return tuple(_decisions(ledger, "WHERE suggestion = ?", (suggestion_id,)))


def batch_of(ledger: Ledger, batch: str) -> tuple[SuggestionDecision, ...]:
    """The decisions that were made in one step; empty where there is no such step."""
    return tuple(_decisions(ledger, "WHERE batch = ? AND batch <> ''", (batch,)))


def suggestions_page(
    ledger: Ledger, wanted: SuggestionFilter, offset: int = 0, limit: int = -1
) -> tuple[int, list[SuggestionRow]]:
    """How many suggestions there are for ``wanted``, and ``limit`` of them (all for -1) from ``offset``.

    What lapsed comes first, then what waits for an answer, then the rest in the order of work; what is done comes last.
    """
    where, values = _where(wanted)
    (total,) = ledger.execute(f"SELECT count(*) FROM suggestions {where}", values).fetchone()  # noqa: S608
    rows = ledger.execute(
        f"SELECT {_COLUMNS} FROM suggestions {where} ORDER BY turn, number LIMIT ? OFFSET ?",  # noqa: S608
        (*values, limit, offset),
    )
    return int(total), [_row(row) for row in rows]


def following_suggestions(
    ledger: Ledger, wanted: SuggestionFilter, number: int
) -> tuple[int | None, int | None]:
    """Numbers of the suggestions before and after ``number`` in the list of ``wanted``."""
    here = ledger.execute("SELECT turn, number FROM suggestions WHERE number = ?", (number,)).fetchone()
    if here is None:
        return None, None
    where, values = _where(wanted)
    found = []
    for sign, order in (("<", "DESC"), (">", "ASC")):
        row = ledger.execute(
            f"SELECT number FROM suggestions {where} {'AND' if where else 'WHERE'} (turn, number) {sign} (?, ?) "  # noqa: S608
            f"ORDER BY turn {order}, number {order} LIMIT 1",
            (*values, *here),
        ).fetchone()
        found.append(row[0] if row else None)
    return found[0], found[1]


def suggestions_by(ledger: Ledger, column: str) -> dict[str, dict[str, int]]:
    """Number of suggestions by ``kind``, ``level`` or ``department`` and by where they stand."""
    found: dict[str, dict[str, int]] = {}
    state = f"iif(lapsed, '{LAPSED}', state)"
    rows = ledger.execute(f"SELECT {column}, {state}, count(*) FROM suggestions GROUP BY 1, 2")  # noqa: S608
    for value, step, number in rows:
        found.setdefault(value, {})[step] = number
    orders = {"kind": [*map(str, SuggestionKind)], "level": [*map(str, Level)]}
    order = orders.get(column) or sorted(found)
    return {value: found[value] for value in order if value in found}


def _where(wanted: SuggestionFilter) -> tuple[str, tuple[object, ...]]:
    conditions: list[tuple[str, tuple[object, ...]]] = []
    for column, value in (("kind", wanted.kind), ("department", wanted.department)):
        if value:
            conditions.append((f"{column} = ?", (value,)))
    if wanted.level in set(Level):
        graver = [str(level) for level in Level][: list(Level).index(Level(wanted.level)) + 1]
        conditions.append((f"level IN ({', '.join('?' * len(graver))})", tuple(graver)))
    if wanted.state == LAPSED:
        conditions.append(("lapsed", ()))
    elif wanted.state:
        conditions.append(("state = ? AND NOT lapsed", (wanted.state,)))
    conditions += [("instr(body, ?) > 0", (words,)) for words in wanted.words.split()]
    if not conditions:
        return "", ()
    return "WHERE " + " AND ".join(condition for condition, _ in conditions), tuple(
        value for _, values in conditions for value in values
    )


def _keep(ledger: Ledger, number: int, line: Mapping[str, Any], last: SuggestionDecision | None) -> None:
    """Writes the row of a suggestion as it stands after its ``last`` decision."""
    words = words_hash(line)
    state, lapsed = SuggestionState.OPEN, False
    if last is not None:
        decided = _STATES[last.verdict]
        lapsed = last.words_hash != words and decided is not SuggestionState.OPEN
        state = SuggestionState.OPEN if lapsed else decided
    cells = {
        "number": number,
        "id": line["id"],
        "words_hash": words,
        "kind": line["kind"],
        "field": line["field"],
        "level": line["level"],
        "department": line["department"],
        "name": line["name"],
        "body": json.dumps(line, ensure_ascii=False),
        "state": state,
        "lapsed": lapsed,
        "last": last.number if last else 0,
        "turn": 0 if lapsed else _TURNS[state],
    }
    names, marks = ", ".join(cells), ", ".join("?" * len(cells))
    ledger.execute(f"INSERT OR REPLACE INTO suggestions ({names}) VALUES ({marks})", [*cells.values()])  # noqa: S608


def _write(ledger: Ledger, one: SuggestionDecision, now: SuggestionRow) -> SuggestionDecision:
    line = now.line
    body = {
        "suggestion": one.suggestion,
        "verdict": one.verdict,
        "words_hash": one.words_hash,
        "reason": one.reason,
        "batch": one.batch,
    }
    # The chain must say by itself what was decided on: the suggestion is gone when the list is mended.
    what = {"kind": line["kind"], "field": line["field"], "name": line["name"], "about": line["about"]}
    number = ledger.append(KIND, one.who, one.when, body | {"of": what})
    ledger.execute(
        "INSERT INTO suggestion_decisions (number, suggestion, verdict, words_hash, reason, batch) "
        "VALUES (?, ?, ?, ?, ?, ?)",
        (number, one.suggestion, one.verdict, one.words_hash, one.reason, one.batch),
    )
    written = replace(one, number=number)
    _keep(ledger, now.number, line, written)
    return written


def _decisions(ledger: Ledger, where: str, values: Sequence[object]) -> Iterator[SuggestionDecision]:
    rows = ledger.execute(f"{_DECISIONS} {where} ORDER BY number", values)
    for name, verdict, who, at, words, reason, batch, number in rows:
        yield SuggestionDecision(name, SuggestionVerdict(verdict), who, at, words, reason, batch, number)


def _row_of(ledger: Ledger, where: str, value: object) -> SuggestionRow | None:
    found = ledger.execute(f"SELECT {_COLUMNS} FROM suggestions WHERE {where}", (value,)).fetchone()  # noqa: S608
    return _row(found) if found else None


def _row(row: Sequence[Any]) -> SuggestionRow:
    number, name, words, state, lapsed, last, body = row
    return SuggestionRow(number, name, words, SuggestionState(state), bool(lapsed), last, json.loads(body))
