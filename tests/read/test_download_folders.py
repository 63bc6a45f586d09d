"""A download says what its files are: by a list beside them or by their names."""

import json
import zipfile

import pytest
from lezr_extract.read import Source, download_folders, read, sources
from lezr_extract.records import Document

LAW = "云岭省采砂条例\n第一条 为了加强管理，制定本条例。\n"
RECORD = {
    "source": "npc",
    "source_document_id": "ff808081",
    "title": "云岭省采砂条例",
    "document_type": "地方性法规",
    "issuing_authority": "云岭省人民代表大会常务委员会",
    "document_number": None,
    "publish_date": "2024-03-01",
    "effective_date": "2024-05-01",
    "validity_status": "effective",
}
FACTS = {
    "title": "云岭省采砂条例",
    "rank": "地方性法规",
    "issuer": "云岭省人民代表大会常务委员会",
    "published": "2024-03-01",
    "version": "2024-03-01",
    "effective": "2024-05-01",
    "status": "有效",
    "version_id": "ff808081",
}


def read_all(path):
    return [one for source in sources([str(path)]) for one in read(source)]


@pytest.mark.parametrize(
    ("name", "lists", "note"),
    [
        ("ff808081.txt", {"records.jsonl": json.dumps(RECORD) + "\n"}, "a file under the id of its record"),
        ("云岭省采砂条例.txt", {"records.jsonl": json.dumps(RECORD)}, "a file under its title"),
        ("ff808081.txt", {"manifest.json": json.dumps({"records": [RECORD]})}, "records inside the manifest"),
    ],
)
def test_a_list_beside_a_file_gives_its_facts(tmp_path, name, lists, note):
    (tmp_path / name).write_text(LAW)
    for one, content in lists.items():
        (tmp_path / one).write_text(content)
    found = read_all(tmp_path)
    (document,) = [one for one in found if isinstance(one, Document)]
    assert document.facts == FACTS, note
    assert [one.code for one in found if not isinstance(one, Document)] == ["download-list"], note


def test_a_failed_download_is_told(tmp_path):
    listed = {
        "source": "npc",
        "requested": 2,
        "downloaded": [{"document_id": "ff808081", "file_path": "out/ff808081.txt", "format": "txt"}],
        "failures": [{"document_id": "ff808082", "error": "timeout"}],
    }
    (tmp_path / "download.json").write_text(json.dumps(listed))
    (tmp_path / "ff808081.txt").write_text(LAW)
    failed, note, document = read_all(tmp_path)
    assert (failed.code, failed.place, note.code) == ("not-downloaded", "ff808082", "download-list")
    assert document.facts == {"version_id": "ff808081"}


def test_facts_reach_the_members_of_an_archive(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        for number in range(70):
            archive.writestr(f"x/other{number}.txt", LAW)
        archive.writestr("x/ff808081.txt", LAW)
        archive.writestr("x/records.jsonl", json.dumps(RECORD))
    assert len(list(sources([str(tmp_path / "a.zip")]))) == 2
    found = {one.file.rpartition("/")[2]: one for one in read_all(tmp_path / "a.zip")}
    assert found["ff808081.txt"].facts == FACTS
    assert found["other1.txt"].facts == {}


@pytest.mark.parametrize(
    ("name", "facts", "note"),
    [
        (
            "云岭省采砂条例_20240301.txt",
            {"title": "云岭省采砂条例", "version": "2024-03-01"},
            "the national database",
        ),
        (
            "云岭省采砂条例_2024-03-01_现行有效.txt",
            {"title": "云岭省采砂条例", "version": "2024-03-01"},
            "with its status",
        ),
        ("通知_2.txt", {}, "a number that is no date"),
        ("20240301.txt", {}, "a date without a title"),
    ],
)
def test_a_name_of_title_and_date_gives_both(tmp_path, name, facts, note):
    (tmp_path / name).write_text(LAW)
    (document,) = read_all(tmp_path)
    assert document.facts == facts, note


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[]",
        "null",
        "[" * 100_000,
        '{"records": 3}',
        '{"records": [{"title": {}}, 7]}',
        "\ud7ff",
        '{"document_id": 3}',
    ],
)
def test_a_broken_list_costs_nothing_but_itself(tmp_path, content):
    (tmp_path / "records.jsonl").write_text(content)
    (tmp_path / "ff808081.txt").write_text(LAW)
    source = Source("ff808081.txt", str(tmp_path / "ff808081.txt"))
    (document,) = read(source)
    assert document.facts == {}
    assert read(Source("records.jsonl", str(tmp_path / "records.jsonl")))


def test_a_changed_list_is_read_anew(tmp_path):
    source = Source("ff808081.txt", str(tmp_path / "ff808081.txt"))
    (tmp_path / "records.jsonl").write_text(json.dumps(RECORD))
    assert download_folders.facts_of(source)["status"] == "有效"
    (tmp_path / "records.jsonl").write_text(json.dumps(RECORD | {"validity_status": "repealed"}))
    assert download_folders.facts_of(source)["status"] == "已废止"
