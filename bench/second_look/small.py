"""The small network learns what the large one answers for every article without labels, and the labels.

Fold by fold; of fold 4, which leaves nothing out, the weights are kept.
"""

import sys
import time
from pathlib import Path
from random import Random

import numpy as np
import torch
from torch import Tensor

from bench.second_look.batches import Texts, characters_of, joined, labels_of, learn, loss_of, truth
from bench.second_look.layers import DEVICE, MIXED, NETS, TYPES, Tagger
from bench.second_look.measure import answers, f1

_TIMES, _OF_LABELS = 4, 2  # passes over the articles, and over the labels in each
_RATE, _HALF = 1.5e-3, 0.5
_MOST, _MOST_LABELS = 120_000, 32_000  # characters in a batch


class Answers:
    """What the large network said."""

    def __init__(self, work: Path, fold: int) -> None:
        self._words = np.load(work / f"words.{fold}.npy", mmap_mode="r")
        self._whole = np.load(work / f"whole.{fold}.npy").astype(np.float32)

    def of(self, texts: Texts, which: np.ndarray, length: int) -> tuple[Tensor, Tensor, Tensor]:
        """As `truth` of labels."""
        words = np.zeros((len(which), length, TYPES), np.uint8)
        counts = np.zeros((len(which), length, 1), np.uint8)
        for k, i in enumerate(which):
            begin, size = texts.begin(i), int(texts.ends[i + 1] - texts.ends[i])
            words[k, begin : begin + size] = self._words[texts.ends[i] : texts.ends[i + 1]]
            counts[k, begin : begin + size] = 1
        said = torch.from_numpy(words).to(DEVICE).float() / 255
        return torch.from_numpy(self._whole[which]), said, torch.from_numpy(counts)


def main() -> None:
    work, fold = Path(sys.argv[1]), int(sys.argv[2])
    name = sys.argv[3] if len(sys.argv) > 3 else "small"
    torch.set_num_threads(2)
    needed = (work / f"whole.{fold}.npy", work / f"pretrained.{name}.pt")
    while not all(path.exists() for path in needed):  # the steps before may run beside this one
        time.sleep(1)
    of = NETS[name]
    texts, labels, articles = Texts(work / "labelled.npz"), labels_of(work), Texts(work / "articles.npz")
    said = Answers(work, fold)
    torch.manual_seed(fold)
    chance = Random(fold)
    net = Tagger(characters_of(work), of).to(DEVICE)
    net.enc.load_state_dict(torch.load(needed[1], map_location=DEVICE))
    rest = [i for i in range(texts.count) if texts.fold[i] != fold]
    turns = [
        (articles, b) for _ in range(_TIMES) for b in articles.batches(range(articles.count), _MOST, chance)
    ]
    turns += [
        (texts, b) for _ in range(_TIMES * _OF_LABELS) for b in texts.batches(rest, _MOST_LABELS, chance)
    ]
    chance.shuffle(turns)
    descent = torch.optim.AdamW(net.parameters(), lr=_RATE, weight_decay=0.01, fused=DEVICE == "cuda")
    for turn, (source, which) in enumerate(turns):
        done = turn / len(turns)
        for group in descent.param_groups:
            group["lr"] = _RATE * min(1, done / 0.03 + 0.005) * (1 - done)
        net.train()
        numbers = source.padded(which, of.stride)
        length = numbers.shape[1]
        known = source is texts
        whole, words, counts = (
            truth(texts, labels, which, length) if known else said.of(articles, which, length)
        )
        with torch.autocast(**MIXED):
            heard = net(numbers.to(DEVICE))
        words, counts = (joined(t.to(DEVICE), of.stride) for t in (words, counts))
        loss = loss_of(heard, whole.to(DEVICE), words, counts) * (_HALF if known else 1)
        learn(loss, descent, net.parameters())
    own = np.flatnonzero(texts.fold == fold)
    if len(own):
        whole, best = answers(net, texts, own, 60_000, exact=True)
        print(name, "fold", fold, "F1 on it", f1(labels, own, whole))
        np.savez_compressed(work / f"{name}.fold.{fold}.npz", own=own, whole=whole[:, :TYPES], words=best)
    else:
        torch.save({name: value.half() for name, value in net.state_dict().items()}, work / f"{name}.pt")
        first = np.arange(min(200, texts.count))
        whole, best = answers(net, texts, first, 60_000, exact=True)
        np.savez_compressed(work / f"{name}.sample.npz", own=first, whole=whole[:, :TYPES], words=best)


if __name__ == "__main__":
    main()
