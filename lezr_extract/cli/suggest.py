"""``lezr suggest``: what an office might do with its present list."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

import click

from lezr_extract.cli import chinese, log, office, shown

if TYPE_CHECKING:
    from lezr_extract.records import Suggestion

_MOST_SHOWN = 40


@click.command(cls=chinese.LawsCommand)
@click.argument("lists", metavar="清单…", nargs=-1, required=True)
@shown.laws
@shown.on_day
@click.option("--jsonl", is_flag=True, help="每条建议一行 JSON，供程序用")
@click.option(
    "-o",
    "--out",
    metavar="文件夹",
    help="把建议写成表（建议.xlsx，留有处理意见一栏），审核页面也从这里读（suggestions.jsonl）",
)
@office.options
@shown.workers
@log.option
def suggest(
    *,
    lists: tuple[str, ...],
    laws: tuple[str, ...],
    on: str | None,
    jsonl: bool,
    out: str | None,
    rulings: str | None,
    offices: str | None,
    workers: int | None,
) -> int:
    """对现有的权责清单提建议：取消、调整、合并、新增、核实，按办理的先后排列。

    取消：依据都已废止，或条文没有处罚；调整：依据已改、移号、被新法承接，类型或主体与条文不符；合并：同一条款、同一主体列了两次；
    新增：法规给了本部门而清单没有的；核实：只有人才能查明的。每条都附条文和理由，由人决定。
    """
    from lezr_extract.pipeline import Options  # noqa: PLC0415
    from lezr_extract.pipeline.deciding import suggest as pipeline  # noqa: PLC0415

    options = Options(workers=workers, office=office.chosen(rulings, offices))
    with shown.progress() as progress:
        found, checked = pipeline.suggest(
            lists, shown.default_paths(laws), options, day=shown.day(on), progress=progress
        )
    output = shown.output(jsonl)
    output.writelines(line + "\n" for line in (_lines(found) if jsonl else _readable(found)))
    output.flush()
    if out:
        log.told(f"建议写在 {pipeline.write_suggestions(found, checked, Path(out))}")
    report = shown.ProblemReport()
    report.add(checked.problems)
    return report.status()


def _lines(found: Sequence["Suggestion"]) -> Iterator[str]:
    from lezr_extract.pipeline.deciding.suggest import suggestion_line  # noqa: PLC0415

    return (json.dumps(suggestion_line(one), ensure_ascii=False) for one in found)


def _readable(found: Sequence["Suggestion"]) -> Iterator[str]:
    by_list: dict[str, list[Suggestion]] = {}
    for one in found:
        by_list.setdefault(one.department, []).append(one)
    for department, own in by_list.items():
        counts = Counter(one.kind.value for one in own)
        yield f"{department}：" + "，".join(f"{kind} {number:,}" for kind, number in counts.items())
        for one in own[:_MOST_SHOWN]:
            where = f"{PurePath(one.list).name} {one.sheet} 第 {one.row} 行" if one.row else "新增"
            yield f"  ［{one.level}］{one.kind.value}{one.field.value}　{one.name}（{where}）"
            yield f"      {one.reason}"
            if one.new:
                yield f"      建议：{one.new}"
        if len(own) > _MOST_SHOWN:
            yield f"  另有 {len(own) - _MOST_SHOWN:,} 条，用 -o 或 --jsonl 取全部"
        yield ""
