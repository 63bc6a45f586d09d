"""On machines without the fast wheels (LoongArch and other processors) the whole path gives the same result."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from lezr_extract.text.script import is_traditional, simplified
from lezr_extract.text.words import cut

PURE = Path(sys.prefix) / "pure"
"""The way of other processors, installed apart: it has the import name of the fast library."""
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


def simplified_purely(texts):
    program = (
        f"import json, sys; sys.path.insert(0, {str(PURE)!r}); from lezr_extract.text.script import simplified\n"
        f"import opencc; assert opencc.__file__.startswith({str(PURE)!r}), opencc.__file__\n"
        "json.dump([simplified(one) for one in json.load(sys.stdin)], sys.stdout)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        input=json.dumps(texts),
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


pure = pytest.mark.skipif(
    not PURE.exists(), reason="opencc-python-reimplemented is not installed (make setup)"
)


def in_traditional_script(texts):
    """As the mainland, Taiwan and Hong Kong write it."""
    from opencc import OpenCC  # noqa: PLC0415

    return [OpenCC(way).convert(text) for way in ("s2t", "s2tw", "s2hk") for text in texts]


@pure
def test_traditional_script_is_simplified_the_same_way_without_the_fast_library():
    texts = in_traditional_script(
        [path.read_text("utf-8") for path in sorted((ROOT / "corpora/samples").glob("*.md"))]
    )
    assert len(texts) > 6
    assert all(map(is_traditional, texts))
    assert simplified_purely(texts) == [simplified(text) for text in texts]


@pure
@pytest.mark.corpus
def test_real_laws_in_traditional_script_are_simplified_the_same_way(shared):
    paths = sorted((shared / "corpora" / "lawrefbook").rglob("*.md"))[::300]
    texts = in_traditional_script([path.read_text("utf-8") for path in paths])
    texts += [
        path.read_text("utf-8") for path in sorted((shared / "corpora" / "office_documents").glob("*.txt"))
    ]
    assert simplified_purely(texts) == [simplified(text) for text in texts]
