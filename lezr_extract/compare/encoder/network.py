"""The sums of the encoder in numpy on the processor: BERT's layers (Devlin et al. 2019), and what it answers of a pair."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

ANSWERS = ("yes", "partial", "related", "unrelated")
"""The act is the same, the acts intersect, only the field is the same, nothing is."""
_EPSILON = 1e-12
# Abramowitz and Stegun 7.1.26: the error function to 1.5e-7, which is as close as single precision.
_P = 0.3275911
_SERIES = (1.061405429, -1.453152027, 1.421413741, -0.284496736, 0.254829592)


class Shape(NamedTuple):
    """Sizes that the weights do not tell: ``layers``, and ``heads`` of attention."""

    layers: int
    heads: int


class Network:
    """The weights at work."""

    def __init__(self, weights: "Mapping[str, Floats]", shape: Shape) -> None:
        """Takes them.

        Args:
            weights: by name, those of a layer behind its number; matrices are multiplied from the right.
            shape: of the network.
        """
        self._of, self._shape = weights, shape

    @property
    def longest(self) -> int:
        """How many pieces are read at most."""
        return len(self._of["places"])

    def likely(self, pairs: Sequence[Sequence[int]]) -> "Floats":
        """How likely each of `ANSWERS` is of pairs of articles, a row for each pair.

        Args:
            pairs: the numbers of their pieces, none empty and none longer than `longest`.
        """
        import numpy as np  # noqa: PLC0415

        ends = np.cumsum([len(pair) for pair in pairs]).tolist()
        bounds = [*pairwise((0, *ends))]
        x = self._read(np.concatenate(pairs), bounds)
        rows = np.array([np.hstack((x[start], x[start:end].mean(0))) for start, end in bounds])
        inner = _bent(rows @ self._of["answer.in"] + self._of["answer.in.constant"])
        sums = inner @ self._of["answer.out"] + self._of["answer.out.constant"]
        shares = np.exp(sums - sums.max(1, keepdims=True))
        found: Floats = shares / shares.sum(1, keepdims=True)
        return found

    def _read(self, numbers: "NDArray[np.int64]", bounds: Sequence[tuple[int, int]]) -> "Floats":
        """The rows of all pieces after the last layer; only those of one pair see one another."""
        import numpy as np  # noqa: PLC0415

        of = self._of
        places = np.concatenate([np.arange(end - start) for start, end in bounds])
        x = _norm(of["pieces"][numbers] + of["places"][places], of["norm"], of["norm.constant"])
        for number in range(self._shape.layers):
            layer = {name: of[f"{number}.{name}"] for name in _WEIGHTS}
            asked = x @ layer["ask"] + layer["ask.constant"]
            seen = self._seen(asked, bounds) @ layer["seen"] + layer["seen.constant"]
            x = _norm(x + seen, layer["norm_in"], layer["norm_in.constant"])
            inner = _bent(x @ layer["up"] + layer["up.constant"]) @ layer["down"] + layer["down.constant"]
            x = _norm(x + inner, layer["norm_out"], layer["norm_out.constant"])
        return x

    def _seen(self, asked: "Floats", bounds: Sequence[tuple[int, int]]) -> "Floats":
        """What the rows see of one another, head by head.

        Args:
            asked: question, key and value of each row.
            bounds: where the rows of each pair begin and end.
        """
        import numpy as np  # noqa: PLC0415

        width = asked.shape[1] // 3
        by_head = asked.reshape(len(asked), 3, self._shape.heads, -1)
        found = np.empty((len(asked), width), np.float32)
        scale = np.float32(by_head.shape[-1] ** -0.5)
        for start, end in bounds:
            question, key, value = by_head[start:end].transpose(1, 2, 0, 3)
            pull = (question * scale) @ key.transpose(0, 2, 1)
            np.exp(pull - pull.max(-1, keepdims=True), out=pull)
            pull /= pull.sum(-1, keepdims=True)
            found[start:end] = (pull @ value).transpose(1, 0, 2).reshape(end - start, width)
        return found


_WEIGHTS = tuple(
    name + kind for name in ("ask", "seen", "up", "down", "norm_in", "norm_out") for kind in ("", ".constant")
)


def _bent(x: "Floats") -> "Floats":
    """``x`` times the share of the normal curve below it (GELU, Hendrycks and Gimpel 2016)."""
    import numpy as np  # noqa: PLC0415

    size = np.abs(x) * np.float32(0.5**0.5)
    t = np.reciprocal(np.float32(_P) * size + np.float32(1), dtype=np.float32)
    series = np.zeros_like(x)
    for factor in _SERIES:
        series += np.float32(factor)
        series *= t
    np.multiply(series, np.exp(-size * size), out=series)
    series *= np.float32(0.5)
    # Below 0 the share is what the series says, above it what that leaves.
    np.subtract(1, series, out=series, where=x > 0)
    series *= x
    return series


def _norm(x: "Floats", scale: "Floats", constant: "Floats") -> "Floats":
    """Each row with mean 0 and spread 1, scaled and moved."""
    import numpy as np  # noqa: PLC0415

    x = x - x.mean(1, keepdims=True)
    x /= np.sqrt((x * x).mean(1, keepdims=True) + np.float32(_EPSILON))
    found: Floats = x * scale + constant
    return found
