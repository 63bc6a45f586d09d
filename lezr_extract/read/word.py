"""Word documents (.docx): paragraphs and tables in the order of the page, as the finished document shows them.

Inserted text of tracked changes is read, deleted text is not; a note says that there are changes. Numbers that
Word counts itself are written out. Headers and footers are no text of the law; footnotes and endnotes stand
beside it in `Document.notes`. A document whose text stands in an embedded page (altChunk, as web converters
write it) is read from there.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lezr_extract.read import web_page
from lezr_extract.read.assemble import document
from lezr_extract.read.encoding import decode
from lezr_extract.read.flow import Flow
from lezr_extract.read.sample import FILE_LIMIT, Sample, whole
from lezr_extract.read.source import FOREIGN_ERRORS, RefusedError, Source, problem
from lezr_extract.read.word_numbering import Numbering
from lezr_extract.read.word_package import PACKAGE_LIMIT, Package, broken
from lezr_extract.read.word_words import FALLBACK, Rarities, W, words_of
from lezr_extract.records import Document, Problem, Severity

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

NAME = "docx"

_R_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_CONTAINERS = frozenset(
    {f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")}
    | {"{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"}
    | {"{http://schemas.openxmlformats.org/markup-compatibility/2006}Choice"}
)
_CHANGES = tuple(f"{W}{name}" for name in ("ins", "del", "moveFrom", "moveTo"))
_HEADING_STYLE = re.compile(r"(?:heading|标题)\s*([1-9])$", re.IGNORECASE)
_ARTICLE = re.compile(r"\s*第[一二三四五六七八九十百千零〇\d]+条")
_WIDEST = 63
"""Columns of a table of Word."""


def recognises(sample: Sample) -> bool:
    """A ZIP package with Word's main part, or a broken one that still shows it."""
    if not sample.head.startswith(b"PK\x03\x04"):
        return False
    names = sample.zip_names
    return not names or any(name.startswith("word/") and name.endswith(".xml") for name in names)


def documents(source: Source) -> list[Document | Problem]:
    """The one document of the file, and a note where it holds tracked changes.

    Raises:
        OSError, RefusedError: see `read`.
    """
    data = whole(source.path, min(PACKAGE_LIMIT, FILE_LIMIT))
    try:
        page = _page(Package.of(data))
    except FOREIGN_ERRORS as error:
        raise broken(error) from error
    flow = page.flow
    found: list[Document | Problem] = [
        document(
            source.file,
            NAME,
            flow.text,
            sha256=hashlib.sha256(data).hexdigest(),
            headings=flow.headings,
            tables=flow.tables,
            notes=page.notes,
        )
    ]
    if page.changes:
        cause = f"文件内有 {page.changes} 处修订标记，已按“接受全部修订”读取；请确认这是定稿"
        found.append(problem(source.file, "tracked-changes", cause, Severity.NOTE))
    return found


@dataclass
class _Page:
    """The document while it is walked."""

    package: Package
    numbering: Numbering
    levels: dict[str, int]
    rarities: Rarities
    flow: Flow = field(default_factory=Flow)
    notes: list[tuple[int, str]] = field(default_factory=list)
    changes: int = 0
    asked: list[tuple[int, str, str]] = field(default_factory=list)
    unfinished: str = ""


def tables(source: Source) -> list[list[list[str]]]:
    """The tables of the file cell by cell, whatever they frame; a cell that goes on from above or left is empty.

    Raises:
        OSError, RefusedError: see `read`.
    """
    data = whole(source.path, min(PACKAGE_LIMIT, FILE_LIMIT))
    try:
        page, _, body = _opened(Package.of(data))
        return [
            [["\n".join(words for words, _ in cell) for cell in row] for row in _rows(page, table)]
            for table in _blocks(body, f"{W}tbl")
        ]
    except FOREIGN_ERRORS as error:
        raise broken(error) from error


def _opened(package: Package) -> "tuple[_Page, Element, Element]":
    """The document before it is walked, the root of its main part and the body in it."""
    root = package.xml(package.main)
    body = root.find(f"{W}body")
    if body is None:
        raise RefusedError("broken-file", "Word 文件没有正文部分", "请用 Word 或 WPS 打开修复并另存后重试")
    styles = package.beside("styles")
    page = _Page(
        package, Numbering.of(package.beside("numbering"), styles), _heading_levels(styles), Rarities.of(root)
    )
    return page, root, body


def _page(package: Package) -> _Page:
    page, root, body = _opened(package)
    page.changes = sum(1 for _ in root.iter(*_CHANGES))
    _walk(page, body)
    if page.unfinished:
        page.flow.line(page.unfinished)
    _answer_notes(page)
    return page


def _walk(page: _Page, container: "Element") -> None:
    for element in _blocks(container):
        if element.tag == f"{W}p":
            _paragraph(page, element)
        elif element.tag == f"{W}tbl":
            _table(page, element)
        else:
            _embedded(page, element.get(_R_ID))


def _blocks(container: "Element", *wanted: str) -> Iterator["Element"]:
    """The blocks of a container, content controls and the like opened; ``wanted`` tags instead of blocks."""
    tags = wanted or (f"{W}p", f"{W}tbl", f"{W}altChunk")
    waiting = list(reversed(container))
    while waiting:
        element = waiting.pop()
        if element.tag in tags:
            yield element
        elif element.tag in _CONTAINERS:
            waiting.extend(reversed(element))


def _paragraph(page: _Page, element: "Element") -> None:
    line = _line(page, element)
    if line is not None:
        words, level = line
        page.flow.line(words, level)
    for box in _boxes(element):
        _walk(page, box)


def _line(page: _Page, element: "Element") -> tuple[str, int] | None:
    """The line of a paragraph with its number, and its level as a heading; None where the next one goes on in it."""
    said = words_of(element, page.rarities)
    if said.open:
        page.unfinished += said.text
        return None
    looks = element.find(f"{W}pPr")
    style = _value(looks, "pStyle") if looks is not None else ""
    mark = page.numbering.mark(looks, style)
    before, page.unfinished = page.unfinished, ""
    start = page.flow.length + len(mark) + len(before)
    page.asked += ((start + at, kind, number) for at, kind, number in said.notes)
    return mark + before + said.text, page.levels.get(style, 0)


def _boxes(paragraph: "Element") -> Iterator["Element"]:
    """Text boxes that hang on a paragraph: of a drawing and its double for old Word only the drawing."""
    for box in paragraph.iter(f"{W}txbxContent"):
        for above in box.iterancestors():
            if above is paragraph:
                yield box
                break
            if above.tag in (f"{W}txbxContent", FALLBACK, f"{W}del", f"{W}moveFrom"):
                break


Cell = list[tuple[str, int]]
"""The lines of a cell with their levels as headings."""


def _table(page: _Page, table: "Element") -> None:
    """A table as such; one that only frames the text of a law is opened into lines."""
    rows = _rows(page, table)
    cells = [cell for row in rows for cell in row]
    frames = all(len(row) == 1 for row in rows) or any(
        sum(1 for words, _ in cell if _ARTICLE.match(words)) > 1 for cell in cells
    )
    if not frames:
        page.flow.table([tuple(" ".join(words for words, _ in cell) for cell in row) for row in rows])
        return
    for cell in cells:
        for words, level in cell:
            page.flow.line(words, level)


def _rows(page: _Page, table: "Element") -> list[list[Cell]]:
    """Rows of cells in the columns of the page; a cell that goes on from above or from the left is empty."""
    rows: list[list[Cell]] = []
    for row in _blocks(table, f"{W}tr"):
        looks = row.find(f"{W}trPr")
        if looks is not None and looks.find(f"{W}del") is not None:
            continue
        cells: list[Cell] = [[] for _ in range(_number(looks, "gridBefore", 0))]
        for cell in _blocks(row, f"{W}tc"):
            looks = cell.find(f"{W}tcPr")
            if looks is not None and looks.find(f"{W}cellDel") is not None:
                continue
            cells.append(_cell(page, cell))
            cells += ([] for _ in range(_number(looks, "gridSpan", 1) - 1))
        rows.append(cells)
    return rows


def _cell(page: _Page, cell: "Element") -> Cell:
    lines: Cell = []
    for block in _blocks(cell):
        if block.tag == f"{W}p":
            line = _line(page, block)
            lines += [line] if line is not None else []
            for box in _boxes(block):
                lines += _cell(page, box)
        elif block.tag == f"{W}tbl":
            for row in _rows(page, block):
                lines += [line for inner in row for line in inner]
    return lines


def _answer_notes(page: _Page) -> None:
    """Finds the words of the notes that were referred to."""
    texts: dict[str, dict[str, str]] = {}
    for at, kind, number in page.asked:
        if kind not in texts:
            root = page.package.beside(kind)
            texts[kind] = {}
            for note in () if root is None else root:
                words = " ".join(words_of(one).text.strip() for one in note.iter(f"{W}p"))
                texts[kind][str(note.get(f"{W}id"))] = words.strip()
        if words := texts[kind].get(number, ""):
            page.notes.append((at, words))


def _embedded(page: _Page, relation: str | None) -> None:
    named = page.package.of_main.get(relation or "")
    if named is None or not named.target:
        return
    data, flow = page.package.read(named.target), page.flow
    if data.startswith(b"PK"):
        raise RefusedError("unsupported-format", "正文是嵌入的另一个 Word 文件", "请用 Word 打开并另存后重试")
    words, _ = decode(web_page.page_in_mht(data))
    embedded = web_page.flow_of(web_page.parsed(words)) if "<" in words else None
    start = flow.length
    if embedded is None:
        for line in words.splitlines():
            flow.line(line)
        return
    for line in embedded.lines:
        flow.line(line)
    flow.headings += [(start + at, level) for at, level in embedded.headings]
    flow.tables += [(start + a, start + b, rows) for a, b, rows in embedded.tables]


def _heading_levels(styles: "Element | None") -> dict[str, int]:
    """Style ids of headings with their level; ``Title`` counts as level 1."""
    levels = {}
    for style in () if styles is None else styles.iterchildren(f"{W}style"):
        name = _value(style, "name")
        if name.lower() in ("title", "标题"):
            levels[str(style.get(f"{W}styleId"))] = 1
        elif match := _HEADING_STYLE.match(name):
            levels[str(style.get(f"{W}styleId"))] = int(match[1])
    return levels


def _value(element: "Element", name: str) -> str:
    found = element.find(f"{W}{name}")
    return str(found.get(f"{W}val") or "") if found is not None else ""


def _number(looks: "Element | None", name: str, otherwise: int) -> int:
    words = _value(looks, name) if looks is not None else ""
    return min(int(words), _WIDEST) if words.isascii() and words.isdigit() and len(words) < 6 else otherwise
