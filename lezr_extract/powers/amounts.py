"""Amounts of fines: ranges, ceilings, fixed sums, multiples and percentages, with base, party and unit.

Statutes write sums in Chinese or Arabic numerals (五万元以上五十万元以下, 5万元至50万元), as multiples (违法所得
一倍以上三倍以下; 货值金额等值以下 is up to once) and as percentages or per mille (合同价款百分之二以上百分之四以下).
A sum that only decides which tier applies (违法所得十万元以上的) is no fine.
"""

import re
from decimal import Decimal

from lezr_extract.records import Amount, Span
from lezr_extract.text.numerals import BIG_UNITS, to_decimal

_NUMBER = r"(?:[0-9０-９][0-9０-９.．,，]*[0-9０-９]|[0-9０-９]|[零〇一二两三四五六七八九十百千万亿]+(?:点[零〇一二三四五六七八九]+)?)"

_ONCE = "等值|等额"
"""A multiple that is written without a number: as much as its base."""


def _quantity(name: str) -> str:
    """A number with its share (百分之), scale and unit, as named groups that begin with ``name``."""
    return (
        rf"(?:(?P<{name}_share>百分之|千分之|万分之)\s*)?(?P<{name}>{_NUMBER}|{_ONCE})\s*(?P<{name}_scale>[万千百亿]*)\s*"
        rf"(?:(?P<{name}_unit>(?:人民币)?元(?:人民币)?|块钱|倍|[%％‰])\s*)?"
    )


_TO = r"(?:以\s*上[至到、]?|至|到|[-－—–~～]{1,2})\s*(?:人民币)?"
_AMOUNT = re.compile(
    rf"(?:{_quantity('low')}{_TO}{_quantity('high')}|{_quantity('single')})(?P<below>以?\s*下|以内)?"
)

_FINE_AFTER = re.compile(
    r"(?:人民币)?\s*(?:以\s*下|以内)?的?\s*"
    r"(?:[，、]?\s*(?:但|但是)?\s*(?:最高|总额)?(?:数额)?不(?:得)?超过[^，。；\n]{1,12}?元(?:人民币)?的?)?"
    r"(?:标准)?(?:的|处以?|予以|并处|给予|计处|计以)*\s*罚款"
)
_FINE_BEFORE = re.compile(
    r"(?:处以?|并处)?罚款(?:金额|数额|幅度|标准|额度|额)?(?:最高|最低|总额)?(?:为|按|以|是|可以?达)?(?:人民币)?$"
)
_CEILING = re.compile(r"(?:最高|总额)?(?:数额)?不(?:得)?(?:超过|高于)(?:人民币)?\s*$")
_FLOOR = re.compile(r"(?:最低)?不(?:得)?(?:低于|少于)(?:人民币)?\s*$")
_CLAUSE_START = re.compile(r"[^，。；：:;\n]*$")
_PER = re.compile(
    r"(?:按照?|以)?每(?:一)?(?P<per>[^\d０-９一二三四五六七八九十百千万，。；元处按]{1,8}?)(?:处以?|并处|按|以|罚款|计)*(?:人民币)?$"
)
_PARTY = re.compile(
    r"(?:对|向|给予)(?P<party>[^，。；：对]{1,40}?)(?:的)?(?:可以|应当|可)?(?:分别|各)?(?:并)?处(?:以)?[^，。；]*$"
)
_BASE = re.compile(
    r"(?:并处以?|处以?|罚以|按照?|依照?|以|相当于|罚款|并可以?处?以?|给予)?(?P<base>[^，。；：处]{2,40}?)(?:的|总额的)?(?:百分之|千分之)?$"
)
_LIST_HEAD = re.compile(r"罚款[^。；\n]{0,12}[：:]\s*\n?")


def find_amounts(text: str, start: int = 0) -> tuple[Amount, ...]:
    """The fines that ``text`` sets, in order.

    Args:
        text: an article or a part of one.
        start: where ``text`` begins in the law's text; added to every span.

    Returns:
        One record per range, ceiling, fixed sum, multiple or percentage; both ends inclusive.
    """
    if "罚款" not in text:
        return ()
    found = []
    listed = _listed_stretch(text)
    last_end = 0
    for match in _AMOUNT.finditer(text):
        before, after = text[last_end : match.start()], text[match.end() :]
        amount = _read(match, before, start)
        if amount is None:
            continue
        if _is_fine(before, after, listed, match.start(), amount):
            found.append(amount)
        last_end = max(last_end, match.start() - 60, 0)
    return tuple(found)


def _listed_stretch(text: str) -> Span | None:
    """The items under 按下列标准处以罚款：, whose sums need no word 罚款 of their own."""
    head = _LIST_HEAD.search(text)
    if head is None:
        return None
    return Span(head.end(), len(text))


def _is_fine(before: str, after: str, listed: Span | None, at: int, amount: Amount) -> bool:
    near = before[-24:]
    if _FINE_AFTER.match(after):
        return True
    clause = re.split(r"[，。；：\n]", after, maxsplit=1)[0]
    if clause.endswith("的") and not clause.startswith("的罚款"):
        return False
    if _FINE_BEFORE.search(near):
        return True
    if _CEILING.search(near) and re.search(r"罚款[^。；\n]{0,14}$", near):
        return True
    if re.match(r"[、和及或]\S{0,20}?处?\S{0,24}罚款", after) and re.search(r"处以?[^，。；]{0,20}$", near):
        return True
    return bool(listed and listed.start <= at and amount.unit == "元" and not clause.strip("以下内的"))


def _read(match: re.Match[str], before: str, start: int) -> Amount | None:
    groups = match.groupdict()
    unit = groups["high_unit"] or groups["single_unit"] or groups["low_unit"] or ""
    if _is_once(groups["single"]):
        unit = "倍"
    share = groups["high_share"] or (not unit and groups["low_share"]) or groups["single_share"] or None
    if share is None and not unit:
        return None
    name, factor = _unit_of(unit, share)
    near = before[-60:]
    if groups["high"]:
        low, high = _ends(groups)
        if groups["low_share"] == "百分之" and name == "倍":
            low, factor = (
                low / 100 if low is not None else None,
                Decimal(1),
            )  # 百分之三十以上三倍以下 is 0.3 to 3
    else:
        low = high = _value(groups["single"], groups["single_scale"])
        if groups["below"] or _CEILING.search(near):
            low = None
        elif _FLOOR.search(near):
            high = None
    low, high = (None if v is None else v * factor for v in (low, high))
    if low is None and high is None:
        return None
    clause = _CLAUSE_START.search(near)
    words = clause.group() if clause else ""
    per = _PER.search(words)
    party = _PARTY.search(words)
    return Amount(
        min=_plain(low),
        max=_plain(high),
        unit=name,
        base=_base(words) if name != "元" else None,
        party=party["party"] if party else None,
        per=per["per"] if per else None,
        span=Span(start + match.start(), start + match.end()),
    )


def _ends(groups: dict[str, str | None]) -> tuple[Decimal | None, Decimal | None]:
    """Both ends of a range; 3至5万元 is 30000 to 50000, but 一千至五万元 begins at 1000."""
    high = _value(groups["high"] or "", groups["high_scale"] or "")
    low = _value(groups["low"] or "", groups["low_scale"] or "")
    shared = groups["high_scale"] or _trailing_scale(groups["high"] or "")
    if shared and not groups["low_unit"] and not groups["low_scale"] and low is not None and high is not None:
        scaled = low * BIG_UNITS.get(shared[-1], 1)
        low = scaled if scaled <= high else low
    return low, high


def _unit_of(unit: str, share: str | None) -> tuple[str, Decimal]:
    """The record's unit and the factor that brings the written number to it (per mille to per cent)."""
    if share == "百分之" or unit in ("%", "％"):
        return "%", Decimal(1)
    if share == "千分之" or unit == "‰":
        return "%", Decimal("0.1")
    if share == "万分之":
        return "%", Decimal("0.01")
    return ("倍", Decimal(1)) if unit == "倍" else ("元", Decimal(1))


def _is_once(words: str | None) -> bool:
    return bool(words) and words in _ONCE.split("|")


def _value(words: str, scale: str) -> Decimal | None:
    if _is_once(words):
        return Decimal(1)
    value = to_decimal(words.replace("，", ",").replace("．", "."))
    for unit in scale:
        if value is not None:
            value *= BIG_UNITS.get(unit) or {"千": 1000, "百": 100}[unit]
    return value


def _trailing_scale(words: str) -> str:
    return words[-1] if len(words) > 1 and words[-1] in "万亿" else ""


def _plain(value: Decimal | None) -> Decimal | None:
    """Without trailing zeros and never in exponent form, so that equal sums print alike."""
    if value is None:
        return None
    whole = value.to_integral_value()
    return whole.quantize(Decimal(1)) if value == whole else value.normalize()


def _base(words: str) -> str | None:
    """What a multiple or a percentage is of: the words between the verb and the number."""
    words = re.sub(r"^.*(?:并处以?|处以?|罚以|相当于|按照?)(?!分)", "", words)
    words = (
        re.sub(r"(?:总额)?的?(?:百分之|千分之|万分之)?\s*$", "", words).removeprefix("其").removeprefix("以")
    )
    words = re.sub(r"(?:总额)?的$", "", words)
    return words if 2 <= len(words) <= 40 else None
