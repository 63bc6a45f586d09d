"""What stands in the cells of an exported list: for each column of a template a value of an entry.

What an office decides for itself (承办机构, 责任事项, 追责情形 …) is empty until the office has filled it in.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from lezr_extract.records import Amount, Basis, Entry, PowerType
from lezr_extract.text.numerals import to_chinese
from lezr_extract.vocabulary.list_templates import TemplateColumn

CELL_LIMIT = 32_000
"""Characters of a cell as a worksheet counts them (in UTF-16); it holds 32,767."""
BLANK_LINES = re.compile(r"\n(?:[ \t　]*\n)+")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LINE_ENDS = re.compile(r"\r\n?")
_UNFIT = re.compile(f"\r|{_FORBIDDEN.pattern}")
_CUT = "……（条文过长，此处从略，全文见 report.html 或 lezr.db）"
_CUT_WORDS = "……（文字过长，此处从略）"


class Column(NamedTuple):
    """A column: its heading and its width in characters."""

    heading: str
    width: int


@dataclass(frozen=True, slots=True)
class ListRow:
    """An entry as it is exported.

    Attributes:
        entry: with what decisions have set.
        cells: what the office has filled in, by `TemplateColumn.cell`.
        code: 职权编码; empty without.
        stamp: tells an import on which state of the review the row rests; empty without.
    """

    entry: Entry
    cells: Mapping[str, str] = field(default_factory=dict)
    code: str = ""
    stamp: str = ""


Value = int | str | float

_FIELDS: Mapping[str, Callable[[ListRow], Value]] = {
    "code": lambda one: one.code,
    "name": lambda one: one.entry.name,
    "type": lambda one: type_name(one.entry),
    "basis": lambda one: basis_text(one.entry.bases),
    "holder": lambda one: one.entry.agency,
    "remark": lambda one: "\n".join(one.entry.remarks),
    "kinds": lambda one: "、".join(one.entry.kinds),
    "amounts": lambda one: "；".join(dict.fromkeys(amount_text(a) for a in one.entry.amounts)),
    "written": lambda one: one.entry.agency_written,
    "territory": lambda one: one.entry.territory,
    "status": lambda one: one.entry.law_status,
    "score": lambda one: round(one.entry.score, 2),
    "place": lambda one: _original_place(one.entry),
    "id": lambda one: one.entry.id,
}


def row(number: int, one: Entry | ListRow, columns: Sequence[TemplateColumn]) -> tuple[Value, ...]:
    """The values of an entry under ``columns``; ``number`` counts from 1."""
    listed = one if isinstance(one, ListRow) else ListRow(one)
    return tuple(number if c.field == "number" else value(listed, c) for c in columns)


def value(listed: ListRow, column: TemplateColumn) -> Value:
    """What stands in one cell, but for the running number."""
    found = _FIELDS[column.field](listed) if column.field else listed.cells.get(column.cell, "")
    return cell_words(found) if isinstance(found, str) else found


def cell_words(words: str) -> str:
    """``words`` as a cell can hold them: one kind of line break, no forbidden character, cut where all can see it."""
    # Most words need nothing; looking once costs half of exchanging twice.
    shown = visible(_LINE_ENDS.sub("\n", words)) if _UNFIT.search(words) else words
    if 2 * len(shown) <= CELL_LIMIT or _units(shown) <= CELL_LIMIT:
        return shown
    kept = shown.encode("utf-16-le")[: 2 * (CELL_LIMIT - len(_CUT_WORDS))].decode("utf-16-le", "ignore")
    return kept + _CUT_WORDS


def was_cut(words: str) -> bool:
    """Whether a cell cannot hold all of ``words``."""
    return _units(words) > CELL_LIMIT


def _units(words: str) -> int:
    return len(words.encode("utf-16-le", "replace")) // 2


def type_name(entry: Entry) -> str:
    """The type as lists write it (其他 is 其他行政权力)."""
    return type_words(entry.type)


def type_words(kind: PowerType) -> str:
    """A type as lists write it (其他 is 其他行政权力)."""
    return "其他行政权力" if kind is PowerType.OTHER else str(kind)


def place_text(basis: Basis) -> str:
    """``第四十三条第一款第（二）项``."""
    paragraph = f"第{_chinese(basis.paragraph)}款" if basis.paragraph else ""
    item = f"第（{basis.item}）项" if basis.item else ""
    return f"{basis.article}{paragraph}{item}"


def _original_place(entry: Entry) -> str:
    """``条例.pdf 第3页``: where the first clause stands in its file; nothing for a law of a database."""
    place = entry.bases[0].place if entry.bases else None
    if place is None:
        return ""
    name = place.file.rsplit("/", 1)[-1]
    if place.page is None and place.line is None:
        return "" if "#" in name else name
    return f"{name} 第{place.page}页" if place.page else f"{name} 第{place.line}行"


def basis_text(bases: tuple[Basis, ...]) -> str:
    """The clauses as lists quote them: rank and title once a law, then 条款项 with the words (domain rules 3.4)."""
    lines: list[str] = []
    law = ""
    for basis in bases:
        if basis.law_id != law:
            version = f"（{basis.law_version}版）" if basis.law_version else ""
            lines.append(f"【{basis.rank}】《{basis.law_title}》{version}")
            law = basis.law_id
        lines.append(f"    {place_text(basis)}：{without_blank_lines(basis.text)}")
    words = "\n".join(lines)
    return words if len(words) <= CELL_LIMIT else words[: CELL_LIMIT - len(_CUT)] + _CUT


def without_blank_lines(text: str) -> str:
    """``text`` with each run of empty lines taken out; many sources put one between all lines."""
    return BLANK_LINES.sub("\n", text)


def amount_text(amount: Amount) -> str:
    """``1万元以上5万元以下（单位）``, ``违法所得的1倍以上5倍以下``, ``5000元``."""
    low, high = _figure(amount.min, amount.unit), _figure(amount.max, amount.unit)
    if amount.min is not None and amount.min == amount.max:
        words = low
    else:
        words = (f"{low}以上" if low else "") + (f"{high}以下" if high else "")
    base = f"{amount.base}的" if amount.base and amount.unit != "元" else ""
    per = f"每{amount.per}" if amount.per else ""
    party = f"（{amount.party}）" if amount.party else ""
    return f"{per}{base}{words}{party}"


def _figure(value: Decimal | None, unit: str) -> str:
    if value is None:
        return ""
    if unit == "元" and value >= 10_000 and value % 1000 == 0:
        return f"{_plain(value / 10_000)}万元"
    return f"{_plain(value)}{unit}"


def _plain(value: Decimal) -> str:
    words = format(value, "f")
    return words.rstrip("0").rstrip(".") if "." in words else words


def _chinese(number: int) -> str:
    return to_chinese(number) if 1 <= number <= 9999 else str(number)


def visible(text: str) -> str:
    """``text`` with each character that neither XML nor a worksheet may hold shown as ``�``."""
    return _FORBIDDEN.sub("�", text)
