"""Names of other powers: what is filed or reported, what is taken back, what an organ decides."""

import pytest
from lezr_extract.powerlist import draft
from lezr_extract.powerlist.naming.filings import event
from lezr_extract.records import PowerType
from tests.powerlist.building import found_of, law_of, power_of


def named(text, quote, act="", kinds=()):
    law = law_of(f"第一条 为了示例，制定本条例。\n第九条 {text}")
    (entry,) = draft(law, found_of(power_of(law, quote, PowerType.OTHER, act=act, kinds=kinds)))
    return entry.name


@pytest.mark.parametrize(
    ("text", "quote", "act", "wanted", "note"),
    [
        ("排水企业应当制定防汛预案，明确各岗位的职责，并报当地水务主管部门备案。", "报当地水务主管部门备案", "当地水务主管部门备案", "防汛预案备案", "what the clause before makes, not the organ"),
        ("堤防工程的养护定额，由行业协会拟定，并报市水务主管部门备案。", "报市水务主管部门备案", "市水务主管部门备案", "堤防工程的养护定额备案", "the thing at the head of the sentence"),
        ("供水企业应当将年度养护经费和实施方案报区水务主管部门备案。", "报区水务主管部门备案", "年度养护经费和", "年度养护经费和实施方案备案", "实施 inside a noun is no verb"),
        ("供水企业有下列情形之一的，应当向水务主管部门备案：\n（一）终止供水；\n（二）更换水源。", "向水务主管部门备案", "供水企业有下列情形之一", "供水企业终止供水等情况备案", "the first item of the list"),
        ("自行购置清淤船的企业，应当自购置之日起三十日内向水务主管部门备案。", "向水务主管部门备案", "自行购置清淤船的企业", "自行购置清淤船备案", "without who files"),
        ("对小型水闸实行备案管理。", "实行备案管理", "小型水闸实行备案", "小型水闸备案", "对X实行备案管理"),
        ("造成堤防损坏的，责任者应当及时报告水务主管部门。", "应当及时报告水务主管部门", "造成堤防损坏", "堤防损坏报告", "the event, not the condition"),
        ("汛期发生漫堤事故时，养护企业在采取抢护措施的同时，应当及时向水务主管部门报告。", "应当及时向水务主管部门报告", "养护企业在采取抢护措施的同", "汛期漫堤事故报告", "同时 is no condition"),
        ("可能影响堤防安全的，养护企业应当向水务主管部门报告。", "应当向水务主管部门报告", "可能影响堤防安全", "可能影响堤防安全的情况报告", "what may happen is a 情况"),
        ("巡查员和从事采砂活动的单位和个人发现堤防渗水或者管涌的，应当立即向水务主管部门报告。", "应当立即向水务主管部门报告", "巡查员和从事采砂活动的单位和个人发现堤防渗水或者管涌", "堤防渗水或者管涌报告", "without who finds it"),
        ("采砂企业应当向水务主管部门申报采砂设备的种类和数量。", "应当向水务主管部门申报采砂设备的种类和数量", "采砂企业", "采砂设备的种类和数量申报", "申报"),
    ],
)  # fmt: skip
def test_a_filing_is_named_by_what_is_filed(text, quote, act, wanted, note):
    assert named(text, quote, act) == wanted, note


@pytest.mark.parametrize(
    ("text", "quote", "act", "kinds", "wanted", "note"),
    [
        ("巡查员有下列情形之一的，由水务主管部门注销执业注册，收回巡查员执业证书：\n（一）死亡的；\n（二）考核不合格的。", "注销执业注册，收回巡查员执业证书", "巡查员", ("撤销许可",), "对巡查员执业证书的注销", "注销 by the verb, the document by 收回"),
        ("以欺骗手段取得采砂许可的，由水务主管部门予以撤销。", "予以撤销", "以欺骗手段取得采砂许可", ("撤销许可",), "对以欺骗手段取得采砂许可的撤销", "撤销 alone: how it was got"),
        ("供水企业以欺骗手段取得登记的，由登记机关撤销登记。", "撤销登记", "供水企业以欺骗手段取得登记", ("撤销许可",), "对供水企业以欺骗手段取得登记的撤销", "登记 is in the condition already"),
        ("供水公司终止的，应当依法向公司登记机关申请注销登记。", "应当依法向公司登记机关申请注销登记", "供水公司终止", ("注销登记",), "公司注销登记", "asked for by the party"),
        ("水务主管部门在河道管理中的不适当的决定，一经发现，必须依法撤销或者纠正。", "必须依法撤销或者纠正", "或者纠正", ("撤销",), "对不适当的决定的撤销", "what is wrong, where the verb has no object"),
    ],
)  # fmt: skip
def test_a_revocation_names_what_is_taken_back(text, quote, act, kinds, wanted, note):
    assert named(text, quote, act, kinds) == wanted, note


@pytest.mark.parametrize(
    ("text", "quote", "act", "kinds", "wanted", "note"),
    [
        ("水务审计机构依法对堤防工程的竣工项目进行审计。", "依法对堤防工程的竣工项目进行审计", "对堤防工程的竣工项目进行审计", (), "对堤防工程的竣工项目的审计", "对X进行V"),
        ("价格主管部门应当制定河道保洁服务收费标准。", "价格主管部门应当制定河道保洁服务收费标准", "河道保洁服务收费标准", ("政府定价",), "河道保洁服务收费标准的制定", "a price that is set"),
        ("堤防和涵闸养护责任不清或者有争议的，由市人民政府确定。", "由市人民政府确定", "堤防和涵闸养护责任不清或者有争议", (), "堤防和涵闸养护责任的确定", "whose duty it is"),
        ("无证设立采砂场的，由水务主管部门予以取缔。", "予以取缔", "无证设立采砂场", (), "对无证设立采砂场的取缔", "the verb of the clause"),
        ("在库区内擅自设立采砂场的，由市人民政府依法予以取缔。", "由市人民政府依法予以取缔", "在库区内擅自设立采砂场", ("取缔",), "对在库区内擅自设立采砂场的取缔", "a place before the conduct"),
        ("残次的采砂机具应当由水务主管部门监督销毁。", "应当由水务主管部门监督销毁", "销毁", (), "残次的采砂机具的销毁", "X由…监督V"),
        ("供水不足时，市人民政府可以采取限制用水措施。", "市人民政府可以采取限制用水措施", "供水不足时", (), "采取限制用水措施", "the measure itself"),
        ("排水户应当定期向水务主管部门报送监测数据。", "定期向水务主管部门报送监测数据", "监测数据", (), "监测数据报送", "what is handed in"),
        ("证据可能灭失的，水务主管部门可以先行登记保存。", "可以先行登记保存", "证据可能灭失", ("先行登记保存",), "对可能灭失或者以后难以取得的证据的先行登记保存", "the words of the law on penalties"),
        ("任何单位有权举报。接到举报的部门应当依法及时处理。", "应当依法及时处理", "接到举报的部门应当依法及时处理", (), "对河湖清洁方面投诉、举报的处理", "a complaint, known by its clause"),
        ("当事人对采砂损害赔偿有争议的，可以请求水务主管部门调解。", "请求水务主管部门调解", "调解", ("调解",), "对采砂损害赔偿争议的调解", "what is in dispute"),
    ],
)  # fmt: skip
def test_a_decision_is_named_by_its_verb(text, quote, act, kinds, wanted, note):
    assert named(text, quote, act, kinds) == wanted, note


@pytest.mark.parametrize(
    ("text", "quote", "act", "wanted", "note"),
    [
        ("水务主管部门应当责令有关单位采取防汛措施。", "责令有关单位采取防汛措施", "有关单位采取防汛措施", "责令有关单位采取防汛措施", "nobody is at fault"),
        ("水务主管部门进行监督检查时，可以采取下列措施：\n（一）查阅资料；\n（二）责令采砂船停止作业。", "责令采砂船停止作业", "采砂船停止作业", "责令采砂船停止作业", "the head of a list of measures is no conduct"),
        ("违反规定的，由水务主管部门责令限期改正。", "责令限期改正", "限期改正", "对违反《河湖清洁条例》行为的责令改正", "no conduct is named"),
        ("供水企业未公示水价的，由水务主管部门责令改正。", "责令改正", "供水企业未公示水价", "对供水企业未公示水价行为的责令改正", "a conduct is"),
    ],
)  # fmt: skip
def test_an_order_is_named_by_the_fault_or_by_what_is_ordered(text, quote, act, wanted, note):
    assert named(text, quote, act, ("责令改正",)) == wanted, note


@pytest.mark.parametrize(
    ("words", "wanted", "note"),
    [
        ("养护人发现古树死亡的", "古树死亡的", "…"),
        ("市水务主管部门备案", "", "an organ names nothing"),
        ("有关情况", "", "nor do general words"),
        ("工程竣工验收合格之日起十五日内", "工程竣工验收合格", "without the time that is left"),
    ],
)
def test_an_event_keeps_only_what_happened(words, wanted, note):
    assert event(words) == wanted.removesuffix("的"), note
