"""The encoder's files in ``models/encoder``, and the encoder that comes with the product.

``pieces.tsv`` (piece, logarithm of how likely it is), ``encoder.npz`` (numpy's arrays: matrices as whole numbers of
eight bits with a scale for each column, the rest in half precision).
"""

import io
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from zipfile import BadZipFile

from lezr_extract.compare.encoder.network import ANSWERS, Network, Shape
from lezr_extract.compare.encoder.pair import Article, joined
from lezr_extract.compare.encoder.pieces import Pieces
from lezr_extract.errors import CannotRunError
from lezr_extract.vocabulary.registered_files import checked, folder_of

FOLDER = "encoder"
PIECES, ARRAYS = "pieces.tsv", "encoder.npz"
SHAPE = "shape"
"""The name of the array of sizes."""


class Encoder:
    """Reads two articles one behind the other."""

    def __init__(self, pieces: Pieces, network: Network) -> None:
        """Takes what it works with."""
        self._pieces, self._network = pieces, network

    def likely(self, a: Article, b: Article, times: int = 2) -> dict[str, float]:
        """How likely each of `network.ANSWERS` is: whether the acts of two articles are the same.

        Args:
            a: the first article.
            b: the second one.
            times: 2 to read either first, so that the answer does not hang on their order; 1 to read ``a`` first.
        """
        one, other = a.numbers(self._pieces), b.numbers(self._pieces)
        orders = ((one, other), (other, one))[:times]
        rows = [joined(*both, self._network.longest) for both in orders]
        # Beside each other: products of matrices leave the interpreter free.
        with ThreadPoolExecutor(times) as threads:
            found = [likely.tolist() for likely in threads.map(self._network.likely, rows)]
        return {answer: sum(of) / times for answer, *of in zip(ANSWERS, *found, strict=True)}


@cache
def standard_encoder() -> Encoder | None:
    """The encoder that comes with the product, loaded once; None where its files are not there.

    Raises:
        CannotRunError: a file is missing or is not the one that was registered.
    """
    folder = folder_of(FOLDER)
    return load(folder) if folder else None


def load(folder: Path) -> Encoder:
    """The encoder in a folder.

    Raises:
        CannotRunError: as for `standard_encoder`.
    """
    files = checked(folder, (PIECES, ARRAYS), "，或者删去这个文件夹，只用其余的办法判断行为是否相同")
    rows = (line.split("\t") for line in files[PIECES].decode("utf-8").split("\n") if line)
    pieces = Pieces({piece: float(score) for piece, score in rows})
    return Encoder(pieces, _network(files[ARRAYS]))


def _network(arrays: bytes) -> Network:
    import numpy as np  # noqa: PLC0415

    try:
        with np.load(io.BytesIO(arrays), allow_pickle=False) as kept:
            shape = Shape(*map(int, kept[SHAPE]))
            weights = {
                name: array if array.dtype == np.int8 else np.asarray(array, np.float32)
                for name, array in kept.items()
                if name != SHAPE
            }
    except (ValueError, KeyError, BadZipFile) as error:
        raise CannotRunError(f"{ARRAYS} 不是模型的文件（{error}）") from error
    return Network(weights, shape)
