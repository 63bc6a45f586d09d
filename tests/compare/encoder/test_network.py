"""The sums are BERT's: what they give is what the plain formulas give."""

from math import erf, sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lezr_extract.compare.encoder.network import ANSWERS, SCALE, Network, Shape

WIDTH, INNER, HEADS, LAYERS, PIECES, PLACES = 8, 12, 2, 2, 11, 16
SIZES = {"ask": (WIDTH, 3 * WIDTH), "seen": (WIDTH, WIDTH), "up": (WIDTH, INNER), "down": (INNER, WIDTH)}


@pytest.fixture(scope="module")
def weights():
    """Weights of a very small network, by chance."""
    chance = np.random.RandomState(0)
    found = {"pieces": chance.randn(PIECES, WIDTH), "places": chance.randn(PLACES, WIDTH)}
    sizes = {f"{layer}.{name}": size for layer in range(LAYERS) for name, size in SIZES.items()}
    sizes |= {"answer.in": (2 * WIDTH, WIDTH), "answer.out": (WIDTH, len(ANSWERS))}
    for name, size in sizes.items():
        found[name], found[f"{name}.constant"] = chance.randn(*size), chance.randn(size[1])
    for name in ("norm", *(f"{layer}.{norm}" for layer in range(LAYERS) for norm in ("norm_in", "norm_out"))):
        found[name], found[f"{name}.constant"] = chance.rand(WIDTH) + 0.5, chance.randn(WIDTH)
    kept = {name: value.astype(np.float32) for name, value in found.items()}
    for name in ("pieces", *sizes):
        axis = 1 if name == "pieces" else 0
        scale = np.abs(kept[name]).max(axis, keepdims=True) / 127
        kept[name + SCALE], kept[name] = scale, np.rint(kept[name] / scale).astype(np.int8)
    return kept


def bent(x):
    return np.vectorize(lambda one: one * (1 + erf(one / sqrt(2))) / 2)(x)


def normed(x, scale, constant):
    return (x - x.mean(1, keepdims=True)) / np.sqrt(x.var(1, keepdims=True) + 1e-12) * scale + constant


def shares(x):
    times = np.exp(x - x.max(-1, keepdims=True))
    return times / times.sum(-1, keepdims=True)


def by_the_formulas(of, numbers):
    """The same in double precision and without any device for speed."""
    of = {name: value.astype(np.float64) * of.get(name + SCALE, np.float32(1)) for name, value in of.items()}
    x = normed(of["pieces"][numbers] + of["places"][: len(numbers)], of["norm"], of["norm.constant"])
    for n in range(LAYERS):
        asked = np.split(x @ of[f"{n}.ask"] + of[f"{n}.ask.constant"], 3, axis=1)
        heads = []
        for q, k, v in zip(*(np.split(one, HEADS, axis=1) for one in asked), strict=True):
            heads.append(shares(q @ k.T / sqrt(WIDTH // HEADS)) @ v)
        seen = np.hstack(heads) @ of[f"{n}.seen"] + of[f"{n}.seen.constant"]
        x = normed(x + seen, of[f"{n}.norm_in"], of[f"{n}.norm_in.constant"])
        inner = bent(x @ of[f"{n}.up"] + of[f"{n}.up.constant"]) @ of[f"{n}.down"] + of[f"{n}.down.constant"]
        x = normed(x + inner, of[f"{n}.norm_out"], of[f"{n}.norm_out.constant"])
    row = np.hstack((x[0], x.mean(0)))
    inner = bent(row @ of["answer.in"] + of["answer.in.constant"])
    return shares(inner @ of["answer.out"] + of["answer.out.constant"])


@settings(max_examples=50, deadline=None)
@given(row=st.lists(st.integers(0, PIECES - 1), min_size=1, max_size=PLACES))
def test_a_pair_gets_what_the_formulas_give_it(weights, row):
    found = Network(weights, Shape(LAYERS, HEADS)).likely(row)
    assert found.sum() == pytest.approx(1, abs=1e-5)
    assert found == pytest.approx(by_the_formulas(weights, row), abs=1e-4)
