"""The second look: only articles in doubt are read again, and what it says is weighed with rules and words."""

from dataclasses import replace

import pytest
from lezr_extract.powers import standard_model
from lezr_extract.powers.learned import TYPES, Facts
from lezr_extract.powers.network import Reading
from lezr_extract.powers.second_look import OWN, SecondLook, Seen, Weights, seen
from lezr_extract.records import PowerType, Role
from tests.powers.test_learned import model, only, powers_of

LOW = -5.0


class Told:
    """In place of a network: says what it is told, and remembers what it was asked."""

    def __init__(self, says=(), at=0):
        self.says, self.at, self.asked = dict(says), at, []

    def read_all(self, articles):
        self.asked += articles
        whole = tuple(self.says.get(t, LOW) for t in TYPES)
        return [Reading(whole, whole, (self.at,) * len(TYPES)) for _ in articles]


def weights(doubt=0.2):
    """Believes the whole alone."""
    inputs = Seen(0, 0, 0).inputs(Facts(0, False, False, 0, 0, 0).inputs())
    shared = dict.fromkeys(inputs, 0.0) | {"whole": 1.0}
    return Weights(shared, {t: dict.fromkeys(OWN, 0.0) for t in TYPES}, doubt)


def looking(network, power_type=PowerType.INSPECTION, weight=500, doubt=0.2):
    """A model whose words alone give the article's type 检查 a score of ``weight`` hundredths less 5."""
    return replace(model({"i察看": only(power_type, weight)}), second=SecondLook(network, weights(doubt)))


WORDS = "船舶进港前，由海事管理机构检查察看。"


def test_an_article_in_doubt_is_read_with_the_title_of_its_law():
    network = Told()
    powers_of(WORDS, looking(network), title="中华人民共和国示例法")
    assert network.asked == [("示例法", "", WORDS)]


@pytest.mark.parametrize(
    "weight",
    [
        pytest.param(900, id="the words leave no doubt that it is one"),
        pytest.param(100, id="the words leave no doubt that it is none"),
    ],
)
def test_an_article_without_doubt_is_not_read(weight):
    network = Told()
    powers_of(WORDS, looking(network, weight=weight))
    assert network.asked == []


@pytest.mark.parametrize(
    ("says", "found"),
    [
        pytest.param(3.0, True, id="the network is sure"),
        pytest.param(-3.0, False, id="the network sees none"),
    ],
)
def test_what_the_network_says_decides_the_doubt(says, found):
    of = powers_of(WORDS, looking(Told({PowerType.INSPECTION: says})))
    assert any(p.type is PowerType.INSPECTION and p.role is Role.BASIS for p in of) is found


def test_the_power_stands_in_the_clause_that_the_network_names():
    words = "船舶进港前，由海事管理机构检查察看，由渔业主管部门检查证件。"
    network = Told({PowerType.INSPECTION: 3.0}, at=words.index("渔业"))
    (power,) = [p for p in powers_of(words, looking(network)) if p.type is PowerType.INSPECTION]
    assert "证件" in power.quote


def test_a_penalty_that_the_rules_find_stays_whatever_the_network_says():
    words = "违反本条例规定倾倒垃圾的，由环境卫生主管部门处五百元罚款，检查察看。"
    network = Told({PowerType.PENALTY: LOW})
    found = powers_of(words, looking(network))
    assert network.asked
    assert any(p.type is PowerType.PENALTY and p.role is Role.BASIS for p in found)


@pytest.mark.parametrize(
    ("words", "says", "found"),
    [
        pytest.param(
            "由公安机关依法处罚，海事管理机构检查察看。",
            1.5,
            True,
            id="the network is sure that it is a basis",
        ),
        pytest.param("由公安机关依法处罚，海事管理机构检查察看。", 0.5, False, id="the network leans to it"),
        pytest.param("由海事管理机构检查察看。", 1.5, False, id="no rule saw any word of a penalty"),
    ],
)
def test_a_penalty_that_the_rules_took_for_related_is_one_after_all_if_the_network_is_sure(
    words, says, found
):
    of = powers_of(words, looking(Told({PowerType.PENALTY: says})))
    assert any(p.type is PowerType.PENALTY and p.role is Role.BASIS for p in of) is found


def test_the_last_digits_of_a_processor_decide_nothing():
    one, other = ((1.23400001, *[0.0] * 9), (1.23399999, *[0.0] * 9))
    assert seen(Reading(one, one, (0,) * 10)) == seen(Reading(other, other, (0,) * 10))


def test_the_rival_of_the_highest_type_is_the_second_and_of_any_other_the_highest():
    of = seen(Reading((3.0, 2.0, *[0.0] * 8), (0.0,) * 10, (0,) * 10))
    assert [of[t].rival for t in TYPES[:3]] == [2.0, 3.0, 3.0]


def test_the_product_looks_twice():
    using = standard_model()
    assert using is not None
    assert using.second is not None
    assert 0 < using.second.weights.doubt < 0.5
