"""A review keeps run and ledger together, whatever the run left out."""

import pytest
from lezr_extract.errors import CannotRunError
from lezr_extract.pipeline.deciding.export import export
from lezr_extract.pipeline.deciding.review import Review
from lezr_extract.pipeline.job.one_source import Options
from lezr_extract.pipeline.job.run import run
from lezr_extract.records import Decision, Gate, Verdict
from lezr_extract.store import Store
from lezr_extract.store.ledger import NO_FILTER

LAW = """# 示范省河道条例

{date}示范省人民代表大会常务委员会公布

第一条 擅自填埋河道的，由水行政主管部门责令限期改正，处一万元以上{most}以下罚款。

第二条 在河道内采砂的，应当经水行政主管部门批准，取得采砂许可证。

第三条 本条例自{date}起施行。
"""


@pytest.fixture
def review(tmp_path):
    """Over two versions of one law, of which the older is not listed: its entries leave gaps in the numbers."""
    for date, most in (("2010年5月1日", "三万元"), ("2020年5月1日", "五万元")):
        words = LAW.format(date=date, most=most)
        (tmp_path / f"河道条例（{date}）.md").write_text(words, encoding="utf-8")
    run([str(tmp_path)], tmp_path / "out", Options(workers=1, rules_only=True))
    return Review(tmp_path / "out")


def test_an_entry_keeps_its_number_where_older_versions_left_gaps(review):
    with Store.read(review.database) as store:
        numbers = [number for number, _ in store.numbered_entries()]
        assert numbers != list(range(1, len(numbers) + 1)), "the case has no gap any more"
    with review.queue() as queue:
        total, rows = queue.page(NO_FILTER)
    assert total == len(numbers)
    for row in rows:
        found = review.entry(row.number, NO_FILTER)
        assert (found.entry.id, found.entry.name) == (row.entry, row.name)
        assert any("五万元" in basis.text or "采砂" in basis.text for basis in found.entry.bases)


def test_the_confirmed_list_holds_the_entry_that_was_confirmed(review, tmp_path):
    with review.queue() as queue:
        row = queue.page(NO_FILTER)[1][-1]
    with review.ledger() as ledger:
        seen = 0
        for gate in Gate:
            (made,) = ledger.decide(
                [Decision(row.entry, gate, Verdict.ACCEPT, "王", "2026-01-01", row.clause_hash)],
                {(row.entry, row.clause_hash): seen},
            )
            seen = made.number
    assert export(review.database, "json", tmp_path / "list.json", decided=True) == 1
    assert row.name in (tmp_path / "list.json").read_text(encoding="utf-8")


def test_the_same_run_is_taken_in_once(review):
    with review.ledger() as ledger:
        before = len(list(ledger.events()))
    again = Review(review.database.parent)
    with again.ledger() as ledger:
        assert len(list(ledger.events())) == before


def test_where_there_is_no_run_there_is_nothing_to_review(tmp_path):
    with pytest.raises(CannotRunError, match="lezr run"):
        Review(tmp_path)
