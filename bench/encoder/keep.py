"""Writes what the product keeps: the pieces that occur in law, and the weights in eight bits."""

import json
import sys
from collections import Counter
from pathlib import Path

import numpy as np
import torch
from lezr_extract.compare.encoder.kept import ARRAYS, FOLDER, PIECES, SHAPE
from lezr_extract.compare.encoder.network import SCALE
from lezr_extract.compare.encoder.pieces import UNKNOWN, Pieces
from lezr_extract.vocabulary.registered_files import write_sums

from bench.encoder.learn import LONGEST
from bench.encoder.start import Start
from bench.encoder.start import read as read_start

_TIMES = 3
"""How often a piece must occur in the corpora to be kept."""
_MOST = 127


def main() -> None:
    work, start, corpora, models = Path(sys.argv[1]), read_start(Path(sys.argv[2])), *map(Path, sys.argv[3:5])
    kept = kept_pieces(start, corpora, json.loads((work / "pieces.json").read_text()))
    state = torch.load(work / "encoder.pt", weights_only=True)
    folder = models / FOLDER
    folder.mkdir(exist_ok=True)
    pieces = start.array("emb.word", start.known, start.width)[kept]
    np.savez_compressed(folder / ARRAYS, **arrays({k: v.numpy() for k, v in state.items()}, pieces, start))
    scores = list(start.pieces.items())
    lines = (f"{scores[n][0]}\t{scores[n][1]:.4f}\n" for n in kept)
    (folder / PIECES).write_text("".join(lines), "utf-8")
    write_sums(folder, (PIECES, ARRAYS))
    print(len(kept), "pieces,", (folder / ARRAYS).stat().st_size, "bytes")


def kept_pieces(start: Start, corpora: Path, learned: list[int]) -> list[int]:
    """The numbers of the marks, of the pieces that were learned from or occur in the corpora, and of single characters."""
    pieces, times = Pieces(start.pieces), Counter[int]()
    for path in sorted(corpora.rglob("*.md")):
        for line in path.read_text("utf-8", errors="replace").splitlines():
            times.update(pieces.numbers(line))
    single = (n for n, piece in enumerate(start.pieces) if len(piece) == 1 and "㐀" <= piece <= "鿿")
    often = (n for n, count in times.items() if count >= _TIMES)
    return sorted({*range(UNKNOWN + 1), *learned, *often, *single})


def arrays(state: dict[str, np.ndarray], pieces: np.ndarray, start: Start) -> dict[str, np.ndarray]:
    """The arrays of `lezr_extract.compare.encoder.network.Network` by name."""
    found = {SHAPE: np.array((start.layers, start.heads))}

    def keep(name: str, matrix: np.ndarray, axis: int) -> None:
        scale = np.abs(matrix).max(axis, keepdims=True) / _MOST
        scale = np.where(scale == 0, 1, scale).astype(np.float16)
        whole = np.rint(matrix / scale.astype(np.float32)).clip(-_MOST, _MOST)
        found[name], found[name + SCALE] = whole.astype(np.int8), scale

    keep("pieces", pieces, 1)
    found["places"] = state["places"][:LONGEST].astype(np.float16)
    for name, value in state.items():
        own = name.removeprefix("layers.").replace("answer_", "answer.")
        if own.endswith(".bias"):
            found[own.removesuffix(".bias") + ".constant"] = value.astype(np.float16)
        elif own.endswith(".weight"):
            if value.ndim == 1:
                found[own.removesuffix(".weight")] = value.astype(np.float16)
            else:
                keep(own.removesuffix(".weight"), value.T, 0)
    return found


if __name__ == "__main__":
    main()
