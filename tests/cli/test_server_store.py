"""The whole job with a PostgreSQL server in the place of lezr.db."""

import json

import pytest
from lezr_extract.store.postgresql import PostgresStore
from lezr_extract.store.store import Store
from tests.postgresql_server import ABSENT, INSTALLED, server

pytestmark = pytest.mark.skipif(not INSTALLED, reason=ABSENT)


@pytest.fixture(scope="module")
def address():
    with server() as found:
        yield found


def test_a_run_into_a_server_is_searched_verified_and_exported_like_one_into_a_file(
    lezr, samples, tmp_path, address
):
    into_file = lezr("run", samples, "-o", tmp_path / "file", "--rules-only", "--workers", 1)
    into_server = lezr(
        "run", samples, "-o", tmp_path / "server", "--rules-only", "--workers", 1, "--store", address
    )
    assert into_server.status == into_file.status == 0
    assert into_server.out.splitlines()[0].split("用时")[0] == into_file.out.splitlines()[0].split("用时")[0]
    assert "lezr.db" not in into_server.out
    assert not (tmp_path / "server" / "lezr.db").exists()
    with Store.read(tmp_path / "file" / "lezr.db") as one, PostgresStore.read(address) as other:
        assert list(one.entries()) == list(other.entries())
        assert list(one.power_lines()) == list(other.power_lines())
    found = [
        {
            json.loads(line)["id"]
            for line in lezr("search", where, "罚款", "--jsonl", "--limit", 500).out.splitlines()
        }
        for where in (tmp_path / "file", address)
    ]
    assert found[0] == found[1] != set()
    sound = lezr("verify", address)
    assert (sound.status, "不对" in sound.out) == (0, False)
    for name, where in (("file", tmp_path / "file"), ("server", address)):
        assert lezr("export", where, "--format", "json", "-o", tmp_path / f"{name}.json").status == 0
        assert lezr("liability", where, "--all", "--jsonl").status == 0
    assert (tmp_path / "file.json").read_bytes() == (tmp_path / "server.json").read_bytes()
    assert (tmp_path / "file" / "权责清单.xlsx").read_bytes() == (
        tmp_path / "server" / "权责清单.xlsx"
    ).read_bytes()


@pytest.mark.parametrize(
    ("more", "words", "note"),
    [
        (("--store", "lezr.db"), "postgresql://", "a path is no address"),
        (("--address", "auto"), "--engine ray", "an address without the engine"),
        (("--store", "postgresql://nobody@/none?host=/nowhere"), "连不上", "no server there"),
    ],
)
def test_what_cannot_run_says_so_in_one_sentence(lezr, samples, tmp_path, more, words, note):
    ran = lezr("run", samples, "-o", tmp_path / "out", *more)
    assert ran.status == 2, note
    assert words in ran.err
    assert not (tmp_path / "out").exists()


def test_what_is_reviewed_is_not_looked_for_in_a_server(lezr, tmp_path, address):
    ran = lezr("export", address, "--format", "json", "--decided", "-o", tmp_path / "x.json")
    assert (ran.status, "审核台账" in ran.err) == (2, True)
