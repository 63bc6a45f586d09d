"""An engine of our own that reads what the test says, and pages for it."""

import pytest
from lezr_extract.read.recognition import engines, scan
from lezr_extract.read.recognition.words import Words
from PIL import Image, ImageDraw

LAW = (
    "云岭省河道采砂管理条例",
    "第一条 为了加强河道采砂管理，制定本条例。",
    "第二条 省人民政府水行政主管部门负责河道采砂的监督管理工作。",
)


class Reader:
    """Gives the lines it was told, one below the other, and counts the pages that it read."""

    name = "reader 1.0"
    doubtful = 0.9

    def __init__(self, lines=LAW, confidence=0.99):
        self.lines, self.confidence, self.read = list(lines), confidence, 0

    def words(self, picture):
        self.read += 1
        return [
            Words(line, 100, 100 + 40 * at, 100 + 24 * len(line), 124 + 40 * at, self.confidence)
            for at, line in enumerate(self.lines)
        ]


@pytest.fixture
def reader(monkeypatch, tmp_path):
    """The engine of this machine for the test; kept pages go into a folder of their own."""
    one = Reader()
    monkeypatch.setattr(scan, "engine", lambda: one)
    monkeypatch.setenv("LEZR_CACHE", str(tmp_path / "kept"))
    return one


@pytest.fixture
def inked():
    """A page with some ink on it."""

    def made(width=900, height=1200):
        page = Image.new("L", (width, height), 255)
        ImageDraw.Draw(page).rectangle((100, 100, 500, 124), fill=0)
        return page

    return made


@pytest.fixture(params=["rapidocr", "tesseract"])
def real_engine(request, monkeypatch, tmp_path):
    """Each engine that this machine has; skips, saying so, where it has not."""
    monkeypatch.setenv("LEZR_OCR", request.param)
    monkeypatch.setenv("LEZR_CACHE", str(tmp_path / "kept"))
    if engines.engine() is None:
        pytest.skip(f"{request.param} is not installed: {scan.INSTALL}")
    return request.param
