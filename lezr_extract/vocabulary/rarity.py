"""How rare a pair of characters is in statutes, so that formula words weigh little and the matter weighs much."""

from functools import cache
from importlib.resources import files
from typing import Final

RAREST: Final = 72
"""In tenths: what a pair counts that is not in the table (about one article in 1,300)."""


@cache
def rarity() -> dict[str, float]:
    """Pair of characters → ln(articles / articles that hold it); pairs that are not here count `RAREST` / 10.

    The table is ``data/rarity.txt``, counted over 136,000 articles of national and local law.
    """
    source = files("lezr_extract.vocabulary").joinpath("data", "rarity.txt").read_text("utf-8")
    table: dict[str, float] = {}
    for line in source.splitlines():
        if not line.startswith("#"):
            level, *pairs = line.split(" ")
            table.update(dict.fromkeys(pairs, int(level) / 10))
    return table
