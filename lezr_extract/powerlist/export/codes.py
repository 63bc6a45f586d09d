"""职权编码 by a form such as ``{区划}{部门}{类型字母}{序号:03}00``.

Numbers are computed from a stated order, not drawn: among entries whose codes agree in all else, by title of the first
clause's law, article, 款, 项, then id. The same list gives the same codes; an entry that comes in between moves those
behind it. A code that the office has set itself (职权编码 of an imported list) is kept, and no other entry gets it.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from lezr_extract.errors import CannotRunError
from lezr_extract.powerlist.export.columns import ListRow
from lezr_extract.records import Entry, PowerType
from lezr_extract.text.numerals import to_int

CODE_CELL = "职权编码"
"""The name under which the office's own codes are kept."""
FIELDS = {
    "区划": "行政区划代码，如 650200（由 code 表或 --region 给出）",
    "部门": "行使主体的代码（由 code 表给出）",
    "类型": "全国平台的两位类型代码 01–10",
    "类型字母": "类型的两个字母：XK、CF、QZ、ZS、GF、JC、QR、JL、CJ、QT",
    "序号": "其余部分相同的事项中的次序，从 1 起；{序号:04} 补足四位",
    "子项": "子项次序；本软件的条目没有子项，总是 0",
}
LETTERS = dict(zip(PowerType, ("XK", "CF", "QZ", "ZS", "GF", "JC", "QR", "JL", "CJ", "QT"), strict=True))
_PART = re.compile(r"\{([^{}:]*)(?::([^{}]*))?\}")
_WIDTH = re.compile(r"^0?([1-9])$")
_CODE = re.compile(r"^[0-9A-Za-z\-_.（）()]{1,40}$")
_LONGEST = 80
_ARTICLE = re.compile(r"第(.+?)条(?:之(.+))?$")


@dataclass(frozen=True, slots=True)
class CodeForm:
    """A form and what fills it.

    Attributes:
        parts: ``(words, field, width)`` in order: literal words, or a field with its digits (0 for as many as it has).
        region: 区划.
        departments: code of each 行使主体 by its name.
        letters: of each type.
    """

    parts: tuple[tuple[str, str, int], ...]
    region: str = ""
    departments: Mapping[str, str] = field(default_factory=dict)
    letters: Mapping[PowerType, str] = field(default_factory=lambda: LETTERS)


def code_form(
    words: str,
    region: str = "",
    departments: Mapping[str, str] | None = None,
    letters: Mapping[PowerType, str] | None = None,
) -> CodeForm:
    """The form that ``words`` say.

    Raises:
        CannotRunError: a field is unknown, the number is missing, or what it needs is not given.
    """
    parts: list[tuple[str, str, int]] = []
    at = 0
    for found in _PART.finditer(words):
        name, width = found[1], found[2]
        if name not in FIELDS or (width is not None and not _WIDTH.match(width)):
            raise CannotRunError(
                f"编码规则“{words}”中的 {found[0]} 不认识；可用 {'、'.join(map('{{{}}}'.format, FIELDS))}，位数写作 {{序号:04}}"
            )
        parts += [(words[at : found.start()], "", 0), ("", name, int(width[-1]) if width else 0)]
        at = found.end()
    parts.append((words[at:], "", 0))
    kept = tuple(part for part in parts if part[0] or part[1])
    literal = "".join(part[0] for part in kept)
    if len(words) > _LONGEST or any(c in literal for c in "{}") or not literal.isprintable():
        raise CannotRunError(
            f"编码规则“{words[:_LONGEST]}”写法不对；例如 {{区划}}{{部门}}{{类型字母}}{{序号:03}}00"
        )
    fields = [part[1] for part in kept]
    if fields.count("序号") != 1:
        raise CannotRunError(f"编码规则“{words}”须有一个 {{序号}}，否则编码会重复")
    if "区划" in fields and not region:
        raise CannotRunError(f"编码规则“{words}”用到区划；请用 --region 给出行政区划代码，如 --region 650200")
    return CodeForm(kept, region, departments or {}, LETTERS | dict(letters or {}))


def coded(rows: Sequence[ListRow], form: CodeForm) -> tuple[list[ListRow], tuple[str, ...]]:
    """``rows`` with their codes, and in Chinese what is wrong: departments without a code, codes given twice.

    Raises:
        CannotRunError: there are more entries than the digits of the number can count.
    """
    kept = [one.cells.get(CODE_CELL, "") for one in rows]
    taken = {code for code in kept if code}
    codes = list(kept)
    groups: dict[tuple[str, ...], list[int]] = defaultdict(list)
    unknown: Counter[str] = Counter()
    for at, one in enumerate(rows):
        if kept[at]:
            continue
        if "部门" in (part[1] for part in form.parts) and one.entry.agency not in form.departments:
            unknown[one.entry.agency or "（没有行使主体）"] += 1
            continue
        groups[_frame(one.entry, form)].append(at)
    for frame, places in groups.items():
        numbers = _numbers(frame, form, taken)
        for at in sorted(places, key=lambda at: _order(rows[at].entry)):
            codes[at] = next(numbers)
    wrong = [f"没有给出“{name}”的部门代码，{count} 项没有编码" for name, count in unknown.items()]
    doubles = Counter(code for code in codes if code)
    wrong += [f"职权编码 {code} 用在 {count} 项上" for code, count in doubles.items() if count > 1]
    return [replace(one, code=code) for one, code in zip(rows, codes, strict=True)], tuple(wrong)


def _frame(entry: Entry, form: CodeForm) -> tuple[str, ...]:
    """The parts of a code but for its number."""
    values = {
        "区划": form.region,
        "部门": form.departments.get(entry.agency, ""),
        "类型": entry.type.code,
        "类型字母": form.letters[entry.type],
        "子项": "0",
    }
    return tuple(words or values.get(name, "").rjust(width, "0") for words, name, width in form.parts)


def _numbers(frame: Sequence[str], form: CodeForm, taken: set[str]) -> Iterator[str]:
    """The codes of a group from 1, those that the office gave itself left out."""
    at, width = next((at, width) for at, (_, name, width) in enumerate(form.parts) if name == "序号")
    number = 0
    while True:
        number += 1
        digits = str(number).rjust(width, "0")
        if width and len(digits) > width:
            code = "".join((*frame[:at], "…", *frame[at + 1 :]))
            raise CannotRunError(
                f"编码 {code} 的事项多于 {width} 位序号所能编的；请加宽，如 {{序号:0{width + 1}}}"
            )
        code = "".join((*frame[:at], digits, *frame[at + 1 :]))
        if code not in taken:
            yield code


def _order(entry: Entry) -> tuple[str, str, tuple[int, int], int, int, str]:
    if not entry.bases:
        return ("", "", (0, 0), 0, 0, entry.id)
    basis = entry.bases[0]
    found = _ARTICLE.match(basis.article)
    article = (to_int(found[1]) or 0, to_int(found[2]) or 0 if found[2] else 0) if found else (0, 0)
    item = to_int(basis.item) or 0 if basis.item else 0
    return (basis.law_title, basis.law_version, article, basis.paragraph or 0, item, entry.id)


def proper_codes(codes: Iterable[str]) -> bool:
    """Whether these can stand in a code: digits, Latin letters and a few marks."""
    return all(_CODE.match(code) for code in codes)
