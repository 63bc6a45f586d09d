"""Names of coercive measures: the thing seized, the measure taken, the fault; never the organ or the hour."""

import pytest
from lezr_extract.norms import parse_law
from lezr_extract.powerlist import draft
from lezr_extract.powers import find_powers
from lezr_extract.records import PowerType
from tests.powerlist.building import found_of, law_of, power_of


@pytest.mark.parametrize(
    ("text", "quote", "act", "wanted", "note"),
    [
        ("水务主管部门查处违法采砂，可以采取下列措施：\n（一）查阅资料；\n（二）查封、扣押用于违法采砂的机具。", "水务主管部门查处违法采砂，可以采取下列措施", "", "对用于违法采砂的机具的查封、扣押", "the measure of the list that is coercion"),
        ("水务主管部门因抢险需要，可以采取下列措施：\n（一）责令船舶驶离；\n（二）其他措施。", "水务主管部门因抢险需要，可以采取下列措施", "", "责令船舶驶离", "a list without a seizure"),
        ("汛期道路积水的，指挥人员应当采取临时性交通管制措施。", "应当采取临时性交通管制措施", "汛期", "采取临时性交通管制措施", "the measure, where only a time is named"),
        ("水务主管部门核查采砂线索，可以对涉案船舶采取临时扣押的紧急措施。", "可以对涉案船舶采取临时扣押的紧急措施", "水务主管部门核查采砂线索", "对涉案船舶的行政强制", "what is seized"),
        ("对违反规定运输的河砂，水务主管部门有权予以扣留。", "水务主管部门有权予以扣留", "违反规定运输的河砂", "对违反规定运输的河砂的行政强制", "a thing is no 行为"),
        ("河道内的障碍物，按照“谁设障，谁清除”的原则，由设障者清除；逾期不清除的，代为清除。", "代为清除", "河道内的障碍物，按照“谁设障，谁清除”的原则", "对河道内的障碍物的代履行", "the principle is no part of it"),
        ("在堤防上倾倒渣土的，由水务主管部门责令清除；逾期不清除的，由水务主管部门组织清除，清除费用由违法行为人承担。", "由水务主管部门组织清除，清除费用由违法行为人承担", "在堤防上倾倒渣土", "对在堤防上倾倒渣土的代履行", "done by the organ at the party's cost"),
        ("水务主管部门在查处违法采砂行为时，可以依法采取查封、扣押的行政强制措施。", "可以依法采取查封、扣押的行政强制措施", "水务主管部门在查处违法采砂行为时", "对违法采砂行为的行政强制", "what the organ deals with"),
    ],
)  # fmt: skip
def test_coercion_is_named_by_what_it_meets(text, quote, act, wanted, note):
    law = law_of(f"第一条 为了示例，制定本条例。\n第九条 {text}")
    (entry,) = draft(law, found_of(power_of(law, quote, PowerType.COERCION, act=act)))
    assert entry.name == wanted, note


def test_an_item_that_cites_an_item_of_the_article_in_the_head_is_named_by_it():
    law = law_of(
        "第一条 库区内禁止下列行为：\n（一）炸鱼；\n（二）倾倒废渣。\n"
        "第二条 违反本条例第一条规定，按照下列规定处罚：\n（一）违反第一项规定，由水务主管部门处一千元罚款；\n"
        "（二）违反第二项规定，由水务主管部门处二千元罚款；逾期不清除的，由水务主管部门代为清除，所需费用由违法者承担。"
    )
    names = {(e.type, e.name) for e in draft(law, find_powers(law, parse_law(law)), "item")}
    assert (PowerType.PENALTY, "对库区内炸鱼行为的行政处罚") in names
    assert (PowerType.COERCION, "对倾倒废渣的代履行") in names
