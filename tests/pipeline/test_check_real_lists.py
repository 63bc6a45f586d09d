"""The twelve published lists: every row imported, and what rests on the ended environment laws found."""

import pytest
from lezr_extract.pipeline.present.check import check, import_lists
from lezr_extract.records import BasisStatus, Severity

pytestmark = pytest.mark.corpus
ENDED = (
    "环境保护法", "环境影响评价法", "海洋环境保护法", "大气污染防治法", "水污染防治法", "土壤污染防治法", "固体废物污染环境防治法",
    "噪声污染防治法", "放射性污染防治法", "清洁生产促进法",
)  # fmt: skip
"""What art. 1242 of the 生态环境法典 repeals."""


@pytest.fixture(scope="module")
def lists(shared):
    return import_lists([str(shared / "corpora" / "power_lists")])


def test_every_count_that_a_sheet_announces_is_the_number_of_matters_imported(lists):
    announced = [one for made in lists[0] for sheet in made.sheets for one in sheet.announced]
    assert len(announced) == 14
    assert [(one.words, one.found) for one in announced if one.found != one.count] == []


def test_every_row_of_the_twelve_workbooks_belongs_to_an_entry_or_says_why_not(lists):
    made, problems = lists
    assert len(made) == 12
    assert [p for p in problems if p.severity is not Severity.NOTE] == []
    for one in made:
        for sheet in one.sheets:
            told = sum(
                p.code in ("title-row", "heading-row") and f"“{sheet.name}”" in p.place for p in one.problems
            )
            within = {row for entry in sheet.entries for row in range(entry.row, entry.last_row + 1)}
            assert len(within) >= sheet.rows - told, (one.file, sheet.name)


def test_every_entry_of_the_lists_has_a_type_a_holder_and_a_basis(lists):
    entries = [entry for one in lists[0] for entry in one.entries]
    assert len(entries) == 1368
    assert [entry.full_name for entry in entries if not (entry.type and entry.holder and entry.bases)] == []


def test_all_bases_in_the_ten_ended_environment_laws_are_repealed(shared, lists):
    corpora = shared / "corpora"
    checked = check([str(corpora / "power_lists")], [str(corpora / "newer_laws")])
    bases = [basis for one in checked.lists for entry in one.entries for basis in entry.bases]
    resting = [b for b in bases if b.cited.law.removeprefix("中华人民共和国") in ENDED]
    assert len(resting) > 20
    assert [b.cited.law for b in resting if b.status is not BasisStatus.REPEALED] == []
    assert all("《中华人民共和国生态环境法典》第一千二百四十二条" in b.evidence for b in resting)
    assert {b.cited.law for b in bases if b.status is BasisStatus.REPEALED} >= {b.cited.law for b in resting}
