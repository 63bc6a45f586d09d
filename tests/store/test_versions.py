import pytest
from lezr_extract.store import FileRow, rows_of_law

OLD, NEW = "2015-01-01", "2023-06-01"


@pytest.mark.parametrize(
    ("laws", "listed", "note"),
    [
        ([{"version": OLD}, {"version": NEW}], [1], "the newer version stands for the older"),
        ([{"version": NEW}, {"version": OLD}], [0], "whatever was read first"),
        ([{"version": NEW}, {"version": ""}], [0], "an unknown version is the oldest"),
        (
            [{"version": NEW, "words": "甲"}, {"version": NEW, "words": "乙"}],
            [0],
            "two copies of one version: the first",
        ),
        (
            [{"version": OLD}, {"version": NEW, "status": "尚未生效"}],
            [0, 1],
            "what is not yet in force does not push out what is",
        ),
        (
            [{"version": NEW, "words": "甲", "status": "已废止"}, {"version": NEW, "words": "乙"}],
            [1],
            "of two copies the one not known to have ended",
        ),
        (
            [{"version": OLD}, {"version": NEW, "territory": "浙江省"}],
            [0, 1],
            "another territory is another law",
        ),
        (
            [{"version": OLD}, {"title": "示范水库管理办法", "version": NEW}],
            [0, 1],
            "another title is another law",
        ),
    ],
)
def test_one_version_of_a_law_goes_into_the_list(sample, store, laws, listed, note):
    laws = [sample.law(**changes) for changes in laws]
    for one in laws:
        store.add_law(
            rows_of_law(one, sample.found(one), (sample.entry(one, identity=f"{one.title}{one.id}"),))
        )
        store.add_file(FileRow(one.file, law_id=one.id))
    choices = store.choose_versions()
    assert [e.bases[0].law_id for e in store.entries()] == [laws[i].id for i in listed], note
    assert {choice.law_id for choice in choices} == {one.id for i, one in enumerate(laws) if i not in listed}
    assert store.counts()["articles"] == 2 * len(laws)
    assert store.counts()["powers"] == len(laws)
    assert store.database.execute("SELECT count(*) FROM bases").fetchone()[0] == len(listed)
