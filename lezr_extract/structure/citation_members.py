"""Which provisions a citation means: lists and ranges spelled out, 前款 and its like counted back."""

from dataclasses import replace

from lezr_extract.records import Reach, Resolution
from lezr_extract.structure import citation_grammar as grammar
from lezr_extract.structure.citation_grammar import Level, Relative, Unit
from lezr_extract.structure.cited import Cited, Here, OwnLaw
from lezr_extract.text.numerals import to_chinese, to_int

_WIDEST_RANGE = 300
_FARTHEST = 50  # 前几款, 上述各条: all before, as far as any law would mean


def members(unit: Unit, base: Cited, first: Cited | None, own: OwnLaw) -> list[Cited]:
    """The provisions that ``unit`` names under ``base``, ranges filled; ``first`` is the open end of one."""
    last = _number(first, unit.level) if first is not None else None
    numbers: list[str] = []
    ranged = last is not None
    for written in unit.numbers:
        if written is None:
            ranged = True
            continue
        suffix = unit.suffix if written is unit.numbers[-1] else ""
        number = _canonical(unit.level, written, suffix)
        if ranged and last is not None:
            numbers.extend(_between(unit.level, last, number, base, own))
        numbers.append(number)
        last, ranged = number, False
    return [_under(base, unit.level, number) for number in numbers]


def before(relative: Relative, here: Here, own: OwnLaw) -> list[Cited]:
    """The provisions to which ``relative`` points from ``here``, in the order of the text.

    Where there are too few, the last one says `Resolution.NO_ANTECEDENT`. An item is no 款: 前款 in an item
    is the 款 before the one that holds the list.
    """
    if relative.back not in (0, 1):
        far = _FARTHEST if relative.back < 0 else min(relative.back, _FARTHEST)
        relative = replace(relative, back=relative.back if own.allowance.take(far) else 1)
    place = Cited(0, 0, "", "", Reach.RELATIVE, article=here.article)
    if relative.level is Level.ARTICLE:
        return _articles_before(place, here, relative.back, own)
    place = replace(place, paragraph=here.paragraph)
    if relative.level is Level.PARAGRAPH:
        return _paragraphs_before(place, here, relative.back)
    if relative.level is Level.ITEM:
        return _items_before(place, here, relative.back)
    return []


def _number(cited: Cited, level: Level) -> str | None:
    if level is Level.ARTICLE:
        return cited.article
    if level is Level.PARAGRAPH:
        return str(cited.paragraph) if cited.paragraph is not None else None
    return cited.item


def _canonical(level: Level, written: str, suffix: str) -> str:
    if level is Level.ARTICLE:
        return grammar.article_number(written, suffix)
    if level is Level.PARAGRAPH:
        return str(to_int(written) or 0)
    return grammar.chinese(written)


def _under(base: Cited, level: Level, number: str) -> Cited:
    if level is Level.ARTICLE:
        reach = base.reach if base.reach is not Reach.RELATIVE else Reach.SAME_LAW
        return replace(
            base, reach=reach, article=number, paragraph=None, item=None, failure=None, evidence=""
        )
    if level is Level.PARAGRAPH:
        return replace(base, paragraph=int(number), item=None)
    return replace(base, item=number)


def _between(level: Level, first: str, last: str, base: Cited, own: OwnLaw) -> list[str]:
    """The numbers strictly between the ends of a range; none where the ends do not tell."""
    if level is Level.ARTICLE and base.reach is not Reach.OTHER_LAW:
        low, high = own.position.get(first), own.position.get(last)
        if low is not None and high is not None:
            if not own.allowance.take(max(0, high - low - 1)):
                return []
            return list(own.articles[low + 1 : high])
    start, end = to_int(first.strip("第条")), to_int(last.strip("第条"))
    if start is None or end is None or not 0 < end - start <= _WIDEST_RANGE:
        return []
    if not own.allowance.take(end - start - 1):
        return []
    numbers = range(start + 1, end)
    if level is Level.ARTICLE:
        return [f"第{to_chinese(n)}条" for n in numbers]
    return [str(n) if level is Level.PARAGRAPH else to_chinese(n) for n in numbers]


def _articles_before(place: Cited, here: Here, back: int, own: OwnLaw) -> list[Cited]:
    if back == 0:
        return [replace(place, paragraph=None)]
    back = _bounded(back, here.index)
    first = max(0, here.index - back)
    found = [replace(place, article=number) for number in own.articles[first : here.index]]
    if here.index < back or not found:
        found.append(replace(place, article=None, failure=Resolution.NO_ANTECEDENT))
    return found


def _paragraphs_before(place: Cited, here: Here, back: int) -> list[Cited]:
    if back == 0:
        return [place]
    back = _bounded(back, here.paragraph - 1)
    first = max(1, here.paragraph - back)
    found = [replace(place, paragraph=number) for number in range(first, here.paragraph)]
    if here.paragraph <= back or not found:
        found.append(replace(place, paragraph=None, failure=Resolution.NO_ANTECEDENT))
    return found


def _items_before(place: Cited, here: Here, back: int) -> list[Cited]:
    if back == 0:
        return [replace(place, item=here.item, failure=None if here.item else Resolution.NO_ANTECEDENT)]
    items = here.items
    if here.item is None:
        # Outside of a list 前项 counts back from the end of the list above.
        items, place = here.list_items, replace(place, paragraph=here.list_paragraph or None)
    at = items.index(here.item) if here.item in items else len(items)
    back = _bounded(back, at)
    first = max(0, at - back)
    found = [replace(place, item=number) for number in items[first:at]]
    if at < back or not found:
        found.append(replace(place, item=None, failure=Resolution.NO_ANTECEDENT))
    return found


def _bounded(back: int, available: int) -> int:
    """How many to count back; 前几款 means all that there are."""
    return min(back if back > 0 else max(1, available), _FARTHEST)
