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
    """

    law: str
    version: str
    place: str
    text: str


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
