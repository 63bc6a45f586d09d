import sqlite3
from functools import partial

import pytest
from lezr_extract.errors import CannotRunError
from lezr_extract.store import FileRow, Store, ensure_free, rows_of_law


@pytest.fixture
def made(sample):
    return partial(write, sample)


def write(sample, path):
    with Store.create(path) as store:
        one = sample.law()
        store.add_law(rows_of_law(one, sample.found(one), (sample.entry(one),)))
        store.add_file(FileRow(one.file, law_id=one.id))
        store.finish()
    return path


def test_a_finished_database_has_every_index_of_the_schema(made, tmp_path):
    def indexes(database):
        return {
            row[0] for row in database.execute("SELECT sql FROM sqlite_master WHERE type = 'index'") if row[0]
        }

    made(tmp_path / "lezr.db")
    with Store.read(tmp_path / "lezr.db") as store, Store.in_memory() as fresh:
        assert indexes(store.database) == indexes(fresh.database)
        assert store.database.execute("PRAGMA integrity_check").fetchone()[0] == "ok"


def test_a_database_opened_for_reading_cannot_be_written(made, tmp_path):
    with (
        Store.read(made(tmp_path / "lezr.db")) as store,
        pytest.raises(sqlite3.OperationalError, match="readonly"),
    ):
        store.database.execute("DELETE FROM laws")


def test_a_path_with_signs_that_mean_something_in_an_address_is_opened(made, tmp_path):
    with Store.read(made(tmp_path / "a?b#c%20 d.db")) as store:
        assert store.counts()["laws"] == 1


def test_a_database_that_another_program_holds_is_refused_in_one_sentence(made, tmp_path):
    path = made(tmp_path / "lezr.db")
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(CannotRunError, match=r"占用.*请关闭"):
        ensure_free(path)
    other.close()
    ensure_free(path)


def test_a_partial_database_that_another_run_writes_is_not_taken_from_it(tmp_path):
    with Store.create(tmp_path / "x.partial") as store:
        store.add_file(FileRow("甲.md"))
        store.commit()
        with pytest.raises(CannotRunError, match="占用"):
            Store.create(tmp_path / "x.partial")
        store.add_file(FileRow("乙.md"))
        store.commit()
        assert store.counts()["files"] == 2


@pytest.mark.parametrize(
    ("content", "words", "note"),
    [
        (None, "没有这个数据库", "no file"),
        (b"", "不是 lezr 生成的数据库", "an empty file is an empty database"),
        (b"# notes\n" * 100, "不是数据库", "a text"),
        ("foreign", "不是 lezr 生成的数据库", "somebody else's database"),
    ],
)
def test_what_is_no_lezr_database_is_refused_in_one_sentence(tmp_path, content, words, note):
    path = tmp_path / "some.db"
    if content == "foreign":
        with sqlite3.connect(path) as connection:
            connection.execute("CREATE TABLE t (x)")
        connection.close()
    elif content is not None:
        path.write_bytes(content)
    with pytest.raises(CannotRunError, match=words) as caught:
        Store.read(path)
    assert str(path) in str(caught.value), note


def test_a_full_disk_is_told_in_one_sentence(sample, tmp_path):
    with Store.create(tmp_path / "lezr.db") as store:
        # The small stand-in for a full disk: the database may not grow, and the error is the same.
        store.database.execute("PRAGMA max_page_count = 30")
        store.commit()
        with pytest.raises(CannotRunError, match=r"磁盘空间不足.*腾出空间"):
            add_many(store, (rows_of_law(sample.law(version=str(number))) for number in range(2000)))


def add_many(store, laws):
    for rows in laws:
        store.add_law(rows)
        store.commit()
