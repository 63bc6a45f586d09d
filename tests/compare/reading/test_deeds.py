"""A law as comparing needs it: each conduct with what follows from it."""

from dataclasses import replace

import pytest
from lezr_extract.compare.reading.field import field_of
from lezr_extract.pipeline.comparing.compared import compared_law, compared_laws
from lezr_extract.pipeline.job.one_source import Options
from lezr_extract.records import ComparedLaw, Document, PowerType, Problem
from lezr_extract.structure import build_law


def read(words, title="青州省灯会管理条例"):
    law, _ = build_law(Document("示例.md", "markdown", "0" * 64, f"{title}\n{words}\n"))
    result, faults = compared_law(replace(law, title=title, short_title=title))
    assert not faults
    return result


def sums(deed):
    return [(int(a.min), int(a.max)) for a in deed.amounts]


def test_two_sentences_of_one_article_are_two_acts_with_their_own_sums():
    (article,) = read(
        "第一条　擅自悬挂灯笼的，由文化主管部门处一千元以上二千元以下罚款；情节严重的，吊销许可证。\n"
        "在灯会上燃放烟花的，由文化主管部门处三千元以上五千元以下罚款。"
    ).articles
    first, second = article.deeds
    assert (first.act, sums(first), first.conditions) == ("擅自悬挂灯笼", [(1000, 2000)], ("情节严重的",))
    assert (second.act, sums(second)) == ("在灯会上燃放烟花", [(3000, 5000)])
    assert "吊销许可证件" in first.kinds
    assert "吊销许可证件" not in second.kinds


def test_each_item_of_a_list_of_conducts_is_an_act():
    (article,) = read(
        "第一条　有下列行为之一的，由文化主管部门处一千元以上二千元以下罚款：\n（一）遮挡灯饰；\n（二）攀爬灯架。"
    ).articles
    assert [(d.item, d.act, sums(d)) for d in article.deeds] == [
        ("一", "遮挡灯饰", [(1000, 2000)]),
        ("二", "攀爬灯架", [(1000, 2000)]),
    ]


def test_the_fine_below_a_list_is_the_fine_of_the_item_to_which_it_points_back():
    (article,) = read(
        "第一条　有下列行为之一的，由文化主管部门责令改正，处以罚款：\n（一）遮挡灯饰的；\n（二）攀爬灯架的。\n"
        "有前款第一项行为的，处一千元以上二千元以下罚款；有前款第二项行为的，处三千元以上五千元以下罚款。"
    ).articles
    assert {d.act: sums(d) for d in article.deeds if d.item} == {
        "遮挡灯饰的": [(1000, 2000)],
        "攀爬灯架的": [(3000, 5000)],
    }


def test_the_fine_after_a_warning_is_the_fine_of_the_same_act():
    (article,) = read(
        "第一条　灯饰未按照规定接地的，由文化主管部门给予警告，责令限期改正；逾期未改正的，处一千元以上二千元以下的罚款。"
    ).articles
    assert {tuple(sums(d)) for d in article.deeds if "罚款" in d.kinds} == {((1000, 2000),)}


def test_what_is_no_crime_is_the_act_before_and_not_an_act_of_its_own():
    (article,) = read(
        "第一条　经营者采用财物贿赂灯会评委，构成犯罪的，依法追究刑事责任；不构成犯罪的，由文化主管部门处一千元以上二千元以下罚款。"
    ).articles
    fined = [d for d in article.deeds if d.amounts]
    assert [(d.act, sums(d)) for d in fined] == [("经营者采用财物贿赂灯会评委", [(1000, 2000)])]


def test_a_fine_of_another_paragraph_is_not_the_fine_of_an_act_without_a_sum():
    (article,) = read(
        "第一条　遮挡灯饰的，由文化主管部门处以罚款。\n攀爬灯架的，由文化主管部门处三千元以上五千元以下罚款。"
    ).articles
    assert [(d.act, sums(d)) for d in article.deeds] == [("遮挡灯饰", []), ("攀爬灯架", [(3000, 5000)])]


def test_a_broken_rule_of_the_same_law_brings_its_words():
    law = read(
        "第一条　举办灯会应当制定疏散方案。\n第二条　违反本条例第一条规定的，由公安机关处一千元以上二千元以下罚款。"
    )
    (deed,) = law.articles[1].deeds
    assert deed.type is PowerType.PENALTY
    (cited,) = deed.conduct
    assert (cited.article, cited.text) == ("第一条", "举办灯会应当制定疏散方案。")
    assert "public-security" in deed.agency_ids


def test_an_article_without_a_power_says_what_it_forbids():
    (article,) = read("第一条　游客不得攀爬灯架。").articles
    (deed,) = article.deeds
    assert (deed.type, deed.modal) == (None, "不得")
    assert "攀爬灯架" in deed.act


def test_the_first_chapter_names_the_competent_organs():
    law = read("第一条　县级以上人民政府文化主管部门负责灯会的监督管理工作。\n第二条　禁止攀爬灯架。")
    assert [agency for agency, _ in law.competent] == ["县级以上人民政府文化主管部门"]


@pytest.mark.parametrize(
    ("title", "field"),
    [
        ("浙江省消防条例", "消防"),  # place and form go
        ("中华人民共和国水法", "水"),  # one character is left
        ("河南省实施《中华人民共和国水法》办法", "水"),  # the implemented law names the field
        ("上海市市容环境卫生管理条例", "市容环境卫生"),  # 市 of 市容 is no place
        ("杭州市城市供水条例", "城市供水"),
        ("化妆品监督管理条例", "化妆品"),
        ("条例", "条例"),  # nothing else is left
    ],
)
def test_the_title_tells_the_field(title, field):
    assert field_of(title) == field


def test_sources_give_laws_and_problems(samples, tmp_path):
    empty = tmp_path / "空.txt"
    empty.write_text("")
    found = list(compared_laws([str(samples), str(empty)], Options(workers=1)))
    laws = [one for one in found if isinstance(one, ComparedLaw)]
    assert laws
    assert all(law.articles for law in laws)
    assert any(isinstance(one, Problem) and one.file.endswith("空.txt") for one in found)
    for law in laws:
        for article in law.articles:
            assert all(deed.quote or not deed.span for deed in article.deeds)
