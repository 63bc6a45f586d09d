"""What reading citations passes on: the citing law, the place in it, the law named, the provision cited."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from lezr_extract.records import Reach, Resolution
from lezr_extract.structure.law_names import LawNames
from lezr_extract.structure.outline import Shape


@dataclass(slots=True)
class Allowance:
    """How many members of ranges one law may still have spelled out.

    A real law has some hundred; without a bound a few characters (第一条至第三百条, again and again) would
    fill the memory.
    """

    left: int

    def take(self, number: int) -> bool:
        """Whether ``number`` more may be spelled out; counts them when so."""
        if number > self.left:
            return False
        self.left -= number
        return True


@dataclass(frozen=True, slots=True)
class OwnLaw:
    """What reading needs to know of the citing law.

    Attributes:
        names: how it names itself and others.
        short: finds its short names of other laws where they stand without 《》; None without such names.
        articles: its article numbers in order.
        position: their places in that order.
        shape: its provisions.
        allowance: for ranges.
    """

    names: LawNames
    short: re.Pattern[str] | None
    articles: tuple[str, ...]
    position: Mapping[str, int]
    shape: Shape
    allowance: Allowance


@dataclass(frozen=True, slots=True)
class Here:
    """Where the words stand.

    Attributes:
        article: number of the article.
        index: its place among the law's articles.
        paragraph: 款 from 1.
        item: 项, None outside of one.
        items: the 项 of this 款.
        list_paragraph, list_items: the nearest 款 from here backwards that has 项, and these; 0 and empty
            when there is none.
    """

    article: str
    index: int
    paragraph: int
    item: str | None
    items: tuple[str, ...]
    list_paragraph: int
    list_items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cited:
    """One cited provision, before its place is known in the law's text; fields as in `Citation`."""

    start: int
    end: int
    law: str
    full_title: str
    reach: Reach
    article: str | None = None
    paragraph: int | None = None
    item: str | None = None
    failure: Resolution | None = None
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Named:
    """The law that the provisions now read belong to."""

    law: str
    full_title: str
    reach: Reach
