"""What a clause of a liability chapter may be beside a power: ``data/liability.toml``, tried in its order."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from lezr_extract.errors import DataFileError


@dataclass(frozen=True, slots=True)
class LiabilityReason:
    """A way in which a clause of a liability chapter ends in no power.

    Attributes:
        id: ``liability.`` and its name.
        reason: class of exclusion, such as ``civil``; see `REASONS`.
        pattern: on the sentence, masked and as written.
        guarded: does not speak of sanctions itself, so that it excludes no clause which has one.
        note: why, with the article of law where there is one.
        match, miss: model sentences.
    """

    id: str
    reason: str
    pattern: re.Pattern[str]
    guarded: bool
    note: str
    match: tuple[str, ...]
    miss: tuple[str, ...]


@cache
def liability_reasons() -> tuple[LiabilityReason, ...]:
    """All reasons in the order in which they are tried.

    Raises:
        DataFileError: an entry is malformed.
    """
    text = (files("lezr_extract.vocabulary") / "data" / "liability.toml").read_text(encoding="utf-8")
    return tuple(_reason(row) for row in tomllib.loads(text)["reason"])


@cache
def reason_names() -> dict[str, str]:
    """Class of exclusion → its name in Chinese, those of the rules for powers included."""
    text = (files("lezr_extract.vocabulary") / "data" / "liability.toml").read_text(encoding="utf-8")
    names: dict[str, str] = tomllib.loads(text)["names"]
    return names


def _reason(row: dict[str, Any]) -> LiabilityReason:
    try:
        return LiabilityReason(
            id=f"liability.{row['id']}",
            reason=row["reason"],
            pattern=re.compile(row["pattern"], re.VERBOSE),
            guarded=row.get("guarded", False),
            note=row["note"],
            match=tuple(row["match"]),
            miss=tuple(row["miss"]),
        )
    except (KeyError, re.error) as error:
        raise DataFileError(f"词表 liability.toml 的 {row.get('id', '?')}：{error}") from error
