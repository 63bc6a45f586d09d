"""The outline of a law: what is needed to check a citation of it, small enough to keep tens of thousands."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from lezr_extract.records import Item, Law, Resolution
from lezr_extract.text.numerals import to_chinese, to_int

# Per 款, in order: the numerals of its 项 in Chinese.
ArticleShape = tuple[tuple[str, ...], ...]
Shape = Mapping[str, ArticleShape]

_SEEN = 4096
"""Numbers of articles and items that are remembered; all laws have the same few hundred."""
_CANONICAL = re.compile(r"第([零〇一二三四五六七八九十百千]+)条(?:之([零〇一二三四五六七八九十]+))?")


@dataclass(frozen=True, slots=True)
class Repeal:
    """A law that a law says it ends: its title as written, the article that says so, and its words."""

    title: str
    article: str
    words: str


@dataclass(frozen=True, slots=True)
class LawOutline:
    """One version of one law without its words.

    Attributes:
        id, title, short_title, version, territory: as in `Law`.
        effective: date of entry into force as ``YYYY-MM-DD``, empty when unknown.
        rank, status: the values alone.
        articles: its articles, packed by `pack`; read them with `shape`.
        repeals: the laws that it says it ends.
    """

    id: str
    title: str
    short_title: str
    version: str
    effective: str
    territory: str
    rank: str
    status: str
    articles: str
    repeals: tuple[Repeal, ...] = ()

    def shape(self) -> dict[str, ArticleShape]:
        """Article number → per 款 the numerals of its 项, in the order of the text."""
        return unpack(self.articles)


def outline(law: Law, repeals: tuple[Repeal, ...] = ()) -> LawOutline:
    """The outline of ``law``: picklable, about ten characters for each article."""
    return LawOutline(
        id=law.id,
        title=law.title,
        short_title=law.short_title,
        version=law.version,
        effective=law.effective.value if law.effective else "",
        territory=law.territory,
        rank=law.rank.value,
        status=law.status.value,
        articles=pack(shape_of(law)),
        repeals=repeals,
    )


def shape_of(law: Law) -> dict[str, ArticleShape]:
    """Article number → per 款 the numerals of its 项; of two articles with one number the first counts."""
    shape: dict[str, ArticleShape] = {}
    for article in law.articles:
        shape.setdefault(
            article.number, tuple([_numerals(p.items) if p.items else () for p in article.paragraphs])
        )
    return shape


def check(shape: Shape, article: str, paragraph: int | None, item: str | None) -> Resolution:
    """Whether the provision is there, and if not, which part of it is missing."""
    paragraphs = shape.get(article)
    if paragraphs is None:
        paragraphs = shape.get(article[1:-1])  # laws numbered 一、二、三 are cited as 第一条 too
        if paragraphs is None:
            return Resolution.ARTICLE_ABSENT
    if paragraph is not None:
        # An article whose 款 were lost in the source still has the first one.
        if paragraph < 1 or paragraph > max(1, len(paragraphs)):
            return Resolution.PARAGRAPH_ABSENT
        paragraphs = paragraphs[paragraph - 1 : paragraph]
    if item is not None and not any(item in items for items in paragraphs):
        return Resolution.ITEM_ABSENT
    return Resolution.RESOLVED


def pack(shape: Shape) -> str:
    """``shape`` in one string: ``1:0 2:0,5 133.1:2`` (article, then the number of 项 per 款)."""
    return " ".join(
        f"{_short(number)}:{','.join([_pack_items(items) if items else '0' for items in paragraphs])}"
        for number, paragraphs in shape.items()
    )


def unpack(packed: str) -> dict[str, ArticleShape]:
    """What `pack` packed."""
    shape: dict[str, ArticleShape] = {}
    for word in packed.split():
        number, _, paragraphs = word.partition(":")
        shape[_long(number)] = tuple(_unpack_items(items) for items in paragraphs.split(",") if items)
    return shape


@lru_cache(maxsize=_SEEN)
def numeral(words: str) -> str:
    """The numeral of a 项 in Chinese (12 → 十二); words that are no number as they are."""
    value = to_int(words)
    return to_chinese(value) if value is not None and 1 <= value <= 9999 else words


def _numerals(items: Iterable[Item]) -> tuple[str, ...]:
    return tuple([numeral(item.no) for item in items])


@lru_cache(maxsize=_SEEN)
def _short(number: str) -> str:
    match = _CANONICAL.fullmatch(number)
    if match is None:
        return "=" + re.sub(r"[\s:]", "", number)
    first, second = (to_int(words) if words else None for words in match.groups())
    short = f"{first}.{second}" if second else str(first)
    return short if _long_or_none(short) == number else "=" + number


@lru_cache(maxsize=_SEEN)
def _long(short: str) -> str:
    return short[1:] if short.startswith("=") else _long_or_none(short) or short


def _long_or_none(short: str) -> str | None:
    first, _, second = short.partition(".")
    numbers = [int(words) for words in (first, second) if words]
    if not all(1 <= number <= 9999 for number in numbers):
        return None
    return f"第{to_chinese(numbers[0])}条" + (f"之{to_chinese(numbers[1])}" if second else "")


def _pack_items(items: Sequence[str]) -> str:
    if len(items) <= 9999 and all(item == to_chinese(i) for i, item in enumerate(items, 1)):
        return str(len(items))
    return "/".join(re.sub(r"[\s:,/]", "", item) for item in items) + "/"


def _unpack_items(packed: str) -> tuple[str, ...]:
    if packed == "0":
        return ()
    if packed.endswith("/"):
        return tuple(packed[:-1].split("/"))
    return tuple(to_chinese(i) for i in range(1, int(packed) + 1))
