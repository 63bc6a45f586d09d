"""The words of citations: which tokens they are made of, and how one is read at a place in the text.

Nothing here knows the law that cites; `citations` gives the tokens their meaning.
"""

import re
from dataclasses import dataclass
from enum import Enum, auto

from lezr_extract.text.numerals import to_chinese, to_int

_DIGIT = "[零〇○一二两三四五六七八九十百千0-9０-９]"
# Bounded, as every repetition here: a hostile text must not make the reading quadratic.
_N = _DIGIT + "{1,9}"
_BRACKETED = rf"[（(]{_N}[)）]"
_AND = "(?:、|以及|或者|和|与|及|或|并)"
_TO = "(?:至|到|~|～|—{1,4}|-|－|–)"
# 条件, 条例, 款项, 项目 … are words of their own.
_LEVEL = r"(?:条(?![件例约款目线])|款(?![项额物])|项(?!目)|目(?![标录前]|的地))"

TITLE = re.compile(r"《((?:[^《》\n]|《[^《》\n]{1,90}》){1,150})》")
# A remark between the title and the provision: its short name, its 文号, its date.
REMARK = re.compile(r"[（(][^（）()\n]{1,60}[)）]")
# Also 第二章 between the law and the article.
LINK = re.compile(rf"(?:中的|中|之|的)?(?:第{_N}(?:分编|[编章节])){{0,4}}(?=第|{_N}条[第规的])")
OWN = re.compile(
    r"本(?:实施|暂行|试行|管理)?"
    r"(条例|规定|办法|细则|决定|规则|法典|法(?![律规院庭])|解释|章程|准则|规程|规范|通则|守则|通知|意见|公约|纲要|方案|标准|修正案)"
)
IMPLEMENTING = re.compile(r"及其(实施条例|实施细则|实施办法)")
THAT_PROVISION = re.compile(r"(?:[该同]条|该款)(?=第|规定|所列)")
# 本条例五十七条规定, 本条例第五十七规定: the 第 or the 条 that a careless copy left out.
UNMARKED_ARTICLE = re.compile(rf"{_N}条[第规、]")
ARTICLE_WITHOUT_MARK = re.compile(rf"第({_N})(?=第{_N}[款项]|规定|的规定)")
RELATIVE = re.compile(rf"([前上本])(?:列|述)?({_N}|几|数|各)?([条款项])(?![件例约目]|款[^第规])")
BEFORE_ITEMS = re.compile(rf"前(?=第?{_BRACKETED})")
UNIT = re.compile(
    rf"第?((?:{_BRACKETED}|{_N})(?:(?:(?:{_AND}|{_TO})第?)?(?:{_BRACKETED})|(?:{_AND}|{_TO})第?{_N}){{0,60}}?)"
    rf"({_LEVEL})(?:之({_N})(?![个种类]))?"
)
BRACKETS = re.compile(
    rf"第?({_BRACKETED}(?:(?:{_AND}|{_TO})?第?{_BRACKETED}){{0,60}})(?:项(?!目)|(?![个种类组批号]))"
)
JOIN = re.compile(
    rf"(?:的?(?:有关|相关)?规定)?[，,]?{_AND}(?=[第《前上本该同（(\u4e00-\u9fa50-9])|[，,](?=第{_N}条|《)"
)
TO = re.compile(rf"{_TO}(?=第|[（(]|{_DIGIT})")

_ELEMENT = re.compile(rf"({_TO})|({_N})")
_STOP_BEFORE_RELATIVE = frozenset("提目先当空眼跟")
# 以上款, 网上条: 上 is no citation there.
_STOP_BEFORE_ABOVE = frozenset("以网线之账表海陆路水加向往")
_STOP_BEFORE_OWN = frozenset("基根资成版标样课文日人副读剧脚")


_VERBS_ENDING_SO = frozenset(("造成", "构成", "达成", "完成", "组成", "形成"))


class Level(Enum):
    """What a provision is."""

    ARTICLE = auto()
    PARAGRAPH = auto()
    ITEM = auto()
    SUBITEM = auto()


LEVELS = {"条": Level.ARTICLE, "款": Level.PARAGRAPH, "项": Level.ITEM, "目": Level.SUBITEM}


@dataclass(frozen=True, slots=True)
class Unit:
    """第三条, 第（一）、（二）项, 第一至三款: provisions of one level.

    Attributes:
        level: of all of them.
        numbers: as written, in order; None between two of them stands for 至.
        suffix: the numeral after 条之; empty without.
        end: where it ends in the text.
    """

    level: Level
    numbers: tuple[str | None, ...]
    suffix: str
    end: int


@dataclass(frozen=True, slots=True)
class Relative:
    """前款, 前两条, 本条, 本项.

    Attributes:
        level: of what it points to.
        back: how many before this one; 0 for 本, -1 for all before (前几款, 前各款).
        end: where it ends in the text.
    """

    level: Level
    back: int
    end: int


def read_unit(text: str, at: int, *, bracket_allowed: bool) -> Unit | None:
    """The provisions that stand at ``at``; with ``bracket_allowed`` also （三） without 第 and 项."""
    match = UNIT.match(text, at)
    if match is not None and (text[at] == "第" or bracket_allowed):
        return Unit(LEVELS[match[2]], _numbers(match[1]), match[3] or "", match.end())
    match = BRACKETS.match(text, at)
    if match is not None and (text[at] == "第" or bracket_allowed):
        return Unit(Level.ITEM, _numbers(match[1]), "", match.end())
    return None


def read_article_without_mark(text: str, at: int) -> Unit | None:
    """第五十七规定 for 第五十七条规定, which only the name of a law before it makes sure."""
    match = ARTICLE_WITHOUT_MARK.match(text, at)
    return None if match is None else Unit(Level.ARTICLE, (match[1],), "", match.end())


def read_relative(text: str, at: int) -> Relative | None:
    """The relative citation that stands at ``at``."""
    match = RELATIVE.match(text, at)
    if match is None:
        return None
    before = text[at - 1] if at else ""
    word, count, level = match.groups()
    if word == "本":
        if count or not own_allowed(text, at):
            return None
        return Relative(LEVELS[level], 0, match.end())
    if before in _STOP_BEFORE_RELATIVE or (word == "上" and before in _STOP_BEFORE_ABOVE):
        return None
    if count is None:
        return Relative(LEVELS[level], 1, match.end())
    back = to_int(count) if count not in "几数各" else -1
    return Relative(LEVELS[level], back, match.end()) if back else None


def own_allowed(text: str, at: int) -> bool:
    """Whether the 本 at ``at`` begins a word (not 基本, 资本, 日本 …)."""
    return at == 0 or text[at - 1] not in _STOP_BEFORE_OWN or text[at - 2 : at] in _VERBS_ENDING_SO


def article_number(number: str, suffix: str = "") -> str:
    """The canonical form of an article number (12 → 第十二条, 133 and 1 → 第一百三十三条之一)."""
    return f"第{chinese(number)}条" + (f"之{chinese(suffix)}" if suffix else "")


def chinese(number: str) -> str:
    """A numeral in Chinese; what is no number from 1 to 9999 as it is."""
    value = to_int(number)
    return to_chinese(value) if value is not None and 1 <= value <= 9999 else number


def _numbers(words: str) -> tuple[str | None, ...]:
    return tuple(None if to else number for to, number in _ELEMENT.findall(words))
