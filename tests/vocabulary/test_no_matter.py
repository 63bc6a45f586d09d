"""Words that stand where a matter may stand: those that name none are known, those that only look alike are not."""

import re

import pytest
from lezr_extract.powerlist.naming import matter
from lezr_extract.powerlist.naming.conduct import ORGAN_END
from lezr_extract.vocabulary.no_matter import MatterlessForm, matterless_forms

FORMS = matterless_forms(ORGAN_END)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)
def test_each_form_finds_its_own_examples(form: MatterlessForm) -> None:
    missed = [words for words in form.none if not re.search(form.pattern, words)]
    assert not missed, f"{form.id}: {missed}"


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)
def test_no_form_takes_a_matter_for_none(form: MatterlessForm) -> None:
    taken = [words for words in form.named if matter.names_none(words)]
    assert not taken, f"{form.id}: {taken}"


def test_ids_are_given_once() -> None:
    assert len({form.id for form in FORMS}) == len(FORMS)
