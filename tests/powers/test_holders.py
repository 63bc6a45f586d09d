"""Who holds a power where the clause names several organs."""

import pytest
from lezr_extract.norms import parse_law
from lezr_extract.powers import find_powers
from lezr_extract.records import PowerType, Role
from tests.norms.reading_cases import law_of


def holders_of(words: str, wanted: PowerType) -> set[str]:
    """The holders of the basis powers of one type in an article."""
    law = law_of(words)
    found = find_powers(law, parse_law(law))
    powers = [p for article in found for p in article.powers if p.role is Role.BASIS and p.type is wanted]
    return {name for power in powers for name in power.holder}


@pytest.mark.parametrize(
    ("words", "wanted", "holders", "note"),
    [
        (
            "违反本条例规定，情节严重的，由茶业主管部门提请原发证机关吊销采摘许可证。",
            PowerType.PENALTY,
            {"原发证机关"},
            "whoever is asked to act holds the power, not the one who asks",
        ),
        (
            "管护责任不清的，由镇人民政府报县级人民政府确定。",
            PowerType.OTHER,
            {"县级人民政府"},
            "the organ to which it is submitted decides",
        ),
        (
            "茶园经营者应当按照市人民政府的规定缴纳茶园资源使用费。",
            PowerType.LEVY,
            set(),
            "an organ whose rules are followed collects nothing",
        ),
        (
            "违反本条例规定的，由企业主管部门责令改正，处一千元以上五千元以下罚款。",
            PowerType.PENALTY,
            {"企业主管部门"},
            "a party's word inside the name of an organ",
        ),
        (
            "违反本条例规定的，由县、乡镇人民政府责令改正，处一千元以上五千元以下罚款。",
            PowerType.PENALTY,
            {"县、乡镇人民政府"},
            "governments of two levels under one word",
        ),
        (
            "承担窖池检测职责的机构出具失实报告的，处一千元以上五千元以下罚款。",
            PowerType.PENALTY,
            set(),
            "a body that does a trade is punished and does not punish",
        ),
        (
            "窖池经营者有下列行为之一的，处一千元以上五千元以下罚款：\n（一）未清洗窖池的；\n"
            "（二）进行国务院商务主管部门规定的其他危险作业，未安排专人的。",
            PowerType.PENALTY,
            set(),
            "an organ inside a listed conduct does not punish it",
        ),
    ],
)
def test_the_holder_is_the_organ_that_acts(words, wanted, holders, note):
    assert holders_of(words, wanted) == holders, note
