"""A folder of scans through the whole program: progress by page, and a killed run that goes on where it was.

The engine is a stand-in under the name of Tesseract: it notes every page that it reads, takes its time, and prints
the table of words that the real one prints.
"""

import os
import pty
import select
import signal
import stat
import time

import pytest
from lezr_extract.read.recognition.tesseract import COLUMNS
from PIL import Image, ImageDraw

PAGES = 4
WORDS = (
    "云岭省河道条例",
    "第一条 违法倾倒垃圾的，由水务部门处一千元罚款。",
    "第二条 本条例自2030年1月1日起施行。",
)
PROGRAM = """#!/bin/sh
case "$*" in
  *--list-langs*) echo chi_sim; exit;;
  *--version*) echo "tesseract 5.0"; exit;;
esac
echo page >> {log}
sleep {seconds}
cat {table}
"""


@pytest.fixture
def scans(tmp_path, monkeypatch):
    """Two scans of four pages each, an engine that reads them, and the file in which it notes each page."""
    folder = tmp_path / "scans"
    folder.mkdir()
    for number in range(2):
        pages = []
        for page in range(PAGES):
            sheet = Image.new("L", (600, 800), 255)
            ImageDraw.Draw(sheet).rectangle((100, 100 + 20 * page, 500, 115 + 20 * page + number), fill=0)
            pages.append(sheet)
        pages[0].save(folder / f"{number}.tiff", save_all=True, append_images=pages[1:])
    rows = [["5", "1", "1", "1", str(at), "1", "100", str(100 + 40 * at), "400", "30", "96", line.replace(" ", "")]
            for at, line in enumerate(WORDS, 1)]  # fmt: skip
    assert {len(row) for row in rows} == {COLUMNS}
    (tmp_path / "table.tsv").write_text("\n".join("\t".join(row) for row in rows), encoding="utf-8")
    programs = tmp_path / "programs"
    programs.mkdir()
    monkeypatch.setenv("PATH", f"{programs}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("LEZR_OCR", "tesseract")
    monkeypatch.setenv("LEZR_CACHE", str(tmp_path / "kept"))

    class Scans:
        path, log, kept = folder, tmp_path / "log", tmp_path / "kept"

        def engine(self, seconds):
            words = PROGRAM.format(log=self.log, seconds=seconds, table=tmp_path / "table.tsv")
            (programs / "tesseract").write_text(words, encoding="utf-8")
            (programs / "tesseract").chmod(stat.S_IRWXU)

        def read(self):
            """How many pages the engine has read since it was last asked."""
            count = len(self.log.read_text().splitlines()) if self.log.exists() else 0
            self.log.unlink(missing_ok=True)
            return count

        def pages_kept(self):
            return len(list(self.kept.rglob("*.json")))

    return Scans()


def wait_until(condition, seconds=150):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)


def test_a_killed_run_goes_on_with_the_pages_that_were_not_read(scans, process, tmp_path):
    scans.engine(0.3)
    command = ("run", scans.path, "-o", tmp_path / "out", "--workers", 2)
    running = process(*command)
    wait_until(lambda: scans.pages_kept() >= 3)
    running.send_signal(signal.SIGKILL)
    running.wait()
    assert not (tmp_path / "out" / "report.html").exists()
    time.sleep(0.7)  # what a worker had in hand ends
    kept = scans.pages_kept()
    assert 3 <= kept < 2 * PAGES
    # At most the page that each worker had in hand is read a second time.
    assert kept <= scans.read() <= kept + 2
    scans.engine(0)
    again = process(*command)
    _, err = again.communicate()
    assert again.returncode in (0, 1)
    assert scans.read() == 2 * PAGES - kept
    assert (tmp_path / "out" / "report.html").exists()
    assert "识别文字：" not in err, "progress is for terminals"
    assert "\x1b" not in err


def test_the_pages_of_scans_are_shown_on_a_terminal_as_they_are_read(scans, process, tmp_path):
    scans.engine(0.05)
    shown, there = pty.openpty()
    running = process("run", scans.path, "-o", tmp_path / "out", "--workers", 2, stderr=there)
    os.close(there)
    seen = b""
    while select.select([shown], [], [], 60)[0]:
        try:
            piece = os.read(shown, 65536)
        except OSError:  # the other end is closed
            break
        if not piece:
            break
        seen += piece
    os.close(shown)
    assert running.wait() in (0, 1)
    words = seen.decode("utf-8", "replace")
    for number in range(2):
        assert f"{number}.tiff" in words
    assert "识别文字" in words
    assert f"2/{PAGES}" in words
