"""The old text as a tree that operations change: articles, paragraphs, items, each with where it comes from."""

import re
from dataclasses import dataclass, field
from typing import TypeVar

from lezr_extract.records import Address, Article, Law
from lezr_extract.text.numerals import to_chinese, to_int

_ITEM = re.compile(r"^[（(]([一二三四五六七八九十百]+)[）)]\s*")
_ENDS = "；。，：;"

_Child = TypeVar("_Child", "DraftItem", "DraftParagraph")


@dataclass(slots=True)
class DraftItem:
    """An item: its numeral, its words, its place in the old text (None for a new one)."""

    no: str
    text: str
    old: Address | None
    changed: bool = False
    gone: bool = False
    fixed: int = 0
    worded: bool = False


@dataclass(slots=True)
class DraftParagraph:
    """A paragraph with its items.

    Attributes:
        text, items, tail: as in `Paragraph`.
        old: its place in the old text; None for a new one.
        changed: its words differ from the old ones.
        gone: deleted, or moved elsewhere.
        fixed: the number that the decision gives it; 0 for none.
        worded: the decision words it, so that the numbers which it cites are the new ones.
    """

    text: str
    old: Address | None
    items: list[DraftItem] = field(default_factory=list)
    tail: str = ""
    changed: bool = False
    gone: bool = False
    fixed: int = 0
    worded: bool = False

    @property
    def words(self) -> str:
        """All its words, a line for each item."""
        lines = [self.text, *(f"（{item.no}）{item.text}" for item in self.items if not item.gone), self.tail]
        return "\n".join(line for line in lines if line)


@dataclass(slots=True)
class DraftArticle:
    """An article.

    Attributes:
        number: in the old text, or for a new one the number that the decision gives it.
        old: index in the old law; None for a new one.
        origins: indexes of the old articles that went into it as a whole, its own included.
        partial: paragraphs and items of other old articles that went into it.
        fixed: the number that the decision gives it; empty for none.
        behind: the article of the old text behind which a new one goes; empty for none.
    """

    number: str
    old: int | None
    paragraphs: list[DraftParagraph]
    origins: list[int]
    changed: bool = False
    gone: bool = False
    fixed: str = ""
    behind: str = ""
    partial: list[Address] = field(default_factory=list)

    @property
    def words(self) -> str:
        """All its words, number mark excluded."""
        return "\n".join(paragraph.words for paragraph in self.paragraphs if not paragraph.gone)


def draft_of(law: Law) -> list[DraftArticle]:
    """The articles of ``law`` as a draft."""
    return [_article(n, article) for n, article in enumerate(law.articles)]


def _article(index: int, article: Article) -> DraftArticle:
    paragraphs = [
        DraftParagraph(
            paragraph.text,
            Address(article.number, paragraph.number),
            [
                DraftItem(
                    item.no,
                    _item_words(article, item.span.start, item.span.end),
                    Address(article.number, paragraph.number, item.no),
                )
                for item in paragraph.items
            ],
            paragraph.tail,
        )
        for paragraph in article.paragraphs
    ]
    return DraftArticle(article.number, index, paragraphs, [index])


def _item_words(article: Article, start: int, end: int) -> str:
    base = article.text_span.start
    return _ITEM.sub("", article.text[start - base : end - base].strip(), count=1)


def paragraphs_of(text: str) -> list[DraftParagraph]:
    """New paragraphs from quoted words: a line each, lines with （一） being items of the paragraph above."""
    found: list[DraftParagraph] = []
    for line in filter(None, (line.strip() for line in text.split("\n"))):
        item = _ITEM.match(line)
        if item and found:
            found[-1].items.append(DraftItem(item[1], line[item.end() :], None, changed=True, worded=True))
        elif item:
            found.append(
                DraftParagraph(
                    "",
                    None,
                    [DraftItem(item[1], line[item.end() :], None, changed=True, worded=True)],
                    changed=True,
                    worded=True,
                )
            )
        else:
            found.append(DraftParagraph(line, None, changed=True, worded=True))
    return found


def item_words(text: str) -> str:
    """The words of a quoted item without its mark."""
    return _ITEM.sub("", text.strip(), count=1)


def arrange_paragraphs(article: DraftArticle) -> None:
    """Puts paragraphs and items into the order that the decision gives them; what is gone stays out."""
    article.paragraphs = _arranged([one for one in article.paragraphs if not one.gone])
    for paragraph in article.paragraphs:
        kept = [item for item in paragraph.items if not item.gone]
        touched = len(kept) != len(paragraph.items) or any(item.changed or item.fixed for item in kept)
        if touched and not paragraph.tail:
            _end_signs(paragraph.items, kept)
        paragraph.items = _arranged(kept)
        if touched:
            for n, item in enumerate(paragraph.items, 1):
                item.no = to_chinese(n)
            if not paragraph.tail:
                _end_signs(paragraph.items, paragraph.items)


def _arranged(children: list[_Child]) -> list[_Child]:
    """Children with a fixed place in it, the others around them in their order."""
    count = len(children)
    fixed = {child.fixed: child for child in children if 0 < child.fixed <= count}
    free = iter([child for child in children if fixed.get(child.fixed) is not child])
    return [fixed[n] if n in fixed else next(free) for n in range(1, count + 1)]


def _end_signs(before: list[DraftItem], after: list[DraftItem]) -> None:
    """Every item of a list ends in ；, the last one in 。, whatever the quotation in the decision ends in."""
    last = next((item.text[-1] for item in reversed(before) if item.text and item.text[-1] in _ENDS), "。")
    if last not in "。；":
        last = "。"
    for n, item in enumerate(after):
        sign = "。" if n == len(after) - 1 else "；"
        item.text = item.text.rstrip(_ENDS) + (sign if n < len(after) - 1 else last if last == "。" else sign)


def number_of(item: str) -> int:
    """The number of an item's numeral; 0 for none."""
    return to_int(item) or 0
