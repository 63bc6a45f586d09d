"""The words of a paragraph of Word, as the finished document shows them."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_TEXT = frozenset({f"{W}t", f"{_MATH}t"})
# Deleted words, what was moved away, pinyin above a character (rt), and the double of a drawing for old Word.
_LEFT_OUT = frozenset(
    {
        *(
            f"{W}{name}"
            for name in ("del", "moveFrom", "rPr", "pPr", "txbxContent", "rt", "instrText", "delText")
        ),
        FALLBACK,
    }
)
_SIGNS = {f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_RUN, _SYM, _FIELD = f"{W}r", f"{W}sym", f"{W}fldChar"
_NOTES = {f"{W}footnoteReference": "footnotes", f"{W}endnoteReference": "endnotes"}
_OFF = frozenset({"0", "false", "off"})
# Characters of symbol fonts by font and code, those that stand in official documents.
_WINGDINGS = {
    0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x75: "◆", 0xA1: "○", 0xA7: "▪", 0xA8: "□", 0xB2: "☆",
    0xD8: "➢", 0xE0: "→", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
_WINGDINGS_2 = {0x50: "✓", 0x52: "☑", 0x53: "☒", 0xA3: "□", 0x30: "□", 0x4F: "✗"}
_SYMBOL = {
    0x61: "α", 0x62: "β", 0x64: "δ", 0x6C: "λ", 0x6D: "μ", 0x70: "π", 0x73: "σ", 0x57: "Ω", 0x53: "Σ", 0xA3: "≤",
    0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB7: "·", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xAE: "→",
}  # fmt: skip
_FONTS = {"wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2, "symbol": _SYMBOL}


@dataclass(frozen=True, slots=True)
class Words:
    """What a paragraph says.

    Attributes:
        text: its words.
        notes: ``(offset in text, "footnotes" or "endnotes", id)`` of the notes that it refers to.
        open: its end was deleted, so that the next paragraph goes on in the same line.
    """

    text: str
    notes: tuple[tuple[int, str, str], ...] = ()
    open: bool = False


@dataclass
class _Fields:
    """Fields (page numbers, references) show their result and not their code."""

    parts: list[str] = field(default_factory=list)

    def mark(self, kind: str) -> None:
        if kind == "begin":
            self.parts.append("code")
        elif kind == "separate" and self.parts:
            self.parts[-1] = "result"
        elif kind == "end" and self.parts:
            self.parts.pop()

    @property
    def hides(self) -> bool:
        return "code" in self.parts


@dataclass(frozen=True, slots=True)
class Rarities:
    """What most documents never hold, so that it need not be looked for in every paragraph.

    Attributes:
        hidden: hidden text.
        fields: fields.
        ends_deleted: changes, which may have deleted the end of a paragraph.
    """

    hidden: bool = True
    fields: bool = True
    ends_deleted: bool = True

    @classmethod
    def of(cls, root: "Element") -> "Rarities":
        """Those of a part."""
        return cls(
            _holds(root, f"{W}vanish"), _holds(root, f"{W}fldChar"), _holds(root, f"{W}del", f"{W}moveFrom")
        )


def _holds(root: "Element", *tags: str) -> bool:
    return next(root.iter(*tags), None) is not None


def words_of(paragraph: "Element", rarities: Rarities = Rarities()) -> Words:
    """The words of a paragraph: insertions taken, deletions left out, hidden text and field codes too."""
    pieces: list[str] = []
    notes: list[tuple[int, str, str]] = []
    fields = _fields_of(paragraph) if rarities.fields else None
    length = 0
    waiting = [paragraph]
    while waiting:
        one = waiting.pop()
        tag = one.tag
        if tag in _TEXT:
            words = one.text or ""
        elif tag in _SIGNS:
            words = _SIGNS[tag]
        elif tag == _SYM:
            words = _symbol(one)
        else:
            words = ""
            if tag in _NOTES:
                notes.append((length, _NOTES[tag], str(one.get(f"{W}id"))))
            elif fields is not None and tag == _FIELD:
                fields.mark(str(one.get(f"{W}fldCharType")))
            elif tag not in _LEFT_OUT and not (rarities.hidden and tag == _RUN and _is_hidden(one)):
                waiting.extend(reversed(one))
        if words and not (fields is not None and fields.hides):
            pieces.append(words)
            length += len(words)
    return Words("".join(pieces), tuple(notes), rarities.ends_deleted and _is_open(paragraph))


def _fields_of(paragraph: "Element") -> _Fields | None:
    """None where the fields of a paragraph are not whole: then all its words count."""
    marks = [str(one.get(f"{W}fldCharType")) for one in paragraph.iter(f"{W}fldChar")]
    begun, ended = marks.count("begin"), marks.count("end") + marks.count("separate")
    return _Fields() if begun and ended >= begun else None


def _is_hidden(run: "Element") -> bool:
    looks = run.find(f"{W}rPr")
    if looks is None:
        return False
    hidden = looks.find(f"{W}vanish")
    return hidden is not None and hidden.get(f"{W}val") not in _OFF


def _is_open(paragraph: "Element") -> bool:
    looks = paragraph.find(f"{W}pPr")
    if looks is None:
        return False
    mark = looks.find(f"{W}rPr")
    return mark is not None and (mark.find(f"{W}del") is not None or mark.find(f"{W}moveFrom") is not None)


def _symbol(sign: "Element") -> str:
    try:
        code = int(str(sign.get(f"{W}char")), 16)
    except ValueError:
        return ""
    table = _FONTS.get(str(sign.get(f"{W}font")).lower())
    if table is not None:
        return table.get(code & 0xFF, "\ue000")  # shown as □ like any sign that a font of its own draws
    return chr(code) if 0x20 <= code < 0xD800 or 0xE000 <= code <= 0xFFFD else ""
