"""Many pairs measured and related at once are what each of them is alone."""

from dataclasses import replace
from itertools import islice, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lezr_extract.compare.relating import many_pairs
from lezr_extract.compare.relating.one_pair import Relater
from lezr_extract.compare.same_act.measures import DEAR, matched
from lezr_extract.compare.same_act.measures_of_many import Given, Together
from lezr_extract.records import ComparedLaw
from tests.compare import small_laws as small
from tests.compare.planted import folders, read_folder

ACTS = (
    "擅自在河道管理范围内挖砂取土",
    "未经批准占用湿地",
    "水",
    "",
    "有下列行为之一",
    "使用炸药、毒药捕捞水生动物",
    "《渔业法》第十条规定的行为",
)


def pairs_of(laws: list[ComparedLaw], most: int):
    """Pairs of articles of laws with one law after the other, spread over all of them."""
    for b in islice(laws, 0, None, max(1, len(laws) // 6)):
        others = [(a, i) for a in laws if a is not b for i in range(len(a.articles))]
        both = list(product(others, range(len(b.articles))))
        pairs = [(a, i, b, j) for (a, i), j in both[:: max(1, len(both) // most)]]
        if pairs:
            yield pairs


@pytest.mark.parametrize("folder", folders(), ids=lambda one: one.name)
def test_pairs_related_at_once_are_what_each_is_alone(folder):
    alone, together = Relater(), Relater()
    for pairs in pairs_of(list(read_folder(folder.path).values()), 30):
        for pair, found in zip(pairs, many_pairs.relate(together, pairs), strict=True):
            expected = alone.relate(*pair)
            assert found == (expected if found.why else replace(expected, why=""))
            assert found.why or found.same_act == "no"


def held_against(pairs):
    """Holds what pairs share together against what each of them does alone."""
    relater = Relater()
    given_ = [
        Given(relater.read(a, i).matter, relater.read(b, j).matter, relater.beside(a, b).laws, (i, j))
        for a, i, b, j in pairs
    ]
    together = Together(given_)
    rows = np.arange(len(pairs))
    dear = np.hstack((together.own(rows), together.partial(rows)))
    for row, one in enumerate(given_):
        expected, found = matched(*one), together.matched(row)
        assert (found.a, found.b, found.pairs) == (expected.a, expected.b, expected.pairs)
        assert found.first == pytest.approx(dict.fromkeys(found.first, 0.0) | expected.first, abs=1e-9)
        assert list(dear[row]) == pytest.approx([expected.dear[name] for name in DEAR], abs=1e-9)


@pytest.mark.parametrize("folder", folders()[:12], ids=lambda one: one.name)
def test_each_measure_of_many_pairs_is_that_of_each_alone(folder):
    for pairs in pairs_of(list(read_folder(folder.path).values()), 15):
        held_against(pairs)


ARTICLE = st.lists(st.sampled_from(ACTS), max_size=3).map(
    lambda acts: small.article(
        "第一条",
        "。".join(f"{act}的，处一千元罚款" for act in acts),
        *(small.deed(act) for act in acts if act),
    )
)


@given(
    st.lists(ARTICLE, min_size=1, max_size=4),
    st.lists(ARTICLE, min_size=1, max_size=4),
    st.sampled_from(ACTS),
)
def test_articles_without_words_or_acts_share_what_they_share_alone(ours, theirs, field):
    a = small.law("水法", *ours, territory="全国", field=field)
    b = small.law("浙江省水条例", *theirs, field="水")
    held_against([(a, i, b, j) for i in range(len(ours)) for j in range(len(theirs))])
