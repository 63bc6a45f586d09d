"""Whether two articles are each other's nearest among all the articles of their laws.

Two laws of one field speak of one thing throughout, so that an article resembles many of the other law. It is of the
same act as the nearest of them sooner than as its neighbours: likeness alone does not tell those apart.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from lezr_extract.compare.wording.one_text import Wording

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

NEAREST = ("near_a", "near_b")
"""The measures of how a pair stands among its rivals, each 0 to 1."""


class Asked(NamedTuple):
    """Wordings that are held against articles.

    Attributes:
        pairs: of one behind those of another.
        weights: what each of these weighs.
        sizes: how many pairs each wording has.
        totals: what each wording weighs.
    """

    pairs: "NDArray[np.uint32]"
    weights: "NDArray[np.int32]"
    sizes: "NDArray[np.int64]"
    totals: "NDArray[np.float64]"


class Rivals:
    """The articles of a law, laid out so that articles of another law are held against all of them at once.

    About 3 bytes for each pair of characters of the law; made when first asked.

    Args:
        texts: of the articles, in their order.
    """

    __slots__ = ("_articles", "_codes", "_starts", "_totals")

    def __init__(self, texts: Sequence[str]) -> None:
        # Bring in numpy, which nobody waits for who compares nothing.
        import numpy as np  # noqa: PLC0415

        from lezr_extract.compare.wording.arrays import changes  # noqa: PLC0415
        from lezr_extract.compare.wording.many_texts import wordings  # noqa: PLC0415

        words = wordings([(text,) for text in texts])
        codes = np.frombuffer(b"".join([one.numbers for one in words]), np.uint32)
        places = np.arange(len(words), dtype=np.min_scalar_type(len(words)))
        articles = np.repeat(places, [len(one.numbers) for one in words])
        order = np.argsort(codes, kind="stable")
        codes, self._articles = codes[order], articles[order]
        first = changes(codes)
        self._codes = codes[first]
        self._starts = np.append(first, len(codes)).astype(np.int32)
        self._totals = np.array([one.total for one in words], np.float64)

    def likeness(self, words: Wording) -> "NDArray[np.float64]":
        """How much each article and some words are alike, 0 to 1, as `Wording.likeness`."""
        import numpy as np  # noqa: PLC0415

        from lezr_extract.compare.wording.many_texts import weights_of  # noqa: PLC0415

        pairs = np.frombuffer(words.numbers, np.uint32)
        sizes, totals = np.array([len(pairs)]), np.array([words.total], np.float64)
        return self.likenesses(Asked(pairs, weights_of(pairs), sizes, totals)).ravel()

    def never_said(self, words: Wording) -> int:
        """What those pairs of some words weigh together that no article has."""
        import numpy as np  # noqa: PLC0415

        from lezr_extract.compare.wording.many_texts import weights_of  # noqa: PLC0415

        pairs = np.frombuffer(words.numbers, np.uint32)
        places = np.minimum(np.searchsorted(self._codes, pairs), max(len(self._codes) - 1, 0))
        new = pairs[self._codes[places] != pairs] if len(self._codes) else pairs
        return int(weights_of(new).sum())

    def likenesses(self, asked: "Asked") -> "NDArray[np.float64]":
        """How much each of some wordings and each article are alike: a row for each wording, a column for each article."""
        import numpy as np  # noqa: PLC0415

        from lezr_extract.compare.wording.arrays import spread  # noqa: PLC0415

        height, width = len(asked.sizes), len(self._totals)
        places = np.searchsorted(self._codes, asked.pairs)
        there = np.flatnonzero(places < len(self._codes))
        there = there[self._codes[places[there]] == asked.pairs[there]]
        places = places[there]
        cells, bounds = spread(self._starts[places], self._starts[places + 1])
        sizes = np.diff(bounds)
        rows = np.repeat(np.arange(height) * width, asked.sizes)[there]
        # Whole numbers, so that their sum is the same in any order.
        shared = np.bincount(
            self._articles[cells] + np.repeat(rows, sizes),
            np.repeat(asked.weights[there], sizes),
            height * width,
        ).reshape(height, width)
        both = np.sqrt(asked.totals[:, None] * self._totals)
        found: NDArray[np.float64] = np.divide(shared, both, out=np.zeros_like(both), where=both > 0)
        return found

    def shares(self, asked: "Asked", rows: Sequence[int], places: Sequence[int]) -> "NDArray[np.float64]":
        """How near articles come to being the one that is nearest to a wording; 1 is the nearest.

        Args:
            asked: wordings.
            rows: which of them, any number of times.
            places: of the articles, one for each.
        """
        import numpy as np  # noqa: PLC0415

        found = self.likenesses(asked)
        best = found.max(axis=1)[list(rows)]
        chosen = found[list(rows), list(places)]
        shares: NDArray[np.float64] = np.divide(chosen, best, out=np.zeros(len(rows)), where=best > 0)
        return shares


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
