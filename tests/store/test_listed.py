"""The entries law by law: the same as the whole list, under a sum that anything of them changes."""

import pytest
from lezr_extract.store import FileRow, rows_of_law


@pytest.fixture
def filled(sample, store):
    for title in ("示范水渠管理办法（甲）", "示范水渠管理办法（乙）"):
        law = sample.law(title=title)
        entries = (sample.entry(law, identity=f"{law.id}-a"), sample.entry(law, identity=f"{law.id}-b"))
        store.add_law(rows_of_law(law, sample.found(law), entries))
        store.add_file(FileRow(law.file, "markdown", law.sha256, law.id))
    store.finish()
    return store


def test_law_by_law_come_the_same_entries_as_in_one_go(filled):
    laws = list(filled.law_entries())
    assert [entry for law in laws for entry in law.entries()] == list(filled.entries())
    assert [len(law.rows) for law in laws] == [2, 2]
    assert len({law.sum() for law in laws}) == 2


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE entries SET name = 'x' WHERE law_id = ?",
        "UPDATE entries SET remarks = '[\"x\"]' WHERE law_id = ?",
        "UPDATE entries SET agency = 'x' WHERE law_id = ?",
        "UPDATE entries SET law_status = 'x' WHERE law_id = ?",
        "UPDATE entries SET score = 0.125 WHERE law_id = ?",
        "UPDATE bases SET text = 'x' WHERE law_id = ?",
        "UPDATE bases SET marks = '[]', kind = 'grant' WHERE law_id = ?",
        "UPDATE files SET file = 'x.md' WHERE law_id = ?",
        "UPDATE files SET lines = '[[0,9]]' WHERE law_id = ?",
        "DELETE FROM bases WHERE law_id = ?",
    ],
)
def test_whatever_changes_of_the_entries_of_a_law_changes_its_sum_and_no_other(filled, change):
    first, second = filled.law_entries()
    before = (first.sum(), second.sum())
    filled.database.execute(change, (first.law_id,))
    # Places are remembered for as long as nothing is written; a run reads them after all is.
    filled._places.__init__(filled.database)
    after = [law.sum() for law in filled.law_entries()]
    assert after[0] != before[0]
    assert after[1] == before[1]
