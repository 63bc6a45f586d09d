"""An article's words cut into 款, 项 and 目."""

from dataclasses import dataclass, field

from lezr_extract.records import Item, Paragraph, Span
from lezr_extract.structure.marks import ITEM_MARKS, Line, Mark
from lezr_extract.text.numerals import to_chinese

# A line that ends so has ended its sentence; any other line goes on in the next one and is no 款 of its own.
_ENDS = "。；：！？…”』」）)】.;:!?"
_SENTENCE_ENDS = "。！？”』」"


@dataclass(slots=True)
class _OpenItem:
    mark: Mark
    number: int
    no: str
    start: int
    words: int
    words_end: int
    end: int
    items: list["_OpenItem"] = field(default_factory=list)


@dataclass(slots=True)
class _OpenParagraph:
    start: int
    end: int
    words_end: int
    items: list[_OpenItem] = field(default_factory=list)
    tail: tuple[int, int] | None = None


def paragraphs_of(text: str, lines: list[Line]) -> tuple[Paragraph, ...]:
    """The 款 of an article, in order.

    A line with an item mark belongs to the 款 before it. An unmarked line is a new 款, unless the line
    before it breaks off inside a sentence, or items follow that go on counting (then it belongs to the item
    above), or the last item ends without a full stop (then it closes the sentence of the head: `tail`).

    Args:
        text: the law's text.
        lines: of the article, its number and caption taken away.

    Returns:
        Paragraphs whose spans stand in ``text`` and together hold all words of the lines.
    """
    built: list[_OpenParagraph] = []
    stack: list[_OpenItem] = []
    for at, line in enumerate(lines):
        if line.mark in ITEM_MARKS and _opens_item(stack, line, fresh=not built):
            if not built:
                built.append(_OpenParagraph(line.start, line.start, line.start))
            if built[-1].tail is not None:
                built.append(_OpenParagraph(line.start, line.start, line.start))
            _add_item(built[-1], stack, line)
        elif not built:
            built.append(_OpenParagraph(line.start, line.end, line.end))
        else:
            _add_plain(text, built, stack, lines, at)
        built[-1].end = line.end
    return tuple(_paragraph(text, number, one) for number, one in enumerate(built, 1))


def _opens_item(stack: list[_OpenItem], line: Line, *, fresh: bool) -> bool:
    """Whether the mark opens an item: it is the first of a list or goes on counting an open one."""
    if line.number <= 1:
        return True
    for one in stack:
        if one.mark is line.mark:
            return one.number < line.number <= one.number + 3
    # A list that starts late is one whose first items were lost, not a sentence that begins with a number.
    return line.mark in (Mark.BRACKETED, Mark.ARABIC_BRACKETED, Mark.CIRCLED) or fresh


def _add_item(paragraph: _OpenParagraph, stack: list[_OpenItem], line: Line) -> None:
    one = _OpenItem(line.mark, line.number, _no(line), line.start, line.body, line.end, line.end)
    for depth, above in enumerate(stack):
        if above.mark is line.mark:
            del stack[depth:]
            break
    (stack[-1].items if stack else paragraph.items).append(one)
    stack.append(one)
    for above in stack:
        above.end = line.end


def _no(line: Line) -> str:
    if line.mark is Mark.LETTER:
        return chr(ord("a") + line.number - 1)
    if line.mark in (Mark.BRACKETED, Mark.COUNTED):
        return to_chinese(line.number) if 1 <= line.number <= 9999 else ""
    return str(line.number)


def _add_plain(
    text: str, built: list[_OpenParagraph], stack: list[_OpenItem], lines: list[Line], at: int
) -> None:
    line, paragraph = lines[at], built[-1]
    last = text[lines[at - 1].end - 1]
    if not stack:
        if last in _ENDS:
            built.append(_OpenParagraph(line.start, line.end, line.end))
        elif paragraph.tail is not None:
            paragraph.tail = (paragraph.tail[0], line.end)
        else:
            paragraph.words_end = line.end
        return
    if last not in _ENDS or _list_goes_on(stack, lines, at):
        stack[-1].words_end = line.end
        for above in stack:
            above.end = line.end
        return
    stack.clear()
    if last in _SENTENCE_ENDS:
        built.append(_OpenParagraph(line.start, line.end, line.end))
    else:
        paragraph.tail = (line.start, line.end)


def _list_goes_on(stack: list[_OpenItem], lines: list[Line], at: int) -> bool:
    """Whether an item that counts on from an open list follows, before any list starts afresh."""
    for line in lines[at + 1 :]:
        if line.mark not in ITEM_MARKS:
            continue
        if line.number == 1:
            return False
        for one in stack:
            if one.mark is line.mark:
                return line.number == one.number + 1
        return False
    return False


def _paragraph(text: str, number: int, one: _OpenParagraph) -> Paragraph:
    words = Span(one.start, one.words_end)
    tail = Span(*one.tail) if one.tail is not None else None
    return Paragraph(
        number=number,
        text=words.of(text),
        span=Span(one.start, one.end),
        text_span=words,
        items=tuple(_item(text, item) for item in one.items),
        tail=tail.of(text) if tail is not None else "",
        tail_span=tail,
    )


def _item(text: str, one: _OpenItem) -> Item:
    words = Span(one.words, one.words_end)
    return Item(
        no=one.no,
        text=words.of(text),
        span=Span(one.start, one.end),
        items=tuple(_item(text, item) for item in one.items),
        text_span=words,
    )
