"""Which law is higher, where both hold, and what may depart."""

import pytest
from lezr_extract.compare.checks import Order, meet, order
from lezr_extract.compare.checks.basis import bases_of
from lezr_extract.compare.checks.titles import plain_title
from tests.compare.checks.laws import law

WORDS = "本文自公布之日起施行。"


def standing(rank: str, territory: str = ""):
    return law("示范文", WORDS, rank=rank, territory=territory)


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (("法律", ""), ("行政法规", ""), Order.HIGHER),
        (("行政法规", ""), ("地方性法规", ""), Order.HIGHER),
        (("行政法规", ""), ("部门规章", ""), Order.HIGHER),
        (("地方性法规", "浙江省"), ("地方政府规章", "浙江省"), Order.HIGHER),
        (("地方性法规", "浙江省"), ("地方性法规", "杭州市"), Order.HIGHER),  # 立法法 art. 81
        (("地方政府规章", "杭州市"), ("地方政府规章", "浙江省"), Order.LOWER),  # 立法法 art. 100
        (("部门规章", ""), ("地方政府规章", "浙江省"), Order.EQUAL),  # 立法法 art. 102
        (("部门规章", ""), ("地方性法规", "浙江省"), Order.OPEN),  # 立法法 art. 106
        (("规范性文件", "浙江省"), ("法律", ""), Order.LOWER),
    ],
)
def test_the_order_of_norms(a, b, expected):
    assert order(standing(*a), standing(*b)) is expected


@pytest.mark.parametrize(
    ("a", "b", "both"),
    [
        ("全国", "杭州市", True),
        ("浙江省", "杭州市", True),
        ("杭州市", "宁波市", False),
        ("浙江省", "山东省", False),
        ("青溪县", "浙江省", False),  # unknown where the county lies
    ],
)
def test_where_both_hold(a, b, both):
    assert meet(standing("地方性法规", a), standing("地方政府规章", b)) is both


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("中华人民共和国示范法", "示范法"),
        ("浙江省实施《示范法》办法", "浙江省实施〈示范法〉办法"),
        ("示范条例（2017年修订）", "示范条例"),
        ("示范条例(修正)", "示范条例"),
    ],
)
def test_two_ways_of_writing_one_title(one, other):
    assert plain_title(one) == plain_title(other)


def test_a_trial_text_is_not_the_text_without_trial():
    assert plain_title("示范办法（试行）") != plain_title("示范办法")


def test_the_laws_on_which_a_law_rests():
    words = "为了保护古井，根据《中华人民共和国示范法》《示范条例》等法律、法规，结合本省实际，制定本条例。"
    assert bases_of(law("示范文", words, "违反《示范水法》的，依照该法处理。")) == (
        "中华人民共和国示范法",
        "示范条例",
    )
