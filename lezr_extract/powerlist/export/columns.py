"""The columns of the exported list: those of published lists first, then what helps the reviewer.

What an office decides for itself (职权编码, 承办机构, 责任事项, 追责情形) stays empty.
"""

import re
from decimal import Decimal
from typing import NamedTuple

from lezr_extract.records import Amount, Basis, Entry, PowerType
from lezr_extract.text.numerals import to_chinese

CELL_LIMIT = 32_000  # a worksheet cell holds 32,767 characters
BLANK_LINES = re.compile(r"\n(?:[ \t　]*\n)+")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_CUT = "……（条文过长，此处从略，全文见 report.html 或 lezr.db）"


class Column(NamedTuple):
    """A column: its heading and its width in characters."""

    heading: str
    width: int


COLUMNS = (
    Column("序号", 6),
    Column("职权编码", 10),
    Column("职权名称", 38),
    Column("子项名称", 10),
    Column("职权类型", 10),
    Column("实施依据", 90),
    Column("行使主体", 24),
    Column("承办机构", 10),
    Column("责任事项", 12),
    Column("追责情形", 12),
    Column("备注", 40),
    Column("种类或措施", 24),
    Column("金额或倍数", 24),
    Column("条文所写主体", 24),
    Column("适用地域", 10),
    Column("法律效力状态", 12),
    Column("把握程度", 9),
    Column("原件位置", 30),
    Column("条目标识", 19),
)


def row(number: int, entry: Entry) -> tuple[int | str | float, ...]:
    """The values of ``entry`` under `COLUMNS`; ``number`` counts from 1."""
    return (
        number,
        "",
        entry.name,
        "",
        type_name(entry),
        basis_text(entry.bases),
        entry.agency,
        "",
        "",
        "",
        "\n".join(entry.remarks),
        "、".join(entry.kinds),
        "；".join(dict.fromkeys(amount_text(a) for a in entry.amounts)),
        entry.agency_written,
        entry.territory,
        entry.law_status,
        round(entry.score, 2),
        _original_place(entry),
        entry.id,
    )


def type_name(entry: Entry) -> str:
    """The type as lists write it (其他 is 其他行政权力)."""
    return "其他行政权力" if entry.type is PowerType.OTHER else str(entry.type)


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
