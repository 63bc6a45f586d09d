"""Word with numbers that stand in no text: 第X章, 第X节, 第X条 and （一） all come from lists of Word."""

import io
import re
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

from lezr_extract.text.numerals import to_int

from bench.variants.source import SourceLaw

_NUMERAL = "[一二三四五六七八九十百千零]+"
_MARK = re.compile(rf"\s*(?:第({_NUMERAL})(章|节|条)|（({_NUMERAL})）)[ \u3000]*")
_LEVELS = {
    "章": (("第%1章", "space"), ("第%2节", "space")),
    "条": (("第%1条", "space"),),
    "项": (("（%1）", "nothing"),),
}
_FIRST = 11
"""Number of the first list; lower ones belong to the template."""


@dataclass
class _Lists:
    """The lists that Word counts: one of chapters, one of articles, one for each run of items.

    Attributes:
        kinds: kind and first number of each list.
        lines: words, list (None for typed ones) and level of each line of the law.
    """

    kinds: list[tuple[str, int]] = field(default_factory=list)
    lines: list[tuple[str, int | None, int]] = field(default_factory=list)


def numbered(law: SourceLaw) -> bytes:
    """The law as a clerk writes it in Word who lets Word count; lists of one kind share a definition."""
    return with_lists(law, apart=False)


def with_lists(law: SourceLaw, *, apart: bool) -> bytes:
    """The law with counted numbers.

    Args:
        law: the source.
        apart: every list has a definition of its own, instead of beginning a shared one anew.
    """
    import docx  # noqa: PLC0415
    from docx.oxml import parse_xml  # noqa: PLC0415
    from docx.oxml.ns import nsdecls  # noqa: PLC0415

    lists = _lists(law)
    word = docx.Document()
    root = word.part.numbering_part.element
    for child in list(root):
        root.remove(child)
    for child in list(parse_xml(f"<w:numbering {nsdecls('w')}>{_definitions(lists, apart)}</w:numbering>")):
        root.append(child)
    for words, one, level in lists.lines:
        looks = ""
        if one is not None:
            looks = f"<w:pPr><w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='{_FIRST + one}'/></w:numPr></w:pPr>"
        said = f"<w:r><w:t xml:space='preserve'>{escape(words)}</w:t></w:r>"
        word.element.body.sectPr.addprevious(parse_xml(f"<w:p {nsdecls('w')}>{looks}{said}</w:p>"))
    made = io.BytesIO()
    word.save(made)
    return made.getvalue()


def _definitions(lists: _Lists, apart: bool) -> str:
    kinds = list(_LEVELS)
    bases = lists.kinds if apart else [(kind, 1) for kind in kinds]
    made = "".join(_abstract(_FIRST + at, kind, start) for at, (kind, start) in enumerate(bases))
    seen = set()
    for at, (kind, start) in enumerate(lists.kinds):
        base = at if apart else kinds.index(kind)
        anew = "" if apart or (kind not in seen and start == 1) else f"<w:startOverride w:val='{start}'/>"
        change = f"<w:lvlOverride w:ilvl='0'>{anew}</w:lvlOverride>" if anew else ""
        made += f"<w:num w:numId='{_FIRST + at}'><w:abstractNumId w:val='{_FIRST + base}'/>{change}</w:num>"
        seen.add(kind)
    return made


def _abstract(number: int, kind: str, start: int) -> str:
    form = "japaneseCounting" if kind == "项" else "chineseCountingThousand"
    levels = "".join(
        f"<w:lvl w:ilvl='{at}'><w:start w:val='{start if at == 0 else 1}'/><w:numFmt w:val='{form}'/>"
        f"<w:suff w:val='{between}'/><w:lvlText w:val='{words}'/></w:lvl>"
        for at, (words, between) in enumerate(_LEVELS[kind])
    )
    return f"<w:abstractNum w:abstractNumId='{number}'><w:multiLevelType w:val='multilevel'/>{levels}</w:abstractNum>"


def _lists(law: SourceLaw) -> _Lists:
    """Lists and lines; contents and 之一 stay typed, a gap in the numbers begins a list anew."""
    lists = _Lists()
    counts = {"章": 0, "节": 0, "条": 0, "项": 0}
    now: dict[str, int] = {}
    contents = _contents_end(law.lines)
    for at, line in enumerate(law.lines):
        mark = _MARK.match(line)
        if mark is None or at < contents or line[mark.end() :].startswith("之"):
            lists.lines.append((line, None, 0))
            continue
        kind = mark[2] or "项"
        number = to_int(mark[1] or mark[3]) or 0
        if kind == "节":
            if "章" not in now or number != counts["节"] + 1:
                lists.lines.append((line, None, 0))
                continue
        elif number != counts[kind] + 1 or kind not in now or (kind == "项" and number == 1):
            now[kind] = len(lists.kinds)
            lists.kinds.append((kind, number))
        counts[kind] = number
        counts["节"] = 0 if kind == "章" else counts["节"]
        lists.lines.append((line[mark.end() :], now["章" if kind == "节" else kind], int(kind == "节")))
    return lists


def _contents_end(lines: tuple[str, ...]) -> int:
    """The line with which the text begins behind the contents: the second 第一章."""
    first = [at for at, line in enumerate(lines) if re.match(r"\s*第一(?:章|编)", line)]
    return first[1] if len(first) > 1 and any("目" in line[:3] for line in lines[: first[0]]) else 0
