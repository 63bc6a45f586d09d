"""C13, C14, C15, C16: what a law cites, and old names of organs."""

from dataclasses import replace

import pytest
from lezr_extract.compare.checks import Known, Repealed, of_citations, of_law
from lezr_extract.records import Level
from tests.compare.checks.laws import alarmed, law

TODAY = "2026-01-01"
CODE = law(
    "中华人民共和国示范生态法典",
    "开采温泉的，应当经批准。",
    "本法自2025年1月1日起施行。《中华人民共和国示范温泉法》同时废止。",
    made="2024-10-01",
    effective="2025-01-01",
)


def citing(title, made, article="在浙江开采温泉的，依照{}的规定处理。"):
    return law("浙江省温泉条例", article.format(title), rank="地方性法规", made=made)


# C13


def test_citing_a_repealed_law_after_its_repeal_is_a_conflict_with_the_repeal_clause():
    (finding,) = alarmed(
        of_citations(citing("《示范温泉法》", "2025-06-01"), Known.of([CODE], today=TODAY)), "C13"
    )
    assert finding.level is Level.CONFLICT
    assert "同时废止" in finding.a.text
    assert "2025-01-01" in finding.explanation


def test_the_repeal_clause_is_shown_under_the_law_in_which_it_stands_and_not_under_the_one_it_ended():
    (finding,) = alarmed(
        of_citations(citing("《示范温泉法》", "2025-06-01"), Known.of([CODE], today=TODAY)), "C13"
    )
    assert (finding.a.law, finding.a.article) == ("中华人民共和国示范生态法典", "第二条")
    assert (finding.a.rank, finding.a.version, finding.a.effective) == ("法律", "2024-10-01", "2025-01-01")


@pytest.mark.parametrize(
    ("by", "clause", "level", "note"),
    [
        ("林木法", "2001年3月1日通过的《中华人民共和国温泉法》同时废止。", Level.SUSPECTED, "the text of a day: a new law may bear the title"),
        ("林木法", "一九九一年三月一日通过的《中华人民共和国温泉法》同时废止。", Level.SUSPECTED, "its day in Chinese numerals"),
        ("林木管理条例", "2001年3月1日国务院发布的《温泉管理条例》同时废止。", Level.SUSPECTED, "only the form of both titles is the same"),
        ("温泉条例", "2001年3月1日通过的《中华人民共和国温泉法》同时废止。", Level.CONFLICT, "its successor leaves no room"),
        ("林木法", "本法自2025年1月1日起施行，《中华人民共和国温泉法》同时废止。", Level.CONFLICT, "the day is that of the new law"),
        ("林木法", "《中华人民共和国温泉法》同时废止。", Level.CONFLICT, "no day: the title ends"),
    ],
)  # fmt: skip
def test_a_law_on_something_else_that_ends_the_text_of_a_day_leaves_the_title_free(by, clause, level, note):
    ending = law(by, "开采林木的，应当经批准。", clause, made="2024-10-01", effective="2025-01-01")
    known = Known.of([ending], today=TODAY)
    cited = "《温泉管理条例》" if "《温泉管理条例》" in clause else "《温泉法》"
    (finding,) = alarmed(of_citations(citing(cited, "2025-06-01"), known), "C13")
    assert finding.level is level, note


def test_a_repeal_by_a_law_that_is_not_at_hand_is_shown_under_its_title_all_the_same():
    known = Known([], [Repealed("示范温泉法", "2025-01-01", "示范生态法典", "第二条", "", "全国")], TODAY)
    (finding,) = alarmed(of_citations(citing("《示范温泉法》", "2025-06-01"), known), "C13")
    assert (finding.a.law, finding.a.article, finding.a.rank) == ("示范生态法典", "第二条", "")


def test_citing_what_was_repealed_later_is_only_a_matter_of_revision():
    (finding,) = alarmed(
        of_citations(citing("《示范温泉法》", "2020-06-01"), Known.of([CODE], today=TODAY)), "C13"
    )
    assert finding.level is Level.NOTICE
    assert any("不是起草错误" in guard.words for guard in finding.guards)


def test_a_repeal_that_has_not_come_into_force_is_none():
    known = Known.of([CODE], today="2024-12-31")
    assert not alarmed(of_citations(citing("《示范温泉法》", "2024-12-01"), known), "C13")


def test_the_clause_by_which_a_law_ends_another_is_no_citation_of_it():
    b = law(
        "浙江省温泉条例",
        "本条例自2025年6月1日起施行。《示范温泉法》同时废止。",
        rank="地方性法规",
        made="2025-05-01",
    )
    assert not alarmed(of_citations(b, Known.of([CODE, b], today=TODAY)), "C13")


@pytest.mark.parametrize(
    ("words", "alarm", "note"),
    [
        ("会议责成省人民政府根据本决议精神，制定{}，并公布施行。", False, "a task of that day"),
        ("省人民政府制定的{}继续施行。", True, "a law that was made is relied on"),
    ],
)
def test_a_law_that_was_still_to_be_made_is_not_relied_on(words, alarm, note):
    b = citing("《示范温泉法》", "2025-06-01", words)
    assert bool(alarmed(of_citations(b, Known.of([CODE], today=TODAY)), "C13")) is alarm, note


def test_a_new_text_of_the_same_title_is_no_repealed_one():
    again = law("示范温泉法", "开采温泉的，应当经批准。", made="2025-03-01")
    known = Known.of([CODE, again], today=TODAY)
    assert not alarmed(of_citations(citing("《示范温泉法》", "2025-06-01"), known), "C13")


def test_the_repeal_of_another_province_ends_nothing_here():
    ended = Repealed("示范温泉办法", "2024-01-01", "山东省温泉条例", "第三条", "同时废止", "山东省")
    known = Known((), [ended], TODAY)
    assert not alarmed(of_citations(citing("《示范温泉办法》", "2025-06-01"), known), "C13")


# C14

OLD = law(
    "示范水法",
    "为了保护水源，制定本法。",
    "在水源地内禁止放养家禽、倾倒粪便、清洗装贮过油类的容器。",
    "本法自2010年1月1日起施行。",
    made="2009-10-01",
)
NEW = law(
    "示范水法",
    "为了保护水源，制定本法。",
    "县级以上人民政府应当建立水源地名录，向社会公布并及时调整。",
    "在水源地内禁止放养家禽、倾倒粪便、清洗装贮过油类的容器。",
    "本法自2023年1月1日起施行。",
    made="2022-10-01",
)


def test_a_cited_article_that_moved_is_found_in_its_new_place():
    known = Known.of([OLD, NEW], today=TODAY)
    (finding,) = alarmed(of_citations(citing("《示范水法》第二条", "2015-01-01"), known), "C14")
    assert finding.level is Level.CONFLICT
    assert "第三条" in finding.explanation
    assert finding.a.article == "第三条"


def test_the_place_to_which_a_cited_article_moved_is_shown_with_the_rank_of_its_law():
    known = Known.of([OLD, NEW], today=TODAY)
    (finding,) = alarmed(of_citations(citing("《示范水法》第二条", "2015-01-01"), known), "C14")
    assert (finding.a.law, finding.a.rank, finding.a.version) == ("示范水法", "法律", "2022-10-01")


def test_a_number_that_still_says_the_same_is_no_case():
    known = Known.of([OLD, NEW], today=TODAY)
    assert not alarmed(of_citations(citing("《示范水法》第一条", "2015-01-01"), known), "C14")


def test_an_article_that_does_not_exist_is_an_alarm():
    known = Known.of([OLD, NEW], today=TODAY)
    (finding,) = alarmed(of_citations(citing("《示范水法》第九条", "2015-01-01"), known), "C14")
    assert finding.level is Level.CONFLICT
    (late,) = alarmed(
        of_citations(citing("《示范水法》第九条", "2005-01-01"), Known.of([NEW], today=TODAY)), "C14"
    )
    assert late.level is Level.SUSPECTED  # the text of its time is not at hand


@pytest.mark.parametrize(
    ("cited", "named"),
    [
        ("第九条、第十条", "第九条、第十条在"),  # each is named
        ("第七条至第十二条", "第七条、第八条、第九条等6条在"),  # of many the first ones and how many
        ("第二条、第九条", "第九条在"),  # the one that is there is not named
    ],
)
def test_all_numbers_that_an_article_cites_in_vain_are_one_alarm(cited, named):
    known = Known.of([OLD], today=TODAY)
    (finding,) = alarmed(of_citations(citing(f"《示范水法》{cited}", "2015-01-01"), known), "C14")
    assert f"《示范水法》{named}" in finding.explanation


def test_a_law_kept_as_one_file_to_each_part_has_the_articles_of_all_of_them():
    first = law("示范水法", "为了保护水源，制定本法。", made="2009-10-01")
    second = replace(first, articles=(replace(first.articles[0], number="第二百条"),))
    known = Known.of([first, second], today=TODAY)
    for number in ("第一条", "第二百条"):
        assert not alarmed(of_citations(citing(f"《示范水法》{number}", "2015-01-01"), known), "C14")
    assert alarmed(of_citations(citing("《示范水法》第三百条", "2015-01-01"), known), "C14")


def test_another_text_under_the_title_of_a_law_is_no_edition_of_it():
    ends = "本法自公布之日起施行。"
    water = [f"水库蓄水第{n}类工程由水行政主管部门依照防洪规划调度。" for n in range(12)] + [ends]
    sheep = [f"羊只免疫第{n}批次由饲养农户携带耳标前往兽医站登记。" for n in range(10)] + [ends]
    new = law("示范水法", *water, made="2020-01-01")
    citing_now = citing("《示范水法》第十二条", "2015-01-01")
    same = Known.of([law("示范水法", *water[:10], ends, made="2009-01-01"), new], today=TODAY)
    (sure,) = alarmed(of_citations(citing_now, same), "C14")
    assert sure.level is Level.CONFLICT
    wrong = Known.of([law("示范水法", *sheep, made="2009-01-01"), new], today=TODAY)
    (doubtful,) = alarmed(of_citations(citing_now, wrong), "C14")
    assert doubtful.level is Level.SUSPECTED
    assert any("另一部法的文本" in one for one in doubtful.not_compared)


def test_a_law_that_is_not_at_hand_is_no_case():
    assert not of_citations(citing("《示范水法》第二条", "2015-01-01"), Known((), today=TODAY))


# C16


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("《示范水源涵养林管里条例》", True),  # a slip of the pen
        ("《中华人民共和国示范水源涵养林管理条例》", False),  # full and short title
        ("《示范〈水法〉实施办法》", False),  # other marks, and nothing near
        ("《完全不同的规定》", False),
    ],
)
def test_a_title_that_nothing_bears_and_one_comes_near(title, found):
    held = law("示范水源涵养林管理条例", "涵养林应当登记。", rank="行政法规")
    known = Known.of([held], today=TODAY)
    assert bool(alarmed(of_citations(citing(title, "2023-01-01"), known), "C16")) is found


def test_a_law_of_another_place_is_never_near():
    held = law("山东省示范水源涵养林管理条例", "涵养林应当登记。", rank="地方性法规", territory="山东省")
    known = Known.of([held], today=TODAY)
    assert not alarmed(of_citations(citing("《浙江省示范水源涵养林管理条例》", "2023-01-01"), known), "C16")


# C15


def names(words, made="2012-01-01"):
    b = law("浙江省温泉条例", words, rank="地方性法规", made=made)
    return alarmed(of_law(b, {}), "C15")


def test_an_old_name_is_told_with_its_successor():
    (finding,) = names("温泉的水质由环境保护行政主管部门监测。")
    assert finding.level is Level.NOTICE
    assert "生态环境" in finding.explanation
    assert "国发〔2018〕17号" in finding.authority


def test_a_split_is_never_chosen_silently():
    (finding,) = names("温泉用药由食品药品监督管理部门监督检查。")
    assert "待确认" in finding.explanation
    assert "市场监督管理" in finding.explanation
    assert "药品监督管理" in finding.explanation


def test_a_name_that_was_gone_when_the_text_was_made_is_said_to_be():
    (finding,) = names("温泉的水质由环境保护行政主管部门监测。", "2022-01-01")
    assert "已经没有这一名称" in finding.explanation


def test_an_old_name_is_told_once_with_its_count():
    (finding,) = names("温泉由环境保护行政主管部门监测，环境保护行政主管部门应当公布结果。")
    assert "2次" in finding.explanation


@pytest.mark.parametrize(
    "words",
    [
        "温泉的水质由生态环境主管部门监测。",  # today's name
        "温泉的水质由主管部门监测。",  # a general one
        "原环境保护行政主管部门已经发放的许可证继续有效。",  # called former
        "温泉的监测依照《环境保护行政主管部门示范规定》执行。",  # in a title
        "市环境卫生主管部门负责清扫。",  # another field
    ],
)
def test_names_that_are_no_old_ones(words):
    assert not names(words)
