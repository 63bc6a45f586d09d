"""Numbers that Word counts itself: ``第%1条`` typed once in a list definition stands in no paragraph's text.

Levels, starts, restarts and the linking of styles follow ECMA-376 part 1, 17.9.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from lezr_extract.read.word_number_forms import written
from lezr_extract.read.word_words import W

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_LEVELS = 9
_HIGHEST = 9999
_OFF = frozenset({"0", "false", "off"})


@dataclass(frozen=True, slots=True)
class _Level:
    """One level of a list.

    Attributes:
        form: how its number is written, such as ``chineseCountingThousand``.
        text: its words with ``%1`` … ``%9`` for the numbers of the levels.
        start: its first number.
        between: what stands between its number and the paragraph's words.
        restart: it begins anew after a level below this number; 0 never, None after every higher level.
        plain: all numbers in it are written as 1, 2, 3.
        style: the paragraph style that belongs to it.
    """

    form: str
    text: str
    start: int
    between: str
    restart: int | None = None
    plain: bool = False
    style: str = ""


@dataclass
class _List:
    """One numbered list: several may count on together through the same base."""

    base: str
    levels: dict[int, _Level]
    begins: dict[int, int] = field(default_factory=dict)


@dataclass
class Numbering:
    """Counts the automatic numbers of one document, paragraph by paragraph in order.

    Attributes:
        lists: list id → the list.
        styles: style id → (list id, level) that the style brings along.
    """

    lists: dict[str, _List] = field(default_factory=dict)
    styles: dict[str, tuple[str, int]] = field(default_factory=dict)
    _counts: dict[str, list[int | None]] = field(default_factory=dict)

    @classmethod
    def of(cls, numbering: "Element | None", styles: "Element | None") -> "Numbering":
        """The list definitions of a document; none where it has none."""
        if numbering is None:
            return cls()
        lists = dict(_lists(numbering))
        return cls(lists, _styles(styles, lists) if styles is not None else {})

    def mark(self, looks: "Element | None", style: str) -> str:
        """The number that Word shows before a paragraph, with what stands between; mostly empty.

        Args:
            looks: the paragraph's properties (``w:pPr``).
            style: the id of its style.
        """
        if not self.lists:
            return ""
        list_id, level = self._place(looks, style)
        one = self.lists.get(list_id)
        if one is None or level not in one.levels:
            return ""
        counts = self._advanced(one, level)
        own = one.levels[level]
        if own.form in ("bullet", "none"):
            return ""
        words = own.text
        for at, other in one.levels.items():
            if f"%{at + 1}" in words:
                counted = counts[at]
                number = min(other.start if counted is None else counted, _HIGHEST)
                form = "decimal" if own.plain and at != level else other.form
                words = words.replace(f"%{at + 1}", written(form, number))
        return f"{words}{own.between}" if words else ""

    def _place(self, looks: "Element | None", style: str) -> tuple[str, int]:
        """The list and the level of a paragraph; its own words on it go before those of its style."""
        of_style = self.styles.get(style, ("", 0))
        named = looks.find(f"{W}numPr") if looks is not None else None
        if named is None:
            return of_style
        list_id, level = _child(named, "numId"), _child(named, "ilvl")
        if not list_id:
            return of_style[0], _number(level, of_style[1])
        return list_id, _number(level, of_style[1] if list_id == of_style[0] else 0)

    def _advanced(self, one: _List, level: int) -> list[int | None]:
        counts = self._counts.setdefault(one.base, [None] * _LEVELS)
        before = counts[level]
        if level in one.begins:
            counts[level] = one.begins.pop(level)  # a list that begins anew does so once
        else:
            counts[level] = one.levels[level].start if before is None else before + 1
        for below in range(level + 1, _LEVELS):
            restart = one.levels[below].restart if below in one.levels else None
            if restart is None or level < restart:
                counts[below] = None
        return counts


def _lists(numbering: "Element") -> Iterator[tuple[str, _List]]:
    abstract = {str(one.get(f"{W}abstractNumId")): one for one in numbering.iterchildren(f"{W}abstractNum")}
    linked = {_child(one, "styleLink"): name for name, one in abstract.items() if _child(one, "styleLink")}
    levels = {name: dict(_levels(one)) for name, one in abstract.items()}
    for one in numbering.iterchildren(f"{W}num"):
        base = _child(one, "abstractNumId")
        if base in abstract and (link := _child(abstract[base], "numStyleLink")):
            base = linked.get(link, base)
        own, begins = dict(levels.get(base, {})), {}
        for change in one.iterchildren(f"{W}lvlOverride"):
            at = _number(change.get(f"{W}ilvl"), 0)
            own |= dict(_levels(change))
            if (start := _child(change, "startOverride")) and at < _LEVELS:
                begins[at] = _number(start, 1)
                if at in own:
                    own[at] = replace(own[at], start=begins[at])
        yield str(one.get(f"{W}numId")), _List(base, own, begins)


def _levels(holder: "Element") -> Iterator[tuple[int, _Level]]:
    for one in holder.iterchildren(f"{W}lvl"):
        at = _number(one.get(f"{W}ilvl"), 0)
        if at >= _LEVELS:
            continue
        between = {"nothing": "", "space": " "}.get(_child(one, "suff"), "\u3000")
        text = _child(one, "lvlText")
        restart, plain = _child(one, "lvlRestart"), one.find(f"{W}isLgl")
        yield (
            at,
            _Level(
                _child(one, "numFmt") or "decimal",
                text,
                _number(_child(one, "start"), 0),  # where it is left out (17.9.25)
                between if text.endswith(("条", "章", "节", "编")) else "",
                _number(restart, 0) if restart else None,
                plain is not None and plain.get(f"{W}val") not in _OFF,
                _child(one, "pStyle"),
            ),
        )


def _styles(styles: "Element", lists: dict[str, _List]) -> dict[str, tuple[str, int]]:
    """The lists that styles bring along, those of the styles that they are based on included."""
    own: dict[str, tuple[str, str]] = {}
    based: dict[str, str] = {}
    found: dict[str, tuple[str, int]] = {}
    for style in styles.iterchildren(f"{W}style"):
        name = str(style.get(f"{W}styleId"))
        based[name] = _child(style, "basedOn")
        if style.get(f"{W}default") in ("1", "true", "on") and style.get(f"{W}type") == "paragraph":
            based[""] = name  # a paragraph that names no style has this one
        looks = style.find(f"{W}pPr/{W}numPr")
        if looks is not None:
            own[name] = _child(looks, "numId"), _child(looks, "ilvl")
    for name in based:
        line = [name]
        while (above := based.get(line[-1], "")) and above not in line:
            line.append(above)
        list_id = next((own[one][0] for one in line if one in own and own[one][0]), "")
        if list_id:
            given = next((own[one][1] for one in line if one in own and own[one][1]), "")
            found[name] = list_id, _number(given, _level_of(lists.get(list_id), line))
    return found


def _level_of(one: _List | None, styles: list[str]) -> int:
    """The level to which the list itself binds one of ``styles``."""
    levels = one.levels.items() if one is not None else ()
    return next((at for name in styles for at, level in levels if level.style == name), 0)


def _child(element: "Element", name: str) -> str:
    found = element.find(f"{W}{name}")
    return str(found.get(f"{W}val") or "") if found is not None else ""


def _number(words: str | None, otherwise: int) -> int:
    return int(words) if words and words.isascii() and words.isdigit() and len(words) < 6 else otherwise
