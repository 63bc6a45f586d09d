"""The registry of organs: every entry is found by its mentions and by no other, old names lead to new ones."""

import tomllib
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lezr_extract.agencies import identify
from lezr_extract.agencies.mentions import Pointing, pointing
from lezr_extract.vocabulary.registry import registry

ENTRIES = list(registry().values())
CENTRAL = [
    "外交部",
    "国防部",
    "国家发展和改革委员会",
    "教育部",
    "科学技术部",
    "工业和信息化部",
    "国家民族事务委员会",
    "公安部",
    "国家安全部",
    "民政部",
    "司法部",
    "财政部",
    "人力资源和社会保障部",
    "自然资源部",
    "生态环境部",
    "住房和城乡建设部",
    "交通运输部",
    "水利部",
    "农业农村部",
    "商务部",
    "文化和旅游部",
    "国家卫生健康委员会",
    "退役军人事务部",
    "应急管理部",
    "中国人民银行",
    "审计署",
]


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda e: e.agency.id)
def test_every_mention_of_an_entry_is_that_organ_and_no_other(entry):
    for mention in entry.must:
        assert identify(mention).ids == (entry.agency.id,), mention


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda e: e.agency.id)
def test_no_mention_that_an_entry_excludes_is_that_organ(entry):
    assert entry.must_not
    for mention in entry.must_not:
        assert entry.agency.id not in identify(mention).ids, mention


@pytest.mark.parametrize("name", CENTRAL)
def test_each_of_the_26_departments_of_the_state_council_is_an_organ_of_today(name):
    (entry,) = identify(name).entries
    assert entry.agency.name == name
    assert not entry.former


def test_successors_and_moved_duties_are_entries_of_today():
    for entry in ENTRIES:
        for key in (*entry.agency.successors, *(moved.to for moved in entry.moved)):
            assert not registry()[key].former, (entry.agency.id, key)


def test_no_word_names_two_organs():
    owner: dict[str, str] = {}
    for entry in ENTRIES:
        for word in (*entry.agency.duties, *entry.names):
            assert owner.setdefault(word, entry.agency.id) == entry.agency.id, word


def test_only_old_names_end_and_every_old_name_says_when():
    for entry in ENTRIES:
        assert entry.former == bool(entry.agency.valid_to), entry.agency.id


@pytest.mark.parametrize(
    ("mention", "ids"),
    [
        ("县级以上人民政府教育部门", ("education",)),  # the government is only the level
        ("县级以上人民政府及其教育部门", ("government", "education")),  # 及其: both
        ("民政部门会同财政部门", ("civil-affairs",)),  # 会同: the first holds it
        ("交通运输主管部门所属的道路运输管理机构", ("road-transport-agency",)),  # 所属的: the second
        ("港口所在地海事管理机构", ("maritime",)),  # 所在地 is a place
        ("农业、林业行政主管部门", ("agriculture-old", "forestry-grassland")),  # one ending for a list
        ("公安机关交通管理部门", ("traffic-police",)),  # not 公安 and 交通
        ("农村经济管理站", ()),  # 经济 inside a word names nothing
        ("有关部门", ()),
        ("", ()),
        ("市、县（市、区）人民政府", ("government",)),  # several levels
        ("区、县(市)人民政府", ("government-county",)),  # half-width brackets
        ("省、自治区、直辖市人民政府", ("government-province",)),
        ("乡、民族乡、镇人民政府", ("government-town",)),
        ("国务院", ("state-council",)),
        ("国务院财政部门", ("finance",)),
    ],
)
def test_mentions_are_taken_apart_as_statutes_build_them(mention, ids):
    assert identify(mention).ids == ids


@pytest.mark.parametrize(
    ("mention", "kind"),
    [
        ("有关部门", Pointing.SOME),
        ("机关", Pointing.SOME),  # the rest of a mention that was cut (经原设立机关批准)
        ("部门", Pointing.SOME),
        ("机构", Pointing.SOME),
        ("县级以上人民政府有关主管部门", Pointing.SOME),
        ("负有安全生产监督管理职责的部门", Pointing.SOME),
        ("主管部门", Pointing.CHARGE),
        ("监督管理部门", Pointing.CHARGE),
        ("原发证机关", Pointing.ISSUER),
        ("登记机关", Pointing.ISSUER),
        ("核发采伐许可证的部门", Pointing.ISSUER),
        ("前款规定的部门", Pointing.BEFORE),
        ("作出处罚决定的机关", Pointing.DECIDER),
        ("行政机关", Pointing.ANY),
        ("水行政主管部门", Pointing.SPECIFIC),
        ("婚姻登记机关", Pointing.SPECIFIC),  # a registering organ that the registry knows
    ],
)
def test_generic_mentions_are_told_from_specific_ones(mention, kind):
    assert pointing(mention) is kind


WORDS = "县级以上地方人民政府水行政主管部门公安机关交通和、或者（）()市区国务院的所属会同有关登记"


@given(st.text(alphabet=WORDS, max_size=120))
def test_no_shuffled_mention_ever_raises_and_ids_are_known(mention):
    assert set(identify(mention).ids) <= set(registry())
    assert pointing(mention) in Pointing


NONE = [
    mention
    for row in tomllib.loads(
        (files("lezr_extract.vocabulary") / "data" / "agencies_none.toml").read_text("utf-8")
    )["not"]
    for mention in (*row["words"], *row["none"])
]


@pytest.mark.parametrize("mention", NONE)
def test_words_that_only_look_like_an_organ_name_none(mention):
    assert identify(mention).ids == ()
