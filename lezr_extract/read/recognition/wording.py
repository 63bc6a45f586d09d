"""What an engine read, mended where the wording of a statute leaves no doubt: each change is an edit with its place.

Engines cannot see the width of a punctuation mark and take 一 for a dash. What could be read in two ways stays.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from lezr_extract.read.lines import BEGINS_PROVISION
from lezr_extract.text.clean import Cleaned, Edit, compose, edit
from lezr_extract.text.numerals import to_chinese, to_int

_HAN = "\u3400-\u9fff"
_CHINESE = f"{_HAN}，。、；：？！（）《》〈〉“”‘’〔〕【】…—·"
_FULL = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）"}
_MARK = re.compile(
    rf"(?<=[{_CHINESE}])[ ]*[,;:?!()]|(?<![0-9A-Za-z])[,;:?!(](?=[ ]*[{_CHINESE}])|[,;:?!)](?=[ ]*[{_CHINESE}])"
)
_POINT = re.compile(rf"(?<=[{_HAN}”》）])[.．](?=[{_HAN}“《（]|\s*$)", re.MULTILINE)
_NUMERALS = "一二三四五六七八九十百千零〇"
_DASHES = r"\-—–_ー一"
_ONE = re.compile(rf"(?<=[（(])[{_DASHES}](?=[）)])|(?<=第)[{_DASHES}](?=[条章节编款项])")
_ONE_IN_NUMBER = re.compile(rf"(?<=第)[{_NUMERALS}{_DASHES}+＋]{{2,9}}(?=[条章节编款项])")
_OPENED_BY_MAN = re.compile(rf"^[人入](?=[{_NUMERALS}]{{1,3}}[）)])", re.MULTILINE)
_TITLE_MARKS = re.compile("[《》〈〉。\n]")
_BLANK = re.compile(rf"(?<=[{_CHINESE}0-9])[ \u3000]+(?=[{_CHINESE}])|(?<=[{_CHINESE}])[ \u3000]+(?=[0-9])")
_AFTER_MARK = re.compile(rf"第[^\s，。、；：]{{1,9}}[条章节编](?:之[{_NUMERALS}]{{1,3}})?[ \u3000]*$")
_ARTICLE = re.compile(r"^第([^\s第条，。、；：]{1,9})条", re.MULTILINE)
_ITEM = re.compile(r"^（?([^\s（），。；]{1,3})）", re.MULTILINE)


def mended(text: str) -> Cleaned:
    """``text``, lines of one document in order, as statutes are printed; no line is joined or parted."""
    steps: tuple[tuple[int, int], ...] = ()
    for find in (_widths, _ones, _title_marks, _numbers, _blanks):
        done = edit(text, find(text))
        steps = compose(done.steps, steps)
        text = done.text
    return Cleaned(text, steps)


def _widths(text: str) -> Iterator[Edit]:
    """Punctuation beside Chinese characters in its full width; a point after one that ends a sentence."""
    found: list[Edit] = []
    for match in _MARK.finditer(text):
        mark = match.group()[-1]
        found.append((match.end() - 1, match.end(), _FULL[mark]))
    found += [
        (match.start(), match.end(), "。")
        for match in _POINT.finditer(text)
        if not _numbers_line(text, match)
    ]
    yield from sorted(found)


def _numbers_line(text: str, point: re.Match[str]) -> bool:
    """Whether the point stands behind the numeral that begins a line (一.)."""
    line = text[text.rfind("\n", 0, point.start()) + 1 : point.start()]
    return bool(line) and all(character in _NUMERALS for character in line)


def _ones(text: str) -> Iterator[Edit]:
    """A dash or plus inside the number of a provision is 一 or 十; 人 before 五） is a bracket."""
    found: list[Edit] = [(m.start(), m.end(), "一") for m in _ONE.finditer(text) if m.group() != "一"]
    for match in _ONE_IN_NUMBER.finditer(text):
        words = "".join("十" if c in "+＋" else "一" if c in "-—–_ー" else c for c in match.group())
        if words != match.group() and to_int(words) is not None:
            found.append((match.start(), match.end(), words))
    found += [(m.start(), m.end(), "（") for m in _OPENED_BY_MAN.finditer(text)]
    yield from sorted(found)


def _title_marks(text: str) -> Iterator[Edit]:
    """《…〉 and 〈…》 closed as they were opened; a title may run over a line but not over a sentence."""
    found: list[Edit] = []
    open_marks: list[tuple[str, int]] = []
    for match in _TITLE_MARKS.finditer(text):
        mark, at = match.group(), match.start()
        if mark == "。":
            open_marks.clear()
        elif mark in "《〈":
            open_marks.append((mark, at))
        elif mark in "》〉" and open_marks:
            opened, place = open_marks.pop()
            if opened == "《" and mark == "〉":
                found.append((at, at + 1, "》"))
            elif opened == "〈" and mark == "》" and not open_marks:
                found.append((place, place + 1, "《"))
    yield from sorted(found)


def _blanks(text: str) -> Iterator[Edit]:
    """Blanks inside words go; the one behind the number of a provision stays."""
    for match in _BLANK.finditer(text):
        line = text[text.rfind("\n", 0, match.start()) + 1 : match.end()]
        if not _AFTER_MARK.fullmatch(line):
            yield match.start(), match.end(), ""


def _numbers(text: str) -> Iterator[Edit]:
    """A number of an article or item that its two neighbours make certain."""
    articles = [
        m for m in _ARTICLE.finditer(text) if BEGINS_PROVISION.match(text, m.start()) or to_int(m[1]) is None
    ]
    found = list(_between(articles))
    marks = sorted([*articles, *_ITEM.finditer(text)], key=lambda mark: mark.start())
    run: list[re.Match[str]] = []
    for mark in [*marks, None]:
        if mark is not None and mark.re is _ITEM:
            run.append(mark)
        else:
            found += _between(run)
            run = []
    yield from sorted(found)


def _between(marks: list[re.Match[str]]) -> Iterator[Edit]:
    """The one mark between two that leave room for one number alone, where it says something else."""
    for (before, mark), (_, after) in pairwise(pairwise(marks)):
        first, last = to_int(before[1]), to_int(after[1])
        if first is None or last != first + 2 or not 1 <= first < 9000:
            continue
        right = to_chinese(first + 1)
        right = f"第{right}条" if mark.re is _ARTICLE else f"（{right}）"
        if mark.group() != right:
            yield mark.start(), mark.end(), right
