"""How Word writes the numbers of a list: the forms (numFmt) of ECMA-376 part 1, 17.18.59 that Chinese documents use."""

from collections.abc import Callable

from lezr_extract.text.numerals import to_chinese

_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_LEGAL = str.maketrans("一二三四五六七八九零十百千", "壹贰叁肆伍陆柒捌玖零拾佰仟")
_DIGITS = "〇一二三四五六七八九"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip


def written(form: str, number: int) -> str:
    """``number`` (0 to 9999) in a form of Word; in Arabic digits where the form is unknown."""
    return _FORMS.get(form, str)(number)


def _counted(number: int) -> str:
    return to_chinese(number) if number else "零"


def _one_by_one(number: int) -> str:
    return "".join(_DIGITS[int(digit)] for digit in str(number))


def _legal(number: int) -> str:
    words = _counted(number)
    return ("一" + words if words.startswith("十") else words).translate(_LEGAL)


def _from(signs: str) -> Callable[[int], str]:
    """Signs that are used up after the last; then Word goes on in digits."""
    return lambda number: signs[number - 1] if 1 <= number <= len(signs) else str(number)


def _run(first: int, last: int) -> Callable[[int], str]:
    """Characters that Unicode has in a row, for 1 and up to ``last``."""
    return lambda number: chr(first + number - 1) if 1 <= number <= last else str(number)


def _letters(number: int) -> str:
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1) if number else ""


def _roman(number: int) -> str:
    words = ""
    for value, sign in _ROMAN:
        words += sign * (number // value)
        number %= value
    return words


def _wide(number: int) -> str:
    return "".join(chr(0xFF10 + int(digit)) for digit in str(number))


_FORMS: dict[str, Callable[[int], str]] = {
    **dict.fromkeys(("chineseCounting", "chineseCountingThousand", "japaneseCounting"), _counted),
    **dict.fromkeys(("taiwaneseCounting", "taiwaneseCountingThousand"), _counted),
    **dict.fromkeys(("ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital"), _one_by_one),
    **dict.fromkeys(("chineseLegalSimplified", "ideographLegalTraditional", "japaneseLegal"), _legal),
    "ideographTraditional": _from(_STEMS),
    "ideographZodiac": _from(_BRANCHES),
    "ideographEnclosedCircle": _run(0x3280, 10),
    "decimalZero": lambda number: f"{number:02}",
    "decimalFullWidth": _wide,
    "decimalFullWidth2": _wide,
    "decimalEnclosedCircle": _run(0x2460, 20),
    "decimalEnclosedCircleChinese": _run(0x2460, 20),
    "decimalEnclosedParen": _run(0x2474, 20),
    "decimalEnclosedFullstop": _run(0x2488, 20),
    "numberInDash": lambda number: f"- {number} -",
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "none": lambda _: "",
    "bullet": lambda _: "",
}
