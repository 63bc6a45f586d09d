"""Shared by all tests: where the real documents are, and how a test says that they are absent."""

import os
import shutil
from pathlib import Path

import pytest
from tests.this_machine_only import forbid_others

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"
SAMPLES = ROOT / "corpora" / "samples"
CHROMIUM = next(
    (p for name in ("chromium", "chromium-browser", "google-chrome") if (p := shutil.which(name))), None
)

# Whether a machine has an engine must not change what a test gives; the tests of the engines switch theirs on.
os.environ["LEZR_OCR"] = "off"
forbid_others()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real documents and labels; skips the test, saying so, where it is absent."""
    if not (SHARED / "corpora").is_dir():
        pytest.skip("../shared is absent: the real documents are not on this machine")
    return SHARED


@pytest.fixture(scope="session")
def samples() -> Path:
    """Our own short model statutes."""
    return SAMPLES


@pytest.fixture(scope="module")
def browser():
    """A real browser; skips the test, saying so, where there is none."""
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine")
    playwright = pytest.importorskip("playwright.sync_api")
    with playwright.sync_playwright() as started:
        found = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield found
        found.close()
