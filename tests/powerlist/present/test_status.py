"""What becomes of a basis: each status with its evidence, on small laws of our own."""

from dataclasses import replace

import pytest
from lezr_extract.powerlist.present.editions import EndedBy, HeldLaw, Library, held
from lezr_extract.powerlist.present.status import check_bases
from lezr_extract.records import BasisStatus, CitedBasis, Document
from lezr_extract.structure import build_law
from lezr_extract.structure.resolve import title_key

OLD = """示范水渠条例
（2010年3月2日示范省人民代表大会常务委员会通过）
第一条　取水应当向县级人民政府水利部门申请取水许可证。
第二条　填埋水渠的，由县级人民政府水利部门责令改正，处一千元以上五千元以下罚款；情节严重的，吊销取水许可证。
第三条　水利部门应当每年检查水渠两次。
检查不得收取费用。
第四条　在水渠两侧放牧的，由水利部门给予警告。
第五条　本条例自2010年5月1日起施行。
"""
NEW = """示范水渠条例
（2010年3月2日示范省人民代表大会常务委员会通过，2022年9月1日修正）
第一条　为了保护水渠，制定本条例。
第二条　取水应当向县级人民政府水利部门申请取水许可证。
第三条　填埋水渠的，由县级人民政府水利部门责令改正，处二千元以上二万元以下罚款；情节严重的，吊销取水许可证。
第四条　水利部门应当每年检查水渠两次。
检查不得收取费用。
第五条　本条例自2010年5月1日起施行。
"""
CODE = """示范水法典
（2025年6月1日通过）
第一条　水渠归集体所有。
第二条　放牧妨碍水渠的，由水利部门给予警告；情节严重的，责令赔偿损失。
第三条　本法典自2026年1月1日起施行，《示范水渠条例》、《示范堤防条例》同时废止。
"""


def law(text, version, **more):
    made, _ = build_law(Document("示例.txt", "text", "0" * 64, text, text))
    return replace(held(made), version=version, territory="全国", **more)


def library(*laws: HeldLaw, ended=None, absent=None, day="2026-06-01"):
    return Library(
        laws,
        ended=ended or {},
        ended_absent={title_key(title): by for title, by in (absent or {}).items()},
        titles=[one.title for one in laws],
        key=title_key,
        day=day,
    )


TWO = library(law(OLD, "2010-03-02"), law(NEW, "2022-09-01"))
BY = EndedBy("示范水法典", "第三条", "2026-01-01", "《示范水渠条例》、《示范堤防条例》同时废止。")


def basis(article, quotation="", *, title="示范水渠条例", edition="", paragraphs=(), words=None):
    return CitedBasis("法规", title, edition, article, paragraphs, (), words or article or "", quotation, 3)


def checked(one, among=TWO):
    return check_bases([one], among)[0]


STATUSES = [
    (basis("第二条", "取水应当向县级人民政府水利部门申请取水许可证。"), BasisStatus.CURRENT, "", "the words of the present edition"),
    (basis("第四条", "检查不得收取费用。"), BasisStatus.CURRENT, "", "one 款 of it"),
    (basis("第二条"), BasisStatus.CURRENT, "no_quotation", "no words to compare"),
    (basis(None), BasisStatus.CURRENT, "no_article", "a whole law"),
    (
        basis("第一条", "取水应当向县级人民政府水利部门申请取水许可证。"),
        BasisStatus.MOVED,
        "renumbered",
        "the words stand under the next number since the amendment",
    ),
    (
        basis("第五条", "水利部门应当每年检查水渠两次。检查不得收取费用。"),
        BasisStatus.MOVED,
        "other_article",
        "no edition ever had them under that number",
    ),
    (
        basis("第四条", "检查不得收取费用。", paragraphs=(1,), words="第四条第一款"),
        BasisStatus.MOVED,
        "paragraph",
        "the second 款 quoted as the first",
    ),
    (
        basis(
            "第二条",
            "填埋水渠的，由县级人民政府水利部门责令改正，处一千元以上五千元以下罚款；情节严重的，吊销取水许可证。",
        ),
        BasisStatus.AMENDED,
        "renumbered",
        "the older edition's words",
    ),
    (
        basis("第四条", "在水渠两侧放牧的，由水利部门给予警告。"),
        BasisStatus.AMENDED,
        "deleted",
        "an article that the amendment took out",
    ),
    (
        basis("第三条", "填埋水渠的，由县级人民政府水利部门责令改正，处二千元以上三万元以下罚款；情节严重的，吊销取水许可证。"),
        BasisStatus.MISQUOTED,
        "typing",
        "one character wrong",
    ),
    (
        basis("第三条", "填埋水渠的，由水利部门处二千元以上二万元以下罚款；情节严重的，吊销取水许可证。"),
        BasisStatus.MISQUOTED,
        "cut",
        "words left out without a mark",
    ),
    (
        basis(
            "第三条",
            "填埋水渠的，由县级人民政府水利部门责令改正，可以处三千元以下罚款；情节特别严重的，吊销取水许可证。",
            edition="2010年3月2日通过，2016年7月1日修正",
        ),
        BasisStatus.MISQUOTED,
        "edition",
        "an edition that is not held",
    ),
    (
        basis("第二条", "学校应当每年组织学生体检一次，费用由财政承担。"),
        BasisStatus.MISQUOTED,
        "other_text",
        "another text altogether",
    ),
    (basis("第九条"), BasisStatus.NOT_FOUND, "article_absent", "no such number"),
    (basis("第九条", "学校应当每年组织学生体检一次，费用由财政承担。"), BasisStatus.NOT_FOUND, "article_absent", "nor such words"),
    (basis("第一条", title="示范渡口条例"), BasisStatus.NOT_FOUND, "law_absent", "no such law"),
]  # fmt: skip


@pytest.mark.parametrize(("one", "status", "reason", "_note"), STATUSES, ids=[row[3] for row in STATUSES])
def test_every_basis_gets_the_status_that_can_be_shown(one, status, reason, _note):
    result = checked(one)
    assert (result.status, result.reason) == (status, reason), result.evidence
    assert result.evidence


def test_an_amended_basis_shows_both_editions_the_difference_and_the_article_of_today():
    result = checked(STATUSES[7][0])
    assert "所引文字与2010-03-02版第二条相同" in result.evidence
    assert [(one.quoted, one.law) for one in result.differences] == [("一", "二"), ("五千", "二万")]
    assert result.successor.article == "第三条"
    assert "更新条号和原文" in result.proposal
    assert result.older
    assert result.text


def test_a_moved_basis_says_what_stands_under_the_cited_number_now():
    result = checked(STATUSES[4][0])
    assert "现第一条是“为了保护水渠" in result.evidence
    assert result.proposal == "条号改为第二条"


def test_a_repealed_basis_shows_the_clause_that_ended_it_and_the_article_most_like_it():
    old, code = law(OLD, "2010-03-02"), law(CODE, "2025-06-01")
    result = checked(
        basis("第四条", "在水渠两侧放牧的，由水利部门给予警告。"), library(old, code, ended={old.id: BY})
    )
    assert result.status is BasisStatus.REPEALED
    assert result.evidence.startswith("《示范水法典》第三条（2026-01-01起施行）：“《示范水渠条例》")
    assert result.successor.article == "第二条"
    assert "《示范水法典》第二条" in result.proposal


def test_a_law_that_is_not_held_is_repealed_too_where_a_clause_says_so():
    among = library(law(CODE, "2025-06-01"), absent={"示范堤防条例": BY})
    result = checked(basis("第一条", title="示范堤防条例"), among)
    assert (result.status, result.reason) == (BasisStatus.REPEALED, "law_absent")


def test_what_a_source_claims_of_a_law_is_told_and_decides_nothing():
    among = library(law(NEW, "2022-09-01", status="已废止", status_words="来源标注：已废止"))
    result = checked(basis("第二条", "取水应当向县级人民政府水利部门申请取水许可证。"), among)
    assert result.status is BasisStatus.CURRENT
    assert "来源标注：已废止，但没有见到废止它的条文" in result.evidence


def test_an_edition_that_is_not_yet_in_force_does_not_count():
    later = law(NEW, "2022-09-01", effective="2027-01-01")
    result = checked(
        basis("第一条", "取水应当向县级人民政府水利部门申请取水许可证。"),
        library(law(OLD, "2010-03-02"), later),
    )
    assert (result.status, result.version) == (BasisStatus.CURRENT, "2010-03-02")


def test_articles_that_share_a_quotation_are_each_current_when_all_pieces_stand():
    shared = "取水应当向县级人民政府水利部门申请取水许可证。检查不得收取费用。"
    both = [basis(number, shared, words="第二条、第四条") for number in ("第二条", "第四条")]
    assert [one.status for one in check_bases(both, TWO)] == [BasisStatus.CURRENT] * 2


def test_a_title_slightly_off_is_answered_with_the_near_one():
    result = checked(basis("第一条", title="示范水渠管理条例"))
    assert result.status is BasisStatus.NOT_FOUND
    assert "《示范水渠条例》" in result.proposal


def test_the_name_of_an_old_organ_betrays_an_older_edition():
    text = "示范集市条例\n第一条　占道经营的，由市场监督管理部门责令改正，处五百元以下罚款，并公告。\n"
    one = basis(
        "第一条",
        "占道经营的，由工商行政管理部门责令改正，处五百元以下罚款，并公告。",
        title="示范集市条例",
    )
    result = checked(one, library(law(text, "2020-01-01")))
    assert (result.status, result.reason) == (BasisStatus.MISQUOTED, "edition")
    assert "工商行政管理" in result.evidence
