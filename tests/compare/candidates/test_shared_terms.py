"""Acts that share rare terms: exactly those, with exactly the weight, that setting all beside all would give."""

import re
from collections import Counter
from math import log, sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lezr_extract.compare.candidates import postings, shared_terms
from lezr_extract.compare.candidates.shared_terms import SharedTerms, read
from lezr_extract.compare.candidates.terms import terms_of_all

DRAFTING = "本法|本条例|本办法|本规定|违反|规定|应当|不得|或者|以及|其他"
WORDS = st.text(alphabet="河道采砂船本规定法违反，x\0", max_size=14)
LEAST = 0.1


def terms_of(words):
    """The pairs of characters of words, found one by one."""
    runs = re.sub(f"[^\u3400-\u9fff]+|{DRAFTING}", "\n", words[:300]).split("\n")
    return {run[at : at + 2] for run in runs for at in range(len(run) - 1)}


def all_with_all(acts, sorts, looked_for):
    """The weights of all pairs: the cosine of terms by their rarity, of the asking act only what others have too."""
    bags = [terms_of(act) for act in acts]
    counts = Counter(term for bag in bags for term in bag)
    square = {term: log((len(acts) + 1) / number) ** 2 for term, number in counts.items()}
    found = {}
    for a, one in enumerate(bags):
        own = sqrt(sum(square[term] for term in one if counts[term] > 1))
        for b, other in enumerate(bags):
            shared = sum(square[term] for term in one & other if counts[term] > 1)
            if shared and sorts[b] in looked_for:
                found[a, b] = shared / (own * sqrt(sum(square[term] for term in other)))
    return {pair: weight for pair, weight in found.items() if weight >= LEAST}


def every(numbers):
    """All acts are looked for."""
    return np.ones(len(numbers), bool)


def found(acts, sorts=None, looked_for=(0,), territories=None):
    sorts = [0] * len(acts) if sorts is None else sorts
    number = max([0, *sorts]) + 1
    index = SharedTerms(
        read(acts), np.array(sorts, np.int32), np.array(territories or range(number), np.int32)
    )
    alike = index.alike(range(len(acts)), np.isin(np.arange(number + 1), looked_for), LEAST, every)
    rows = zip(*(column.tolist() for column in alike), strict=True)
    return {(a, b): weight for a, b, weight in rows}


@given(st.lists(WORDS, max_size=6))
def test_the_terms_are_the_pairs_of_characters_without_those_of_drafting(words):
    terms, sizes = terms_of_all(words)
    ends = sizes.cumsum().tolist()
    told = [
        [chr(term >> 16) + chr(term & 0xFFFF) for term in terms[end - size : end].tolist()]
        for end, size in zip(ends, sizes.tolist(), strict=True)
    ]
    assert told == [sorted(terms_of(one)) for one in words]


@settings(deadline=None, max_examples=60)
@given(st.lists(st.tuples(WORDS, st.integers(-1, 2)), max_size=9), st.sets(st.integers(0, 2)))
def test_the_index_finds_what_comparing_all_with_all_finds(acts, looked_for):
    acts.sort(key=lambda act: act[1])
    words, sorts = [act for act, _ in acts], [sort for _, sort in acts]
    wanted = all_with_all(words, sorts, looked_for)
    assert found(words, sorts, tuple(looked_for)) == pytest.approx(wanted, rel=1e-5)


def test_a_term_of_too_many_acts_of_a_territory_finds_nothing_there_and_still_counts_elsewhere(monkeypatch):
    monkeypatch.setattr(postings, "MOST_HERE", 2)
    monkeypatch.setattr(shared_terms, "MOST_HERE", 2)
    acts = ["河道采砂"] * 3 + ["河道采砂", "无关"]
    pairs = found(acts, [0, 0, 1, 2, 2], (0, 1, 2), territories=[0, 0, 1])
    assert {b for _, b in pairs} == {3}, (
        "the sorts 0 and 1 are of one territory, where three acts share the terms"
    )


def test_an_act_is_found_by_its_rarest_terms_and_weighed_by_all():
    common = "".join(chr(0x5000 + number) for number in range(40))
    rare = "".join(chr(0x6000 + number) for number in range(26))
    acts = [f"{rare}，{common}", *[common] * 5, rare, f"{rare[:14]}，{common}"]
    pairs = found(acts)
    assert {b for a, b in pairs if a == 0} == {0, 6, 7}, "the common ones alone are not looked up"
    wanted = all_with_all(acts, [0] * len(acts), (0,))
    assert pairs[0, 7] == pytest.approx(wanted[0, 7])


def test_only_the_acts_looked_for_are_found():
    index = SharedTerms(read(["河道采砂"] * 3), np.zeros(3, np.int32), np.zeros(1, np.int32))
    alike = index.alike(range(3), np.ones(2, bool), LEAST, lambda numbers: numbers == 1)
    assert alike.asking.tolist() == [0, 1, 2]
    assert alike.found.tolist() == [1, 1, 1]


def test_acts_without_any_term_are_no_trouble():
    assert found(["", "，", "x"]) == {}
    assert found([]) == {}
