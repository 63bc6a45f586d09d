import io
import os
import resource
import signal
import sqlite3
import subprocess
import tempfile
import time
import zipfile
from contextlib import contextmanager
from pathlib import Path

import pytest

KEPT = ".lezr-kept.db"
RUN_NAMES = ("lezr.db", "权责清单.xlsx", "report.html", "problems.csv", "manifest.json")
PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4
ENCRYPTED_PDF = (
    b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n"
    b"2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\n"
    b"3 0 obj\n<< /Filter /Standard /V 1 /R 2 /Length 40 /P -4 /O <"
    + b"41" * 32
    + b"> /U <"
    + b"42" * 32
    + b"> >>\n"
    b"endobj\ntrailer\n<< /Size 4 /Root 1 0 R /Encrypt 3 0 R /ID [<41> <41>] >>\nstartxref\n9\n%%EOF\n"
)


def bomb():
    """A Word file of a few kilobytes whose text would fill the memory."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        with package.open("word/document.xml", "w") as part:
            for _ in range(64):
                part.write(b" " * (1 << 20))
    return made.getvalue()


BAD = [
    ("空.md", b"", "an empty file"),
    ("空白.txt", "　\n \n".encode(), "white space alone"),
    ("图.docx", PNG, "a picture named .docx"),
    ("坏.pdf", b"%PDF-1.7\nnothing that a PDF holds", "a broken PDF"),
    ("锁.pdf", ENCRYPTED_PDF, "an encrypted PDF"),
    ("弹.docx", bomb(), "a zip bomb"),
    ("坏.docx", b"PK\x03\x04" + bytes(100), "a broken Word file"),
    ("信.txt", "今天天气很好。\n我们去散步。\n".encode(), "a text that is no law"),
    ("码.txt", bytes(range(128, 256)) * 8, "bytes that are no text"),
]


@pytest.mark.parametrize(("name", "content", "note"), BAD, ids=[note for _, _, note in BAD])
def test_a_bad_file_alone_is_one_sentence_that_names_it(lezr, tmp_path, name, content, note):
    path = tmp_path / name
    path.write_bytes(content)
    ran = lezr("run", path, "-o", tmp_path / "out")
    assert ran.status == 2
    assert ran.err.startswith("错误：")
    assert ran.err.count("\n") == 1
    assert str(path) in ran.err
    assert not (tmp_path / "out").exists()
    for command in ("articles", "powers"):
        ran = lezr(command, path, "--jsonl")
        assert (ran.status, ran.out) == (1, "")
        assert str(path) in ran.err
        assert ran.err.count("\n") == 1


def test_bad_files_beside_a_law_cost_only_themselves(lezr, tmp_path, statute):
    folder = tmp_path / "in"
    folder.mkdir()
    for name, content, _ in BAD:
        (folder / name).write_bytes(content)
    (folder / "渠.md").write_text(statute, encoding="utf-8")
    ran = lezr("run", folder, "-o", tmp_path / "out")
    assert ran.status == 1
    assert "法律 1 件" in ran.out
    assert f"{len(BAD)} 份文件没有成为法律" in ran.err
    problems = (tmp_path / "out" / "problems.csv").read_text(encoding="utf-8-sig")
    assert [name for name, _, _ in BAD if name not in problems] == []


def test_a_text_of_200_megabytes_is_refused_before_it_is_read(lezr, tmp_path):
    path = tmp_path / "大.txt"
    with path.open("wb") as out:
        line = "第一条　为了加强管理，制定本办法。\n".encode() * 20_000
        for _ in range(200 * (1 << 20) // len(line) + 1):
            out.write(line)
    started = time.monotonic()
    ran = lezr("run", path, "-o", tmp_path / "out")
    assert ran.status == 2
    assert ran.err.count("\n") == 1
    assert str(path) in ran.err
    assert time.monotonic() - started < 20
    assert not (tmp_path / "out").exists()


@contextmanager
def unprivileged():
    """A folder that anybody may reach, and a process that may not do everything, as root may."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        root = os.geteuid() == 0
        try:
            yield Path(folder), lambda: os.seteuid(65534) if root else None
        finally:
            if root:
                os.seteuid(0)
            Path(folder).chmod(0o755)


def test_a_file_without_permission_is_named(lezr, statute, samples):
    lezr("articles", samples)  # loads what root may load and another user perhaps may not
    with unprivileged() as (folder, step_down):
        path = folder / "渠.md"
        path.write_text(statute, encoding="utf-8")
        path.chmod(0)
        step_down()
        ran = lezr("articles", path)
    assert (ran.status, ran.out) == (1, "")
    assert "权限" in ran.err
    assert str(path) in ran.err
    assert ran.err.count("\n") == 1


def test_a_folder_that_may_not_be_written_is_named(lezr, statute, samples, tmp_path):
    lezr("run", samples, "-o", tmp_path / "out", "--workers", 1)
    with unprivileged() as (folder, step_down):
        path = folder / "渠.md"
        path.write_text(statute, encoding="utf-8")
        folder.chmod(0o555)
        step_down()
        ran = lezr("run", path, "-o", folder / "out")
    assert (ran.status, ran.out) == (2, "")
    assert "权限" in ran.err
    assert str(folder / "out") in ran.err
    assert ran.err.count("\n") == 1


def test_a_folder_with_no_law_in_it_is_one_sentence(lezr, tmp_path):
    folder = tmp_path / "空"
    folder.mkdir()
    ran = lezr("run", folder, "-o", tmp_path / "out")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.count("\n") == 1
    assert str(folder) in ran.err
    assert not (tmp_path / "out").exists()


def test_a_locked_database_is_one_sentence(lezr, tmp_path, samples):
    out = tmp_path / "out"
    lezr("run", samples, "-o", out)
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    other = sqlite3.connect(out / "lezr.db", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    ran = lezr("run", samples, "-o", out)
    other.close()
    assert (ran.status, ran.out) == (2, "")
    assert str(out / "lezr.db") in ran.err
    assert ran.err.count("\n") == 1
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before


def limited():
    """No file may grow beyond 100 KB: the write fails as on a full disk."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)


def test_a_disk_without_room_is_one_sentence_and_nothing_is_left(process, tmp_path, samples):
    running = process("run", samples, "-o", tmp_path / "out", "--workers", 1, preexec_fn=limited)
    out, err = running.communicate(timeout=120)
    assert (running.returncode, out) == (2, "")
    assert "磁盘" in err
    assert err.count("\n") == 1
    assert left(tmp_path / "out") <= {KEPT}


def test_output_into_a_full_device_is_one_sentence(process, samples):
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full on this system")
    with Path("/dev/full").open("w") as full:
        running = process("articles", samples, "--jsonl", stdout=full)
        _, err = running.communicate(timeout=60)
    assert running.returncode == 2
    assert "磁盘空间不足" in err
    assert err.count("\n") == 1


def test_a_reader_that_has_had_enough_is_no_error(process, samples):
    running = process("articles", samples, "--jsonl")
    assert running.stdout.readline().startswith("{")
    running.stdout.close()
    running.stdout = None
    assert running.wait(timeout=60) == 0
    assert "Traceback" not in running.stderr.read()


@pytest.mark.parametrize("kind", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_run_is_one_sentence_and_leaves_nothing_running_or_half_written(
    process, tmp_path, statute, kind
):
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(1_600):
        article = "第九条　违反本办法规定，由水利部门处一千元罚款。\n" * 60
        (folder / f"{number:04}.md").write_text(statute + article, encoding="utf-8")
    running = process("run", folder, "-o", tmp_path / "out", "--workers", 2, start_new_session=True)
    database = tmp_path / "out" / "lezr.db.partial"
    wait_until(lambda: database.exists() and database.stat().st_size > 100_000)
    os.killpg(running.pid, kind)
    out, err = running.communicate(timeout=30)
    assert (running.returncode, out) == (2, "")
    assert "已中断" in err
    assert err.count("\n") == 1
    assert left(tmp_path / "out") <= {KEPT}
    with pytest.raises(ProcessLookupError):
        os.killpg(running.pid, 0)


def test_a_killed_run_leaves_no_worker_behind_and_the_next_run_goes_through(process, tmp_path, statute, lezr):
    folder = tmp_path / "in"
    folder.mkdir()
    for number in range(400):
        (folder / f"{number:04}.md").write_text(statute * 20, encoding="utf-8")
    running = process("run", folder, "-o", tmp_path / "out", "--workers", 2, start_new_session=True)
    wait_until((tmp_path / "out" / "lezr.db.partial").exists)
    running.kill()
    running.wait(timeout=30)
    wait_until(lambda: not alive(running.pid))
    (folder / "只此一件").mkdir()
    (folder / "只此一件" / "渠.md").write_text(statute, encoding="utf-8")
    assert lezr("run", folder / "只此一件", "-o", tmp_path / "out").status == 0
    assert left(tmp_path / "out") == {*RUN_NAMES, KEPT}


def left(folder):
    """What stands in ``folder``; what was read is kept for the next run, and is no result."""
    return {path.name for path in folder.iterdir()} if folder.exists() else set()


def alive(group):
    found = subprocess.run(
        ["ps", "-o", "stat=", "-g", str(group)], capture_output=True, text=True, check=False
    )
    return any(not line.startswith("Z") for line in found.stdout.split())


def wait_until(condition, seconds=60):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)


@pytest.mark.parametrize("kind", ["folder", "pipe"])
def test_what_is_no_file_is_never_replaced_by_one(lezr, samples, tmp_path, kind):
    lezr("run", samples, "-o", tmp_path / "out", "--workers", 1)
    target = tmp_path / "别的"
    target.mkdir() if kind == "folder" else os.mkfifo(target)
    before = target.stat().st_mode
    ran = lezr("export", tmp_path / "out", "--format", "csv", "-o", target)
    assert ran.status == 2
    assert "别的" in ran.err
    assert target.stat().st_mode == before
