"""A quotation against a provision, character by character.

White space, punctuation and width are no words: lists drop and change them freely. Everything else counts, and where
it differs, the differing stretch is shown.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum
from functools import lru_cache

from lezr_extract.records import QuoteDifference
from lezr_extract.text.numerals import to_decimal

# 。；： and line breaks end a piece; so do the marks of an omission.
_PIECES = re.compile(r"[。；;：:\n]|…+|\.{3,}|[（(]?(?:以下)?(?:省略|略)[）)]?(?=[。；;\n]|$)")
_NUMERAL = re.compile(
    r"[0-9]+(?:\.[0-9]+)?[十百千万亿]*|[零〇一二两三四五六七八九十百千万亿]{1,12}(?:点[零〇一二三四五六七八九]{1,6})?"
)
# （注：修订后的条例对应条目为第六十二条）
_NOTE = re.compile(r"[（(]注[:：][^（）()]{0,200}[)）]")
_GRAM = 3
_SHORT = 2
_MOST_DIFFERENCES = 12
_WORK = 6_000_000  # product of the lengths above which a comparison by characters takes seconds
_CONTEXT = 8
_OTHER = str.maketrans({"俱": "具", "帐": "账", "像": "象"})


class Fit(Enum):
    """How a quotation stands in a text."""

    WHOLE = "全文"
    PART = "其中一部分"
    ABRIDGED = "节录，省去若干句"
    WRITING = "仅数字、法规名称的写法或清单自加的注不同"
    NONE = "不同"


@lru_cache(maxsize=65536)
def plain(text: str) -> str:
    """The words of ``text`` alone: no white space, no punctuation, one width."""
    return "".join(c for c in unicodedata.normalize("NFKC", text) if c.isalnum())


@lru_cache(maxsize=65536)
def grams(text: str) -> frozenset[str]:
    """The stretches of three characters of the words of ``text``."""
    words = plain(text)
    return frozenset(words[i : i + _GRAM] for i in range(max(1, len(words) - _GRAM + 1)))


def likeness(quotation: str, text: str) -> float:
    """The share of the shorter one's stretches that the other one has, from 0 to 1."""
    first, second = grams(quotation), grams(text)
    smaller = min(len(first), len(second))
    return len(first & second) / smaller if smaller else 0.0


def fit(quotation: str, text: str) -> Fit:
    """How ``quotation`` stands in ``text``; `Fit.NONE` where words differ."""
    quoted, words = plain(quotation), plain(text)
    if not quoted or not words:
        return Fit.NONE
    if quoted == words:
        return Fit.WHOLE
    if quoted in words:
        return Fit.PART
    if _in_order(_pieces(quotation), words):
        return Fit.ABRIDGED
    folded = _folded(text)
    pieces = [_folded(piece) for piece in _PIECES.split(_NOTE.sub("", quotation))]
    if _folded(quotation) in folded or _in_order([one for one in pieces if len(one) > _SHORT], folded):
        return Fit.WRITING
    return Fit.NONE


def fits_together(quotation: str, texts: list[str]) -> bool:
    """Whether each piece of a quotation that stands for several articles is found in one of them."""
    pieces = _pieces(quotation)
    plains = [plain(text) for text in texts]
    return bool(pieces) and all(any(piece in words for words in plains) for piece in pieces)


def _pieces(quotation: str) -> list[str]:
    pieces = [plain(piece) for piece in _PIECES.split(quotation)]
    return [piece for piece in pieces if len(piece) > _SHORT]


def _in_order(pieces: list[str], words: str) -> bool:
    at = 0
    for piece in pieces:
        at = words.find(piece, at)
        if at < 0:
            return False
        at += len(piece)
    return bool(pieces)


@lru_cache(maxsize=16384)
def _folded(text: str) -> str:
    """The words of ``text`` in one way of writing.

    5万, 五万 and 50000 are one number, 百分之零点五 is 0.5%; laws stand without 中华人民共和国, the list's notes go.
    """
    words = unicodedata.normalize("NFKC", _NOTE.sub("", text)).translate(_OTHER)
    words = _NUMERAL.sub(_number, words.replace("百分之", "").replace("中华人民共和国", ""))
    return "".join(
        c
        for i, c in enumerate(words)
        if c.isalnum() or (c == "." and words[i - 1 : i + 2].replace(".", "").isdigit())
    )


def _number(match: re.Match[str]) -> str:
    value = to_decimal(match[0])
    return format(value.normalize(), "f") if value is not None else match[0]


@dataclass(frozen=True, slots=True)
class Compared:
    """A quotation beside a text.

    Attributes:
        differences: in order, what the quotation leaves out before its first and after its last words excepted.
        changed: number of differing characters, of the longer side of each difference.
        only_cut: whether all differences are words that the quotation leaves out.
    """

    differences: tuple[QuoteDifference, ...]
    changed: int
    only_cut: bool


def compared(quotation: str, text: str) -> Compared:
    """Where ``quotation`` and ``text`` part, in the words of both."""
    first, places = _placed(quotation)
    second, others = _placed(text)
    if len(first) * len(second) > _WORK:
        return Compared((), len(first), only_cut=False)
    found = _within(list(_parts(first, second)), len(first))
    differences = tuple(
        QuoteDifference(
            _raw(quotation, places, a, b), _raw(text, others, c, d), first[max(0, a - _CONTEXT) : a]
        )
        for a, b, c, d in found[:_MOST_DIFFERENCES]
    )
    changed = sum(max(b - a, d - c) for a, b, c, d in found)
    return Compared(differences, changed, only_cut=bool(found) and all(a == b for a, b, _, _ in found))


Piece = tuple[str, bool]
"""Some words, and whether they differ from the other side's."""


def side_by_side(quotation: str, text: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Both texts cut into pieces, the differing ones marked, for showing them beside each other."""
    first, places = _placed(quotation)
    second, others = _placed(text)
    if not first or not second or len(first) * len(second) > _WORK:
        return ((quotation, False),), ((text, False),)
    parts = _within(list(_parts(first, second)), len(first))
    return (
        _cut_at(quotation, [_stretch(places, a, b) for a, b, _, _ in parts if a < b]),
        _cut_at(text, [_stretch(others, c, d) for _, _, c, d in parts if c < d]),
    )


def _within(parts: list[tuple[int, int, int, int]], length: int) -> list[tuple[int, int, int, int]]:
    """Without what the provision says before the quotation begins and after it ends."""
    return [part for part in parts if not (part[0] == part[1] and part[0] in (0, length))]


def _stretch(places: list[int], start: int, end: int) -> tuple[int, int]:
    return places[start], places[end - 1] + 1


def _cut_at(text: str, marked: list[tuple[int, int]]) -> tuple[Piece, ...]:
    pieces: list[Piece] = []
    at = 0
    for start, end in marked:
        if start > at:
            pieces.append((text[at:start], False))
        pieces.append((text[start:end], True))
        at = end
    if at < len(text):
        pieces.append((text[at:], False))
    return tuple(pieces)


def _parts(first: str, second: str) -> Iterator[tuple[int, int, int, int]]:
    """The differing stretches as (start, end) in both, single equal characters between two of them swallowed."""
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    open_part: list[int] = []
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            if open_part and (b - a > 1 or not b - a):
                yield open_part[0], open_part[1], open_part[2], open_part[3]
                open_part = []
            continue
        open_part = [open_part[0], b, open_part[2], d] if open_part else [a, b, c, d]
    if open_part:
        yield open_part[0], open_part[1], open_part[2], open_part[3]


def _placed(text: str) -> tuple[str, list[int]]:
    """The words of ``text`` and for each character its place in ``text``."""
    words: list[str] = []
    places: list[int] = []
    for at, character in enumerate(text):
        for one in unicodedata.normalize("NFKC", character):
            if one.isalnum():
                words.append(one)
                places.append(at)
    return "".join(words), places


def _raw(text: str, places: list[int], start: int, end: int) -> str:
    if start >= end:
        return ""
    return " ".join(text[places[start] : places[end - 1] + 1].split())
