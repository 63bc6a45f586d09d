"""Several texts under one covering notice that names them: 现将《甲》和《乙》印发给你们. Their numbers may be 一、二、三.

A restart of 一、 alone is no sign: annexes, tables and chapters restart too. Two titles in 《》 above all numbers, each
standing again as a line of its own above a number one, are.
"""

import re
from collections.abc import Sequence

from lezr_extract.structure.marks import Line, Mark

_SEVERAL = re.compile(r"》(?:（[^（）\n]{1,12}）)?(?:和|、|及|以及|与)《")
_NAMED = re.compile(r"《([^《》\n]{5,80})》")
_FIRST = frozenset((Mark.ARTICLE, Mark.COUNTED))
_OPENING = 4000
"""Characters of the longest covering notice."""
_BETWEEN = 8
"""Lines between a title and its first number."""
_TITLE_LINES = 3


def may_announce(text: str) -> bool:
    """Whether the first words name several texts; cheap, for nearly every document names none."""
    return _SEVERAL.search(text, 0, _OPENING) is not None


def announced_starts(text: str, lines: Sequence[Line]) -> list[int]:
    """Indexes of the lines with which the second and later announced texts begin; none where fewer than two stand.

    What follows under 附件 stays with the notice.
    """
    firsts = [i for i, line in enumerate(lines) if line.mark in _FIRST and line.number == 1 and not line.sub]
    if len(firsts) < 2:
        return []
    names = {"".join(name.split()) for name in _NAMED.findall(text, 0, min(lines[firsts[0]].start, _OPENING))}
    starts: list[int] = []
    for first in firsts:
        title = _title(text, lines, first, names)
        if title is not None and title not in starts:
            if title and lines[title - 1].mark is Mark.ANNEX:
                return []
            starts.append(title)
    return starts[1:]


def _title(text: str, lines: Sequence[Line], first: int, names: set[str]) -> int | None:
    """Index of the line with which an announced title above ``first`` begins."""
    for last in range(first - 1, max(-1, first - _BETWEEN), -1):
        if lines[last].mark is not Mark.NONE:
            return None
        words = ""
        for start in range(last, max(-1, last - _TITLE_LINES), -1):
            words = "".join(text[lines[start].start : lines[start].end].split()) + words
            if words in names:
                return start
    return None
