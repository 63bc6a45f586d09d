"""Title, dates, version, rank, issuer, number, territory and status from the words of a text."""

from datetime import date

import pytest
from lezr_extract.records import Document, Law
from lezr_extract.structure import build_law
from lezr_extract.vocabulary.territories import province_of, territories, territory_of

BODY = "\n第一条 甲应当登记。\n第二条 本规定自2020年5月1日起施行。\n"


def law_of(
    head: str, body: str = BODY, file: str = "法规.txt", today: date | None = None, **facts: str
) -> Law:
    law, _ = build_law(Document(file=file, format="text", sha256="0", text=head + body, facts=facts), today)
    assert law is not None
    return law


@pytest.mark.parametrize(
    ("head", "title", "note"),
    [
        ("示范港口条例", "示范港口条例", "the first line"),
        ("《示范港口条例》", "示范港口条例", "in title marks"),
        ("示范市人民代表大会常务委员会\n关于示范港口的决定", "示范市人民代表大会常务委员会关于示范港口的决定", "two lines"),
        ("示 范 港 口 规 定", "示范港口规定", "letters spaced out"),
        ("示范港口规则（1991）", "示范港口规则", "a year in brackets"),
        ("示范法修正案（2018年）", "示范法修正案（2018年）", "the year names the amendment"),
        ("示发〔2019〕3号示范港口意见", "示范港口意见", "a file number before it"),
        ("中华人民共和国示范部令\n第3号\n现公布《示范港口规定》，自2020年5月1日起施行。\n部长 张三\n2020年3月2日\n示范港口规定",
         "示范港口规定", "behind an order"),
        ("示范部关于印发《示范港口办法》的通知\n示发〔2019〕3号\n各单位：\n现印发给你们。\n示范部\n2019年3月2日\n示范港口办法",
         "示范港口办法", "behind a notice"),
        ("首页>文章>正文\n示范港口办法", "示范港口办法", "behind the navigation of a web page"),
    ],
)  # fmt: skip
def test_the_title_is_the_name_of_the_text_that_holds_the_articles(head, title, note):
    assert law_of(head).title == title, note


def test_a_text_without_a_title_takes_it_from_the_container_then_from_the_file_name():
    assert law_of("", file="库.db#12", title="示范渡口条例").title == "示范渡口条例"
    assert law_of("", file="甲/示范渡口条例(2018-12-29).md").title == "示范渡口条例"
    assert law_of("", file="示范渡口条例_2025-10-28_现行有效.txt").title == "示范渡口条例"


@pytest.mark.parametrize(
    ("head", "file", "version", "note"),
    [
        ("（2011年3月1日示范省人民代表大会常务委员会第四次会议通过）", "a.md", "2011-03-01", "adoption"),
        ("1987年4月1日 国务院发布", "a.md", "1987-04-01", "publication"),
        ("2008年6月4日 国务院第11次常务会议通过\n2008年6月8日 国务院令第526号公布", "a.md", "2008-06-08", "publication wins"),
        ("2002年6月29日 示范大会通过\n2012年2月29日 《关于修改〈示范法〉的决定》修正", "a.md", "2012-02-29", "last amendment"),
        ("二○○一年十一月三十日示范部发布", "a.md", "2001-11-30", "Chinese numerals"),
        ("２０１８年１１月２５日 示范部令第１４９号公布", "a.md", "2018-11-25", "full-width digits"),
        ("1992年10月14日 国务院令第106号发布", "a(2018-09-18).md", "2018-09-18", "an amendment that the header does not tell"),
        ("2016年10月27日 示范市人民代表大会常务委员会通过", "a(2016-11-28).md", "2016-10-27", "weeks apart: the day of publication"),
        ("", "示范法_20210820.docx", "2021-08-20", "the file name alone"),
        ("", "示范法.docx", "", "nothing known"),
    ],
)  # fmt: skip
def test_a_version_is_named_by_its_last_amendment_else_publication_else_adoption(head, file, version, note):
    assert law_of(f"示范法\n{head}", file=file).version == version, note


def test_dates_come_with_the_words_that_they_rest_on():
    law = law_of(
        "示范办法\n（2008年6月4日示范部第3次部务会议通过 2008年6月8日示范部令第5号公布 自2008年7月1日起施行）",
        "\n第一条 甲。\n第二条 本办法自2008年7月1日起施行，有效期五年。\n",
    )
    assert law.adopted is not None
    assert law.published is not None
    assert law.effective is not None
    assert law.ended is not None
    assert (law.adopted.value, law.published.value, law.effective.value, law.ended.value) == (
        "2008-06-04", "2008-06-08", "2008-07-01", "2013-07-01",
    )  # fmt: skip
    for evidence in (law.adopted, law.published, law.effective, law.ended):
        assert evidence.span is not None
        assert evidence.span.of(law.text) == evidence.words


def test_commencement_on_the_day_of_publication_is_that_day():
    law = law_of(
        "示范办法\n2008年6月8日示范部令第5号公布", "\n第一条 甲。\n第二条 本办法自公布之日起施行。\n"
    )
    assert law.effective is not None
    assert law.effective.value == "2008-06-08"
    assert law.effective.words == "自公布之日起施行"


@pytest.mark.parametrize(
    ("title", "head", "rank", "issuer", "note"),
    [
        ("中华人民共和国示范法", "2002年6月29日第九届全国人民代表大会常务委员会第二十八次会议通过", "法律", "全国人民代表大会常务委员会", ""),
        ("示范港口条例", "2004年5月1日 中华人民共和国国务院令第400号公布", "行政法规", "国务院", ""),
        ("示范卫星办法", "1990年4月9日 国务院批准\n1990年5月28日 示范部令第1号发布", "行政法规", "", "approved before 2000-07-01"),
        ("示范印章规则", "（1951年8月15日公安部发布 根据2024年12月6日《国务院关于修改和废止部分行政法规的决定》修订）", "行政法规", "公安部", "amended among 行政法规, whatever it is called"),
        ("示范印章规则", "（2001年8月15日公安部令第3号发布 根据2024年12月6日《公安部关于修改部分规章的决定》修订）", "部门规章", "公安部", "amended among 规章"),
        ("示范卫星办法", "2003年4月9日 国务院批准\n2003年5月28日 示范部发布", "部门规章", "", "approved after 立法法"),
        ("国务院对示范审批项目设定许可的决定", "2004年6月29日 国务院令第412号公布", "国务院决定", "国务院", "行政许可法 art. 14"),
        ("国务院关于示范工作的决定", "国发〔2008〕17号", "国务院决定", "国务院", ""),
        ("国务院关于示范工作的意见", "国发〔2008〕18号", "规范性文件", "国务院", ""),
        ("浙江省示范条例", "2020年7月31日浙江省第十三届人民代表大会常务委员会第二十二次会议通过", "地方性法规", "浙江省人民代表大会常务委员会", ""),
        ("杭州市示范条例", "2015年8月27日 市十二届人大常委会第三十次会议通过", "地方性法规", "杭州市人民代表大会常务委员会", "short for the city"),
        ("深圳经济特区示范条例", "2020年10月29日深圳市第六届人民代表大会常务委员会第四十五次会议通过", "经济特区法规", "深圳市人民代表大会常务委员会", ""),
        ("示范土家族自治县条例", "2009年3月1日示范土家族自治县第十四届人民代表大会第三次会议通过", "自治条例和单行条例", "示范土家族自治县人民代表大会", ""),
        ("示范渡口办法", "2018年4月2日交通运输部令2018年第7号公布", "部门规章", "交通运输部", ""),
        ("示范渡口办法", "2018年4月2日交通运输部第3次部务会议审议通过", "部门规章", "交通运输部", "立法法 art. 95"),
        ("示范渡口办法", "2018年4月2日建设部 财政部令第165号公布", "部门规章", "建设部、财政部", "two ministries"),
        ("示范渡口办法", "示范省人民政府令\n第88号", "地方政府规章", "示范省人民政府", "over two lines"),
        ("示范渡口办法", "杭州市人民政府第56次常务会议审议通过", "地方政府规章", "杭州市人民政府", "立法法 art. 95"),
        ("示范渡口办法", "财政部关于印发《示范渡口办法》的通知\n财示〔2018〕19号", "规范性文件", "财政部", "印发 makes no 规章"),
        ("关于示范案件的规定", "2019年11月12日 最高人民法院审判委员会第1781次会议通过", "司法解释", "最高人民法院", ""),
        ("中国共产党示范工作条例", "", "党内法规", "", "the title shows it"),
        ("上海港口条例", "", "地方性法规", "", "规章 may not be called 条例"),
        ("示范港口条例", "", "行政法规", "国务院", "规章 may not be called 条例"),
        ("示范港口办法", "", "未知", "", "办法 stands in four ranks"),
    ],
)  # fmt: skip
def test_the_rank_follows_from_maker_and_form(title, head, rank, issuer, note):
    law = law_of(f"{title}\n{head}", file="法规/行政法规/a.md")
    assert (law.rank.value, law.issuer if issuer else "") == (rank, issuer), note
    if law.rank.span is not None:
        assert law.rank.span.of(law.text) == law.rank.words


def test_the_container_is_believed_only_where_the_text_is_silent_and_is_named_as_such():
    silent = law_of("示范港口办法", rank="部门规章")
    assert (silent.rank.value, silent.rank.words, silent.rank.span) == (
        "部门规章",
        "来源标注：部门规章",
        None,
    )
    spoken = law_of("示范港口办法\n2018年4月2日杭州市人民政府令第9号公布", rank="部门规章")
    assert spoken.rank.value == "地方政府规章"


@pytest.mark.parametrize(
    ("head", "number"),
    [
        ("2004年5月1日 中华人民共和国国务院令第400号公布", "国务院令第400号"),
        ("中华人民共和国国务院令\n（第 499 号）", "国务院令第499号"),
        (
            "2010年1月1日中华人民共和国农业部 中华人民共和国财政部令2010年第2号公布",
            "农业部、财政部令2010年第2号",
        ),
        ("国办发〔2018〕126号", "国办发〔2018〕126号"),
        ("浙江省人民代表大会常务委员会公告第54号", "浙江省人民代表大会常务委员会公告第54号"),
    ],
)
def test_the_number_of_the_document_is_read_from_the_header(head, number):
    assert law_of(f"示范港口规定\n{head}").document_number == number


@pytest.mark.parametrize(
    ("title", "issuer", "rank", "territory", "note"),
    [
        ("中华人民共和国示范法", "", "法律", "全国", ""),
        ("示范办法", "交通运输部", "部门规章", "全国", ""),
        ("浙江省示范条例", "", "地方性法规", "浙江省", ""),
        ("杭州市示范条例", "", "地方性法规", "杭州市", ""),
        ("上海港口条例", "", "地方性法规", "上海市", "the short form"),
        ("中国（上海）示范区条例", "", "地方性法规", "上海市", ""),
        ("深圳经济特区示范条例", "", "经济特区法规", "深圳市", "the zone"),
        ("吉林市示范条例", "", "地方性法规", "吉林市", "the city, not the province of the same name"),
        ("示范规定", "青溪县人民政府", "规范性文件", "青溪县", "a county that no table holds"),
        ("示范规定", "", "未知", "", ""),
    ],
)
def test_the_territory_is_the_nation_or_the_first_place_of_title_or_issuer(
    title, issuer, rank, territory, note
):
    assert territory_of(title, issuer, rank) == territory, note


def test_every_city_lies_in_a_province_and_a_province_in_itself():
    table = territories()
    assert {
        "杭州市": "浙江省",
        "浙江省": "浙江省",
        "延边朝鲜族自治州": "吉林省",
    }.items() <= table.province_of.items()
    assert len(set(table.province_of.values())) == 34
    assert province_of("全国") == ""


@pytest.mark.parametrize(
    ("end", "facts", "status", "note"),
    [
        ("自2020年5月1日起施行", {}, "状态不明", "no evidence"),
        ("自2020年5月1日起施行", {"status": "现行有效"}, "现行有效", "claimed by the container"),
        ("自2020年5月1日起施行", {"status": "已废止"}, "已废止", ""),
        ("自2030年5月1日起施行", {"status": "现行有效"}, "尚未生效", "the text says more than the container"),
        ("自2010年5月1日起施行，有效期至2015年4月30日", {"status": "现行有效"}, "有效期届满", ""),
    ],
)
def test_the_status_follows_dates_first_then_the_claim_and_is_else_unknown(end, facts, status, note):
    law = law_of("示范办法", f"\n第一条 甲。\n第二条 本办法{end}。\n", today=date(2026, 11, 22), **facts)
    assert law.status.value == status, note
    assert bool(law.status.words) is (status != "状态不明")


@pytest.mark.parametrize(
    ("words", "ended", "note"),
    [
        ("本办法自2010年5月1日起施行，有效期五年。", "2015-05-01", "counted from the commencement"),
        ("本办法自2010年5月1日起试行，试行期2年。", "2012-05-01", "a trial"),
        ("本办法有效期至2015年4月30日。", "2015-04-30", "a day"),
        ("许可证有效期为三年。本办法自2010年5月1日起施行。", "", "the term of a licence"),
    ],
)
def test_a_term_ends_the_text_only_when_it_is_its_own(words, ended, note):
    law = law_of("示范办法\n2010年3月1日示范部令第2号公布", f"\n第一条 甲。\n第二条 {words}\n")
    assert (law.ended.value if law.ended is not None else "") == ended, note


@pytest.mark.parametrize(
    "words", ["自1992年1月1日零时起生效", "从一九九二年一月一日起实行", "于1992年1月1日正式施行"]
)
def test_the_wordings_of_a_commencement(words):
    law = law_of("示范规则", f"\n第一条 甲。\n第二条 本规则{words}，原规则同时废止。\n")
    assert law.effective is not None
    assert (law.effective.value, law.effective.words) == ("1992-01-01", words)
