"""Which articles of two laws are each other's nearest, and which say nothing of any act."""

import numpy as np
import pytest
from lezr_extract.compare.relating.one_pair import Relater
from lezr_extract.compare.relating.state_organs import not_for_places
from lezr_extract.compare.same_act.matter import only_frames
from lezr_extract.compare.same_act.nearest import Asked, Rivals
from lezr_extract.compare.wording.many_texts import weights_of
from lezr_extract.compare.wording.one_text import wording
from lezr_extract.records import Relation
from tests.compare import small_laws as small

LANTERNS = (
    "灯架应当牢固。",
    "灯会期间不得攀爬灯架。",
    "夜间悬挂灯笼应当避开电线。",
)


def test_the_likeness_to_all_articles_at_once_is_that_to_each_of_them():
    asked = wording("灯会期间攀爬灯架的，责令改正。")
    found = Rivals(LANTERNS).likeness(asked)
    assert found.tolist() == pytest.approx([wording(text).likeness(asked) for text in LANTERNS])
    assert found.argmax() == 1


def test_articles_without_a_word_in_common_are_not_alike():
    assert Rivals(LANTERNS).likeness(wording("渔船登记。")).tolist() == [0.0, 0.0, 0.0]
    assert Rivals(("", "……")).likeness(wording("渔船登记。")).tolist() == [0.0, 0.0]


def test_of_many_wordings_at_once_each_is_as_near_as_alone():
    wordings = [wording(text) for text in ("灯会期间攀爬灯架的，责令改正。", "", "灯架牢固。", "渔船登记。")]
    rivals = Rivals(LANTERNS)
    numbers = [np.array(one.numbers, np.uint32) for one in wordings]
    pairs = np.concatenate(numbers)
    asked = Asked(
        pairs,
        weights_of(pairs),
        np.array([*map(len, numbers)]),
        np.array([one.total for one in wordings], float),
    )
    alone = [rivals.likeness(one).tolist() for one in wordings]
    assert rivals.likenesses(asked).tolist() == alone
    rows, places = [0, 2, 3, 0], [1, 1, 0, 2]
    best = [max(alone[row]) for row in rows]
    expected = [alone[row][at] / top if top else 0.0 for row, at, top in zip(rows, places, best, strict=True)]
    assert rivals.shares(asked, rows, places).tolist() == expected
    assert expected[:3] == [1.0, expected[1], 0.0]


def test_the_nearest_article_of_a_law_counts_as_one_and_its_neighbours_as_less():
    law = small.law(
        "灯会法", *(small.article(f"第{n}条", text) for n, text in zip("一二三", LANTERNS, strict=True))
    )
    own = small.law("浙江省灯会条例", small.article("第一条", "灯会期间攀爬灯架的，处五十元罚款。"))
    near = [Relater().case(law, i, own, 0).matched.near["near_a"] for i in range(3)]
    assert near[1] == 1.0
    assert max(near[0], near[2]) < 0.8


@pytest.mark.parametrize(
    ("title", "text", "alone"),
    [
        (
            "全国人民代表大会议事规则",
            "质询案必须写明质询对象、质询的问题和内容。",
            True,
        ),  # a law of one organ
        (
            "立法法",
            "委员长会议可以向常务委员会提出法律案，由常务委员会会议审议。",
            True,
        ),  # bills of the State
        ("标准化法", "国务院标准化行政主管部门统一管理全国标准化工作。", True),  # one department of the State
        ("监督法", "必要时，委员长会议或者主任会议可以决定将报告提请审议。", False),  # 主任会议 is of places
        ("水法", "国务院水行政主管部门负责全国水资源工作，县级以上地方人民政府负责本行政区域的工作。", False),
        ("药品法", "国务院药品监督管理部门进行检查时，被检查的单位应当配合。", False),  # a duty of parties
        ("全国人民代表大会和地方各级人民代表大会代表法", "代表应当出席本级人民代表大会会议。", False),
        ("国务院关于预防煤矿事故的特别规定", "煤矿应当建立安全管理制度。", False),  # 国务院 only made it
    ],
)
def test_what_orders_organs_of_the_state_alone_is_not_for_places(title, text, alone):
    law = small.law(title, small.article("第一条", text), territory="全国")
    own = small.law("浙江省示范条例", small.article("第一条", text.replace("国务院", "省")))
    assert not_for_places(law, 0, own) is alone
    assert not not_for_places(law, 0, law)
    if alone:
        found = Relater().relate(law, 0, own, 0)
        assert found.same_act == "no"
        assert found.relation in (Relation.RELATED, Relation.UNRELATED)


@pytest.mark.parametrize(
    ("text", "frames"),
    [
        ("本条例自2021年9月1日起施行。", True),
        ("本规则自公布之日起施行，原办法同时废止。", True),
        ("为了加强灯会管理，根据有关法律、法规，结合本市实际，制定本条例。", True),
        ("为了管线安全需要修剪树木的，应当兼顾树木生长。", False),  # an aim, but a duty too
        ("灯会自每年正月十五日起举行。", False),
    ],
)
def test_clauses_that_frame_a_law_say_nothing_of_an_act(text, frames):
    assert only_frames(small.article("第一条", text)) is frames
