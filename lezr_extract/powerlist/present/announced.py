"""What a list says of how many matters it has: in names of sheets, titles, lines of totals, a table of contents."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from lezr_extract.records import PowerType, Worksheet
from lezr_extract.text.numerals import to_int
from lezr_extract.vocabulary.list_columns import listed_type

_N = "([0-9０-９一二三四五六七八九十百千零〇]{1,7})"
_COUNT = re.compile(rf"(?:共|计|合计|总计|[（(:：])\s*(?:有|为)?\s*{_N}\s*(?:大)?项")
_BARE_TOTAL = re.compile(rf"^(?:合计|总计|小计|共计)[:：]?{_N}?(?:项)?$")
_TYPE_COUNT = re.compile(rf"^(?P<type>[^0-9（(:：共]{{2,10}}?)(?:类)?[（(:：]?(?:共)?(?P<n>{_N})项?[）)]?$")
CONTENTS = ("目录", "汇总", "统计", "总表")


@dataclass(frozen=True, slots=True)
class Claim:
    """A count that a list names.

    Attributes:
        count: of matters.
        words: where it says so.
        row: of the sheet, from 1; None for the name of the sheet.
        type: the type that it counts; None for all.
    """

    count: int
    words: str
    row: int | None
    type: PowerType | None = None


def claim_in(words: str, row: int | None) -> Claim | None:
    """The count that a title, a section line or a line of totals names: 行政处罚（共12项）, 合计：35项."""
    plain = "".join(words.split())
    match = _COUNT.search(plain) or _BARE_TOTAL.match(plain)
    if match is None or match[1] is None:
        return None
    count = to_int(match[1])
    return Claim(count, plain, row, type_in(plain)) if count is not None else None


def type_in(words: str) -> PowerType | None:
    """The one type that a title or a section line names (一、行政处罚（共12项）); None for none or several."""
    named: list[PowerType] = [
        kind for kind in PowerType if kind is not PowerType.OTHER and kind.value in words
    ]
    if "其他行政权力" in words or "其他权力" in words or "其他类" in words:
        named.append(PowerType.OTHER)
    return named[0] if len(named) == 1 else None


def is_total(words: str) -> bool:
    """Whether a line only counts: 合计, 小计：12项."""
    return _BARE_TOTAL.match("".join(words.split())) is not None


def contents_claims(sheet: Worksheet) -> tuple[Claim, ...]:
    """What a table of contents (目录, 汇总) says: 行政处罚 | 254, one row for each type."""
    claims: list[Claim] = []
    for at, row in enumerate(sheet.rows, 1):
        cells = [cell for cell in row if cell.strip()]
        claim = _of_row(cells, at) or (claim_in(cells[0], at) if len(cells) == 1 else None)
        if claim is not None:
            claims.append(claim)
    return tuple(claims)


def _of_row(cells: Sequence[str], at: int) -> Claim | None:
    words = ["".join(cell.split()) for cell in cells]
    kinds = [
        kind for kind in map(listed_type, words) if kind is not None and not all(map(str.isdigit, words))
    ]
    numbers = [n for n in (to_int(word.removesuffix("项")) for word in words[-2:]) if n is not None]
    if kinds and numbers:
        return Claim(numbers[-1], " ".join(words), at, kinds[0])
    for word in words:
        match = _TYPE_COUNT.match(word)
        kind = listed_type(match["type"]) if match else None
        if match and kind:
            return Claim(to_int(match["n"]) or 0, word, at, kind)
    return None
