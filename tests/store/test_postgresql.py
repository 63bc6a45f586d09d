"""What only a server does: it holds the same rows as the file, is replaced in one go, and lets many write at once."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lezr_extract.errors import CannotRunError
from lezr_extract.store import TABLES, FileRow, citation_rows, rows_of_law
from lezr_extract.store.postgresql import PostgresStore, is_address
from lezr_extract.store.postgresql.database import shown
from lezr_extract.store.postgresql.search import grams, match
from lezr_extract.store.postgresql.speech import said

ROOT = Path(__file__).parents[2]
WRITERS, LAWS = 16, 5


def add(sample, store, one):
    assert store.add_law(rows_of_law(one, sample.found(one), (sample.entry(one, identity=one.id),)))
    starts = [article.span.start for article in one.articles]
    store.add_citations(citation_rows(one.id, starts, [(1, sample.citation(one))]))
    store.add_file(FileRow(one.file, "markdown", one.sha256, one.id))
    store.commit()


def rows(store):
    found = {}
    for table in TABLES:
        names = ", ".join(f'"{column}"' for column in table.columns)
        if not table.name.endswith("_search"):
            found[table.name] = sorted(
                map(tuple, store.database.execute(f"SELECT {names} FROM {table.name}").fetchall()), key=repr
            )
    return found


def test_both_engines_hold_the_same_rows(sample, sqlite, postgresql):
    laws = [sample.law(title=f"示范水渠管理办法（{n}）") for n in "甲乙丙"]
    laws.append(sample.law(title="示范水渠管理办法（甲）", version="2024-01-01"))
    with PostgresStore.create(postgresql + "&schema=same") as server:
        for store in (sqlite, server):
            for one in laws:
                add(sample, store, one)
            store.choose_versions()
            store.finish()
        assert rows(server) == rows(sqlite)
        assert list(server.entries()) == list(sqlite.entries())
        assert [one.faults for one in server.tests()] == [0] * len(list(server.tests()))


def test_a_run_takes_the_place_of_the_former_one_only_when_it_is_finished(sample, postgresql):
    address = postgresql + "&schema=turns"
    with PostgresStore.create(address) as store:
        add(sample, store, sample.law())
        store.finish()
        store.publish()
    with PostgresStore.create(address) as store:
        add(sample, store, sample.law(title="示范水库管理办法"))
        with PostgresStore.read(address) as before:
            assert [one.bases[0].law_title for one in before.entries()] == ["示范水渠管理办法"]
    with PostgresStore.read(address) as kept:
        assert [one.bases[0].law_title for one in kept.entries()] == ["示范水渠管理办法"], (
            "a run that broke off"
        )
    with PostgresStore.create(address) as store:
        add(sample, store, sample.law(title="示范水库管理办法"))
        store.finish()
        store.publish()
    with PostgresStore.read(address) as after:
        assert [one.bases[0].law_title for one in after.entries()] == ["示范水库管理办法"]


WRITER = """
import sys
from lezr_extract.store.postgresql import PostgresStore
from tests.store.conftest import law, found, entry
from tests.store.test_postgresql import LAWS
from lezr_extract.store import FileRow, rows_of_law
with PostgresStore.join(sys.argv[1]) as store:
    for n in range(LAWS):
        one = law(title=f"示范第{sys.argv[2]}号办法（{n}）")
        assert store.add_law(rows_of_law(one, found(one), (entry(one, identity=one.id),)))
        store.add_file(FileRow(f"{sys.argv[2]}-{n}.md", law_id=one.id))
        store.commit()
    shared = law(title="每个人都写的办法")
    store.add_law(rows_of_law(shared, found(shared), (entry(shared, identity=shared.id),)))
    store.commit()
"""


def test_sixteen_writers_at_once_lose_nothing(sample, postgresql):
    address = postgresql + "&schema=many"
    command = [sys.executable, "-c", WRITER, address]
    writers = [subprocess.Popen([*command, str(n)], cwd=ROOT, env=environment()) for n in range(WRITERS)]
    assert [writer.wait(timeout=120) for writer in writers] == [0] * WRITERS
    with PostgresStore.join(address) as store:
        store.choose_versions()
        store.finish()
        store.publish()
    with PostgresStore.read(address) as store:
        counts = store.counts()
        assert counts["laws"] == WRITERS * LAWS + 1
        assert counts["files"] == WRITERS * LAWS
        assert counts["entries"] == len(list(store.entries())) == WRITERS * LAWS + 1
        numbers = [
            row[0] for row in store.database.execute("SELECT number FROM entries ORDER BY number").fetchall()
        ]
        assert numbers == list(range(1, WRITERS * LAWS + 2))
        assert all(len(entry.bases) == 1 and entry.bases[0].text for entry in store.entries())
        assert len(store.search("罚款", limit=1000, kind="article")) == WRITERS * LAWS + 1


def environment():
    import os  # noqa: PLC0415

    return os.environ | {"PYTHONPATH": str(ROOT)}


def test_a_store_opened_for_reading_cannot_be_written(sample, postgresql):
    address = postgresql + "&schema=shut"
    with PostgresStore.create(address) as store:
        add(sample, store, sample.law())
        store.finish()
        store.publish()
    with PostgresStore.read(address) as store, pytest.raises(CannotRunError, match="PostgreSQL"):
        store.add_file(FileRow("late.md"))


def test_a_zero_character_keeps_every_place_where_it_is(sample, postgresql):
    one = sample.law(words="，有\0零")
    with PostgresStore.create(postgresql + "&schema=zero") as store:
        store.add_law(rows_of_law(one))
        store.finish()
        text = store.law_text(one.id)
        assert text == one.text.replace("\0", "\ufffd")


@pytest.mark.parametrize(
    ("address", "words", "note"),
    [
        ("postgresql://nobody@/none?host=/nowhere", "连不上", "no server"),
        ("postgresql://lezr@/postgres?schema=a;drop", "schema", "a schema that is no plain name"),
    ],
)
def test_an_address_that_leads_nowhere_is_told_in_one_sentence(address, words, note):
    for opened in (PostgresStore.create, PostgresStore.read, PostgresStore.join):
        with pytest.raises(CannotRunError, match=words):
            opened(address)


def test_what_is_no_lezr_store_is_told_in_one_sentence(postgresql):
    with pytest.raises(CannotRunError, match="lezr run --store"):
        PostgresStore.read(postgresql + "&schema=nothing")


@pytest.mark.parametrize(
    ("address", "said_so", "note"),
    [
        ("postgresql://me:secret@host/db", "postgresql://me:***@host/db", "the password is not shown"),
        ("postgresql://me@host/db", "postgresql://me@host/db", "there is none"),
        ("postgresql:///db?host=/run", "postgresql:///db?host=/run", "a socket"),
    ],
)
def test_messages_never_show_a_password(address, said_so, note):
    assert shown(address) == said_so, note
    assert is_address(address)


def test_a_path_is_no_address():
    assert not is_address("outputs/national/lezr.db")


@pytest.mark.parametrize(
    ("sql", "other", "note"),
    [
        ("SELECT 1 WHERE a = ? AND b = ?", "SELECT 1 WHERE a = %s AND b = %s", "marks for values"),
        (
            "SELECT '?' , '50%', ?",
            "SELECT '?' , '50%%', %s",
            "what is quoted stays, a percent sign is told apart",
        ),
        ("SELECT a || char(10)", "SELECT a || chr(10)", "the name of a function"),
    ],
)
def test_sql_is_carried_over(sql, other, note):
    assert said(sql) == other, note


@given(st.text(max_size=30), st.text(min_size=1, max_size=5))
def test_whatever_holds_the_words_is_asked_for(text, words):
    asked = set(match([words]).replace("''", "'").split(" & "))
    held = {f"'{gram}'".replace("\\", "\\\\") for gram in grams(text + words)}
    assert asked <= held or "&" in words or "'" in words
