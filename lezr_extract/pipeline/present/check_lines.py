"""The lines of ``lezr check --jsonl`` and the files that it writes."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lezr_extract.compare.consequences.overlaps import ListOverlap
from lezr_extract.pipeline.job.deliver import write_problems
from lezr_extract.pipeline.job.place import finished_together
from lezr_extract.pipeline.present.check import Checked, CheckedList
from lezr_extract.powerlist.export.checked import write_checked_table, write_checked_workbook
from lezr_extract.powerlist.present.words import type_words
from lezr_extract.powerlist.report.check_page import CheckRun, write_check_page
from lezr_extract.records import CheckedBasis, CheckedEntry, EntryFault, MissingPower

FILES = {
    "check.html": "核对结果，用浏览器打开",
    "check.xlsx": "每处依据一行，另有漏项",
    "check.csv": "同上，供程序用",
    "check-problems.csv": "导入和读取中的问题，每个不属于事项的行都在内",
}


def check_lines(checked: Checked) -> Iterator[str]:
    """A JSON object for each entry, each power that a list lacks, and each article that several lists cite.

    ``kind`` tells them apart: ``entry``, ``missing``, ``overlap``.
    """
    for one in checked.lists:
        for entry in one.entries:
            yield json.dumps(entry_line(entry), ensure_ascii=False)
        for power in one.missing:
            yield json.dumps(missing_line(one, power), ensure_ascii=False)
    for overlap in checked.overlaps:
        yield json.dumps(overlap_line(overlap), ensure_ascii=False)


def entry_line(checked: CheckedEntry) -> dict[str, Any]:
    """The line of an entry, with the keys of design section 5."""
    entry = checked.entry
    return {
        "kind": "entry",
        "list": entry.file,
        "sheet": entry.sheet,
        "row": entry.row,
        "last_row": entry.last_row,
        "number": entry.number,
        "name": entry.name,
        "sub": entry.sub,
        "type": type_words(entry),
        "holder": entry.holder,
        "department": entry.department,
        "basis": [_basis(basis) for basis in checked.bases],
        "problems": [_fault(fault) for fault in checked.faults],
    }


def _basis(basis: CheckedBasis) -> dict[str, Any]:
    cited, successor = basis.cited, basis.successor
    return {
        "law": cited.law,
        "article": cited.article,
        "status": basis.status.value,
        "evidence": basis.evidence,
        "proposal": basis.proposal,
        "reason": basis.reason,
        "paragraphs": list(cited.paragraphs),
        "items": list(cited.items),
        "words": cited.words,
        "edition": cited.edition,
        "quotation": cited.quotation,
        "row": cited.row,
        "version": basis.version,
        "text": basis.text,
        "older": basis.older,
        "likeness": round(basis.likeness, 3),
        "differences": [
            {"quoted": one.quoted, "law": one.law, "before": one.before} for one in basis.differences
        ],
        "successor": successor
        and {
            "law": successor.law,
            "version": successor.version,
            "article": successor.article,
            "likeness": successor.likeness,
            "text": successor.text,
        },
    }


def _fault(fault: EntryFault) -> dict[str, str]:
    return {"code": fault.code, "level": fault.level, "rule": fault.rule, "words": fault.words}


def missing_line(one: CheckedList, power: MissingPower) -> dict[str, Any]:
    """The line of a power that a list lacks."""
    return {
        "kind": "missing",
        "list": one.list.file,
        "law": power.law,
        "version": power.version,
        "rank": power.rank,
        "article": power.article,
        "place": power.place,
        "type": power.type.value,
        "name": power.name,
        "holder": power.holder,
        "level": power.level,
        "why": power.why,
        "text": power.text,
    }


def overlap_line(overlap: ListOverlap) -> dict[str, Any]:
    """The line of an article that several lists cite."""
    return {
        "kind": "overlap",
        "law": overlap.law,
        "article": overlap.article,
        "departments": list(overlap.departments),
        "sort": overlap.sort.value,
        "explanation": overlap.explanation,
        "authority": overlap.authority,
        "entries": [
            {
                "department": row.department,
                "name": row.name,
                "type": row.type.value if row.type else None,
                "holder": row.holder,
                "where": row.where,
            }
            for row in overlap.entries
        ],
    }


def write_check(checked: Checked, folder: Path, day: str) -> None:
    """Writes the four files of `FILES` into ``folder``, all or none.

    Raises:
        CannotRunError: the folder cannot be made or written, or the disk is full.
    """
    entries = [entry for one in checked.lists for entry in one.entries]
    missing = [(one.list.file, power) for one in checked.lists for power in one.missing]
    with finished_together(folder, tuple(FILES)) as paths:
        run = CheckRun(day, checked.laws, checked.problems)
        lists = [(one.list.file, one.entries) for one in checked.lists]
        write_check_page(lists, missing, checked.overlaps, run, paths["check.html"])
        write_checked_workbook(entries, missing, paths["check.xlsx"])
        write_checked_table(entries, paths["check.csv"])
        write_problems(checked.problems, paths["check-problems.csv"])
