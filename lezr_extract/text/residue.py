"""Readings that web tools left behind characters: 責(zé)任, 24號(hào). They are deleted, with the way back."""

import re
from collections.abc import Iterator

from lezr_extract.text.clean import Edit

_TONES = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿếề"
_LETTERS = f"a-zü{_TONES}"
_TONED = re.compile(f"[{_TONES}]")
_HAN = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_SYLLABLE = f"(?=[{_LETTERS}]{{0,6}}[{_TONES}])[{_LETTERS}]{{1,7}}"
_READING = re.compile(f"(?<=[{_HAN}])[(（]{_SYLLABLE}[)）]")
_ANY_READING = re.compile(
    f"(?<=[{_HAN}])[(（](?:{_SYLLABLE}|men|de|le|zi|ge|me|zhe|ma|ba|ne|tou|shang|li)[)）]"
    # The tool swallowed the character itself: only a question mark and half a bracket are left of it.
    f"|[?？\ufffd]{_SYLLABLE}[)）]"
)
_FEWEST = 3
"""A lawful gloss of a rare character (a place name) stands alone; residue stands at every third word."""


def readings(text: str, *, traditional: bool) -> Iterator[Edit]:
    """The edits that take readings out of ``text``; a character that is lost behind its reading becomes □.

    Args:
        text: cleaned text.
        traditional: the text is in traditional script, where one reading is enough to know the tool.
    """
    if not _TONED.search(text):
        return
    count = sum(1 for _, _ in zip(_READING.finditer(text), range(_FEWEST), strict=False))
    if count < (1 if traditional else _FEWEST):
        return
    for match in _ANY_READING.finditer(text):
        lost = match[0][0] not in "(（"
        yield match.start(), match.end(), "□" if lost else ""
