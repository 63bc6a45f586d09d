"""Words that only look as if they named no matter are taken for none by no form, be it another than their own."""

import pytest
from lezr_extract.powerlist.naming import matter
from lezr_extract.powerlist.naming.conduct import ORGAN_END
from lezr_extract.vocabulary.word_forms import WordForm, word_forms


@pytest.mark.parametrize("form", word_forms("no_matter", ORGAN_END).values(), ids=lambda form: form.id)
def test_no_form_takes_a_matter_for_none(form: WordForm) -> None:
    assert [words for words in form.never if matter.names_none(words)] == []
