"""How two articles relate: the act, the land, what follows, and what is said of it."""

from dataclasses import replace
from functools import cache

import pytest
from lezr_extract.compare.consequences.near_copies import differing, limits, wider
from lezr_extract.compare.relating.one_pair import Relater, relate
from lezr_extract.compare.relating.reason import reason
from lezr_extract.compare.relating.territory import Common, common, lower, variation
from lezr_extract.pipeline.comparing.compared import compared_law
from lezr_extract.records import ComparedLaw, DifferenceKind, Document, Evidence, Rank, Relation
from lezr_extract.structure import build_law

LAND = "第一条　县级以上人民政府文化主管部门负责灯会的监督管理工作。\n第二条　"
CLIMBING = "违反本法规定，在灯会期间攀爬灯架的，由县级以上人民政府文化主管部门处{}罚款。"


@cache
def law(words: str, title: str, rank: Rank, territory: str) -> ComparedLaw:
    built, _ = build_law(Document("示例.md", "markdown", "0" * 64, f"{title}\n{LAND}{words}\n"))
    assert built is not None
    built = replace(
        built,
        id=title + words,
        title=title,
        short_title=title,
        territory=territory,
        rank=Evidence(rank.value, ""),
    )
    found, faults = compared_law(built)
    assert found is not None
    assert not faults
    return found


def national(words: str) -> ComparedLaw:
    return law(words, "灯会管理法", Rank.LAW, "全国")


def of_province(words: str, province: str = "浙江省", rank: Rank = Rank.LOCAL_REGULATION) -> ComparedLaw:
    return law(words, f"{province}灯会管理条例", rank, province)


def related(a: ComparedLaw, b: ComparedLaw):
    return relate(a, 1, b, 1)


@pytest.mark.parametrize(
    ("higher", "own", "relation"),
    [
        ("一千元以上五千元以下", "一千元以上五千元以下", Relation.DUPLICATE),  # the same
        ("一千元以上五千元以下", "1000元以上5000元以下", Relation.DUPLICATE),  # the same in other numerals
        ("一千元以上五千元以下", "二千元以上四千元以下", Relation.REFINE),  # narrower on both ends
        ("五千元以下", "一千元以上五千元以下", Relation.REFINE),  # no lower end is nought
        ("一千元以上五千元以下", "一千元以上六千元以下", Relation.CONFLICT),  # above the upper end
        ("一千元以上五千元以下", "五百元以上五千元以下", Relation.CONFLICT),  # below the lower end
        ("一千元以上五千元以下", "五千元以下", Relation.CONFLICT),  # a lower end left out falls below
    ],
)
def test_the_range_of_a_fine_decides_between_duplicate_refinement_and_conflict(higher, own, relation):
    found = related(national(CLIMBING.format(higher)), of_province(CLIMBING.format(own)))
    assert (found.relation, found.same_act) == (relation, "yes")
    assert (found.level == "冲突") == (relation is Relation.CONFLICT)
    assert [one.kind for one in found.conflicts] == (
        [DifferenceKind.FINE_RANGE] if relation is Relation.CONFLICT else []
    )


@pytest.mark.parametrize(
    ("organ", "words"),
    [
        ("文化主管部门", "比较过的各项没有发现与甲不一致"),
        ("公安机关", "甲由县级以上人民政府文化主管部门，乙由县级以上人民政府公安机关"),
    ],
)
def test_a_refinement_says_what_differs_all_the_same(organ, words):
    climbing = CLIMBING.format("二千元以上四千元以下").replace("文化主管部门", organ)
    a, b = national(CLIMBING.format("一千元以上五千元以下")), of_province(climbing)
    assert words in reason(Relater().case(a, 1, b, 1), Relation.REFINE, "yes")


def test_a_refinement_hides_no_sum_outside_the_range():
    a, b = (CLIMBING.format(fine) for fine in ("一千元以上五千元以下", "二千元以上八千元以下"))
    why = reason(Relater().case(national(a), 1, of_province(b), 1), Relation.REFINE, "yes")
    assert "须核对：甲1000元以上5000元以下，乙2000元以上8000元以下" in why


@pytest.mark.parametrize(
    ("higher", "own", "added", "note"),
    [
        ("没收灯油和违法所得，处一万元罚款", "没收违法所得，处一万元罚款", (), "the same in other words"),
        ("没收灯油，并处违法所得二倍罚款", "没收违法所得，处一万元罚款", ("没收违法所得",), "gains are only counted"),
        ("取消其办会资格，处一万元罚款", "处一万元罚款，禁止从业", (), "the same in other words"),
    ],
)  # fmt: skip
def test_a_sanction_that_a_names_in_other_words_is_not_added(higher, own, added, note):
    text = "在灯会期间攀爬灯架的，由文化主管部门{}。"
    case = Relater().case(national(text.format(higher)), 1, of_province(text.format(own)), 1)
    assert case.consequences.added == added, note


def test_two_provinces_are_parallel_whatever_their_fines():
    a = of_province(CLIMBING.format("一千元以上五千元以下"))
    b = of_province(CLIMBING.format("一万元以上五万元以下"), "山东省")
    found = related(a, b)
    assert (found.relation, found.level, found.conflicts) == (Relation.PARALLEL, "", ())
    assert "浙江省" in found.why
    assert "山东省" in found.why


def test_lawful_variation_lowers_the_alarm_and_shows_its_authority():
    a = national(CLIMBING.format("一千元以上五千元以下"))
    b = of_province(CLIMBING.format("一万元以上五万元以下"), rank=Rank.ZONE_REGULATION)
    found = related(a, b)
    assert (found.relation, found.level) == (Relation.CONFLICT, "提示")
    assert "变通" in found.why


def test_another_act_of_the_same_law_is_related_only():
    a = national(CLIMBING.format("一千元以上五千元以下"))
    b = of_province(
        "违反本条例规定，举办灯会没有制定疏散方案的，由县级以上人民政府公安机关责令改正，处一万元以上二万元以下罚款。"
    )
    found = related(a, b)
    assert (found.relation, found.same_act, found.level) == (Relation.RELATED, "no", "")


def test_formulas_alone_make_nothing_alike():
    a = national("公民、法人或者其他组织对行政处罚决定不服的，可以依法申请行政复议或者提起行政诉讼。")
    b = law(
        "当事人对行政处罚决定不服的，可以依法申请行政复议或者提起行政诉讼。",
        "山东省桥梁养护条例",
        Rank.LOCAL_REGULATION,
        "山东省",
    )
    assert related(a, b).relation in (Relation.UNRELATED, Relation.RELATED)


def test_two_departments_over_one_act_overlap():
    words = "违反本条例规定，在灯会期间攀爬灯架的，由县级以上人民政府{}处一千元以上五千元以下罚款。"
    a = of_province(words.format("文化主管部门"))
    b = law(words.format("应急管理部门"), "浙江省灯会安全条例", Rank.LOCAL_REGULATION, "浙江省")
    found = related(a, b)
    assert (found.relation, found.same_agency, found.level) == (Relation.OVERLAP, "no", "提示")
    assert [one.kind for one in found.conflicts] == [DifferenceKind.AGENCY]


SUM = "处一千元以上五千元以下罚款"


@pytest.mark.parametrize(
    ("a", "b", "kind"),
    [
        (SUM, f"没收灯架，并{SUM}", DifferenceKind.MEASURE),  # one more sanction
        (
            f"责令离开；拒不离开的，{SUM}",
            f"责令离开，并{SUM}",
            DifferenceKind.CONDITION,
        ),  # the order first is left out
        (
            f"给予警告；情节严重的，{SUM}",
            f"给予警告，并{SUM}",
            DifferenceKind.CONDITION,
        ),  # the grave case is left out
    ],
)
def test_a_copy_shows_in_what_it_departs(a, b, kind):
    words = "违反规定，在灯会期间攀爬灯架的，由县级以上人民政府文化主管部门{}。"
    found = related(national(words.format(a)), of_province(words.format(b)))
    assert found.relation is Relation.CONFLICT
    assert kind in [one.kind for one in found.conflicts]


@pytest.mark.parametrize(
    ("a", "b", "gone"),
    [
        ("在灯会核心区内燃放烟花", "在灯会内燃放烟花", "核心区"),
        ("旅行社组织游客进入灯架", "组织游客进入灯架", "旅行社"),
        ("擅自攀爬灯架或者彩楼", "攀爬灯架", ""),  # one object less is narrower, not wider
        ("攀爬灯架", "攀爬灯架", ""),
        ("攀爬灯架", "在灯会期间攀爬灯架", ""),  # a qualifier more is narrower
    ],
)
def test_an_act_without_its_qualifier_is_wider(a, b, gone):
    assert wider(a, b) == gone


@pytest.mark.parametrize(
    ("a", "b", "found"),
    [
        ("主管部门应当自受理之日起二十日内决定", "主管部门应当自受理之日起三十日内决定", (("二十日", "三十日"), False)),
        ("主管部门应当自受理之日起二十日内决定", "主管部门应当自受理之日起十日内决定", (None, True)),  # an organ may be bound tighter
        ("经营者应当在二小时内报告", "经营者应当在一小时内报告", (("二小时", "一小时"), False)),  # a party may not
        ("经营者应当在二小时内报告", "经营者应当在二小时内报告", (None, False)),
        ("经营者应当在二小时内报告", "经营者应当自发现之日起三日内备案", (None, False)),  # for another thing
    ],
)  # fmt: skip
def test_time_limits_for_the_same_thing(a, b, found):
    assert differing(limits(a), limits(b)) == found


def test_every_reason_quotes_both_sides_and_ends_with_what_was_not_compared():
    a = national(CLIMBING.format("一千元以上五千元以下"))
    for b in (
        of_province(CLIMBING.format("一千元以上五千元以下")),
        of_province(CLIMBING.format("一万元以上五万元以下")),
        law("道路挖掘应当经交通运输主管部门批准。", "青州市道路条例", Rank.LOCAL_REGULATION, "山东省"),
    ):
        why = related(a, b).why
        assert "灯会管理法" in why
        assert b.title in why
        assert "攀爬灯架" in why
        assert "没有比较：" in why.split("。")[-2]


@pytest.mark.parametrize(
    ("a", "b", "land", "note"),
    [
        ("全国", "浙江省", Common.SAME, "national law holds everywhere"),
        ("浙江省", "杭州市", Common.SAME, "a city and its province"),
        ("浙江省", "山东省", Common.APART, "two provinces"),
        ("杭州市", "宁波市", Common.APART, "two cities of one province"),
        ("济南市", "浙江省", Common.APART, "a city and another province"),
        ("", "浙江省", Common.UNKNOWN, "unknown is not apart"),
    ],
)
def test_the_land_of_two_laws(a, b, land, note):
    del note
    words = CLIMBING.format("一千元以下")
    one, other = (law(words, f"{place}灯会条例", Rank.LOCAL_REGULATION, place) for place in (a, b))
    assert common(one, other) is land


def test_a_city_stands_below_its_province_and_a_province_below_a_law():
    words = CLIMBING.format("一千元以下")
    city = law(words, "杭州市灯会条例", Rank.LOCAL_REGULATION, "杭州市")
    province = of_province(words)
    assert lower(province, city)
    assert not lower(city, province)
    assert lower(national(words), province)
    assert not variation(province)


@pytest.mark.parametrize(
    ("words", "departs", "note"),
    [
        ("逾期不改正的，处一万元以上五万元以下罚款。", True, "less than for who refuses"),
        ("逾期不改正的，处五万元以上八万元以下罚款。", False, "inside the tier of who refuses"),
        ("可以处一万元以上五万元以下罚款。", False, "at once, inside the tier that is given at once"),
    ],
)
def test_the_fine_of_who_refuses_is_held_against_the_fine_of_who_refuses(words, departs, note):
    head = "灯会期间攀爬灯架的，由文化主管部门责令改正"
    a = national(f"{head}，可以处五万元以下的罚款；拒不改正的，处五万元以上十万元以下的罚款。")
    b = of_province(f"{head}{'；' if '逾期' in words else '，'}{words}")
    found = relate(a, 1, b, 1)
    assert (DifferenceKind.FINE_RANGE in {one.kind for one in found.conflicts}) is departs, note


@pytest.mark.parametrize(
    ("words", "said", "unsaid", "note"),
    [
        ("任何单位和个人不得在灯会期间攀爬灯架、悬挂标语。", "内容实质相同", "后果", "a ban of which this clause punishes nothing"),
        (CLIMBING.format("处五千元以下"), "后果实质相同", "内容实质相同", "a penalty"),
    ],
)  # fmt: skip
def test_of_two_equal_clauses_a_consequence_is_spoken_of_only_where_there_is_one(words, said, unsaid, note):
    found = related(national(words), of_province(words))
    assert found.relation is Relation.DUPLICATE, note
    assert said in found.why, note
    assert unsaid not in found.why, note
    assert "。”" not in found.why  # the sentence ends once
