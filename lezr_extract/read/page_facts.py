"""What a web page says of its document: the table of particulars of government sites, meta marks, title.

On government sites 发布日期 is the day of posting, which may be thirteen years later; 成文日期 is the day of the
document.
"""

import re
from itertools import pairwise
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

_CELLS = ("td", "th", "li", "span", "dt", "dd", "label", "b")
_LONGEST = 300
"""Characters of the longest particular; a cell with more holds the document itself."""
_LABELS = {
    "标题": "title",
    "名称": "title",
    "发文机关": "issuer",
    "发布机构": "issuer",
    "制定机关": "issuer",
    "发文字号": "document_number",
    "文号": "document_number",
    "成文日期": "published",
    "公布日期": "published",
    "发布日期": "posted",
    "施行日期": "effective",
    "实施日期": "effective",
    "生效日期": "effective",
    "效力级别": "rank",
    "效力位阶": "rank",
    "有效性": "status",
    "时效性": "status",
    "效力状态": "status",
    "索引号": "index_number",
    "主题分类": "subject",
}
_MARKED = re.compile(r"[：:】\]]")
"""What every cell with a label holds."""
_DATE = re.compile(r"(\d{4})\D{1,3}(\d{1,2})\D{1,3}(\d{1,2})日?")


def facts_of(root: "Element") -> dict[str, str]:
    """What the page's own table, its meta marks and its title say of the document."""
    facts: dict[str, str] = {}
    cells = [short for cell in root.iter(*_CELLS) if (short := _short_words(cell))]
    for marked, following in pairwise(cells):
        if not _MARKED.search(marked):
            continue
        label, value = " ".join(marked.split()), " ".join(following.split())
        squeezed = re.sub(r"[\s：:【】\[\]]", "", label)
        if (name := _LABELS.get(squeezed)) and label.endswith(("：", ":", "】", "]")):
            _note(facts, name, value)
        elif (parts := re.match(r"([^：:]{2,8})[：:]\s*(.+)", label)) and (
            name := _LABELS.get(re.sub(r"\s", "", parts[1]))
        ):
            _note(facts, name, parts[2])
    for meta in root.iter("meta"):
        if (meta.get("name") or "").lower() == "articletitle":
            _note(facts, "title", meta.get("content") or "")
    for title in root.iter("title"):
        _note(facts, "title", re.split(r"[_|]|\s-{1,2}\s?", title.text or "")[0])
    return facts


def _note(facts: dict[str, str], name: str, value: str) -> None:
    value = value.strip()
    if name in ("published", "posted", "effective"):
        date = _DATE.search(value)
        value = f"{date[1]}-{int(date[2]):02}-{int(date[3]):02}" if date else ""
    if value and len(value) < 300 and not value.endswith("："):
        facts.setdefault(name, value)


def _short_words(cell: "Element") -> str:
    """The words of a cell; empty for one without any and for one too long to be a particular (read no further)."""
    if not len(cell):
        alone = cell.text
        return alone if alone and len(alone) <= 2 * _LONGEST and not alone.isspace() else ""
    pieces, length = [], 0
    for words in cast("Iterator[str]", cell.itertext()):
        pieces.append(words)
        length += len(words)
        if length > 2 * _LONGEST:
            return ""
    joined = "".join(pieces)
    return "" if joined.isspace() else joined
