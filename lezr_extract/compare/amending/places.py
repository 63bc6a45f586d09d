"""Reading the numbers of provisions: 第五条第二款第三项, lists, ranges, and what they leave out."""

import re
from collections.abc import Iterator
from dataclasses import replace

from lezr_extract.records import Address
from lezr_extract.text.numerals import to_chinese, to_int

NUMBER = r"[一二三四五六七八九十百千零〇两0-9]{1,9}+"
ARTICLE = rf"第{NUMBER}条(?:之{NUMBER})?"
PARAGRAPH = rf"第{NUMBER}款"
ITEM = rf"第(?:[（(]{NUMBER}[）)]|{NUMBER})项"
PREAMBLE = rf"序言第{NUMBER}自然段(?:后?[一二两三四]句|末尾)?"
PLACE = rf"(?:{PREAMBLE}|{ARTICLE}(?:{PARAGRAPH})?(?:{ITEM})?|{PARAGRAPH}(?:{ITEM})?|{ITEM})"
# Taken whole or not at all, and never endless: a hostile text shall not be tried in every way that it can be cut.
PLACES = rf"(?>{PLACE}(?:(?:、|和|与|及|以及|或者|至|到){PLACE}){{0,80}})"
HEADING = rf"第{NUMBER}(?:分?编|章|节)"

_ONE = re.compile(
    rf"(?P<sep>至|到|、|和|与|及|以及|或者)?(?:第(?P<article>{NUMBER})条(?:之(?P<sub>{NUMBER}))?)?"
    rf"(?:第(?P<paragraph>{NUMBER})款)?(?:第[（(]?(?P<item>{NUMBER})[）)]?项)?"
)
_LONGEST_RANGE = 200


def article_number(number: int, sub: int = 0) -> str:
    """第一百三十三条之一 for (133, 1); empty where no law has such a number."""
    if not 1 <= number <= 9999 or not 0 <= sub <= 99:
        return ""
    return f"第{to_chinese(number)}条" + (f"之{to_chinese(sub)}" if sub else "")


def ordinal(article: str) -> tuple[int, int]:
    """(133, 1) of 第一百三十三条之一; (0, 0) for what is no such number."""
    match = re.fullmatch(rf"第({NUMBER})条(?:之({NUMBER}))?", article)
    if match is None:
        return 0, 0
    return to_int(match[1]) or 0, (to_int(match[2]) or 0) if match[2] else 0


def addresses(words: str, within: Address) -> tuple[Address, ...]:
    """The provisions that ``words`` name.

    Args:
        words: a match of `PLACES`.
        within: what they leave out: the article, and for an item the paragraph, of the sentence before.
    """
    preamble = re.match(rf"序言第({NUMBER})自然段", words)
    if preamble:
        return (Address(heading="序言", paragraph=to_int(preamble[1])),)
    found: list[Address] = []
    for separator, address in _each(words, within):
        if separator in ("至", "到") and found:
            found += _range(found[-1], address)
        else:
            found.append(address)
    return tuple(found)


def _each(words: str, within: Address) -> Iterator[tuple[str, Address]]:
    last = within
    i = 0
    while i < len(words):
        match = _ONE.match(words, i)
        if match is None or match.end() == i:
            return
        i = match.end()
        address = _address(match, last)
        if address is None:
            continue
        last = address
        yield match["sep"] or "", address


def _address(match: re.Match[str], last: Address) -> Address | None:
    item = to_int(match["item"]) if match["item"] else None
    numeral = to_chinese(item) if item and item <= 999 else None
    paragraph = to_int(match["paragraph"]) if match["paragraph"] else None
    if match["article"]:
        number = article_number(
            to_int(match["article"]) or 0, (to_int(match["sub"]) or 0) if match["sub"] else 0
        )
        return Address(number, paragraph, numeral)
    if paragraph:
        return Address(last.article, paragraph, numeral)
    return replace(last, item=numeral) if numeral else None


def _range(first: Address, last: Address) -> list[Address]:
    """What lies behind ``first`` up to ``last``; only the last step of the address may differ."""
    if last.item and first.item:
        low, high = to_int(first.item) or 0, to_int(last.item) or 0
        if low < high <= low + _LONGEST_RANGE:
            return [replace(first, item=to_chinese(n)) for n in range(low + 1, high + 1)]
    elif last.paragraph and first.paragraph:
        if first.paragraph < last.paragraph <= first.paragraph + _LONGEST_RANGE:
            return [replace(first, paragraph=n) for n in range(first.paragraph + 1, last.paragraph + 1)]
    else:
        (low, sub), (high, high_sub) = ordinal(first.article), ordinal(last.article)
        if low == high and 0 < sub < high_sub:
            return [Address(article_number(low, n)) for n in range(sub + 1, high_sub + 1)]
        if low < high <= low + _LONGEST_RANGE and not sub:
            middle = [Address(article_number(n)) for n in range(low + 1, high + 1)]
            return middle if not high_sub else [*middle, last]
    return [last]
