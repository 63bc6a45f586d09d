"""Pairs that are told apart early are what the whole reading says they are."""

from dataclasses import replace
from itertools import islice, product

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lezr_extract.compare.relating.judgement import Table, table
from lezr_extract.compare.relating.one_pair import Relater
from lezr_extract.compare.same_act.measures import DEAR, counted
from lezr_extract.records import ComparedLaw, Relation
from tests.compare import small_laws as small
from tests.compare.planted import folders, read_folder

ACT = table("act")
LIKENESS = st.floats(min_value=0, max_value=1)


def pairs_of(laws: list[ComparedLaw], most: int):
    """Pairs of articles of different laws, spread over all of them."""
    beside = [(a, b) for a, b in product(laws, laws) if a is not b]
    for a, b in islice(beside, 0, None, max(1, len(beside) // 12)):
        places = list(product(range(len(a.articles)), range(len(b.articles))))
        yield from ((a, i, b, j) for i, j in places[:: max(1, len(places) // most)])


SEVERAL = [folder for folder in folders() if len(folder.laws) > 1]


@pytest.mark.parametrize("folder", SEVERAL, ids=lambda one: one.name)
def test_a_pair_told_apart_early_is_what_the_whole_reading_says(folder):
    quick, whole = Relater(), Relater()
    laws = list(read_folder(folder.path).values())
    early = 0
    for pair in pairs_of(laws, 40):
        found, expected = quick.relate(*pair, words=False), whole.relate(*pair)
        if not found.why:
            early += 1
            assert found.relation in (Relation.UNRELATED, Relation.RELATED)
            expected = replace(expected, why="")
        assert found == expected
    assert early


@given(
    st.booleans(),
    st.tuples(*[LIKENESS] * len(DEAR)),
    st.sampled_from(ACT.answers),
    st.sampled_from(ACT.answers),
)
def test_no_measure_that_is_not_known_yet_moves_the_sums_farther_than_its_room(punished, values, one, other):
    ends = (0.0, 0.3, 0.6, 1.0)
    room = ACT.room([counted(name, end, punished=punished) for end in ends] for name in DEAR)
    measures = {}
    for name, value in zip(DEAR, values, strict=True):
        measures |= counted(name, value, punished=punished)
    gains = dict(zip(ACT.answers, ACT.sums(measures, (0.0,) * 4), strict=True))
    assert gains[other] - gains[one] <= room[one][other] + 1e-9


def test_the_sums_are_those_of_the_weights_whatever_the_order_of_the_measures():
    weighed = Table(("yes", "no"), {"one": (1.0, 2.0), "part": (3.0, -1.0), "text": (0.5, 0.25)})
    assert weighed.sums({"part": 0.5, "text": 1.0}) == [3.0, 1.75]
    assert weighed.sums({"text": 1.0, "part": 0.5}) == [3.0, 1.75]
    assert weighed.sums({"unknown": 1.0}) == [1.0, 2.0]
    assert weighed.sums({}) == [1.0, 2.0]
    assert weighed.sums({"text": 1.0}, [0.0, 0.0]) == [0.5, 0.25]


def test_two_laws_of_one_id_are_not_taken_for_each_other():
    act = "擅自在河道管理范围内挖砂取土"
    one = small.law("水法", small.article("第一条", f"{act}的，处罚款。", small.deed(act)), territory="全国")
    other = replace(one, articles=(small.article("第一条", "国家鼓励节约用水。"),))
    own = small.law("浙江省水条例", small.article("第一条", f"{act}的，处罚款。", small.deed(act)))
    relater = Relater()
    first, second = relater.relate(one, 0, own, 0), relater.relate(other, 0, own, 0)
    assert first.same_act == "yes"
    assert second.same_act == "no"
    relater.clear()
    assert relater.relate(one, 0, own, 0) == first


@pytest.mark.parametrize(
    ("one", "other", "alone"),
    [
        ("集市开办者未设置复秤台", "集市开办者使用不合格秤具", True),  # one party, two acts
        ("集市开办者使用不合格秤具", "集市开办者使用无检定标志的秤具", False),  # 秤具 on both sides
        ("未设置复秤台", "使用不合格秤具", False),  # nothing says that they are of one party
        ("集市开办者未设置复秤台", "集市开办者未设置复秤台", False),
    ],
)
def test_acts_that_share_only_their_party_are_two_acts(one, other, alone):
    law = small.law(
        "集市法", small.article("第一条", f"{one}的，处罚款。", small.deed(one)), territory="全国"
    )
    own = small.law("浙江省集市条例", small.article("第一条", f"{other}的，处罚款。", small.deed(other)))
    assert Relater().case(law, 0, own, 0).matched.party_alone is alone
    if alone:
        assert Relater().relate(law, 0, own, 0).same_act == "no"
