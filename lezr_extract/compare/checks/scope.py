"""What a higher law is limited to: one river's basin, things of the national list, the thing of its own title.

A national law may hold for a part of the land only (黄河保护法 art. 2) or for one sort of things (水下文物); what a lower
law says of others is no departure from it, however alike the words are.
"""

import re
from collections.abc import Iterator

from lezr_extract.compare.checks.alarm import Test, lowered, notice, stands
from lezr_extract.compare.checks.pair import Pair, said
from lezr_extract.compare.checks.words import likeness
from lezr_extract.compare.same_act.titles_apart import words_apart
from lezr_extract.records import ComparedArticle, ComparedLaw, Deed
from lezr_extract.text.titles import in_marks
from lezr_extract.vocabulary.word_forms import word_forms

_GUARD = "scope"
# 除…外，还 adds to what stands there, and 拆除、清除 leave nothing out.
_EXCEPTED = re.compile(
    r"(?<![拆清排消解免扣删去])除([^，。；]{6,60}?)的?(?:情形|行为|规定)?(?:以)?外(?=[，。；的])(?!，(?:还|并|应当|可以|可))"
)
_MEANT = 0.7
_TELLING = 2
"""Characters of a word of a title that tells what its law is about."""
_JOINS = re.compile(r"[与和及、或]")


def within(pair: Pair) -> Test:
    """Guard: what b rules on is of what a is limited to."""
    theirs, mine = _words(pair.a_deed, pair.a_article), _words(pair.b_deed, pair.b_article)
    for match in _EXCEPTED.finditer(mine):
        if pair.a_deed is not None and likeness(match[1], pair.a_deed.act) >= _MEANT:
            return notice(_GUARD, f"下位法写明“{match[0]}”")
    forms = word_forms("scopes")
    level, own = forms["of-the-state"], forms["of-the-place"]
    of_state = level.pattern.search(theirs)
    of_place = own.pattern.search(mine) if of_state is not None and not level.fits(mine) else None
    if of_state is not None and of_place is not None:
        return notice(_GUARD, f"一条所说的是“{of_state[0]}”的，另一条所说的是“{of_place[0]}”的")
    area = forms["area"].pattern.search(pair.a.title)
    if area is not None and not _speaks_of(pair.b, area[0]):
        words = f"{in_marks(pair.a.title)}只适用于{area[0]}，{in_marks(pair.b.title)}没有说到{area[0]}"
        return lowered(_GUARD, words)
    for word in _own_words(pair):
        if word in theirs and not _speaks_of(pair.b, word):
            return lowered(_GUARD, f"上位法该条所说的是“{word}”，{in_marks(pair.b.title)}没有说到")
    return stands(_GUARD, "没有写明各管一处或者一类")


def _own_words(pair: Pair) -> Iterator[str]:
    """The words of a's title that b's has not, each by itself (排水 and 污水处理 of 排水与污水处理)."""
    for apart in words_apart(pair.a.field, pair.b.field)[0]:
        yield from (word for word in _JOINS.split(apart) if len(word) >= _TELLING)


def _words(deed: Deed | None, article: ComparedArticle) -> str:
    """What is said of an act, without the organs, whose names speak of fields and levels too (城市绿化主管部门)."""
    words = said(deed, article)
    if deed is None:
        return words
    for name in deed.holder:
        words = words.replace(name, "")
    return words if deed.act in words else f"{words}，{deed.act}"


def _speaks_of(law: ComparedLaw, word: str) -> bool:
    return word in law.title or any(word in article.text for article in law.articles)
