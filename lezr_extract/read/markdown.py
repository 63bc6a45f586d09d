"""Markdown: the marks come out, the words stay; front matter and the first heading become facts."""

import hashlib
import re

from lezr_extract.read.assemble import MarkedTable, document
from lezr_extract.read.encoding import decode, doubts
from lezr_extract.read.sample import Sample, whole
from lezr_extract.read.source import RefusedError, Source
from lezr_extract.records import Document, Problem, Severity
from lezr_extract.text.clean import Edit

NAME = "markdown"

_SHOWS_MARKDOWN = re.compile(r"(?m)\A---[ \t]*\r?$|^#{1,6}[ \t\u3000]*[^\s#]|^<!-- [A-Z ]+ -->")
_FRONT = re.compile(r"\A---[ \t]*\r?\n(.*?)^---[ \t]*\r?(?:\n\s*|\Z)", re.DOTALL | re.MULTILINE)
_FRONT_LINE = re.compile(r"^([A-Za-z_]+)[ \t]*:[ \t]*(\S.*?)[ \t\r]*$", re.MULTILINE)
_FRONT_FACTS = {
    "title": "title",
    "publish_date": "published",
    "date": "published",
    "implement_date": "effective",
    "effective_date": "effective",
    "status": "status",
    "issuing_authority": "issuer",
    "issuer": "issuer",
    "document_number": "document_number",
    "category": "rank",
    "level": "rank",
}
_TAGS = "br|p|div|span|img|a|b|i|u|em|strong|center|font|sup|sub|hr|pdf|details|summary|blockquote"
# Every way begins with its own sign, without a group, so that the search skips from sign to sign: a class of
# first characters is looked for and the ways are tried only there.
_MARK = re.compile(
    r"#(?<![^\n]#)#{0,5}[ \t\u3000]*(?=[^\s#])"
    r"|<!--(?:[^<-]|<(?!!--)|-(?!->))*+-->"
    rf"|</?(?i:{_TAGS})\b[^<>\n]*>"
    r"|\[\[[^\[\]\n]*\]\]"
    r"|!\[[^\[\]\n]*\]\([^()\n]*\)"
    r"|\[[^\[\]\n]*\]\((?:[a-z]+:|[/#.]|www)[^()\n]*\)"
    r"|\*\*(?=[^\s*])[^*\n]*[^\s*]\*\*(?!\*)"
    r"|>(?<![^\n]>)[> ]*"
    r"|&(?:nbsp|emsp|ensp|amp|lt|gt|quot|#160);"
    r"|\\[\\*_#\[\]()`>~|+-]"
    r"|`(?<![^\n]`)``[^\n]*"
    r"|:(?<![^\n]:)::[^\n]*"
    r"|@(?<![^\n]@)tab\b[^\n]*"
)
_ENTITIES = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"'}
_FURNITURE = re.compile(r"\[\[(?:Category|分类|File|文件|Image)[:：]", re.IGNORECASE)
_TABLE = re.compile(r"(?<![^\n])\|[^\n]*(?:\n[ \t]*\|[^\n]*)+")
_RULE_ROW = re.compile(r"[|\s:=+-]*")
_BAR = re.compile(r"[ \t]*(?<!\\)\|[ \t]*")


def recognises(sample: Sample) -> bool:
    """A text with headings, a comment of the known kind or front matter."""
    return sample.words is not None and _SHOWS_MARKDOWN.search(sample.words) is not None


def documents(source: Source) -> list[Document | Problem]:
    """The one document of the file.

    Raises:
        OSError, RefusedError: see `read`; front matter without a text (index pages) is a ``stub``.
    """
    data = whole(source.path)
    text, _ = decode(data)
    front = _FRONT.match(text)
    body = front.end() if front else 0
    if not text[body:].strip():
        raise RefusedError("stub", "只有页面目录信息，没有正文", severity=Severity.NOTE)
    facts = _facts(front.group(1)) if front else {}
    edits: list[Edit] = [(0, body, "")] if body else []
    headings: list[tuple[int, int]] = []
    for match in _MARK.finditer(text, body):
        start, end = match.span()
        if text[start] == "#":
            level = len(match.group().rstrip(" \t\u3000"))
            headings.append((end, level))
            if level == 1 and "title" not in facts:
                facts["title"] = _line(text, end)
            edits.append((start, end, ""))
        else:
            edits += _unmarked(match.group(), start)
    tables, table_edits = _tables(text, body)
    return [
        document(
            source.file,
            NAME,
            text,
            edits=_in_order(edits, table_edits),
            sha256=hashlib.sha256(data).hexdigest(),
            facts=facts,
            headings=headings,
            tables=tables,
            counts_lines=True,
        ),
        *doubts(source.file, text),
    ]


def _line(text: str, start: int) -> str:
    end = text.find("\n", start)
    return text[start : end if end >= 0 else len(text)].partition("<!--")[0].strip()


def _facts(front: str) -> dict[str, str]:
    facts: dict[str, str] = {}
    for key, value in _FRONT_LINE.findall(front):
        if name := _FRONT_FACTS.get(key.lower()):
            facts.setdefault(name, value.strip("\"' "))
    if "rank" in facts:
        facts["rank"] = facts["rank"].partition("/")[0]
    return facts


def _unmarked(mark: str, start: int) -> list[Edit]:
    """What is taken out of one mark so that its words stay."""
    end = start + len(mark)
    left, right, put = len(mark), 0, ""
    if mark.startswith("[["):
        if not _FURNITURE.match(mark):
            left, right = max(2, mark.rfind("|") + 1), 2
    elif mark.startswith("**"):
        left, right = 2, 2
    elif mark.startswith("["):
        left, right = 1, len(mark) - mark.index("](")
    elif mark.startswith("\\"):
        left = 1
    elif mark.startswith("&"):
        put = _ENTITIES.get(mark, " ")
    elif mark[:3].lower() == "<br":
        put = "\n"
    edits = [(start, start + left, put)]
    return [*edits, (end - right, end, "")] if right else edits


def _tables(text: str, body: int) -> tuple[list[MarkedTable], list[Edit]]:
    """Pipe tables: cells parted by tabs, the row of dashes gone."""
    tables: list[MarkedTable] = []
    edits: list[Edit] = []
    if "\n|" not in text:
        return tables, edits
    for match in _TABLE.finditer(text, body):
        rows, at = [], match.start()
        for line in match.group().split("\n"):
            if _RULE_ROW.fullmatch(line):
                edits.append((at, min(at + len(line) + 1, len(text)), ""))
            else:
                edits += _without_bars(line, at)
                rows.append(_cells(line))
            at += len(line) + 1
        tables.append((match.start(), match.end(), tuple(rows)))
    return tables, edits


def _without_bars(row: str, at: int) -> list[Edit]:
    """The bars at both ends of a row gone, a tab for each between two cells."""
    end = len(row.rstrip())
    bars = list(_BAR.finditer(row, 0, end))
    outer = (bars[0].start(), bars[-1].start() if bars[-1].end() == end else -1)
    return [(at + bar.start(), at + bar.end(), "" if bar.start() in outer else "\t") for bar in bars]


def _cells(row: str) -> tuple[str, ...]:
    parts = _BAR.split(row.strip())
    inner = parts[1 : -1 if len(parts) > 2 and not parts[-1] else None]
    return tuple(part.replace("\\|", "|").strip() for part in inner)


def _in_order(edits: list[Edit], more: list[Edit]) -> list[Edit]:
    if not more:
        return edits
    ordered: list[Edit] = []
    for one in sorted(edits + more):
        if not ordered or one[0] >= ordered[-1][1]:
            ordered.append(one)
    return ordered
