"""Texts without 第X条 and 一、: one article when the text is a norm all the same, no law when it is none."""

import re

from lezr_extract.records import Document, PartKind, Problem, Rank, Severity, Stage
from lezr_extract.structure.front import NO_NORM_TITLE, find_front, find_title
from lezr_extract.structure.marks import ITEM_MARKS, Line
from lezr_extract.structure.sequence import Sequence

WHOLE = "全文"
# Forms of norms that are sometimes passed without any number: 立法解释, short 决定, 刑法修正案 of one sentence.
_NORM = re.compile(
    r"(?:法|条例|规定|办法|决定|决议|解释|修正案|细则|规则|命令|守则|章程)(?:[（(][^（）()]{1,20}[）)])*$"
)


def whole_text(document: Document, lines: list[Line]) -> Sequence:
    """One article that holds the whole body, where title and body show a norm; an empty sequence where not."""
    title = find_title(document, lines, len(lines), numbered=False)
    claimed = document.facts.get("rank", "") in {rank.value for rank in Rank}
    if not (_NORM.search(title.words) or claimed) or NO_NORM_TITLE.search(title.words):
        return Sequence(())
    kinds = find_front(document.text, lines, title, len(lines), None).kinds
    starts = [i for i, kind in kinds.items() if kind is PartKind.PREAMBLE]
    starts += [i for i, line in enumerate(lines) if line.mark in ITEM_MARKS and i > title.last][:1]
    if not starts or not any(document.text[line.end - 1] == "。" for line in lines[min(starts) :]):
        return Sequence(())
    return Sequence((min(starts),), whole=True)


def speaks_to_somebody(title: str) -> bool:
    """Whether a title names a letter, a speech or a report."""
    return NO_NORM_TITLE.search(title) is not None


def no_law(document: Document, lines: list[Line], *, numbered: bool) -> Problem:
    """The row that says why a document gives no law, with what it begins with."""
    title = find_title(document, lines, len(lines), numbered=False).words
    start = " ".join(document.text[:200].split())[:40]
    if numbered or speaks_to_somebody(title):
        reason = "标题表明是批复、函、答复、讲话、报告一类文书，不设定规范，不作为法规处理"
    elif _NORM.search(title):
        reason = "只有标题和题注，没有条文，请补充正文"
    else:
        reason = "没有“第X条”或者“一、”编号的条文，不作为法规处理"
    cause = f"《{title}》{reason}（开头：{start}）"
    return Problem(Stage.STRUCTURE, Severity.LOST, document.file, "", "no-law", cause)


def no_numbers(document: Document) -> Problem:
    """The note on a norm that has no numbers."""
    cause = "没有条文编号，整篇作为一条处理"
    return Problem(Stage.STRUCTURE, Severity.NOTE, document.file, WHOLE, "no-numbers", cause)
