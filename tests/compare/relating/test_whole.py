"""Reading two articles as a whole: what both looks say is held against each other, and only where it is asked for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lezr_extract.compare.encoder.kept import standard_encoder
from lezr_extract.compare.encoder.pair import Article
from lezr_extract.compare.relating.one_pair import Relater
from lezr_extract.compare.relating.whole import as_read, weighed
from lezr_extract.records import CitedClause, PowerType
from tests.compare import small_laws as small

ANSWERS = ("yes", "partial", "related", "unrelated")
LIKELY = st.lists(st.floats(0, 1), min_size=4, max_size=4).filter(lambda row: sum(row) > 0.01)


def likely(*row):
    return dict(zip(ANSWERS, (one / sum(row) for one in row), strict=True))


@given(LIKELY, LIKELY)
def test_what_both_say_is_likelihoods_again(closer, read):
    found = weighed(likely(*closer), likely(*read))
    assert set(found) == set(ANSWERS)
    assert sum(found.values()) == pytest.approx(1)
    assert min(found.values()) >= 0


@pytest.mark.parametrize(
    ("closer", "read", "answer", "note"),
    [
        ((9, 1, 1, 0), (9, 1, 1, 0), "yes", "both are sure that it is the same act"),
        ((1, 9, 1, 0), (1, 9, 1, 0), "partial", "both that one has a part of it"),
        ((0, 1, 9, 1), (0, 1, 9, 1), "related", "both that it is the field alone"),
        ((0, 0, 1, 9), (0, 0, 1, 9), "unrelated", "both that it is nothing"),
    ],
)
def test_what_both_are_sure_of_stands(closer, read, answer, note):
    found = weighed(likely(*closer), likely(*read))
    assert max(found, key=found.get) == answer, note


@given(LIKELY)
def test_the_surer_the_encoder_is_of_a_common_act_the_likelier_it_is(closer):
    shares = [
        sum(weighed(likely(*closer), likely(n, n, 10 - n, 10 - n))[one] for one in ANSWERS[:2])
        for n in (1, 5, 9)
    ]
    assert shares == sorted(shares)


@pytest.mark.parametrize(
    ("type_", "cited", "note"),
    [
        (PowerType.PENALTY, ("禁止在水源地放养家禽。",), "违反第八条的 alone tells no act"),
        (PowerType.LICENCE, (), "what a licence cites is no act of which it speaks"),
    ],
)
def test_of_an_article_that_punishes_the_broken_provisions_are_read_too(type_, cited, note):
    broken = CitedClause("", "第八条", None, None, "第八条", "禁止在水源地放养家禽。")
    elsewhere = CitedClause("示范水法", "第二条", None, None, "第二条")
    one = small.deed("违反第八条", type=type_, conduct=(broken, elsewhere, broken))
    article = small.article("第九条", "违反第八条的，处五百元罚款。", one)
    law = small.law("示范水条例", article)
    assert as_read(law, article) == Article("示范水条例", "违反第八条的，处五百元罚款。", cited), note


@pytest.fixture
def none_at_hand(tmp_path, monkeypatch):
    """The product came without its models."""
    monkeypatch.setattr("lezr_extract.vocabulary.registered_files.PLACES", (tmp_path,))
    standard_encoder.cache_clear()
    yield
    standard_encoder.cache_clear()


def penalty(title, act, fine, **more):
    text = f"{act}的，由水行政主管部门责令停止违法行为，处{fine}罚款。"
    return small.law(title, small.article("第一条", text, small.deed(act, quote=text)), field="河道", **more)


HIGHER = penalty("甲省河道条例", "未经批准在河道管理范围内采砂", "一万元以上五万元以下")
LOWER = penalty(
    "甲省乙市河道条例", "擅自在河道管理范围内采砂", "一万元以上五万元以下", territory="浙江省杭州市"
)


def test_without_an_encoder_the_closer_look_alone_decides(none_at_hand):
    assert Relater().relate(HIGHER, 0, LOWER, 0, whole=2) == Relater().relate(HIGHER, 0, LOWER, 0)


def test_a_pair_is_read_as_a_whole_only_where_that_is_asked_for(monkeypatch):
    monkeypatch.setattr(
        "lezr_extract.compare.relating.one_pair.as_a_whole",
        lambda case, closer, times: {"yes": 0.0, "partial": 0.0, "related": 0.0, "unrelated": 1.0},
    )
    assert Relater().relate(HIGHER, 0, LOWER, 0).same_act == "yes"
    assert Relater().relate(HIGHER, 0, LOWER, 0, whole=2).relation.value == "unrelated"
