"""The large network learns the labels without those of one fold, then answers for every article without labels."""

import sys
from pathlib import Path
from random import Random

import numpy as np
import torch

from bench.second_look.batches import Texts, characters_of, labels_of, learn, loss_of, truth
from bench.second_look.layers import DEVICE, MIXED, NETS, TYPES, Tagger
from bench.second_look.measure import answers, f1

_TIMES, _RATE, _HEAD = 5, 2e-4, 5  # passes; step of the encoder; how much larger of what is new
_LEARN, _ANSWER = 6_000, 100_000  # characters in a batch


def main() -> None:
    work, fold = Path(sys.argv[1]), int(sys.argv[2])
    torch.set_num_threads(2)
    texts, labels = Texts(work / "labelled.npz"), labels_of(work)
    torch.manual_seed(fold)
    chance = Random(fold)
    net = Tagger(characters_of(work), NETS["large"]).to(DEVICE)
    net.enc.load_state_dict(torch.load(work / "pretrained.large.pt", map_location=DEVICE), strict=False)
    new = [p for name, p in net.named_parameters() if not name.startswith("enc.")]
    groups = [
        {"params": list(net.enc.parameters()), "times": 1.0},
        {"params": new, "times": float(_HEAD)},
    ]
    descent = torch.optim.AdamW(groups, lr=_RATE, weight_decay=0.01, fused=DEVICE == "cuda")
    rest = [i for i in range(texts.count) if texts.fold[i] != fold]
    turns = [b for _ in range(_TIMES) for b in texts.batches(rest, _LEARN, chance)]
    for turn, which in enumerate(turns):
        done = turn / len(turns)
        for group in descent.param_groups:
            group["lr"] = _RATE * group["times"] * min(1, done / 0.06 + 0.01) * (1 - done)
        net.train()
        numbers = texts.padded(which, 1)
        asked = truth(texts, labels, which, numbers.shape[1])
        with torch.autocast(**MIXED):
            said = net(numbers.to(DEVICE))
        loss = loss_of(said, *(t.to(DEVICE) for t in asked))
        learn(loss, descent, net.parameters())
    own = np.flatnonzero(texts.fold == fold)
    if len(own):
        whole, _ = answers(net, texts, own, 60_000)
        print("large, fold", fold, "F1 on it", f1(labels, own, whole))
    articles = Texts(work / "articles.npz")
    words = np.zeros((int(articles.ends[-1]), TYPES), np.uint8)
    whole, _ = answers(net, articles, np.arange(articles.count), _ANSWER, words)
    np.save(work / f"words.{fold}.npy", words)
    np.save(work / f"whole.{fold}.tmp.npy", 1 / (1 + np.exp(-whole)))
    (work / f"whole.{fold}.tmp.npy").rename(work / f"whole.{fold}.npy")


if __name__ == "__main__":
    main()
