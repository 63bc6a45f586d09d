"""The words as the file holds them, where cleaning changed them: shown beside the cleaned ones."""

from bisect import bisect_right
from collections.abc import Iterator

from lezr_extract.records import Document, Span
from lezr_extract.text.mend import SCRIPT, SPACES, WIDTH

_REPLACE = frozenset((SCRIPT, WIDTH, SPACES))


def original(document: Document, span: Span) -> str:
    """The words of ``span`` as the source of ``document`` holds them; empty where cleaning left them as they were.

    What counts as a change: another character, words that were taken out of a copy (readings, furniture of web
    pages), a stray space that was closed. What does not: line ends, indents, joined lines, page furniture and the
    marks of a format.
    """
    if span.end <= span.start or not _changed(document, span):
        return ""
    way = document.source_map
    return document.source_text[way.source_offset(span.start) : way.source_offset(span.end - 1) + 1]


def _changed(document: Document, span: Span) -> bool:
    if not document.source_map.steps:
        return False
    kinds = {kind for kind, _ in document.mended}
    spaces, words = SPACES in kinds, bool(kinds - _REPLACE)
    text, source = document.text, document.source_text
    before = -1
    for new, old, length in _parallel(document, span):
        if before >= 0 and old > before and (spaces or words):
            gap = source[before:old]
            if any(map(str.isalnum, gap)):
                if words:
                    return True
            elif spaces and gap.isspace() and "\n" not in gap + text[new - 1 : new + 1]:
                return True
        before = old + length
        one, other = text[new : new + length], source[old:before]
        if one != other and any(
            a != b and not (a.isspace() and b.isspace()) for a, b in zip(one, other, strict=False)
        ):
            return True
    return False


def _parallel(document: Document, span: Span) -> Iterator[tuple[int, int, int]]:
    """Stretches of ``span`` that run in parallel with the source: offset, offset in the source, length."""
    steps = document.source_map.steps
    first = max(0, bisect_right(steps, (span.start, 1 << 62)) - 1)
    for at in range(first, len(steps)):
        cleaned, source = steps[at]
        if cleaned >= span.end:
            return
        start = max(cleaned, span.start)
        end = min(span.end, steps[at + 1][0] if at + 1 < len(steps) else span.end)
        if end > start:
            yield start, source + start - cleaned, end - start
