"""Half-width punctuation between Chinese words becomes full-width; figures, codes and addresses stay."""

import re

_HAN = "\u3400-\u9fff"
_OPENS = "《“‘〈（【〔"
_CLOSES = "》”’〉）)】〕%％"
_WIDE = dict(zip(",;:?!.()", "，；：？！。（）", strict=True))
_HALF = re.compile(
    # The sign first and then a look back at what stands before it: so the search skips from sign to sign.
    r"[,;:?!.](?:"
    # behind a Chinese word or closing mark, unless a letter follows that begins an address (http:)
    rf"(?<=[{_HAN}{_CLOSES}][,;:?!])(?![A-Za-z/])"
    # before a Chinese word, behind a figure: 于2005年5,并 — but no clock time, no ratio
    rf"|(?<=[0-9A-Za-z][,;?!])(?=[{_HAN}{_OPENS}])"
    # a full stop that ends a line or parts two sentences; 一. and 1. are numbers of items
    rf"|(?<=[{_HAN}]\.)(?<![一二三四五六七八九十百]\.)(?=\n|\Z|[{_HAN}]))"
)
_BRACKETS = re.compile(rf"\([^()\n]{{0,200}}[{_HAN}][^()\n]{{0,200}}\)")
_MAYBE = re.compile(
    rf"[,;?!(.:](?:(?<=[{_HAN}{_CLOSES}0-9A-Za-z][,;?!(.])|(?<=[{_HAN}{_CLOSES}]:)|(?<=\()[{_HAN}《“])"
)


def full_width(text: str) -> tuple[str, int]:
    """``text``, same length, with the punctuation of Chinese print, and how many signs were changed."""
    if not _MAYBE.search(text):
        return text, 0
    done, signs = _HALF.subn(lambda match: _WIDE[match[0]], text)
    brackets = 0
    if "(" in done:
        done, brackets = _BRACKETS.subn(lambda match: f"（{match[0][1:-1]}）", done)
    return done, signs + 2 * brackets
