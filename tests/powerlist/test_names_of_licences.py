"""Names of licences where the words of the power say nothing: the clause, the sentence or the 款 before it does."""

import pytest
from lezr_extract.powerlist import draft
from lezr_extract.records import PowerType
from tests.powerlist.building import found_of, law_of, power_of


@pytest.mark.parametrize(
    ("text", "quote", "act", "wanted", "note"),
    [
        ("在堤防上进行下列活动，应当报经水务主管部门批准：\n（一）钻探；\n（二）取土。", "应当报经水务主管部门批准", "", "在堤防上钻探等活动审批", "下列活动 by its first item"),
        ("禁止砍伐护堤林木。\n确需砍伐的，应当经水务主管部门审批。", "应当经水务主管部门审批", "水务主管部门审批", "砍伐护堤林木审批", "the ban stands in the 款 before"),
        ("任何单位不得擅自向境外机构提供河道观测资料；确需提供的，应当报水务主管部门批准。", "应当报水务主管部门批准", "", "向境外机构提供河道观测资料审批", "to whom stays"),
        ("设置临时围堰，应报水务主管部门批准。", "应报水务主管部门批准", "", "设置临时围堰审批", "应 alone"),
        ("未经验收或者验收不合格的取水工程，不得投入使用。", "未经验收或者验收不合格的取水工程，不得投入使用", "使用", "取水工程验收", "what must be accepted first"),
        ("未经水务主管部门批准，任何单位和个人不得经营采砂业务。", "未经水务主管部门批准，任何单位和个人不得经营采砂业务", "任何单位和个人不得经营采砂业务", "经营采砂业务审批", "经营 is no 经"),
        ("外地船舶未经水务主管部门批准不得进入库区。", "未经水务主管部门批准", "", "进入库区审批", "a ban without a comma"),
        ("从事堤防检测的单位应当持有水务主管部门颁发的资格证书。", "应当持有水务主管部门颁发的资格证书", "水务主管部门颁发的资格证书", "堤防检测资格证书核发", "whose certificate it is"),
        ("国家对河道采砂船实行许可证管理。", "实行许可证管理", "实行许可证管理", "河道采砂船许可", "对X实行许可证管理"),
        ("库区实行养鱼许可管理制度。", "实行养鱼许可管理制度", "实行养鱼许可管理制度", "养鱼许可", "X许可管理制度"),
        ("采砂单位应当于采砂许可证期满前提出申请。", "于采砂许可证期满前提出申请", "", "采砂许可证核发", "于 is no part of the document"),
        ("严禁无证采砂。\n采砂由水务主管部门按照规定审批。", "由水务主管部门按照规定审批", "按照规定审批", "采砂审批", "无证 is no document"),
        ("供水公司变更法定代表人的，应当申请变更登记。", "应当申请变更登记", "变更登记", "供水公司变更法定代表人变更登记", "变更登记 needs no verb behind it"),
    ],
)  # fmt: skip
def test_a_licence_is_named_by_what_it_is_for(text, quote, act, wanted, note):
    law = law_of(f"第一条 为了示例，制定本条例。\n第九条 {text}")
    (entry,) = draft(law, found_of(power_of(law, quote, PowerType.LICENCE, act=act)))
    assert entry.name == wanted, note


def test_a_title_inside_a_title_stands_in_the_inner_marks():
    law = law_of("第一条 按照前款规定批准。", title="示例省实施《河湖清洁条例》办法")
    (entry,) = draft(law, found_of(power_of(law, "批准", PowerType.LICENCE, act="按照前款规定批准")))
    assert entry.name == "《示例省实施〈河湖清洁条例〉办法》规定事项的审批"


@pytest.mark.parametrize(
    ("text", "quote", "wanted", "note"),
    [
        ("企业在经营许可证有效期内变更住所的，应当向发证机关申请变更。", "企业在经营许可证有效期内变更住所的，应当向发证机关申请变更", "净水剂经营许可", "经营许可证 is short for the one in the title"),
        ("发证机关受理经营许可证申请后，应当进行审查。", "发证机关受理经营许可证申请后，应当进行审查", "净水剂经营许可", "what is done with it is no part of its name"),
        ("水务部门应当收回原经营许可证，换发新证。", "收回原经营许可证，换发新证", "净水剂经营许可", "收回原"),
        ("有本条第一款第二项规定情形的企业，应当向水务部门提出变更申请，经审查合格。", "应当向水务部门提出变更申请，经审查合格", "净水剂经营许可", "words that only point say nothing"),
        ("销售企业应当取得水质检测合格证书。", "取得水质检测合格证书", "水质检测合格证书核发", "another document keeps its own name"),
    ],
)  # fmt: skip
def test_a_licence_of_a_law_about_one_document_is_named_by_that_document(text, quote, wanted, note):
    law = law_of(f"第一条 为了示例，制定本办法。\n第九条 {text}", title="净水剂经营许可证管理办法")
    (entry,) = draft(law, found_of(power_of(law, quote, PowerType.LICENCE)))
    assert entry.name == wanted, note


@pytest.mark.parametrize("title", ["净水剂使用许可证实施办法", "净水剂使用许可证管理规定"])
def test_the_title_names_its_document_whatever_kind_of_text_it_is(title):
    law = law_of("第一条 为了示例，制定本办法。\n第九条 使用许可证有效期届满的，应当办理延期。", title=title)
    (entry,) = draft(law, found_of(power_of(law, "使用许可证有效期届满的", PowerType.LICENCE)))
    assert entry.name == "净水剂使用许可"
