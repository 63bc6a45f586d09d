"""From a document to a law: its tree, its parts, its title and dates, and what is doubtful about it."""

import hashlib
import re
from datetime import date

from lezr_extract.records import Document, Law, Problem, Span
from lezr_extract.structure.articles import build_parts, build_tree
from lezr_extract.structure.closing import Closing, find_closing
from lezr_extract.structure.dates import dates_of, events_of
from lezr_extract.structure.doubts import doubts_of
from lezr_extract.structure.front import find_front, find_title
from lezr_extract.structure.glued import with_items_apart, without_glue
from lezr_extract.structure.headings import find_headings
from lezr_extract.structure.marks import Line, Mark, lines_of
from lezr_extract.structure.rank import standing_of
from lezr_extract.structure.sequence import Sequence, article_sequence
from lezr_extract.structure.status import status_of
from lezr_extract.structure.unnumbered import makes_no_rule, no_law, whole_text
from lezr_extract.vocabulary.territories import territory_of

_AMENDS = re.compile(r"(?:修改|废止|修正)[^。]*的决定$|修正案(?:（[^（）]{1,6}）)?$|^关于修改[^。]*的决定")
_HEAD_LINES = 4
SHORTENED = "中华人民共和国"
# Cutting one article off may uncover the next one; three rounds found all of them in every source we have.
_GLUE_ROUNDS = 3


def build_law(document: Document, today: date | None = None) -> tuple[Law | None, tuple[Problem, ...]]:
    """The law that the document holds.

    Args:
        document: as read.
        today: the day on which the status is judged; the present day by default.

    Returns:
        The law and what is doubtful about it, or None and the reason why the document gives no law.
    """
    text = document.text
    lines = with_items_apart(text, lines_of(text, dict(document.marked_headings)))
    amends = _amends(document, lines)
    lines, sequence = _numbered(text, lines, amends=amends)
    if not sequence.at:
        sequence = whole_text(document, lines)
    if not sequence.at:
        return None, (no_law(document, lines),)
    closing = find_closing(text, lines, sequence, document.tables)
    title = find_title(document, lines, _title_stop(lines, sequence.at[0]), numbered=not sequence.counted)
    if sequence.counted and (reason := makes_no_rule(document, lines, title.words, sequence.at)):
        return None, (no_law(document, lines, reason),)
    headings = find_headings(text, lines, sequence, title_line=title.last, end=closing.end)
    body = min([sequence.at[0], *(one.at for one in headings.placed[:1])])
    front = find_front(text, lines, title, body, headings.contents)
    tree = build_tree(text, lines, sequence, headings, closing)
    events = events_of(text, front.header)
    if not any(event.kind == "published" for event in events) and closing.signature < len(lines):
        events += events_of(text, (Span(lines[closing.signature].start, lines[_signed(lines, closing)].end),))
    dates = dates_of(text, events, tree.articles, document.facts, document.file)
    published = dates.published.value if dates.published is not None else dates.version
    standing = standing_of(title.words, text, front.header, document.facts, published)
    law = Law(
        id=hashlib.sha256(f"{title.words}\n{dates.version}\n{text}".encode()).hexdigest()[:16],
        file=document.file,
        title=title.words,
        short_title=title.words.removeprefix(SHORTENED) or title.words,
        rank=standing.rank,
        issuer=standing.issuer,
        document_number=standing.document_number,
        territory=territory_of(title.words, standing.issuer, standing.rank.value),
        adopted=dates.adopted,
        published=dates.published,
        effective=dates.effective,
        ended=dates.ended,
        version=dates.version,
        status=status_of(dates, document.facts, today or date.today()),
        headings=tree.headings,
        articles=tree.articles,
        annexes=tree.annexes,
        parts=build_parts(text, lines, sequence, headings, closing, front=front.kinds),
        text=text,
        sha256=document.sha256,
    )
    return law, doubts_of(document, law, sequence, headings)


def _numbered(text: str, lines: list[Line], *, amends: bool) -> tuple[list[Line], Sequence]:
    """The lines, cut where an article stands inside one, and those that open an article."""
    sequence = article_sequence(text, lines, amends=amends)
    for _ in range(_GLUE_ROUNDS):
        apart = without_glue(text, lines, sequence)
        if apart is None:
            break
        lines = apart
        sequence = article_sequence(text, lines, amends=amends)
    return lines, sequence


def _amends(document: Document, lines: list[Line]) -> bool:
    """Whether the first lines say that the text amends or repeals another one."""
    text = document.text
    heads = [document.facts.get("title", ""), *(text[line.start : line.end] for line in lines[:_HEAD_LINES])]
    return any(_AMENDS.search("".join(head.split())) for head in heads)


def _signed(lines: list[Line], closing: Closing) -> int:
    """Index of the last line of the signature."""
    return next((at for at in closing.annexes if at > closing.signature), len(lines)) - 1


def _title_stop(lines: list[Line], first: int) -> int:
    """The line before which the title stands: contents, headings or the first article."""
    stops = (i for i in range(first) if lines[i].mark in (Mark.CONTENTS, Mark.HEADING))
    return next(stops, first)
