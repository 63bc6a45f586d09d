"""行政区划 from titles and organs: the territory for which a text is law (地域)."""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple

NATION = "全国"
_NATIONAL_RANKS = frozenset(("宪法", "法律", "行政法规", "国务院决定", "监察法规", "部门规章", "司法解释"))


_NATIONAL_ORGANS = (
    "国务院",
    "国务院办公厅",
    "部",
    "总局",
    "总署",
    "委员会",
    "局",
    "署",
    "人民法院",
    "人民检察院",
)
_PROVINCE_SIGN = r"(?:省|市|(?:壮族|回族|维吾尔)?自治区|特别行政区)$"


class Territories(NamedTuple):
    """The provinces and cities that we know.

    Attributes:
        province_of: every name, a province's own included, with the province that it lies in.
        zones: names of zone legislation (深圳经济特区) with the 行政区划 that made it.
        names: all names and the short forms of provinces (浙江 for 浙江省) with the full name.
        longest: characters of the longest of these.
    """

    province_of: dict[str, str]
    zones: dict[str, str]
    names: dict[str, str]
    longest: int


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
    short = {re.sub(_PROVINCE_SIGN, "", province["name"]): province["name"] for province in table["province"]}
    names = short | {name: name for name in province_of} | zones
    return Territories(province_of, zones, names, max(map(len, names)))


def province_of(territory: str) -> str:
    """The province in which a territory lies; the territory itself for a province, empty for 全国 or unknown."""
    return territories().province_of.get(territory, "")


def starts_with_territory(words: str) -> bool:
    """Whether a title or an organ begins with the name of a 行政区划."""
    return bool(_named_first(words))


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
        if name := _named_first(words) or _county(words):
            return name
    if issuer.endswith(_NATIONAL_ORGANS) or title.startswith(("中华人民共和国", "国务院", "国家")):
        return NATION
    return ""


def _named_first(words: str) -> str:
    words = words.removeprefix("中国（").removeprefix("中共")
    known = territories()
    # The longest first: 吉林市 is no 吉林.
    for size in range(min(known.longest, len(words)), 0, -1):
        if territory := known.names.get(words[:size]):
            return territory
    return ""


def _county(words: str) -> str:
    """A county or district that a text names first (青溪县人民政府…); our table does not hold them."""
    for end in ("自治县", "县", "区", "市", "旗"):
        head, sign, rest = words.partition(end)
        if sign and 1 < len(head) <= 10 and rest.startswith("人民"):
            return head + end
    return ""
