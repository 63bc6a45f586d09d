"""The text of a law as it is read: its provisions one after another, spaces taken out, punctuation full-width."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from lezr_extract.records import Item, Law, Paragraph, Span

_SPACE = re.compile(r"\s+")
_THOUSANDS = re.compile(r"(?<=\d)[,，](?=\d{3}(?!\d))")
_STOP = re.compile(r"(?<![\dA-Za-z])\.(?!\d)|(?<=\d)\.$")
_NARROW = re.compile("[,;:?!()]")
_WIDE = str.maketrans(",;:?!()", "，；：？！（）")


class Unit(NamedTuple):
    """A stretch of running text: the words of a 款, of an item, or what follows a list.

    Attributes:
        start, end: in the reading text.
        law_start: where it begins in the law's text.
        kept: offsets (from ``law_start``) of the characters kept; None where none was taken out.
        article: index into `Law.articles`.
        paragraph: 款 from 1.
        item: numeral of the 项, None outside items.
        depth: 0 for the words of a 款, 1 for an item, 2 for a 目 …; 0 for a tail.
        tail: the words follow a list.
        has_items: a list follows.
    """

    start: int
    end: int
    law_start: int
    kept: tuple[int, ...] | None
    article: int
    paragraph: int
    item: str | None
    depth: int
    tail: bool
    has_items: bool

    def span(self, start: int, end: int) -> Span:
        """The place in the law's text of ``start`` to ``end`` of the reading text."""
        if self.kept is None:
            by = self.law_start - self.start
            return Span(start + by, end + by)
        first, last = self.kept[start - self.start], self.kept[end - 1 - self.start]
        return Span(self.law_start + first, self.law_start + last + 1)

    def spread(self, words: str, start: int, span: Span, text: str) -> str:
        """``words``, which begin at ``start`` of the reading text, with the spaces of ``text`` put back."""
        if self.kept is None or len(words) == span.end - span.start:
            return words
        spread = list(span.of(text))
        for at, letter in enumerate(words):
            spread[self.law_start + self.kept[start - self.start + at] - span.start] = letter
        return "".join(spread)


class Reading(NamedTuple):
    """The reading text of a law and its units, in order."""

    text: str
    units: tuple[Unit, ...]


def read_law(law: Law) -> Reading:
    """The provisions of ``law`` as running text, a line for each unit."""
    pieces: list[str] = []
    units: list[Unit] = []
    at = 0
    for article, provision in enumerate(law.articles):
        for paragraph in provision.paragraphs:
            for span, item, depth, tail, has_items in _stretches(paragraph):
                raw = span.of(law.text)
                words, kept = _tidied(raw)
                if not words:
                    continue
                units.append(
                    Unit(
                        at,
                        at + len(words),
                        span.start,
                        kept,
                        article,
                        paragraph.number,
                        item,
                        depth,
                        tail,
                        has_items,
                    )
                )
                pieces.append(words)
                at += len(words) + 1
    return Reading("\n".join(pieces), tuple(units))


Stretch = tuple[Span, str | None, int, bool, bool]


def _stretches(paragraph: Paragraph) -> Iterator[Stretch]:
    yield paragraph.text_span, None, 0, False, bool(paragraph.items)
    for item in paragraph.items:
        yield from _item_stretches(item, item.no, 1)
    if paragraph.tail_span is not None:
        yield paragraph.tail_span, None, 0, True, False


def _item_stretches(item: Item, number: str, depth: int) -> Iterator[Stretch]:
    yield item.text_span, number, depth, False, bool(item.items)
    for below in item.items:
        yield from _item_stretches(below, number, depth + 1)


def _tidied(raw: str) -> tuple[str, tuple[int, ...] | None]:
    """Words without spaces and with full-width punctuation, and the offsets of what was kept."""
    if "." in raw:
        raw = _STOP.sub("。", raw)
    words = raw.translate(_WIDE) if _NARROW.search(raw) else raw
    if "，" in words:
        words = _THOUSANDS.sub("·", words)
    if _SPACE.search(words) is None:
        return words, None
    kept = tuple(at for at, letter in enumerate(words) if not letter.isspace())
    return "".join(words[at] for at in kept), kept
