"""A suggestion (建议): what an office might do with an entry of its present list, or add to it. People decide."""

from dataclasses import dataclass
from enum import StrEnum


class SuggestionKind(StrEnum):
    """What is suggested."""

    DROP = "取消"
    CHANGE = "调整"
    ADD = "新增"
    MERGE = "合并"
    ASK = "核实"


class Field(StrEnum):
    """What of an entry a change concerns."""

    BASIS = "实施依据"
    TYPE = "职权类型"
    HOLDER = "行使主体"
    NAME = "职权名称"
    WHOLE = "整项"


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause that a suggestion rests on, word for word.

    Attributes:
        law, version: title, and the date that tells the version; the latter may be empty.
        place: 条款项 as one cites it.
        text: the words.
        article: canonical number, by which the draft entry on it is found; empty where it is not known.
    """

    law: str
    version: str
    place: str
    text: str
    article: str = ""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One suggestion.

    Attributes:
        kind, field: what to do, and with what of the entry.
        list, sheet, row: the entry in the office's list; empty and 0 for an addition.
        department: whose list it is.
        name: of the entry, or of the one to add.
        type: of the entry as the list has it, or of the one to add.
        now: how it stands in the list, empty for an addition.
        new: how it should stand; empty for what is to be dropped or asked.
        reason: in Chinese, with what it rests on.
        level: ``冲突``, ``疑似`` or ``提示``.
        clauses: that it rests on.
        others: further entries concerned (those to merge with), by place and name.
        score: from 0 to 1: how like the words of the provision are that took the place of the cited one, or how sure the
            draft of an addition is; None for what rests on a plain fact (a repeal, a number, two equal entries).
        about: the basis or the fault that it is about, in words that stay the same over runs.
        id: stable over runs and over rows that move: from kind, field, department, name, type and ``about``.
        present: the entry as the list has it, ``(heading, words)``; empty for an addition.
    """

    kind: SuggestionKind
    field: Field
    list: str
    sheet: str
    row: int
    department: str
    name: str
    type: str
    now: str
    new: str
    reason: str
    level: str
    clauses: tuple[Clause, ...] = ()
    others: tuple[str, ...] = ()
    score: float | None = None
    about: str = ""
    id: str = ""
    present: tuple[tuple[str, str], ...] = ()


class SuggestionVerdict(StrEnum):
    """What a person says to a suggestion."""

    ADOPT = "采纳"
    REFUSE = "不采纳"
    ASK = "待问"
    UNDO = "撤回"


class SuggestionState(StrEnum):
    """Where a suggestion stands."""

    OPEN = "未处理"
    ASKED = "待问"
    ADOPTED = "采纳"
    REFUSED = "不采纳"


@dataclass(frozen=True, slots=True)
class SuggestionDecision:
    """What a person decided on a suggestion; once made it is never altered, the next one on it counts instead.

    Attributes:
        suggestion: `Suggestion.id`.
        verdict: what was decided; ``撤回`` opens the suggestion again.
        who: name of the person's account.
        when: UTC, ISO 8601.
        words_hash: of the words that the suggestion rested on.
        reason: in the person's words; may be empty for an adoption.
        batch: id that decisions made in one step share; empty for a single one.
        number: its place in the ledger; 0 until it was written.
    """

    suggestion: str
    verdict: SuggestionVerdict
    who: str
    when: str
    words_hash: str
    reason: str = ""
    batch: str = ""
    number: int = 0
