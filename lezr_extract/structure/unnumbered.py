"""Texts without 第X条 and 一、: one article when the text is a norm all the same, no law when it is none."""

import re

from lezr_extract.records import Document, PartKind, Problem, Rank, Severity, Stage
from lezr_extract.structure.front import NO_NORM_TITLE, NORM_TITLE, find_front, find_title
from lezr_extract.structure.marks import ITEM_MARKS, Line
from lezr_extract.structure.sequence import Sequence
from lezr_extract.text.titles import in_marks

WHOLE = "全文"
# Forms of norms that are sometimes passed without any number: 立法解释, short 决定, 刑法修正案 of one sentence.
_NORM = re.compile(
    r"(?:法|条例|规定|办法|决定|决议|解释|修正案|细则|规则|命令|守则|章程)(?:[（(][^（）()]{1,20}[）)])*$"
)


# Essays and model texts of document sellers; a title of law never begins or ends so.
_ESSAY = re.compile(
    r"^(?:试?论|浅[谈析论议]|略论|谈谈|如何)|(?:的(?:思考|探讨|探析|研究|体会|启示|对策|建议|意义)|及其?对策|面临的问题|存在的问题"
    r"|研究综述|心得(?:体会)?|范文|论文|述评|评析)(?:[（(][^（）()]{1,12}[）)])?$"
)
# A letter without a title says in its first sentences that it only reports or answers.
_REPORTS = re.compile(
    r"(?:情况|结果|事项|问题|来函|意见|建议|提案)[^。；\n]{0,30}(通报|汇报|报告|答复|函复|批复|函告)如下"
)
_OPENING = 1500
# A line of its own: "中华人民共和国国家标准", "GB 18483—2001"; recognised text adds codes before and blanks inside.
_STANDARD = re.compile(
    r"^[^，。；：\n]{0,30}?(中华人民共和国(?:国家|[\u4e00-\u9fff]{2,8}行业)标准|GB(?:/[TZ])?\s{0,2}\d[\d. ]{1,7}(?:[-—–一]\s?(?:19|20)?\d\d))\s*$",
    re.MULTILINE,
)
_HEAD_OF_STANDARD = 300
# A letter that brings a plan or rules is their covering notice, whatever it calls itself.
_BRINGS = re.compile(r"(?:印发|发布|转发)[^。]*的函$")
_MOSTLY_TABLE = 0.6
_LEADERS = re.compile(r"[.．…·]{3,}.*")


def whole_text(document: Document, lines: list[Line]) -> Sequence:
    """One article that holds the whole body, where title and body show a norm; an empty sequence where not."""
    title = find_title(document, lines, len(lines), numbered=False)
    claimed = document.facts.get("rank", "") in {rank.value for rank in Rank}
    if not (_NORM.search(title.words) or claimed) or (
        NO_NORM_TITLE.search(title.words) and not _BRINGS.search(title.words)
    ):
        return Sequence(())
    kinds = find_front(document.text, lines, title, len(lines), None).kinds
    starts = [i for i, kind in kinds.items() if kind is PartKind.PREAMBLE]
    starts += [i for i, line in enumerate(lines) if line.mark in ITEM_MARKS and i > title.last][:1]
    if not starts or not any(document.text[line.end - 1] == "。" for line in lines[min(starts) :]):
        return Sequence(())
    return Sequence((min(starts),), whole=True)


def makes_no_rule(document: Document, lines: list[Line], title: str, numbers: tuple[int, ...] = ()) -> str:
    """Why a text without 第X条 makes no rule, in words for the reader; empty where it may make one.

    Args:
        document: the document.
        lines: of its text.
        title: as found.
        numbers: indexes of the lines with its numbers.
    """
    text = document.text
    if NO_NORM_TITLE.search(title) and not _BRINGS.search(title):
        return "标题表明是批复、函、答复、讲话、报告一类文书，不设定规范"
    if _ESSAY.search(title):
        return "标题表明是文章、论文或者范文，不设定规范"
    start = lines[0].start if lines else 0
    first = lines[numbers[0]].start if numbers else start
    opening = _REPORTS.search(text, start, min(first, start + _OPENING))
    if opening is not None and not NORM_TITLE.search(title):
        return f"正文开头写明“{opening[1]}如下”，是{opening[1]}一类文书，不设定规范"
    if standard := _STANDARD.search(text, start, start + _HEAD_OF_STANDARD):
        return f"开头写明“{' '.join(standard[1].split())}”，是技术标准，不设定行政权力"
    if _is_table(document, lines, numbers):
        rows = sum(len(table.rows) for table in document.tables)
        advice = "（权责清单用 lezr check 核对）" if document.format == "spreadsheet" else ""
        return f"几乎全是表格（{len(document.tables)}张、{rows}行），没有“第X条”编号的条文{advice}"
    return ""


def _is_table(document: Document, lines: list[Line], numbers: tuple[int, ...]) -> bool:
    """Whether the text is a table and all its numbers stand in it or in its list of contents.

    A notice with a long table behind it has numbers of its own.
    """
    tables = [table.span for table in document.tables]
    if sum(span.end - span.start for span in tables) < _MOSTLY_TABLE * len(document.text):
        return False
    stops = [*numbers[1:], *([len(lines) - 1] if numbers else [])]
    return all(
        any(span.start <= lines[at].start < span.end for span in tables)
        or _LEADERS.search(document.text, lines[at].start, lines[max(at, stop - 1)].end) is not None
        for at, stop in zip(numbers, stops, strict=True)
    )


def no_law(document: Document, lines: list[Line], reason: str = "") -> Problem:
    """The row that says why a document gives no law, with what it begins with."""
    title = find_title(document, lines, len(lines), numbered=False).words
    if (
        document.format == "spreadsheet" or len(_LEADERS.sub("", title)) < 2
    ):  # name of a sheet, line of contents
        title = document.file.rsplit("/", 1)[-1].rpartition(".")[0] or document.file
    start = " ".join(document.text[:200].split())[:40]
    reason = reason or (makes_no_rule(document, lines, title) if lines else "")
    if not reason and _NORM.search(title):
        reason = "只有标题和题注，没有条文，请补充正文"
    elif not reason:
        reason = "没有“第X条”或者“一、”编号的条文，不作为法规处理"
    else:
        reason += "，不作为法规处理"
    cause = f"{in_marks(title)}{reason}（开头：{start}）"
    return Problem(Stage.STRUCTURE, Severity.LOST, document.file, "", "no-law", cause)


def no_numbers(document: Document) -> Problem:
    """The note on a norm that has no numbers."""
    cause = "没有条文编号，整篇作为一条处理"
    return Problem(Stage.STRUCTURE, Severity.NOTE, document.file, WHOLE, "no-numbers", cause)
