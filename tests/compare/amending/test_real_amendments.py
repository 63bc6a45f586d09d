"""The four real amendments, every amending text of the corpus, and every law in several versions."""

import pytest
from bench.amendments import amendments, law, once, outcome, version_pairs
from lezr_extract.compare.amending import read_decision
from lezr_extract.compare.versions import align
from lezr_extract.records import OperationKind

pytestmark = pytest.mark.corpus


def test_decision_and_comparison_of_the_four_real_amendments_say_the_same(shared):
    found = [outcome(one) for one in amendments()]
    assert len(found) == 4
    for one in found:
        assert one.once, f"{one.name}: an article is not accounted for once"
        assert one.disagreements == (), one.name
        assert one.same_text == one.new, f"{one.name}: a text differs"
        assert one.unread == 0, one.name


def test_no_operation_of_a_real_amending_text_stays_unread(shared):
    book = shared / "corpora" / "lawrefbook"
    paths = [*(book / "刑法").glob("刑法修正案*.md"), *(book / "宪法").glob("宪法修正案*.md")]
    assert len(paths) >= 17
    unread = [
        f"{path.name} {one.entry} {one.words[:40]}"
        for path in paths
        for one in read_decision(law(path)).operations
        if one.kind is OperationKind.UNREAD
    ]
    assert unread == []


def test_every_article_of_the_laws_in_several_versions_is_accounted_for_once(shared):
    pairs = version_pairs(8)
    assert len(pairs) >= 10
    assert [title for title, old, new in pairs if not once(old, new, align(old, new))] == []
