"""Articles and items that a source runs together on one line: …处理。 第十八条 … and …：（一）…；（二）…"""

import re

from lezr_extract.structure.marks import Line, Mark, number_of, pieces
from lezr_extract.structure.sequence import CITING, Ordinal, Sequence, follows, ordinal

_ARTICLE = re.compile(
    r"第(?P<n>[零〇○一二三四五六七八九十百千]+|[0-9]+)条(?:之(?P<sub>[一二三四五六七八九十]+))?(?P<apart>[^\S\n]*)"
)
_ITEM = re.compile(
    r"(?P<before>[：:；;。，,][^\S\n]*)[（(](?P<n>[一二三四五六七八九十]+)[）)](?![、项至和款])"
)
_NEW_LINE = re.compile(r"(?<=[。：；])[^\S\n]+(?=\S)")
# Words before a number that make it a citation whatever stands around it.
_CITES_BEFORE = re.compile(
    r"(?:法|条例|规定|办法|细则|规则|解释|决定|依照|按照|根据|违反|依据|适用|》|、|和|或者?|至|及|以及|与|前|的|在|将|对)\s*$"
)
_ENDS = "。；：！？”）)>》"
_TAIL_LINES = 6


def without_glue(text: str, lines: list[Line], sequence: Sequence) -> list[Line] | None:
    """The lines cut where a missing article stands inside one; None when none does.

    Only numbers that the running order lacks are looked for: between two articles, before the first and
    after the last one, so that a citation in running text is never taken for an article.
    """
    cuts: list[int] = []
    for start, end, last, before in _wanted(text, lines, sequence):
        due = last
        for match in _ARTICLE.finditer(text, start, end):
            here = (number_of(match["n"]), number_of(match["sub"]) if match["sub"] else 0)
            if not follows(due, here) or (before is not None and here >= before):
                continue
            if _is_article(text, match, inside=before is not None and last > (0, 0)):
                cuts.append(match.start())
                due = here
    return _cut(text, lines, cuts, new_lines=True) if cuts else None


def _wanted(
    text: str, lines: list[Line], sequence: Sequence
) -> list[tuple[int, int, Ordinal, Ordinal | None]]:
    """Stretches of the text, the last number before each, and the number that ends it (None at the end)."""
    if not sequence.at:
        return [(0, len(text), (0, 0), None)]
    if sequence.counted or sequence.whole:
        return []
    starts = {ordinal(lines[i]): i for i in sequence.at}
    first, last = sequence.at[0], sequence.at[-1]
    wanted: list[tuple[int, int, Ordinal, Ordinal | None]] = []
    if lines[first].number > 1:
        wanted.append((0, lines[first].start, (0, 0), ordinal(lines[first])))
    for before, after in sequence.gaps:
        if before in starts and after in starts:
            wanted.append((lines[starts[before]].mark_end, lines[starts[after]].start, before, after))
    end = lines[min(last + _TAIL_LINES, len(lines) - 1)].end
    wanted.append((lines[last].mark_end, end, ordinal(lines[last]), None))
    return wanted


def _is_article(text: str, match: re.Match[str], *, inside: bool) -> bool:
    """Whether a number inside a line opens an article; ``inside`` a gap the number itself is half the proof."""
    if not match["apart"] and CITING.match(text, match.end()):
        return False
    head = text[max(0, match.start() - 8) : match.start()]
    line_head = head.rpartition("\n")[2]
    if "\n" in head and not line_head.strip():
        return False  # at the head of a line: the sequence has already judged it
    before = line_head.rstrip()[-1:]
    if not before or before in _ENDS:
        return True
    return inside and not _CITES_BEFORE.search(line_head)


def _cut(text: str, lines: list[Line], cuts: list[int], *, new_lines: bool) -> list[Line]:
    cut: list[Line] = []
    ordered = sorted(cuts)
    at = 0
    for line in lines:
        mine: list[int] = []
        while at < len(ordered) and ordered[at] < line.end:
            if ordered[at] > line.start:
                mine.append(ordered[at])
            at += 1
        if not mine:
            cut.append(line)
            continue
        if new_lines:  # where articles ran together, so did their paragraphs
            breaks = [m.end() for m in _NEW_LINE.finditer(text, line.body, line.end)]
            mine = sorted({*mine, *breaks})
        cut.extend(pieces(text, line, mine))
    return cut


def with_items_apart(text: str, lines: list[Line]) -> list[Line]:
    """The lines cut before items that stand inside them: （一）…；（二）… counted in order on one line."""
    found = list(_ITEM.finditer(text))
    if not found:
        return lines
    cuts: list[int] = []
    at = 0
    for line in lines:
        mine: list[int] = []
        due = line.number + 1 if line.mark is Mark.BRACKETED else 1
        while at < len(found) and found[at].end() <= line.end:
            match = found[at]
            at += 1
            if match.start() < line.start:
                continue
            number = number_of(match["n"])
            opens = number == 1 and match["before"][0] in "：:"
            if number == due and (number > 1 or opens):
                mine.append(match.end("before"))
                due += 1
        if len(mine) > 1 or (mine and line.mark is Mark.BRACKETED):
            cuts += mine
    return _cut(text, lines, cuts, new_lines=False) if cuts else lines
