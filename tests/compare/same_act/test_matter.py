"""What is matched of an article: its parts, found once."""

import pytest
from lezr_extract.compare.same_act.matter import about, matter
from lezr_extract.compare.wording.one_text import wording
from lezr_extract.pipeline.comparing.compared import compared_law
from lezr_extract.records import Document
from lezr_extract.structure import build_law


def read(words, title="青州省灯会管理条例"):
    law, _ = build_law(Document("示例.md", "markdown", "0" * 64, f"{title}\n{words}\n"))
    result, _ = compared_law(law)
    return result


def only(words):
    return matter(read(words).articles[0])


def test_each_punished_act_is_a_part():
    found = only(
        "第一条　擅自在古城墙上悬挂大型灯笼的，由文化主管部门处一千元以上二千元以下罚款。\n"
        "在灯会上燃放烟花爆竹和孔明灯的，由文化主管部门处三千元以上五千元以下罚款。"
    )
    assert [part.said for part in found.parts] == [
        "擅自在古城墙上悬挂大型灯笼",
        "在灯会上燃放烟花爆竹和孔明灯",
    ]
    assert [part.deed for part in found.parts] == [0, 1]
    assert found.punishes
    assert found.act.pairs == found.parts[0].wording.pairs | found.parts[1].wording.pairs


def test_each_paragraph_of_an_article_without_a_penalty_is_a_part():
    found = only("第一条　游客应当有序观灯。\n游客不得攀爬灯架。")
    assert [part.said for part in found.parts] == ["游客应当有序观灯", "游客不得攀爬灯架"]
    assert not found.punishes


def test_a_paragraph_that_is_forbidden_belongs_to_the_penalty_for_breaking_it():
    (article,) = read(
        "第一条　不得散发传单。\n不得攀爬灯架。\n违反本条第一款规定的，处五十元以下罚款。违反本条第二款规定的，处三百元罚款。"
    ).articles
    found = matter(article)
    assert {
        part.said: article.deeds[part.deed].amounts[0].max
        for part in found.parts
        if part.said in ("不得散发传单", "不得攀爬灯架")
    } == {
        "不得散发传单": 50,
        "不得攀爬灯架": 300,
    }


def test_the_items_of_a_list_stand_with_the_paragraph_that_they_belong_to():
    found = only("第一条　游客应当遵守下列要求：\n（一）有序观灯；\n（二）爱护灯饰。")
    (part,) = found.parts
    assert part.said == "游客应当遵守下列要求有序观灯爱护灯饰"


@pytest.mark.parametrize(
    "words",
    [
        "第一条　游客应当有序观灯。",  # one paragraph
        "第一条　游客应当有序观灯。\n游客不得攀爬灯架。",  # several
        "第一条　游客依照《灯会管理法》有序观灯。\n游客不得攀爬灯架。",  # a title in them
        "第一条　擅自悬挂灯笼的，处一千元罚款。\n游客不得攀爬灯架。",  # a penalty beside a duty
    ],
)
def test_the_wording_of_the_whole_is_that_of_the_text(words):
    law = read(words)
    found, whole = matter(law.articles[0]).text, wording(law.articles[0].text)
    assert found.total == whole.total == found.shared(whole)


def test_the_ways_of_acting_are_found_when_asked_for():
    found = only("第一条　未经批准悬挂灯笼的，处一千元罚款。").parts[0]
    assert found.ways & only("第一条　擅自占用灯架的，处一千元罚款。").parts[0].ways
    assert found.signs is found.signs


def test_a_law_is_about_what_its_articles_say_again_and_again():
    law = read("第一条　灯会期间有序观灯。\n第二条　灯会期间不得攀爬灯架。\n第三条　燃放烟花的，责令改正。")
    found = about(law)
    assert found.named == law.field
    assert found.usage.topic.likeness(found.usage.topic) == pytest.approx(1)
    assert all(0 < left < 1 for left in found.usage.worn.values())
