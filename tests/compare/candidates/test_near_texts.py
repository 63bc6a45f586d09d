"""Near-duplicate texts: exactly what comparing all with all would find."""

import random
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lezr_extract.compare.candidates.near_texts import SHARE, NearTexts
from lezr_extract.compare.candidates.shingles import jaccard, shingles

CLAUSE = "经营单位未按照规定在竹筏停靠点设置安全警示标志的，由水上交通管理部门责令改正，处五百元以上五千元以下罚款。"


def all_with_all(texts, share=SHARE):
    sets = [shingles(text) for text in texts]
    pairs = ((a, b, jaccard(sets[a], sets[b])) for a, b in combinations(range(len(texts)), 2))
    return sorted((a, b) for a, b, alike in pairs if alike >= share)


def found(texts, **kwargs):
    return sorted((a, b) for a, b, _ in NearTexts(texts, **kwargs).pairs())


@pytest.mark.parametrize(
    ("other", "near", "note"),
    [
        (CLAUSE, True, "the same words"),
        (CLAUSE.replace("，", ","), True, "marks do not count"),
        (CLAUSE.replace("五百元以上五千元", "一千元以上五千元"), True, "two characters changed"),
        (CLAUSE[:20], False, "a part is no near duplicate"),
        ("经营单位未按照规定设置安全警示标志的，由县级人民政府水行政主管部门给予警告，可以处一千元罚款。", False, "another matter in the same style"),
    ],
)  # fmt: skip
def test_texts_are_near_when_most_of_their_runs_agree(other, near, note):
    assert bool(found([CLAUSE, other])) is near, note


@settings(deadline=None, max_examples=60)
@given(st.lists(st.text(alphabet="一二三四五，", max_size=24), max_size=12))
def test_the_index_finds_exactly_what_comparing_all_with_all_finds(texts):
    assert found(texts, most_here=None) == all_with_all(texts)


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=40))
def test_no_text_is_refused(text):
    assert jaccard(shingles(text), shingles(text)) in (0.0, 1.0)
    assert len(list(NearTexts([text, text], most_here=None).pairs())) == bool(shingles(text))


def test_planted_near_duplicates_are_all_found_among_many():
    chosen = random.Random(7)
    words = [chr(0x4E00 + chosen.randrange(3000)) for _ in range(4000)]
    texts = ["".join(chosen.choices(words, k=60)) for _ in range(1500)]
    changed = [text[:30] + "改" + text[31:] for text in texts[:200]]
    assert found(texts + changed) == [(number, 1500 + number) for number in range(200)]


def test_a_formula_of_drafting_is_not_a_matter_that_texts_share():
    formula = ["本办法自公布之日起施行，原有规定与本办法不一致的，以本办法为准。"] * 200
    index = NearTexts(formula, most_here=20)
    assert len(list(index.pairs())) < 20 * 200
    assert index.formulas > 0


def test_only_texts_that_can_be_found_are_found():
    index = NearTexts([CLAUSE, CLAUSE, CLAUSE], found=[0])
    assert list(index.near(1)) == [(0, 1.0)]
    assert list(index.near(0)) == []


def test_near_texts_of_several_at_once_come_in_order_and_only_those_looked_for():
    index = NearTexts([CLAUSE, "另一件事由另一机关办理", CLAUSE, CLAUSE])
    assert [(a, b) for a, b, _ in index.near_to(range(1, 4))] == [(2, 0), (2, 3), (3, 0), (3, 2)]
    assert [(a, b) for a, b, _ in index.near_to(range(4), lambda numbers: numbers > 2)] == [(0, 3), (2, 3)]
