"""Words of which names are made: each form finds its examples and no near miss, each cut leaves what it should."""

import re
from importlib.resources import files

import pytest
from lezr_extract.powerlist.naming.conduct import ORGAN_END
from lezr_extract.vocabulary.word_forms import WordCut, WordForm, word_cuts, word_forms

DATA = files("lezr_extract.vocabulary").joinpath("data")
FILES = sorted(
    data.name.removesuffix(".toml")
    for data in DATA.iterdir()
    if data.name.endswith(".toml")
    and re.search(r"^\[\[(?:form|cut)\]\]", data.read_text(encoding="utf-8"), re.MULTILINE)
)
FORMS = {f"{file}-{form.id}": form for file in FILES for form in word_forms(file, ORGAN_END).values()}
CUTS = {f"{file}-{cut.id}": cut for file in FILES for cut in word_cuts(file, ORGAN_END).values()}


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_each_form_finds_its_own_examples(form: WordForm) -> None:
    assert form.finds
    assert [words for words in form.finds if not form.fits(words)] == []


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)
def test_no_form_takes_words_that_only_look_alike(form: WordForm) -> None:
    assert [words for words in form.never if form.fits(words)] == []


@pytest.mark.parametrize("cut", CUTS.values(), ids=CUTS)
def test_each_cut_leaves_the_matter(cut: WordCut) -> None:
    assert cut.gives
    assert [(words, cut.of(words)) for words, _ in cut.gives] == list(cut.gives)


@pytest.mark.parametrize("cut", CUTS.values(), ids=CUTS)
def test_no_cut_touches_words_that_only_look_alike(cut: WordCut) -> None:
    assert [cut.of(words) for words in cut.keeps] == list(cut.keeps)


@pytest.mark.parametrize("file", FILES)
def test_each_id_is_given_once(file: str) -> None:
    text = DATA.joinpath(f"{file}.toml").read_text(encoding="utf-8")
    ids = re.findall(r'^\[\[(form|cut)\]\]\nid = "([^"]+)"', text, re.MULTILINE)
    assert len(set(ids)) == len(ids) == text.count("\n[[")
