"""Learns the pairs: WORK/encoder.pt, and WORK/pieces.json with the numbers of the pieces that occur in them.

Two passes over the pairs in batches of like lengths, either article first by chance; about 75 minutes on two cores.
"""

import json
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812
from lezr_extract.compare.encoder.pair import Article, joined
from lezr_extract.compare.encoder.pieces import EMPTY, UNKNOWN, Pieces

from bench.encoder import ANSWERS, learned_from, read
from bench.encoder.layers import Learner
from bench.encoder.start import read as read_start

LONGEST = 320
"""Pieces of a pair: nine of ten pairs are shorter."""
_PASSES, _BATCH = 2, 32
_RATE, _FASTER = 1e-4, 5
"""How fast the layers learn, and how much faster the new ones above them."""
_SORTED = 40
"""Batches over which pairs are sorted by length."""


def main() -> None:
    work, start = Path(sys.argv[1]), read_start(Path(sys.argv[2]))
    torch.manual_seed(0)
    chance = np.random.RandomState(0)
    pairs = learned_from(read(work))
    pieces = Pieces(start.pieces)
    sides = [[pieces_of(pieces, pair, side) for side in (0, 1)] for pair in pairs]
    kept = sorted({*range(UNKNOWN + 1), *(n for both in sides for side in both for n in side)})
    own = {number: n for n, number in enumerate(kept)}
    sides = [[[own[n] for n in side] for side in both] for both in sides]
    wanted = np.array([[pair["answers"].get(a, 0.0) for a in ANSWERS] for pair in pairs], np.float32)
    wanted /= wanted.sum(1, keepdims=True)
    net = Learner(start, kept)
    new = [*net.answer_in.parameters(), *net.answer_out.parameters()]
    old = [*net.norm.parameters(), *net.layers.parameters()]
    descent = torch.optim.AdamW(
        [{"params": old, "lr": _RATE}, {"params": new, "lr": _RATE * _FASTER}], weight_decay=0.01
    )
    steps = _PASSES * -(-len(pairs) // _BATCH) + 1
    rate = torch.optim.lr_scheduler.OneCycleLR(
        descent, [_RATE, _RATE * _FASTER], total_steps=steps, pct_start=0.1, anneal_strategy="linear"
    )
    began, lost = time.time(), []
    net.train()
    for step, batch in enumerate(batches([len(a) + len(b) for a, b in sides], chance)):
        rows = [joined(*sides[k][:: chance.choice((1, -1))], LONGEST) for k in batch]
        with torch.autocast("cpu", torch.bfloat16):
            said = net(*filled(rows))
        loss = F.cross_entropy(said.float(), torch.from_numpy(wanted[batch]))
        descent.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(old + new, 1.0)
        descent.step()
        rate.step()
        lost.append(loss.item())
        if step % 50 == 0:
            print(step, steps, round(float(np.mean(lost[-50:])), 4), round(time.time() - began), flush=True)
    state = {name: value for name, value in net.state_dict().items() if not name.startswith("pieces")}
    torch.save(state, work / "encoder.pt")
    (work / "pieces.json").write_text(json.dumps(kept))


def pieces_of(pieces: Pieces, pair: dict[str, Any], side: int) -> list[int]:
    """One article of a pair as numbers of pieces."""
    return Article(pair["titles"][side], pair["texts"][side]).numbers(pieces)


def batches(lengths: Sequence[int], chance: np.random.RandomState) -> Iterator[np.ndarray]:
    """The pairs of each step, those of a batch of like lengths."""
    for _ in range(_PASSES):
        order = chance.permutation(len(lengths))
        found = []
        for begin in range(0, len(order), _BATCH * _SORTED):
            near = order[begin : begin + _BATCH * _SORTED]
            near = near[np.argsort(np.array(lengths)[near])]
            found += [near[k : k + _BATCH] for k in range(0, len(near), _BATCH)]
        yield from (found[k] for k in chance.permutation(len(found)))


def filled(rows: Sequence[Sequence[int]]) -> tuple[torch.Tensor, torch.Tensor]:
    """Rows of unlike length as one table, and where it is filled."""
    longest = max(map(len, rows))
    numbers = torch.tensor([[*row, *[EMPTY] * (longest - len(row))] for row in rows])
    return numbers, torch.tensor([[1.0] * len(row) + [0.0] * (longest - len(row)) for row in rows])


if __name__ == "__main__":
    main()
