"""Suggestions for an office's present lists: checked against the laws, and put into the order of work."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from lezr_extract.pipeline.job.fill import Progress, quiet
from lezr_extract.pipeline.job.one_source import DEFAULTS, Options
from lezr_extract.pipeline.job.place import explained
from lezr_extract.pipeline.present.check import Checked, check, department_of
from lezr_extract.powerlist.export import write_form
from lezr_extract.powerlist.present.suggest import suggestions
from lezr_extract.records import Suggestion

TABLE = "建议.xlsx"


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


def write_suggestions(found: Sequence[Suggestion], folder: Path) -> Path:
    """Writes ``found`` as a table that an office fills in: a column for its decision on each; gives the file.

    Raises:
        CannotRunError: the folder cannot be written.
    """
    path = folder / TABLE
    with explained(folder):
        folder.mkdir(parents=True, exist_ok=True)
        write_form("建议", list(_rows(found)), path)
    return path


def _rows(found: Sequence[Suggestion]) -> Iterator[dict[str, str]]:
    for number, one in enumerate(found, 1):
        yield {
            "序号": str(number),
            "建议": one.kind.value,
            "事项": one.field.value,
            "把握": one.level,
            "部门": one.department,
            "清单位置": f"{one.sheet} 第 {one.row} 行" if one.row else "",
            "职权名称": one.name,
            "职权类型": one.type,
            "现在": one.now,
            "改为": one.new,
            "理由": one.reason,
            "条文": "\n".join(f"《{c.law}》{c.place}：{c.text}" for c in one.clauses),
            "相关条目": "\n".join(one.others),
            "处理意见": "",
        }
