"""行政区划 from titles and organs: the territory for which a text is law (地域)."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple

NATION = "全国"
_NATIONAL_RANKS = frozenset(("宪法", "法律", "行政法规", "国务院决定", "监察法规", "部门规章", "司法解释"))


class Territories(NamedTuple):
    """The provinces and cities that we know.

    Attributes:
        province_of: every name, a province's own included, with the province that it lies in.
        zones: names of zone legislation (深圳经济特区) with the 行政区划 that made it.
        names: all names and their short forms (浙江 for 浙江省), the longest first, with the full name.
    """

    province_of: dict[str, str]
    zones: dict[str, str]
    names: tuple[tuple[str, str], ...]


@cache
def territories() -> Territories:
    """The table of ``data/territories.toml``."""
    source = files("lezr_extract.vocabulary").joinpath("data", "territories.toml").read_text("utf-8")
    table = tomllib.loads(source)
    province_of: dict[str, str] = {}
    for province in table["province"]:
        for name in (province["name"], *province.get("cities", ())):
            province_of.setdefault(name, province["name"])
    zones = dict(table["zones"])
    names = {name: name for name in province_of} | zones
    return Territories(province_of, zones, tuple(sorted(names.items(), key=lambda pair: -len(pair[0]))))


def province_of(territory: str) -> str:
    """The province in which a territory lies; the territory itself for a province, empty for 全国 or unknown."""
    return territories().province_of.get(territory, "")


def territory_of(title: str, issuer: str, rank: str) -> str:
    """The territory of a text from its title and its issuer: 全国, a 行政区划, or empty when unknown.

    Args:
        title: of the text.
        issuer: its organ, empty when unknown.
        rank: a value of `Rank`.
    """
    if rank in _NATIONAL_RANKS:
        return NATION
    for words in (title, issuer):
        for name, territory in territories().names:
            if words.startswith(name):
                return territory
    if issuer.startswith(("国务院", "全国人民代表大会", "中华人民共和国", "国家")) or title.startswith(
        ("中华人民共和国", "国务院", "国家")
    ):
        return NATION
    return _county(issuer) or _county(title)


def _county(words: str) -> str:
    """A county or district that a text names first (青溪县人民政府…); our table does not hold them."""
    for end in ("自治县", "县", "区", "市", "旗"):
        head, sign, _ = words.partition(end)
        if sign and 1 < len(head) <= 10 and words[len(head) + len(end) :].startswith("人民"):
            return head + end
    return ""
