"""Learns the pairs: WORK/encoder.pt, and WORK/pieces.json with the numbers of the pieces that occur in them.

Three rounds, each over batches of pairs of like lengths, either article first by chance: one over what was read as a
whole, one that mixes in the pairs of the groups, one mostly over what was read later. About four and a half hours on
two cores.
"""

import json
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812
from lezr_extract.compare.encoder.pair import joined
from lezr_extract.compare.encoder.pieces import EMPTY, UNKNOWN, Pieces
from torch import Tensor

from bench.encoder import ANSWERS, OF_SAME, read, taught_by
from bench.encoder.layers import Learner
from bench.encoder.start import read as read_start

LONGEST = 320
"""Pieces of a pair: nine of ten pairs are shorter."""
_BATCH = 32
_SORTED = 40
"""Batches over which pairs are sorted by length."""


@dataclass(frozen=True)
class Round:
    """How a stretch of learning goes.

    Attributes:
        passes: over what was read as a whole; of a round over what was read later, over that.
        rate, faster: how fast the layers learn, and how much faster the new ones above them.
        warm: the share of the steps in which the rate rises; it falls in the others.
        fixed: how many of the lowest layers stay as they are, with the layer under them.
        first: how far the first reader alone decides between the same act and a part of it; the first goes by the guide.
        groups: whether the pairs of the groups are mixed into the first two passes.
        later: the share of what was read later; 0 where the round is over what was read before.
    """

    passes: int
    rate: float
    faster: float
    warm: float
    fixed: int = 0
    first: float = 0.0
    groups: bool = False
    later: float = 0.0


ROUNDS = (
    Round(passes=2, rate=1e-4, faster=5, warm=0.1),
    Round(passes=3, rate=6e-5, faster=3, warm=0.05, fixed=3, first=0.5, groups=True),
    Round(passes=2, rate=8e-5, faster=3, warm=0.05, fixed=3, first=0.5, later=0.75),
)


@dataclass
class Lesson:
    """A pair to learn.

    Attributes:
        sides: its articles as numbers of pieces.
        wanted: its answers in the order of `ANSWERS`, together 1.
        only_common: whether the answers tell a common act but not how much of it.
    """

    sides: list[list[int]]
    wanted: np.ndarray
    only_common: bool


def main() -> None:
    work, start = Path(sys.argv[1]), read_start(Path(sys.argv[2]))
    torch.manual_seed(0)
    chance = np.random.RandomState(0)
    taught = taught_by(read(work))
    pairs = (*taught.whole, *taught.groups, *taught.later)
    pieces = Pieces(start.pieces)
    sides = [[side.numbers(pieces) for side in pair["sides"]] for pair in pairs]
    kept = sorted({*range(UNKNOWN + 1), *(n for both in sides for side in both for n in side)})
    own = {number: n for n, number in enumerate(kept)}
    sides = [[[own[n] for n in side] for side in both] for both in sides]
    net = Learner(start, kept)
    for each in ROUNDS:
        lessons = [
            Lesson(both, wanted(pair, each.first), "first" not in pair)
            for both, pair in zip(sides, pairs, strict=True)
        ]
        ends = len(taught.whole), len(taught.whole) + len(taught.groups)
        passes = passes_of(each, lessons[: ends[0]], lessons[slice(*ends)], lessons[ends[1] :], chance)
        learn(net, each, list(batches(passes, chance)), chance)
    state = {name: value for name, value in net.state_dict().items() if not name.startswith("pieces")}
    torch.save(state, work / "encoder.pt")
    (work / "pieces.json").write_text(json.dumps(kept))


def learn(net: Learner, each: Round, steps: list[list[Lesson]], chance: np.random.RandomState) -> None:
    """One round; prints the step, how many there are, the mean loss of the last fifty, and the seconds."""
    new = [*net.answer_in.parameters(), *net.answer_out.parameters()]
    lowest = [] if each.fixed == 0 else [net.norm, *net.layers[: each.fixed]]
    for parameter in (p for module in lowest for p in module.parameters()):
        parameter.requires_grad_(requires_grad=False)
    old = [p for p in (*net.norm.parameters(), *net.layers.parameters()) if p.requires_grad]
    descent = torch.optim.AdamW(
        [{"params": old, "lr": each.rate}, {"params": new, "lr": each.rate * each.faster}], weight_decay=0.01
    )
    rate = torch.optim.lr_scheduler.OneCycleLR(
        descent,
        [each.rate, each.rate * each.faster],
        total_steps=len(steps) + 1,
        pct_start=each.warm,
        anneal_strategy="linear",
    )
    began, lost = time.time(), []
    net.train()
    for step, batch in enumerate(steps, 1):
        loss = loss_of(net, batch, chance)
        descent.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(old + new, 1.0)
        descent.step()
        rate.step()
        lost.append(loss.item())
        if step % 50 == 0:
            print(
                step, len(steps), round(float(np.mean(lost[-50:])), 4), round(time.time() - began), flush=True
            )


def loss_of(net: Learner, batch: Sequence[Lesson], chance: np.random.RandomState) -> Tensor:
    """How far the net is from the answers; of `Lesson.only_common` the first two answers count as one."""
    rows = [joined(*lesson.sides[:: chance.choice((1, -1))], LONGEST) for lesson in batch]
    with torch.autocast("cpu", torch.bfloat16):
        said = net(*filled(rows))
    likely = F.log_softmax(said.float(), 1)
    answers = torch.from_numpy(np.stack([lesson.wanted for lesson in batch]))
    common = torch.logsumexp(likely[:, :2], 1, keepdim=True).expand(-1, 2)
    only_common = torch.tensor([[lesson.only_common] for lesson in batch])
    return -(answers * torch.where(only_common, torch.cat((common, likely[:, 2:]), 1), likely)).sum(1).mean()


def wanted(pair: Mapping[str, Any], first: float) -> np.ndarray:
    """The answers of a pair in the order of `ANSWERS`, together 1; ``first`` as in `Round`.

    ``first`` is left aside of the later readings: all of them go by the guide.
    """
    told = np.array([pair["answers"].get(answer, 0.0) for answer in ANSWERS], np.float32)
    told /= told.sum()
    if pair.get("first") in OF_SAME and not pair.get("later"):
        alone = np.array([pair["first"] == answer for answer in OF_SAME], np.float32)
        told[:2] = (1 - first) * told[:2] + first * alone * told[:2].sum()
    return told


def passes_of(
    each: Round,
    whole: list[Lesson],
    groups: list[Lesson],
    later: list[Lesson],
    chance: np.random.RandomState,
) -> Iterator[list[Lesson]]:
    """What each pass of a round is over; of the groups two thirds are in the first pass, the others in the second."""
    if each.later:
        beside = round(len(later) * (1 - each.later) / each.later)
        for _ in range(each.passes):
            yield later + [whole[k] for k in chance.permutation(len(whole))[:beside]]
        return
    spread = [groups[k] for k in chance.permutation(len(groups))] if each.groups else []
    cut = len(spread) * 2 // 3 if each.passes > 1 else len(spread)
    mixed = {0: spread[:cut], 1: spread[cut:]}
    for number in range(each.passes):
        yield whole + mixed.get(number, [])


def batches(passes: Iterable[list[Lesson]], chance: np.random.RandomState) -> Iterator[list[Lesson]]:
    """The pairs of each step, those of a batch of like lengths."""
    for lessons in passes:
        lengths = np.array([sum(map(len, lesson.sides)) for lesson in lessons])
        order = chance.permutation(len(lessons))
        found = []
        for begin in range(0, len(order), _BATCH * _SORTED):
            near = order[begin : begin + _BATCH * _SORTED]
            near = near[np.argsort(lengths[near])]
            found += [near[k : k + _BATCH] for k in range(0, len(near), _BATCH)]
        for k in chance.permutation(len(found)):
            yield [lessons[n] for n in found[k]]


def filled(rows: Sequence[Sequence[int]]) -> tuple[Tensor, Tensor]:
    """Rows of unlike length as one table, and where it is filled."""
    longest = max(map(len, rows))
    numbers = torch.tensor([[*row, *[EMPTY] * (longest - len(row))] for row in rows])
    return numbers, torch.tensor([[1.0] * len(row) + [0.0] * (longest - len(row)) for row in rows])


if __name__ == "__main__":
    main()
