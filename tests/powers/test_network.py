"""The network of the second look: its sums are those of attention written out, whatever text it is given."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lezr_extract.powers.network import BEFORE, BEHIND, LENGTHS, Network, Shape

WIDTH, HEADS, INNER, OF_CHARACTER, STRIDE, KERNEL, LAYERS = 8, 2, 6, 3, 2, 4, 2
CHARACTERS = "由机关批准处罚款的，。许可"


def weights(seed=0):
    chance = np.random.default_rng(seed)

    def some(*shape):
        return chance.normal(0, 0.6, shape).astype(np.float32)

    found = {
        "characters": some(6 + len(CHARACTERS), OF_CHARACTER),
        "join": some(KERNEL * OF_CHARACTER, WIDTH),
        "join.constant": some(WIDTH),
        "norm": some(WIDTH),
        "whole.pull": some(WIDTH, 10),
        "whole.pooled": some(10, WIDTH),
        "whole.first": some(WIDTH, 10),
        "whole.constant": some(10),
        "words": some(WIDTH, 10),
        "words.constant": some(10),
    }
    for layer in range(LAYERS):
        shapes = {
            "norm_in": (WIDTH,),
            "ask": (WIDTH, 3 * WIDTH),
            "answer": (WIDTH, WIDTH),
            "norm_out": (WIDTH,),
            "up": (WIDTH, INNER),
            "up.constant": (INNER,),
            "down": (INNER, WIDTH),
            "down.constant": (WIDTH,),
        }
        found |= {f"{layer}.{name}": some(*shape) for name, shape in shapes.items()}
    return found


WEIGHTS = weights()
NETWORK = Network(WEIGHTS, CHARACTERS, Shape(STRIDE, LAYERS, HEADS))


def norm(row, scale):
    size = math.sqrt(sum(v * v for v in row) / len(row) + 1.1920929e-07)
    return [v / size * s for v, s in zip(row, scale, strict=True)]


def times(row, matrix):
    return [sum(v * m for v, m in zip(row, column, strict=True)) for column in zip(*matrix, strict=True)]


def plus(*rows):
    return [sum(values) for values in zip(*rows, strict=True)]


def turned(vector, place):
    half = len(vector) // 2
    found = [0.0] * len(vector)
    for k in range(half):
        angle = place * 10_000.0 ** (-k / half)
        a, b = vector[k], vector[k + half]
        found[k] = a * math.cos(angle) - b * math.sin(angle)
        found[k + half] = b * math.cos(angle) + a * math.sin(angle)
    return found


def written_out(numbers, begin):
    """The same sums, one after the other, in Python's own numbers."""
    of = {name: value.tolist() for name, value in WEIGHTS.items()}
    padded = [BEFORE, *numbers, *[BEHIND] * KERNEL]
    count = -(-len(numbers) // STRIDE)
    rows = []
    for k in range(count):
        window = padded[k * STRIDE : k * STRIDE + KERNEL]
        joined = [v for n in window for v in of["characters"][n]]
        rows.append(plus(times(joined, of["join"]), of["join.constant"]))
    size = WIDTH // HEADS
    for layer in range(LAYERS):
        asked = [times(norm(row, of[f"{layer}.norm_in"]), of[f"{layer}.ask"]) for row in rows]
        seen = [[] for _ in rows]
        for head in range(HEADS):
            part = [
                [a[s + head * size : s + (head + 1) * size] for s in (0, WIDTH, 2 * WIDTH)] for a in asked
            ]
            for i, (question, _, _) in enumerate(part):
                pull = [
                    math.exp(sum(a * b for a, b in zip(turned(question, i), turned(key, j), strict=True)))
                    for j, (_, key, _) in enumerate(part)
                ]
                seen[i] += [
                    sum(p * value[v] for p, (_, _, value) in zip(pull, part, strict=True)) / sum(pull)
                    for v in range(size)
                ]
        rows = [plus(row, times(s, of[f"{layer}.answer"])) for row, s in zip(rows, seen, strict=True)]
        for i, row in enumerate(rows):
            inner = plus(
                times(norm(row, of[f"{layer}.norm_out"]), of[f"{layer}.up"]), of[f"{layer}.up.constant"]
            )
            down = times([max(0.0, v) for v in inner], of[f"{layer}.down"])
            rows[i] = plus(row, down, of[f"{layer}.down.constant"])
    rows = [norm(row, of["norm"]) for row in rows]
    pull = [[math.exp(v) for v in times(row, of["whole.pull"])] for row in rows]
    first, whole = times(rows[0], of["whole.first"]), []
    for t in range(10):
        total = sum(p[t] for p in pull)
        pooled = [sum(p[t] * row[v] for p, row in zip(pull, rows, strict=True)) / total for v in range(WIDTH)]
        spoken = sum(a * b for a, b in zip(pooled, of["whole.pooled"][t], strict=True))
        whole.append(spoken + first[t] + of["whole.constant"][t])
    words = [plus(times(row, of["words"]), of["words.constant"]) for row in rows[begin // STRIDE :]]
    return whole, [max(column) for column in zip(*words, strict=True)]


@pytest.mark.parametrize(
    ("title", "chapter", "text"),
    [
        pytest.param("许可", "罚", "由机关批准。", id="an even number of characters"),
        pytest.param(
            "许可", "", "由机关批准，", id="no chapter: the text begins at another place of its window"
        ),
        pytest.param("许可", "罚", "由机关批准", id="an odd number of characters"),
        pytest.param("", "", "罚", id="one character"),
        pytest.param("鬼", "魅", "魍魉\n处罚款", id="characters that it does not know, and a new line"),
    ],
)
def test_the_sums_are_those_of_attention_written_out(title, chapter, text):
    number = {c: 6 + i for i, c in enumerate(CHARACTERS)} | {"\n": 5}
    head = [2, *(number.get(c, 4) for c in title), 3, *(number.get(c, 4) for c in chapter), 3]
    whole, words = written_out(head + [number.get(c, 4) for c in text], len(head))
    reading = NETWORK.read(title, chapter, text)
    assert reading.whole == pytest.approx(whole, abs=1e-3)
    assert reading.words == pytest.approx(words, abs=1e-3)


@given(st.text(max_size=40), st.text(max_size=20), st.text(min_size=1, max_size=1200))
def test_any_text_is_read_and_the_place_it_names_lies_in_the_text(title, chapter, text):
    reading = NETWORK.read(title, chapter, text)
    assert all(map(math.isfinite, (*reading.whole, *reading.words)))
    assert all(0 <= at < min(len(text), LENGTHS[2]) for at in reading.at)


def test_characters_that_pull_one_another_beyond_single_precision_are_read_too():
    strong = WEIGHTS | {f"{layer}.ask": 300 * WEIGHTS[f"{layer}.ask"] for layer in range(LAYERS)}
    reading = Network(strong, CHARACTERS, Shape(STRIDE, LAYERS, HEADS)).read("许可", "罚", "由机关批准。")
    assert all(map(math.isfinite, (*reading.whole, *reading.words)))


@given(
    st.lists(
        st.tuples(st.text(max_size=30), st.text(max_size=20), st.text(min_size=1, max_size=900)), max_size=5
    )
)
def test_articles_that_are_read_together_see_nothing_of_one_another(articles):
    together = NETWORK.read_all(articles)
    for one, article in zip(together, articles, strict=True):
        alone = NETWORK.read(*article)
        assert one.whole == pytest.approx(alone.whole, abs=1e-3)
        assert one.words == pytest.approx(alone.words, abs=1e-3)


def test_the_order_of_the_words_is_read():
    assert NETWORK.read("许可", "", "机关批准的，处罚款") != NETWORK.read("许可", "", "处罚款的，机关批准")


def test_what_stands_behind_its_length_is_not_read():
    text = "由机关批准。" * 200
    assert NETWORK.read("许可", "", text) == NETWORK.read("许可", "", text[: LENGTHS[2]])
