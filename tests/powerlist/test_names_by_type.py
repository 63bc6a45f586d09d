"""Names of inspections, benefits, confirmations and adjudications, one clause after the other."""

import pytest
from lezr_extract.powerlist import draft
from lezr_extract.powerlist.naming.words import field_of
from lezr_extract.records import PowerType
from tests.powerlist.building import found_of, law_of, power_of

INSPECTION, BENEFIT, CONFIRMATION, ADJUDICATION = (
    PowerType.INSPECTION,
    PowerType.BENEFIT,
    PowerType.CONFIRMATION,
    PowerType.ADJUDICATION,
)


@pytest.mark.parametrize(
    ("kind", "text", "quote", "act", "wanted", "note"),
    [
        (INSPECTION, "水务主管部门可以进入被调查的采砂企业的作业场所进行检查。", "可以进入被调查的采砂企业的作业场所进行检查", "被调查的采砂企业的作业场所进行检查", "对采砂企业的作业场所的监督检查", "a place with 对"),
        (INSPECTION, "水务主管部门应当定期开展巡查。", "应当定期开展巡查", "巡查", "河湖清洁巡查", "the verb alone: the law's field"),
        (BENEFIT, "退出采砂的渔民依法享受生活补助。", "享受生活补助", "生活补助", "对退出采砂的渔民的生活补助给付", "who gets it by X享受"),
        (BENEFIT, "护堤人员因工受伤的，由市人民政府按照有关规定给予适当补助。", "给予适当补助", "适当补助", "对护堤人员因工受伤的补助给付", "the condition, without 适当"),
        (BENEFIT, "市人民政府应当及时为受灾渔民提供必要的临时救助。", "提供必要的临时救助", "及时为受灾渔民提供必要的临时救助", "对受灾渔民的临时救助给付", "为X提供"),
        (CONFIRMATION, "堤防等级由市水务主管部门按照国家标准组织评定。", "组织评定", "等组织评定", "堤防等级评定", "the thing before 由"),
        (CONFIRMATION, "渔民应当持身份证到渔政机关办理渔船登记手续。", "到渔政机关办理渔船登记手续", "身份证到渔政机关办理登记", "渔船登记", "the kind's own name"),
        (CONFIRMATION, "水务主管部门应当对竣工的堤防工程进行验收。", "对竣工的堤防工程进行验收", "对竣工的堤防工程进行验收", "竣工的堤防工程验收", "对X进行V"),
        (ADJUDICATION, "在处理水事纠纷过程中，由市人民政府裁决。", "由市人民政府裁决", "由市人民政府裁决", "水事纠纷裁决", "the dispute, not the process"),
        (ADJUDICATION, "对移交范围有异议的，由水务主管部门裁决。", "由水务主管部门裁决", "裁决", "移交范围异议裁决", "有异议"),
        (ADJUDICATION, "协商不成的，由同级人民政府裁定。", "由同级人民政府裁定", "由同级人民政府裁定", "河湖清洁争议裁决", "no dispute named: the law's field"),
    ],
)  # fmt: skip
def test_a_name_says_who_or_what(kind, text, quote, act, wanted, note):
    law = law_of(f"第一条 为了示例，制定本条例。\n第九条 {text}")
    (entry,) = draft(law, found_of(power_of(law, quote, kind, act=act)))
    assert entry.name == wanted, note


@pytest.mark.parametrize(
    ("title", "field"),
    [
        ("示例省实施《中华人民共和国河湖法》办法", "河湖"),
        ("示例市市容管理条例", "市容管理"),
        ("河湖行政执法办法", "河湖行政执法"),
    ],
)
def test_the_field_of_a_law_is_read_from_its_title(title, field):
    assert field_of(title) == field
