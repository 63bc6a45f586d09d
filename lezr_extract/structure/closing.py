"""What follows the last article: annexes (附件, 附表), glued documents, the signature (落款)."""

import re
from typing import NamedTuple

from lezr_extract.records import Table
from lezr_extract.structure.front import NORM_TITLE
from lezr_extract.structure.marks import Line, Mark
from lezr_extract.structure.sequence import Sequence

_DATE_LINE = re.compile(r"[0-9０-９一二三四五六七八九十〇○零]{2,4}\s*年\s*\S{1,3}\s*月\s*\S{1,3}\s*日")
_ORGAN_END = re.compile(
    r"(?:部|委员会|国务院|局|厅|人民政府|办公厅|办公室|总署|总局|常务委员会|常委会|法制委员会|法院|检察院)$"
)
_COMMENCED = re.compile(r"施行|废止|实施|生效")
_LONG_ENOUGH, _LONGEST_TITLE = 6, 60
_LONGEST_SIGNATURE = 40
_TITLE_LINES = 12
_LISTED_LINES = 12


class Closing(NamedTuple):
    """Indices of lines, one after the last where nothing of the kind follows.

    Attributes:
        signature: where the signature begins.
        annexes: where each annex begins, in order.
        end: where the body ends: the first of all these.
        table: where a table begins that follows the last article without 附件 or 附表; it is one of ``annexes``.
    """

    signature: int
    annexes: tuple[int, ...]
    end: int
    table: int | None = None


def find_closing(text: str, lines: list[Line], articles: Sequence, tables: tuple[Table, ...] = ()) -> Closing:
    """Where the body ends and what comes after."""
    count = len(lines)
    last = articles.at[-1]
    annexes = [i for i in range(last + 1, count) if lines[i].mark is Mark.ANNEX]
    if articles.restart is not None and (not annexes or annexes[0] > articles.restart):
        annexes.insert(0, _title_above(text, lines, last, articles.restart))
    if (second := _second_text(text, lines, last, annexes[0] if annexes else count)) is not None:
        annexes.insert(0, second)
    table = _table(text, lines, last, annexes[0] if annexes else count, tables)
    if table is not None:
        annexes.insert(0, table)
    listed = annexes[0] if annexes and _only_lists(text, lines, annexes) else None
    if listed is not None:
        annexes = annexes[1:]
        first_annex = annexes[0] if annexes else count
        return Closing(listed, tuple(_apart(annexes)), listed)
    first_annex = annexes[0] if annexes else count
    signature = _signature(text, lines, last, first_annex)
    return Closing(signature, tuple(_apart(annexes)), min(signature, first_annex), table)


def _second_text(text: str, lines: list[Line], last: int, end: int) -> int | None:
    """The title of a text that is glued behind the last article of one that has said when it commences."""
    commenced = _COMMENCED.search(text, lines[last].start, lines[end - 1].end)
    for i in range(last + 1, end if commenced is not None else 0):
        line = lines[i]
        words = "".join(text[line.start : line.end].split())
        if line.mark is not Mark.NONE or not _LONG_ENOUGH <= len(words) <= _LONGEST_TITLE:
            continue
        if not NORM_TITLE.search(words) or text[lines[i - 1].end - 1] not in "。）)":
            continue
        if commenced is not None and commenced.start() < line.start:
            return i
    return None


def _table(text: str, lines: list[Line], last: int, end: int, tables: tuple[Table, ...]) -> int | None:
    """The line at which a table begins behind the last article, its title line included; None without one.

    A table that a sentence announces (如下表：) belongs to the article.
    """
    floor = lines[last].end
    start = next((table.span.start for table in tables if table.span.start >= floor), None)
    i = next((i for i in range(last + 1, end) if start is not None and lines[i].end > start), None)
    if i is None:
        return None
    above = text[lines[i - 1].start : lines[i - 1].end]
    if (
        i - 1 > last
        and lines[i - 1].mark is Mark.NONE
        and len(above) <= _LONGEST_TITLE
        and above[-1] not in "。；：，"
    ):
        i -= 1
    return i if text[lines[i - 1].end - 1] in "。）)" else None


def _only_lists(text: str, lines: list[Line], annexes: list[int]) -> bool:
    """Whether 附件：1.… only lists the annexes that come after the signature and its date (公文格式)."""
    end = annexes[1] if len(annexes) > 1 else len(lines)
    for i in range(annexes[0], min(end, annexes[0] + _LISTED_LINES)):
        if _DATE_LINE.fullmatch("".join(text[lines[i].start : lines[i].end].split()).strip("（）()")):
            return all(not text[lines[j].start : lines[j].end].endswith("。") for j in range(annexes[0], i))
    return False


def _apart(annexes: list[int]) -> list[int]:
    """Annexes without those whose mark only heads a list of the annexes that follow line by line."""
    return [i for n, i in enumerate(annexes) if n == 0 or i > annexes[n - 1] + 1]


def _title_above(text: str, lines: list[Line], last: int, restart: int) -> int:
    """The first line of the heading of a document that is glued behind: its title, header and chapter lines."""
    i = restart
    while i - 1 > last and restart - i < _TITLE_LINES:
        above = lines[i - 1]
        if text[above.end - 1] in "。；" or above.mark not in (
            Mark.NONE,
            Mark.HEADING,
            Mark.CONTENTS,
            Mark.COMMENT,
        ):
            break
        i -= 1
    return i


def _signature(text: str, lines: list[Line], last: int, end: int) -> int:
    i = end
    while i - 1 > last:
        line = lines[i - 1]
        words = "".join(text[line.start : line.end].split())
        if not any(c.isalnum() for c in words):  # a rule or the stray bar of a web page
            i -= 1
            continue
        if line.mark is not Mark.NONE or len(words) > _LONGEST_SIGNATURE or words[-1] in "。；：，":
            break
        if not (_DATE_LINE.fullmatch(words.strip("（）()")) or _ORGAN_END.search(words)):
            break
        i -= 1
    while i < end and not any(c.isalnum() for c in text[lines[i].start : lines[i].end]):
        i += 1
    return i
