"""Every line of a text with the mark that it begins with: 第三条, 第二章, （一）, 1., 目录, 附件 …"""

import re
import unicodedata
from enum import IntEnum
from functools import lru_cache, partial
from itertools import pairwise
from typing import NamedTuple

from lezr_extract.text.numerals import to_int


class Mark(IntEnum):
    """Kind of the mark at the beginning of a line."""

    NONE = 0
    ARTICLE = 1  # 第三条, 第3条, 第一百三十三条之一
    HEADING = 2  # 第二编, 第一分编, 第三章, 第一节
    BRACKETED = 3  # （一） (一) ㈠
    COUNTED = 4  # 一、
    ARABIC = 5  # 1. １． 1、
    ARABIC_BRACKETED = 6  # （1） (1) ⑴ 1）
    CIRCLED = 7  # ①
    LETTER = 8  # a) A.
    CONTENTS = 9  # 目录
    ANNEX = 10  # 附件 附表 附录 附：
    COMMENT = 11  # <!-- … -->, a rule of dashes


ITEM_MARKS = frozenset(
    (Mark.BRACKETED, Mark.COUNTED, Mark.ARABIC, Mark.ARABIC_BRACKETED, Mark.CIRCLED, Mark.LETTER)
)


class Line(NamedTuple):
    """A line that is not blank.

    Attributes:
        start, end: its words without the white space around them; Markdown signs before them left out.
        mark: what it begins with.
        number, sub: of the mark (133 and 1 for 第一百三十三条之一); 0 without one.
        mark_end: where the mark ends; ``start`` without one.
        body: where the words after the mark begin; ``end`` when there are none.
        unit: 编, 分编, 章 or 节 for a heading, else empty.
        hashes: the heading level that the source marks (``#`` of Markdown, h1–h6, Word styles); 0 without one.
        first: the offset at which the line itself begins, white space and Markdown signs included.
    """

    start: int
    end: int
    mark: Mark
    number: int
    sub: int
    mark_end: int
    body: int
    unit: str
    hashes: int
    first: int


_S = r"[^\S\n]"
_DIGITS = "零〇○一二三四五六七八九十百千两0-9０-９"
_MISPRINTED = str.maketrans("－—", "一一")  # 第三十－条
_LONGEST_NUMERAL = 9  # 第一千二百四十二条 has eight; a row of thousands of digits is no number of an article
_NUMBER = rf"[{_DIGITS}](?:{_S}*[{_DIGITS}])*"
_LINE = re.compile(
    rf"^(?={_S}*\S){_S}*(?P<signs>(?P<hashes>\#{{1,6}}|={{2,6}}(?!=)){_S}*|>{_S}*)?(?:\*\*)?"
    r"(?:"
    rf"(?P<article>[第笫]{_S}*(?P<n>{_NUMBER}(?:[－—](?={_S}*条))?){_S}*条(?:{_S}*之{_S}*(?P<sub>[一二三四五六七八九十]+))?)"
    rf"|(?P<heading>第{_S}*(?P<h>{_NUMBER}){_S}*(?P<unit>编|分编|章|节))"
    rf"|(?P<bracketed>[\"“]?[（(]{_S}*(?P<b>[一二三四五六七八九十百]+){_S}*[）)]|[㈠-㈩])"
    r"|(?P<counted>(?P<c>[一二三四五六七八九十百]+)[、．.](?![一二三四五六七八九十]{1,2}[类级等款项条、])"
    r"|条目(?P<entry>[一二三四五六七八九十百]+)(?=[^\S\n]))"
    r"|(?P<arabic>(?P<a>[0-9０-９]{1,3})[.．、](?![0-9０-９]))"
    rf"|(?P<abracketed>[（(]{_S}*(?P<ab>[0-9０-９]{{1,3}}){_S}*[）)]|(?P<ac>[0-9０-９]{{1,3}})[）)]|[⑴-⒇])"
    r"|(?P<circled>[①-⑳❶-❿])"
    r"|(?P<letter>[（(]?(?P<l>[a-zA-Z])[）)]|[a-zA-Z][.．、](?=[\u4e00-\u9fff]))"
    rf"|(?P<contents>[【\[]?目{_S}*[录錄]{_S}*[】\]]?[:：]?(?={_S}*$))"
    rf"|(?P<annex>[（(]?附{_S}*[件表录錄图注](?![^\n]*[，。；])|附{_S}*(?:[:：]|$))"
    r"|(?P<comment><!--|[-=_*—]{3}(?:[-=_*—]|[^\S\n])*$)"
    r")?"
    rf"(?:\*\*)?{_S}*(?:.*\S)?",
    re.MULTILINE,
)
# By the index of a mark's group: its kind and the groups that may hold its numeral.
_KINDS: dict[int, tuple[Mark, tuple[str, ...]]] = {
    _LINE.groupindex[group]: (mark, numerals)
    for group, mark, numerals in (
        ("article", Mark.ARTICLE, ("n",)),
        ("heading", Mark.HEADING, ("h",)),
        ("bracketed", Mark.BRACKETED, ("b",)),
        ("counted", Mark.COUNTED, ("c", "entry")),
        ("arabic", Mark.ARABIC, ("a",)),
        ("abracketed", Mark.ARABIC_BRACKETED, ("ab", "ac")),
        ("circled", Mark.CIRCLED, ()),
        ("letter", Mark.LETTER, ("l",)),
        ("contents", Mark.CONTENTS, ()),
        ("annex", Mark.ANNEX, ()),
        ("comment", Mark.COMMENT, ()),
    )
}
_SIGNS = _LINE.groupindex["signs"]


def lines_of(text: str, levels: dict[int, int] | None = None) -> list[Line]:
    """The lines of ``text`` that are not blank, in order, each with its mark.

    Args:
        text: the cleaned text.
        levels: heading levels that the source itself marks, by the offset of the line.
    """
    lines: list[Line] = []
    # Without the detour of the class, which takes its fields by name.
    line_of = partial(tuple.__new__, Line)
    none, article, heading = Mark.NONE, Mark.ARTICLE, Mark.HEADING
    for match in _LINE.finditer(text):
        index = match.lastindex
        first, end = match.span()
        if index is None:
            start = first if not text[first].isspace() else _skip_space(text, first, end)
            lines.append(line_of((start, end, none, 0, 0, start, start, "", 0, first)))
            continue
        hashes = len(match["hashes"] or "") if match["signs"] else 0
        if index == _SIGNS:
            start = _skip_space(text, match.end("signs"), end)
            lines.append(Line(start, end, none, 0, 0, start, start, "", hashes, first))
            continue
        mark, numerals = _KINDS[index]
        start, mark_end = match.span(index)
        number = _number(match, mark, numerals, index)
        sub = number_of(match["sub"]) if mark is article and match["sub"] else 0
        unit = match["unit"] if mark is heading else ""
        body = mark_end
        if text.startswith("**", body):
            body += 2
        body = _skip_space(text, body, end)
        lines.append(line_of((start, end, mark, number, sub, mark_end, body, unit, hashes, first)))
    if levels:
        lines = [
            line._replace(hashes=levels.get(line.first) or levels[line.start])
            if line.first in levels or line.start in levels
            else line
            for line in lines
        ]
    return lines


def pieces(text: str, line: Line, cuts: list[int]) -> list[Line]:
    """The line cut before each offset of ``cuts`` (rising, inside the line), each piece with its own mark."""
    found = []
    for start, end in pairwise([line.start, *cuts, line.end]):
        one = lines_of(text[start:end])[0]
        found.append(
            one._replace(
                start=one.start + start,
                end=one.end + start,
                mark_end=one.mark_end + start,
                body=one.body + start,
                first=one.first + start,
            )
        )
    found[0] = found[0]._replace(hashes=line.hashes, first=line.first)
    return found


def _skip_space(text: str, at: int, end: int) -> int:
    while at < end and text[at].isspace():
        at += 1
    return at


def _number(match: re.Match[str], mark: Mark, numerals: tuple[str, ...], index: int) -> int:
    if mark is Mark.LETTER:
        letter = match["l"] or match[index][0]
        return ord(letter.lower()) - ord("a") + 1
    for group in numerals:
        if match[group]:
            return number_of(match[group])
    if mark in (Mark.CIRCLED, Mark.BRACKETED, Mark.ARABIC_BRACKETED):
        return int(unicodedata.numeric(match[index], 0))
    return 0


@lru_cache(maxsize=4096)
def number_of(words: str) -> int:
    """The number that a mark's numeral writes, stray spaces inside it left out; 0 when it is none."""
    digits = "".join(words.split()).translate(_MISPRINTED)
    return (to_int(digits) or 0) if len(digits) <= _LONGEST_NUMERAL else 0
