"""What a trained network says of texts, and how much of it is right."""

import numpy as np
import torch

from bench.second_look.batches import Labels, Texts
from bench.second_look.layers import DEVICE, MIXED, TYPES, Tagger

_AT = 0.42


@torch.no_grad()
def answers(
    net: Tagger,
    texts: Texts,
    which: np.ndarray,
    most: int,
    kept: np.ndarray | None = None,
    *,
    exact: bool = False,
) -> tuple[np.ndarray, np.ndarray]:
    """Log-odds of the whole (all columns) and of the best window (basis), a row for each of ``which``.

    Args:
        net: the network.
        texts: it reads.
        which: of them.
        most: characters in a batch.
        kept: gets the probability of each character of each text, in 255ths.
        exact: in single precision throughout.
    """
    net.eval()
    stride, place = net.enc.of.stride, {int(i): k for k, i in enumerate(which)}
    whole = np.zeros((len(which), 2 * TYPES), np.float32)
    best = np.zeros((len(which), TYPES), np.float32)
    for batch in texts.batches(map(int, which), most):
        numbers = texts.padded(batch, stride).to(DEVICE)
        with torch.autocast(**MIXED, enabled=not exact):
            of_words, of_whole, there = net(numbers)
        first = torch.tensor([texts.begin(i) // stride for i in batch], device=DEVICE)
        inside = there & (torch.arange(there.shape[1], device=DEVICE)[None] >= first[:, None])
        rows = [place[int(i)] for i in batch]
        basis = of_words[..., :TYPES]
        whole[rows] = of_whole.float().cpu().numpy()
        best[rows] = basis.masked_fill(~inside[..., None], -1e4).amax(1).cpu().numpy()
        if kept is not None:
            of_characters = (basis.sigmoid() * 255).round().to(torch.uint8).cpu().numpy()
            for k, i in enumerate(batch):
                begin, size = texts.begin(i), texts.ends[i + 1] - texts.ends[i]
                kept[texts.ends[i] : texts.ends[i + 1]] = of_characters[k, begin : begin + size]
    return whole, best


def f1(labels: Labels, which: np.ndarray, whole: np.ndarray) -> float:
    """Micro-F1 of basis types."""
    true = np.zeros((len(which), TYPES), bool)
    for row, i in zip(true, which, strict=True):
        for of_type, basis, *_ in labels[i]:
            row[of_type] |= bool(basis)
    said = 1 / (1 + np.exp(-whole[:, :TYPES])) >= _AT
    return round(float(2 * (true & said).sum() / max(1, true.sum() + said.sum())), 4)
