"""Reading the cell of the legal bases (实施依据): which articles of which laws it cites, with the words that it quotes.

Lists write: rank in 【】, title in 《》, the edition in brackets, then each article on a line of its own with its words
behind a colon (domain rules 3.4). Numbers may be wrong, marks may lack, several laws may stand on one line: whatever
has a title becomes a basis.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lezr_extract.records import CitedBasis
from lezr_extract.text.numerals import to_chinese, to_int

_N = "[零〇○一二两三四五六七八九十百千0-9０-９]{1,9}"
_BN = rf"(?:[（(]\s*{_N}\s*[)）]|{_N})"
_MORE = r"\s*(?:[、，,和及与]|以及|或者|或|至|到|-|—|～|~)?\s*第?\s*"
_PART = rf"(?:第\s*{_N}\s*(?:分编|部分|[编章节])\s*)*"
_PARAGRAPHS = rf"(?:第?\s*{_BN}(?:{_MORE}{_BN}){{0,20}}\s*款(?!项))"
_ITEMS = rf"(?:第?\s*{_BN}(?:{_MORE}{_BN}){{0,30}}\s*[项目](?!目))"
# 第二十七第二款, 第十九：: the 条 that a careless copy left out.
_UNIT = rf"第\s*(?P<no>{_N})\s*(?:条(?![件例约款目])(?:\s*之\s*(?P<sub>{_N})(?![个种类]))?|(?=第\s*{_BN}\s*款)|(?=[:：]))"
_REST = rf"(?P<rest>(?:\s*(?:[、，,和及与至到]|以及|或者|或)?\s*(?:{_PARAGRAPHS}|{_ITEMS})){{0,12}})"
_ONE = rf"{_UNIT}{_REST}"
_NEXT = re.compile(r"\s*(?P<join>、|，|,|和|及|与|以及|至|到|-|—|～|~)\s*(?=第)")
_ARTICLE = re.compile(_PART + _ONE)
_PARAGRAPH = re.compile(_PARAGRAPHS)
_ITEM = re.compile(_ITEMS)
# （2016修改版，原1998版第二十二条）: what the list says of the edition, no words of the law.
_REMARK = re.compile(r"[（(](?P<words>[^（）()\n]{0,60}(?:版|修订|修正|修改)[^（）()\n]{0,30})[）)]\s*[:：]?")
_LIST_NUMBER = re.compile(rf"(?:[（(]?{_N}[)）]?\s*[.、．]\s*)?")
# A header stands behind 【rank】 anywhere, else only at the head of a line.
_RANK = re.compile(r"【\s*(?P<rank>[^】\n]{1,14}?)\s*】[\s:：]*")
_TITLE = re.compile(r"《\s*(?P<title>(?:[^《》\n]|《[^《》\n]{1,90}》|\n(?=[^\n《]{0,40}》)){1,150}?)\s*》+")
# 《 written as （.
_OPEN_TITLE = re.compile(r"[（(](?P<title>[^《》（()\n]{2,60})》")
# 《…》的有关规定, 《…》和《…》: words of a clause, no citation of their own.
_IN_CLAUSE = re.compile(r"\s*(?:的|和|及|、|中|等|规定|所)")
_NORM = re.compile(
    r"(?:法|法典|条例|规定|办法|细则|规则|决定|决议|解释|公约|章程|准则|规程|规范|标准|通则|通知|意见|批复|命令|令|公告|目录"
    r"|方案|制度|修正案|[^》]{0,4}[)）〉>])$"
)
# What may stand between the end of a sentence and the next citation on the same line.
_ENDS = re.compile(r"[。；;！：:”\"）)》】]\s*$")
_CONTINUES = re.compile(
    r"(?:本法|条例|规定|办法|细则|违反|依照|按照|根据|依据|本|的|和|或者|或|与|及|、|，|,|第)$"
)
_WHOLE = re.compile(r"^[\s:：，,。.；;]*(?:全文(?:适用)?|整部(?:法律|法规)?|全部条款)?[\s。.；;]*$")
_OPENING = ' \t\n\r　\u2002\u2003:：.．。、，“"'
_CLOSING = ' \t\n\r　\u2002\u2003”"'
_BRACKET_LIMIT = 400
_LONGEST = 40_000  # characters; a cell of a workbook holds 32,767
_MOST = 400  # citations of one cell; what has more is no list


@dataclass(frozen=True, slots=True)
class _Header:
    """A cited law: where its words begin, and where what is quoted of it begins."""

    start: int
    end: int
    rank: str
    title: str
    edition: str


@dataclass(frozen=True, slots=True)
class _Mark:
    """Citations of articles that share one quotation."""

    start: int
    end: int
    cited: tuple[tuple[str, tuple[int, ...], tuple[str, ...]], ...]
    words: str


def cited_bases(cell: str, row: int) -> tuple[CitedBasis, ...]:
    """The bases that a cell cites, in its order; empty where it names no law.

    Args:
        cell: the words of the cell with its line breaks.
        row: of the sheet, from 1.
    """
    cell = cell[:_LONGEST]
    headers = list(_headers(cell))
    found: list[CitedBasis] = []
    for at, header in enumerate(headers):
        end = headers[at + 1].start if at + 1 < len(headers) else len(cell)
        found += _of_law(cell, header, end, row)
        if len(found) > _MOST:
            break
    return _without_announcements(found[:_MOST])


def _without_announcements(found: list[CitedBasis]) -> tuple[CitedBasis, ...]:
    """Without the articles that a cell names first and then quotes one by one."""
    quoted = {(one.law, one.article) for one in found if one.quotation}
    return tuple(one for one in found if one.quotation or (one.law, one.article) not in quoted)


def _headers(cell: str) -> Iterator[_Header]:
    at = 0
    while at < len(cell):
        rank = _RANK.search(cell, at)
        bare = _line_title(cell, at, rank.start() if rank else len(cell))
        if bare is not None:
            yield _header(cell, bare[0], "", bare[1])
            at = bare[1].end()
            continue
        if rank is None:
            return
        title = _TITLE.match(cell, rank.end()) or _OPEN_TITLE.match(cell, rank.end())
        if title is not None:
            header = _header(cell, rank.start(), rank["rank"], title)
        else:
            header = _untitled(cell, rank)
        if header.title:
            yield header
        at = max(header.end, rank.end())


def _line_title(cell: str, start: int, end: int) -> tuple[int, re.Match[str]] | None:
    """The next title at the head of a line before ``end`` that names a norm, and where its line begins."""
    at = start
    while at < end:
        at = len(cell) - len(cell[at:].lstrip(" \t　\u2002\n\r"))
        number = _LIST_NUMBER.match(cell, at)
        head = number.end() if number else at
        if head < end:
            title = _TITLE.match(cell, head)
            if title is not None and _is_header(cell, title) and _begins(cell, start, at):
                return at, title
        line = cell.find("\n", at)
        if line < 0:
            return None
        at = line + 1
    return None


def _is_header(cell: str, title: re.Match[str]) -> bool:
    named = _NORM.search("".join(title["title"].split()))
    return named is not None and _IN_CLAUSE.match(cell, title.end()) is None


def _begins(cell: str, start: int, at: int) -> bool:
    """Whether what stands at ``at`` can begin a citation: the line before it is over."""
    before = cell[start:at].rstrip()
    return not before or not _CONTINUES.search(before)


def _header(cell: str, start: int, rank: str, title: re.Match[str]) -> _Header:
    edition, end = _edition(cell, title.end())
    return _Header(start, end, "".join(rank.split()), " ".join(title["title"].split()), edition)


def _untitled(cell: str, rank: re.Match[str]) -> _Header:
    """A header whose title has no 《》: the words up to the first bracket or the end of the line."""
    line = re.compile(r"[^\n（(:：]{0,120}").match(cell, rank.end())
    words = line[0].strip(" 　》《") if line else ""
    article = _ARTICLE.search(words)
    words = words[: article.start()].strip() if article else words
    end = rank.end() + (cell[rank.end() :].find(words) + len(words) if words else 0)
    if not _NORM.search(words):
        return _Header(rank.start(), rank.end(), rank["rank"], "", "")
    edition, end = _edition(cell, end)
    return _Header(rank.start(), end, "".join(rank["rank"].split()), words, edition)


def _edition(cell: str, at: int) -> tuple[str, int]:
    """The words of the brackets that follow a title, and where they end."""
    words: list[str] = []
    while True:
        start = at
        while start < len(cell) and cell[start] in " \t　\u2002\n》》":
            start += 1
        if start >= len(cell) or cell[start] not in "（(":
            return "；".join(words), at
        depth, end = 0, start
        while end < min(len(cell), start + _BRACKET_LIMIT):
            depth += (cell[end] in "（(") - (cell[end] in "）)")
            end += 1
            if not depth:
                break
        if depth:  # never closed: the brackets end with the line
            line = cell.find("\n", start)
            end = line if line >= 0 else len(cell)
        words.append(" ".join(cell[start + 1 : end].rstrip("）)").split()))
        at = end


def _of_law(cell: str, header: _Header, end: int, row: int) -> Iterator[CitedBasis]:
    marks = list(_marks(cell, header.end, end))
    if not marks:
        body = cell[header.end : end]
        quotation = "" if _WHOLE.match(body) else body.strip(_OPENING + "》")
        yield CitedBasis(header.rank, header.title, header.edition, None, (), (), "", quotation, row)
        return
    for at, mark in enumerate(marks):
        stop = marks[at + 1].start if at + 1 < len(marks) else end
        quotation = cell[mark.end : stop].lstrip(_OPENING).rstrip(_CLOSING)
        remark = _REMARK.match(quotation)
        quotation = quotation[remark.end() :].lstrip(_OPENING) if remark else quotation
        quotation = "" if _WHOLE.match(quotation) else quotation
        edition = "；".join(filter(None, (header.edition, remark["words"] if remark else "")))
        for article, paragraphs, items in mark.cited:
            yield CitedBasis(
                header.rank,
                header.title,
                edition,
                article,
                paragraphs,
                items,
                mark.words,
                quotation,
                row,
            )


def _marks(cell: str, start: int, end: int) -> Iterator[_Mark]:
    at = start
    first = True
    while (match := _ARTICLE.search(cell, at, end)) is not None:
        if not _is_mark(cell, start, match, first=first):
            at = match.end()
            continue
        first = False
        mark = _chain(cell, match, end)
        yield mark
        at = mark.end


def _is_mark(cell: str, start: int, match: re.Match[str], *, first: bool) -> bool:
    """Whether a citation begins a quotation, and is not part of one."""
    before = cell[start : match.start()]
    plain = before.rstrip(' \t　\u2002\u2003“"')
    at_line = not plain or plain.endswith("\n")
    if first and not before.strip(_OPENING + "》"):
        return True
    if at_line:
        text = plain.rstrip()
        return bool(re.match(r"[\s　]*[:：]", cell[match.end() :])) or not _CONTINUES.search(text)
    follows = cell[match.end() : match.end() + 2]
    return bool(_ENDS.search(plain)) and follows[:1] in (":", "：", " ", "　", "\u2002", "\n")


def _chain(cell: str, match: re.Match[str], end: int) -> _Mark:
    """第十条、第十一条 and 第三条至第五条: all that stand together before one quotation."""
    cited = [_cited(match)]
    at = match.end()
    while (join := _NEXT.match(cell, at, end)) is not None:
        following = re.compile(_ONE).match(cell, join.end(), end)
        if following is None:
            break
        if join["join"] in "至到-—～~":
            cited += _between(cited[-1][0], following["no"])
        cited.append(_cited(following))
        at = following.end()
    words = "".join(cell[match.start() : at].split())
    return _Mark(match.start(), at, tuple(dict.fromkeys(cited)), words)


def _cited(match: re.Match[str]) -> tuple[str, tuple[int, ...], tuple[str, ...]]:
    number = f"第{_chinese(match['no'])}条" + (f"之{_chinese(match['sub'])}" if match["sub"] else "")
    rest = re.sub(r"([款项目])\s*([至到])", r"\2", match["rest"] or "")  # 第三项至第七项 is 第三至第七项
    paragraphs = [n for part in _PARAGRAPH.finditer(rest) for n in map(to_int, _numbers(part[0])) if n]
    items = [_chinese(n) for part in _ITEM.finditer(rest) for n in _numbers(part[0])]
    return number, tuple(dict.fromkeys(paragraphs)), tuple(dict.fromkeys(items))


def _between(first: str, last: str) -> list[tuple[str, tuple[int, ...], tuple[str, ...]]]:
    low, high = to_int(first[1:-1]), to_int(last)
    if low is None or high is None or not 1 < high - low < 40:
        return []
    return [(f"第{to_chinese(n)}条", (), ()) for n in range(low + 1, high)]


def _numbers(words: str | None) -> list[str]:
    if not words:
        return []
    numbers = [part[2] or "-" for part in re.finditer(rf"(至|到|-|—|～|~)|({_N})", words)]
    expanded: list[str] = []
    for at, number in enumerate(numbers):
        if number != "-":
            expanded.append(number)
            continue
        low = to_int(numbers[at - 1]) if at else None
        high = to_int(numbers[at + 1]) if at + 1 < len(numbers) else None
        if low and high and 1 < high - low < 40:
            expanded += [to_chinese(n) for n in range(low + 1, high)]
    return expanded


def _chinese(number: str) -> str:
    value = to_int(number)
    return to_chinese(value) if value is not None and 1 <= value <= 9999 else number
