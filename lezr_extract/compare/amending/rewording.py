"""Putting new words into a draft: articles, paragraphs, single words, and the citations of renumbered articles."""

import re

from lezr_extract.compare.amending.draft import DraftArticle, DraftParagraph, paragraphs_of
from lezr_extract.compare.amending.places import ARTICLE
from lezr_extract.compare.versions.folding import folded

# A title makes the articles that follow those of another law, until the sentence goes on or the law names itself.
_CITING = re.compile(
    rf"(?P<title>[》〉])|(?P<own>本(?:法|条例|办法|规定|细则|决定))|(?P<stop>[，。；：\n])|(?P<article>{ARTICLE})"
)
ONE_ARTICLE = re.compile(ARTICLE)
_SHORTEST_PART = 4


def reword_article(article: DraftArticle, paragraphs: list[DraftParagraph]) -> None:
    """The whole article gets new words; a paragraph keeps its origin where the number of them allows to tell."""
    kept = [one for one in article.paragraphs if not one.gone]
    for old, new in zip(kept, paragraphs, strict=False):
        new.old = old.old
        for before, after in zip(old.items, new.items, strict=False):
            after.old = before.old
    article.paragraphs = paragraphs
    article.changed = True


def put_in_place(article: DraftArticle, paragraph: DraftParagraph, new: list[DraftParagraph]) -> None:
    """Puts new paragraphs in the place of ``paragraph``; the first of them is its heir."""
    if not new:
        return
    new[0].old, new[0].fixed = paragraph.old, paragraph.fixed
    for before, after in zip(paragraph.items, new[0].items, strict=False):
        after.old = before.old
    at = article.paragraphs.index(paragraph)
    article.paragraphs[at : at + 1] = new


def swap(text: str, old: str, new: str) -> tuple[str, int]:
    """``text`` with ``old`` replaced wherever it stands, white space and width of signs aside."""
    if old in text:
        return text.replace(old, new), text.count(old)
    plain, wanted = folded(text), folded(old)
    if len(wanted) < _SHORTEST_PART or wanted not in plain:
        return text, 0
    return plain.replace(wanted, new), plain.count(wanted)


def reword_paragraphs(article: DraftArticle, old: str, new: str) -> int:
    """Several paragraphs quoted in full that become others: 第十一条“…”“…”修改为“…”“…”."""
    wanted = [folded(line) for line in old.split("\n")]
    found = [one for one in article.paragraphs if folded(one.words) in wanted]
    if not found:
        return 0
    at = article.paragraphs.index(found[0])
    rest = [one for one in article.paragraphs if one not in found]
    article.paragraphs = [*rest[:at], *paragraphs_of(new), *rest[at:]]
    return 1


def follow_articles(article: DraftArticle, numbers: dict[str, str]) -> None:
    """Gives the articles that the old words cite their new numbers; what the decision words has them already."""
    for paragraph in article.paragraphs:
        if not paragraph.worded:
            paragraph.text, paragraph.tail = (
                _recited(paragraph.text, numbers),
                _recited(paragraph.tail, numbers),
            )
        for item in paragraph.items:
            if not item.worded:
                item.text = _recited(item.text, numbers)


def _recited(text: str, numbers: dict[str, str]) -> str:
    """``text`` with the new numbers of the articles of the same law that it cites."""
    pieces: list[str] = []
    at, other = 0, False
    for match in _CITING.finditer(text):
        if match["article"] and not other:
            pieces += (text[at : match.start()], numbers.get(match.group(), match.group()))
            at = match.end()
        elif not match["article"]:
            other = match["title"] is not None
    return "".join((*pieces, text[at:]))
