"""Names that say what they are about where the words of the power are only the end of a clause, or cite another."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lezr_extract.norms import parse_law
from lezr_extract.powerlist import draft
from lezr_extract.powerlist.lint import lint, named
from lezr_extract.powerlist.naming import matter, name
from lezr_extract.powerlist.naming.words import Clause
from lezr_extract.powers import find_powers
from lezr_extract.records import PowerType
from tests.powerlist.building import found_of, law_of, power_of

CONJUNCTION = re.compile(r"^对?(?:或者|以及|并且|和|并|且)")


@pytest.mark.parametrize(
    ("clause", "quote", "act", "wanted", "note"),
    [
        ("水质监测设备和净水专用产品应当由具备资格的机构检测合格后，方可销售或者提供。", "方可销售或者提供", "或者提供", "水质监测设备和净水专用产品销售或者提供审批", "two verbs: the thing is the subject of the sentence"),
        ("净水设施必须经水务部门验收合格后，方可投入使用。", "方可投入使用", "投入使用", "净水设施审批", "a verb alone gives way to the thing"),
        ("引水工程竣工后，水务部门应当组织验收。验收合格后，方可投入使用。", "方可投入使用", "投入使用", "引水工程使用审批", "the thing stands in the sentence before"),
        ("举办水上比赛，以及其他大型活动，应当事先报经水务部门批准。", "报经水务部门批准", "水务部门批准", "举办水上比赛，以及其他大型活动审批", "the whole list, not its last member"),
        ("巡河船舶由水务部门签发或者签注通行证书。", "签发或者签注通行证书", "或者签注通行证书", "通行证书核发", "the document without what goes before it"),
        ("监测设施不得擅自拆除。确需拆除的，应当报水务部门批准。", "报水务部门批准", "拆除", "监测设施拆除审批", "the ban before names the thing"),
        ("任何单位和个人不得擅自挖掘河堤；因工程建设确需挖掘的，报水务部门批准。", "报水务部门批准", "", "挖掘河堤审批", "the ban names the thing behind the verb"),
        ("河口整治方案的修改必须征得水务部门同意。", "必须征得水务部门同意", "征得水务部门同意", "河口整治方案修改审批", "征得…同意"),
        ("养护企业经水务部门批准，可以在堤外进行净水设备的测试。", "经水务部门批准", "水务部门批准", "在堤外进行净水设备的测试审批", "经…批准，可以X"),
    ],
)  # fmt: skip
def test_a_licence_is_named_by_its_whole_matter(clause, quote, act, wanted, note):
    law = law_of(f"第一条 为了示例，制定本条例。\n第九条 {clause}")
    (entry,) = draft(law, found_of(power_of(law, quote, PowerType.LICENCE, act=act)))
    assert entry.name == wanted, note


@pytest.mark.parametrize(
    ("kind", "clause", "quote", "act", "wanted", "note"),
    [
        (PowerType.CONFIRMATION, "堤防工程施工完毕，由水务部门按规定组织验收。", "组织验收", "验收", "堤防工程施工验收", "验收 alone"),
        (PowerType.OTHER, "监测单位依法成立后应当向水务部门进行备案。", "向水务部门进行备案", "备案", "监测单位依法成立备案", "备案 alone"),
        (PowerType.LICENCE, "水务部门应当审查申请材料；符合法定形式的，应当予以许可。", "应当予以许可", "许可", "河湖清洁许可", "the kind of power alone"),
        (PowerType.REWARD, "水务部门应当为举报人保密，并按照规定给予奖励。", "给予奖励", "给予奖励", "河湖清洁奖励", "奖励 alone"),
        (PowerType.INSPECTION, "水务部门依法开展监督检查，有关单位和个人应当配合。", "开展监督检查", "监督检查", "河湖清洁监督检查", "no thing at all: the law's field"),
    ],
)  # fmt: skip
def test_a_verb_alone_is_no_name(kind, clause, quote, act, wanted, note):
    law = law_of(f"第一条 为了示例，制定本条例。\n第九条 {clause}")
    (entry,) = draft(law, found_of(power_of(law, quote, kind, act=act)))
    assert entry.name == wanted, note


def test_no_name_begins_with_the_mark_behind_a_but_that_was_cut():
    clause = "但是，排水户拆除泵站的，由水务部门负责查处。"
    law = law_of(f"第一条 为了示例，制定本条例。\n第九条 {clause}")
    (entry,) = draft(law, found_of(power_of(law, "由水务部门负责查处", PowerType.PENALTY, act="查处")))
    assert entry.name.startswith("对排水户拆除泵站"), entry.name


def penalties(words):
    """The names of the penalties of the third article, by 款."""
    rules = "第一条 禁止向河道倾倒垃圾。\n第二条 排水户应当遵守下列规定：\n（一）不向河道排放油污；\n（二）安装计量设施。\n"
    law = law_of(f"{rules}第三条 {words}")
    entries = draft(law, find_powers(law, parse_law(law)))
    third = [e for e in entries if e.type is PowerType.PENALTY and e.bases[0].article == "第三条"]
    faults = [f.words for f in lint(named(n, e) for n, e in enumerate(third, 1)) if f.fault != "two-names"]
    assert not faults
    return {e.bases[0].paragraph: e.name for e in third}


FIRST = "擅自在堤防上取土的，由水务部门处一千元以上五千元以下罚款。\n"
LIST = "排水户有下列行为之一的，由水务部门处一千元罚款：\n（一）稀释排放污水的；\n（二）拆除计量设施的。\n"


@pytest.mark.parametrize(
    ("words", "paragraph", "wanted", "note"),
    [
        (f"{FIRST}单位有前款规定行为的，对其直接负责的主管人员和其他直接责任人员处一万元以下罚款。", 2, "单位擅自在堤防上取土", "the persons in charge: what their unit did"),
        (f"{FIRST}个人有前款规定行为的，由水务部门处五百元罚款。", 2, "个人擅自在堤防上取土", "who does it stays"),
        (f"{FIRST}有前款规定行为的，由水务部门没收违法所得。", 2, "擅自在堤防上取土", "without a subject: the name of the 款 before"),
        (f"{FIRST}单位有前款规定行为的，由水务部门处一万元罚款。\n个人有第一款规定行为的，由水务部门处一千元罚款。", 3, "个人擅自在堤防上取土", "款 of the same article by its number"),
        (f"{LIST}有前款第二项规定行为的，由水务部门没收违法所得。", 2, "排水户拆除计量设施", "one item of the list before"),
        (f"{LIST}有前款规定行为，情节严重的，由水务部门处五千元罚款。", 2, "排水户稀释排放污水等", "the whole list: 等"),
        (f"{FIRST}情节严重的，由水务部门吊销许可证。", 2, "擅自在堤防上取土", "a 款 that opens with a tier goes on from the one before"),
        ("有第一条规定行为之一的，由水务部门处一千元罚款。", None, "向河道倾倒垃圾", "another article, which forbids it"),
        ("违反本条例第二条第一项规定的，由水务部门处一千元罚款。", None, "向河道排放油污", "an item 不X is broken by X"),
        ("违反本条例第二条第二项规定的，由水务部门处一千元罚款。", None, "未按规定安装计量设施", "an item with a duty is broken by not doing it"),
        ("违反本条例第一条规定，养护单位未将淤泥送交指定单位进行处理的，由水务部门处一千元罚款。", None, "养护单位未将淤泥送交指定单位进行处理", "处理 that was not done is a conduct"),
        ("违反本条例第一条规定堆放垃圾的，由水务部门处一千元罚款。", None, "违反规定堆放垃圾", "a lawful act stays against the rules"),
        ("违反本条例规定，排水户拒不配合检查的，由水务部门处一千元罚款。", None, "排水户拒不配合检查", "拒不配合 is the conduct, no tier"),
    ],
)  # fmt: skip
def test_a_penalty_that_cites_a_conduct_is_named_by_it(words, paragraph, wanted, note):
    assert penalties(words)[paragraph].removesuffix("行为的行政处罚") == f"对{wanted}", note


def test_clauses_that_cite_each_other_end():
    names = penalties(
        "有第三条规定行为的，由水务部门处一千元罚款。\n有前款规定行为的，由水务部门没收违法所得。"
    )
    assert names[2] == "对违反《河湖清洁条例》行为的行政处罚"


WORDS = st.lists(
    st.sampled_from(["或者", "以及", "并", "和", "提供", "使用", "销售", "登记", "备案", "净水设备", "，", "应当", "经水务部门批准", "方可", "的", "不得", "确需"]),
    max_size=14,
).map("".join)  # fmt: skip


@settings(max_examples=200, deadline=None)
@given(text=WORDS, act=WORDS, kind=st.sampled_from(list(PowerType)), at=st.integers(0, 40))
def test_no_name_goes_on_from_other_words_or_is_a_verb_alone(text, act, kind, at):
    law = law_of("第一条 由水务部门处罚款。")
    _, power = power_of(law, "处罚款", kind, act=act)
    made = name(power, Clause(text, at, text[at:], None, "", "河湖清洁条例"))
    assert not CONJUNCTION.match(made)
    assert not matter.is_bare(made)
