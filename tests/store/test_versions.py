import json

import pytest
from lezr_extract.store import FileRow, rows_of_law
from lezr_extract.structure import Ended

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


def test_a_law_that_another_ended_leaves_the_list_and_says_why(sample, store):
    ended, stays = sample.law(status="现行有效"), sample.law(title="示范水库管理办法", status="已废止")
    for one in (ended, stays):
        store.add_law(rows_of_law(one, sample.found(one), (sample.entry(one, identity=one.id),)))
        store.add_file(FileRow(one.file, law_id=one.id))
    gone = store.end_laws(
        [Ended(ended.id, "示范水利法", "第九条", "2022-01-01", "《示范水渠管理办法》同时废止。")]
    )
    assert [(one.law_id, one.reason) for one in gone] == [
        (ended.id, "自2022-01-01起由《示范水利法》第九条废止")
    ]
    assert [entry.bases[0].law_id for entry in store.entries()] == [stays.id], (
        "a mark of the source ends nothing"
    )
    status, day, evidence = store.database.execute(
        "SELECT status, ended, evidence FROM laws WHERE id = ?", (ended.id,)
    ).fetchone()
    assert (status, day) == ("已废止", "2022-01-01")
    assert json.loads(evidence)["status"]["words"] == "《示范水利法》第九条：《示范水渠管理办法》同时废止。"


def test_a_law_whose_own_term_has_run_out_leaves_the_list(sample, store):
    one = sample.law(status="有效期届满")
    store.add_law(rows_of_law(one, sample.found(one), (sample.entry(one, identity=one.id),)))
    store.add_file(FileRow(one.file, law_id=one.id))
    assert [gone.reason for gone in store.end_laws([])] == ["有效期已经届满"]
    assert not list(store.entries())
