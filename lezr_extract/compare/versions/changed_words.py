"""The words that differ between two stretches, cut at words as people would underline them."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from lezr_extract.compare.versions.folding import Folded
from lezr_extract.records import WordChange
from lezr_extract.text.words import cut

_STRAY = 2
"""A stretch of at most so many characters that stays between two changes is shown with them: read as one change."""
_LONG = 2000
_SIGNS = frozenset("，。；：、（）\"'")


def word_changes(old: Folded, new: Folded) -> Iterator[WordChange]:
    """The changes from ``old`` to ``new``, in order; a change of nothing is none."""
    for start, end, begin, stop in _joined(_steps(cut(old.text), cut(new.text)), old.text):
        yield WordChange(old.span(start, end), new.span(begin, stop))


def _steps(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    left, right = _offsets(old), _offsets(new)
    # With a long text the time goes into words that stand everywhere; leaving these out keeps it in proportion.
    matcher = SequenceMatcher(None, old, new, autojunk=max(len(old), len(new)) > _LONG)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag != "equal":
            yield left[i1], left[i2], right[j1], right[j2]


def _offsets(words: Sequence[str]) -> list[int]:
    offsets = [0]
    for word in words:
        offsets.append(offsets[-1] + len(word))
    return offsets


def _joined(steps: Iterator[tuple[int, int, int, int]], old: str) -> Iterator[tuple[int, int, int, int]]:
    held: tuple[int, int, int, int] | None = None
    for step in steps:
        if held is None:
            held = step
        elif _stray(old[held[1] : step[0]]):
            held = (held[0], step[1], held[2], step[3])
        else:
            yield held
            held = step
    if held is not None:
        yield held


def _stray(between: str) -> bool:
    return len(between) <= _STRAY and not any(sign in _SIGNS for sign in between)
