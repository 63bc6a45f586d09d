"""The sums of the encoder in numpy on the processor: BERT's layers (Devlin et al. 2019), and what it answers of a pair."""

from collections.abc import Mapping, Sequence
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

    def likely(self, numbers: Sequence[int]) -> "Floats":
        """How likely each of `ANSWERS` is of a pair of articles.

        Args:
            numbers: of their pieces in a row, at least one and no more than `longest`.
        """
        import numpy as np  # noqa: PLC0415

        x = self._read(np.array(numbers))
        row = np.concatenate((x[0], x.mean(0)))[None]
        inner = _bent(row @ self._of["answer.in"] + self._of["answer.in.constant"])
        sums = (inner @ self._of["answer.out"] + self._of["answer.out.constant"])[0]
        shares = np.exp(sums - sums.max())
        found: Floats = shares / shares.sum()
        return found

    def _read(self, numbers: "NDArray[np.int64]") -> "Floats":
        """The rows of all pieces after the last layer."""
        of = self._of
        x = _norm(of["pieces"][numbers] + of["places"][: len(numbers)], of["norm"], of["norm.constant"])
        for number in range(self._shape.layers):
            layer = {name: of[f"{number}.{name}"] for name in _WEIGHTS}
            seen = self._seen(x @ layer["ask"] + layer["ask.constant"])
            x = _norm(
                x + (seen @ layer["seen"] + layer["seen.constant"]),
                layer["norm_in"],
                layer["norm_in.constant"],
            )
            inner = _bent(x @ layer["up"] + layer["up.constant"]) @ layer["down"] + layer["down.constant"]
            x = _norm(x + inner, layer["norm_out"], layer["norm_out.constant"])
        return x

    def _seen(self, asked: "Floats") -> "Floats":
        """What the rows see of one another, head by head; given question, key and value of each row."""
        import numpy as np  # noqa: PLC0415

        question, key, value = asked.reshape(len(asked), 3, self._shape.heads, -1).transpose(1, 2, 0, 3)
        pull: Floats = question @ key.transpose(0, 2, 1)
        pull *= np.float32(question.shape[-1] ** -0.5)
        np.exp(pull - pull.max(-1, keepdims=True), out=pull)
        pull /= pull.sum(-1, keepdims=True)
        found: Floats = (pull @ value).transpose(1, 0, 2).reshape(len(asked), -1)
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
