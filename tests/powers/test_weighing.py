"""The sums of the learned model: from tables they are what the written features weigh, whatever the words."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lezr_extract.norms import parse_law
from lezr_extract.pipeline.train import laws, surroundings
from lezr_extract.powers import rules_in, standard_model
from lezr_extract.powers.context import Surroundings, law_flags
from lezr_extract.powers.features import ArticleFeatures, candidates
from lezr_extract.powers.learned import OWN, TYPES, Facts, Judgement
from lezr_extract.powers.packing import packed, unpacked
from lezr_extract.powers.weighing import Weighing
from lezr_extract.records import Document
from lezr_extract.structure import build_law

WORDS = [
    "水行政主管部门", "应当", "可以", "不得", "检查", "批准", "登记", "罚款", "处", "由", "的", "者", "取水", "单位和个人", "许可证",
    "一万元", "，", "；", "。", "：\n（一）", "\n（二）", "、", "_", "^", "$", " ", "鱻", "龘", "国国", "PP", "“", "（", "）",
]  # fmt: skip
CLASSES = {
    "应当": ("1", "1"),
    "检查": ("2", "1"),
    "批准": ("2", "2"),
    "的": ("3", "3"),
    "_": ("1", "2"),
    "P": ("4", "3"),
}


def articles(words):
    law, _ = build_law(
        Document("示例.md", "markdown", "0" * 64, f"某省取水管理条例\n第一章 总则\n第一条 {words}\n")
    )
    return [Surroundings(law, i, norms, law_flags(law)) for i, norms in enumerate(parse_law(law)) if norms]


def written(around, weights, classes):
    features = ArticleFeatures(around, classes)
    return {i: sum(weights.get(f, 0) for f in features.of(i)) for i in range(len(around.norms))}


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=40).map("".join), st.randoms(use_true_random=False)
)
def test_sums_from_tables_are_the_sums_of_the_written_features(words, chance):
    for around in articles(words):
        features = ArticleFeatures(around, CLASSES)
        met = sorted(set().union(*(features.of(i) for i in range(len(around.norms)))))
        weights = {
            f: packed([chance.randint(-500, 500) for _ in TYPES]) for f in met if chance.random() < 0.8
        }
        sums = Weighing(weights, CLASSES).sums([(around, range(len(around.norms)))])
        assert sums.tolist() == [*map(unpacked, written(around, weights, CLASSES).values())]


@pytest.mark.corpus
def test_sums_of_the_model_of_the_product_are_the_same_on_real_laws(shared):
    using, seen = standard_model(), 0
    for path in sorted((shared / "corpora" / "lawrefbook").rglob("*.md"))[::600]:
        for law in laws(path):
            for around in surroundings(law):
                clauses = candidates(around, rules_in(around)[0])
                all_written = written(around, using.weights, using.classes) if clauses else {}
                sums = using.weighing.sums([(around, clauses)])
                assert sums.tolist() == [unpacked(all_written[i]) for i in clauses]
                seen += len(clauses)
    assert seen > 100


@given(
    st.builds(
        Facts,
        st.sampled_from([0.0, 0.3, 0.8, 1.0]),
        st.booleans(),
        st.booleans(),
        st.integers(0, 4),
        st.floats(-6, 6),
        st.floats(-6, 6),
    ),
    st.lists(st.floats(-3, 3), min_size=14, max_size=14),
)
def test_a_probability_weighs_every_input_by_its_name(facts, numbers):
    inputs = facts.inputs()
    shared, own = dict(zip(inputs, numbers, strict=False)), dict(zip(OWN, numbers[10:], strict=True))
    total = sum(shared[name] * value for name, value in inputs.items())
    total += own["one"] + sum(own[name] * inputs[name] for name in OWN[1:])
    judged = Judgement(shared, dict.fromkeys(TYPES, own), 0.5).probability(TYPES[0], facts)
    assert math.isclose(judged, 1 / (1 + math.exp(-max(-30.0, min(30.0, total)))), rel_tol=1e-12)
