"""What is doubtful about a law's text: missing numbers, repeated numbers, an end that breaks off."""

import re
from bisect import bisect_left

from lezr_extract.records import Document, Law, Problem, Rank, Severity, Stage
from lezr_extract.structure.articles import article_number
from lezr_extract.structure.headings import Headings, squeezed
from lezr_extract.structure.sequence import Ordinal, Sequence
from lezr_extract.structure.unnumbered import no_numbers

_COMMENCES = re.compile(r"施行|实施|生效|执行|试行|废止|有效期")
_SAYS_WHEN = re.compile(
    r"(?:自|从|起)[^。；，]{0,40}(?:施行|实施|生效|执行|实行|试行)|(?:公布|发布|批准|颁布|印发|通过)[^。；，]{0,6}(?:施行|实行|试行|生效)"
    r"|同时(?:废止|停止)|(?:施行|实施|生效)(?:日期|时间)|有效期"
)
_DATED_FORM = re.compile(r"(?:(?<!组织)法|条例|办法|细则|规定|规则)(?:[（(][^（）()]*[）)])?$")
_DUTY_TO_DATE = "2000-07-01"
"""From here on a law must say when it commences (立法法 of 2000 art. 51, now art. 61; regulations follow it)."""
_CLOSING_CHAPTER = re.compile(r"附则|法律责任|罚则|责任|处罚|奖惩|附加|其他|其它|解释")
_INSIDE_SENTENCE = re.compile(r"[\u4e00-\u9fff，、]$")
_CHAPTERS = re.compile(r"第[一二三四五六七八九十百\d]+[编章]")
_GOES_ON = re.compile(r"法典|修正案")
_MOST_NUMBER_NOTES = 20  # a text with more is disordered as a whole, and one note says so
_LAST_ARTICLES = 3
_FEW_CHAPTERS = 2
_FEWEST_ARTICLES = 4
_WHOLE_FORM = re.compile(r"(?:法|条例|办法|细则)(?:[（(][^（）()]*[）)])?$")


def doubts_of(document: Document, law: Law, sequence: Sequence, headings: Headings) -> tuple[Problem, ...]:
    """The doubts, in the order of the text.

    A missing number in a text that otherwise goes on to its end is a note: the official copy may lack it too.
    A text that breaks off is a doubt, since articles that it had are lost.
    """
    problems = [_gap(law, sequence, before, after) for before, after in _gaps(law, sequence)]
    problems += [_repeated(law, sequence, ordinal) for ordinal in sequence.repeated]
    problems += _misprinted(law)
    if len(problems) > _MOST_NUMBER_NOTES:
        cause = f"来源的条文编号有{len(problems)}处缺失、重复或者次序颠倒，从{problems[0].place}起，请核对"
        problems = [_problem(law, Severity.NOTE, problems[0].place, "numbering-gap", cause)]
    if sequence.restart is not None and not any(annex.title.startswith("附") for annex in law.annexes):
        cause = f"{law.articles[-1].number}之后又从第一条编号，其后的文字按附件保留，没有拆分条文"
        problems.append(_problem(law, Severity.NOTE, "", "second-text", cause))
    if sequence.whole:
        problems.append(no_numbers(document))
    problems += _in_tables(document, law)
    if reason := _broken_off(law, headings):
        cause = f"{reason}，文本可能不完整，请与公布文本核对"
        problems.append(_problem(law, Severity.DOUBT, law.articles[-1].number, "truncated", cause))
    elif _is_fragment(law):
        cause = f"只有{len(law.articles)}条，没有施行条款，可能只是节选，请核对"
        problems.append(_problem(law, Severity.NOTE, "", "few-articles", cause))
    return tuple(problems)


def _gaps(law: Law, sequence: Sequence) -> list[tuple[Ordinal, Ordinal]]:
    """Gaps between articles, and the one before the first; parts of a code and amendments go on from others."""
    first = law.articles[0].ordinal
    goes_on = _GOES_ON.search(law.title) is not None
    lead = [((0, 0), first)] if first[0] > 1 and not goes_on else []
    return [*lead, *sequence.gaps]


def _repeated(law: Law, sequence: Sequence, ordinal: Ordinal) -> Problem:
    number = article_number(*ordinal, counted=sequence.counted)
    cause = f"来源中{number}的编号重复或者次序颠倒，已按出现次序保留，请核对"
    return _problem(law, Severity.NOTE, number, "repeated-number", cause)


def _gap(law: Law, sequence: Sequence, before: Ordinal, after: Ordinal) -> Problem:
    first = article_number(before[0] + 1, 0, counted=sequence.counted)
    last = article_number(after[0] - 1, 0, counted=sequence.counted)
    if after[0] <= before[0] + 1:  # 第X条之二 without 第X条之一
        first = last = article_number(after[0], after[1] - 1, counted=sequence.counted)
    words = first if first == last else f"{first}至{last}"
    return _problem(
        law, Severity.NOTE, words, "numbering-gap", f"来源中没有{words}的编号，其余条文已拆分，请核对"
    )


def _misprinted(law: Law) -> list[Problem]:
    """Articles whose number is printed with another character that looks alike: a search for it fails."""
    problems = []
    for article in law.articles:
        mark = law.text[article.span.start : article.text_span.start].strip()
        if mark.startswith("笫"):
            cause = f"来源把“{article.number}”误写作“{mark}”，已按{article.number}拆分，请核对"
            problems.append(_problem(law, Severity.DOUBT, article.number, "misprinted-number", cause))
    return problems


def _in_tables(document: Document, law: Law) -> list[Problem]:
    """Articles whose number stands inside a table: the table may have taken words away from them."""
    starts = [article.span.start for article in law.articles]
    inside: list[str] = []
    for table in document.tables:
        first, end = bisect_left(starts, table.span.start), bisect_left(starts, table.span.end)
        inside += [article.number for article in law.articles[first:end]]
    if not inside:
        return []
    words = inside[0] if len(inside) == 1 else f"{inside[0]}等{len(inside)}条"
    cause = f"{words}写在表格里，拆分可能不准，请核对"
    return [_problem(law, Severity.DOUBT, inside[0], "articles-in-table", cause)]


def _broken_off(law: Law, headings: Headings) -> str:
    """Why the text seems to break off; empty when it does not."""
    last = law.articles[-1]
    if missing := _announced_but_missing(headings):
        return f"目录列有“{missing}”，正文里没有"
    if law.rank.value == Rank.CONSTITUTION:
        return ""
    ending = [article.text for article in law.articles[-_LAST_ARTICLES:]]
    follows = any(part.span.start >= last.span.end for part in law.parts)
    if _INSIDE_SENTENCE.search(last.text) and not follows and not any(map(_COMMENCES.search, ending)):
        return f"{last.number}在句中结束（“…{last.text[-12:]}”），也没有施行条款"
    if any(map(_SAYS_WHEN.search, ending)):
        return ""
    return _without_last_chapter(law) or _without_commencement(law)


def _without_last_chapter(law: Law) -> str:
    """Why the chapters seem to break off; empty where they end as chapters do, and in a part of a code.

    The organic laws of organs (组织法) have neither liability nor closing chapter.
    """
    if (
        not _begins(law)
        or law.title.endswith("组织法")
        or (law.title.endswith("法典") and not any(heading.kind == "编" for heading in law.headings))
    ):
        return ""
    chapters = [squeezed(heading.title) for heading in law.headings if heading.kind == "章"]
    opens = len(chapters) > _FEW_CHAPTERS or chapters[:1] == ["总则"]
    if opens and not _CLOSING_CHAPTER.search(chapters[-1]):
        return f"最后一章是“{chapters[-1]}”，没有法律责任、附则和施行条款"
    return ""


def _without_commencement(law: Law) -> str:
    """Why a law of today that nowhere says when it commences seems to lack its end; empty where it need not."""
    dates = [
        evidence.value for evidence in (law.adopted, law.published, law.effective) if evidence is not None
    ]
    if (
        min([law.version, *dates]) < _DUTY_TO_DATE
        or law.rank.value == Rank.JUDICIAL_INTERPRETATION
        or not _begins(law)
        or not _DATED_FORM.search(law.title)
        or law.title.endswith("法典")
        or any(heading.title.endswith("附则") for heading in law.headings)
        or _SAYS_WHEN.search(law.text, law.articles[0].span.start)
    ):
        return ""
    return f"到{law.articles[-1].number}为止，没有写明何时施行的条款（法律应当明确规定施行日期，立法法第六十一条）"


def _begins(law: Law) -> bool:
    """Whether the text begins with 第一条; notices and plans that count 一、二、三 end as they like."""
    return law.articles[0].number.startswith("第") and law.articles[0].ordinal[0] == 1


def _is_fragment(law: Law) -> bool:
    """Whether a form that orders a whole matter has two or three articles and does not say when it commences."""
    few = len(law.articles) < _FEWEST_ARTICLES and _WHOLE_FORM.search(law.title) is not None
    return few and not any(_COMMENCES.search(article.text) for article in law.articles)


def _announced_but_missing(headings: Headings) -> str:
    """The last chapter of the contents when the body has neither its number nor its title."""
    announced = [entry for entry in headings.announced if _CHAPTERS.match(entry)]
    if not announced or not headings.placed:
        return ""
    found = [squeezed(one.heading.number + one.heading.title) for one in headings.placed]
    titles = {one.heading.title for one in headings.placed}
    missing = announced[-1]
    title = _CHAPTERS.sub("", missing, count=1)
    return "" if missing in found or title in titles else missing


def _problem(law: Law, severity: Severity, place: str, code: str, cause: str) -> Problem:
    return Problem(Stage.STRUCTURE, severity, law.file, place, code, cause)
