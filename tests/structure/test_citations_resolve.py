"""Citations of other laws: found by title, version and place, or the reason why not."""

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lezr_extract.records import Citation, Reach, Resolution, Span
from lezr_extract.structure import LawIndex, LawOutline, resolve
from lezr_extract.structure.outline import check, pack, unpack
from lezr_extract.structure.resolve import title_key
from lezr_extract.text.numerals import to_chinese


def law(title, version="", articles="1:0 2:2,0 3:0", territory="全国", id_=""):
    return LawOutline(
        id=id_ or title + version,
        title=title,
        short_title=title.removeprefix("中华人民共和国"),
        version=version,
        effective="",
        territory=territory,
        rank="法律",
        status="现行有效",
        articles=articles,
    )


def cited(title, article="第二条", paragraph=None, item=None):
    return Citation(Span(0, 1), title, article, paragraph, item, Reach.OTHER_LAW, full_title=title)


def resolved(citation, *laws, citing=None):
    return resolve([citation], citing or law("甲市乙办法", "2020-01-01"), LawIndex(laws))[0]


@pytest.mark.parametrize(
    ("as_written", "title", "note"),
    [
        ("水法", "中华人民共和国水法", "without 中华人民共和国"),
        ("中华人民共和国水法", "水法", "the file without it"),
        ("甲省实施〈水法〉办法", "甲省实施《中华人民共和国水法》办法", "brackets inside"),
        ("甲省实施＜水法＞办法", "甲省实施〈中华人民共和国水法〉办法", "full-width brackets"),
        ("乙办法", "乙办法（试行）", "a remark in the file"),
        ("乙办法（2018修正）", "乙办法", "a remark in the citation"),
        ("乙办法(试行)", "乙办法（试行）", "half-width brackets"),
        ("乙 办法", "乙办法", "a stray space"),
        ("关于乙的决定", "全国人民代表大会常务委员会关于乙的决定", "the issuer left out"),
        ("甲市人民代表大会常务委员会关于乙的决定", "关于乙的决定", "the issuer left out in the file"),
    ],
)
def test_a_title_is_found_however_it_is_written(as_written, title, note):
    assert resolved(cited(as_written), law(title)).resolution is Resolution.RESOLVED, note


@pytest.mark.parametrize(
    ("citation", "resolution", "words"),
    [
        (cited("水法"), Resolution.RESOLVED, ""),
        (cited("水法", "第二条", 1, "二"), Resolution.RESOLVED, ""),
        (cited("水法", None), Resolution.NAME_ONLY, ""),
        (cited("火法"), Resolution.LAW_ABSENT, "库中没有这部法规"),
        (cited("水法", "第四条"), Resolution.ARTICLE_ABSENT, "《水法》共3条，没有第四条"),
        (cited("水法", "第二条", 3), Resolution.PARAGRAPH_ABSENT, "《水法》第二条有2款，没有所引的款项"),
        (cited("水法", "第二条", 1, "三"), Resolution.ITEM_ABSENT, "《水法》第二条有2款，没有所引的款项"),
        (cited("水法", "第二条", 2, "一"), Resolution.ITEM_ABSENT, "《水法》第二条有2款，没有所引的款项"),
        (cited("水法", "第三条", 1), Resolution.RESOLVED, ""),
    ],
)
def test_each_citation_gets_its_result_and_its_reason(citation, resolution, words):
    found = resolved(citation, law("中华人民共和国水法"))
    assert (found.resolution, found.evidence) == (resolution, words)
    assert (found.target_law is None) is (resolution is Resolution.LAW_ABSENT)


OLD = law("水法", "2002-08-29", "1:0 2:0")
MIDDLE = law("水法", "2016-07-02", "1:0 2:0 3:0")
NEW = law("水法", "2024-05-01", "1:0")


@pytest.mark.parametrize(
    ("date", "taken", "words"),
    [
        ("2010-01-01", OLD, "取2002-08-29版（不晚于引用文本2010-01-01）"),
        ("2016-07-02", MIDDLE, "取2016-07-02版（不晚于引用文本2016-07-02）"),
        ("1999-01-01", OLD, "取2002-08-29版（最早的一版）"),
        ("", NEW, "取2024-05-01版（最新的一版）"),
    ],
)
def test_of_several_versions_the_one_that_the_citing_text_could_know_is_taken(date, taken, words):
    found = resolved(cited("水法", "第一条"), NEW, OLD, MIDDLE, citing=law("甲办法", date))
    assert found.target_law == taken.id
    assert found.evidence == f"库中有3个版本，{words}"


def test_a_dead_article_number_names_the_versions_that_have_it():
    found = resolved(cited("水法", "第三条"), OLD, MIDDLE, citing=law("甲办法", "2010-01-01"))
    assert found.resolution is Resolution.ARTICLE_ABSENT
    assert found.evidence.endswith("《水法》（2002-08-29）共2条，没有第三条；2016-07-02版有")


def test_without_a_date_the_version_that_has_the_provision_is_taken():
    found = resolved(cited("水法", "第三条"), NEW, OLD, MIDDLE, citing=law("甲办法", ""))
    assert (found.resolution, found.target_law) == (Resolution.RESOLVED, MIDDLE.id)
    assert "引用文本无日期" in found.evidence


def test_of_two_copies_of_one_version_the_one_that_has_the_article_counts():
    short = law("民法典", "2020-05-28", "1:0", id_="short")
    long = law("民法典", "2020-05-28", "2:0 3:0", id_="long")
    index = LawIndex([short, long])
    found = resolve(
        [cited("民法典", "第一条"), cited("民法典", "第三条")], law("甲办法", "2021-01-01"), index
    )
    assert [c.target_law for c in found] == ["short", "long"]


def test_the_law_of_the_same_place_is_taken_before_the_nation_and_other_places():
    here = law("绿化条例", territory="甲市", id_="here")
    there = law("绿化条例", territory="乙市", id_="there")
    nation = law("绿化条例", id_="nation")
    citing = law("甲市办法", territory="甲市")
    assert resolved(cited("绿化条例"), there, nation, here, citing=citing).target_law == "here"
    citing = law("丙市办法", territory="丙市")
    assert resolved(cited("绿化条例"), there, nation, here, citing=citing).target_law == "nation"


def test_two_places_and_neither_of_them_ours_is_ambiguous():
    laws = law("绿化条例", territory="甲市"), law("绿化条例", territory="乙市")
    found = resolved(cited("绿化条例"), *laws, citing=law("丙市办法", territory="丙市"))
    assert (found.resolution, found.evidence) == (Resolution.AMBIGUOUS, "同名法规见于乙市、甲市")


def test_a_title_without_its_place_is_completed_with_ours():
    target = law("甲省实施〈中华人民共和国水法〉办法", territory="甲省")
    citing = law("甲省乙条例", territory="甲省")
    assert resolved(cited("实施〈水法〉办法"), target, citing=citing).resolution is Resolution.RESOLVED


def test_citations_inside_the_law_are_left_as_they_are():
    own = Citation(Span(0, 1), "本法", "第九条", None, None, Reach.SAME_LAW, Resolution.ARTICLE_ABSENT)
    assert resolve([own], law("甲法"), LawIndex([])) == (own,)


def test_an_outline_and_an_index_can_be_sent_to_a_worker():
    index = pickle.loads(pickle.dumps(LawIndex([law("水法")])))
    assert [one.title for one in index.find("中华人民共和国水法")] == ["水法"]


def test_a_law_numbered_without_di_and_tiao_is_cited_with_them_too():
    shape = {"一": ((), ("一",)), "二": ((),)}
    assert check(shape, "第一条", 2, "一") is Resolution.RESOLVED
    assert check(shape, "第三条", None, None) is Resolution.ARTICLE_ABSENT


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("中华人民共和国水法", "水 法"),
        ("甲办法(试行)", "甲办法"),
        ("实施〈水法〉办法", "实施《中华人民共和国水法》办法"),
    ],
)
def test_two_spellings_of_a_title_share_their_key(one, other):
    assert title_key(one) == title_key(other)


NUMBERS = st.one_of(
    st.integers(1, 9999).map(lambda n: f"第{to_chinese(n)}条"),
    st.tuples(st.integers(1, 999), st.integers(1, 99)).map(
        lambda n: f"第{to_chinese(n[0])}条之{to_chinese(n[1])}"
    ),
    st.sampled_from(["一", "十二", "第〇条", "第零条", "第一一条", "附一"]),
)
ITEMS = st.one_of(
    st.integers(0, 30).map(lambda n: tuple(to_chinese(i) for i in range(1, n + 1))),
    st.lists(st.sampled_from(["一", "二", "四", "1", "a"]), max_size=4).map(tuple),
)


@given(st.dictionaries(NUMBERS, st.lists(ITEMS, max_size=4).map(tuple), max_size=8))
def test_packing_provisions_loses_nothing(shape):
    assert unpack(pack(shape)) == shape
    assert list(unpack(pack(shape))) == list(shape)
