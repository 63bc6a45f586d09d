"""C10, C11 of a pair, C17, C18, C21 and C22: who acts, how long it takes, and what stands twice."""

import pytest
from lezr_extract.compare.checks import of_law, of_pair
from lezr_extract.records import FindingKind, Level, Relation
from tests.compare.checks.laws import alarmed, compared, law, related

FILLS = "填埋湖泊的，由{}处一万元以上十万元以下罚款。"
OTHER_ORGAN = related(Relation.CONFLICT, "yes", "no")


def higher(organ="水行政主管部门"):
    return law("示范湖泊法", FILLS.format(organ))


def local(organ, **more):
    return law("浙江省湖泊条例", FILLS.format(organ), **{"rank": "地方性法规", "made": "2023-06-01"} | more)


# C10


def test_another_organ_than_higher_law_fixes_is_suspected_and_never_more():
    finding = compared(higher(), local("农业农村主管部门"), "C10", OTHER_ORGAN)
    assert finding.level is Level.SUSPECTED
    assert "农业农村" in finding.explanation
    assert any("改革方案" in words for words in finding.not_compared)


@pytest.mark.parametrize("organ", ["综合行政执法部门", "城市管理部门", "乡镇人民政府"])
def test_concentrated_powers_and_townships_are_told_with_the_article_that_allows_them(organ):
    finding = compared(higher(), local(organ), "C10", OTHER_ORGAN)
    assert finding.level is Level.NOTICE
    assert any("《行政处罚法》第" in guard.words for guard in finding.guards)


def test_an_organ_that_higher_law_leaves_open_is_no_case():
    assert (
        compared(
            higher("县级以上人民政府有关部门按照职责分工"), local("农业农村主管部门"), "C10", OTHER_ORGAN
        )
        is None
    )


@pytest.mark.parametrize(
    ("organs", "level", "note"),
    [
        (("湖泊公园管理机构", "公园管理机构"), Level.NOTICE, "neither is known: they may be one"),
        (("水行政主管部门", "湖泊公园管理机构"), Level.NOTICE, "one is not known"),
        (("水行政主管部门", "农业农村主管部门"), Level.SUSPECTED, "both are known and differ"),
    ],
)
def test_two_organs_are_suspected_only_where_both_are_known(organs, level, note):
    assert compared(higher(organs[0]), local(organs[1]), "C10", OTHER_ORGAN).level is level, note


@pytest.mark.parametrize(
    ("second", "level", "note"),
    [
        ("填埋鱼塘的，由农业农村主管部门处一万元以上十万元以下罚款。", Level.NOTICE, "it has an organ for each sort"),
        ("填埋水井的，由水行政主管部门处一万元以上十万元以下罚款。", Level.SUSPECTED, "one organ for both"),
    ],
)  # fmt: skip
def test_an_organ_that_the_same_article_of_higher_law_names_for_another_sort_is_only_told(
    second, level, note
):
    a = law("示范湖泊法", f"{FILLS.format('水行政主管部门')}\n{second}")
    assert compared(a, local("农业农村主管部门"), "C10", OTHER_ORGAN).level is level, note


def test_the_same_organ_before_and_after_the_reform_is_no_case():
    old = higher("环境保护主管部门")
    assert compared(old, local("生态环境主管部门"), "C10", OTHER_ORGAN) is None


def test_the_same_organ_is_no_case():
    assert compared(higher(), local("水行政主管部门"), "C10") is None


# C11

LICENCE = (
    "开采温泉的，应当向自然资源主管部门申请许可，自然资源主管部门应当自受理之日起{}内作出是否准予许可的决定。"
)


def test_a_licence_that_takes_longer_than_higher_law_allows_is_a_conflict():
    a = law("示范温泉法", LICENCE.format("二十日"))
    b = law("浙江省温泉条例", LICENCE.format("三十日"), rank="地方性法规", made="2023-06-01")
    finding = compared(a, b, "C11")
    assert finding.level is Level.CONFLICT
    assert ("二十日" in finding.explanation, "三十日" in finding.explanation) == (True, True)


@pytest.mark.parametrize(
    "words",
    [
        LICENCE.format("十五日"),  # shorter
        LICENCE.format("三十日") + "专家评审所需时间不计算在内。",
        "开采温泉的，应当向自然资源主管部门申请许可，自然资源主管部门应当自作出决定之日起三十日内颁发许可证。",
    ],
)
def test_shorter_times_and_times_for_something_else_are_no_case(words):
    a = law("示范温泉法", LICENCE.format("二十日"))
    assert compared(a, law("浙江省温泉条例", words, rank="地方性法规", made="2023-06-01"), "C11") is None


# C17


def street(organ, title="浙江省集镇条例"):
    return law(title, FILLS.format(organ), rank="地方性法规", made="2023-06-01")


OVERLAP = related(Relation.OVERLAP, "yes", "no")


def test_one_act_in_the_hands_of_two_departments_is_suspected():
    finding = compared(street("水行政主管部门"), street("生态环境主管部门", "浙江省街区条例"), "C17", OVERLAP)
    assert (finding.kind, finding.level) == (FindingKind.OVERLAP, Level.SUSPECTED)
    assert "第二十五条" in finding.authority


@pytest.mark.parametrize(
    "organ",
    ["水行政、生态环境主管部门按照各自职责", "水行政主管部门会同生态环境主管部门", "综合行政执法部门"],
)
def test_divided_and_concentrated_powers_are_only_told(organ):
    finding = compared(street("水行政主管部门"), street(organ, "浙江省街区条例"), "C17", OVERLAP)
    assert finding is None or finding.level is Level.NOTICE


@pytest.mark.parametrize(
    ("words", "note"),
    [
        ("当事人逾期不履行处罚决定的，由{}申请人民法院强制执行。", "who asks the court enforces nothing"),
        ("代表联名提出集市议案的，由{}决定是否提请常务委员会会议审议。", "how the congress works"),
    ],
)
def test_what_is_no_power_over_a_party_is_no_overlap(words, note):
    organs = (
        ("水行政主管部门", "生态环境主管部门") if "法院" in words else ("主任会议", "人民代表大会专门委员会")
    )
    one, other = (
        law(title, words.format(organ), rank="地方性法规")
        for title, organ in zip(("浙江省甲条例", "浙江省乙条例"), organs, strict=True)
    )
    assert compared(one, other, "C17", OVERLAP) is None, note


def test_two_provinces_never_overlap():
    other = law("山东省集镇条例", FILLS.format("生态环境主管部门"), rank="地方性法规", territory="山东省")
    assert compared(street("水行政主管部门"), other, "C17", OVERLAP) is None


# C18, C21

TWICE = related(Relation.DUPLICATE)


def test_one_power_in_two_laws_is_one_entry():
    b = local("水行政主管部门", made="2023-06-01")
    narrow = law(
        "浙江省湖泊条例",
        "向湖泊填土、填埋湖泊的，由水行政主管部门责令恢复原状，处一万元以上十万元以下罚款。",
        rank="地方性法规",
    )
    assert compared(higher(), narrow, "C18", TWICE).level is Level.NOTICE
    assert compared(higher(), b, "C18", related(Relation.RELATED, "no")) is None
    assert compared(higher(), narrow, "C18", related(Relation.DUPLICATE, "partial")) is None


LONG = "填埋湖泊、围湖造地，在湖泊内设置围网、弃置建筑垃圾的，由水行政主管部门责令恢复原状，处一万元以上十万元以下罚款。"


def test_a_copy_of_higher_law_is_told_once():
    b = law("浙江省湖泊条例", LONG, rank="地方性法规", made="2023-06-01")
    found = of_pair(law("示范湖泊法", LONG), 0, b, 0, TWICE)
    assert [finding.rule for finding in found] == ["C21"]
    assert found[0].level is Level.NOTICE
    assert found[0].authority.startswith("《立法法》第八十二条第四款")


def test_a_text_that_adds_something_is_no_copy():
    b = law(
        "浙江省湖泊条例",
        "在钱塘江流域湖泊内设置围网的，由县水行政主管部门责令三日内拆除，处二万元罚款。",
        rank="地方性法规",
    )
    assert not alarmed(of_pair(law("示范湖泊法", LONG), 0, b, 0, TWICE), "C21")


# C22


def rule_of(organ, issuer="交通运输部", made="2023-06-01"):
    words = f"承运人未报送运输统计表的，由{organ}处一千元罚款。"
    return law("示范运输办法", words, rank="部门规章", issuer=issuer, made=made)


def test_a_rule_of_one_ministry_that_gives_powers_to_another_is_suspected():
    (finding,) = alarmed(of_law(rule_of("市场监督管理部门"), {}), "C22")
    assert finding.level is Level.SUSPECTED
    assert "第九条第二款" in finding.authority
    (joined,) = alarmed(of_law(rule_of("市场监督管理部门", "文化和旅游部"), {}), "C22")
    assert "文化和旅游部" in joined.explanation  # 和 belongs to the name


@pytest.mark.parametrize(
    ("organ", "issuer"),
    [
        ("交通运输主管部门", "交通运输部"),
        ("海事管理机构", "交通运输部"),  # of the same ministry
        ("市场监督管理部门", "交通运输部、国家市场监督管理总局"),  # issued together
        ("工商行政管理部门", "国家市场监督管理总局"),  # an old name of its own
        ("市场监督管理部门", "某某部"),  # unknown issuer
    ],
)
def test_what_belongs_to_the_issuer_is_no_case(organ, issuer):
    assert not alarmed(of_law(rule_of(organ, issuer), {}), "C22")
