"""A real law before and after its amendment: what was decided on words that stayed is kept, the rest lapses."""

import re

import pytest
from tests.web.conftest import form_of, hand_in, pages_over, run_to_its_end

pytestmark = pytest.mark.corpus


def test_decisions_on_a_real_law_are_kept_where_its_clauses_stayed(shared, tmp_path):
    folder = shared / "corpora" / "amendments"
    (before,) = folder.glob("before_*食品安全法*")
    (after,) = folder.glob("after_*食品安全法*")
    with pages_over(tmp_path / "局", new=True) as pages:
        hand_in(pages, "食品安全法.txt", before.read_bytes())
        assert not run_to_its_end(pages).failed
        fields = {"form_token": form_of(pages.get("/queue"))["form_token"], "gate": "初审", "all": "1"}
        page = pages.post("/bulk", data=fields)
        marks = re.findall(r'name="entry" value="([^"]+)"', page.text)
        decided = {"verdict": "通过", "reason": "", "entry": marks}
        assert pages.post("/bulk/decide", data=fields | decided).status_code == 200
        hand_in(pages, "食品安全法.txt", after.read_bytes())
        assert not run_to_its_end(pages).failed
        with pages.app.state.settings.review.ledger() as ledger:
            progress = ledger.progress()
        with pages.app.state.settings.review.queue() as queue:
            lapsed = queue.lapsed()
        assert lapsed > 0, "the amendment changed clauses of the list"
        assert progress["审查"] > 9 * lapsed, "and left most of them as they were"
        assert progress["审查"] + lapsed <= len(marks)
        assert "以前交来的文本" in pages.get("/files").text
