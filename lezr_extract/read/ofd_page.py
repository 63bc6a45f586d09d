"""What a page of an OFD file shows: runs of characters and pictures, in points from the top left of the sheet."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from lezr_extract.read.ofd_package import POINTS, OfdPackage, OfdPage, local, numbers

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_DEEPEST = 20
_ASCENT = 0.86
_DESCENT = 0.14
_GAP = 0.6
"""Share of a character's size from which a jump inside of one run parts two runs."""
_LONGEST = 100_000


class Run(NamedTuple):
    """Characters set one after the other on one line."""

    text: str
    left: float
    top: float
    right: float
    bottom: float


class PagePicture(NamedTuple):
    """A picture: the part that holds it and where it stands."""

    part: str
    left: float
    top: float
    right: float
    bottom: float

    @property
    def area(self) -> float:
        """In square points."""
        return (self.right - self.left) * (self.bottom - self.top)


@dataclass
class Contents:
    """What a page shows, in the order of the file."""

    runs: list[Run] = field(default_factory=list)
    pictures: list[PagePicture] = field(default_factory=list)


class _Grid(NamedTuple):
    """From coordinates of an object to millimetres of the page: x' = a x + c y + e, y' = b x + d y + f."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def place(self, x: float, y: float) -> tuple[float, float]:
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f


class _Sign(NamedTuple):
    """A character, where its baseline begins and how wide it is, in coordinates of its object."""

    text: str
    x: float
    y: float
    wide: float


def contents(package: OfdPackage, page: OfdPage) -> Contents:
    """What the page and its templates show.

    Raises:
        RefusedError: a part is missing or broken.
    """
    found = Contents()
    for part in (*page.templates, page.part):
        for one in _objects(package.xml(part), 0):
            box = numbers(one.get("Boundary"), 4)
            if box is None:
                continue
            left, top = box[0] - page.box[0], box[1] - page.box[1]
            if local(one) == "TextObject":
                found.runs += _runs(one, left, top)
            elif name := page.pictures.get(one.get("ResourceID", "")):
                corner = left * POINTS, top * POINTS
                found.pictures.append(
                    PagePicture(name, *corner, corner[0] + box[2] * POINTS, corner[1] + box[3] * POINTS)
                )
    return found


def _objects(element: "Element", depth: int) -> "Iterator[Element]":
    """The text and pictures below an element, blocks opened, what is hidden left out."""
    for child in element:
        if child.get("Visible", "true").lower() in ("false", "0"):
            continue
        if local(child) in ("TextObject", "ImageObject"):
            yield child
        elif local(child) in ("Content", "Layer", "PageBlock") and depth < _DEEPEST:
            yield from _objects(child, depth + 1)


def _runs(one: "Element", left: float, top: float) -> "Iterator[Run]":
    size = (numbers(one.get("Size"), 1) or (0.0,))[0]
    if size <= 0:
        return
    wide = size * (numbers(one.get("HScale"), 1) or (1.0,))[0]
    grid = _Grid(*(numbers(one.get("CTM"), 6) or _Grid()))
    grid = grid._replace(e=grid.e + left, f=grid.f + top)
    x = y = 0.0
    for code in one:
        if local(code) != "TextCode":
            continue  # CGTransform tells which glyphs are drawn; the characters stand in TextCode all the same
        x = (numbers(code.get("X"), 1) or (x,))[0]
        y = (numbers(code.get("Y"), 1) or (y,))[0]
        yield from _parted(_signs(code, x, y, wide), size, grid)


def _signs(code: "Element", x: float, y: float, wide: float) -> Iterator[_Sign]:
    """The characters of a TextCode, each moved from the one before as the deltas say, else by its own width."""
    text = (code.text or "")[:_LONGEST]
    across, down = deltas(code.get("DeltaX"), len(text)), deltas(code.get("DeltaY"), len(text))
    for at, sign in enumerate(text):
        own = wide * (0.5 if sign.isascii() else 1.0)
        step = across[at] if at < len(across) else 0.0 if at < len(down) else own
        yield _Sign(sign, x, y, min(own, step) if step > 0 else own)
        x += step
        y += down[at] if at < len(down) else 0.0


def _parted(signs: Iterator[_Sign], size: float, grid: _Grid) -> Iterator[Run]:
    """The runs of one TextCode, parted where the line changes or a gap is wide."""
    words: list[str] = []
    boxes: list[tuple[float, float, float, float]] = []
    end = 0.0
    for sign in signs:
        box = _box(sign, size, grid)
        lower = abs(box[3] - boxes[-1][3]) > 0.3 * (box[3] - box[1]) if boxes else False
        if words and (lower or sign.x - end > _GAP * size):
            yield _run(words, boxes)
            words, boxes = [], []
        if sign.text.strip() or words:
            words.append(sign.text)
            boxes.append(box)
        end = sign.x + sign.wide
    if words:
        yield _run(words, boxes)


def _run(words: list[str], boxes: list[tuple[float, float, float, float]]) -> Run:
    return Run(
        "".join(words).rstrip(),
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )


def _box(sign: _Sign, size: float, grid: _Grid) -> tuple[float, float, float, float]:
    """The box of a character whose baseline begins at its place, in points of the page."""
    corners = [
        grid.place(across, down)
        for across in (sign.x, sign.x + sign.wide)
        for down in (sign.y - _ASCENT * size, sign.y + _DESCENT * size)
    ]
    xs, ys = [corner[0] * POINTS for corner in corners], [corner[1] * POINTS for corner in corners]
    return min(xs), min(ys), max(xs), max(ys)


def deltas(words: str | None, most: int) -> list[float]:
    """The steps from character to character: ``g 3 5.5 4`` is three times 5.5, then 4; at most ``most``."""
    steps: list[float] = []
    waiting = (words or "").split()
    at = 0
    while at < len(waiting) and len(steps) < most:
        if waiting[at].lower() == "g":
            count, step = (
                numbers(" ".join(waiting[at + 1 : at + 2]), 1),
                numbers(" ".join(waiting[at + 2 : at + 3]), 1),
            )
            if count is None or step is None:
                break
            steps += [step[0]] * max(0, min(int(count[0]), most - len(steps)))
            at += 3
        else:
            step = numbers(waiting[at], 1)
            if step is None:
                break
            steps.append(step[0])
            at += 1
    return steps
