"""Cleaning a text so that the later stages meet one form, with the way back to every character.

Conservative: white space, invisible characters, line ends and compatibility code points only. No word of a
law is changed, and what may hide a lost character stays visible (``□``). Traditional script and pinyin
residue have their own pass later; it joins here as one more list of edits.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from lezr_extract.errors import UnreadableError

Edit = tuple[int, int, str]
Steps = tuple[tuple[int, int], ...]

MAX_EDITS = 1_000_000
"""More places than this to mend is no document: the map back alone would take hundreds of megabytes."""

# Code points that PDF fonts and old converters put in place of the ideograph that looks the same. Kangxi
# radicals and compatibility ideographs have a decomposition in Unicode; the supplement has none.
_RADICAL_PAIRS = (
    "⺁厂⺌小⺎兀⺏尣⺐尢⺒巳⺓幺⺖忄⺘扌⺙攵⺛旡⺝月⺞歹⺟母⺠民⺡氵⺢氺⺣灬⺦丬⺨犭⺫罒⺬示⺭礻⺮竹⺯糹⺰纟⺱罓⺲罒⺴冗⺶羊"
    "⺷羋⺹耂⺻聿⺼肉⺽臼⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻇角⻈讠⻉贝⻊足⻋车⻌辶⻍辶⻎辶⻏阝⻐钅⻑長⻒镸⻓长⻔门⻕阜⻖阝"
    "⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞食⻟飠⻠饣⻡首⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟"
)


def _same_length() -> dict[str, str]:
    """Characters that become another one of the same length."""
    table = dict.fromkeys("\u00a0\u1680\u202f\u205f\u3000", " ")
    table |= {chr(code): " " for code in range(0x2000, 0x200B)}
    table |= dict.fromkeys("\x0b\x0c\x85\u2028\u2029", "\n")
    table |= dict(zip(_RADICAL_PAIRS[::2], _RADICAL_PAIRS[1::2], strict=True))
    for code in (*range(0x2E80, 0x2FE0), *range(0xF900, 0xFB00)):
        plain = unicodedata.normalize("NFKC", chr(code))
        if plain != chr(code) and len(plain) == 1:
            table.setdefault(chr(code), plain)
    return table


_SAME_LENGTH = _same_length()
_INVISIBLE = (
    "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufe00-\ufe0f\ufeff\ufff0-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e0fff"
)
_PRIVATE = "\ue000-\uf8ff\U000f0000-\U0010ffff"
_ODD = f"{_INVISIBLE}{_PRIVATE}\r{''.join(_SAME_LENGTH)}"
# A pattern that begins with a sign, and only then looks back, is skipped from sign to sign: five times as fast.
# What makes a text need any work at all; a text without it is returned as it is.
_SUSPECT = re.compile(f"[{_ODD} \t](?:(?<=[{_ODD}])|(?=\n|\\Z)|(?<![^\n][ \t]))")
_SAME = re.compile(f"[{''.join(_SAME_LENGTH)}]")
_LONE_RETURN = re.compile("\r(?!\n)")
_BLANK = f" \t\r{_INVISIBLE}"
# At the head of a line, at its end, or invisible inside it. The look-behinds keep a long run of blanks from being
# tried once per blank.
_BLANK_EDGE = re.compile(
    f"[{_BLANK}](?:(?<![^\n][{_BLANK}])[{_BLANK}]*+|(?<![{_BLANK}][{_BLANK}])[{_BLANK}]*+(?=\n|\\Z)"
    f"|(?<=[\r{_INVISIBLE}])[\r{_INVISIBLE}]*+)"
)
_INVISIBLE_SIGNS = re.compile(f"[\r{_INVISIBLE}]+")
_PRIVATE_SIGNS = re.compile(f"[{_PRIVATE}]+")
# A converter put a thin space behind the point of 0.005; left alone it would read as two numbers.
_SPLIT_DECIMAL = re.compile("(?<=[0-9]\\.)\u2009(?=[0-9])")


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A text and its way back.

    Attributes:
        text: the new text.
        steps: as `records.SourceMap.steps`; empty only where nothing was changed.
    """

    text: str
    steps: Steps


def clean(source: str) -> Cleaned:
    """``source`` with one kind of line end and blank, no indent, no invisible characters.

    Common clean text is returned as the same object, without steps.

    Raises:
        UnreadableError: more than `MAX_EDITS` places to mend.
    """
    if not _SUSPECT.search(source):
        return Cleaned(source, ())
    done = Cleaned(source, ())
    if "\u2009" in source:
        done = edit(source, [(m.start(), m.end(), "") for m in _SPLIT_DECIMAL.finditer(source)])
    if "\r" in done.text:
        done = Cleaned(_LONE_RETURN.sub("\n", done.text), done.steps)
    for odd in set(_SAME.findall(done.text)):
        done = Cleaned(done.text.replace(odd, _SAME_LENGTH[odd]), done.steps)
    if _PRIVATE_SIGNS.search(done.text):
        # What stands beside a private sign decides over it, so invisible characters go first.
        done = _then(done, ((m.start(), m.end(), "") for m in _INVISIBLE_SIGNS.finditer(done.text)))
        done = _then(done, _without_private(done.text))
    done = _then(done, ((m.start(), m.end(), "") for m in _BLANK_EDGE.finditer(done.text)))
    return Cleaned(done.text, done.steps or (((0, 0),) if done.text != source else ()))


def edit(source: str, edits: Iterable[Edit]) -> Cleaned:
    """``source`` with stretches replaced.

    Args:
        source: any text.
        edits: triples ``(start, end, replacement)``, rising and without overlap.

    Raises:
        UnreadableError: more than `MAX_EDITS` edits.
    """
    pieces: list[str] = []
    steps: list[tuple[int, int]] = [(0, 0)]
    at = length = count = 0
    for start, end, words in edits:
        count += 1
        if count > MAX_EDITS:
            raise UnreadableError(
                "文件里需要整理的位置过多，不像一份法规文本", "请确认文件内容，或另存为 UTF-8 文本后重试"
            )
        pieces += (source[at:start], words)
        length += start - at + len(words)
        at = end
        if len(words) != end - start:
            if words:
                _add(steps, length - len(words), start)
            _add(steps, length, end)
    if not count:
        return Cleaned(source, ())
    pieces.append(source[at:])
    return Cleaned("".join(pieces), tuple(steps))


def compose(later: Steps, earlier: Steps) -> Steps:
    """The steps of two passes in one: ``later`` leads from the last text to the middle one, ``earlier`` on."""
    if not earlier:
        return later
    if not later:
        return earlier
    starts = [step[0] for step in earlier]
    steps: list[tuple[int, int]] = []
    for i, (new, middle) in enumerate(later):
        stop = later[i + 1][0] - new + middle if i + 1 < len(later) else 1 << 62
        at = bisect_right(starts, middle) - 1
        _add(steps, new, earlier[at][1] + middle - earlier[at][0] if at >= 0 else middle)
        for old, source in earlier[at + 1 :]:
            if old >= stop:
                break
            _add(steps, new + old - middle, source)
    return tuple(steps)


def offset_after(steps: Steps, source: int) -> int:
    """Where the character at ``source`` of the text before stands in the text after; a lost one: where it was."""
    if not steps:
        return source
    at = bisect_right(steps, source, key=lambda step: step[1]) - 1
    if at < 0:
        return steps[0][0]
    new, old = steps[at]
    place = new + source - old
    return min(place, steps[at + 1][0]) if at + 1 < len(steps) else place


def _add(steps: list[tuple[int, int]], new: int, source: int) -> None:
    if steps and steps[-1][0] == new:
        steps[-1] = (new, source)
    else:
        steps.append((new, source))


def _then(done: Cleaned, edits: Iterable[Edit]) -> Cleaned:
    after = edit(done.text, edits)
    return Cleaned(after.text, compose(after.steps, done.steps))


def _without_private(text: str) -> Iterable[Edit]:
    """What stands for private-use characters: decoration goes, a lost character inside a line is shown.

    U+E010 is a decimal point in texts converted from one local publishing system: ``2<U+E010>5米`` means
    2.5, and to drop it would turn 2.5 into 25.
    """
    for match in _PRIVATE_SIGNS.finditer(text):
        start, end = match.span()
        before, after = text[start - 1 : start], text[end : end + 1]
        if match.group() == "\ue010" and before.isdigit() and after.isdigit():
            yield start, end, "."
        else:
            yield start, end, "□" * (end - start) if before.isalnum() and after.isalnum() else ""
