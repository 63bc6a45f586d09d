"""Two columns on a page: found by the gap between them, read left then right; headings over both part them.

The gap must be free of words over the height of both columns, and both must be running text (`_runs`): a list of
names with their amounts is read row by row.
"""

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from statistics import median

from lezr_extract.read.lines import BEGINS_PROVISION
from lezr_extract.read.pdf_furniture import PAGE_NUMBER
from lezr_extract.read.pdf_words import Line
from lezr_extract.text.numerals import to_int

_CROSSING = 0.2
_HEADS = 2
"""Lines over both columns that every page may have beside: a title, a page number."""
_WIDEST_GAP = 0.25
"""Of the width of the body; what stands farther apart are cells of a list."""
_NARROWEST = 8
"""Characters in the usual line of a column."""
_FILLED = 2.2
"""Characters that a line may leave free because the word after it did not fit."""
_RUNNING = 0.6
_AS_WIDE = 0.75
_FEW = 3
_SETTLED = 0.8
_FEWEST_STEPS = 2
_BROKEN_OFF = 0.25
_PUNCTUATED = 0.2
_PUNCTUATION = re.compile(r"[，。；：、,;:？！（）《》〈〉“”]")
_ENDS_SENTENCE = re.compile(r"[。；：;:！？…][”’\"』）)]*$")
_NUMBER = re.compile(
    r"[*\s]*(?:[（(](?P<item>[一二三四五六七八九十百\d]+)[）)]|第(?P<number>[一二三四五六七八九十百千零〇\d]+)(?P<kind>[编章节条]))"
)
_HEADING = re.compile(r"第[一二三四五六七八九十百零〇\d]+[编章节]|目\s*录|附[件表录]")
_LEVEL = 0.3
_FEWEST_CELLS = 2
_CELLS_APART = 2.5
_ALIGNED = 2.0
_BEFORE = 0.5
_MIDDLE = (0.15, 0.85)
"""Where the second column may begin, as shares of the width of the body."""
_MOST_PLACES = 12

_Row = list[Line]
"""The parts of one row, as the file has them (`Line.parted`)."""


def in_columns(pages: list[list[Line]]) -> list[list[Line]]:
    """The lines of each page in the order of reading, each with the number of its column.

    Args:
        pages: lines from the top, parts of one row apart (`Line.parted`); they are joined again where the page
            has one column.
    """
    rows = [_rows(page) for page in pages]
    gutters = [_gutter(page) for page in rows]
    found = [gutter for gutter in gutters if gutter is not None]
    usual = median(found) if found and len(found) * 3 >= sum(bool(page) for page in pages) else None
    made = []
    for page, gutter in zip(rows, gutters, strict=True):
        at = usual if gutter is None and usual is not None and _leaves_free(page, usual) else gutter
        made.append(_row_by_row(page) if at is None else _ordered(page, at))
    return made


def shifts(pages: list[list[Line]]) -> dict[int, float]:
    """How far each column stands to the right of the first, in points."""
    lefts: dict[int, Counter[int]] = {}
    for page in pages:
        for line in page:
            if line.column and not line.cells:
                lefts.setdefault(line.column, Counter())[round(line.left)] += 1
    edges = {
        column: min(counter, key=lambda left: (-counter[left], left)) for column, counter in lefts.items()
    }
    first = edges.get(1, 0)
    return {column: float(edge - first) for column, edge in edges.items()}


def _rows(page: list[Line]) -> list[_Row]:
    rows: list[_Row] = []
    for line in page:
        if line.parted and rows:
            rows[-1].append(line)
        else:
            rows.append([line])
    return rows


def _gutter(page: list[_Row]) -> float | None:
    words = [row for row in page if not row[0].cells and not PAGE_NUMBER.fullmatch(_one_line(row).text)]
    if len(words) < 2:
        return None
    first, last = min(row[0].left for row in words), max(row[-1].right for row in words)
    for at in _places(words, *(first + share * (last - first) for share in _MIDDLE)):
        sides = [line for row in words for line in _sides(row, at)]
        left = [line for line in sides if line.column == 1]
        right = [line for line in sides if line.column == 2]
        if left and right and _two_columns(left, right, last - first):
            return (max(line.right for line in left) + min(line.left for line in right)) / 2
    return None


def _places(words: list[_Row], low: float, high: float) -> list[float]:
    """Where the second column may begin, the likeliest first: many parts begin there, and few cross."""
    parts = [part for row in words for part in row]
    begins = Counter(round(part.left, 1) for part in parts if low < part.left < high)
    found = []
    for left, count in begins.most_common(_MOST_PLACES):
        at = left - _BEFORE
        crossing = sum(part.left < at < part.right for part in parts)
        if crossing <= _CROSSING * len(words) + _HEADS:
            found.append((crossing - count, at))
    return [at for _, at in sorted(found)]


def _two_columns(left: list[Line], right: list[Line], width: float) -> bool:
    few, many = sorted((left, right), key=len)
    gap = min(line.left for line in right) - max(line.right for line in left)
    if gap >= _WIDEST_GAP * width or len(many) == 1 or not _beside(left, right):
        return False
    return _counted_down(left, right) or (
        _runs(many)
        and (_ends(few) or (_as_wide(few, many) and (_runs(few) or _settled(few))))
        and _punctuated([*left, *right])
    )


def _counted_down(left: list[Line], right: list[Line]) -> bool:
    """Whether the numbers of items, articles or chapters go on down the columns rather than along the rows."""
    down = _steps(sorted([*left, *right], key=lambda line: (line.column, line.top)))
    along = _steps(sorted([*left, *right], key=lambda line: (line.bottom, line.left)))
    return down >= _FEWEST_STEPS and down > along


def _steps(lines: list[Line]) -> int:
    """How often a number is followed by the next one of its kind."""
    numbers = [
        (to_int(found["item"] or found["number"]), found["kind"])
        for line in lines
        if (found := _NUMBER.match(line.text))
    ]
    return sum(
        kind == other and one is not None and two == one + 1
        for (one, kind), (two, other) in pairwise(numbers)
    )


def _punctuated(lines: list[Line]) -> bool:
    return sum(len(_PUNCTUATION.findall(line.text)) for line in lines) >= _PUNCTUATED * len(lines)


def _as_wide(few: list[Line], many: list[Line]) -> bool:
    return _AS_WIDE * _right(many, _left(many)) < _right(few, _left(few))


def _left(column: list[Line]) -> float:
    return min(line.left for line in column)


def _right(column: list[Line], left: float) -> float:
    return max(line.right for line in column) - left


def _ends(few: list[Line]) -> bool:
    """Whether lines are the end of a text, too few to tell by their width."""
    return len(few) <= _FEW and all(_closed(line) for line in few)


def _closed(line: Line) -> bool:
    """Whether a line is the last of its paragraph for certain."""
    return _ENDS_SENTENCE.search(line.text) is not None or _HEADING.match(line.text) is not None


def _settled(column: list[Line]) -> bool:
    """Whether nearly all lines fill their width or close a paragraph: short items beside a running text."""
    edge = max(line.right for line in column)
    size = median(line.bottom - line.top for line in column)
    good = sum(edge - line.right < _FILLED * size or _closed(line) for line in column)
    return good >= _SETTLED * len(column)


def _runs(column: list[Line]) -> bool:
    """Whether lines are running text: they fill their width or end a sentence, and some break a sentence off."""
    edge = max(line.right for line in column)
    size = median(line.bottom - line.top for line in column)
    if edge - _left(column) < _NARROWEST * size:
        return False
    column = sorted(column, key=lambda line: line.top)
    full = sum(edge - line.right < _FILLED * size for line in column)
    ended = sum(_closed(line) for line in column if edge - line.right >= _FILLED * size)
    broken_off = sum(
        edge - line.right < _FILLED * size
        and not _ENDS_SENTENCE.search(line.text)
        and not BEGINS_PROVISION.match(below.text)
        for line, below in pairwise(column)
    )
    return full + ended >= _RUNNING * len(column) and broken_off >= _BROKEN_OFF * (len(column) - 1)


def _leaves_free(page: list[_Row], gutter: float) -> bool:
    crossing = sum(part.left < gutter < part.right for row in page for part in row)
    return bool(page) and crossing <= _CROSSING * len(page) + _HEADS


def _beside(left: list[Line], right: list[Line]) -> bool:
    """Whether most of the shorter column stands beside the other one."""
    few, many = sorted((left, right), key=len)
    top, bottom = min(line.top for line in many), max(line.bottom for line in many)
    beside = sum(top - 2 <= line.top and line.bottom <= bottom + 2 for line in few)
    return 2 * beside > len(few)


def _sides(row: _Row, gutter: float) -> list[Line]:
    """The row as one line over both columns, or parted by the gap in which the gutter lies."""
    whole = _one_line(row)
    if whole.right <= gutter or whole.left >= gutter:
        return [whole._replace(column=1 if whole.right <= gutter else 2)]
    for at in range(1, len(row)):
        if row[at - 1].right <= gutter <= row[at].left and not PAGE_NUMBER.fullmatch(whole.text):
            left, right = _one_line(row[:at]), _one_line(row[at:])
            return [left._replace(column=1), right._replace(column=2)]
    return [whole]


def _one_line(row: Sequence[Line]) -> Line:
    if len(row) == 1:
        return row[0]._replace(parted=False) if row[0].parted else row[0]
    return row[0]._replace(
        text=" ".join(part.text for part in row),
        parted=False,
        right=row[-1].right,
        top=min(part.top for part in row),
        bottom=max(part.bottom for part in row),
    )


def _row_by_row(page: list[_Row]) -> list[Line]:
    rows = _with_cells_behind(page)
    listed = {at for at in range(1, len(rows)) if _same_list(rows[at - 1], rows[at])}
    return [
        _one_line(row)._replace(listed=True) if at in listed or at + 1 in listed else _one_line(row)
        for at, row in enumerate(rows)
    ]


def _same_list(row: _Row, below: _Row) -> bool:
    """Whether two rows have a wide gap before or after words that stand one above the other."""
    return any(
        abs(one.left - two.left) < _ALIGNED or abs(one.right - two.right) < _ALIGNED
        for one in _behind_gaps(row)
        for two in _behind_gaps(below)
    )


def _behind_gaps(row: _Row) -> list[Line]:
    return [
        after
        for part, after in pairwise(row)
        if after.left - part.right > _CELLS_APART * (part.bottom - part.top)
    ]


def _with_cells_behind(page: list[_Row]) -> list[_Row]:
    """The rows with what the file draws later beside them, as the amounts of a list that is drawn column by column.

    Running text beside other text stays where the file has it: it may be a third column.
    """
    rows: list[_Row] = []
    later: dict[int, list[_Row]] = {}
    lowest = float("-inf")
    for row in page:
        beside = None
        if row[0].top < lowest and not row[0].cells:
            beside = next((at for at in range(len(rows) - 1, -1, -1) if _on_one_row(rows[at], row)), None)
        if beside is None:
            rows.append(row)
            lowest = max(lowest, row[0].bottom)
        else:
            later.setdefault(beside, []).append(row)
    moved = [part for group in later.values() for row in group for part in row]
    if len(moved) < _FEWEST_CELLS or (_runs(moved) and _punctuated(moved)):
        return page
    return [
        sorted((*row, *(part for other in later.get(at, ()) for part in other)), key=lambda one: one.left)
        for at, row in enumerate(rows)
    ]


def _on_one_row(row: _Row, other: _Row) -> bool:
    one, two = row[0], other[0]
    level = abs(one.bottom - two.bottom) < _LEVEL * min(one.bottom - one.top, two.bottom - two.top)
    return level and not one.cells and (row[-1].right <= two.left or other[-1].right <= one.left)


def _ordered(page: list[_Row], gutter: float) -> list[Line]:
    made: list[Line] = []
    band: list[Line] = []
    for line in sorted((line for row in page for line in _sides(row, gutter)), key=lambda one: one.top):
        if line.column:
            band.append(line)
        else:
            made += [*_left_then_right(band), line]
            band = []
    return made + _left_then_right(band)


def _left_then_right(band: list[Line]) -> list[Line]:
    return [line for line in band if line.column == 1] + [line for line in band if line.column == 2]
