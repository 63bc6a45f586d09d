"""What a download says of the files in it: the lists of law-cn-cli, and the names of the national database.

law-cn-cli writes ``records.jsonl`` and ``manifest.json`` beside the files and names these after the documents'
ids; its batch download prints one JSON object that names id and path of each file. The national database
names its files ``title_date``. All of it becomes `Document.facts`: claims, not truths.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from lezr_extract.read.source import MEGABYTE, Source, problem
from lezr_extract.records import Document, Problem, Severity

LISTS = ("records.jsonl", "manifest.json", "download.json")
"""Names of the lists beside downloaded files."""
_LIST_LIMIT = 64 * MEGABYTE
_RECORDS_LIMIT = 200_000
_FACTS = {
    "title": "title",
    "issuer": "issuing_authority",
    "document_number": "document_number",
    "rank": "document_type",
    "status": "validity_status",
    "published": "publish_date",
    "effective": "effective_date",
    "version_id": "source_document_id",
}
_STATUS = {"effective": "有效", "amended": "已被修改", "repealed": "已废止", "pending": "尚未生效"}
_NAMED = re.compile(
    r"(?P<title>[\u3400-\u9fff（）()《》〈〉、·]{4,120})_(?P<y>(?:19|20)\d\d)[-.]?(?P<m>\d\d)[-.]?(?P<d>\d\d)(?:_[\u3400-\u9fff]{2,8})?"
)
_LONGEST = 400


def facts_of(source: Source) -> dict[str, str]:
    """What the folder and the name of a file say of the law in it; empty where they say nothing."""
    name = re.split(r"[/\\#]", source.file)[-1]
    stem, dot, suffix = name.rpartition(".")
    stem = stem if dot and len(suffix) < 6 else name
    found: dict[str, str] = {}
    if named := _NAMED.fullmatch(stem):
        found = {"title": named["title"], "version": f"{named['y']}-{named['m']}-{named['d']}"}
    folder = Path(source.path).parent
    for one in LISTS:
        said = _said(str(folder / one))
        found |= said.get(name) or said.get(stem) or {}
    return found


def recognises(path: str) -> bool:
    """Whether a file is one of the lists, by its name and its content."""
    return Path(path).name in LISTS and _parsed(path) is not None


def documents(source: Source) -> list[Document | Problem]:
    """No document: a note that the list was used, and a row for each download that it says has failed."""
    found: list[Document | Problem] = []
    whole = _parsed(source.path) or []
    failed = [one for value in whole for one in _list_of(value, "failures") if isinstance(one, dict)]
    for one in failed[:1000]:
        name, cause = str(one.get("document_id", ""))[:_LONGEST], str(one.get("error", ""))[:_LONGEST]
        found.append(
            problem(
                source.file,
                "not-downloaded",
                f"下载清单记载 {name} 未能下载（{cause}）；请重新下载",
                place=name,
            )
        )
    if any(isinstance(value, dict) and value.get("truncated") is True for value in whole):
        cause = "下载清单记载检索结果未取全（truncated）；请放宽数量上限后重新下载"
        found.append(problem(source.file, "not-downloaded", cause))
    cause = "这是下载工具的清单，已作为同一文件夹内各文件的线索，本身不是法规"
    return [*found, problem(source.file, "download-list", cause, Severity.NOTE)]


def with_facts(found: list[Document | Problem], source: Source) -> list[Document | Problem]:
    """The documents of a file with what its folder and name say added; what the file itself says goes first."""
    said = facts_of(source)
    if not said:
        return found
    return [
        replace(one, facts={**said, **one.facts})
        if isinstance(one, Document) and one.file == source.file
        else one
        for one in found
    ]


def _said(path: str) -> dict[str, dict[str, str]]:
    """Facts by the names under which a list knows its files."""
    try:
        status = Path(path).stat()
    except (OSError, ValueError):
        return {}
    if status.st_size > _LIST_LIMIT:
        return {}
    return _facts_in(path, status.st_mtime_ns, status.st_size)


@lru_cache(maxsize=16)
def _facts_in(path: str, changed: int, size: int) -> dict[str, dict[str, str]]:  # noqa: ARG001 - a changed file is read anew
    found: dict[str, dict[str, str]] = {}
    for record in _records(path):
        facts = _facts(record)
        names = [record.get("source_document_id"), record.get("document_id"), record.get("title")]
        if isinstance(path_of := record.get("file_path"), str):
            names.append(re.split(r"[/\\]", path_of)[-1])
        for name in names:
            if isinstance(name, str) and name and facts:
                found.setdefault(name, {}).update(facts)
    return found


def _facts(record: dict[str, Any]) -> dict[str, str]:
    facts = {}
    for ours, theirs in _FACTS.items():
        value = record.get(theirs)
        if isinstance(value, str) and 0 < len(value.strip()) <= _LONGEST:
            facts[ours] = value.strip()
    if "status" in facts:
        facts["status"] = _STATUS.get(facts["status"], facts["status"])
    if "published" in facts:
        facts["version"] = facts["published"]
    if "version_id" not in facts and isinstance(record.get("document_id"), str):
        facts["version_id"] = record["document_id"][:_LONGEST]
    return facts


def _records(path: str) -> Iterator[dict[str, Any]]:
    count = 0
    for value in _parsed(path) or []:
        for one in (value, *_list_of(value, "records"), *_list_of(value, "downloaded")):
            if isinstance(one, dict):
                count += 1
                if count > _RECORDS_LIMIT:
                    return
                yield one


def _list_of(value: object, key: str) -> list[Any]:
    inner = value.get(key) if isinstance(value, dict) else None
    return inner if isinstance(inner, list) else []


def _parsed(path: str) -> list[Any] | None:
    """The values of a JSON file or of the lines of one; None where it is no such list."""
    try:
        with open(path, "rb") as file:  # noqa: PTH123 - a name may hold any bytes
            words = file.read(_LIST_LIMIT + 1).decode("utf-8-sig")
        if len(words) > _LIST_LIMIT:
            return None
        values = (
            [json.loads(line) for line in words.splitlines() if line.strip()]
            if path.endswith(".jsonl")
            else [json.loads(words)]
        )
    except (OSError, ValueError, RecursionError):
        return None
    flat = [one for value in values for one in (value if isinstance(value, list) else [value])]
    known = {
        "source_document_id",
        "document_id",
        "downloaded",
        "records_written",
        "source_coverage",
        "records",
    }
    return flat if any(isinstance(one, dict) and known & set(one) for one in flat) else None
