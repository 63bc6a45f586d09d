import re
from pathlib import Path

import pytest
from lezr_extract.errors import CannotRunError
from lezr_extract.store import TABLES, VERSION, Store
from lezr_extract.store.migrate import migrate, steps, version
from sqlite_utils import Database

GOLDEN = Path(__file__).parents[1] / "cases" / "schema.sql"


def test_the_schema_is_the_golden_one_so_that_no_change_goes_unseen(sqlite):
    schema = "\n".join(line.rstrip() for line in sqlite.database.schema.splitlines())
    golden = GOLDEN.read_text(encoding="utf-8")
    assert f"-- 结构版本 {VERSION}\n{tables_only(schema)}\n" == golden, (
        "the schema changed: add a migration, raise store.schema.VERSION, then renew tests/cases/schema.sql"
    )


def tables_only(schema):
    """Without the shadow tables of FTS5, which belong to SQLite and differ between its releases."""
    statements = [s.strip() for s in schema.split(";\n")]
    return (
        ";\n".join(s for s in statements if not re.match(r"CREATE TABLE '\w+_search_\w+'", s)).rstrip(";")
        + ";"
    )


def test_every_table_and_column_is_explained(sqlite):
    real = {
        table.name: [column.name for column in table.columns]
        for table in sqlite.database.tables
        if not re.search(r"_search_\w+$", table.name)
    }
    assert real == {table.name: list(table.columns) for table in TABLES}


def test_no_explanation_is_empty():
    assert [
        (t.name, c) for t in TABLES for c, meaning in t.columns.items() if len(meaning) < 1 or not t.meaning
    ] == []


def test_a_column_that_names_another_table_has_a_foreign_key(sqlite):
    promised = {
        (table.name, column, re.search(r"（(\w+)\.\w+）", meaning).group(1))
        for table in TABLES
        for column, meaning in table.columns.items()
        if re.search(r"（\w+\.\w+）", meaning) and "正文" not in meaning
    }
    real = {
        (table.name, key.column, key.other_table)
        for table in sqlite.database.tables
        for key in table.foreign_keys
    }
    assert promised == real


def test_the_newest_migration_carries_the_number_of_the_schema():
    assert max(steps()) == VERSION
    assert list(steps()) == list(range(1, VERSION + 1))


def test_an_older_database_is_brought_forward_step_by_step_and_keeps_its_rows(tmp_path):
    (tmp_path / "0001_one.sql").write_text("CREATE TABLE a (x);", encoding="utf-8")
    database = Database(memory=True)
    assert migrate(database, tmp_path) == 1
    database["a"].insert({"x": 7})
    (tmp_path / "0002_two.sql").write_text("ALTER TABLE a ADD COLUMN y DEFAULT 1;", encoding="utf-8")
    assert migrate(database, tmp_path) == 2
    assert list(database["a"].rows) == [{"x": 7, "y": 1}]
    assert migrate(database, tmp_path) == 2


def test_a_step_that_fails_leaves_the_database_as_it_was(tmp_path):
    (tmp_path / "0001_one.sql").write_text("CREATE TABLE a (x); CREATE TABLE a (x);", encoding="utf-8")
    database = Database(memory=True)
    with pytest.raises(Exception, match="already exists"):
        migrate(database, tmp_path)
    assert database.table_names() == []
    assert version(database) == 0


def test_a_database_of_a_newer_program_is_refused_in_one_sentence(tmp_path):
    path = tmp_path / "lezr.db"
    with Store.create(path) as store:
        store.finish()
        store.database.execute("PRAGMA user_version = 99")
        store.commit()
    with pytest.raises(CannotRunError, match=r"99.*lezr run"):
        Store.read(path)
