"""How much room words take."""

ELLIPSIS = "…"


def width_of(words: str, size: float) -> float:
    """Width of ``words`` in type of ``size``: Chinese characters are square, others about half as wide."""
    return sum(size if ord(character) > 0x2E7F else size * 0.56 for character in words)


def fitted(words: str, width: float, size: float) -> str:
    """``words``, cut so that they take no more than ``width``."""
    if width_of(words, size) <= width:
        return words
    room = width - size
    kept = ""
    for character in words:
        room -= width_of(character, size)
        if room < 0:
            break
        kept += character
    return kept + ELLIPSIS


def organ(name: str) -> str:
    """A department's name without what all have in common (市场监督管理部门 → 市场监督管理)."""
    for ending in ("行政主管部门", "主管部门", "行政部门", "部门"):
        short = name.removesuffix(ending)
        if short != name and len(short) >= 2:
            return short
    return name
