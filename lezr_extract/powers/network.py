"""A small network that reads an article character by character, in order: the sums alone, in numpy on the processor.

Windows of characters, then a few layers of self-attention (Vaswani et al. 2017) with root-mean-square norms (Zhang and
Sennrich 2019) and rotary places (Su et al. 2021). ``bench/second_look`` trains it: on law without labels first, then
after a larger network that is too slow for a processor (Hinton et al. 2015) and on the labelled articles.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

# The numbers of what is no character of its own.
BEHIND = 0
"""What stands behind the last character, where a window is not full."""
BEFORE = 1
"""What stands before the first one."""
TITLE = 2
"""Here begins the title of the law."""
BREAK = 3
"""Here ends the title, and here the chapter."""
OTHER = 4
"""A character that the network does not know."""
LINE = 5
"""The end of a line."""
FIRST = 6
"""The first character that it knows; the others follow in the order of their file."""
LENGTHS = (24, 14, 800)
"""How many characters of the title, the chapter and the text are read."""
_ROTATION = 10_000.0
_EPSILON = 1.1920929e-07  # of single precision, as in training
_EXPONENT = 80.0  # between this and its negative, ``exp`` and its sums stay within single precision
_ROWS_AT_ONCE = 320
"""Windows of articles that are read together, about: with fewer a product takes longer for each, with many more the
processor's cache is too small."""
_OF_LAYER = ("norm_in", "ask", "answer", "norm_out", "up", "up.constant", "down", "down.constant")


Parts = tuple[str, str, str]
"""Title, chapter and text of an article."""


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


class _Layer(NamedTuple):
    """The weights of one layer: the scale of a norm is part of what its rows are multiplied with."""

    ask: "Floats"
    answer: "Floats"
    up: "Floats"
    up_constant: "Floats"
    down: "Floats"
    down_constant: "Floats"


class Network:
    """The weights at work, laid out for speed."""

    def __init__(self, weights: "Mapping[str, Floats]", characters: Sequence[str], shape: Shape) -> None:
        """Lays them out.

        Args:
            weights: by name, those of a layer after its number.
            characters: that the network knows, in the order of their numbers.
            shape: of the network.
        """
        import numpy as np  # noqa: PLC0415

        self._shape = shape
        self._number = known(characters)
        of_character = weights["characters"]
        # What a character gives to a window at each of its places: sums of rows instead of a product.
        self._joined = [
            np.ascontiguousarray(of_character @ part)
            for part in np.split(weights["join"], len(weights["join"]) // of_character.shape[1])
        ]
        self._joined[0] += weights["join.constant"]
        width = weights["join"].shape[1]
        half = width // shape.heads // 2
        # The two numbers that a place turns stand side by side, so that they are one complex number.
        paired = np.arange(width).reshape(shape.heads, 2, half).transpose(0, 2, 1).ravel()
        order = np.concatenate((paired, width + paired, np.arange(2 * width, 3 * width)))
        self._layers = [_laid_out(weights, layer, order) for layer in range(shape.layers)]
        places = (sum(LENGTHS) + len(LENGTHS)) // shape.stride + 1
        angle = np.outer(np.arange(places), _ROTATION ** (-np.arange(half) / half))
        self._turns = np.tile(np.exp(1j * angle).astype(np.complex64), 2 * shape.heads)
        scale = weights["norm"]
        self._pull_and_words = _scaled(scale, np.hstack((weights["whole.pull"], weights["words"])))
        self._pooled, self._first = scale * weights["whole.pooled"], _scaled(scale, weights["whole.first"])
        self._constant, self._constant_of_words = weights["whole.constant"], weights["words.constant"]

    def read(self, title: str, chapter: str, text: str) -> Reading:
        """Reads one article; the parts are those of `numbers_of`."""
        return self.read_all([(title, chapter, text)])[0]

    def read_all(self, articles: Sequence[Parts]) -> list[Reading]:
        """Reads articles, some at a time: products of more rows take less time for each."""
        found: list[Reading] = []
        waiting: list[Floats] = []
        begins: list[int] = []
        rows = 0
        for article in articles:
            head, body = numbers_of(*article, self._number)
            waiting.append(self._windows(head + body))
            begins.append(len(head))
            rows += len(waiting[-1])
            if rows >= _ROWS_AT_ONCE:
                found += self._said_by(waiting, begins)
                waiting, begins, rows = [], [], 0
        if waiting:
            found += self._said_by(waiting, begins)
        return found

    def _said_by(self, articles: "Sequence[Floats]", begins: Sequence[int]) -> Iterator[Reading]:
        """What articles say, of each its windows and the character at which its text begins."""
        import numpy as np  # noqa: PLC0415

        ends = np.cumsum([len(windows) for windows in articles]).tolist()
        bounds = [*pairwise((0, *ends))]
        x = self._attended(np.concatenate(articles), bounds)
        asked = x @ self._pull_and_words
        for (start, end), begin in zip(bounds, begins, strict=True):
            yield self._said(x[start:end], asked[start:end], begin)

    def _said(self, x: "Floats", asked: "Floats", begin: int) -> Reading:
        """What one article says.

        Args:
            x: its windows.
            asked: of each how much it counts for each type, and how much it speaks for it.
            begin: the character at which its text begins.
        """
        import numpy as np  # noqa: PLC0415

        pull, words = np.hsplit(asked, 2)
        pull = np.exp(pull - pull.max(0))
        pooled = (pull / pull.sum(0)).T @ x
        whole = (pooled * self._pooled).sum(1) + x[0] @ self._first + self._constant
        first = begin // self._shape.stride
        words = words[first:] + self._constant_of_words
        best = words.argmax(0)
        at = (best + first) * self._shape.stride - begin
        return Reading(tuple(whole.tolist()), tuple(words.max(0).tolist()), tuple(np.maximum(at, 0).tolist()))

    def _windows(self, numbers: list[int]) -> "Floats":
        """A row for each window of characters."""
        import numpy as np  # noqa: PLC0415

        stride, kernel = self._shape.stride, len(self._joined)
        before = (kernel - stride) // 2
        count = -(-len(numbers) // stride)
        # From the first window's character of some place to the last window's.
        span = (count - 1) * stride + 1
        behind = span - 1 + kernel - before - len(numbers)
        padded = np.array([BEFORE] * before + numbers + [BEHIND] * behind)
        found: Floats = self._joined[0][padded[:span:stride]]
        for place in range(1, kernel):
            found += self._joined[place][padded[place : place + span : stride]]
        return found

    def _attended(self, x: "Floats", bounds: Sequence[tuple[int, int]]) -> "Floats":
        """The rows after all layers, of length 1 each: the scale of the last norm is not in them.

        Args:
            x: rows of articles one behind the other; only those of one article see one another.
            bounds: where the rows of each begin and end.
        """
        import numpy as np  # noqa: PLC0415

        (length, width), heads = x.shape, self._shape.heads
        turns = np.concatenate([self._turns[: end - start] for start, end in bounds])
        seen = np.empty_like(x)
        for of in self._layers:
            # One product gives question, key and value; the first two are turned by their place.
            asked = _norm(x) @ of.ask
            turned = asked[:, : 2 * width].view(np.complex64)
            turned *= turns
            by_head = asked.reshape(length, 3, heads, -1)
            for start, end in bounds:
                into = seen[start:end].reshape(end - start, heads, -1)
                into[:] = _seen(*by_head[start:end].transpose(1, 2, 0, 3)).transpose(1, 0, 2)
            x += seen @ of.answer
            inner = _norm(x) @ of.up
            inner += of.up_constant
            np.maximum(inner, 0, out=inner)
            x += inner @ of.down
            x += of.down_constant
        return _norm(x)


def _seen(question: "Floats", key: "Floats", value: "Floats") -> "Floats":
    """What the rows of one article see of one another, head by head."""
    import numpy as np  # noqa: PLC0415

    pull: Floats = question @ key.transpose(0, 2, 1)
    if not -_EXPONENT < pull.min() <= pull.max() < _EXPONENT:
        pull -= pull.max(-1, keepdims=True)
    np.exp(pull, out=pull)
    seen: Floats = pull @ value
    seen /= (pull @ np.ones(pull.shape[-1], np.float32))[..., None]
    return seen


def _laid_out(weights: "Mapping[str, Floats]", layer: int, order: "NDArray[np.int64]") -> _Layer:
    """The weights of a layer, each column of ``ask`` taken in ``order``."""
    import numpy as np  # noqa: PLC0415

    of = {name: weights[f"{layer}.{name}"] for name in _OF_LAYER}
    return _Layer(
        _scaled(of["norm_in"], of["ask"][:, order]),
        np.ascontiguousarray(of["answer"]),
        _scaled(of["norm_out"], of["up"]),
        of["up.constant"],
        np.ascontiguousarray(of["down"]),
        of["down.constant"],
    )


def _scaled(scale: "Floats", matrix: "Floats") -> "Floats":
    """``matrix`` for rows that are not yet multiplied with ``scale``, row after row as products are fastest."""
    import numpy as np  # noqa: PLC0415

    return np.ascontiguousarray(scale[:, None] * matrix)


def _norm(x: "Floats") -> "Floats":
    """The rows with their mean square 1."""
    import numpy as np  # noqa: PLC0415

    size = np.einsum("ij,ij->i", x, x)
    size /= np.float32(x.shape[1])
    size += np.float32(_EPSILON)
    found: Floats = x / np.sqrt(size)[:, None]
    return found
