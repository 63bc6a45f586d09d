"""Heads of item lists: the examples of every kind are of that kind, whatever is tried before it."""

import pytest
from lezr_extract.norms.heads import head_kind
from lezr_extract.records import HeadKind
from lezr_extract.vocabulary.word_forms import word_forms

EXAMPLES = [(form.id, words) for form in word_forms("heads").values() for words in form.finds]


@pytest.mark.parametrize(("kind", "words"), EXAMPLES)
def test_an_example_is_of_its_kind_alone(kind: str, words: str) -> None:
    assert head_kind(words, words.rsplit("，", 1)[-1]) is HeadKind(kind)


def test_every_kind_has_its_words() -> None:
    assert set(word_forms("heads")) == {kind.value for kind in HeadKind} - {HeadKind.OTHER.value}


@pytest.mark.parametrize(
    ("sentence", "kind", "note"),
    [
        ("", None, "no words"),
        ("P有下列行为之一的", HeadKind.CASES, "no sanction"),
        ("竹筏由三部分组成", HeadKind.OTHER, "no words of any kind"),
        ("不得在下列区域放筏", HeadKind.CONTENTS, "places, not acts"),
        ("O可以采取下列措施，P不得拒绝", HeadKind.MEANS, "who must bear it is said aside"),
    ],
)
def test_what_no_words_alone_decide(sentence: str, kind: HeadKind | None, note: str) -> None:
    assert head_kind(sentence, sentence.rsplit("，", 1)[-1]) is kind, note
