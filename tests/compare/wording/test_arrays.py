"""Arrays worked on at once: what a loop over their stretches would give."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from lezr_extract.compare.wording.arrays import changes, distinct, places_in, spread

NUMBERS = st.integers(0, 9)


@given(st.lists(st.tuples(NUMBERS, NUMBERS), max_size=8))
def test_stretches_are_laid_out_one_behind_the_other(stretches):
    starts = np.array([start for start, _ in stretches], np.int64)
    places, bounds = spread(starts, starts + np.array([size for _, size in stretches], np.int64))
    assert places.tolist() == [place for start, size in stretches for place in range(start, start + size)]
    assert bounds.tolist() == [sum(size for _, size in stretches[:end]) for end in range(len(stretches) + 1)]


@settings(deadline=None)
@given(st.lists(st.lists(NUMBERS, max_size=6), max_size=8))
def test_each_stretch_is_sorted_and_keeps_every_value_once(stretches):
    values = np.array([value for stretch in stretches for value in stretch], np.uint32)
    kept, sizes = distinct(values, np.array([len(stretch) for stretch in stretches], np.int64))
    assert kept.tolist() == [value for stretch in stretches for value in sorted(set(stretch))]
    assert sizes.tolist() == [len(set(stretch)) for stretch in stretches]


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 1)), max_size=12))
def test_a_change_of_any_column_is_a_change(rows):
    columns = [np.array([row[at] for row in rows], np.int32) for at in (0, 1)]
    assert changes(*columns).tolist() == [at for at, row in enumerate(rows) if at == 0 or row != rows[at - 1]]


@given(st.sets(NUMBERS), st.lists(NUMBERS))
def test_a_value_is_found_at_its_place_or_not_at_all(known, values):
    ordered = sorted(known)
    found = places_in(np.array(ordered, np.uint64), np.array(values, np.uint64))
    assert found.tolist() == [ordered.index(value) if value in known else -1 for value in values]
