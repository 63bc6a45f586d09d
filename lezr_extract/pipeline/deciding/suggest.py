"""Suggestions for an office's present lists: checked against the laws, and put into the order of work.

They are written as lines beside a run (suggestions.jsonl), for `lezr suggest -o` as for the review pages, which take
them in from there; and as a table that an office fills in.
"""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path, PurePath
from typing import Any

from lezr_extract.errors import CannotRunError
from lezr_extract.pipeline.deciding.days import time_in_china
from lezr_extract.pipeline.job.fill import Progress, quiet
from lezr_extract.pipeline.job.one_source import DEFAULTS, Options
from lezr_extract.pipeline.job.place import finished_together
from lezr_extract.pipeline.present.check import Checked, check, department_of
from lezr_extract.pipeline.present.check_lines import overlap_line
from lezr_extract.powerlist.export import write_form
from lezr_extract.powerlist.present.suggest import suggestions
from lezr_extract.records import Suggestion, SuggestionDecision

TABLE, LINES, OVERLAPS = "建议.xlsx", "suggestions.jsonl", "overlaps.jsonl"
_KEYS = frozenset(Suggestion.__slots__)


def suggest(
    lists: Sequence[str],
    laws: Sequence[str],
    options: Options = DEFAULTS,
    *,
    day: date | None = None,
    progress: Progress = quiet,
) -> tuple[tuple[Suggestion, ...], Checked]:
    """What each office might do with its list, list by list, and what the checking behind it came to.

    Args:
        lists: workbooks or folders of them.
        laws: as for every command.
        options: workers, rulings, duties.
        day: on which validity counts; today without.
        progress: told of the reading.

    Raises:
        CannotRunError: a path does not exist.
    """
    checked = check(lists, laws, options, missing=True, day=day, progress=progress)
    found = tuple(
        suggestion
        for one in checked.lists
        for suggestion in suggestions(one.entries, one.missing, department_of(one.list))
    )
    return found, checked


def suggestion_line(one: Suggestion) -> dict[str, Any]:
    """A suggestion as a line of suggestions.jsonl; nothing of the record is left out."""
    return asdict(one)


def read_suggestions(path: Path) -> Iterator[dict[str, Any]]:
    """The lines of suggestions.jsonl; none where there is no such file.

    Raises:
        CannotRunError: it cannot be read, or a line is no suggestion; the sentence names file and line.
    """
    if not path.is_file():
        return
    with path.open(encoding="utf-8") as lines:
        for number, words in enumerate(lines, 1):
            try:
                line = json.loads(words)
            except ValueError:
                line = None
            if not isinstance(line, dict) or not line.keys() >= _KEYS:
                raise CannotRunError(
                    f"文件“{path}”第 {number} 行不是建议；请用 lezr suggest -o 重新生成，或移走这个文件"
                )
            yield line


def write_suggestions(found: Sequence[Suggestion], checked: Checked, folder: Path) -> Path:
    """Writes ``found`` into ``folder`` for the review pages, and as a table with a column for the office's decision.

    Beside them go the articles that two of the lists cite, for the overview. All files appear together or not at all;
    gives the table.

    Raises:
        CannotRunError: the folder cannot be written.
    """
    lines = [suggestion_line(one) for one in found]
    shared = [overlap_line(one) for one in checked.overlaps]
    with finished_together(folder, (TABLE, LINES, OVERLAPS)) as paths:
        with paths[OVERLAPS].open("w", encoding="utf-8", newline="\n") as out:
            out.writelines(json.dumps(line, ensure_ascii=False) + "\n" for line in shared)
        with paths[LINES].open("w", encoding="utf-8", newline="\n") as out:
            out.writelines(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
        write_form("建议", list(table_rows(lines, {})), paths[TABLE])
    return folder / TABLE


def table_rows(
    lines: Iterable[Mapping[str, Any]], decided: Mapping[str, SuggestionDecision]
) -> Iterator[dict[str, str]]:
    """A row for each suggestion under the headings of the table.

    Args:
        lines: of suggestions.jsonl.
        decided: id → the decision in force on it; what is not there is left for the office to fill in.
    """
    for number, one in enumerate(lines, 1):
        row = {
            "序号": str(number),
            "建议": one["kind"],
            "事项": one["field"],
            "把握": one["level"],
            "部门": one["department"],
            "清单位置": place_of(one),
            "职权名称": one["name"],
            "职权类型": one["type"],
            "现在": one["now"],
            "改为": one["new"],
            "理由": one["reason"],
            "条文": "\n".join(f"《{c['law']}》{c['place']}：{c['text']}" for c in one["clauses"]),
            "相关条目": "\n".join(one["others"]),
        }
        made = decided.get(one["id"])
        yield row | {
            "处理意见": made.verdict.value if made else "",
            "处理理由": made.reason if made else "",
            "处理人": made.who if made else "",
            "处理时间": time_in_china(made.when) if made else "",
        }


def place_of(line: Mapping[str, Any]) -> str:
    """Where the entry stands in the office's list; empty for an addition."""
    if not line["row"]:
        return ""
    sheet = f"工作表“{line['sheet']}”" if line["sheet"] else ""
    return f"{PurePath(line['list']).name} {sheet}第 {line['row']} 行"
