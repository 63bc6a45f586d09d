"""On machines without the fast wheels (LoongArch and other processors) the whole path gives the same result."""

import json
import subprocess
import sys
from pathlib import Path

from lezr_extract.text.words import cut

ROOT = Path(__file__).parent.parent
ABSENT = ("ahocorasick_rs", "rjieba", "pypdfium2", "opencc", "python_calamine")
PROGRAM = """
import sys
for name in {absent!r}:
    sys.modules[name] = None
from lezr_extract.cli import main
main(["powers", "corpora/samples", "--jsonl", "--workers", "1"])
"""


def printed(absent):
    """What `lezr powers` prints with the modules ``absent`` not to be had."""
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM.format(absent=absent)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_without_the_fast_libraries_every_power_is_the_same():
    fast, slow = printed(()), printed(ABSENT)
    assert len(fast) > 80
    assert fast == slow


def test_words_are_cut_the_same_way_with_and_without_the_fast_library(monkeypatch):
    text = "违反本条例规定的，由县级以上人民政府市场监督管理部门责令改正，处五千元以上二万元以下罚款。"
    fast = cut(text)
    monkeypatch.setitem(sys.modules, "rjieba", None)
    assert cut(text) == fast
    assert "".join(fast) == text
