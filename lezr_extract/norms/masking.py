"""Masking: actors, citations and amounts become placeholders, so that no rule meets a verb inside a name."""

import re
from typing import Final, NamedTuple

from lezr_extract.vocabulary.actor_words import forms_of
from lezr_extract.vocabulary.actors import Actor, find_actors

_NUMBER: Final = "[零〇○一二三四五六七八九十百千两0-9０-９]"
_POINT: Final = rf"第{_NUMBER}{{1,8}}条(?:之[一二三四五六七八九十])?(?:第{_NUMBER}{{1,3}}款)?(?:第?（{_NUMBER}{{1,3}}）项|第{_NUMBER}{{1,3}}项)?"
_MORE: Final = rf"(?:(?:、|和|或者|或|及|以及|至|到|－|—|-)(?:{_POINT}|第{_NUMBER}{{1,3}}[款项章节]|第?（{_NUMBER}{{1,3}}）项))*"
CITATION: Final = re.compile(
    "《[^《》\n]{1,60}(?:法|条例|规定|办法|细则|规则|决定|公约|协定|通则|解释|准则|通知|意见|决议|规范|试行）|修正）)》"
    rf"(?:{_POINT}{_MORE})?"
    rf"|[本该](?:法|条例|规定|办法|细则|实施细则|规则|规章|决定|准则|规范|通则|章程|意见|章|节|条|款|项)(?:{_POINT}|第{_NUMBER}{{1,3}}[款项章节](?:第?（{_NUMBER}{{1,3}}）项)?)?{_MORE}"
    rf"|{_POINT}{_MORE}"
    rf"|[前上](?:一|两|二|三|四|五|数)?[款条项](?:第?（{_NUMBER}{{1,3}}）项|第{_NUMBER}{{1,3}}项|第{_NUMBER}{{1,3}}款)?{_MORE}"
    rf"|第{_NUMBER}{{1,3}}[款项](?:第?（{_NUMBER}{{1,3}}）项|第{_NUMBER}{{1,3}}项)?{_MORE}"
)
_SUM: Final = "[零〇○一二三四五六七八九十百千万亿两点0-9０-９.．·]{1,20}"
AMOUNT: Final = re.compile(
    rf"(?:人民币)?{_SUM}(?:元|圆)?(?:以上|以下)?(?:至|到|－|—|-|~|～|，)?{_SUM}(?:万|亿)?(?:元|圆)(?:人民币)?(?:以上|以下)?"
    rf"|(?:人民币)?{_SUM}(?:元|圆)(?:人民币)?(?:以上|以下)?"
    rf"|{_SUM}倍?(?:以上|以下)?(?:至|到|－|—|-|~|～|，)?{_SUM}倍(?:以上|以下)?|{_SUM}倍(?:以上|以下)?"
    rf"|[百千万]分之{_SUM}(?:以上|以下)?(?:至|到|－|—|-|~|～|，)?(?:[百千万]分之{_SUM}(?:以上|以下)?)?"
    rf"|[0-9０-９.．]{{1,6}}[%％‰](?:以上|以下)?(?:(?:至|到|－|—|-|~|～)?[0-9０-９.．]{{1,6}}[%％‰](?:以上|以下)?)?"
)
_UNIT: Final = re.compile("[元圆倍%％‰]|分之")
"""Stands in every amount, and is found quickly; no amount reaches over the end of a line."""
_LETTER: Final = re.compile("[A-Za-z]")


class Masked(NamedTuple):
    """A text with its placeholders.

    Attributes:
        text: as long as the text that was masked; actors are ``O P C S G``, citations ``§``, amounts ``¥``,
            other letters ``x``.
        actors: in order.
    """

    text: str
    actors: list[Actor]


def _without_amounts(line: str) -> str:
    return AMOUNT.sub(lambda match: "¥" * len(match[0]), line) if _UNIT.search(line) else line


def mask(text: str) -> Masked:
    """Masks actors, citations and amounts of ``text``; its length stays.

    A name goes under its mask with the description that belongs to it (负责审批的部门), but for one that tells of
    an act on a party (接到举报的部门).
    """
    words = _LETTER.sub("x", text)
    words = CITATION.sub(lambda match: "§" * len(match[0]), words)
    words = "\n".join([_without_amounts(line) for line in words.split("\n")])
    actors = find_actors(words)
    pieces: list[str] = []
    at = 0
    for start, end, kind, _ in actors:
        shown = (
            max(start, words.rfind("的", start, end) + 1)
            if words.startswith(forms_of("told"), start)
            else start
        )
        pieces += (words[at:shown], kind * (end - shown))
        at = end
    pieces.append(words[at:])
    return Masked("".join(pieces), actors)
