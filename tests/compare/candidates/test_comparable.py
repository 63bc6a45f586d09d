"""What holds between a law and all others: what asking pair by pair would give."""

import random

from lezr_extract.compare.candidates.comparable import age, can_be_compared
from lezr_extract.compare.candidates.comparable_at_once import Standing
from lezr_extract.compare.checks.order import Order, order
from lezr_extract.compare.reading.field import same_field
from lezr_extract.records import Rank
from tests.compare.small_laws import law

PLACES = ("全国", "浙江省", "杭州市", "山东省", "", "")
RANKS = (Rank.LAW, Rank.ADMINISTRATIVE_REGULATION, Rank.MINISTRY_RULE, Rank.LOCAL_REGULATION, Rank.LOCAL_RULE, Rank.UNKNOWN)  # fmt: skip
FIELDS = ("消防", "消防安全", "安全生产", "河道采砂", "采砂", "水", "水", "")
DAYS = ("", "2010-01-01", "2020-01-01")


def many(number):
    chosen = random.Random(5)
    return [
        law(
            f"示范{chosen.randrange(20)}条例",
            rank=chosen.choice(RANKS),
            territory=chosen.choice(PLACES),
            field=chosen.choice(FIELDS),
            version=chosen.choice(DAYS),
        )
        for _ in range(number)
    ]


def finds(laws, higher, b, a):
    if a not in higher or not can_be_compared(laws[a], laws[b]):
        return False
    return b not in higher or order(laws[a], laws[b]) is Order.HIGHER or age(laws[a]) < age(laws[b])


def test_each_law_can_be_compared_with_exactly_those_that_asking_one_by_one_gives():
    laws = many(80)
    higher = set(range(0, 80, 2)) | {1, 3}
    standing = Standing(laws, higher)
    told = [standing.beside(b).laws.tolist() for b in range(80)]
    assert told == [[finds(laws, higher, b, a) for a in range(80)] for b in range(80)]
    assert any(map(any, told))


def test_a_sort_is_left_out_only_if_no_law_of_it_can_be_compared():
    laws = many(80)
    standing = Standing(laws, range(80))
    for b in range(80):
        beside = standing.beside(b)
        assert beside.sorts[standing.sorts[beside.laws]].all()


def test_the_fields_are_those_that_asking_one_by_one_gives():
    laws = many(80)
    standing = Standing(laws, range(80))
    for b in range(80):
        assert standing.beside(b).fields.tolist() == [same_field(one.field, laws[b].field) for one in laws]


def test_the_sorts_of_one_territory_have_numbers_in_a_row_and_unknown_places_are_not_one_place():
    laws = many(80)
    standing = Standing(laws, range(80))
    territories = standing.territories.tolist()
    assert territories == sorted(territories)
    unknown = [number for number, one in enumerate(laws) if not one.territory]
    assert len({territories[standing.sorts[one]] for one in unknown}) == len(unknown) > 1
    assert [standing.sorts[one] for one in standing.in_order] == sorted(standing.sorts)
