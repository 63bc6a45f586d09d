"""The networks in PyTorch: a large one that no processor could run in time, and the small one that the product has."""

from typing import NamedTuple

import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor, nn

PADDING, HIDDEN, FIRST = 0, 1, 6
TYPES = 10
_ROTATION, _LONGEST = 10_000.0, 1024
DEVICE = "cuda" if torch.cuda.is_available() else "cpu"
MIXED = {"device_type": DEVICE, "dtype": torch.bfloat16}


class Sizes(NamedTuple):
    """Of a network: a window of ``kernel`` characters each ``stride``; a kernel of 1 takes characters as they are."""

    stride: int
    kernel: int
    characters: int
    width: int
    layers: int
    heads: int
    inner: int
    smooth: bool
    dropout: float


NETS = {
    "large": Sizes(1, 1, 512, 512, 7, 8, 2048, True, 0.1),
    "small": Sizes(2, 4, 96, 128, 3, 4, 256, False, 0.03),
}


class Layer(nn.Module):
    """Self-attention and what is worked out from it."""

    def __init__(self, of: Sizes) -> None:
        super().__init__()
        self.of = of
        self.n1, self.n2 = nn.RMSNorm(of.width), nn.RMSNorm(of.width)
        self.qkv = nn.Linear(of.width, 3 * of.width, bias=False)
        self.o = nn.Linear(of.width, of.width, bias=False)
        self.up, self.down = nn.Linear(of.width, of.inner), nn.Linear(of.inner, of.width)

    def forward(self, x: Tensor, cos: Tensor, sin: Tensor, mask: Tensor) -> Tensor:
        """Rows in, rows out."""
        of, (rows, length, width) = self.of, x.shape
        asked = self.qkv(self.n1(x)).view(rows, length, 3, of.heads, width // of.heads)
        q, k, v = asked.permute(2, 0, 3, 1, 4)
        seen = F.scaled_dot_product_attention(turned(q, cos, sin), turned(k, cos, sin), v, attn_mask=mask)
        x = x + F.dropout(
            self.o(seen.transpose(1, 2).reshape(rows, length, width)), of.dropout, self.training
        )
        inner = self.up(self.n2(x))
        inner = F.gelu(inner) if of.smooth else F.relu(inner)
        return x + F.dropout(self.down(inner), of.dropout, self.training)


def turned(x: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
    """Turned by its place."""
    a, b = x.chunk(2, -1)
    return torch.cat((a * cos - b * sin, b * cos + a * sin), -1).to(x.dtype)


class Encoder(nn.Module):
    """Numbers of characters to a row for each window."""

    def __init__(self, characters: int, of: Sizes) -> None:
        super().__init__()
        self.of = of
        self.emb = nn.Embedding(characters, of.characters, padding_idx=PADDING)
        nn.init.normal_(self.emb.weight, std=0.02)
        with torch.no_grad():
            self.emb.weight[PADDING] = 0
        self.join = nn.Linear(of.kernel * of.characters, of.width) if of.kernel > 1 else nn.Identity()
        self.blocks = nn.ModuleList(Layer(of) for _ in range(of.layers))
        self.norm = nn.RMSNorm(of.width)
        half = of.width // of.heads // 2
        angle = torch.outer(torch.arange(_LONGEST).float(), _ROTATION ** (-torch.arange(half) / half))
        self.register_buffer("cos", angle.cos(), persistent=False)
        self.register_buffer("sin", angle.sin(), persistent=False)

    def forward(self, numbers: Tensor) -> tuple[Tensor, Tensor]:
        """A row for each window, and which windows hold a character."""
        of = self.of
        x = self.emb(numbers)
        if of.kernel > 1:
            before = (of.kernel - of.stride) // 2
            x = F.pad(x, (0, 0, before, of.kernel - of.stride - before)).unfold(1, of.kernel, of.stride)
            x = x.transpose(2, 3).flatten(2)
        x = self.join(x)
        length = x.shape[1]
        there = (numbers != PADDING).view(numbers.shape[0], length, of.stride).any(-1)
        for block in self.blocks:
            x = block(x, self.cos[:length], self.sin[:length], there[:, None, None, :])
        return self.norm(x), there


class Tagger(nn.Module):
    """Log-odds of types: basis and related, of each window and of the article."""

    def __init__(self, characters: int, of: Sizes) -> None:
        super().__init__()
        self.enc = Encoder(characters, of)
        self.tok = nn.Linear(of.width, 2 * TYPES)
        nn.init.constant_(self.tok.bias, -4.0)
        self.att, self.cls = nn.Linear(of.width, 2 * TYPES), nn.Linear(of.width, 2 * TYPES)
        self.out = nn.Parameter(torch.randn(2 * TYPES, of.width) * 0.02)
        self.b = nn.Parameter(torch.full((2 * TYPES,), -2.0))

    def forward(self, numbers: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Of each window, of the whole, and which windows hold a character."""
        x, there = self.enc(numbers)
        x = F.dropout(x, self.enc.of.dropout, self.training)
        pull = self.att(x).masked_fill(~there[..., None], -1e4).float().softmax(1).to(x.dtype)
        whole = (torch.einsum("bnk,bnd->bkd", pull, x) * self.out).sum(-1) + self.b + self.cls(x[:, 0])
        return self.tok(x).float(), whole.float(), there
