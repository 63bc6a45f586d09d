"""Chinese and Arabic numerals, as statutes and their copies write them (一百三十三, ２４, 1.5万, 零点二)."""

import unicodedata
from decimal import Decimal, InvalidOperation
from functools import lru_cache

DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "Ｏ": 0, "两": 2}
SMALL_UNITS = {"十": 10, "百": 100, "千": 1000}
BIG_UNITS = {"万": 10**4, "亿": 10**8}
NUMERAL_CHARACTERS = "零〇○一二两三四五六七八九十百千万亿"


def to_int(words: str) -> int | None:
    """The whole number that ``words`` writes in Chinese or Arabic numerals; None when it is none.

    A row of digits without units is read place by place (二〇二一 is 2021).
    """
    words = unicodedata.normalize("NFKC", words.strip())
    if words.isascii() and words.isdigit():
        return int(words)
    if not words or any(c not in NUMERAL_CHARACTERS for c in words):
        return None
    if all(c in DIGITS for c in words):
        return int("".join(str(DIGITS[c]) for c in words))
    total = section = digit = 0
    for c in words:
        if c in DIGITS:
            digit = DIGITS[c]
        elif c in SMALL_UNITS:
            section += (digit or 1) * SMALL_UNITS[c]
            digit = 0
        else:
            total = (total + section + digit) * BIG_UNITS[c]
            section = digit = 0
    return total + section + digit


def to_decimal(words: str) -> Decimal | None:
    """The exact number that ``words`` writes, with 万 and 亿 and a decimal point or 点; None when it is none."""
    words = unicodedata.normalize("NFKC", words.strip()).replace(",", "")
    factor = Decimal(1)
    while words and words[-1] in BIG_UNITS and _starts_arabic(words):
        factor *= BIG_UNITS[words[-1]]
        words = words[:-1]
    if _starts_arabic(words):
        try:
            return Decimal(words) * factor
        except InvalidOperation:
            return None
    whole, point, part = words.partition("点")
    number = to_int(whole)
    if number is None:
        return None
    if not point:
        return Decimal(number)
    if not part or any(c not in DIGITS for c in part):
        return None
    return Decimal(f"{number}." + "".join(str(DIGITS[c]) for c in part))


@lru_cache(maxsize=9999)
def to_chinese(number: int) -> str:
    """``number`` in the numerals of statutes: 133 → 一百三十三, 10 → 十, 1242 → 一千二百四十二.

    Raises:
        ValueError: below 1 or above 9999; no law has such an article.
    """
    if not 1 <= number <= 9999:
        raise ValueError(number)
    digits = "零一二三四五六七八九"
    words, gap = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit:
            words += ("零" if gap else "") + digits[digit] + name
            gap = False
        elif words:
            gap = True
    return words.removeprefix("一") if words.startswith("一十") else words


def _starts_arabic(words: str) -> bool:
    return bool(words) and (words[0].isascii() and words[0].isdigit())
