"""Competence: the rules of their data file, and what an article says about who is in charge of what."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lezr_extract.agencies.competence import find_charges
from lezr_extract.agencies.standing import read_standing
from lezr_extract.norms import parse_law
from lezr_extract.records import ActorKind, Mention, Span
from lezr_extract.vocabulary.competence import competence_rules
from tests.agencies.small_laws import law_of

RULES = competence_rules()


def charges(text: str):
    law = law_of(f"示例条例\n第一条 {text}")
    return list(read_standing(law, parse_law(law), ()).charges[0])


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.id)
def test_every_rule_matches_its_model_sentences(rule):
    for sentence in rule.match:
        assert rule.id in {charge.rule for charge in charges(sentence)}, sentence


@pytest.mark.parametrize("rule", RULES, ids=lambda r: r.id)
def test_no_rule_matches_the_sentences_that_it_must_not(rule):
    assert rule.miss
    for sentence in rule.miss:
        assert rule.id not in {charge.rule for charge in charges(sentence)}, sentence


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "市场监督管理部门、卫生健康主管部门按照各自职责负责集贸市场的监督管理工作。",
            [("市场监督管理部门", "集贸市场的监督管理工作"), ("卫生健康主管部门", "集贸市场的监督管理工作")],
        ),  # departments are a row each
        (
            "乡镇人民政府、街道办事处按照职责负责本辖区内集贸市场的日常管理工作。",
            [("乡镇人民政府、街道办事处", "本辖区内集贸市场的日常管理工作")],
        ),  # towns and streets together
        (
            "民政部门负责养老服务的监督管理工作。\n民政部门主管养老机构的等级评定工作。",
            [("民政部门", "养老服务的监督管理工作；养老机构的等级评定工作")],
        ),  # one row for each agency
        ("违反规定的，由民政部门对直接负责的主管人员给予处分。", []),  # 负责 here is no charge
        ("民政部门负责对前款所列申请进行审批。", [("民政部门", "对前款所列申请进行审批")]),
        (
            "公安机关是本市养犬管理工作的主管部门，负责犬只登记的管理。",
            [("公安机关", "本市养犬管理工作")],
        ),  # 主管部门 is the same organ, not a second one
        (
            "各级人民政府及有关部门应当做好少数民族公民的教育工作。",
            [("各级人民政府及有关部门", "少数民族公民的教育工作")],
        ),  # an open set stays with the organ that it follows
        (
            "东湖开发区、西湖示范区管委会参照区人民政府做好文明创建工作。",
            [("东湖开发区、西湖示范区管委会", "文明创建工作")],
        ),  # the places of its name; 参照 names a model, not who acts
        (
            "市人民政府组织民政部门和有关部门组成社会救助办公室，负责本市社会救助的管理工作。",
            [("社会救助办公室", "本市社会救助的管理工作")],
        ),  # what they form is in charge, not those who form it
        (
            "绿化委员会办公室设在园林部门，承担绿化委员会的日常管理工作。",
            [],
        ),  # who houses it is not in charge
        (
            "水文机构应当建立数据库，并负责水文资料的管理工作。\n设计单位应当审图，并负责工程的管理工作。",
            [("水文机构", "水文资料的管理工作")],
        ),  # the organ of the clause before; never a party
        (
            "高新技术开发区、经济开发区、应急示范区管委会负责辖区内的防汛工作。",
            [("高新技术开发区、经济开发区、应急示范区管委会", "辖区内的防汛工作")],
        ),  # 经济 and 应急 are no prepositions
        (
            "省民政部门可以委托市民政部门负责殡葬设施的管理工作。",
            [],
        ),  # who stands in for another is not in charge
        ("县人民代表大会常务委员会工作机构负责代表联络工作。", []),  # no part of the administration
        ("", []),
    ],
)
def test_agencies_and_matters_are_cut_as_the_published_labels_cut_them(text, rows):
    assert [(c.competence.agency, c.competence.matter) for c in charges(text)] == rows


def test_the_span_of_a_competence_covers_its_words_in_the_law():
    text = "县级以上人民政府水行政主管部门负责节约用水的监督管理工作。"
    organ = Mention(Span(1000, 1015), text[:15], ActorKind.ORGAN)
    (charge,) = find_charges(text, [organ], 1000)
    assert charge.competence.span.moved(-1000).of(text) == text.rstrip("。")


HOSTILE = "按照负责、主管O和由的，。；：\n（）职责工作监督管理民政部门对实施加强"


@given(st.text(alphabet=HOSTILE, max_size=400), st.data())
def test_no_shuffled_article_ever_raises(text, data):
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=8)))
    pairs = list(zip(cuts[::2], cuts[1::2], strict=False))
    organs = [Mention(Span(a, b), text[a:b], ActorKind.ORGAN) for a, b in pairs if a < b]
    for charge in find_charges(text, organs, 0):
        assert charge.competence.agency


def test_a_long_row_of_prepositions_takes_no_noticeable_time():
    text = "民政部门" + "按照依照根据在" * 3000 + "负责"
    assert charges(text) == []


@pytest.mark.parametrize(
    ("title", "articles", "found"),
    [
        (
            "某省人民代表大会常务委员会议事规则",
            "第一条 办公厅负责会议的组织工作。",
            False,
        ),  # an assembly's own work
        (
            "某省人民代表大会常务委员会关于加强节水工作的决定",
            "第一条 水行政主管部门负责全省节水的监督管理工作。",
            True,
        ),  # a decision of the assembly on a field of the administration
    ],
)
def test_an_assembly_s_own_procedure_allots_no_field(title, articles, found):
    law = law_of(f"{title}\n{articles}")
    assert bool(read_standing(law, parse_law(law), ()).charges[0]) is found


def test_a_head_whose_items_name_their_own_organs_puts_nobody_in_charge_itself():
    text = (
        "各行业主管部门按照下列规定履行扬尘污染防治职责：\n（一）城市管理部门负责渣土运输扬尘污染防治的监督管理；"
        "\n（二）水行政主管部门负责河道施工扬尘污染防治的监督管理。"
    )
    assert [charge.competence.agency for charge in charges(text)] == ["城市管理部门", "水行政主管部门"]
