"""A table of a PDF that grows row by row and over page breaks, where rows and cells may be cut."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from lezr_extract.read.pdf_tables import SNAP, apart
from lezr_extract.read.pdf_words import Cell

_SHARED_EDGES = 4.0
_MOVED = 12.0
_MOST_HEADER_ROWS = 4


@dataclass
class _Merged:
    """The words of a cell, one object for all rows that it covers."""

    words: str
    open_lines: int
    rows: int = 1
    lines: int = 1


class Joined:
    """A table that grows row by row and over page breaks."""

    def __init__(self) -> None:
        self._rows: list[list[tuple[Cell, _Merged]]] = []
        self._fresh = self._continued = False
        self._moved: dict[float, float] = {}

    def goes_on_with(self, cells: Sequence[Cell]) -> bool:
        """Whether the cells on top of the next page belong to this table; if so, the next row is on a new page.

        Their edges are among its own, or it has no others, or all have moved a little, as word processors do.
        """
        ours = apart(edge for row in self._rows for cell, _ in row for edge in (cell.left, cell.right))
        theirs = apart(edge for cell in cells for edge in (cell.left, cell.right))
        if not ours or not theirs or not (_near(ours[0], theirs[0]) and _near(ours[-1], theirs[-1])):
            return False
        few, many = sorted((ours, theirs), key=len)
        within = _SHARED_EDGES if len(few) < len(many) else _MOVED
        if not all(any(abs(a - b) < within for b in many) for a in few):
            return False
        self._fresh = self._continued = True
        self._moved = {edge: min(ours, key=lambda own, edge=edge: abs(own - edge)) for edge in theirs}  # type: ignore[misc]
        self._moved = {edge: own for edge, own in self._moved.items() if abs(edge - own) < _MOVED}
        return True

    def _settled(self, cell: Cell) -> Cell:
        """The cell with its edges where they were on the first page."""
        left = next((own for edge, own in self._moved.items() if _near(edge, cell.left)), cell.left)
        right = next((own for edge, own in self._moved.items() if _near(edge, cell.right)), cell.right)
        return cell._replace(left=left, right=right)

    def repeats(self, rows: Sequence[Sequence[Cell]]) -> int:
        """How many of the rows on top of the next page are the header of this table once more."""
        count = 0
        for row, ours in zip(rows[:_MOST_HEADER_ROWS], self._rows, strict=False):
            if len(row) < 2 or [cell.words for cell in row] != [cell.words for cell, _ in ours]:
                break
            count += 1
        return count if count < len(rows) else 0

    def add(self, cells: Sequence[Cell], below: Sequence[Cell] = ()) -> None:
        """One more row; ``below`` are the cells of the row after it on its page."""
        above = self._rows[-1] if self._rows else []
        if self._moved:
            cells, below = [self._settled(cell) for cell in cells], [self._settled(cell) for cell in below]
        pairs = [(cell, next((pair for pair in above if _same_place(pair[0], cell)), None)) for cell in cells]
        broken = self._fresh and _broken(pairs)
        # A header over the page break has words in every column; a group of rows goes on with empty cells.
        inside = self._fresh and any(over is not None and not cell.words for cell, over in pairs)
        empty = self._continued  # the cells to the left have no words on this page
        row: list[tuple[Cell, _Merged]] = []
        for cell, over in pairs:
            merged = over[1] if over is not None else _Merged("", 0, rows=0)
            empty = empty and not cell.words
            tall = merged.rows > 1 or (
                (merged.open_lines > 1 or inside)
                and any(one.goes_on and _same_place(one, cell) for one in below)
            )
            goes_on = self._fresh and merged.open_lines and self._cut(merged.words, cell.words, tall=tall)
            if over is None or not (
                broken or empty or goes_on or (not cell.words if self._fresh else cell.goes_on)
            ):
                merged = _Merged(cell.words, cell.open_lines, lines=cell.lines)
            else:
                if self._fresh and cell.words:
                    ended = broken and not merged.open_lines
                    merged.words = _one_line(merged.words, cell.words, " " if ended else "")
                    merged.open_lines = cell.open_lines
                    merged.lines += cell.lines
                merged.rows += not broken
            row.append((cell, merged))
        if not broken:
            self._rows.append(row)
        self._fresh = False

    def _cut(self, above: str, words: str, *, tall: bool) -> bool:
        """Whether a cell whose lines are full was cut by the page break: it is tall, or the table says so.

        Words over the cut that stand together in another cell are one phrase: 限批 and 区.
        """
        if _siblings(above, words):
            return False
        over = above[-2:] + words[:2]
        return tall or any(over in merged.words for row in self._rows for _, merged in row)

    def rows(self) -> tuple[tuple[str, ...], ...]:
        """The words of all rows; a cell over several rows stands in each, one over several columns in the first."""
        cells = [cell for row in self._rows for cell, _ in row]
        narrowest = min((cell.right - cell.left for cell in cells), default=0.0)
        edges = apart((cell.left for cell in cells), _MOVED if narrowest > _MOVED else SNAP)
        made = []
        for row in self._rows:
            words = [""] * len(edges)
            for cell, merged in row:
                words[max(0, bisect_right(edges, cell.left + SNAP) - 1)] = (
                    merged.words
                )  # the sliver of a moved edge is no column
            made.append(tuple(words))
        return tuple(made)


def _near(one: float, other: float) -> bool:
    return abs(one - other) < _SHARED_EDGES


def _same_place(one: Cell, other: Cell) -> bool:
    return _near(one.left, other.left) and _near(one.right, other.right)


def _broken(pairs: Sequence[tuple[Cell, tuple[Cell, _Merged] | None]]) -> bool:
    """Whether the first row of a page is the rest of the last row before.

    All cells with words must go on with words that break off, or one alone has words and goes on with a text of
    several lines: the basis of a penalty, paragraph by paragraph.
    """
    if any(over is None for _, over in pairs):
        return False
    rest = [over[1] for cell, over in pairs if cell.words and over is not None]
    return all(one.open_lines for one in rest) or (
        len(rest) == 1 and rest[0].lines > 1 and rest[0].rows == 1 and len(pairs) > 1
    )


def _siblings(one: str, other: str) -> bool:
    """Whether two cells are of one kind, as 造成一般事故 and 造成重大事故, or 二类物品 and 三类物品."""
    return one[:2] == other[:2] or one[-2:] == other[-2:]


def _one_line(before: str, after: str, between: str = "") -> str:
    latin = before[-1:].isascii() and after[:1].isascii() and before[-1:].isalpha()
    return before + (between or (" " if latin else "")) + after
