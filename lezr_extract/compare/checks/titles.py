"""Titles of laws: which two of them are one law's name."""

import re
from functools import lru_cache

_MARKS = re.compile(r"[〈〉＜＞<>《》“”\"'\s]+")
_EDITION = re.compile(r"[（(](?:[12]\d{3}年?)?[^（）()]{0,6}?(?:修正|修订|年|版|文本)[^（）()]{0,4}[）)]$")


@lru_cache(maxsize=65536)
def plain_title(title: str) -> str:
    """A title without 中华人民共和国, nested marks, spaces and the year of its edition (《〈X〉办法》 = 《X办法》)."""
    words = _EDITION.sub("", title.strip()).replace("中华人民共和国", "")
    return _MARKS.sub("", words).replace("(", "（").replace(")", "）")
