"""Web pages (HTML, and MHT as browsers save it): the main text without the furniture of the site."""

import hashlib
import re
from collections.abc import Callable
from email import message_from_bytes, policy
from functools import cache
from typing import TYPE_CHECKING, Any

from lezr_extract.read.assemble import document
from lezr_extract.read.encoding import decode, doubts
from lezr_extract.read.flow import Flow
from lezr_extract.read.page_facts import facts_of
from lezr_extract.read.sample import Sample, whole
from lezr_extract.read.source import FOREIGN_ERRORS, RefusedError, Source
from lezr_extract.records import Document, Problem

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

NAME = "html"

_COMMENT = r"<!--(?:[^<-]|<(?!!--)|-(?!->))*+-->"
_SHOWS_HTML = re.compile(
    rf"\s*(?:{_COMMENT}\s*|<\?xml[^<>]*>\s*|<![^<>]*>\s*)*"
    r"<(?:html|head|body|div|table|p|meta|span|h[1-6]|section|article|main|title|script|style|link|ul|center|font)\b",
    re.IGNORECASE,
)
_SHOWS_MHT = re.compile(rb"\s*(?:MIME-Version:|From:)[^\x00]{0,2000}multipart/related", re.IGNORECASE)
_DECLARATION = re.compile(r"\A\s*<\?xml[^<>]*>")
_SOURCE = re.compile(r"<!--\s*(?:source|saved from url=\([0-9]+\))\s*:?\s*(https?://[^\s;>]+)")

# Where the content systems of government sites put the text; the first one present wins.
_MAIN = (
    "//*[@id='UCAP-CONTENT']",
    "//*[contains(concat(' ', @class, ' '), ' pages_content ')]",
    "//*[contains(concat(' ', @class, ' '), ' TRS_Editor ')]",
    "//*[contains(concat(' ', @class, ' '), ' TRS_UEDITOR ')]",
    "//*[@id='zoom' or @id='Zoom' or @id='zoomcon']",
    "//*[contains(@class, 'Custom_UnionStyle')]",
    "//*[@id='vsb_content' or @id='mainText' or @id='artibody']",
    "//article",
)
_NO_WORDS = frozenset(
    [
        "script",
        "style",
        "nav",
        "header",
        "footer",
        "aside",
        "form",
        "button",
        "select",
        "option",
        "iframe",
        "noscript",
        "template",
        "object",
        "svg",
        "head",
    ]
)
_NO_PROSE = _NO_WORDS | {"a"}
_BLOCKS = frozenset(
    [
        "address",
        "article",
        "blockquote",
        "body",
        "center",
        "dd",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figure",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "html",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
        "br",
        "caption",
    ]
)
_SOURCE_BREAK = re.compile(r"[ \t\r]*\n[ \t\r\n]*")
_BLANKS = re.compile(r"[ \t\r]+")
MARKS_LIMIT = 300_000
"""More marks make a tree of hundreds of megabytes; the longest of statutes as a page has 30,000."""
_ENOUGH = 60
"""Characters that a main part must hold to be believed; less is the frame of a page that loads its text later."""


def recognises(sample: Sample) -> bool:
    """A text that begins as a page does, or a page saved with its pictures (MHT)."""
    if _SHOWS_MHT.match(sample.head):
        return True
    return sample.words is not None and _SHOWS_HTML.match(sample.words) is not None


def documents(source: Source) -> list[Document | Problem]:
    """The one document of the page.

    Raises:
        OSError, RefusedError: see `read`.
    """
    data = whole(source.path)
    html, _ = decode(page_in_mht(data))
    root = parsed(html)
    facts = facts_of(root)
    if address := _SOURCE.search(html):
        facts["source"] = address[1]
    flow = flow_of(main_part(root))
    return [
        document(
            source.file,
            NAME,
            flow.text,
            sha256=hashlib.sha256(data).hexdigest(),
            facts=facts,
            headings=flow.headings,
            tables=flow.tables,
        ),
        *doubts(source.file, flow.text),
    ]


def page_in_mht(data: bytes) -> bytes:
    """The page inside an MHT archive; any other bytes as they are."""
    if not _SHOWS_MHT.match(data[:4000]):
        return data
    try:
        for part in message_from_bytes(data.lstrip(), policy=policy.compat32).walk():
            if part.get_content_type() in ("text/html", "application/xhtml+xml"):
                words = part.get_payload(decode=True)
                if isinstance(words, bytes) and words.strip():
                    return words
    except FOREIGN_ERRORS as error:
        raise _broken(error) from error
    raise RefusedError("no-text", "单一网页文件（MHT）里没有网页正文", "请另存为 .docx 或文本后重试")


def parsed(html: str) -> "Element":
    """The tree of a page, however broken its marks are.

    Raises:
        RefusedError: nothing is there to parse.
    """
    # Not lxml.html: its elements are classes of Python, asked for one by one, and nothing of theirs is needed.
    from lxml.etree import HTMLParser, LxmlError, ParserError, fromstring  # noqa: PLC0415

    words = _DECLARATION.sub("", html).replace("\x00", "")
    if words.count("<") > MARKS_LIMIT:
        raise RefusedError("too-large", "网页标记过多，不像一份法规文本", "请另存为文本后重试")
    if not words.strip():
        raise RefusedError("no-text", "网页里没有文字", "请确认文件内容")
    reader = HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
    try:
        root: Element | None = fromstring(words.encode("utf-8", "replace"), reader)
        if root is None:
            raise ParserError("Document is empty")
    except (LxmlError, *FOREIGN_ERRORS) as error:
        raise _broken(error) from error
    return root


def main_part(root: "Element") -> "Element":
    """The element that holds the document: a known place of content systems, else the densest one."""
    prose: dict[Element, int] = {}
    for place in _places():
        found: list[Element] = place(root)
        if len(found) == 1 and _holds_enough(found[0]):
            return found[0]
        if len(found) > 1:
            prose = prose or _prose(root)
            best = max(found, key=lambda element: prose[element])
            if prose[best] >= _ENOUGH:
                return best
    prose = prose or _prose(root)
    body = root.find("body")
    best = root if body is None else body
    share = 0.7 * prose.get(best, 0)
    while share:
        inner = [child for child in best if prose.get(child, 0) >= share]
        if not inner or inner[0].tag in ("p", "span"):
            break
        best = inner[0]
    return best


@cache
def _places() -> "tuple[Callable[[Element], Any], ...]":
    from lxml.etree import XPath  # noqa: PLC0415

    return tuple(XPath(place) for place in _MAIN)


def _holds_enough(top: "Element") -> bool:
    """Whether `_prose` of an element comes to `_ENOUGH`; counts no further than that."""
    held = 0
    waiting = [(top, False)]
    while waiting and held < _ENOUGH:
        element, with_tail = waiting.pop()
        tag = element.tag
        if with_tail:
            held += len((element.tail or "").strip())
        elif tag.__class__ is str and tag not in _NO_PROSE:
            held += len((element.text or "").strip())
            for child in reversed(element):
                waiting += ((child, True), (child, False))
    return held >= _ENOUGH


def _prose(top: "Element") -> dict["Element", int]:
    """How many characters of running text ``top`` and each element in it hold: links and scripts are furniture."""
    prose: dict[Element, int] = {}
    get = prose.get
    for element in reversed(list(top.iter())):
        tag = element.tag
        held = 0
        if tag.__class__ is str and tag not in _NO_PROSE:
            held = get(element, 0)
            if words := element.text:
                held += len(words.strip())
        prose[element] = held
        if element is top:
            break
        above = element.getparent()
        if above is not None:
            if words := element.tail:
                held += len(words.strip())
            if held:
                prose[above] = get(above, 0) + held
    return prose


def flow_of(main: "Element") -> Flow:
    """The lines, tables and headings of a part of a page."""
    from lxml import etree  # noqa: PLC0415

    flow = Flow()
    waiting: list[str] = []
    walk = etree.iterwalk(main, events=("start", "end", "comment", "pi"))
    for event, element in walk:
        tag = element.tag if isinstance(element.tag, str) else ""
        if event == "end" and tag == "pre":
            for row in "".join(waiting).split("\n"):
                flow.line(row)
            waiting.clear()
        if tag in _BLOCKS:
            _flush(flow, waiting, tag if event == "end" else "")
        if event == "start":
            if tag == "table" and (rows := _data_table(element)):
                flow.table(rows)
                walk.skip_subtree()
            elif tag in _NO_WORDS:
                walk.skip_subtree()
            elif element.text:
                waiting.append(element.text)
        elif element is not main and element.tail:
            waiting.append(element.tail)
    _flush(flow, waiting, "")
    return flow


def _flush(flow: Flow, waiting: list[str], tag: str) -> None:
    """What waited becomes a line; ``tag`` is the block that ends with it."""
    if not waiting:
        return
    words = _collapsed("".join(waiting))
    waiting.clear()
    if words.strip():
        flow.line(words, int(tag[1]) if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit() else 0)


def _collapsed(words: str) -> str:
    """White space as a browser shows it; a break of the source between two Chinese characters shows nothing."""
    if "\n" in words:
        words = _SOURCE_BREAK.sub(
            lambda m: (
                " "
                if _latin(words[m.start() - 1 : m.start()]) and _latin(words[m.end() : m.end() + 1])
                else ""
            ),
            words,
        )
    return _BLANKS.sub(" ", words) if "  " in words or "\t" in words or "\r" in words else words


def _latin(character: str) -> bool:
    return character.isascii() and character.isalnum()


def _data_table(table: "Element") -> list[tuple[str, ...]]:
    """The rows of a table that holds data; empty for one that only arranges the page."""
    if next((inner for inner in table.iter("table") if inner is not table), None) is not None:
        return []
    rows = [
        tuple(_collapsed(_words(cell)) for cell in row if cell.tag in ("td", "th"))
        for row in table.iter("tr")
    ]
    rows = [row for row in rows if any(cell.strip() for cell in row)]
    return rows if len(rows) > 1 and max(map(len, rows)) > 1 else []


def _words(element: "Element") -> str:
    pieces: list[str] = []
    waiting: list[tuple[Element, bool]] = [(element, False)]
    while waiting:
        part, with_tail = waiting.pop()
        if with_tail:
            pieces.append(part.tail or "")
        elif isinstance(part.tag, str) and part.tag not in _NO_WORDS:
            pieces.append(part.text or "")
            for child in reversed(part):
                waiting += ((child, True), (child, False))
    return "".join(pieces)


def _broken(error: Exception) -> RefusedError:
    return RefusedError(
        "broken-file", f"网页内容已损坏，无法解析（{type(error).__name__}）", "请重新保存网页后重试"
    )
