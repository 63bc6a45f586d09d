"""A small network that reads an article character by character, in order: the sums alone, in numpy on the processor.

Windows of characters, then a few layers of self-attention (Vaswani et al. 2017) with root-mean-square norms (Zhang and
Sennrich 2019) and rotary places (Su et al. 2021). ``bench/second_look`` trains it: on law without labels first, then
after a larger network that is too slow for a processor (Hinton et al. 2015) and on the labelled articles.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

BEHIND, BEFORE, TITLE, BREAK, OTHER, LINE, FIRST = range(7)
"""Numbers of what is no character of its own; characters begin at 6, in the order of their file."""
LENGTHS = (24, 14, 800)
"""How many characters of the title, the chapter and the text are read."""
_ROTATION = 10_000.0
_EPSILON = 1.1920929e-07  # of single precision, as in training


class Shape(NamedTuple):
    """Sizes that the weights do not tell.

    Attributes:
        stride: characters from window to window.
        layers, heads: of attention.
    """

    stride: int
    layers: int
    heads: int


class Reading(NamedTuple):
    """What the network makes of an article; ten of each, a type of power each.

    Attributes:
        whole: log-odds of the article as a whole.
        words: log-odds of the window that speaks for the type most.
        at: the character of the text at which that window begins.
    """

    whole: tuple[float, ...]
    words: tuple[float, ...]
    at: tuple[int, ...]


def known(characters: Sequence[str]) -> dict[str, int]:
    """The numbers of the characters that a network knows."""
    return {c: FIRST + i for i, c in enumerate(characters)} | {"\n": LINE}


def numbers_of(title: str, chapter: str, text: str, number: Mapping[str, int]) -> tuple[list[int], list[int]]:
    """An article as numbers: title and chapter, and the text; what is longer than `LENGTHS` is cut.

    Args:
        title: of its law, without 中华人民共和国.
        chapter: name of its chapter, empty where there is none.
        text: of the article.
        number: of each character, as `known` gives them.
    """
    in_title, in_chapter, in_text = (
        [number.get(c, OTHER) for c in part[:most]]
        for part, most in zip((title, chapter, text), LENGTHS, strict=True)
    )
    return [TITLE, *in_title, BREAK, *in_chapter, BREAK], in_text


class Network:
    """The weights at work."""

    def __init__(self, weights: "Mapping[str, Floats]", characters: Sequence[str], shape: Shape) -> None:
        """Lays them out.

        Args:
            weights: by name, those of a layer after its number.
            characters: that the network knows, in the order of their numbers.
            shape: of the network.
        """
        import numpy as np  # noqa: PLC0415

        self._weights, self._shape = weights, shape
        self._number = known(characters)
        width = weights["characters"].shape[1]
        self._kernel = weights["join"].shape[0] // width
        half = weights["join"].shape[1] // shape.heads // 2
        places = (sum(LENGTHS) + len(LENGTHS)) // shape.stride + 1
        angle = np.outer(np.arange(places), _ROTATION ** (-np.arange(half) / half)).astype(np.float32)
        self._cos, self._sin = np.cos(angle)[:, None, None], np.sin(angle)[:, None, None]

    def read(self, title: str, chapter: str, text: str) -> Reading:
        """Reads one article; the parts are those of `numbers_of`."""
        import numpy as np  # noqa: PLC0415

        head, body = numbers_of(title, chapter, text, self._number)
        begin = len(head)
        of = self._weights
        x = self._layers(self._windows(head + body))
        pull = x @ of["whole.pull"]
        pull = np.exp(pull - pull.max(0))
        pooled = (pull / pull.sum(0)).T @ x
        whole = (pooled * of["whole.pooled"]).sum(1) + x[0] @ of["whole.first"] + of["whole.constant"]
        first = begin // self._shape.stride
        words = x[first:] @ of["words"] + of["words.constant"]
        best = words.argmax(0)
        at = (best + first) * self._shape.stride - begin
        return Reading(
            tuple(map(float, whole)), tuple(map(float, words.max(0))), tuple(max(0, int(a)) for a in at)
        )

    def _windows(self, numbers: list[int]) -> "Floats":
        """A row for each window of characters."""
        import numpy as np  # noqa: PLC0415

        stride, kernel = self._shape.stride, self._kernel
        before = (kernel - stride) // 2
        count = -(-len(numbers) // stride)
        behind = (count - 1) * stride + kernel - before - len(numbers)
        padded = np.array([BEFORE] * before + numbers + [BEHIND] * behind)
        of = self._weights
        places = np.arange(count)[:, None] * stride + np.arange(kernel)
        found: Floats = of["characters"][padded[places]].reshape(count, -1) @ of["join"] + of["join.constant"]
        return found

    def _layers(self, x: "Floats") -> "Floats":
        import numpy as np  # noqa: PLC0415

        of, (length, width), heads = self._weights, x.shape, self._shape.heads
        half = width // heads // 2
        cos, sin = self._cos[:length], self._sin[:length]
        for layer in range(self._shape.layers):
            # One product gives question, key and value; the first two are turned by their place.
            asked = (_norm(x, of[f"{layer}.norm_in"]) @ of[f"{layer}.ask"]).reshape(length, 3, heads, -1)
            first, second = asked[:, :2, :, :half], asked[:, :2, :, half:]
            turned = np.concatenate((first * cos - second * sin, second * cos + first * sin), -1)
            pull = turned[:, 0].transpose(1, 0, 2) @ turned[:, 1].transpose(1, 2, 0)
            pull -= pull.max(-1, keepdims=True)
            np.exp(pull, out=pull)
            seen = pull @ asked[:, 2].transpose(1, 0, 2)
            seen /= pull.sum(-1, keepdims=True)
            x += seen.transpose(1, 0, 2).reshape(length, width) @ of[f"{layer}.answer"]
            inner: Floats = _norm(x, of[f"{layer}.norm_out"]) @ of[f"{layer}.up"]
            inner += of[f"{layer}.up.constant"]
            np.maximum(inner, 0, out=inner)
            x += inner @ of[f"{layer}.down"]
            x += of[f"{layer}.down.constant"]
        return _norm(x, of["norm"])


def _norm(x: "Floats", scale: "Floats") -> "Floats":
    import numpy as np  # noqa: PLC0415

    square = np.einsum("ij,ij->i", x, x) / np.float32(x.shape[1]) + np.float32(_EPSILON)
    found: Floats = (x / np.sqrt(square)[:, None] * scale).astype(np.float32, copy=False)
    return found
