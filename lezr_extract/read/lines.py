"""Lines that a page or a column cut in the middle of a sentence, joined again.

A line break is a 款 only where a sentence ends (domain rules 6.5); PDF pages and some databases break anywhere.
"""

import re

from lezr_extract.text.clean import Edit

_NUMERAL = "[一二三四五六七八九十百千零〇两0-9０-９]"
BEGINS_PROVISION = re.compile(
    rf"[ \t\u3000]*(?:第{_NUMERAL}+(?:条|[编章节]|分编)(?!第?{_NUMERAL}*[款项、，和或与至及的规])"
    rf"|[（(]{_NUMERAL}+[）)]|{_NUMERAL}{{1,3}}[、.．](?!{_NUMERAL})|附[件表则录]?{_NUMERAL}*[：:\s]|附[件表录]{_NUMERAL}*$"
    r"|[“\"]|目[ \t\u3000]*录$|[|+!-])"
)
"""How a line begins that is never the rest of the line before."""
_OPEN = re.compile(r"[\u3400-\u9fff，、]$")
"""How a line ends whose sentence surely goes on; a digit may as well end the row of a table."""


def goes_on(line: str, following: str) -> bool:
    """Whether ``following`` is the rest of the sentence that ``line`` breaks off."""
    return _OPEN.search(line) is not None and not BEGINS_PROVISION.match(following)


_FIRST = re.compile(rf"(?<![^\n])[ \t\u3000]*第{_NUMERAL}{{1,8}}条(?!第)")
_BREAK = re.compile(r"(?<=[\u3400-\u9fff，、])[ \t\u3000]*\n\s*(?=[\u3400-\u9fff《（])")
_PROSE, _CELLS = re.compile("[，。；]|、$"), re.compile("[|\t]")
_SHORTEST_CUT = 12  # a shorter line was not cut by any width; it is a heading or a member of a list


def cut_sentences(text: str) -> list[Edit]:
    """Joins the lines of prose that a copy cut at the width of a page, from the first article on.

    A line without any point inside may be a heading and stays alone.
    """
    first = _FIRST.search(text)
    edits: list[Edit] = []
    for match in _BREAK.finditer(text, first.end()) if first else ():
        at, after = match.span()
        begin = text.rfind("\n", 0, at) + 1
        line = text[begin:at].strip()
        if (
            len(line) >= _SHORTEST_CUT
            and not _CELLS.search(line)
            and _PROSE.search(line)
            and goes_on(line, text[after : after + 40])
        ):
            edits.append((at, after, ""))
    return edits


_NUMBER_ALONE = re.compile(rf"第(?<![^\n]第){_NUMERAL}{{1,8}}条(?:之{_NUMERAL}{{1,3}})?(\n+)(?=\S)")


def lone_numbers(text: str) -> list[Edit]:
    """Joins an article number that stands on a line of its own to the words below it."""
    return [
        (match.start(1), match.end(1), " ")
        for match in _NUMBER_ALONE.finditer(text)
        if not BEGINS_PROVISION.match(text, match.end(1))
    ]
