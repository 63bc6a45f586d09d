"""How far what was read is from the source."""


def errors(source: dict[str, str], found: dict[str, str]) -> int:
    """Characters to change, put in or take out, article by article; a lost or extra article counts whole."""
    lost = sum(len(words) for number, words in source.items() if number not in found)
    extra = sum(len(words) for number, words in found.items() if number not in source)
    return (
        lost
        + extra
        + sum(distance(words, found[number]) for number, words in source.items() if number in found)
    )


def distance(one: str, other: str) -> int:
    """The edit distance (Levenshtein) of two texts."""
    if one == other:
        return 0
    before = list(range(len(other) + 1))
    for row, sign in enumerate(one, 1):
        now = [row]
        for column, against in enumerate(other, 1):
            now.append(min(before[column] + 1, now[-1] + 1, before[column - 1] + (sign != against)))
        before = now
    return before[-1]
