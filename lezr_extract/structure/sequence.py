"""Which marked lines are articles: a mark counts only where it fits the running order of the text."""

import re
from typing import NamedTuple

from lezr_extract.structure.marks import Line, Mark

# What follows the number where a line only cites an article: 第十条规定的…, 第三条、第四条…
_CITING = re.compile(
    r"第|规定|的|、|和|或|至|到|所|中|之|及|与|以|款|项|，|。|；|：|）|\)|》|”|,|;|修改|改为|删去|增加"
)
_CLOSED = "。；：！？…”』」）)》】.;:!?"


class Sequence(NamedTuple):
    """The articles of a text, and what is odd about their numbers.

    Attributes:
        at: index of the line of each article.
        counted: the articles are numbered 一、二、三、 and not 第X条.
        gaps: pairs of ordinals between which numbers are missing.
        repeated: ordinals that occur twice or out of order.
        restart: index of the line at which a second run of numbers begins; None when there is none.
    """

    at: tuple[int, ...]
    counted: bool = False
    gaps: tuple[tuple[tuple[int, int], tuple[int, int]], ...] = ()
    repeated: tuple[tuple[int, int], ...] = ()
    restart: int | None = None


def article_sequence(text: str, lines: list[Line], *, amends: bool = False) -> Sequence:
    """The lines of ``text`` that open an article.

    Args:
        text: the cleaned text.
        lines: its lines.
        amends: the title says that the text amends or repeals another one, so that 第X条 at the head of a
            line may be quoted words and 一、二、三、 carry the text.
    """
    marked = [i for i, line in enumerate(lines) if line.mark is Mark.ARTICLE and line.number]
    counted = [i for i, line in enumerate(lines) if line.mark is Mark.COUNTED]
    by_article = _run(text, lines, marked, start_anywhere=True)
    if amends and counted and (not by_article.at or counted[0] < by_article.at[0]):
        by_count = _run(text, lines, counted, start_anywhere=False)
        if by_count.at:
            return by_count._replace(counted=True, restart=_first_restart(by_count, by_article, lines))
    if by_article.at:
        return by_article
    return _run(text, lines, counted, start_anywhere=False)._replace(counted=True)


def _first_restart(counted: Sequence, articles: Sequence, lines: list[Line]) -> int | None:
    """Where the amended law itself follows the decision: its 第一条 after the last counted article."""
    later = [i for i in articles.at if i > counted.at[-1] and lines[i].number == 1]
    return min(later + ([counted.restart] if counted.restart is not None else []), default=None)


def _run(text: str, lines: list[Line], marked: list[int], *, start_anywhere: bool) -> Sequence:  # noqa: PLR0912
    first = _first(text, lines, marked, start_anywhere=start_anywhere)
    if first is None:
        return Sequence(())
    at = [marked[first]]
    gaps, repeated = [], []
    restart = None
    last = _ordinal(lines[at[0]])
    for position in range(first + 1, len(marked)):
        i = marked[position]
        line = lines[i]
        here = _ordinal(line)
        cites = _cites(text, line)
        if _follows(last, here):
            if cites and (_open_before(text, lines, i) or _comes_again(text, lines, marked, position)):
                continue
        elif cites or _quoted(text, lines[at[-1]].start, line.start):
            continue
        elif here == (1, 0):
            if not _spaced(text, line):
                continue
            if last > (1, 0):
                restart = i
                break
            repeated.append(here)
        elif here > last:
            if not start_anywhere and here[0] > last[0] + 2:
                continue
            if _open_before(text, lines, i) and not _spaced(text, line):
                continue
            if _successor_comes(text, lines, marked, position, last):
                continue
            gaps.append((last, here))
        else:
            if not _spaced(text, line) or _open_before(text, lines, i):
                continue
            if here != last and not _slip(lines, marked, position, last):
                continue
            repeated.append(here)
            if here != last:  # a slip of the pen: the text goes on with the number after the expected one
                here = (last[0] + 1, 0)
        at.append(i)
        last = here
    return Sequence(tuple(at), gaps=tuple(gaps), repeated=tuple(repeated), restart=restart)


def _ordinal(line: Line) -> tuple[int, int]:
    return line.number, line.sub


def _follows(last: tuple[int, int], here: tuple[int, int]) -> bool:
    return here == (last[0] + 1, 0) or (here[0] == last[0] and here[1] == last[1] + 1)


def _first(text: str, lines: list[Line], marked: list[int], *, start_anywhere: bool) -> int | None:
    """Position in ``marked`` of the first article: 第一条, or in a part of a law the first mark that cites not."""
    fitting = [p for p, i in enumerate(marked) if not _cites(text, lines[i])]
    for position in fitting:
        if lines[marked[position]].number == 1:
            return position
    return fitting[0] if fitting and start_anywhere else None


def _cites(text: str, line: Line) -> bool:
    return (
        line.mark is Mark.ARTICLE
        and line.body == line.mark_end
        and bool(_CITING.match(text, line.body, line.end))
    )


def _spaced(text: str, line: Line) -> bool:
    """Whether the mark stands apart from the words: white space, a line end or a caption follows it."""
    return (
        line.mark is Mark.COUNTED
        or line.body > line.mark_end
        or line.body == line.end
        or text[line.body] in "【（〔["
    )


def _open_before(text: str, lines: list[Line], i: int) -> bool:
    """Whether the line before breaks off inside a sentence."""
    if i == 0:
        return False
    before = lines[i - 1]
    return before.mark is not Mark.HEADING and not before.hashes and text[before.end - 1] not in _CLOSED


def _quoted(text: str, start: int, end: int) -> bool:
    """Whether a quotation that opened after ``start`` is still open at ``end``."""
    return text.count("“", start, end) > text.count("”", start, end)


def _comes_again(text: str, lines: list[Line], marked: list[int], position: int) -> bool:
    """Whether the same number stands again, apart from its words, before the number after it."""
    here = _ordinal(lines[marked[position]])
    for i in marked[position + 1 :]:
        line = lines[i]
        if _ordinal(line) == here and _spaced(text, line):
            return True
        if _follows(here, _ordinal(line)) and not _cites(text, line):
            return False
    return False


def _successor_comes(
    text: str, lines: list[Line], marked: list[int], position: int, last: tuple[int, int]
) -> bool:
    """Whether the number that was due still comes, so that the higher one met first is a stray."""
    for i in marked[position + 1 :]:
        line = lines[i]
        if _cites(text, line):
            continue
        if _ordinal(line) == (1, 0):
            return False
        if _follows(last, _ordinal(line)) and _spaced(text, line):
            return True
    return False


def _slip(lines: list[Line], marked: list[int], position: int, last: tuple[int, int]) -> bool:
    """Whether the next mark is the one after the due number, so that this one is the due one, misprinted."""
    return position + 1 < len(marked) and _ordinal(lines[marked[position + 1]]) == (last[0] + 2, 0)
