"""An article's words cut into 款, 项 and 目."""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from lezr_extract.records import Item, Paragraph, Span
from lezr_extract.records.making import maker
from lezr_extract.structure.marks import ITEM_MARKS, Line, Mark
from lezr_extract.text.numerals import to_chinese

# A line that ends so has ended its sentence; any other line goes on in the next one and is no 款 of its own.
_made_paragraph, _made_item = maker(Paragraph), maker(Item)
_ENDS = '。；：！？…”』」）)】.;:!?"｡'
_SEMICOLONS = "；;"
_COLONS = "：:"
# A head that waits for its consequence (有下列行为之一的：), and words with which a consequence begins.
_WAITING_HEAD = re.compile(r"的[：:]$")
_CASE = re.compile(r"的[；;，,]?$")
_CONSEQUENCE = re.compile(r"由|处|给予|予以|责令|应当|不得|可以|依法|依照|按照|并处|均|视为|不予|除")
# How the last item of a list begins when its mark was lost.
_LAST_ITEM = re.compile(
    r"(?:法律|法规|国家|国务院|行政法规)[^。，；]{0,12}规定的?[^。；，]{0,6}其他|(?:有|应当|需要|以及)?其[他它]"
)


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

    A line with an item mark belongs to the 款 before it. An unmarked line is a new 款, unless

    - the line before it breaks off inside a sentence: then it goes on there;
    - items follow that go on counting: then it belongs to the item above;
    - it is an item whose mark the source lost, which the punctuation and the next number show;
    - it closes the sentence that the head left open: then it is the `tail`.

    Args:
        text: the law's text.
        lines: of the article, its number and caption taken away.

    Returns:
        Paragraphs whose spans stand in ``text`` and together hold all words of the lines.
    """
    if _is_plain(text, lines):
        spans = [Span(line.start, line.end) for line in lines]
        return tuple(
            [
                _made_paragraph(number, text[span.start : span.end], span, span, (), "", None)
                for number, span in enumerate(spans, 1)
            ]
        )
    return _Article(text, lines).paragraphs()


def _is_plain(text: str, lines: list[Line]) -> bool:
    """Whether every line ends its sentence and none is an item, as in most articles: then each is a 款."""
    before = "。"
    for line in lines:
        if before not in _ENDS or line.mark in ITEM_MARKS:
            return False
        before = text[line.end - 1]
    return True


class _Article:
    """One walk over the lines of an article."""

    def __init__(self, text: str, lines: list[Line]) -> None:
        self.text, self.lines = text, lines
        self.built: list[_OpenParagraph] = []
        self.open: list[_OpenItem] = []  # the items that are not closed yet, outermost first
        self.next_item = _next_items(lines)

    def paragraphs(self) -> tuple[Paragraph, ...]:
        for at, line in enumerate(self.lines):
            if line.mark in ITEM_MARKS and self._opens_item(line):
                self._add_item(line)
            elif not self.built:
                self._new_paragraph(line)
            else:
                self._add_plain(line, at)
            self.built[-1].end = line.end
        return tuple(_paragraph(self.text, number, one) for number, one in enumerate(self.built, 1))

    def _new_paragraph(self, line: Line, words_end: int | None = None) -> None:
        self.open.clear()
        self.built.append(_OpenParagraph(line.start, line.end, line.end if words_end is None else words_end))

    def _opens_item(self, line: Line) -> bool:
        """Whether the mark opens an item: it is the first of a list or goes on counting an open one."""
        if line.number <= 1:
            return True
        for one in self.open:
            if one.mark is line.mark:
                return one.number < line.number <= one.number + 3
        # A list that starts late is one whose first items were lost, not a sentence that begins with a number.
        return line.mark in (Mark.BRACKETED, Mark.ARABIC_BRACKETED, Mark.CIRCLED)

    def _add_item(self, line: Line) -> None:
        if not self.built or self.built[-1].tail is not None:
            self._new_paragraph(line, line.start)
        for depth, above in enumerate(self.open):
            if above.mark is line.mark:
                del self.open[depth:]
                break
        if not self.open and line.number > 1 and line.mark is Mark.BRACKETED:
            self._lost_first_items(line)
        self._place(line.mark, line.number, line.start, line.body, line.end)

    def _place(self, mark: Mark, number: int, start: int, words: int, end: int) -> None:
        one = _OpenItem(mark, number, _no(mark, number), start, words, end, end)
        (self.open[-1].items if self.open else self.built[-1].items).append(one)
        self.open.append(one)
        for above in self.open:
            above.end = end

    def _lost_first_items(self, line: Line) -> None:
        """Makes items of the lines between the head and a first mark (二) or higher, when the count is right."""
        lost = line.number - 1
        if len(self.built) <= lost or self.built[-1].items:
            return
        head, plain = self.built[-1 - lost], self.built[-lost:]
        if head.items or self.text[head.end - 1] not in _COLONS:
            return
        if any(one.items or self.text[one.end - 1] not in _SEMICOLONS for one in plain):
            return
        del self.built[-lost:]
        for number, one in enumerate(plain, 1):
            self.open.clear()
            self._place(line.mark, number, one.start, one.start, one.end)
        self.open.clear()

    def _add_plain(self, line: Line, at: int) -> None:
        paragraph = self.built[-1]
        last = self.text[self.lines[at - 1].end - 1]
        if not self.open:
            if last in _ENDS:
                self._new_paragraph(line)
            elif paragraph.tail is not None:
                paragraph.tail = (paragraph.tail[0], line.end)
            else:
                paragraph.words_end = line.end
            return
        step = self._step_to_next_item(at)
        if self._closes_head(line, last, step):
            paragraph.tail = (line.start, line.end)
            self.open.clear()
        elif step == 1 or last not in _ENDS:
            self.open[-1].words_end = line.end
            for above in self.open:
                above.end = line.end
        elif last in _SEMICOLONS and self._lost_mark(line, step):
            one = self.open[-1]
            self.open.pop()
            self._place(one.mark, one.number + 1, line.start, line.start, line.end)
        else:
            self._new_paragraph(line)

    def _closes_head(self, line: Line, last: str, step: int) -> bool:
        """Whether an unmarked line gives the consequence that the head before the items waits for."""
        if step or last in "。.！？":
            return False
        words = self.built[-1]
        waits = _WAITING_HEAD.search(self.text, words.start, words.words_end) is not None
        waits = waits or (
            last in "，," and all(_CASE.search(self.text[one.words : one.end]) for one in words.items)
        )
        return waits and _CONSEQUENCE.match(self.text, line.start, line.end) is not None

    def _lost_mark(self, line: Line, step: int) -> bool:
        """Whether the line is an item without its mark: the next mark is one too high, or it ends the list."""
        words = self.text[line.start : line.end]
        if step:
            return step == 2
        return words[-1] in _SEMICOLONS or (_LAST_ITEM.match(words) is not None and words.count("。") <= 1)

    def _step_to_next_item(self, at: int) -> int:
        """How far the next item of an open list counts on from it; 0 when none follows before a new list."""
        line = self.next_item[at]
        if line is None or line.number == 1:
            return 0
        for one in self.open:
            if one.mark is line.mark:
                return max(line.number - one.number, 0)
        return 0


def _next_items(lines: list[Line]) -> list[Line | None]:
    """For each line the next one that begins with an item mark."""
    found: list[Line | None] = [None] * len(lines)
    following: Line | None = None
    for i in range(len(lines) - 1, -1, -1):
        found[i] = following
        if lines[i].mark in ITEM_MARKS:
            following = lines[i]
    return found


@lru_cache(maxsize=512)
def _no(mark: Mark, number: int) -> str:
    if mark is Mark.LETTER:
        return chr(ord("a") + number - 1)
    if mark in (Mark.BRACKETED, Mark.COUNTED):
        return to_chinese(number) if 1 <= number <= 9999 else ""
    return str(number)


def _paragraph(text: str, number: int, one: _OpenParagraph) -> Paragraph:
    words = Span(one.start, one.words_end)
    tail = Span(*one.tail) if one.tail is not None else None
    return _made_paragraph(
        number,
        words.of(text),
        Span(one.start, one.end),
        words,
        tuple([_item(text, item) for item in one.items]),
        tail.of(text) if tail is not None else "",
        tail,
    )


def _item(text: str, one: _OpenItem) -> Item:
    words = Span(one.words, one.words_end)
    items = tuple([_item(text, item) for item in one.items]) if one.items else ()
    return _made_item(one.no, words.of(text), Span(one.start, one.end), items, words)
