"""Candidates: the pairs that are worth comparing are found, each with its reason, and no article drowns in them."""

from dataclasses import replace

import pytest
from lezr_extract.compare.candidates import Candidates, Reason
from lezr_extract.compare.candidates.comparable import can_be_compared
from lezr_extract.records import Rank
from tests.compare.small_laws import article, deed, law

DREDGING = "未经许可在示范河道采砂的，由水行政主管部门责令停止，处二万元以上十万元以下罚款。"
FERRY = "渡船超载的，由海事管理机构处五百元罚款。"
LAMPS = "损坏路灯照明设施的，由城建部门责令赔偿。"
NATION = {"rank": Rank.LAW, "territory": "全国"}


def national(*articles, title="示范河道法", **more):
    return law(title, *articles, **(NATION | {"field": "河道"} | more))


def rivers():
    """A national law and the regulation of a province on the same matter, among matters that are not theirs."""
    return [
        national(
            article("第一条", DREDGING, deed("未经许可在示范河道采砂")),
            article("第二条", FERRY, deed("渡船超载", ("海事管理机构",), ("msa",))),
        ),
        law(
            "浙江省示范河道条例",
            article("第五条", "擅自在示范河道采砂的，由水利部门处三万元罚款。", deed("擅自在示范河道采砂")),
            article("第六条", LAMPS, deed("损坏路灯照明设施", ("城市管理部门",), ("city",))),
            field="河道",
        ),
    ]


def background():
    """Many clauses in the language of drafting, so that its terms are common and those of a matter rare."""
    style = "未经批准擅自{}的，由主管部门责令停止，处二千元以上一万元以下罚款。"
    matters = [chr(0x5000 + 9 * n) + chr(0x6000 + 7 * n) for n in range(60)]
    return law("示范杂项条例", *(article(f"第{n}条", style.format(one)) for n, one in enumerate(matters)))


def pairs(laws, asked, higher, **more):
    found = Candidates([*laws, background()], higher, **more).of(asked)
    return {(one.law, one.a, one.b): one for one in found.candidates}


def test_the_same_act_in_other_words_is_a_candidate_and_another_matter_is_none():
    found = pairs(rivers(), 1, [0])
    assert set(found) == {(0, 0, 0)}
    assert set(found[0, 0, 0].reasons) == {Reason.ACT, Reason.FIELD, Reason.HOLDER}


def test_two_long_acts_are_a_candidate_by_all_their_terms_though_their_rarest_are_their_own():
    """A law punishes in many words what its regulation repeats, and each has words of its own that are rarer still."""
    shared = "建设单位未会同施工单位与管道燃气经营者共同制定燃气设施保护方案并采取相应安全保护措施"
    rare = "瓷釉窑"
    one = rare + "".join(chr(0x5200 + 11 * n) for n in range(24))
    other = rare + "".join(chr(0x6300 + 13 * n) for n in range(24))
    # Twice each: a term that stands in one act alone is looked up in vain.
    known = [article(f"第{n}条", f"{words}。", deed(words)) for n, words in enumerate((one[3:], other[3:]))]
    laws = [
        national(article("第一条", f"{shared}{one}的，处罚款。", deed(f"{shared}{one}"))),
        law(
            "浙江省示范管道条例", article("第二条", f"{other}{shared}的，处罚款。", deed(f"{other}{shared}"))
        ),
        law("示范词语条例", *known, *(article(f"附{n}", f"{shared}。", deed(shared)) for n in range(3))),
    ]
    assert Reason.ACT in pairs(laws, 1, [0])[0, 0, 0].reasons


def test_nearly_the_same_words_are_a_candidate_without_any_act():
    definition = "本条例所称示范竹筏，是指以竹材捆扎而成、在示范水域载客不超过四人的无动力浮具。"
    laws = [national(article("第二条", definition)), law("浙江省示范竹筏条例", article("第三条", definition))]
    assert Reason.NEAR in pairs(laws, 1, [0])[0, 0, 0].reasons


def test_an_article_that_is_cited_is_a_candidate_for_the_one_that_cites_it():
    first, second = rivers()
    citing = article("第九条", "有关情形按其规定处理。", cites=[("中华人民共和国示范河道法", "第二条")])
    laws = [replace(first, title="中华人民共和国示范河道法"), replace(second, articles=(citing,))]
    assert pairs(laws, 1, [0])[0, 1, 0].reasons == (Reason.CITED,)


@pytest.mark.parametrize(
    ("a", "b", "comparable", "note"),
    [
        (NATION, {"territory": "浙江省"}, True, "national law above a province's"),
        ({"territory": "浙江省"}, NATION, False, "never the other way round"),
        ({"territory": "浙江省"}, {"territory": "杭州市"}, True, "a province's above its city's"),
        ({"territory": "杭州市"}, {"territory": "浙江省"}, False, "a city's is never above its province's"),
        ({"territory": "山东省"}, {"territory": "浙江省"}, False, "two provinces are parallel"),
        ({"territory": "宁波市"}, {"territory": "杭州市"}, False, "two cities of one province too"),
        ({"territory": "山东省"}, {"territory": "杭州市"}, False, "a city lies in one province"),
        ({"territory": "浙江省"}, {"territory": "浙江省"}, True, "equals in one place"),
        ({"territory": ""}, {"territory": "浙江省"}, False, "an unknown place is not the same place"),
        (NATION, {"territory": ""}, True, "national law holds in an unknown place too"),
        (NATION | {"rank": Rank.MINISTRY_RULE}, {"territory": "浙江省"}, True, "部门规章 beside 地方性法规: 立法法 106"),
        (NATION | {"rank": Rank.JUDICIAL_INTERPRETATION}, {"territory": "浙江省"}, False, "no basis of a power"),
    ],
)  # fmt: skip
def test_rank_and_territory_decide_what_can_be_compared(a, b, comparable, note):
    one, other = law("甲示范条例", **a), law("乙示范条例", **b)
    assert can_be_compared(one, other) is comparable, note


def test_two_versions_of_one_law_are_no_candidates():
    old = law("浙江省示范河道条例", version="2010-01-01")
    assert not can_be_compared(old, replace(old, id="new", version="2020-01-01"))


def test_of_two_equal_laws_only_the_newer_one_finds_the_other():
    one = law(
        "浙江省示范采砂条例",
        article("第一条", DREDGING, deed("未经许可在示范河道采砂")),
        version="2010-01-01",
    )
    other = law("浙江省示范河道条例", article("第一条", DREDGING, deed("未经许可在示范河道采砂")))
    assert [len(pairs([one, other], asked, [0, 1])) for asked in (0, 1)] == [0, 1]


def test_an_article_keeps_its_best_candidates_and_says_how_many_it_left_out():
    same = [article(f"第{n}条", DREDGING, deed("未经许可在示范河道采砂")) for n in "一二三四五六"]
    laws = [national(*same), rivers()[1]]
    found = Candidates([*laws, background()], [0], most=4).of(1)
    assert len([one for one in found.candidates if one.b == 0]) == 4
    assert found.left_out == 2


def test_of_equally_good_candidates_the_first_law_and_its_first_article_is_kept():
    same = [article(f"第{n}条", DREDGING, deed("未经许可在示范河道采砂")) for n in "一二三"]
    other = national(*same, title="另一示范河道法")
    found = Candidates([rivers()[1], other, national(*same), background()], [1, 2], most=4).of(0)
    assert [(one.law, one.a) for one in found.candidates if one.b == 0] == [(1, 0), (1, 1), (1, 2), (2, 0)]


def test_laws_without_articles_are_no_trouble():
    assert Candidates([], []).named("示范河道法") == ()
    assert Candidates([law("浙江省示范河道条例"), national()], [1]).of(0).candidates == ()


def test_candidates_grow_with_the_matter_and_not_with_the_number_of_laws():
    matters = [chr(0x5000 + 9 * n) + chr(0x6000 + 7 * n) + chr(0x7000 + 5 * n) for n in range(300)]
    laws = [
        national(
            article("第一条", f"{one}场所违法经营的处罚款。", deed(f"{one}场所违法经营")),
            title=f"{one}法",
            field=one,
        )
        for one in matters
    ]
    laws += [
        law(
            f"浙江省{one}条例",
            article("第一条", f"{one}场所擅自经营的处罚款。", deed(f"{one}场所擅自经营")),
            field=one,
        )
        for one in matters
    ]
    index = Candidates(laws, range(300))
    found = [[one.law for one in index.of(300 + n).candidates] for n in range(300)]
    assert all(n in laws_found for n, laws_found in enumerate(found))
    assert sum(map(len, found)) < 3 * 300
