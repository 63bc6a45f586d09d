"""Whether two articles are each other's nearest among all the articles of their laws.

Two laws of one field speak of one thing throughout, so that an article resembles many of the other law. It is of the
same act as the nearest of them sooner than as its neighbours: likeness alone does not tell those apart.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from lezr_extract.compare.wording import Wording

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

NEAREST = ("near_a", "near_b")
"""The measures of how a pair stands among its rivals, each 0 to 1."""


class Rivals:
    """The articles of a law, laid out so that an article of another law is held against all of them at once.

    About 6 bytes for each pair of characters of the law; made when first asked.

    Args:
        texts: of the articles, in their order.
    """

    __slots__ = ("_articles", "_codes", "_totals")

    def __init__(self, texts: Sequence[str]) -> None:
        # Bring in numpy, which nobody waits for who compares nothing.
        import numpy as np  # noqa: PLC0415

        from lezr_extract.compare.wordings import wordings  # noqa: PLC0415

        words = wordings([(text,) for text in texts])
        codes = np.frombuffer(b"".join([one.numbers for one in words]), np.uint32)
        articles = np.repeat(np.arange(len(words), dtype=np.uint32), [len(one.numbers) for one in words])
        order = np.argsort(codes, kind="stable")
        self._codes, self._articles = codes[order], articles[order]
        self._totals = np.array([one.total for one in words], np.float64)

    def likeness(self, words: Wording) -> "NDArray[np.float64]":
        """How much each article and some words are alike, 0 to 1, as `Wording.likeness`."""
        import numpy as np  # noqa: PLC0415

        from lezr_extract.compare.wordings import weights_of  # noqa: PLC0415

        asked = np.frombuffer(words.numbers, np.uint32)
        begin, end = (np.searchsorted(self._codes, asked, side) for side in ("left", "right"))
        sizes = end - begin
        whole = int(sizes.sum())
        starts = np.repeat(begin - np.cumsum(sizes) + sizes, sizes)
        # Whole numbers, so that their sum is the same in any order.
        shared = np.bincount(
            self._articles[starts + np.arange(whole)],
            np.repeat(weights_of(asked), sizes),
            len(self._totals),
        )
        both = np.sqrt(self._totals * words.total)
        return np.divide(shared, both, out=np.zeros_like(both), where=both > 0)


def standing(
    likeness_a: "NDArray[np.float64]", i: int, likeness_b: "NDArray[np.float64]", j: int
) -> dict[str, float]:
    """How near either article comes to being the other's nearest in its law; 1 is the nearest.

    Args:
        likeness_a: of each article of a to article ``j`` of b.
        i: place of the article of a.
        likeness_b: of each article of b to article ``i`` of a.
        j: place of the article of b.
    """
    shares = (_of_best(found, place) for found, place in ((likeness_a, i), (likeness_b, j)))
    return dict(zip(NEAREST, shares, strict=True))


def _of_best(likeness: "NDArray[np.float64]", place: int) -> float:
    best = float(likeness.max())
    return float(likeness[place]) / best if best else 0.0
