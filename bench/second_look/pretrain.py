"""Pre-training on law without labels: a network learns to fill in hidden characters (Devlin et al. 2019)."""

import itertools
import sys
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812
from torch import nn

from bench.second_look.batches import Texts, characters_of, learn
from bench.second_look.layers import DEVICE, FIRST, HIDDEN, MIXED, NETS, Encoder

_LENGTH, _ROWS = 288, 512 if DEVICE == "cuda" else 4
_HIDDEN, _RATE = 0.2, {"large": 1e-3, "small": 3e-3}


def main() -> None:
    work, net, seconds = Path(sys.argv[1]), sys.argv[2], float(sys.argv[3])
    of, characters = NETS[net], characters_of(work)
    texts = Texts(work / "articles.npz")
    stream = torch.from_numpy(np.concatenate([texts.numbers(i) for i in range(texts.count)])).to(DEVICE)
    torch.manual_seed(0)
    encoder = Encoder(characters, of).to(DEVICE)
    answer = nn.Linear(of.width, of.stride * of.characters).to(DEVICE) if of.kernel > 1 else nn.Identity()
    constant = nn.Parameter(torch.zeros(characters, device=DEVICE))
    learned = [*encoder.parameters(), *answer.parameters(), constant]
    descent = torch.optim.AdamW(learned, betas=(0.9, 0.98), weight_decay=0.01, fused=DEVICE == "cuda")

    def loss_of(numbers: torch.Tensor, places: torch.Tensor, truth: torch.Tensor) -> torch.Tensor:
        x = answer(encoder(numbers)[0]).view(numbers.shape[0], _LENGTH, of.characters)
        x = x.gather(1, places.unsqueeze(-1).expand(-1, -1, of.characters))
        return F.cross_entropy((x @ encoder.emb.weight.T + constant).float().flatten(0, 1), truth.flatten())

    step = torch.compile(loss_of) if DEVICE == "cuda" else loss_of
    hidden, began = int(_LENGTH * _HIDDEN), 0.0
    for turn in itertools.count():
        if turn == 3:  # compiling is not learning
            began = time.monotonic()
        done = (time.monotonic() - began) / seconds if turn >= 3 else 0.0
        if done >= 1:
            break
        for group in descent.param_groups:
            group["lr"] = _RATE[net] * min(1, (turn + 1) / 200) * (1 - done) + 1e-5
        begin = torch.randint(0, len(stream) - _LENGTH, (_ROWS,), device=DEVICE)
        numbers = stream[begin[:, None] + torch.arange(_LENGTH, device=DEVICE)].long()
        chance = torch.rand(numbers.shape, device=DEVICE)
        chance = torch.minimum(chance, torch.roll(chance, 1, 1)).masked_fill(numbers < FIRST, 2.0)  # by twos
        places = chance.topk(hidden, 1, largest=False).indices
        truth = numbers.gather(1, places)
        with torch.autocast(**MIXED):
            loss = step(numbers.scatter(1, places, HIDDEN), places, truth)
        learn(loss, descent, learned)
    print(net, turn, "steps,", turn * _ROWS * _LENGTH / len(stream), "times, loss", loss.item())
    kept = work / f"pretrained.{net}.tmp"
    torch.save(encoder.state_dict(), kept)
    kept.rename(work / f"pretrained.{net}.pt")


if __name__ == "__main__":
    main()
