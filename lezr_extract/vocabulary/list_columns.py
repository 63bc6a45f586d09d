"""What published power lists call their columns (``data/list_columns.toml``), and the types as they write them."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from lezr_extract.records import PowerType

_BRACKETS = re.compile(r"[（(][^（）()]*[）)]")
_LONGEST = 40  # characters; what is longer is a cell of the list and no heading
_ALSO = {"其他类": PowerType.OTHER, "其他行政权力": PowerType.OTHER, "行政征用": PowerType.LEVY}
_LEGACY = ("行政强制措施", "行政强制执行")


@dataclass(frozen=True, slots=True)
class ListColumn:
    """What one column may be called.

    Attributes:
        key: ``number``, ``code``, ``name``, ``sub``, ``type``, ``basis``, ``holder``, ``department``, ``level``;
            ``accountability`` for what belongs to none of them and only looks so.
        words: whole headings.
        parts: stretches of a heading.
        must, must_not: headings that are this column, and headings that are not.
    """

    key: str
    words: frozenset[str]
    parts: tuple[str, ...]
    must: tuple[str, ...]
    must_not: tuple[str, ...]


@cache
def list_columns() -> tuple[ListColumn, ...]:
    """All columns, in the order in which they take a heading."""
    source = files("lezr_extract.vocabulary").joinpath("data", "list_columns.toml").read_text("utf-8")
    return tuple(
        ListColumn(
            row["key"],
            frozenset(row.get("words", ())),
            tuple(row.get("parts", ())),
            tuple(row["must"]),
            tuple(row["must_not"]),
        )
        for row in tomllib.loads(source)["column"]
    )


@lru_cache(maxsize=4096)
def column_key(heading: str) -> str:
    """The key of the column with this heading; empty where it is none of those known."""
    bare = bare_heading(heading)
    if not bare:
        return ""
    for column in list_columns():
        if bare in column.words or any(part in bare for part in column.parts):
            return column.key
    return ""


def bare_heading(heading: str) -> str:
    """A heading as headings are compared: no white space, nothing in brackets; empty for what is too long to be one."""
    plain = "".join(heading.replace("⏎", "").split())
    return _BRACKETS.sub("", plain) if len(plain) <= _LONGEST else ""


def listed_type(words: str) -> PowerType | None:
    """The type that a list means by 行政处罚, 处罚类, 行政 处罚, 其他行政权力 or 02; None where it is none."""
    plain = "".join(words.split()).removesuffix("类")
    if plain in _ALSO:
        return _ALSO[plain]
    if plain in _LEGACY:
        return PowerType.COERCION
    for power_type in PowerType:
        if plain.removeprefix("行政") == power_type.removeprefix("行政") or plain == power_type.code:
            return power_type
    return PowerType.OTHER if plain.startswith("其他") else None
