"""Lines set on sheets of A4, as a word processor does it: indents, wrapped lines, columns, heads, page numbers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 595.0, 842.0
SIZE = 12.0
LEADING = 20.0
MARGIN = 72.0
GUTTER = 31.0
_NO_START = "，。、；：！？）》”’〉】〕"
_NO_END = "（《“‘〈【〔"
_LONGEST_TITLE = 40


@dataclass(frozen=True)
class Placed:
    """Words and where their line begins: points from the left and from the top to the baseline."""

    left: float
    baseline: float
    words: str
    size: float = SIZE


def sheets(title: str, lines: Sequence[str], *, columns: int = 1, heads: bool = False) -> list[list[Placed]]:
    """The sheets of a text; with ``heads`` each has a running head and a page number."""
    room = (WIDTH - 2 * MARGIN - (columns - 1) * GUTTER) / columns
    set_lines = [
        line
        for paragraph in lines
        for line in wrapped(paragraph, int(room / SIZE), centred=paragraph == title)
    ]
    deep = int((HEIGHT - 2 * MARGIN) / LEADING)
    made: list[list[Placed]] = []
    for at, (indent, words) in enumerate(set_lines):
        column, row = divmod(at, deep)
        if column % columns == 0 and row == 0:
            made.append(_furniture(title, len(made) + 1) if heads else [])
        left = MARGIN + column % columns * (room + GUTTER) + indent * SIZE
        made[-1].append(Placed(left, MARGIN + SIZE + row * LEADING, words))
    return made


def _furniture(title: str, number: int) -> list[Placed]:
    middle = WIDTH / 2
    head = Placed(middle - len(title) * SIZE / 2, MARGIN / 2, title, SIZE - 2)
    return [head, Placed(middle - 12, HEIGHT - MARGIN / 2, f"- {number} -", SIZE - 2)]


def wrapped(paragraph: str, room: int, *, centred: bool) -> Iterator[tuple[float, str]]:
    """Indent in characters and words of each line of a paragraph."""
    if centred and len(paragraph) <= min(room, _LONGEST_TITLE):
        yield (room - len(paragraph)) / 2, paragraph
        return
    indent = 2
    while paragraph:
        cut = _cut(paragraph, room - indent)
        yield indent, paragraph[:cut].rstrip()
        paragraph, indent = paragraph[cut:].lstrip(), 0


def _cut(words: str, room: int) -> int:
    """How many characters stand on a line: no mark that closes begins the next, none that opens ends it."""
    width, cut = 0.0, 0
    while cut < len(words) and width + wide(words[cut]) <= room:
        width += wide(words[cut])
        cut += 1
    while cut < len(words) and words[cut] in _NO_START:
        cut += 1  # it hangs beyond the edge
    while 1 < cut < len(words) and (words[cut - 1] in _NO_END or _inside_number(words, cut)):
        cut -= 1
    return max(1, cut)


def _inside_number(words: str, cut: int) -> bool:
    return words[cut - 1].isascii() and words[cut].isascii() and not words[cut - 1].isspace()


def wide(sign: str) -> float:
    """The width of a character in sizes of the font."""
    return 0.5 if sign.isascii() else 1.0
