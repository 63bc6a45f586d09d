"""Texts in batches of about one length, and the loss of labels."""

import json
from collections.abc import Iterable
from pathlib import Path
from random import Random

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor, nn

from bench.second_look.layers import DEVICE, FIRST, TYPES

_TOGETHER = 4096  # texts among which those of one length are looked for
_OF_WORDS = 8.0  # weight of the windows beside the whole
_RELATED = 0.3  # weight of related beside basis
WEIGHT = torch.tensor([1.0] * TYPES + [_RELATED] * TYPES, device=DEVICE)
Labels = list[list[list[int]]]


class Texts:
    """Texts as numbers, of one file of `texts`."""

    def __init__(self, path: Path) -> None:
        with np.load(path) as kept:
            self._head, self._heads = kept["head"], kept["head.ends"]
            self._text, self.ends = kept["text"], kept["text.ends"]
            self.fold = kept["fold"]
        self.count = len(self.fold)
        self.lengths = np.diff(self._heads) + np.diff(self.ends)

    def numbers(self, i: int) -> np.ndarray:
        """Head and text of one."""
        head = self._head[self._heads[i] : self._heads[i + 1]]
        return np.concatenate((head, self._text[self.ends[i] : self.ends[i + 1]]))

    def begin(self, i: int) -> int:
        """Where the text begins in `numbers`."""
        return int(self._heads[i + 1] - self._heads[i])

    def padded(self, which: Iterable[int], stride: int) -> Tensor:
        """Rows of numbers, as long as the longest."""
        rows = [self.numbers(i) for i in which]
        step = 8 * stride
        table = np.zeros((len(rows), -(-max(map(len, rows)) // step) * step), np.int64)
        for row, numbers in zip(table, rows, strict=True):
            row[: len(numbers)] = numbers
        return torch.from_numpy(table)

    def batches(self, which: Iterable[int], most: int, chance: Random | None = None) -> list[np.ndarray]:
        """Groups of texts of about one length, of at most ``most`` characters together."""
        order = list(which)
        if chance:
            chance.shuffle(order)
        found = []
        for begin in range(0, len(order), _TOGETHER):
            part = sorted(order[begin : begin + _TOGETHER], key=lambda i: self.lengths[i])
            while part:
                size = 1
                while size < min(len(part), 1024) and (size + 1) * self.lengths[part[size]] <= most:
                    size += 1
                found.append(np.array(part[:size]))
                part = part[size:]
        if chance:
            chance.shuffle(found)
        return found


def learn(loss: Tensor, descent: torch.optim.Optimizer, learned: Iterable[nn.Parameter]) -> None:
    """One step down."""
    descent.zero_grad(set_to_none=True)
    loss.backward()
    nn.utils.clip_grad_norm_(learned, 1.0)
    descent.step()


def characters_of(work: Path) -> int:
    """How many numbers there are."""
    return FIRST + len((work / "characters.txt").read_text(encoding="utf-8").split("\n"))


def labels_of(work: Path) -> Labels:
    """Of each labelled article."""
    return json.loads((work / "labels.json").read_text())


def truth(texts: Texts, labels: Labels, which: np.ndarray, length: int) -> tuple[Tensor, Tensor, Tensor]:
    """What should be said of the whole and of each character, and which characters count."""
    whole = torch.zeros((len(which), 2 * TYPES))
    words, counts = (torch.zeros((len(which), length, 2 * TYPES)) for _ in range(2))
    for k, i in enumerate(which):
        begin = texts.begin(i)
        end = begin + int(texts.ends[i + 1] - texts.ends[i])
        counts[k, begin:end] = 1
        for of_type, basis, first, last in labels[i]:
            column = of_type if basis else of_type + TYPES
            whole[k, column] = 1
            if first < 0:
                counts[k, :, column] = 0
            else:
                words[k, begin + first : min(begin + last, end), column] = 1
    return whole, words, counts


def joined(of_characters: Tensor, stride: int) -> Tensor:
    """Of each window what holds of any of its characters."""
    rows, length = of_characters.shape[:2]
    return of_characters.view(rows, length // stride, stride, *of_characters.shape[2:]).amax(2)


def loss_of(said: tuple[Tensor, Tensor, Tensor], whole: Tensor, words: Tensor, counts: Tensor) -> Tensor:
    """Of the article, and of its windows; soft answers have no related ones."""
    of_words, of_whole, _ = said
    columns = words.shape[-1]
    first = F.binary_cross_entropy_with_logits(of_whole, whole, reduction="none") * WEIGHT
    second = F.binary_cross_entropy_with_logits(of_words[..., :columns], words, reduction="none")
    second = (second * counts * WEIGHT[:columns]).sum() / counts[..., 0].sum().clamp(min=1)
    return first.sum(1).mean() + _OF_WORDS * second
