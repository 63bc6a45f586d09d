"""What a higher law is limited to: one river's basin, things of the national list, the thing of its own title.

A national law may hold for a part of the land only (黄河保护法 art. 2) or for one sort of things (水下文物); what a lower
law says of others is no departure from it, however alike the words are.
"""

import re

from lezr_extract.compare.checks.alarm import Test, notice, stands
from lezr_extract.compare.checks.pair import Pair, said
from lezr_extract.compare.checks.words import likeness
from lezr_extract.compare.same_act.titles_apart import words_apart
from lezr_extract.records import ComparedLaw, Deed
from lezr_extract.text.titles import in_marks
from lezr_extract.vocabulary.word_forms import word_forms

_GUARD = "scope"
_EXCEPTED = re.compile(r"除([^，。；]{6,60}?)的?(?:情形|行为|规定)?(?:以)?外")
_MEANT = 0.7
_TELLING = 2
"""Characters of a word of a title that tells what its law is about."""


def within(pair: Pair) -> Test:
    """Guard: what b rules on is of what a is limited to."""
    forms = word_forms("scopes")
    area = forms["area"].pattern.search(pair.a.title)
    if area is not None and not _speaks_of(pair.b, area[0]):
        return notice(
            _GUARD, f"{in_marks(pair.a.title)}只适用于{area[0]}，{in_marks(pair.b.title)}没有说到{area[0]}"
        )
    theirs, mine = _words(pair.a_deed, said(pair.a_deed, pair.a_article)), said(pair.b_deed, pair.b_article)
    for match in _EXCEPTED.finditer(mine):
        if pair.a_deed is not None and likeness(match[1], pair.a_deed.act) >= _MEANT:
            return notice(_GUARD, f"下位法写明“{match[0]}”")
    level, own = forms["of-the-state"], forms["of-the-place"]
    of_state = level.pattern.search(theirs)
    of_place = own.pattern.search(mine) if of_state is not None and not level.fits(mine) else None
    if of_state is not None and of_place is not None:
        return notice(_GUARD, f"一条所说的是“{of_state[0]}”的，另一条所说的是“{of_place[0]}”的")
    for word in words_apart(pair.a.field, pair.b.field)[0]:
        if len(word) >= _TELLING and word in theirs and not _speaks_of(pair.b, word):
            return notice(_GUARD, f"上位法该条所说的是“{word}”，{in_marks(pair.b.title)}没有说到")
    return stands(_GUARD, "没有写明各管一处或者一类")


def _words(deed: Deed | None, words: str) -> str:
    """The words without the organs, whose names speak of fields too (城市绿化主管部门)."""
    for name in deed.holder if deed is not None else ():
        words = words.replace(name, "")
    return words


def _speaks_of(law: ComparedLaw, word: str) -> bool:
    return word in law.title or any(word in article.text for article in law.articles)
