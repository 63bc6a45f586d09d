"""The registry of organs: today's bodies, old names with their successors, and the words that name them.

Domain rules 5.2. The data are ``data/agencies*.toml``; each entry carries mentions that must be it and
mentions that must not, which the tests try both ways.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from lezr_extract.records import Agency

_FILES = ("agencies.toml", "agencies_bureaus.toml", "agencies_local.toml", "agencies_former.toml")


@dataclass(frozen=True, slots=True)
class MovedDuty:
    """A duty that left an old organ for another one than its main successor.

    Attributes:
        words: any of them in a power's own words shows that the duty is meant.
        to: id of the organ that has it now.
    """

    words: tuple[str, ...]
    to: str


@dataclass(frozen=True, slots=True)
class RegistryEntry:
    """An organ with the words by which statutes name it.

    Attributes:
        agency: the record.
        kind: its standing (国务院组成部门, 直属机构, 法律授权组织, 人民政府 …), 旧机构 for an old name.
        plain: how a statute names the organ at any level (市场监督管理部门).
        names: complete names, `Agency.name` and the local names included.
        vertical: led from above and not by the local government (垂直管理).
        former: an old name.
        year: of the reform that ended it; 0 for an organ of today.
        moved: duties that went elsewhere than to the main successor.
        must, must_not: mentions that are this organ, and mentions that are not.
    """

    agency: Agency
    kind: str
    plain: str
    names: tuple[str, ...]
    vertical: bool
    former: bool
    year: int
    moved: tuple[MovedDuty, ...]
    must: tuple[str, ...]
    must_not: tuple[str, ...]


@cache
def registry() -> dict[str, RegistryEntry]:
    """All entries by id, today's organs first."""
    entries: dict[str, RegistryEntry] = {}
    folder = files("lezr_extract.vocabulary") / "data"
    for name in _FILES:
        table = tomllib.loads((folder / name).read_text(encoding="utf-8"))
        for row in table.get("agency", []):
            entries[row["id"]] = _entry(row, former=False)
        for row in table.get("former", []):
            entries[row["id"]] = _entry(row, former=True)
    return entries


@cache
def no_organs() -> frozenset[str]:
    """Words of ``data/agencies_none.toml``, which look like the name of an organ of the registry and are none."""
    source = files("lezr_extract.vocabulary") / "data" / "agencies_none.toml"
    table = tomllib.loads(source.read_text(encoding="utf-8"))
    return frozenset(words for row in table["not"] for words in row["words"])


def _entry(row: dict[str, Any], *, former: bool) -> RegistryEntry:
    local = tuple(row.get("local", ()))
    year = row.get("year", 0)
    agency = Agency(
        id=row["id"],
        name=row["name"],
        level=row.get("level", "各级"),
        territory="全国",
        duties=tuple(row.get("duties", ())),
        local_names=local,
        valid_to=str(year) if year else "",
        successors=tuple(row.get("successors", ())),
        note=row.get("note", ""),
    )
    return RegistryEntry(
        agency=agency,
        kind="旧机构" if former else row["kind"],
        plain=row["plain"],
        names=tuple(dict.fromkeys((row["name"], *row.get("names", ()), *local))),
        vertical=row.get("vertical", False),
        former=former,
        year=year,
        moved=tuple(MovedDuty(tuple(m["words"]), m["to"]) for m in row.get("moved", ())),
        must=tuple(row["must"]),
        must_not=tuple(row["must_not"]),
    )
