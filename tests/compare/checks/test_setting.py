"""C04–C09, C12, C20 and the general limits of C11: what a text of this rank may not create."""

import pytest
from lezr_extract.compare.checks import of_law
from lezr_extract.records import Level, Related, Relation
from lezr_extract.vocabulary.checks import caps_with
from tests.compare.checks.laws import alarmed, law

BASIS = "根据《示范集市法》，制定本条例。"


def higher_of(b, a, i=0, j=0, same_act="yes"):
    """That article i of a matches article j of b; all other articles were compared and match nothing."""
    rows = {place: [] for place in range(len(b.articles))}
    rows[j] = [(a, i, Related(Relation.CONFLICT, same_act, "yes", (), "", "", 0, 0))]
    return rows


def local(*articles, **more):
    return law("浙江省集市条例", *articles, **{"rank": "地方性法规", "made": "2023-06-01"} | more)


def rule_of(*articles, **more):
    return law("示范集市管理办法", *articles, **{"rank": "部门规章", "made": "2023-06-01"} | more)


FAIR = "集市开办者哄抬摊位费的，由市场监督管理部门处五万元以下罚款。"
REVOKES = "集市开办者哄抬摊位费的，由市场监督管理部门处五万元以下罚款；情节严重的，吊销营业执照。"


# C04


def test_a_local_regulation_may_not_revoke_a_business_licence():
    a, b = law("示范集市法", FAIR), local(REVOKES, BASIS)
    (finding,) = alarmed(of_law(b, higher_of(b, a)), "C04")
    assert finding.level is Level.CONFLICT
    assert "吊销营业执照" in finding.explanation
    assert "第十二条第一款" in finding.authority


def test_without_higher_law_at_hand_the_alarm_stays_at_suspected_and_says_so():
    (finding,) = alarmed(of_law(local(REVOKES, BASIS), {}), "C04")
    assert finding.level is Level.SUSPECTED
    assert any("上位法不在手" in words for words in finding.not_compared)


def test_a_base_at_hand_of_which_nothing_matched_was_looked_at_too():
    a, b = law("示范集市法", "集市内禁止燃放烟花。"), local(REVOKES, BASIS)
    rows = {place: [] for place in range(len(b.articles))}
    (unknown,) = alarmed(of_law(b, rows), "C04")
    assert unknown.level is Level.SUSPECTED
    assert any("没有对照其立法依据《示范集市法》" in words for words in unknown.not_compared)
    (known,) = alarmed(of_law(b, rows, at_hand=(a,)), "C04")
    assert known.level is Level.CONFLICT
    assert not alarmed(of_law(b, rows, at_hand=(law("示范集市法", REVOKES),)), "C04")


def test_a_provision_near_in_words_that_sets_the_sanction_for_a_like_act_leaves_doubt():
    other = "生产者在产品中掺杂、掺假的，处货值金额三倍以下罚款；情节严重的，吊销营业执照。"
    goods = law("示范质量法", "为了保证质量，制定本法。", other)
    b = local("在年糕中掺杂、掺假，以次充好的，处货值金额一倍以下罚款；情节严重的，吊销营业执照。")
    (alone,) = alarmed(of_law(b, {0: []}), "C04")
    assert alone.level is Level.CONFLICT
    (beside,) = alarmed(of_law(b, {0: []}, nearby={0: [(goods, 1)]}), "C04")
    assert beside.level is Level.SUSPECTED
    assert any("《示范质量法》第二条或许已有规定" in guard.words for guard in beside.guards)
    another = law("示范电梯法", "电梯超过期限使用的，处五万元罚款；情节严重的，吊销营业执照。")
    (far,) = alarmed(of_law(b, {0: []}, nearby={0: [(another, 0)]}), "C04")
    assert far.level is Level.CONFLICT


@pytest.mark.parametrize(
    "words",
    [
        # only a reference
        "集市开办者哄抬摊位费的，由市场监督管理部门处五万元以下罚款；情节严重的，由市场监督管理部门依法吊销营业执照。",
        "集市开办者哄抬摊位费的，处五万元以下罚款，并提请市场监督管理部门吊销营业执照。",
        # spoken of, not given
        "集市开办者被吊销营业执照的，由市场监督管理部门处五万元以下罚款。",
        # left to another law after the sanction is named
        "集市开办者哄抬摊位费的，处五万元以下罚款；吊销营业执照处罚由登记机关依照《示范登记法》的规定决定。",
        # a proposal
        "集市开办者哄抬摊位费的，处五万元以下罚款；逾期不改正的，可以提出吊销其营业执照的建议。",
        # a court's
        "集市开办者违反禁令的，由人民法院处十五日以下拘留。",
        # another licence
        "集市开办者哄抬摊位费的，处五万元以下罚款；情节严重的，吊销集市许可证。",
    ],
)
def test_a_business_licence_that_the_text_itself_does_not_revoke_is_no_case(words):
    assert not alarmed(of_law(local(words), {}), "C04")


def test_what_a_law_revokes_a_local_regulation_may_repeat():
    a, b = law("示范集市法", REVOKES), local(REVOKES, BASIS)
    assert not alarmed(of_law(b, higher_of(b, a)), "C04")


def test_detention_below_a_law_is_an_alarm_and_in_a_law_none():
    words = "在集市内冲撞管理人员的，由公安机关处五日以下行政拘留。"
    regulation = law("示范集市条例", words, rank="行政法规", made="2023-06-01")
    assert alarmed(of_law(regulation, {}), "C04")
    assert not alarmed(of_law(law("示范集市法", words), {}), "C04")


def test_detention_among_local_laws_alone_is_only_suspected_since_no_national_law_is_at_hand():
    a, b = (
        local("集市内禁止殴打他人。", territory="浙江省"),
        law(
            "杭州市集市条例",
            "殴打劝阻人的，处五日以上十日以下拘留。",
            rank="地方性法规",
            territory="杭州市",
            made="2023-06-01",
        ),
    )
    (finding,) = alarmed(of_law(b, higher_of(b, a, same_act="partial")), "C04")
    assert finding.level is Level.SUSPECTED
    assert any("没有法律、行政法规" in words for words in finding.not_compared)


def test_detention_under_the_public_security_law_is_a_reference():
    words = "在集市内冲撞管理人员的，由公安机关依照《中华人民共和国治安管理处罚法》的规定处五日以下行政拘留。"
    assert not alarmed(of_law(local(words), {}), "C04")


def test_what_was_set_before_1996_only_waits_for_revision():
    (finding,) = alarmed(of_law(local(REVOKES, made="1994-05-01"), {}), "C04")
    assert finding.level is Level.NOTICE
    assert any("应当清理" in guard.words for guard in finding.guards)


def test_a_zone_regulation_gets_its_authority_shown():
    (finding,) = alarmed(of_law(local(REVOKES, rank="特区法规", territory="深圳市"), {}), "C04")
    assert finding.level is Level.NOTICE
    assert any("第八十四条" in guard.words for guard in finding.guards)


# C05

SEIZES = "集市开办者哄抬摊位费的，由市场监督管理部门没收违法所得，并处二万元以下罚款。"


@pytest.mark.parametrize(
    ("words", "level", "note"),
    [
        (SEIZES, Level.SUSPECTED, "行政处罚法 (2021) art. 28.2 lets every organ confiscate gains"),
        (SEIZES.replace("违法所得", "秤具"), Level.CONFLICT, "what the act was done with"),
        (SEIZES.replace("没收违法所得", "责令停业整顿"), Level.CONFLICT, "a closing"),
    ],
)
def test_a_rule_may_not_create_more_than_its_kinds(words, level, note):
    a, b = law("示范集市法", FAIR), rule_of(words, "根据《示范集市法》，制定本办法。")
    (finding,) = alarmed(of_law(b, higher_of(b, a)), "C05")
    assert finding.level is level, note


def test_a_rule_that_rests_on_laws_it_does_not_name_is_only_suspected():
    words = SEIZES.replace("没收违法所得", "责令停业整顿")
    a, b = law("示范集市法", FAIR), rule_of(words, "根据《示范集市法》以及有关法律法规，制定本办法。")
    (finding,) = alarmed(of_law(b, higher_of(b, a)), "C05")
    assert finding.level is Level.SUSPECTED
    assert any("没有写明名称的法律、法规" in one for one in finding.not_compared)


def test_a_rule_with_the_very_sanction_of_a_higher_law_most_likely_details_it():
    words = "架设遮阳棚遮挡通道的，给予警告，责令停业整顿，可以并处二万元以下罚款。"
    other = (
        "摊主伪造成交票据、虚报数量的，予以警告，并可处二万元以下罚款；情节严重的，停业整顿一个月至三个月。"
    )
    b = rule_of(words)
    (alone,) = alarmed(of_law(b, {0: []}, at_hand=(law("示范集市法", FAIR),)), "C05")
    assert alone.level is Level.CONFLICT
    (beside,) = alarmed(of_law(b, {0: []}, at_hand=(law("示范集市法", other),)), "C05")
    assert beside.level is Level.SUSPECTED
    assert any("罚则相同" in guard.words for guard in beside.guards if not guard.passed)


def test_a_rule_may_detail_the_confiscation_of_a_higher_law():
    a, b = law("示范集市法", SEIZES), rule_of(SEIZES)
    assert not alarmed(of_law(b, higher_of(b, a)), "C05")


def test_a_rule_whose_basis_is_not_at_hand_most_likely_details_it():
    b = rule_of(SEIZES, "根据《示范集市法》，制定本办法。")
    (finding,) = alarmed(of_law(b, {}), "C05")
    assert finding.level is Level.NOTICE


@pytest.mark.parametrize(
    ("words", "made", "level"),
    [
        ("集市开办者未设公平秤的，由市场监督管理部门处八万元罚款。", "2023-06-01", None),  # below 10万
        (
            "集市开办者未设公平秤的，由市场监督管理部门处十五万元罚款。",
            "2023-06-01",
            Level.SUSPECTED,
        ),  # below the raised cap
        (
            "集市开办者未设消防安全通道的，由市场监督管理部门处十五万元罚款。",
            "2023-06-01",
            Level.NOTICE,
        ),  # safety
        ("集市开办者未设公平秤的，由市场监督管理部门处三十万元罚款。", "2023-06-01", Level.CONFLICT),
        # the cap of that time
        ("集市开办者未设公平秤的，由市场监督管理部门处八万元罚款。", "2020-06-01", Level.CONFLICT),
        # per unit: no sum that could be held against the cap
        ("集市开办者未设公平秤的，按每个摊位处二十万元罚款。", "2023-06-01", None),
    ],
)
def test_the_fine_of_a_ministry_rule_against_the_cap(words, made, level):
    b = rule_of(words, made=made)
    found = alarmed(of_law(b, {0: []}), "C05")
    assert [finding.level for finding in found] == ([level] if level else [])


def test_the_fine_of_a_provincial_rule_against_its_own_cap(tmp_path):
    words = "集市开办者未设公平秤的，由市场监督管理部门处四万元罚款。"
    b = law("浙江省集市办法", words, rank="地方政府规章", made="2023-06-01")
    assert alarmed(of_law(b, {0: []}), "C05")
    elsewhere = law("云南省集市办法", words, rank="地方政府规章", territory="云南省", made="2023-06-01")
    assert not alarmed(of_law(elsewhere, {0: []}), "C05")  # no cap known
    file = tmp_path / "caps.toml"
    file.write_text(
        '[[cap]]\nrank = "地方政府规章"\nterritory = "云南省"\nfrom = "2020-01-01"\nusual = 10000\n', "utf-8"
    )
    assert alarmed(of_law(elsewhere, {0: []}, caps_with(file)), "C05")


def test_a_rule_on_how_penalties_are_given_sets_none():
    b = law(
        "示范市场监督管理行政处罚程序规定",
        "没收违法所得的决定，由市场监督管理部门负责人批准。",
        rank="部门规章",
    )
    assert not alarmed(of_law(b, {}), "C05")


# C06


@pytest.mark.parametrize(
    ("words", "what"),
    [
        ("在渡槽下搭棚的，由县水利局处五百元以上二千元以下罚款。", "处罚"),
        ("在渡槽旁架设管线的，应当经县水利局批准；未经批准，不得架设。", "许可"),
        ("在渡槽内捕鱼的，由县水利局扣押捕鱼工具。", "强制"),
    ],
)
def test_a_document_below_a_rule_may_not_create_powers(words, what):
    b = law("青溪县关于加强渡槽管理的通知", words, rank="规范性文件", made="2023-06-01")
    (finding,) = alarmed(of_law(b, {}), "C06")
    assert finding.level is Level.CONFLICT
    assert what in finding.explanation


def test_a_document_that_points_to_the_law_is_no_case():
    words = "在渡槽下搭棚的，由县水利局依照《中华人民共和国水法》的规定处以罚款。"
    assert not alarmed(of_law(law("青溪县关于渡槽的通知", words, rank="规范性文件"), {}), "C06")


@pytest.mark.parametrize(
    ("title", "words", "issuer", "level", "note"),
    [
        (
            "国务院关于渡槽的通知",
            "在渡槽旁架设管线的，应当经水利部门批准；未经批准，不得架设。",
            "国务院",
            Level.SUSPECTED,
            "国务院 may set licences by decision (行政许可法 art. 14.2)",
        ),
        (
            "国务院办公厅关于渡槽的通知",
            "在渡槽内捕鱼的，由水利部门扣押捕鱼工具。",
            "国务院办公厅",
            Level.SUSPECTED,
            "of the centre",
        ),
        (
            "青溪县关于渡槽的通知",
            "不履行巡查职责的有关单位和执法人员，由县水利局给予通报批评。",
            "",
            Level.NOTICE,
            "within the administration",
        ),
        (
            "青溪县关于渡槽的通知",
            "渡槽国有资产的转让，应当经县水利局批准；未经批准，不得转让。",
            "",
            Level.NOTICE,
            "as owner",
        ),
        (
            "青溪县关于渡槽的通知",
            "渡槽使用证由县水利局核发。",
            "",
            Level.SUSPECTED,
            "does not say that nothing goes without it",
        ),
        (
            "青溪县渡槽行政处罚裁量基准",
            "在渡槽下搭棚的，由县水利局处五百元以上二千元以下罚款。",
            "",
            Level.NOTICE,
            "how penalties are measured",
        ),
    ],
)
def test_what_speaks_against_an_alarm_on_a_document_lowers_it_and_is_said(title, words, issuer, level, note):
    b = law(title, words, rank="规范性文件", made="2023-06-01", issuer=issuer)
    (finding,) = alarmed(of_law(b, {}), "C06")
    assert finding.level is level, note
    assert not all(guard.passed for guard in finding.guards)


def test_a_text_called_a_regulation_is_no_document_whatever_its_rank_was_read_as():
    words = "在渡槽下搭棚的，由县水利局处五百元以上二千元以下罚款。"
    assert not alarmed(of_law(law("青溪县渡槽条例", words, rank="规范性文件"), {}), "C06")


# C07


def test_pulling_down_by_force_belongs_to_a_law():
    words = "在骑楼外墙设置招牌的，由住房和城乡建设主管部门责令限期拆除；逾期不拆除的，由住房和城乡建设主管部门强制拆除。"
    a = law("示范骑楼法", "在骑楼外墙设置招牌的，由住房和城乡建设主管部门责令限期拆除，处五百元以下罚款。")
    b = local(words)
    (finding,) = alarmed(of_law(b, higher_of(b, a)), "C07")
    assert finding.level is Level.CONFLICT
    assert "强制拆除" in finding.explanation


@pytest.mark.parametrize(
    "words",
    [
        "在骑楼外墙设置招牌，逾期不拆除的，由住房和城乡建设主管部门申请人民法院强制执行。",
        "在骑楼外墙设置招牌，逾期不拆除的，由住房和城乡建设主管部门依法强制拆除。",
        # 行政强制法 art. 50 gives it already
        "向河道倾倒垃圾，逾期不清除的，由水行政主管部门代为清除，所需费用由违法者承担。",
    ],
)
def test_enforcement_that_the_court_or_another_law_gives_is_no_case(words):
    assert not alarmed(of_law(local(words), {}), "C07")


def test_enforcement_in_a_law_is_no_case():
    assert not alarmed(
        of_law(law("示范骑楼法", "逾期不拆除招牌的，由住房和城乡建设主管部门强制拆除。"), {}), "C07"
    )


# C08


@pytest.mark.parametrize(
    ("words", "rank", "alarm"),
    [
        (
            "集市开办者有转移、隐匿违法资金迹象的，经市场监督管理部门负责人批准，可以冻结其存款。",
            "地方性法规",
            True,
        ),  # only 查封 and 扣押
        ("市场监督管理部门可以查封违法经营的摊位。", "地方性法规", False),
        ("公安机关可以对扰乱集市秩序的人强制隔离。", "地方性法规", True),
        ("公安机关对强制隔离戒毒人员进入集市予以检查。", "地方性法规", False),  # persons, no measure
        ("市场监督管理部门可以查封违法经营的摊位。", "部门规章", True),  # none at all
        ("市场监督管理部门可以对证据先行登记保存，并可以扣押。", "行政法规", False),
        ("集市开办者哄抬摊位费的，由市场监督管理部门暂扣集市许可证。", "部门规章", False),  # a penalty
        ("市场监督管理部门可以依法查封违法经营的摊位。", "部门规章", False),  # a reference
        ("当场能够整改的，市场监督管理部门可以不予查封、扣押。", "部门规章", False),  # withholds it
        ("经查明无关的，市场监督管理部门应当解除查封。", "部门规章", False),  # ends it
        ("公安机关应当及时看管被决定强制隔离戒毒的人员。", "地方性法规", False),  # who has come under it
        ("对吸食成瘾的人员，公安机关应当及时决定强制隔离戒毒。", "地方性法规", True),  # takes it
    ],
)
def test_measures_that_a_rank_may_not_create(words, rank, alarm):
    b = law("示范集市办法", words, rank=rank, made="2023-06-01")
    assert bool(alarmed(of_law(b, {0: []}), "C08")) is alarm


@pytest.mark.parametrize(
    ("title", "level"),
    [
        ("示范集市办法", Level.CONFLICT),
        ("示范集市办理案件程序规定", Level.SUSPECTED),  # how measures of other laws are taken
        ("示范集市办理刑事案件程序规定", Level.NOTICE),  # rests on 刑事诉讼法
    ],
)
def test_rules_of_procedure_rarely_create_measures(title, level):
    b = law(title, "市场监督管理部门可以查封违法经营的摊位。", rank="部门规章", made="2023-06-01")
    (finding,) = alarmed(of_law(b, {0: []}), "C08")
    assert finding.level is level


def test_a_measure_where_the_law_sets_none_is_suspected():
    a = law("示范集市法", FAIR)
    b = local("市场监督管理部门可以查封违法经营的摊位。", BASIS)
    (finding,) = alarmed(of_law(b, {0: [], 1: []}, at_hand=(a,)), "C08")
    assert finding.level is Level.SUSPECTED
    assert "第十一条" in finding.authority


# C09, C20


def test_a_city_rule_may_not_create_a_licence():
    words = "在集市内举办演出的，应当经市场监督管理部门批准；未经批准，不得举办。"
    b = law("杭州市集市办法", words, rank="地方政府规章", territory="杭州市", made="2023-06-01")
    (finding,) = alarmed(of_law(b, {0: []}), "C09")
    assert finding.level is Level.CONFLICT
    province = law("浙江省集市办法", words, rank="地方政府规章", made="2023-06-01")
    assert not alarmed(of_law(province, {0: []}), "C09")


def test_a_local_licence_before_registration_is_an_alarm():
    words = "从事集市经营的企业，应当经市场监督管理部门批准，方可申请办理营业执照。"
    assert alarmed(of_law(local(words), {0: []}), "C09")


def test_a_local_licence_against_outsiders_is_an_alarm_and_a_duty_to_carry_a_card_is_none():
    bars = "外地企业在本省从事集市经营的，应当向省市场监督管理部门申请，经批准后方可经营。"
    carries = "外地企业在本省从事集市经营的，应当持有有效的资质证书。"
    assert alarmed(of_law(local(bars), {0: []}), "C09")
    assert not alarmed(of_law(local(carries), {0: []}), "C09")


def test_a_qualification_of_the_nation_repeated_in_a_local_text_is_no_case():
    words = "从事集市消防设施操作的人员，应当依法取得国家规定的职业资格证书。"
    assert not alarmed(of_law(local(words), {0: []}), "C09")


def test_a_licence_without_conditions_procedure_and_limit_is_suspected():
    b = local("在集市内举办演出的，应当经市场监督管理部门批准。")
    (finding,) = alarmed(of_law(b, {0: []}), "C20")
    assert finding.level is Level.SUSPECTED
    assert "条件、程序、期限" in finding.explanation


def test_a_complete_licence_is_no_case():
    b = local(
        "在集市内举办演出的，应当向市场监督管理部门提出申请，具备下列条件的，市场监督管理部门应当自受理之日起十日内批准。"
    )
    assert not alarmed(of_law(b, {0: []}), "C20")


# C11


def test_a_rule_may_not_take_longer_for_a_licence_than_the_general_law():
    words = "举办集市的，应当向市场监督管理部门申请许可，市场监督管理部门应当自受理之日起{}内作出是否准予许可的决定。"
    assert alarmed(of_law(rule_of(words.format("四十日")), {0: []}), "C11")
    assert not alarmed(of_law(rule_of(words.format("二十日")), {0: []}), "C11")
    assert not alarmed(of_law(local(words.format("四十日")), {0: []}), "C11")  # a 法规 may provide otherwise


def test_goods_held_for_more_than_thirty_days_are_an_alarm():
    words = "市场监督管理部门可以扣押违法经营的物品，扣押的期限不得超过{}。"
    assert alarmed(of_law(local(words.format("六十日")), {0: []}), "C11")
    assert not alarmed(of_law(local(words.format("三十日")), {0: []}), "C11")
    otherwise = words.format("六十日") + "法律、行政法规另有规定的除外。"
    assert not alarmed(of_law(local(otherwise), {0: []}), "C11")


# C12


@pytest.mark.parametrize(
    ("words", "alarm"),
    [
        ("集市开办者应当向市场监督管理部门缴纳集市管理费。", True),
        ("集市开办者应当按照国家规定的标准向市场监督管理部门缴纳集市管理费。", False),
        ("业主应当按照约定交纳物业费。", False),
        ("集市开办者应当与白蚁防治单位签订合同，缴纳白蚁防治费用。", False),
        ("学校体育设施确有服务成本的，可以收取必要的费用。", False),
        ("市场监督管理部门不得向集市开办者收取任何费用。", False),
    ],
)
def test_a_fee_needs_a_law_behind_it(words, alarm):
    found = alarmed(of_law(local(words), {0: []}), "C12")
    assert bool(found) is alarm
    assert all(finding.level is Level.SUSPECTED for finding in found)


def test_a_fee_of_the_state_is_only_told():
    (finding,) = alarmed(of_law(local("排水单位应当向水行政主管部门缴纳污水处理费。"), {0: []}), "C12")
    assert finding.level is Level.NOTICE
