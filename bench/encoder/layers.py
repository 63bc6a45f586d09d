"""The encoder as PyTorch learns it; `keep` lays its weights out for `lezr_extract.compare.encoder.network`."""

from collections.abc import Sequence

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor, nn

from bench.encoder import ANSWERS
from bench.encoder.start import Start

_EPSILON = 1e-12
_DROPPED = 0.1
_FAR = -30000.0
"""What is asked of a place that is not filled."""


class Drop(nn.Module):
    """Leaves out one number of ten, by a long stretch of chance that is drawn once: a tenth of the time of the learning is saved."""

    chance = torch.empty(0, dtype=torch.bfloat16)

    def forward(self, x: Tensor) -> Tensor:
        """The same numbers, some of them 0 and the others so much greater."""
        if not self.training:
            return x
        count = x.numel()
        if Drop.chance.numel() < 2 * count:
            kept = torch.rand(3 * count) >= _DROPPED
            Drop.chance = kept.to(torch.bfloat16) / (1 - _DROPPED)
        begin = int(torch.randint(0, Drop.chance.numel() - count, (1,)))
        return x * Drop.chance[begin : begin + count].view_as(x).to(x.dtype)


class Layer(nn.Module):
    """One layer of BERT."""

    def __init__(self, start: Start, number: int) -> None:
        super().__init__()
        width, inner = start.width, start.inner
        self.heads = start.heads
        self.ask, self.seen = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.up, self.down = nn.Linear(width, inner), nn.Linear(inner, width)
        self.norm_in, self.norm_out = nn.LayerNorm(width, _EPSILON), nn.LayerNorm(width, _EPSILON)
        self.drop = Drop()

        def given(name: str, *shape: int) -> Tensor:
            return torch.from_numpy(start.array(f"l{number}.{name}", *shape))

        self.ask.weight.data = torch.cat([given(f"{one}.w", width, width) for one in "qkv"])
        self.ask.bias.data = torch.cat([given(f"{one}.b", width) for one in "qkv"])
        of = {"ao": (self.seen, (width, width)), "fi": (self.up, (inner, width))}
        of |= {"fo": (self.down, (width, inner))}
        for name, (linear, shape) in of.items():
            linear.weight.data, linear.bias.data = given(f"{name}.w", *shape), given(f"{name}.b", shape[0])
        for name, norm in (("aln", self.norm_in), ("oln", self.norm_out)):
            norm.weight.data, norm.bias.data = given(f"{name}.w", width), given(f"{name}.b", width)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """The rows after the layer; ``mask`` is what is added for each head of each pair to what a row asks of another."""
        rows, length, width = x.shape
        asked = self.ask(x).view(rows, length, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4)
        ask, key, value = asked.reshape(3, rows * self.heads, length, width // self.heads)
        # not scaled_dot_product_attention, whose way back takes four times as long on a processor
        near = torch.baddbmm(mask, ask, key.transpose(1, 2), alpha=(width // self.heads) ** -0.5)
        seen = torch.bmm(torch.softmax(near, -1, near.dtype), value).view(rows, self.heads, length, -1)
        x = self.norm_in(x + self.drop(self.seen(seen.transpose(1, 2).reshape(rows, length, width))))
        return self.norm_out(x + self.drop(self.down(F.gelu(self.up(x)))))


class Learner(nn.Module):
    """Pieces of a pair to the four answers."""

    def __init__(self, start: Start, kept: Sequence[int]) -> None:
        """Starts from the model.

        Args:
            start: the model.
            kept: the numbers of the pieces that occur.
        """
        super().__init__()
        pieces = start.array("emb.word", start.known, start.width)[kept]
        self.pieces = nn.Embedding.from_pretrained(
            torch.from_numpy(pieces)
        )  # as it is: seldom seen words stay known
        places = start.array("emb.pos", start.places, start.width) + start.array("emb.type", start.width)
        self.places = nn.Parameter(torch.from_numpy(places.astype(np.float32)), requires_grad=False)
        self.norm = nn.LayerNorm(start.width, _EPSILON)
        self.norm.weight.data = torch.from_numpy(start.array("emb.ln.w", start.width))
        self.norm.bias.data = torch.from_numpy(start.array("emb.ln.b", start.width))
        self.layers = nn.ModuleList(Layer(start, number) for number in range(start.layers))
        self.answer_in, self.answer_out = (
            nn.Linear(2 * start.width, start.width),
            nn.Linear(start.width, len(ANSWERS)),
        )
        self.drop = Drop()

    def forward(self, numbers: Tensor, filled: Tensor) -> Tensor:
        """The sums of the answers; ``filled`` is 1 where a pair has a piece."""
        x = self.norm(self.pieces(numbers) + self.places[: numbers.shape[1]])
        heads = self.layers[0].heads
        mask = (
            ((1 - filled) * _FAR)
            .to(torch.bfloat16 if torch.is_autocast_enabled("cpu") else filled.dtype)
            .repeat_interleave(heads, 0)[:, None]
        )
        for layer in self.layers:
            x = layer(x, mask)
        x = x.float()
        mean = (x * filled[..., None]).sum(1) / filled.sum(1, keepdim=True)
        inner = F.gelu(self.answer_in(self.drop(torch.cat((x[:, 0], mean), 1))))
        return self.answer_out(self.drop(inner))
