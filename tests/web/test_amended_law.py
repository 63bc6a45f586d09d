"""A real law before and after its amendment: what was decided on words that stayed is kept, the rest lapses."""

import re
import sqlite3
from collections import Counter, defaultdict

import pytest
from tests.web.conftest import form_of, hand_in, pages_over, run_to_its_end

pytestmark = pytest.mark.corpus


def test_decisions_on_a_real_law_are_kept_where_its_clauses_stayed(shared, tmp_path):
    entries, kept, lapsed, _ = _amended(shared, tmp_path, "食品安全法")
    assert lapsed > 0, "the amendment changed clauses of the list"
    assert kept > 9 * lapsed, "and left most of them as they were"
    assert kept + lapsed <= entries


def test_decisions_on_a_real_law_that_was_renumbered_are_not_lost_from_sight(shared, tmp_path):
    entries, kept, lapsed, stayed = _amended(shared, tmp_path, "网络安全法")
    assert kept == 0, "every number is another one"
    assert stayed > entries / 4, "the amendment left the words of many clauses as they were"
    assert lapsed >= stayed, "where the words are the same, the history is shown with the new number"


def _amended(shared, tmp_path, law):
    """All entries of the law decided on, the law amended.

    How many there were, are kept, have lapsed, and how many of them rest on clauses whose words all stayed.
    """
    folder = shared / "corpora" / "amendments"
    (before,) = folder.glob(f"before_*{law}*")
    (after,) = folder.glob(f"after_*{law}*")
    with pages_over(tmp_path / "局", new=True) as pages:
        hand_in(pages, f"{law}.txt", before.read_bytes())
        assert not run_to_its_end(pages).failed
        fields = {"form_token": form_of(pages.get("/queue"))["form_token"], "gate": "初审", "all": "1"}
        page = pages.post("/bulk", data=fields)
        marks = re.findall(r'name="entry" value="([^"]+)"', page.text)
        words_before = _words_of_entries(tmp_path / "局" / "lezr.db")
        decided = {"verdict": "通过", "reason": "", "entry": marks}
        assert pages.post("/bulk/decide", data=fields | decided).status_code == 200
        hand_in(pages, f"{law}.txt", after.read_bytes())
        assert not run_to_its_end(pages).failed
        assert "以前交来的文本" in pages.get("/files").text
        with pages.app.state.settings.review.ledger() as ledger:
            progress = ledger.progress()
        with pages.app.state.settings.review.queue() as queue:
            lapsed = queue.lapsed()
    stayed = words_before & _words_of_entries(tmp_path / "局" / "lezr.db")
    return len(marks), progress["审查"], lapsed, stayed.total()


def _words_of_entries(database):
    """The clauses of each entry without spaces, read from the tables themselves, and how many entries have them."""
    clauses = defaultdict(list)
    with sqlite3.connect(database) as tables:
        for entry, kind, text in tables.execute("SELECT entry, kind, text FROM bases"):
            clauses[entry].append((kind, "".join(text.split())))
    return Counter(tuple(sorted(of_entry)) for of_entry in clauses.values())
