"""Stray spaces inside words (执法 依据): closed where nothing else than a slip can have put them there.

Between two Chinese characters a space mostly has a meaning: it follows the number of an article, spreads a
heading (总  则), parts names, cells and signatures. In 3,938 files it stood 183,000 times, and only some 90 times
inside a sentence. So only a single space inside a line that is a sentence is closed.
"""

import re
from collections.abc import Iterator

from lezr_extract.text.clean import Edit

_HAN = "\u3400-\u9fff"
_NUMERAL = "一二三四五六七八九十百千零〇两0-9０-９－—"
_SPACE = re.compile(rf" (?<=[{_HAN}] )(?=[{_HAN}])")
# The number of an article or heading at the head of a line, and names or dates behind which a space parts two
# things. Look-behinds need one length, hence a search in the words just before.
_MEANT_BEFORE = re.compile(
    rf"[第笫] ?[{_NUMERAL}]{{1,9}} ?(?:条|分?编|章|节|款|项|目)(?:之[{_NUMERAL}]{{1,3}})?$"
    rf"|[第笫][{_NUMERAL}]{{1,9}}$|(?:^|\n)(?:条目[{_NUMERAL}]{{1,5}}|[^\n]{{0,3}})$"
    r"|(?:通过|修正|修订|公布|发布|批准|施行|[日部局署院委办]|日电|中共中央|办公厅|委员会|全国人大)$"
)
_MEANT_AFTER = re.compile(rf"第[{_NUMERAL}]+ ?(?:条|分?编|章|节)|根据[12一二]|国务院|中央军委|办公厅")
_SENTENCE = re.compile(r"[，。；：]")
_LOOK = 14
_FEWEST_CHARACTERS = 12
_MOST_SHARE = 0.1
"""Of the line's characters: more spaces than that are a layout or a list of names."""


def stray_spaces(text: str) -> Iterator[Edit]:
    """The edits that close stray spaces of a cleaned text."""
    end = -1
    sentence = False
    for match in _SPACE.finditer(text):
        at = match.start()
        if at >= end:
            start = text.rfind("\n", 0, at) + 1
            end = text.find("\n", at)
            end = len(text) if end < 0 else end
            sentence = _is_sentence(text[start:end])
        if not sentence or _MEANT_BEFORE.search(text, max(0, at - _LOOK), at):
            continue
        if not _MEANT_AFTER.match(text, at + 1):
            yield at, at + 1, ""


def _is_sentence(line: str) -> bool:
    if len(line) < _FEWEST_CHARACTERS or "\t" in line or "|" in line or line.startswith(("#", "目录")):
        return False
    if line[-1] not in "。；：，" and len(_SENTENCE.findall(line)) < 2:
        return False
    return line.count(" ") <= 1 + _MOST_SHARE * len(line)
