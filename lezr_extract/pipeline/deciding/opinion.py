"""From the findings of a comparison (findings.jsonl) to a draft opinion (审查意见书)."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from lezr_extract.errors import CannotRunError
from lezr_extract.pipeline.job.place import explained
from lezr_extract.powerlist.export.opinion import opinion_of
from lezr_extract.powerlist.export.opinion_page import write_opinion_page
from lezr_extract.powerlist.export.opinion_word import write_opinion_document
from lezr_extract.records import Difference, DifferenceKind, Finding, FindingKind, Guard, Level, Side, Span

WRITERS = {".docx": write_opinion_document, ".html": write_opinion_page}
MOST_FINDINGS = 200_000
_LONGEST_LINE = 4 << 20  # bytes; a finding quotes two clauses
_MALFORMED = (ValueError, TypeError, KeyError, AttributeError, RecursionError)


def write_opinion(
    findings: Path, target: Path, level: Level = Level.NOTICE, title: str = ""
) -> dict[Level, int]:
    """Writes the opinion on ``findings`` to ``target``; gives the number of findings at each level.

    Args:
        findings: the lines that ``lezr compare`` writes.
        target: ``.docx`` or ``.html``.
        level: the lowest that goes in.
        title: of the document; empty for a ready one.

    Raises:
        CannotRunError: a line is no finding, or a file cannot be read or written; the sentence names it.
    """
    write = WRITERS.get(target.suffix.lower())
    if write is None:
        raise CannotRunError(f"不知道怎样写 {target.name}：意见书可用 {'、'.join(WRITERS)}")
    found = read_findings(findings)
    levels = list(Level)
    kept = [one for one in found if levels.index(one.level) <= levels.index(level)]
    with explained(target):
        write(opinion_of(kept, title), target)
    return {one: sum(finding.level is one for finding in kept) for one in Level}


def read_findings(path: Path) -> list[Finding]:
    """The findings of a file, one a line.

    Raises:
        CannotRunError: it cannot be read, or a line is no finding; the sentence names file and line.
    """
    found: list[Finding] = []
    try:
        with path.open("rb") as lines:
            for number, line in enumerate(iter(lambda: lines.readline(_LONGEST_LINE + 1), b""), 1):
                if len(line) > _LONGEST_LINE or len(found) >= MOST_FINDINGS:
                    raise CannotRunError(
                        f"文件“{path}”第 {number} 行太长，或者超过 {MOST_FINDINGS:,} 处；请先用 lezr compare --level 或 --rule 缩小范围"
                    )
                if line.strip():
                    found.append(_finding(line, path, number))
    except OSError as error:
        raise CannotRunError(f"文件“{path}”不能读取（{error.strerror}）；请检查路径") from error
    return found


def _finding(line: bytes, path: Path, number: int) -> Finding:
    try:
        made = json.loads(line.decode("utf-8-sig"))
        return Finding(
            kind=FindingKind(made["kind"]),
            level=Level(made["level"]),
            rule=_words(made["rule"]),
            a=_side(made["a"]) if made["a"] is not None else None,
            b=_side(made["b"]),
            explanation=_words(made["explanation"]),
            authority=_words(made.get("authority", "")),
            guards=tuple(
                Guard(_words(one["name"]), one["passed"] is True, _words(one["words"]))
                for one in made.get("guards", ())
            ),
            not_compared=tuple(map(_words, made.get("not_compared", ()))),
            differences=tuple(
                Difference(DifferenceKind(one["kind"]), _words(one["detail"]))
                for one in made.get("differences", ())
            ),
            sort=_words(made.get("sort", "")),
        )
    except _MALFORMED as error:
        raise CannotRunError(
            f"文件“{path}”第 {number} 行不是比对结果；请用 lezr compare … -o 文件夹 写出的 findings.jsonl"
        ) from error


def _side(made: Mapping[str, Any]) -> Side:
    span = made.get("span")
    paragraph = made.get("paragraph")
    return Side(
        law_id=_words(made["law_id"]),
        law=_words(made["law"]),
        rank=_words(made["rank"]),
        version=_words(made["version"]),
        effective=_words(made["effective"]),
        territory=_words(made["territory"]),
        article=_words(made["article"]),
        paragraph=int(paragraph) if paragraph is not None else None,
        item=_words(made["item"]) if made.get("item") is not None else None,
        text=_words(made["text"]),
        span=Span(int(span[0]), int(span[1])) if span is not None else None,
        file=_words(made.get("file", "")),
    )


def _words(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(value)
    return value
