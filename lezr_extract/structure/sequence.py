"""Which marked lines are articles: a mark counts only where it fits the running order of the text."""

import re
from bisect import bisect_left, bisect_right
from typing import NamedTuple

from lezr_extract.structure.marks import Line, Mark

Ordinal = tuple[int, int]

# What follows the number where words only cite an article: 第十条规定的…, 第三条、第四条…
CITING = re.compile(
    r"[^\S\n]*(?:第|规定|的|、|和|或|至|到|所|中|之|及|与|款|项|，|。|；|：|）|\)|》|”|,|;|修改|改为|删去|增加|前款|后)"
)
CLOSED = '。；：！？…”』」）)》】.;:!?｡"'
# So far may a counted law (一、二、三、) jump: more is another list.
_COUNTED_JUMP = 2


class Sequence(NamedTuple):
    """The articles of a text, and what is odd about their numbers.

    Attributes:
        at: index of the line of each article.
        counted: the articles are numbered 一、二、三、 and not 第X条.
        gaps: pairs of ordinals between which numbers are missing.
        repeated: ordinals that occur twice or out of order.
        restart: index of the line at which a second run of numbers begins; None when there is none.
        whole: the text has no numbers and is one article.
    """

    at: tuple[int, ...]
    counted: bool = False
    gaps: tuple[tuple[Ordinal, Ordinal], ...] = ()
    repeated: tuple[Ordinal, ...] = ()
    restart: int | None = None
    whole: bool = False


def article_sequence(text: str, lines: list[Line], *, amends: bool = False) -> Sequence:
    """The lines of ``text`` that open an article.

    Args:
        text: the cleaned text.
        lines: its lines.
        amends: the title says that the text amends or repeals another one, so that 第X条 at the head of a
            line may be quoted words and 一、二、三、 carry the text.
    """
    marked = [i for i, line in enumerate(lines) if line.mark is Mark.ARTICLE and line.number]
    by_article = _Run(text, lines, marked, counted=False).sequence()
    if by_article.at and not amends:
        return by_article
    counted = [i for i, line in enumerate(lines) if line.mark is Mark.COUNTED]
    if not counted or (by_article.at and by_article.at[0] < counted[0]):
        return by_article
    by_count = _Run(text, lines, counted, counted=True).sequence()
    if not by_count.at:
        return by_article
    later = [i for i in by_article.at if i > by_count.at[-1] and lines[i].number == 1]
    if by_count.restart is not None:
        later.append(by_count.restart)
    return by_count._replace(restart=min(later, default=None))


def ordinal(line: Line) -> Ordinal:
    """``(133, 1)`` for a line that begins with 第一百三十三条之一."""
    return line.number, line.sub


def follows(last: Ordinal, here: Ordinal) -> bool:
    """Whether ``here`` is the next number after ``last``."""
    return here == (last[0] + 1, 0) or (here[0] == last[0] and here[1] == last[1] + 1)


def _successors(last: Ordinal) -> tuple[Ordinal, Ordinal]:
    return (last[0] + 1, 0), (last[0], last[1] + 1)


class Quotations:
    """Where “ and ” stand, so that a question about a stretch costs little however often it is asked."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.opening: list[int] | None = None
        self.closing: list[int] = []

    def open_between(self, start: int, end: int) -> bool:
        """Whether more quotations open than close between two offsets."""
        if self.opening is None:
            self.opening = [match.start() for match in re.finditer("“", self.text)]
            self.closing = [match.start() for match in re.finditer("”", self.text)]
        opened = bisect_left(self.opening, end) - bisect_left(self.opening, start)
        return opened > bisect_left(self.closing, end) - bisect_left(self.closing, start)


class _Run:
    """One walk over the marks of one kind, from the first article on."""

    def __init__(self, text: str, lines: list[Line], marked: list[int], *, counted: bool) -> None:
        self.text, self.lines, self.marked, self.counted = text, lines, marked, counted
        self.at: list[int] = []
        self.gaps: list[tuple[Ordinal, Ordinal]] = []
        self.repeated: list[Ordinal] = []
        self.quotations = Quotations(text)
        self.where: dict[Ordinal, list[int]] = {}  # positions in ``marked`` that do not cite, by ordinal
        self.fitting = [position for position, i in enumerate(marked) if not self._cites(i)]
        for position in self.fitting:
            self.where.setdefault(ordinal(lines[marked[position]]), []).append(position)

    def sequence(self) -> Sequence:
        first = self._first()
        if first is None:
            return Sequence((), self.counted)
        self.at.append(self.marked[first])
        last = ordinal(self.lines[self.at[0]])
        restart = None
        for position in range(first + 1, len(self.marked)):
            i = self.marked[position]
            here = ordinal(self.lines[i])
            if here == (1, 0) and last > (1, 0) and self._stands_apart(i):
                restart = i
                break
            taken = self._taken(position, last, here)
            if taken is not None:
                self.at.append(i)
                last = taken
        return Sequence(tuple(self.at), self.counted, tuple(self.gaps), tuple(self.repeated), restart)

    def _first(self) -> int | None:
        """Position of the first article: 第一条, or in a part of a law the first mark that does not cite."""
        for position in self.fitting:
            if self.lines[self.marked[position]].number == 1:
                return position
        return self.fitting[0] if self.fitting and not self.counted else None

    def _taken(self, position: int, last: Ordinal, here: Ordinal) -> Ordinal | None:
        """The ordinal to count on from when the mark opens an article; None when it does not."""
        i = self.marked[position]
        if follows(last, here):
            strays = self._cites(i) and (self._open_before(i) or self._comes_again(position))
            return None if strays else here
        if self._cites(i) or self._quoted(i):
            return None
        if here > last:
            return self._after_gap(position, last, here)
        # 第二条 twice, or a slip of the pen for the number that was due: the next one is the one after that.
        slipped = self._number_after(position) == (last[0] + 2, 0)
        if not self._stands_apart(i) or self._open_before(i) or not (here == last or slipped):
            return None
        self.repeated.append(here)
        return here if here == last else (last[0] + 1, 0)

    def _after_gap(self, position: int, last: Ordinal, here: Ordinal) -> Ordinal | None:
        i = self.marked[position]
        if self.counted and here[0] > last[0] + _COUNTED_JUMP:
            return None
        if self._open_before(i) and not self._stands_apart(i):
            return None
        if self._due_still_comes(position, last):
            return None
        self.gaps.append((last, here))
        return here

    def _cites(self, i: int) -> bool:
        line = self.lines[i]
        if line.mark is not Mark.ARTICLE or line.body > line.mark_end:
            return False
        return CITING.match(self.text, line.body, line.end) is not None

    def _stands_apart(self, i: int) -> bool:
        """Whether white space, a line end or a caption parts the number from the words."""
        line = self.lines[i]
        return (
            line.mark is Mark.COUNTED
            or line.body > line.mark_end
            or line.body == line.end
            or self.text[line.body] in "【（〔["
        )

    def _open_before(self, i: int) -> bool:
        """Whether the line before breaks off inside a sentence."""
        if i == 0:
            return False
        before = self.lines[i - 1]
        return (
            before.mark is not Mark.HEADING and not before.hashes and self.text[before.end - 1] not in CLOSED
        )

    def _quoted(self, i: int) -> bool:
        """Whether a quotation that opened in the article above is still open."""
        return self.quotations.open_between(self.lines[self.at[-1]].start, self.lines[i].start)

    def _comes_again(self, position: int) -> bool:
        """Whether the same number stands once more, apart from its words, before the number after it."""
        here = ordinal(self.lines[self.marked[position]])
        again = self._next(here, position, apart=True)
        following = [self._next(one, position) for one in _successors(here)]
        return again is not None and all(one is None or again < one for one in following)

    def _due_still_comes(self, position: int, last: Ordinal) -> bool:
        """Whether the number that was due comes later, so that the higher one met first is a stray."""
        restart = self._next((1, 0), position)
        due = [self._next(one, position, apart=True) for one in _successors(last)]
        return any(one is not None and (restart is None or one < restart) for one in due)

    def _next(self, wanted: Ordinal, position: int, *, apart: bool = False) -> int | None:
        """The next position after ``position`` of a mark with this number that cites nothing."""
        positions = self.where.get(wanted, [])
        for n in range(bisect_right(positions, position), len(positions)):
            if not apart or self._stands_apart(self.marked[positions[n]]):
                return positions[n]
        return None

    def _number_after(self, position: int) -> Ordinal | None:
        return ordinal(self.lines[self.marked[position + 1]]) if position + 1 < len(self.marked) else None
