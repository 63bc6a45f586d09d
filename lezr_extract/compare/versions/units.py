"""The paragraphs and items of an article as a row of units, and which became which."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from lezr_extract.compare.versions.folding import Folded, fold
from lezr_extract.compare.versions.likeness import pairs_of
from lezr_extract.records import Address, Article, Item, Span

_LEAST = 0.3
"""Units less alike than this are another one each, unless nothing else stands between their neighbours."""
_ALONE = 0.2
_MOST_PAIRS = 40_000


@dataclass(frozen=True, slots=True)
class Unit:
    """A paragraph without its items, an item, or the words that close a paragraph behind its items.

    Attributes:
        address: of the paragraph or item.
        kind: ``paragraph``, ``item`` or ``tail``.
        folded: its words, the mark of an item left out.
        span: of them in the law's text.
    """

    address: Address
    kind: str
    folded: Folded
    span: Span


def units_of(article: Article, text: str) -> tuple[Unit, ...]:
    """The units of ``article`` in the order of the text."""
    units = []
    for paragraph in article.paragraphs:
        place = Address(article.number, paragraph.number)
        units.append(_unit(place, "paragraph", text, paragraph.text_span))
        units += [
            _unit(Address(article.number, paragraph.number, item.no), "item", text, _item_span(item))
            for item in paragraph.items
        ]
        if paragraph.tail_span is not None:
            units.append(_unit(place, "tail", text, paragraph.tail_span))
    return tuple(units)


def _item_span(item: Item) -> Span:
    return Span(item.text_span.start, item.span.end)


def _unit(address: Address, kind: str, text: str, span: Span) -> Unit:
    return Unit(address, kind, fold(text, span), span)


def match(old: Sequence[Unit], new: Sequence[Unit]) -> list[tuple[Unit | None, Unit | None]]:
    """Both rows beside each other, in order: a unit of either side, or None where it has no partner."""
    if len(old) * len(new) > _MOST_PAIRS:
        return _beside(old, new, _by_text(old, new))
    likeness = _likeness(old, new)
    score = _table(len(old), len(new), likeness)
    pairs: list[tuple[int, int]] = []
    i = j = 0
    while i < len(old) and j < len(new):
        if score[i][j] == score[i + 1][j + 1] + likeness(i, j) and likeness(i, j) > 0:
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif score[i][j] == score[i + 1][j]:
            i += 1
        else:
            j += 1
    return _beside(old, new, pairs)


def _by_text(old: Sequence[Unit], new: Sequence[Unit]) -> list[tuple[int, int]]:
    """Of very many units those of the same words, and between them one by one those that are alike."""
    left = [(unit.kind, unit.folded.text) for unit in old]
    right = [(unit.kind, unit.folded.text) for unit in new]
    pairs: list[tuple[int, int]] = []
    i = j = 0
    for block in SequenceMatcher(None, left, right).get_matching_blocks():
        pairs += [
            pair
            for pair in zip(range(i, block.a), range(j, block.b), strict=False)
            if _rewritten(old[pair[0]], new[pair[1]])
        ]
        pairs += zip(range(block.a, block.a + block.size), range(block.b, block.b + block.size), strict=True)
        i, j = block.a + block.size, block.b + block.size
    return pairs


def _likeness(old: Sequence[Unit], new: Sequence[Unit]) -> Callable[[int, int], float]:
    left = [pairs_of(unit.folded.text) for unit in old]
    right = [pairs_of(unit.folded.text) for unit in new]
    known: dict[tuple[int, int], float] = {}

    def of(i: int, j: int) -> float:
        if (i, j) not in known:
            known[i, j] = _score(old[i], new[j], 2 * len(left[i] & right[j]) / (len(left[i]) + len(right[j])))
        return known[i, j]

    return of


def _score(old: Unit, new: Unit, likeness: float) -> float:
    if old.kind != new.kind:
        return 0.0
    if old.folded.text == new.folded.text:
        return 2.0  # before any pair that is only alike
    return likeness if likeness >= _LEAST else 0.0


def _table(old: int, new: int, likeness: Callable[[int, int], float]) -> list[list[float]]:
    score = [[0.0] * (new + 1) for _ in range(old + 1)]
    for i in range(old - 1, -1, -1):
        row, below = score[i], score[i + 1]
        for j in range(new - 1, -1, -1):
            row[j] = max(below[j], row[j + 1], below[j + 1] + likeness(i, j))
    return score


def _beside(
    old: Sequence[Unit], new: Sequence[Unit], pairs: Sequence[tuple[int, int]]
) -> list[tuple[Unit | None, Unit | None]]:
    rows: list[tuple[Unit | None, Unit | None]] = []
    i = j = 0
    for left, right in [*pairs, (len(old), len(new))]:
        gap_old, gap_new = list(old[i:left]), list(new[j:right])
        # One of either side alone between the same neighbours: rewritten, even if it has few words left.
        if len(gap_old) == len(gap_new) == 1 and _rewritten(gap_old[0], gap_new[0]):
            rows.append((gap_old[0], gap_new[0]))
        else:
            rows += [(unit, None) for unit in gap_old]
            rows += [(None, unit) for unit in gap_new]
        if left < len(old):
            rows.append((old[left], new[right]))
        i, j = left + 1, right + 1
    return rows


def _rewritten(old: Unit, new: Unit) -> bool:
    left, right = pairs_of(old.folded.text), pairs_of(new.folded.text)
    return old.kind == new.kind and 2 * len(left & right) >= _ALONE * (len(left) + len(right))
