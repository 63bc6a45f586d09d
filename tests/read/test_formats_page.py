import re
from pathlib import Path

from lezr_extract.read import formats

ROOT = Path(__file__).parent.parent.parent
PAGE = (ROOT / "docs" / "lookup" / "formats.md").read_text(encoding="utf-8")


def test_the_page_names_every_format():
    table = PAGE.partition("## 不当作文档的文件")[0]
    assert set(re.findall(r"^\| `([a-z-]+)`", table, re.MULTILINE)) == {one.NAME for one in formats.FORMATS}


def test_the_page_names_every_code_and_no_other():
    used = set()
    for module in (ROOT / "lezr_extract" / "read").rglob("*.py"):
        code = module.read_text(encoding="utf-8")
        used |= set(
            re.findall(r'(?:RefusedError\(|problem\([^"()]*,|_CAUSES[^"]*)\s*"([a-z]+(?:-[a-z]+)*)"', code)
        )
        used |= set(re.findall(r'errno\.[A-Z]+: \("([a-z-]+)"', code))
    table = PAGE.partition("## 读不了时的代码")[2]
    assert set(re.findall(r"^\| `([a-z-]+)`", table, re.MULTILINE)) == used
