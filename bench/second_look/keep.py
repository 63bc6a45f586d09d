"""What the product keeps of the training: the network's weights, its characters, and what it read in each fold."""

import json
import sys
from pathlib import Path

import numpy as np
import torch

from bench.second_look import FOLDS, line
from bench.second_look.layers import HIDDEN, NETS, TYPES, Sizes


def arrays(state: dict[str, np.ndarray], of: Sizes) -> dict[str, np.ndarray]:
    """The arrays of `lezr_extract.powers.network.Network` by name, of basis types alone."""
    characters = state["enc.emb.weight"]
    characters[HIDDEN] = 0  # nothing is hidden any more; its row is what stands before the first character
    found = {"characters": characters, "norm": state["enc.norm.weight"]}
    found |= {"join": state["enc.join.weight"].T, "join.constant": state["enc.join.bias"]}
    for layer in range(of.layers):
        mine = f"enc.blocks.{layer}."
        asked = state[mine + "qkv.weight"].T.copy()
        asked[:, : of.width] *= (of.width // of.heads) ** -0.5  # what attention divides its sums by
        found |= {
            f"{layer}.norm_in": state[mine + "n1.weight"],
            f"{layer}.ask": asked,
            f"{layer}.answer": state[mine + "o.weight"].T,
            f"{layer}.norm_out": state[mine + "n2.weight"],
            f"{layer}.up": state[mine + "up.weight"].T,
            f"{layer}.up.constant": state[mine + "up.bias"],
            f"{layer}.down": state[mine + "down.weight"].T,
            f"{layer}.down.constant": state[mine + "down.bias"],
        }
    return found | {
        "whole.pull": state["att.weight"][:TYPES].T,
        "whole.pooled": state["out"][:TYPES],
        "whole.first": state["cls.weight"][:TYPES].T,
        "whole.constant": state["b"][:TYPES] + state["cls.bias"][:TYPES],
        "words": state["tok.weight"][:TYPES].T,
        "words.constant": state["tok.bias"][:TYPES],
    }


def readings(work: Path, name: str) -> list[str]:
    """The lines of ``network_folds.tsv``."""
    keys: list[list[str]] = json.loads((work / "keys.json").read_text())
    lines = {}
    for fold in range(FOLDS):
        with np.load(work / f"{name}.fold.{fold}.npz") as kept:
            for i, whole, words in zip(kept["own"], kept["whole"], kept["words"], strict=True):
                lines[int(i)] = line(*keys[i], whole, words)
    return ["file\tarticle\twhole\twords", *(lines[i] for i in sorted(lines))]


def main() -> None:
    work, models = Path(sys.argv[1]), Path(sys.argv[2])
    name = sys.argv[3] if len(sys.argv) > 3 else "small"
    of = NETS[name]
    state = {k: v.float().numpy() for k, v in torch.load(work / f"{name}.pt", map_location="cpu").items()}
    kept = {name: value.astype(np.float16) for name, value in arrays(state, of).items()}
    kept["shape"] = np.array((of.stride, of.layers, of.heads))
    np.savez_compressed(models / "network.npz", **kept)
    (models / "characters.txt").write_bytes((work / "characters.txt").read_bytes())
    (models / "network_folds.tsv").write_text("\n".join(readings(work, name)) + "\n", encoding="utf-8")
    print((models / "network.npz").stat().st_size, "bytes")


if __name__ == "__main__":
    main()
