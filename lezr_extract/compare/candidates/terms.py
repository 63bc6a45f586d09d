"""The terms of words: pairs of Chinese characters as numbers, those of the language of drafting left out."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from lezr_extract.compare.wording.arrays import distinct

_LONGEST = 300  # characters of words that are looked at
_FIRST, _LAST = 0x3400, 0x9FFF  # Chinese characters; in UTF-16 one unit each
# The longer one before the one that is a part of it.
_OF_DRAFTING = ("本法", "本条例", "本办法", "本规定", "违反", "规定", "应当", "不得", "或者", "以及", "其他")
_BREAK, _NEXT = "\n", "\0"


def terms_of_all(words: Sequence[str]) -> tuple[NDArray[np.uint32], NDArray[np.int64]]:
    """The terms of each of many words, each sorted, one behind the other.

    Two terms stand in the order of their characters. Of words only the first 300 characters count.

    Returns:
        The terms, and how many there are of each.
    """
    if not words:
        return np.zeros(0, np.uint32), np.zeros(0, np.int64)
    text = _NEXT.join(one[:_LONGEST].replace(_NEXT, _BREAK) for one in words)
    for phrase in _OF_DRAFTING:
        text = text.replace(phrase, _BREAK)
    units = np.frombuffer(text.encode("utf-16-le", "surrogatepass"), "<u2")
    chinese = (units >= _FIRST) & (units <= _LAST)
    places = np.flatnonzero(chinese[:-1] & chinese[1:])
    terms = units[places].astype(np.uint32) << np.uint32(16) | units[places + 1]
    bounds = np.searchsorted(places, np.flatnonzero(units == 0))
    sizes = np.diff(np.concatenate(([0], bounds, [len(terms)])))
    return distinct(terms, sizes)
