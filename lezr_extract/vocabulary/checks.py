"""The checks C01–C25, who may set what (设定权), and the caps of fines, as data with dates of validity.

The data are ``data/checks.toml``, ``data/setting.toml``, ``data/grants.toml`` and ``data/fine_caps.toml``
(domain rules 4).
"""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from lezr_extract.errors import CannotRunError
from lezr_extract.records import FindingKind, Level, Rank
from lezr_extract.vocabulary.territories import NATION, province_of, territories

_LAST_DAY = "9999-12-31"
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Authority:
    """The articles on which a check rests, while they stood under these numbers (days as ``YYYY-MM-DD``)."""

    valid_from: str
    valid_to: str
    words: str


@dataclass(frozen=True, slots=True)
class Read:
    """Alarms of a check at one level that a person held against the texts, in laws that no rule was written on.

    Attributes:
        level: of the alarms.
        number: how many were read; ``right``: how many of them a reviewer would accept.
    """

    level: Level
    number: int
    right: int


@dataclass(frozen=True, slots=True)
class Check:
    """One check.

    Attributes:
        id: ``C01`` … ``C25``.
        group: name of its file in ``compare/checks``.
        kind: of its findings.
        name, says: what it finds, for the reviewer.
        highest: the highest level of its alarms.
        valid_from, valid_to: days between which the rule is law; ``valid_to`` empty while it is.
        authorities: the articles, oldest first.
        guards: ids of its tests against a false alarm, in their order.
        held_to: the level to which its alarms are held whatever its guards say, because most of those that were read
            were wrong; else as ``highest``.
        read: what reading came to (docs/lookup/alarms.md).
    """

    id: str
    group: str
    kind: FindingKind
    name: str
    says: str
    highest: Level
    valid_from: str
    valid_to: str
    authorities: tuple[Authority, ...]
    guards: tuple[str, ...]
    held_to: Level
    read: tuple[Read, ...]

    def reliability(self, level: Level) -> str:
        """How far alarms of this check at a level were right when they were read, in Chinese; empty for 提示."""
        if level is Level.NOTICE:
            return ""
        known = "；".join(
            f"“{one.level}”级核对过{one.number}处，{one.right}处说得通"
            for one in self.read
            if one.level is level or self.held_to is not self.highest
        )
        held = f"，所以至多报“{self.held_to}”" if self.held_to is not self.highest else ""
        return f"这项检查的{known}{held}" if known else f"这项检查的“{level}”级还没有人核对过"

    def authority(self, day: str) -> str:
        """The articles in force on ``day``; for an unknown day, or one before the rule, those of today or the first."""
        if not day:
            return self.authorities[-1].words
        held = [one for one in self.authorities if one.valid_from <= day <= (one.valid_to or _LAST_DAY)]
        return (held[0] if held else self.authorities[0]).words


class Answer(StrEnum):
    """Whether a rank may create a power."""

    YES = "yes"
    NO = "no"
    CONDITION = "condition"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of the matrix of 设定权.

    Attributes:
        answer: see there.
        condition: the condition in words, empty unless the answer is ``condition``.
        article: where it is written.
    """

    answer: Answer
    condition: str
    article: str


@dataclass(frozen=True, slots=True)
class Right:
    """One row of the matrix for one time: the power, its days of validity, and a cell for each of `COLUMNS`."""

    power: str
    name: str
    valid_from: str
    valid_to: str
    cells: dict[str, Cell]


@dataclass(frozen=True, slots=True)
class Grant:
    """A matter on which a law already gives the power (data/grants.toml)."""

    power: str
    words: tuple[str, ...]
    article: str


@dataclass(frozen=True, slots=True)
class Cap:
    """The most that a 规章 may set as a fine (data/fine_caps.toml); money in yuan."""

    rank: Rank
    territory: str
    valid_from: str
    valid_to: str
    usual: Decimal
    raised: Decimal | None
    raised_for: tuple[str, ...]
    multiple: Decimal | None
    source: str
    checked: bool


COLUMNS = (
    "法律",
    "行政法规",
    "国务院决定",
    "地方性法规",
    "部门规章",
    "省级政府规章",
    "市级政府规章",
    "规范性文件",
)
_COLUMN = {
    Rank.LAW: "法律",
    Rank.ADMINISTRATIVE_REGULATION: "行政法规",
    Rank.STATE_COUNCIL_DECISION: "国务院决定",
    Rank.LOCAL_REGULATION: "地方性法规",
    Rank.ZONE_REGULATION: "地方性法规",
    Rank.AUTONOMOUS_REGULATION: "地方性法规",
    Rank.MINISTRY_RULE: "部门规章",
    Rank.NORMATIVE_DOCUMENT: "规范性文件",
}


@cache
def checks() -> dict[str, Check]:
    """All checks by id, in the order of their file."""
    return {row["id"]: _check(row) for row in _table("checks.toml")["check"]}


@cache
def relation_alone() -> tuple[Read, ...]:
    """What reading conflicts that no check reports, only the relation of two articles, came to."""
    return _read(_table("checks.toml")["relation_alone"])


@cache
def guards() -> dict[str, str]:
    """What each guard asks, in Chinese, by id."""
    return dict(_table("checks.toml")["guards"])


@cache
def rights() -> tuple[Right, ...]:
    """The rows of the matrix of 设定权, a power's oldest row first."""
    return tuple(
        Right(
            power=row["power"],
            name=row["name"],
            valid_from=row["from"],
            valid_to=row.get("to", ""),
            cells={
                column: Cell(
                    Answer(row[column]["answer"]), row[column].get("condition", ""), row[column]["article"]
                )
                for column in COLUMNS
            },
        )
        for row in _table("setting.toml")["right"]
    )


@cache
def still_used() -> frozenset[str]:
    """Old names that are good names of something today, so that a text made after the reform may say them."""
    return frozenset(_table("checks.toml")["still_used"]["names"])


def column_of(rank: Rank, territory: str) -> str:
    """The column of the matrix for a rank; empty for ranks that it does not hold (宪法, 司法解释 …).

    Args:
        rank: of the text.
        territory: tells a province's 规章 from a city's.
    """
    if rank is Rank.LOCAL_RULE:
        return "省级政府规章" if territory and province_of(territory) == territory else "市级政府规章"
    return _COLUMN.get(rank, "")


def may_set(power: str, rank: Rank, territory: str, day: str) -> Cell | None:
    """Whether a text of this rank, made on ``day``, could create ``power``.

    Args:
        power: id of a row of ``data/setting.toml``.
        rank: of the text.
        territory: of the text; tells a province's 规章 from a city's.
        day: when it was made, ``YYYY-MM-DD``; empty for today's rule.

    Returns:
        The cell, or None where no rule stood on that day or none speaks of this rank.
    """
    column = column_of(rank, territory)
    for right in reversed(rights()):
        if right.power == power and column and (not day or _holds(right.valid_from, right.valid_to, day)):
            return right.cells[column]
    return None


@cache
def grants(power: str) -> tuple[Grant, ...]:
    """The matters on which a law already gives ``power`` (``execution`` or ``fee``)."""
    rows = _table("grants.toml")["grant"]
    return tuple(
        Grant(row["power"], tuple(row["words"]), row["article"]) for row in rows if row["power"] == power
    )


@cache
def house_of(agency: str) -> frozenset[str]:
    """The organs of the registry that belong to the same ministry as ``agency``, itself included."""
    found = {agency}
    for row in _table("grants.toml")["house"]:
        members = {row["ministry"], *row["bodies"]}
        if agency in members:
            found |= members
    return frozenset(found)


def variation(title: str, rank: Rank) -> str:
    """The article that lets a text depart from higher law (变通); empty where none does (立法法 arts. 84, 85, 101)."""
    for row in _table("grants.toml")["variation"]:
        if any(word in title for word in row.get("words", ())) and rank in _VARYING:
            return str(row["authority"])
    for row in _table("grants.toml")["variation"]:
        if row.get("rank") == rank.value:
            return str(row["authority"])
    return ""


_VARYING = frozenset((Rank.ZONE_REGULATION, Rank.LOCAL_REGULATION, Rank.AUTONOMOUS_REGULATION))


@cache
def fine_caps() -> tuple[Cap, ...]:
    """The caps that we know, in the order of their file."""
    return _caps(_table("fine_caps.toml"), "fine_caps.toml")


def caps_with(path: Path) -> tuple[Cap, ...]:
    """The caps of an office's own file in front of those that we know, so that its rows win.

    Raises:
        CannotRunError: the file cannot be read or a row of it cannot be understood.
    """
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise CannotRunError(f"无法读取罚款限额文件 {path}：{error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CannotRunError(f"罚款限额文件 {path} 不是有效的 TOML：{error}") from error
    return (*_caps(table, str(path)), *fine_caps())


def cap_on(rank: Rank, territory: str, day: str, caps: Sequence[Cap] | None = None) -> Cap | None:
    """The cap for a 规章 made on ``day``; None where we know of none.

    Args:
        rank: 部门规章 or 地方政府规章.
        territory: of the text; a city's 规章 stands under the cap of its province.
        day: when it was made, ``YYYY-MM-DD``; empty for today's cap.
        caps: as `caps_with` gives them; None for those that we know.
    """
    places = {NATION} if rank is Rank.MINISTRY_RULE else {territory, province_of(territory)} - {""}
    for cap in fine_caps() if caps is None else caps:
        if cap.rank is rank and cap.territory in places and _holds(cap.valid_from, cap.valid_to, day):
            return cap
    return None


def _holds(valid_from: str, valid_to: str, day: str) -> bool:
    return valid_from <= day <= (valid_to or _LAST_DAY) if day else not valid_to


def _check(row: dict[str, Any]) -> Check:
    return Check(
        id=row["id"],
        group=row["group"],
        kind=FindingKind(row["kind"]),
        name=row["name"],
        says=row["says"],
        highest=Level(row["highest"]),
        valid_from=row["valid_from"],
        valid_to=row.get("valid_to", ""),
        authorities=tuple(
            Authority(one["from"], one.get("to", ""), one["words"]) for one in row["authority"]
        ),
        guards=tuple(row["guards"]),
        held_to=Level(row.get("held_to", row["highest"])),
        read=_read(row),
    )


def _read(row: dict[str, Any]) -> tuple[Read, ...]:
    return tuple(Read(Level(level), number, right) for level, number, right in row.get("read", ()))


def _caps(table: dict[str, Any], name: str) -> tuple[Cap, ...]:
    rows = table.get("cap")
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise CannotRunError(f"罚款限额文件 {name} 中没有 [[cap]] 各行")
    return tuple(_cap(row, f"{name} 第 {number} 个 [[cap]]") for number, row in enumerate(rows, 1))


def _cap(row: dict[str, Any], place: str) -> Cap:
    rank, territory = row.get("rank"), row.get("territory")
    if rank not in (Rank.MINISTRY_RULE.value, Rank.LOCAL_RULE.value):
        raise CannotRunError(f"{place} 的 rank 应为“部门规章”或者“地方政府规章”")
    if territory != NATION and territory not in territories().province_of:
        raise CannotRunError(f"{place} 的 territory “{territory}”不是我们认识的地域")
    for key in ("from", "to"):
        if not (key == "to" and key not in row) and not _DAY.fullmatch(str(row.get(key, ""))):
            raise CannotRunError(f"{place} 的 {key} 应为 2021-07-15 这样的日期")
    for key in ("usual", "raised", "multiple"):
        value = row.get(key, 1 if key != "usual" else None)
        if isinstance(value, bool) or not isinstance(value, int) or value <= 0:
            raise CannotRunError(f"{place} 的 {key} 应为正整数")
    return Cap(
        rank=Rank(rank),
        territory=str(territory),
        valid_from=str(row["from"]),
        valid_to=str(row.get("to", "")),
        usual=Decimal(row["usual"]),
        raised=Decimal(row["raised"]) if "raised" in row else None,
        raised_for=tuple(str(word) for word in row.get("raised_for", ())),
        multiple=Decimal(row["multiple"]) if "multiple" in row else None,
        source=str(row.get("source", "")),
        checked=bool(row.get("checked", False)),
    )


@cache
def _table(name: str) -> dict[str, Any]:
    return tomllib.loads(files("lezr_extract.vocabulary").joinpath("data", name).read_text(encoding="utf-8"))
