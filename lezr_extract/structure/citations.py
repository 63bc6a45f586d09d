"""Citations: which words of a law cite which provision, resolved inside the law itself at once."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace

from lezr_extract.records import Article, Citation, Item, Law, Reach, Resolution, Span
from lezr_extract.structure.citation_chain import Chain
from lezr_extract.structure.cited import Allowance, Cited, Here, OwnLaw
from lezr_extract.structure.law_names import names_of
from lezr_extract.structure.outline import Shape, check, numeral, shape_of

_WHITE = re.compile(r"\s+")
_QUICK = re.compile("[条款项法《]")


def find_citations(law: Law) -> tuple[Citation, ...]:
    """Every citation in the articles of ``law``, in the order of the text.

    Citations of the law's own provisions, 前款 and its like included, are resolved against its tree; those of
    other laws stay `Resolution.UNRESOLVED` until `resolve`. Lists and ranges give one record for each member.
    """
    own = _own_law(law)
    found: list[Citation] = []
    for index, article in enumerate(law.articles):
        if _QUICK.search(article.text) is None:
            continue
        chain = Chain(own)
        for span, here in _segments(article, index):
            if span.end > span.start:
                found.extend(_read(law.text, span, here, chain))
    return tuple(found)


def _own_law(law: Law) -> OwnLaw:
    names = names_of(law)
    numbers = tuple(article.number for article in law.articles)
    return OwnLaw(
        names=names,
        short=names.pattern(),
        articles=numbers,
        position={number: i for i, number in reversed(list(enumerate(numbers)))},
        shape=shape_of(law),
        allowance=Allowance(10_000 + len(law.text) // 10),
    )


def _read(text: str, span: Span, here: Here, chain: Chain) -> Iterator[Citation]:
    words, back = _squeezed(text, span.start, span.end)
    for cited in chain.read(words, here):
        yield _citation(cited, Span(back(cited.start), back(cited.end - 1) + 1), chain.own.shape)


def _citation(cited: Cited, span: Span, shape: Shape) -> Citation:
    resolution = Resolution.UNRESOLVED
    if cited.failure is not None:
        resolution = cited.failure
    elif cited.reach is Reach.OTHER_LAW and not cited.full_title:
        resolution = Resolution.NO_ANTECEDENT  # 该法 with no law named before it
    elif cited.reach is not Reach.OTHER_LAW and cited.article is not None:
        resolution = check(shape, cited.article, cited.paragraph, cited.item)
    return Citation(
        span=span,
        law=cited.law,
        article=cited.article,
        paragraph=cited.paragraph,
        item=cited.item,
        reach=cited.reach,
        resolution=resolution,
        evidence=cited.evidence,
        full_title=cited.full_title,
    )


class _Back:
    """The way from squeezed words to the law's text."""

    def __init__(self, start: int, steps: list[tuple[int, int]]) -> None:
        self._steps = [(0, start), *steps]

    def __call__(self, offset: int) -> int:
        squeezed, original = self._steps[bisect_right(self._steps, (offset, 1 << 62)) - 1]
        return original + offset - squeezed


def _squeezed(text: str, start: int, end: int) -> tuple[str, _Back]:
    """The words without white space (line breaks fall inside numbers in some sources) and the way back."""
    words = text[start:end]
    match = _WHITE.search(words)
    if match is None:
        return words, _Back(start, [])
    pieces: list[str] = []
    steps: list[tuple[int, int]] = []
    length = at = 0
    for match in _WHITE.finditer(words):
        pieces.append(words[at : match.start()])
        length += match.start() - at
        at = match.end()
        steps.append((length, start + at))
    pieces.append(words[at:])
    return "".join(pieces), _Back(start, steps)


def _segments(article: Article, index: int) -> Iterator[tuple[Span, Here]]:
    """The stretches of an article without a break of provision inside, and where each stands."""
    list_paragraph = 0
    list_items: tuple[str, ...] = ()
    for paragraph in article.paragraphs:
        numerals = tuple(numeral(item.no) for item in paragraph.items)
        if numerals:
            list_paragraph, list_items = paragraph.number, numerals
        here = Here(article.number, index, paragraph.number, None, numerals, list_paragraph, list_items)
        yield paragraph.text_span, here
        for item, no in zip(paragraph.items, numerals, strict=True):
            yield from _item_segments(item, replace(here, item=no))
        if paragraph.tail_span is not None:
            yield paragraph.tail_span, here


def _item_segments(item: Item, here: Here) -> Iterator[tuple[Span, Here]]:
    """The item's own words, then those of its 目, which count as standing in the 项."""
    end = item.items[0].span.start if item.items else item.span.end
    yield Span(item.span.start, end), here
    for child in item.items:
        yield from _item_segments(child, here)
