"""Whose act it is where nobody is named."""

from lezr_extract.norms import parse_law
from lezr_extract.norms.weighing import law_signs, weighed
from lezr_extract.records import ActorKind, SubjectSource
from lezr_extract.vocabulary.actors import Actor
from lezr_extract.vocabulary.doers import doers
from tests.norms.reading_cases import law_of


def test_every_sign_of_the_table_has_two_weights_that_count():
    table = doers()
    assert len(table) > 1000
    assert all(max(map(abs, weights)) > 0 for sign, weights in table.items() if sign != "any")


def test_a_caller_may_say_whose_act_it_is_and_the_source_stays_none():
    heard = []

    def listen(clause, signs, law):
        heard.append((signs, law))
        return ActorKind.ORGAN

    (norms,) = parse_law(law_of("应当提交材料。"), listen)
    assert (norms[0].subject_kind, norms[0].subject_source) == (ActorKind.ORGAN, SubjectSource.NONE)
    assert "提交" in heard[0][0]
    assert "any" in heard[0][1]


def test_what_says_nothing_of_the_doer_changes_nothing():
    law = law_of("应当提交材料。", "鼓励茶农参加合作社。")
    assert [n.subject_kind for a in parse_law(law, lambda *_: None) for n in a] == [
        ActorKind.PARTY,
        ActorKind.STATE,
    ]


def test_an_order_that_only_organs_give_is_not_weighed():
    asked = []
    parse_law(law_of("责令改正。", "予以激励。"), lambda clause, signs, law: asked.append(clause))
    assert not asked


def test_a_law_that_names_organs_says_so_by_their_share():
    organ, party = Actor(0, 1, "O", ""), Actor(0, 1, "P", "")
    assert law_signs("某办法", [organ] * 9 + [party]) == ("law 8", "any")
    assert law_signs("某行政处罚程序规定", [])[1:] == ("title 处罚", "title 程序", "title 行政", "any")


def test_the_signs_of_papers_that_are_handed_in_speak_for_a_party():
    assert weighed(None, ["应当", "提交", "申请", "v:"], ()) is ActorKind.PARTY
