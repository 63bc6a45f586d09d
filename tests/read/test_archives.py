"""Archives are read member by member; nothing leaves them under a name of their own, and no bomb goes off."""

import io
import os
import subprocess
import tarfile
import zipfile
from pathlib import Path

import pytest
from bench.variants.rar import rar4, rar5
from lezr_extract.read import (
    Source,
    archive_member,
    archive_rar,
    archive_stream,
    archives,
    programs,
    read,
    sources,
)
from lezr_extract.records import Document

LAW = "云岭省采砂条例\n\n第一条 为了加强管理，制定本条例。\n第二条 水行政主管部门负责监督管理。\n"


def zipped(*members, compression=zipfile.ZIP_DEFLATED):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", compression) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return made.getvalue()


def read_all(path):
    return [
        one
        for source in sources([str(path)])
        for one in ([source] if not isinstance(source, Source) else read(source))
    ]


def told(found):
    return [
        (one.file.partition("#")[2], one.format if isinstance(one, Document) else one.code) for one in found
    ]


@pytest.fixture
def archive(tmp_path):
    def making(content, name="包.zip"):
        (tmp_path / name).write_bytes(content)
        return tmp_path / name

    return making


def test_each_member_is_a_document_under_its_own_path(archive, build):
    path = archive(
        zipped(
            ("法规/采砂条例.txt", LAW),
            ("法规/采砂条例.docx", build.word()),
            ("__MACOSX/._x", "x"),
            ("图.xyz", b"\x80\x81" * 50),
        )
    )
    found = read_all(path)
    assert told(found) == [
        ("法规/采砂条例.txt", "text"),
        ("法规/采砂条例.docx", "docx"),
        ("图.xyz", "unsupported-format"),
    ]
    assert found[0].file == f"{path}#法规/采砂条例.txt"
    assert found[0].text.startswith("云岭省采砂条例\n")


def test_names_of_a_chinese_windows_are_read_as_such(archive):
    made = zipped(("name.txt", LAW), compression=zipfile.ZIP_STORED)
    gbk = "条例.txt".encode("gbk")
    assert len(gbk) == len("name.txt")
    assert told(read_all(archive(made.replace(b"name.txt", gbk)))) == [("条例.txt", "text")]


@pytest.mark.parametrize(
    "name", ["../../etc/x.txt", "/etc/x.txt", "..\\..\\x.txt", "C:\\x.txt", "a/../../x.txt"]
)
def test_no_member_is_written_outside_its_folder(archive, tmp_path, monkeypatch, name):
    written = []
    opened = Path.open

    def watching(self, mode="r", *more, **named):
        if "w" in mode:
            written.append(self)
        return opened(self, mode, *more, **named)

    path = archive(zipped((name, LAW)))
    monkeypatch.setattr(archives.Path, "open", watching)
    (document,) = read_all(path)
    assert document.text.startswith("云岭省采砂条例")
    (place,) = written
    assert place.name == "member1"
    assert place.parent.parent.name.startswith("lezr-")
    assert not place.exists()


def test_archives_in_archives_are_read_to_the_third_and_no_deeper(archive):
    inner = zipped(("三.txt", LAW), ("四.zip", zipped(("五.txt", LAW))))
    path = archive(zipped(("二.zip", zipped(("三.zip", inner)))))
    assert told(read_all(path)) == [
        ("二.zip#三.zip#三.txt", "text"),
        ("二.zip#三.zip#四.zip", "archive-too-deep"),
    ]


def test_many_members_come_in_shares_that_together_hold_them_all(archive):
    path = archive(zipped(*((f"{number:03}.txt", LAW) for number in range(150))))
    shares = list(sources([str(path)]))
    assert [len(share.members) for share in shares] == [64, 64, 22]
    assert [name for share in shares for name, _ in told(read(share))] == [f"{n:03}.txt" for n in range(150)]


@pytest.mark.parametrize(
    ("content", "codes", "note"),
    [
        (
            zipped(("炸弹.txt", b"0" * (9 << 20)), ("法.txt", LAW)),
            ["zip-bomb", "text"],
            "one packed a thousand times",
        ),
        (zipped()[:22], ["empty-file"], "nothing inside"),
        (zipped(("法.txt", LAW))[:-30], ["broken-file"], "cut off"),
        (b"Rar!\x1a\x07\x00" + b"\0" * 40, ["broken-file"], "no RAR behind its mark"),
        (b"7z\xbc\xaf\x27\x1c" + b"\x01" * 40, ["broken-file"], "no 7z behind its mark"),
        (b"\x1f\x8b" + b"\0" * 40, ["broken-file"], "no gzip behind its mark"),
    ],
)
def test_what_is_hostile_or_broken_becomes_a_row(archive, content, codes, note):
    if content[:3] in (b"Rar", b"7z\xbc") and programs.find("bsdtar") is None:
        codes = ["needs-unpacker"]
    assert [code for _, code in told(read_all(archive(content)))] == codes, note


def test_a_member_that_is_longer_than_it_says_is_broken(archive):
    made = bytearray(zipped(("a.txt", LAW * 50)))
    at = made.rindex(b"PK\x01\x02") + 24
    made[at : at + 4] = (20).to_bytes(4, "little")
    assert [code for _, code in told(read_all(archive(bytes(made))))] == ["broken-file"]


def test_an_encrypted_member_asks_for_its_password(archive):
    made = bytearray(zipped(("a.txt", LAW)))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        made[made.index(mark) + at] |= 1
    assert told(read_all(archive(bytes(made)))) == [("a.txt", "encrypted")]


@pytest.mark.parametrize(("limit", "value"), [("members", 2), ("bytes", 2 * len(LAW.encode()))])
def test_an_archive_gives_no_more_than_its_limits(tmp_path, limit, value):
    (tmp_path / "a.zip").write_bytes(zipped(*((f"{n}.txt", LAW) for n in range(5))))
    place = archives.Place(1, archive_member.Budget(**{limit: value}))
    (batch,) = archives.batches(Source("a.zip", str(tmp_path / "a.zip")), place)
    assert [getattr(one, "code", "") for one in batch] == ["", "", "archive-too-large"]


def test_limits_are_shared_with_the_archives_inside(tmp_path, monkeypatch):
    monkeypatch.setattr(archives, "Budget", lambda: archive_member.Budget(members=3))
    (tmp_path / "a.zip").write_bytes(zipped(("b.zip", zipped(*((f"{n}.txt", LAW) for n in range(5))))))
    assert told(read(Source("a.zip", str(tmp_path / "a.zip")))) == [
        ("b.zip#0.txt", "text"),
        ("b.zip#1.txt", "text"),
        ("b.zip", "archive-too-large"),
    ]


def test_tar_and_packed_single_files_are_read(archive):
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w:gz") as tar:
        info = tarfile.TarInfo("法/a.txt")
        info.size = len(LAW.encode())
        tar.addfile(info, io.BytesIO(LAW.encode()))
        link = tarfile.TarInfo("b.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        tar.addfile(link)
    assert told(read_all(archive(made.getvalue(), "a.tar.gz"))) == [("法/a.txt", "text")]
    import gzip  # noqa: PLC0415

    assert told(read_all(archive(gzip.compress(LAW.encode()), "采砂条例.txt.gz"))) == [
        ("采砂条例.txt", "text")
    ]


bsdtar = pytest.mark.skipif(
    programs.find("bsdtar") is None, reason="bsdtar is not installed (libarchive-tools)"
)


@bsdtar
def test_7z_is_read_member_by_member(tmp_path):
    (tmp_path / "采砂.txt").write_text(LAW)
    (tmp_path / "渡口.txt").write_text(LAW.replace("采砂", "渡口"))
    subprocess.run(
        ["bsdtar", "-acf", "a.7z", "采砂.txt", "渡口.txt"],
        cwd=tmp_path,
        check=True,
        env={**os.environ, "LC_ALL": "C.UTF-8"},
    )
    found = read_all(tmp_path / "a.7z")
    assert told(found) == [("采砂.txt", "text"), ("渡口.txt", "text")]
    assert found[1].text.startswith("云岭省渡口条例")
    data = (tmp_path / "a.7z").read_bytes()
    (tmp_path / "b.7z").write_bytes(data[: len(data) - 20])
    assert told(read_all(tmp_path / "b.7z")) == [("", "broken-file")]


RARRED = [("法规/采砂条例.txt", LAW.encode()), ("law.txt", LAW.replace("采砂", "渡口").encode())]


@bsdtar
@pytest.mark.parametrize("writer", [rar4, rar5], ids=["of WinRAR 4", "of WinRAR 5"])
def test_a_rar_is_read_member_by_member_under_its_chinese_names(archive, writer):
    found = read_all(archive(writer(RARRED), "a.rar"))
    assert told(found) == [("法规/采砂条例.txt", "text"), ("law.txt", "text")]
    assert [one.text.split("\n")[0] for one in found] == ["云岭省采砂条例", "云岭省渡口条例"]


@bsdtar
@pytest.mark.parametrize("writer", [rar4, rar5], ids=["of WinRAR 4", "of WinRAR 5"])
def test_a_changed_member_of_a_rar_is_damaged_and_the_others_are_read(archive, writer):
    made = writer([*RARRED, ("c.txt", LAW.encode())])
    at = made.rindex("渡口".encode())
    changed = made[:at] + "采砂".encode() + made[at + 6 :]
    assert told(read_all(archive(changed, "a.rar"))) == [
        ("法规/采砂条例.txt", "text"),
        ("law.txt", "broken-file"),
        ("c.txt", "text"),
    ]


@bsdtar
def test_a_changed_byte_in_a_7z_is_noticed(tmp_path):
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(LAW)
    command = ["bsdtar", "--options", "7zip:compression=store", "-acf", "a.7z", "a.txt", "b.txt"]
    subprocess.run(command, cwd=tmp_path, check=True)
    assert told(read_all(tmp_path / "a.7z")) == [("a.txt", "text"), ("b.txt", "text")]
    data = (tmp_path / "a.7z").read_bytes()
    (tmp_path / "b.7z").write_bytes(data.replace("加强".encode(), "减强".encode()))
    assert told(read_all(tmp_path / "b.7z"))[-1] == ("", "broken-file")


@bsdtar
@pytest.mark.parametrize("writer", [rar4, rar5], ids=["of WinRAR 4", "of WinRAR 5"])
def test_no_place_at_which_a_rar_is_cut_off_goes_unnoticed(archive, tmp_path, writer):
    made = writer([("a.txt", LAW.encode()), ("b.txt", LAW.encode())])
    second = made.rindex(b"b.txt")
    for end in (*range(second - 60, second + 40, 7), len(made) - 30, len(made) - 9):
        found = told(read_all(archive(made[:end], "a.rar")))
        assert "broken-file" in [code for _, code in found], end
    assert told(read_all(archive(made, "a.rar"))) == [("a.txt", "text"), ("b.txt", "text")]


def test_no_place_at_which_a_tar_is_cut_off_goes_unnoticed(archive):
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as tar:
        for name in ("a.txt", "b.txt"):
            info = tarfile.TarInfo(name)
            info.size = len(LAW.encode())
            tar.addfile(info, io.BytesIO(LAW.encode()))
    whole = made.getvalue()
    for end in (600, 1024, 1024 + 100, 1024 + 512, 1024 + 512 + 70):
        assert told(read_all(archive(whole[:end], "a.tar")))[-1][1] == "broken-file", end
    assert told(read_all(archive(whole, "a.tar"))) == [("a.txt", "text"), ("b.txt", "text")]


@pytest.mark.parametrize(
    ("content", "code", "words"),
    [
        (rar4(RARRED, marks=1), "needs-unpacker", "分成了几卷"),
        (rar4(RARRED, marks=8), "needs-unpacker", "固实"),
        (rar4(RARRED, marks=0x80), "encrypted", "密码"),
        (rar4(RARRED, file_marks=4), "encrypted", "密码"),
        (rar4(RARRED, version=20), "needs-unpacker", "过旧"),
        (rar5(RARRED, marks=1), "needs-unpacker", "分成了几卷"),
        (rar5(RARRED, password=True), "encrypted", "密码"),
        (rar4(RARRED), "", "plain"),
        (rar5(RARRED), "", "plain"),
        (rar5(RARRED)[:12], "", "cut in its first header"),
        (rar4(RARRED)[:9], "", "cut in its first header"),
        (b"Rar!\x1a\x07\x01\x00" + b"\xff" * 4000, "", "numbers without end"),
        (b"Rar!\x1a\x07\x00" + b"\0" * 4000, "", "blocks without size"),
    ],
)
def test_a_sound_rar_that_bsdtar_cannot_unpack_says_why(tmp_path, content, code, words):
    (tmp_path / "a.rar").write_bytes(content)
    refused = archive_rar.refused(str(tmp_path / "a.rar"))
    assert (refused.code if refused else "") == code, words
    assert refused is None or words in str(refused)


@bsdtar
def test_a_rar_in_volumes_is_not_called_damaged(archive):
    made = rar5(RARRED, marks=1)
    assert told(read_all(archive(made[: made.rindex(b"law.txt") + 3], "a.part1.rar")))[-1] == (
        "",
        "needs-unpacker",
    )


def test_without_bsdtar_a_rar_says_what_to_install(archive, monkeypatch):
    monkeypatch.setattr(archive_stream.programs, "find", lambda *_: None)
    (problem,) = read_all(archive(b"Rar!\x1a\x07\x00" + b"\0" * 40, "a.rar"))
    assert problem.code == "needs-unpacker"
    assert "apt install libarchive-tools" in problem.cause


@bsdtar
def test_a_program_that_prints_nothing_is_not_waited_for(archive, monkeypatch, tmp_path):
    slow = tmp_path / "bsdtar"
    slow.write_text("#!/bin/sh\nsleep 60\n")
    slow.chmod(0o755)
    monkeypatch.setattr(archive_stream, "PATIENCE", 0.2)
    monkeypatch.setattr(archive_stream, "_bsdtar", lambda: str(slow))
    assert told(read_all(archive(b"Rar!\x1a\x07\x00" + b"\0" * 40, "a.rar"))) == [("", "broken-file")]
