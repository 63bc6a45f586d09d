"""Numbers that Word counts itself: ``第%1条`` typed once in a list definition stands in no paragraph's text."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lezr_extract.read.source import FOREIGN_ERRORS
from lezr_extract.text.numerals import to_chinese

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from lxml.etree import _Element as Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LEVELS = 9
_HIGHEST = 9999


def _letters(number: int) -> str:
    return chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _roman(number: int) -> str:
    signs = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
    words = ""
    for value, sign in (*signs, (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")):
        words += sign * (number // value)
        number %= value
    return words


def _circled(number: int) -> str:
    return chr(0x2460 + number - 1) if number <= 20 else str(number)


_WRITTEN: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda n: f"{n:02}",
    "decimalFullWidth": lambda n: str(n).translate({ord(str(d)): 0xFF10 + d for d in range(10)}),
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "chineseCounting": to_chinese,
    "chineseCountingThousand": to_chinese,
    "japaneseCounting": to_chinese,
    "taiwaneseCounting": to_chinese,
    "taiwaneseCountingThousand": to_chinese,
    "ideographDigital": to_chinese,
    "lowerLetter": _letters,
    "upperLetter": lambda n: _letters(n).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda n: _roman(n).upper(),
}


def _written(form: str, number: int) -> str:
    return _WRITTEN[form](number) if form in _WRITTEN else ""


@dataclass(frozen=True, slots=True)
class _Level:
    written: str
    text: str
    start: int
    suffix: str


@dataclass
class Numbering:
    """Counts the automatic numbers of one document, paragraph by paragraph in order.

    Attributes:
        lists: list id → its abstract list and the levels of that.
        styles: style id → (list id, level) that the style brings along.
    """

    lists: dict[str, tuple[str, dict[int, _Level]]] = field(default_factory=dict)
    styles: dict[str, tuple[str, int]] = field(default_factory=dict)
    _counts: dict[str, list[int]] = field(default_factory=dict)

    @classmethod
    def of(cls, word: "WordDocument") -> "Numbering":
        """The list definitions of a document; none where it has none or they are broken."""
        try:
            root = word.part.numbering_part.element
        except FOREIGN_ERRORS:  # python-docx has no default for a document without lists
            return cls()
        abstract = {
            one.get(f"{_W}abstractNumId"): _levels(one) for one in root.iterchildren(f"{_W}abstractNum")
        }
        lists = {}
        for one in root.iterchildren(f"{_W}num"):
            base = _child(one, "abstractNumId")
            lists[str(one.get(f"{_W}numId"))] = (base, abstract.get(base, {}))
        styles = {}
        for style in word.styles.element.iterchildren(f"{_W}style"):
            if found := _named_list(style):
                styles[str(style.get(f"{_W}styleId"))] = found
        return cls(lists, styles)

    def mark(self, paragraph: "Element", style: str) -> str:
        """The number that Word shows before this paragraph, with what stands between; mostly empty."""
        if not self.lists:
            return ""
        list_id, level = _named_list(paragraph) or self.styles.get(style, ("", 0))
        base, levels = self.lists.get(list_id, ("", {}))
        if level not in levels:
            return ""
        counts = self._counts.setdefault(base, [0] * _LEVELS)
        counts[level] = counts[level] + 1 if counts[level] else levels[level].start
        counts[level + 1 :] = [0] * (_LEVELS - level - 1)
        words = levels[level].text
        for at, one in levels.items():
            if f"%{at + 1}" in words:
                number = min(max(counts[at] or one.start, 1), _HIGHEST)
                words = words.replace(f"%{at + 1}", _written(one.written, number))
        if levels[level].written in ("bullet", "none"):
            words = ""
        return f"{words}{levels[level].suffix}" if words else ""


def _levels(abstract: "Element") -> dict[int, _Level]:
    levels = {}
    for one in abstract.iterchildren(f"{_W}lvl"):
        at = _number(one.get(f"{_W}ilvl"), 0)
        if 0 <= at < _LEVELS:
            between = {"nothing": "", "space": " "}.get(_child(one, "suff"), "\u3000")
            text = _child(one, "lvlText")
            levels[at] = _Level(
                _child(one, "numFmt") or "decimal",
                text,
                _number(_child(one, "start"), 1),
                between if text.endswith(("条", "章", "节", "编")) else "",
            )
    return levels


def _named_list(element: "Element") -> tuple[str, int] | None:
    named = element.find(f"{_W}pPr/{_W}numPr")
    if named is None:
        return None
    return _child(named, "numId"), _number(_child(named, "ilvl"), 0)


def _child(element: "Element", name: str) -> str:
    found = element.find(f"{_W}{name}")
    return str(found.get(f"{_W}val") or "") if found is not None else ""


def _number(words: str | None, otherwise: int) -> int:
    return int(words) if words and words.isascii() and words.isdigit() and len(words) < 6 else otherwise
