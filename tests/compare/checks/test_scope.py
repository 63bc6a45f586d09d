"""What a higher law is limited to: acts of other places and other things are no departure from it."""

import pytest
from lezr_extract.compare.checks import Pair
from lezr_extract.compare.checks.scope import within
from lezr_extract.records import Level
from tests.compare.checks.laws import compared, law, related

FILLING = "填埋古井的，由水行政主管部门处一万元以上十万元以下罚款。"
LOW = "填埋古井的，由水行政主管部门处一千元以上二千元以下罚款。"


def local(*words: str, title: str = "浙江省古井条例"):
    return law(title, *words, rank="地方性法规", made="2023-06-01")


@pytest.mark.parametrize(
    ("a", "b", "outcome", "note"),
    [
        (law("黄河古井保护法", FILLING), local(LOW), "lowered", "the other law never speaks of the 黄河"),
        (
            law("黄河古井保护法", FILLING),
            local(LOW, "本省黄河沿线的古井，由水行政主管部门管理。"),
            "stands",
            "it does",
        ),
        (law("长江三角洲古井保护法", FILLING), local(LOW), "stands", "no river"),
        (
            law("水下古井保护法", FILLING.replace("填埋古井", "填埋水下古井")),
            local(LOW),
            "lowered",
            "the thing of the title",
        ),
        (
            law("水下古井保护法", FILLING),
            local(LOW),
            "stands",
            "the article speaks of every well",
        ),
        (
            law("城市古井保护法", FILLING.replace("水行政主管部门", "城市人民政府城市古井主管部门")),
            local(LOW),
            "stands",
            "only the organ bears the name",
        ),
        (
            law("示范古井法", FILLING.replace("古井的", "国家重点保护的古井的")),
            local(LOW.replace("古井的", "省重点保护的古井的")),
            "notice",
            "wells of two lists",
        ),
        (
            law("示范古井法", FILLING.replace("古井的", "国家重点保护的古井的")),
            local(LOW.replace("古井的", "国家和省重点保护的古井的")),
            "stands",
            "both lists",
        ),
        (
            law("示范古井法", FILLING.replace("古井的", "国家重点保护的古井的")),
            local(LOW.replace("古井的", "国家和地方重点保护的古井的")),
            "stands",
            "both lists in the words of the law",
        ),
        (
            law("示范古井法", FILLING.replace("古井的", "国家重点保护的古井的")),
            local(LOW.replace("水行政主管部门", "设区的市级人民政府水行政主管部门")),
            "stands",
            "the level of an organ",
        ),
        (
            law("古井与水塔保护法", FILLING.replace("填埋古井", "填埋古井与拆除水塔")),
            local(LOW, "水塔由水行政主管部门管理。"),
            "stands",
            "each thing of a title by itself",
        ),
        (
            law("示范古井法", FILLING.replace("填埋古井", "擅自拆除古井的井栏和井盖")),
            local(LOW.replace("填埋古井", "擅自拆除古井的井栏和井盖，外移井绳")),
            "stands",
            "拆除 leaves nothing out",
        ),
        (
            law("示范古井法", FILLING),
            local(LOW.replace("填埋古井的", "除由公安机关对填埋古井的行为予以处罚外，还")),
            "stands",
            "what comes on top leaves nothing out",
        ),
        (
            law("示范古井法", FILLING.replace("填埋古井的", "未经批准填埋古井的")),
            local(LOW.replace("填埋古井的", "除未经批准填埋古井的情形外，损坏古井的")),
            "notice",
            "the act is left out in so many words",
        ),
    ],
)
def test_what_lies_outside_of_higher_law_is_no_departure(a, b, outcome, note):
    test = within(Pair(a, 0, b, 0, related()))
    assert test.outcome.value == outcome, (note, test.words)


@pytest.mark.parametrize(
    ("title", "level"), [("黄河古井法", Level.SUSPECTED), ("示范古井法", Level.CONFLICT)]
)
def test_a_fine_outside_the_range_of_another_basin_is_only_suspected(title, level):
    assert compared(law(title, FILLING), local(LOW), "C01").level is level
