"""Golden cases: an article in, its norms out."""

import pytest
from tests.norms.reading_cases import cases, drawn, norms_of

ALL = list(cases())


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.note)
def test_each_case_gives_the_norms_that_stand_below_its_text(case):
    assert "\n".join(drawn(norm) for norm in norms_of(case.text)) == case.expected
