"""The sums of the encoder in numpy on the processor: BERT's layers (Devlin et al. 2019), and what it answers of a pair."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

ANSWERS = ("yes", "partial", "related", "unrelated")
"""The act is the same, the acts intersect, only the field is the same, nothing is."""
SCALE = ".scale"
"""What is added to the name of a matrix for its scales: of each column, of the pieces of each row."""
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

    def __init__(self, weights: "Mapping[str, NDArray[Any]]", shape: Shape) -> None:
        """Takes them.

        Args:
            weights: by name, those of a layer behind its number. Matrices are multiplied from the right; they are whole
                numbers and stay so, a quarter of the memory, each with its scales under its name and `SCALE`.
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
        sums = self._through("answer.out", _bent(self._through("answer.in", row)))[0]
        shares = np.exp(sums - sums.max())
        found: Floats = shares / shares.sum()
        return found

    def _read(self, numbers: "NDArray[np.int64]") -> "Floats":
        """The rows of all pieces after the last layer."""
        of = self._of
        pieces: Floats = of["pieces"][numbers] * of["pieces" + SCALE][numbers]
        x = self._normed("norm", pieces + of["places"][: len(numbers)])
        for layer in range(self._shape.layers):
            seen = self._seen(self._through(f"{layer}.ask", x))
            x = self._normed(f"{layer}.norm_in", x + self._through(f"{layer}.seen", seen))
            inner = _bent(self._through(f"{layer}.up", x))
            x = self._normed(f"{layer}.norm_out", x + self._through(f"{layer}.down", inner))
        return x

    def _through(self, name: str, x: "Floats") -> "Floats":
        """The rows multiplied with a matrix, and its constant added."""
        import numpy as np  # noqa: PLC0415

        found: Floats = x @ self._of[name].astype(np.float32)
        found *= self._of[name + SCALE]
        found += self._of[f"{name}.constant"]
        return found

    def _normed(self, name: str, x: "Floats") -> "Floats":
        """Each row with mean 0 and spread 1, scaled and moved."""
        import numpy as np  # noqa: PLC0415

        x = x - x.mean(1, keepdims=True)
        x /= np.sqrt((x * x).mean(1, keepdims=True) + np.float32(_EPSILON))
        found: Floats = x * self._of[name] + self._of[f"{name}.constant"]
        return found

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
