"""The last step of every reader: source text and what is known of it become a Document."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from functools import partial

from lezr_extract.read.boilerplate import boilerplate
from lezr_extract.read.lines import cut_sentences, lone_numbers
from lezr_extract.read.remarks import BOILERPLATE, CUTS
from lezr_extract.read.source import RefusedError
from lezr_extract.records import Box, Document, SourceMap, Span, Table
from lezr_extract.text.clean import Edit, Steps, clean, compose, edit, offset_after
from lezr_extract.text.mend import mend

MarkedTable = tuple[int, int, tuple[tuple[str, ...], ...]]


def document(
    file: str,
    kind: str,
    source_text: str,
    *,
    edits: Iterable[Edit] = (),
    sha256: str = "",
    facts: Mapping[str, str] | None = None,
    pages: Iterable[tuple[int, int]] = (),
    boxes: Iterable[tuple[int, Box]] = (),
    headings: Iterable[tuple[int, int]] = (),
    tables: Sequence[MarkedTable] = (),
    notes: Iterable[tuple[int, str]] = (),
    lines_are_paragraphs: bool = True,
    counts_lines: bool = False,
) -> Document:
    """A Document of ``source_text``, cleaned.

    Args:
        file: as `Document.file`.
        kind: as `Document.format`.
        source_text: the text as the file holds it.
        edits: what the format itself asks to be taken out or joined, in offsets of ``source_text``.
        sha256: of the file; of the text where empty.
        facts: as `Document.facts`; empty values are left out.
        pages: ``(offset, page)`` in ``source_text``.
        boxes: ``(offset, box)`` in ``source_text``, of lines that stay in the text.
        headings: ``(offset, level)`` in ``source_text``.
        tables: ``(start, end, rows)`` in ``source_text``.
        notes: ``(offset, words)`` in ``source_text``.
        lines_are_paragraphs: as `Document.lines_are_paragraphs`.
        counts_lines: the lines of ``source_text`` are those that any program shows of the file.

    Raises:
        RefusedError: no word is left.
    """
    text, steps, counts = _cleaned(source_text, edits)
    at = partial(offset_after, steps)
    return Document(
        file=file,
        format=kind,
        sha256=sha256 or hashlib.sha256(source_text.encode("utf-8", "surrogatepass")).hexdigest(),
        text=text,
        source_text=source_text,
        source_map=SourceMap(
            steps,
            tuple((at(place), page) for place, page in pages),
            tuple((at(place), box) for place, box in boxes),
            _lines(text, source_text, steps) if counts_lines else (),
        ),
        facts={key: value.strip() for key, value in (facts or {}).items() if value and value.strip()},
        tables=tuple(Table(rows, Span(at(start), at(end))) for start, end, rows in tables),
        marked_headings=tuple((at(place), level) for place, level in headings),
        lines_are_paragraphs=lines_are_paragraphs,
        notes=tuple((at(place), words) for place, words in notes),
        mended=counts,
    )


def _cleaned(
    source_text: str, edits: Iterable[Edit]
) -> tuple[str, tuple[tuple[int, int], ...], tuple[tuple[str, int], ...]]:
    """The text after all passes, the way back through them, and what was mended how often."""
    marked = edit(source_text, edits)
    cleaned = clean(marked.text)
    if not cleaned.text.strip():
        raise RefusedError("no-text", "文件里没有文字", "请确认文件内容")
    mended = mend(cleaned.text)
    furniture = list(boilerplate(mended.text))
    bare = edit(mended.text, furniture)
    if not bare.text.strip():
        raise RefusedError("no-text", "文件里只有网页套话，没有正文", "请确认文件内容")
    joined = edit(bare.text, lone_numbers(bare.text))
    cuts = cut_sentences(joined.text)
    whole = edit(joined.text, cuts)
    steps = marked.steps
    for later in (cleaned.steps, mended.steps, bare.steps, joined.steps, whole.steps):
        steps = compose(later, steps)
    further = ((BOILERPLATE, len(furniture)), (CUTS, len(cuts)))
    return whole.text, steps, (*mended.counts, *((kind, count) for kind, count in further if count))


def _lines(text: str, source_text: str, steps: Steps) -> tuple[tuple[int, int], ...]:
    """As `SourceMap.lines`: only where the count of the cleaned lines goes wrong is there a pair."""
    pairs: dict[int, int] = {0: 1}
    line = expected = 1
    read = 0

    def mark(place: int, real: int) -> None:
        nonlocal expected
        if real != expected:
            pairs[place] = expected = real

    steps = steps or ((0, 0),)
    for at, (new, old) in enumerate(steps):
        end = steps[at + 1][0] if at + 1 < len(steps) else len(text)
        stop = max(read, min(len(source_text), old + end - new))
        line += source_text.count("\n", read, old)
        mark(new, line)
        inside, wanted = source_text.count("\n", max(read, old), stop), text.count("\n", new, end)
        if inside != wanted:  # one sign for another: a joint or a break of the same length
            for place in range(new, end):
                line += source_text[old + place - new : old + place - new + 1] == "\n"
                expected += text[place] == "\n"
                mark(place + 1, line)
        else:
            line, expected = line + inside, expected + wanted
        read = stop
    return tuple(pairs.items())
