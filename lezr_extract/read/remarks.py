"""What a reader of the result should know of a text: what was mended in it, what its source has blanked out.

Notes, never doubts: nothing is lost, and the words as they stood are kept in `Document.source_text`.
"""

import re
from collections.abc import Iterator

from lezr_extract.read.source import problem
from lezr_extract.records import Document, Problem, Severity
from lezr_extract.text.mend import READINGS, SCRIPT, SPACES
from lezr_extract.text.script import foreign_words

BOILERPLATE, CUTS = "boilerplate", "cuts"
_WORDS = {
    SCRIPT: "繁体转为简体{}字",
    READINGS: "删去字后残留的注音{}处",
    SPACES: "合并词中空格{}处",
    BOILERPLATE: "删去网页套话{}行",
    CUTS: "接上断在句中的行{}处",
}
_BLANKED = re.compile(
    r"(?<![\d*＊×xX])(?:[*＊×]{1,4}|[xX]{2,4}|(?:19|20)[*＊×xX]{1,2})年(?:[*＊×xX]{1,2}月)?|[“\"][*＊×]{1,6}[”\"]"
)
_STARS = re.compile("[*＊×xX]")
_FEWEST_SPACES = 3
_SHOWN_LINES = 5


def remarks(document: Document) -> Iterator[Problem]:
    """The rows of a document that was read."""
    mended = [
        words.format(count)
        for kind, words in _WORDS.items()
        if (count := dict(document.mended).get(kind, 0)) >= (_FEWEST_SPACES if kind == SPACES else 1)
    ]
    if mended:
        cause = "、".join(mended) + "；原文另存，可对照"
        yield problem(document.file, "mended", cause, Severity.NOTE)
    if SCRIPT in dict(document.mended):
        for word, plain in foreign_words(document.text).items():
            cause = f"“{word}”是台湾、香港或澳门的用语，大致相当于“{plain}”，按原文保留"
            place = _line(document.text, document.text.index(word))
            yield problem(document.file, "other-law-word", cause, Severity.NOTE, place)
    blanked = list(_BLANKED.finditer(document.text)) if _STARS.search(document.text) else []
    if blanked:
        lines = dict.fromkeys(_line(document.text, match.start()) for match in blanked)
        place = "、".join(list(lines)[:_SHOWN_LINES]) + ("等" if len(lines) > _SHOWN_LINES else "")
        cause = f"来源隐去了年份或者词语{len(blanked)}处（首处：“{_around(document.text, blanked[0])}”），照录，请与原件核对"
        yield problem(document.file, "blanked", cause, Severity.NOTE, place)


def _line(text: str, at: int) -> str:
    return f"第{text.count(chr(10), 0, at) + 1}行"


def _around(text: str, match: re.Match[str]) -> str:
    return "".join(text[max(0, match.start() - 8) : match.end() + 8].split())
